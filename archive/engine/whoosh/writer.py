"""How is the index changed? One commit an update: new arrays, Whoosh's TOC, then the manifest.

A replaced document is marked dead in the older segment it lies in and written into the new one,
which takes in the small ones on the way (merge.py). Nothing old is deleted before the manifest of
the new generation stands.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from .. import Entry
from . import seal
from .arrange import arranged
from .codec import INDEX, SUFFIX, ArrayCodec, GenerationIndex, Written, schema, toc_name
from .compat import TOC, FileLock, FileStorage, LockError, SegmentWriter, W3Segment, try_for
from .gather import Gathering
from .merge import Part, fits, merge, taken_in
from .seal import Manifest
from .segment import Segment, opened, viewed
from .snapshot import Snapshot

LOCK = f"{INDEX}_WRITELOCK"
MOST_PAIRS = 4_000_000
"""Pairs of term and position held in memory before a segment is written: about 0.3 GB."""

PATIENCE = 10.0  # seconds to wait for another writer


def create(folder: Path, fingerprint: str) -> None:
    """Makes an empty index in a new folder, which appears whole or not at all. Raises OSError."""
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    TOC(schema(), [], 0).write(FileStorage(str(fresh)), INDEX)
    files = {toc_name(0): seal.sealed_file(fresh / toc_name(0))}
    seal.put(fresh, Manifest(0, 0, fingerprint, 0, 0, files))
    fresh.rename(folder)
    seal.sync(folder.parent)


def locked(folder: Path) -> FileLock:
    """Whoosh's write lock, which the kernel frees when its holder dies. Raises LockError when
    another has it for longer than PATIENCE."""
    lock = FileStorage(str(folder)).lock(LOCK)
    if not try_for(lock.acquire, timeout=PATIENCE, delay=0.02):
        raise LockError
    return lock


class Pool:
    """Takes the place of Whoosh's pool of postings: what the new segment is made of."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def documents(self) -> int:
        return sum(_documents(*part) for part in self.parts)

    def turns(self) -> int:
        return sum(int(live.sum()) for _, live in self.parts)

    def iter_postings(self) -> Written:
        return lambda file: merge(file, self.parts)

    def cleanup(self) -> None:
        self.parts = []


def _documents(segment: Segment, live: np.ndarray) -> int:
    """How many documents live."""
    return int(live[segment.turns_at[:-1]].sum())


class EntryWriter(SegmentWriter):
    """Whoosh's writer of one commit, given whole entries. Lets go of the lock when it commits or
    is cancelled; after any exception it must be cancelled."""

    def __init__(self, folder: Path, before: Snapshot, seq: int, lock: FileLock) -> None:
        index = GenerationIndex(folder, before.manifest.generation)
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=False)
        self.writelock = lock
        self.pool = Pool()
        self._folder, self._before, self._seq = folder, before, seq
        self._opened = [live.segment for live in before.segments]
        self._masks = [live.mask.copy() for live in before.segments]

    def put(self, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        """Takes what the commit is to change. Of many entries segments are written on the way,
        so that no more than MOST_PAIRS are ever in memory."""
        for id in removed:
            self._kill(id)
        gathering = Gathering()
        for entry in entries:
            gathering.add(entry)
            if gathering.pairs() >= MOST_PAIRS:
                self._set_aside(self._taken(gathering))
                gathering = Gathering()
        self.pool.parts.append(self._taken(gathering))

    def _taken(self, gathering: Gathering) -> Part:
        """What was gathered, as a segment in memory; what it replaces is dead."""
        for id in gathering.ids():
            self._kill(id)
        segment = viewed(arranged([gathering.loose()]))
        return segment, np.ones(segment.turns, bool)

    def _set_aside(self, part: Part) -> None:
        """Writes a part as a segment of its own, for the merge policy to do with as with any."""
        if not part[0].turns:
            return
        sealed = self.codec.new_segment(self.storage, self.indexname)
        path = self._folder / (sealed.segment_id() + SUFFIX)
        with open(path, "wb") as file:
            merge(file, [part])
        sealed.set_doc_count(part[0].turns)
        self.segments.append(sealed)
        self._opened.append(opened(path))
        self._masks.append(part[1])

    def commit_entries(self) -> None:
        """Writes, syncs and seals the new generation."""
        self._sweep()
        self.commit(mergetype=EntryWriter._merge)

    def _kill(self, id: str) -> None:
        for segment, mask, sealed in zip(self._opened, self._masks, self.segments, strict=True):
            turns = segment.turns_of(id)
            for turn in turns:
                sealed.delete_document(turn)
            mask[turns.start : turns.stop] = False

    def _merge(self, segments: list[W3Segment]) -> list[W3Segment]:
        """The merge policy, as Whoosh calls it: gives the segments that stay as they are."""
        sizes = [(sealed.doc_count(), sealed.doc_count_all()) for sealed in segments]
        taken = taken_in(sizes, self.pool.turns())
        while not fits(self._opened[number] for number in taken):
            taken.pop()
        self.pool.parts += [(self._opened[number], self._masks[number]) for number in taken]
        kept = [number for number in range(len(segments)) if number not in taken]
        self.docnum = self.pool.turns()
        self._added = self.docnum > 0
        self._documents = self.pool.documents() + sum(
            _documents(self._opened[number], self._masks[number]) for number in kept
        )
        return [segments[number] for number in kept]

    def _commit_toc(self, segments: list[W3Segment]) -> None:
        """In the place of Whoosh's, which deletes the old files before the new are safe."""
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        known = self._before.manifest.files
        names = [toc_name(self.generation), *(s.segment_id() + SUFFIX for s in segments)]
        files = {
            name: known[name] if name in known else seal.sealed_file(self._folder / name)
            for name in names
        }
        seal.sync(self._folder)
        turns = sum(sealed.doc_count() for sealed in segments)
        fingerprint = self._before.manifest.fingerprint
        manifest = Manifest(self.generation, self._seq, fingerprint, self._documents, turns, files)
        seal.put(self._folder, manifest)

    def _finish(self) -> None:
        """After a commit, or what is left of one: while the lock is still held."""
        try:
            self._sweep()
        finally:
            super()._finish()

    def _sweep(self) -> None:
        seal.sweep(self._folder, seal.read(self._folder), keep=(LOCK, f"{INDEX}.tmp"))
