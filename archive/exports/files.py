"""How is an export written to a file that a kill cannot spoil, and that can be gone on with?

Three files stand beside each other while it is written, and two when it is done:

    FILE.part             the bytes so far
    FILE.part.contents    what it is of, then a line for each whole document in FILE.part
    FILE                  the export, under its name only when it is whole
    FILE.manifest.json    its account (`manifest`)

To go on, the lines are read and the bytes compared with them: the longest beginning in which each
document has its digest is kept, the rest is cut off and written again. What comes of it is byte for
byte what an undisturbed export gives. If the archive, the question or the form has changed since,
nothing is kept, and it is said.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from ..catalogue import Archive
from ..errors import Busy, StorageFailed
from . import manifest
from .formats import VERSION, Means
from .manifest import Entry
from .selection import Selection


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: `documents` in all, `kept` of them from before; `sha256` of the file. `why` a
    file begun before was not gone on with: "" or a sentence."""

    documents: int
    kept: int
    sha256: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What is written, in which form, where."""

    archive: Archive
    selection: Selection
    form: str
    file: Path

    def about(self) -> str:
        """The first line of the contents: what the bytes are of."""
        told = {"format": self.form, "format_version": VERSION}
        told |= {"selection": self.selection.digest(), "seq": self.selection.state.seq}
        return json.dumps(told) + "\n"


@dataclass(frozen=True, slots=True)
class Begun:
    """The good beginning of a file: its entries are `documents` many, up to byte `stop` of the
    export and byte `listed` of the contents. `digest` is the running one of those bytes."""

    documents: int
    stop: int
    listed: int
    digest: object
    why: str = ""


def write(
    archive: Archive,
    selection: Selection,
    form: str,
    file: Path,
    *,
    resume: bool = False,
    tell: Callable[[int], None] = lambda count: None,
) -> Outcome:
    """Writes an export and its manifest; `resume` goes on with one that was cut short, where
    that is honest. `tell` is told how many documents are done. Raises StorageFailed, and Busy
    while another writes the same file."""
    work = Work(archive, selection, form, file)
    try:
        with _alone(part(file)):
            begun = _begun(work) if resume else _nothing("")
            documents, digest = _written(work, begun, tell)
    except OSError as error:
        raise StorageFailed(f"{file} cannot be written: {error}") from error
    return Outcome(documents, begun.documents, digest, begun.why)


def part(file: Path) -> Path:
    """Where the bytes are until the file is whole."""
    return file.with_name(f"{file.name}.part")


def contents(file: Path) -> Path:
    """Where the lines about those bytes are."""
    return file.with_name(f"{file.name}.part.contents")


def account(file: Path) -> Path:
    """Where the manifest of a whole file is."""
    return file.with_name(f"{file.name}.manifest.json")


def _nothing(why: str) -> Begun:
    return Begun(0, 0, 0, sha256(), why)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Holds a file against other writers of the same export."""
    with open(path, "ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"{path} is being written by another") from error
        yield


def _begun(work: Work) -> Begun:
    """What of a file begun before is good for what is asked now."""
    if not contents(work.file).exists():
        return _nothing("")
    with open(part(work.file), "rb") as body, open(contents(work.file), "rb") as lines:
        first = lines.readline()
        if first.decode("utf-8", "replace") != work.about():
            return _nothing(_changed(first, work.about()))
        documents, stop, listed, digest = 0, 0, len(first), sha256()
        for line, entry in _entries(lines):
            piece = body.read(entry.stop - stop)
            if sha256(piece).hexdigest() != entry.sha256:
                break
            digest.update(piece)
            documents, stop, listed = documents + 1, entry.stop, listed + len(line)
    return Begun(documents, stop, listed, digest)


def _entries(lines: Iterator[bytes]) -> Iterator[tuple[bytes, Entry]]:
    """The whole lines of the contents; the last may have been cut."""
    for line in lines:
        try:
            yield line, Entry(**json.loads(line))
        except (ValueError, TypeError):
            return


def _changed(first: bytes, about: str) -> str:
    """Why what was begun cannot be gone on with."""
    with suppress(ValueError, TypeError, KeyError):
        before, now = json.loads(first), json.loads(about)
        if before["format"] != now["format"]:
            return f"it was begun as {before['format']}"
        if before["seq"] != now["seq"]:
            return f"the archive has changed since (change {before['seq']}, now {now['seq']})"
    return "it was begun for another question, or by another version"


def _written(work: Work, begun: Begun, tell: Callable[[int], None]) -> tuple[int, str]:
    """Writes the rest, then the manifest, then gives both their names."""
    digest, done, file = begun.digest, begun.documents, work.file
    means = Means(work.archive.people)
    place = (done, begun.stop)
    with open(part(file), "ab") as body, open(contents(file), "ab") as lines:
        body.truncate(begun.stop)
        lines.truncate(begun.listed)
        if not begun.listed:
            lines.write(work.about().encode())
        for piece in manifest.parts(work.archive.store, work.selection, work.form, means, place):
            body.write(piece.body)
            body.flush()  # a line about bytes that are not there would only be cut off again
            lines.write(f"{json.dumps(asdict(piece.entry))}\n".encode())
            digest.update(piece.body)
            done += 1
            tell(done)
        rest = manifest.ending(work.form, done)
        body.write(rest)
        digest.update(rest)
        body.flush()
        os.fsync(body.fileno())
        length = body.tell()
    _account(work, length, digest)
    os.replace(part(file), file)
    contents(file).unlink()
    _sync(file.parent)
    return done, digest.hexdigest()


def _account(work: Work, length: int, digest: object) -> None:
    """The manifest, made of the lines; under its name only when it is whole."""
    whole = account(work.file)
    half = whole.with_name(f"{whole.name}.part")
    with open(half, "w", encoding="utf-8") as written, open(contents(work.file), "rb") as lines:
        written.write(manifest.head(work.selection.account(), work.form))
        next(lines)
        for number, (_, entry) in enumerate(_entries(lines)):
            written.write(manifest.line(entry, first=number == 0))
        written.write(manifest.end(length, digest))
        written.flush()
        os.fsync(written.fileno())
    os.replace(half, whole)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
