"""How is the index changed? A commit puts new segments beside the old ones and seals which are.

A replaced document is marked dead in the older segment it lies in and written into a new one.
Nothing is merged here: what a commit brings is seen as soon as it is written, and the putting in
order comes after (`tidy`), as a commit of its own that changes no answer: what is merged is written
while others search and even write, and takes the place of its parts in an instant; turns that died
meanwhile are dead in it too. seal.py says what is durable when. Whatever is cut short leaves files
that no manifest names; the next writer deletes them and begins again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Row
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .. import Entry
from . import layout, seal
from .arrange import arranged
from .codec import INDEX, ArrayCodec, GenerationIndex, SealedSegment, Written, fresh_name
from .compat import FileLock, FileStorage, LockError, SegmentWriter, try_for
from .gather import Gathering
from .merge import merge
from .seal import Manifest, Sealed
from .segment import Segment, decoded, opened
from .snapshot import Live, Snapshot

LOCK = f"{INDEX}_WRITELOCK"
MOST_PAIRS = 4_000_000
"""Pairs of term and position held in memory before a segment is written: about 0.3 GB."""

PATIENCE = 10.0  # seconds to wait for another writer


def create(folder: Path, fingerprint: str) -> None:
    """Makes an empty index in a new folder, which appears whole or not at all. Raises OSError."""
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    seal.put(fresh, Manifest(0, 0, "", fingerprint, 0, 0, ()))
    fresh.rename(folder)
    seal.sync(folder.parent)


def clear(folder: Path) -> None:
    """Deletes what jobs that were cut short left behind; not while another job writes."""
    try:
        with locked(folder, patience=0.0):
            seal.sweep(folder, seal.read(folder), keep=[LOCK])
    except LockError:
        return


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """While Whoosh's write lock is held, which the kernel frees when its holder dies. Raises
    LockError when another has it for longer than `patience` seconds."""
    lock: FileLock = FileStorage(str(folder)).lock(LOCK)
    if not try_for(lock.acquire, timeout=patience, delay=0.01):
        raise LockError
    try:
        yield
    finally:
        lock.release()


@dataclass(slots=True)
class Standing:
    """A segment that will be in the next generation: how Whoosh knows it, its arrays, and how it
    is sealed. Its mask can be written to once something in it has died in this commit."""

    known: SealedSegment
    segment: Segment
    sealed: Sealed


class EntryWriter(SegmentWriter):
    """Whoosh's writer of one commit, given whole entries; only while `locked`. After any exception
    it must be cancelled."""

    def __init__(self, folder: Path, before: Snapshot) -> None:
        codec = ArrayCodec()
        self._standing = {
            sealed.file: Standing(
                SealedSegment(codec, sealed.file, live.mask), live.segment, sealed
            )
            for live, sealed in zip(before.segments, before.manifest.segments, strict=True)
        }
        segments = [standing.known for standing in self._standing.values()]
        index = GenerationIndex(folder, before.manifest.generation, segments)
        super().__init__(index, codec=codec, compound=False, _lk=False)
        self._folder = folder
        self.manifest = before.manifest
        """What is to be sealed, as far as it is known."""
        self._made: set[str] = set()

    def put(self, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Takes what the commit is to change. Of many entries segments are written on the way,
        so that no more than MOST_PAIRS are ever in memory."""
        for id in removed:
            self._kill(id)
        gathering = Gathering()
        for entry in entries:
            gathering.add(entry)
            if gathering.pairs() >= MOST_PAIRS:
                self._write(gathering)
                gathering = Gathering()
        self._write(gathering)

    def exchange(self, parts: Row[Live], merged: Sealed | None) -> bool:
        """Puts a merged segment (None: nothing in it lives) in the place of its parts; gives
        whether they still stand, for otherwise another writer was faster. Raises OSError."""
        if merged is not None:
            self._made.add(merged.file)
        if not all(live.path.name in self._standing for live in parts):
            return False
        gone = [self._standing.pop(live.path.name) for live in parts]
        if merged is None:
            return True
        segment = opened(self._folder / merged.file)
        mask = np.ones(merged.turns, bool)
        for before, now in zip(parts, gone, strict=True):
            for id in _ids(now.segment, before.mask & ~now.known.mask):
                died = segment.turns_of(id)
                mask[died.start : died.stop] = False
        self._stand(SealedSegment(self.codec, merged.file, mask), segment, merged)
        return True

    def commit_entries(self, seq: int, history: str) -> None:
        """Seals the new generation; then deletes what it has no more. Whoosh's own commit, with
        nothing left to merge."""
        self._standing = {
            name: standing for name, standing in self._standing.items() if standing.known.mask.any()
        }
        self.segments = [standing.known for standing in self._standing.values()]
        before = self.manifest
        self.manifest = replace(before, seq=seq, history=history, generation=self.generation)
        self.commit(merge=False)
        for name in before.files() - self.manifest.files():
            with suppress(OSError):  # it is committed; what stays will be swept
                (self._folder / name).unlink()

    def cancel(self) -> None:
        """Leaves everything as it was; but where the disk refused after the new manifest was in
        its place, that stands."""
        super().cancel()
        for name in self._made - seal.read(self._folder).files():
            (self._folder / name).unlink(missing_ok=True)

    def _write(self, gathering: Gathering) -> None:
        """Writes what was gathered as a segment; what it replaces is dead."""
        for id in gathering.ids():
            self._kill(id)
        arrays = arranged([gathering.loose()])
        turns = len(arrays["turns.number"])
        if not turns:
            return
        known = SealedSegment(self.codec, fresh_name(), np.ones(turns, bool))
        self._made.add(known.file)
        write: Written = lambda file: layout.write(file, arrays)  # noqa: E731
        self.codec.field_writer(self.storage, known).add_postings(self.schema, None, write)
        path = self._folder / known.file
        self._stand(known, opened(path), seal.sealed(path, turns))
        self._count(len(arrays["documents.first"]), turns)

    def _stand(self, known: SealedSegment, segment: Segment, sealed: Sealed) -> None:
        self._standing[known.file] = Standing(known, segment, sealed)

    def _kill(self, id: str) -> None:
        for standing in self._standing.values():
            turns = standing.segment.turns_of(id)
            known = standing.known
            if turns and known.mask[turns.start]:
                if not known.mask.flags.writeable:  # that of a generation others search in
                    known.mask = known.mask.copy()
                known.mask[turns.start : turns.stop] = False
                self._count(-1, -len(turns))

    def _count(self, documents: int, turns: int) -> None:
        counted = self.manifest
        self.manifest = replace(
            counted, documents=counted.documents + documents, turns=counted.turns + turns
        )

    def _commit_toc(self, segments: list[SealedSegment]) -> None:
        """In the place of Whoosh's, which deletes the old files before the new are safe."""
        sealed = tuple(
            replace(standing.sealed, dead=seal.packed(standing.known.mask))
            if standing.known.mask.flags.writeable
            else standing.sealed
            for standing in self._standing.values()
        )
        self.manifest = replace(self.manifest, segments=sealed)
        seal.put(self._folder, self.manifest)


def merged(folder: Path, parts: Row[Live]) -> Sealed | None:
    """Writes what lives of some segments as one, durably, beside them; None when nothing does."""
    turns = sum(live.turns for live in parts)
    if not turns:
        return None
    path = folder / fresh_name()
    try:
        with open(path, "wb") as file:
            merge(file, [(live.segment, live.mask) for live in parts])
        return seal.sealed(path, turns)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _ids(segment: Segment, turns: np.ndarray) -> Iterator[str]:
    """The ids of the documents whose turns these are."""
    for number in np.flatnonzero(turns[segment.turns_at[:-1]]).tolist():
        yield decoded(segment.ids[number])
