"""Which generation is the index, and is it whole? `MANIFEST.json`, and nothing else, decides.

::

    {"format": 5, "generation": 7, "seq": 4711, "history": "…", "fingerprint": "…",
     "documents": 9, "turns": 80,
     "segments": [{"file": "MAIN_x1….arrays", "turns": 90, "dead": "which, packed",
                   "written": [inode, size, nanoseconds…], "digest": "sha256…"}],
     "seal": "sha256 of all the rest, keys sorted"}

A commit, step by step, and what is durable when:

1. New segments are written under new names. A cut here leaves rubbish that no manifest names.
2. Each is synced (fsync, which on the file systems of Linux brings its name along), then hashed.
3. `MANIFEST.new` is written and synced: all that it names is on the disk already.
4. It is renamed to `MANIFEST.json`: from here on readers see the new generation, and a killed
   job has made it. After a cut of power it is the old one or the new one, each of them whole.
5. The folder is synced: now the power may go too, and the commit may be acknowledged.
6. Only then are segments deleted that the new manifest no longer names.

Three times a commit waits for the disk. The bytes of a file are read again at opening only where it
is not, by inode, size and times, the very file that was sealed: a copy, or one that was changed.
What alters bytes without a trace of writing is found by `altered` (harbin verify).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import stat
import weakref
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ...errors import EngineUnavailable

FORMAT = 5
NAME = "MANIFEST.json"
FRESH = "MANIFEST.new"

Signature = tuple[int, int, int, int]
"""Tells one writing of a file from another: inode, size, times of writing and of change."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A segment's file: how many turns it has, which of them are `dead` (see `packed`), and what
    it was when it was `written`: its signature then, and the sha256 of its bytes."""

    file: str
    turns: int
    dead: str
    written: Signature
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is sealed. `history` is the store's digest of change `seq`."""

    generation: int
    seq: int
    history: str
    fingerprint: str
    documents: int
    turns: int
    segments: tuple[Sealed, ...]

    def files(self) -> frozenset[str]:
        """The names of all files of segments."""
        return frozenset(sealed.file for sealed in self.segments)


def packed(mask: np.ndarray) -> str:
    """Which turns do not live, as text: nothing where all do, else their bits, compressed.

    >>> unpacked(packed(np.array([True, False, True])), 3).tolist()
    [True, False, True]
    >>> packed(np.array([True, True]))
    ''
    """
    if mask.all():
        return ""
    return base64.b64encode(zlib.compress(np.packbits(~mask).tobytes(), 1)).decode("ascii")


def unpacked(dead: str, turns: int) -> np.ndarray:
    """The mask of the turns that live."""
    if not dead:
        return np.ones(turns, bool)
    bits = np.frombuffer(zlib.decompress(base64.b64decode(dead)), np.uint8)
    return ~np.unpackbits(bits, count=turns).view(bool)


def signature(path: Path | str) -> Signature:
    """That of a file as it is now. Raises OSError."""
    return _signature(os.stat(path))


def _signature(seen: os.stat_result) -> Signature:
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


class Held:
    """A file that is open as long as this is. No other gets its inode number meanwhile, so that
    its signature is its own however fast files are written (times are as coarse as the kernel's
    clock: on older Linux 4 ms)."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self._number = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._number)
        self.signature = _signature(os.fstat(self._number))

    def read(self) -> bytes:
        """All of it. Raises OSError."""
        return os.pread(self._number, self.signature[1], 0)


def held(folder: Path) -> tuple[Held, Manifest]:
    """The manifest in place, whole and of a known format, in a folder only its owner writes to.
    Raises OSError where there is none, EngineUnavailable."""
    if stat.S_IMODE(os.stat(folder).st_mode) & 0o022:
        raise EngineUnavailable("damaged: others may write to the index folder (chmod 700)")
    file = Held(folder / NAME)
    return file, _manifest(file.read())


def read(folder: Path) -> Manifest:
    """The same, not held. Raises as `held` does."""
    return held(folder)[1]


def _manifest(text: bytes) -> Manifest:
    try:
        fields = json.loads(text)
        number, seal = fields.pop("format"), fields.pop("seal")
    except (ValueError, KeyError, AttributeError) as error:
        raise EngineUnavailable("damaged: the manifest of the index is not whole") from error
    if not isinstance(number, int) or number > FORMAT:
        raise EngineUnavailable(
            f"the index has format {number}, of a newer Harbin; this one reads up to {FORMAT}"
        )
    if number < FORMAT:
        raise EngineUnavailable(
            f"the index has format {number}, of an older Harbin: run harbin index"
        )
    if seal != _seal(number, fields):
        raise EngineUnavailable("damaged: the manifest of the index is not as it was sealed")
    segments = tuple(
        Sealed(**segment | {"written": tuple(segment["written"])})
        for segment in fields.pop("segments")
    )
    return Manifest(**fields, segments=segments)


def put(folder: Path, manifest: Manifest) -> None:
    """Makes this the manifest, durably: all it names must be on the disk. Raises OSError."""
    fields = asdict(manifest)
    text = json.dumps({"format": FORMAT, **fields, "seal": _seal(FORMAT, fields)}, indent=1)
    fresh = folder / FRESH
    with open(fresh, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
    sync(folder)


def sealed(path: Path, turns: int) -> Sealed:
    """Brings a written file to the disk; all its turns live. Raises OSError."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        written = _signature(os.fstat(file.fileno()))
        return Sealed(path.name, turns, "", written, _digest(file))


def sync(folder: Path) -> None:
    """Brings the names in a folder to the disk. Raises OSError."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def altered(folder: Path, segment: Sealed) -> bool:
    """Whether a file is not, byte by byte, what was sealed. Reads it all; raises OSError."""
    with open(folder / segment.file, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        return size != segment.written[1] or _digest(file) != segment.digest


def sweep(folder: Path, manifest: Manifest, keep: Iterable[str] = ()) -> None:
    """Deletes whatever the manifest does not name: leavings of a killed job, stray TOCs. Only by
    a writer that holds the lock. What cannot be deleted now is left to the next time."""
    named = {NAME, *keep, *manifest.files()}
    for path in folder.iterdir():
        if path.name not in named:
            try:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            except OSError:
                continue


def _digest(file: object) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(number: int, fields: Mapping) -> str:
    whole = json.dumps({"format": number, **fields}, sort_keys=True)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()
