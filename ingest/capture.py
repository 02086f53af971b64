"""Which bytes were given? Files, folders and standard input as captures, one at a time.

Every file under a folder is accounted for: it is a Capture, or Unreadable with the reason. Types
are told by content, then by suffix. Nothing is raised for a bad input and nothing is followed out
of the folder.

    >>> kind_of(b"\\x89PNG\\r\\n\\x1a\\n...")
    'a PNG image'
    >>> kind_of("<p>Здравствуйте!".encode()) is None
    True
    >>> printable_name("отчёт.html"), printable_name("a\\udcff.html")
    ('отчёт.html', 'a\\\\xff.html')
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from .limits import INPUT_BYTES, SNIFF
from .page import Capture, Refusal

STANDARD_INPUT = "-"

PAGE_SUFFIXES = frozenset(
    ("", "html", "htm", "xhtml", "shtml", "phtml", "txt", "text", "md", "php", "asp", "aspx", "jsp")
)
"""Named as a page or a text: even if the bytes are something else, a person should know."""

OTHER_SUFFIXES = {
    "css": "a style sheet", "js": "a script", "mjs": "a script", "map": "a source map",
    "json": "JSON", "jsonl": "JSON", "xml": "XML", "rss": "a feed", "atom": "a feed",
    "csv": "a table", "tsv": "a table", "xls": "a table", "xlsx": "a table", "ods": "a table",
    "svg": "a drawing", "png": "an image", "jpg": "an image", "jpeg": "an image",
    "gif": "an image", "webp": "an image", "avif": "an image", "ico": "an icon", "bmp": "an image",
    "tif": "an image", "tiff": "an image", "woff": "a font", "woff2": "a font", "ttf": "a font",
    "otf": "a font", "eot": "a font", "pdf": "a PDF", "doc": "a Word file", "docx": "a Word file",
    "rtf": "a Word file", "odt": "a text file with layout", "ppt": "slides", "pptx": "slides",
    "zip": "a zip archive", "gz": "gzip data", "tgz": "gzip data", "bz2": "bzip2 data",
    "xz": "xz data", "7z": "a 7z archive", "rar": "a rar archive", "tar": "a tar archive",
    "warc": "a WARC archive", "mp3": "sound", "ogg": "sound", "wav": "sound", "m4a": "sound",
    "mp4": "video", "webm": "video", "avi": "video", "mov": "video", "flv": "video",
    "swf": "a Flash film", "sqlite": "a database", "db": "a database", "exe": "a program",
    "py": "a program", "toml": "settings", "ini": "settings", "yaml": "settings",
    "yml": "settings", "log": "a log",
}  # fmt: skip

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF file (image, sound or video)"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "a Word file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"FLV\x01", "video"),
    (b"SQLite format 3\x00", "a database"),
    (b"WARC/1.", "a WARC archive"),
)

LEFTOVER_ENDINGS = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp", ".part", ".crdownload")
LEFTOVER_NAMES = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no bytes to read: its name as `Capture.input`, and why."""

    input: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to look at: where it is, and its `input` name."""

    path: str
    name: str
    root: str | None


def captures(
    paths: Iterable[str], *, now: datetime, url: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Capture | Unreadable]:
    """The inputs under these paths, lazily, in order: a folder's entries by code point.

    `now` becomes `fetched` (aware UTC); `url` is the address of all of them; "-" reads `stdin`.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield _standard_input(stdin, now, url)
            continue
        for found in _found(path):
            yield found if isinstance(found, Unreadable) else _capture(found, now, url)


def kind_of(start: bytes) -> str | None:
    """What the first bytes say a file is when it is no text; None when it may be text."""
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return kind
    if start[4:8] == b"ftyp":
        return "video or an image (ISO media)"
    if start[257:262] == b"ustar":
        return "a tar archive"
    return None


def printable_name(name: str) -> str:
    r"""A file name as text that can be stored and shown: what is not UTF-8 or not printable is
    written `\xff` or `\u202e`, a backslash twice, so that two names never become one."""
    text = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape")
    text = text.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _standard_input(stdin: BinaryIO | None, now: datetime, url: str | None) -> Capture | Unreadable:
    if stdin is None:
        return _rejected(STANDARD_INPUT, "unreadable", "There is no standard input.")
    try:
        body = stdin.read(INPUT_BYTES + 1)
    except (OSError, ValueError) as error:
        return _rejected(STANDARD_INPUT, "unreadable", f"Standard input: {_why(error)}.")
    return _checked(STANDARD_INPUT, "", body, now, url)


def _found(path: str) -> Iterator[_Found | Unreadable]:
    """The path itself, or what lies under it. A path given by name may be a link."""
    name = printable_name(os.path.basename(os.path.normpath(path)))
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        whole = printable_name(path)  # a job's log must say which of its paths is wrong
        yield _rejected(whole, "unreadable", f"The path cannot be opened: {_why(error)}.")
        return
    if stat.S_ISDIR(mode):
        yield from _under(path, "", os.path.realpath(path))
    else:
        yield _Found(path, name, None)


def _under(folder: str, prefix: str, root: str) -> Iterator[_Found | Unreadable]:
    """The entries of a folder by code point, folders entered where they stand."""
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _rejected(prefix or ".", "unreadable", f"The folder cannot be read: {_why(error)}.")
        return
    for entry in entries:
        name = prefix + printable_name(entry.name)
        aside = _left_aside(entry.name)
        if aside:
            yield _skipped(name, "hidden", f"It is {aside}.")
        elif entry.is_symlink():
            yield _linked(entry.path, name, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _under(entry.path, name + "/", root)
        else:
            yield _Found(entry.path, name, root)


def _left_aside(name: str) -> str | None:
    if name.startswith("."):
        return "a hidden file or folder"
    if name.endswith(LEFTOVER_ENDINGS) or (name.startswith("#") and name.endswith("#")):
        return "a leftover of an editor or a download"
    if name in LEFTOVER_NAMES:
        return "a leftover of a system"
    return None


def _linked(path: str, name: str, root: str) -> _Found | Unreadable:
    """What a link in a folder leads to: only a file inside the folder is read."""
    target = os.path.realpath(path)
    if os.path.commonpath((root, target)) != root:
        return _rejected(name, "link-outside", "The link leads out of the folder.")
    if os.path.isdir(target):
        return _skipped(name, "link-to-folder", "The link leads to a folder that is read itself.")
    return _Found(target, name, root)


def _capture(found: _Found, now: datetime, url: str | None) -> Capture | Unreadable:
    try:
        body = _bytes_of(found.path)
    except (OSError, ValueError) as error:
        return _rejected(found.name, "unreadable", f"The file cannot be read: {_why(error)}.")
    if isinstance(body, str):
        return _rejected(found.name, "not-a-file", body)
    return _checked(found.name, _suffix(found.path), body, now, url)


def _bytes_of(path: str) -> bytes | str:
    """The bytes, at most one over the limit; or a sentence. A fifo is never waited for."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        return "It is a pipe, a socket or a device."
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return "It is a pipe, a socket or a device."
        return file.read(INPUT_BYTES + 1)


def _checked(
    name: str, suffix: str, body: bytes, now: datetime, url: str | None
) -> Capture | Unreadable:
    """The capture, unless its size or its type says it cannot be a page."""
    if not body:
        return _rejected(name, "empty", "There are no bytes.")
    if len(body) > INPUT_BYTES:
        bound = INPUT_BYTES // 2**20
        return _rejected(name, "too-large", f"It is larger than {bound} MiB.")
    if suffix not in PAGE_SUFFIXES:
        kind = kind_of(body[:SNIFF]) or _kind_by_suffix(suffix, body[:SNIFF])
        if kind:
            return _skipped(name, "not-a-page", f"It is {kind}.")
    headers: Mapping[str, str] = {}
    return Capture(name, url, now, body, headers)


def _kind_by_suffix(suffix: str, start: bytes) -> str | None:
    """The type a suffix names, unless the bytes plainly are HTML; else what has NUL bytes."""
    if suffix in OTHER_SUFFIXES:
        head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
        return None if head.startswith((b"<!doctype html", b"<html")) else OTHER_SUFFIXES[suffix]
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "no text (it has NUL bytes)"
    return None


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1][1:].lower()


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "the system refused"
    return "the name or the stream is not usable"


def _rejected(name: str, code: str, sentence: str) -> Unreadable:
    return Unreadable(name, Refusal("rejected", (f"{code}: {sentence}",)))


def _skipped(name: str, code: str, sentence: str) -> Unreadable:
    return Unreadable(name, Refusal("skipped", (f"{code}: {sentence}",)))
