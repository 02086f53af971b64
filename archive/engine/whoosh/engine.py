"""Who answers on disk? The engine over Whoosh's segments with our arrays in them.

>>> engine = WhooshEngine(None, fingerprint="of the analysis", writable=True)
>>> engine.update([], seq=7)
>>> engine.state().seq, engine.state().documents
(7, 0)
>>> engine.close()
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import EngineBusy, EngineUnavailable
from .. import Entry
from ..deadline import Clock
from . import allocation, seal, writer
from .guard import GUARDED, given
from .merge import due, fitting
from .opening import load
from .reader import Answering, WhooshReader
from .snapshot import Live, Snapshot

ATTEMPTS = 20
PAUSE = 0.02  # seconds between attempts to open a generation that a writer may be replacing


class WhooshEngine(Answering):
    """See SearchEngine. Searches may run in several threads at once, and beside a writer in
    another process: each works on the generation that was sealed when it began."""

    def __init__(
        self,
        path: Path | None,
        *,
        fingerprint: str,
        writable: bool,
        clock: Clock = time.monotonic,
    ) -> None:
        """Opens the index in folder `path`; where there is no such folder and it is `writable`,
        an empty one is made. `path` None: a folder of its own, gone when closed. Raises
        EngineUnavailable where the index is missing, damaged, of a newer format, or built with
        a fingerprint that does not begin with this one. `clock` bounds the time of a search."""
        allocation.keep()
        self._own = tempfile.TemporaryDirectory(prefix="harbin-") if path is None else None
        self._folder = Path(self._own.name) / "index" if path is None else path
        self._manifest = str(self._folder / seal.NAME)
        self._fingerprint = fingerprint
        self._writable = writable
        self._clock = clock
        self._updating, self._tidying = threading.Lock(), threading.Lock()
        self._snapshot: Snapshot | None = None
        with GUARDED:
            if writable and not self._folder.exists():
                writer.create(self._folder, fingerprint)
            self._current()
            if writable:
                writer.clear(self._folder)

    def update(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), *, seq: int, history: str = ""
    ) -> None:
        """See SearchEngine."""
        with GUARDED, self._writing() as change:
            change.put(given(entries), removed)
            change.commit_entries(seq, history)

    def tidy(self, most: int) -> None:
        """See SearchEngine."""
        with self._tidying, GUARDED:
            while parts := self._due(most):
                if not self._merged(parts):
                    return  # another writer came between: what is left is its affair
                most -= sum(live.turns for live in parts)

    def _due(self, most: int) -> list[Live]:
        """The segments to merge now."""
        held = self._current().segments
        parts = [
            held[number]
            for number in due([(live.turns, live.segment.turns) for live in held], most)
        ]
        fit = fitting(live.segment for live in parts)
        return parts[:fit] if fit > 1 or fit == len(parts) else []

    def _merged(self, parts: list[Live]) -> bool:
        """Merges segments, unless they are gone by the time it is done. While it is being written
        the index is open to other commits."""
        merged = writer.merged(self._folder, parts)
        with self._writing() as change:
            stand = change.exchange(parts, merged)
            if stand:
                change.commit_entries(change.manifest.seq, change.manifest.history)
            else:
                change.cancel()
        return stand

    def reader(self) -> WhooshReader:
        """See SearchEngine."""
        with GUARDED:
            return WhooshReader(self._current(), self._clock)

    def verify(self) -> tuple[str, ...]:
        """A sentence for each file that is not, byte by byte, as it was sealed; none when whole."""
        with GUARDED:
            for _ in range(ATTEMPTS):
                file, manifest = seal.held(self._folder)
                wrong = [one.file for one in manifest.segments if self._altered(one)]
                if file.signature == self._sealed():
                    return tuple(f"{name} is not as it was sealed" for name in wrong)
            raise EngineBusy("the index changes faster than it can be verified")

    def _altered(self, segment: seal.Sealed) -> bool:
        try:
            return seal.altered(self._folder, segment)
        except OSError:
            return True

    def close(self) -> None:
        """See SearchEngine. Maps are let go with the last search that uses them."""
        self._snapshot = None
        if self._own is not None:
            self._own.cleanup()

    def _current(self) -> Snapshot:
        """The generation sealed now; opened only when it is not the one held."""
        for _ in range(ATTEMPTS):
            sealed, held = self._sealed(), self._snapshot
            try:
                if held is None or held.file.signature != sealed or not held.stands():
                    held = self._opened(held)
            except (OSError, EngineUnavailable):
                if self._sealed() == sealed:
                    raise
                # A writer put the next generation in place and deleted this one meanwhile.
                time.sleep(PAUSE)
                continue
            self._snapshot = held
            return held
        raise EngineBusy("the index changes faster than it can be opened")

    def _sealed(self) -> seal.Signature:
        """Tells which manifest is in place now."""
        return seal.signature(self._manifest)

    def _opened(self, before: Snapshot | None) -> Snapshot:
        file, manifest = seal.held(self._folder)
        if not manifest.fingerprint.startswith(self._fingerprint):
            raise EngineUnavailable("the index was built with another analysis: rebuild it")
        return load(self._folder, file, manifest, before)

    @contextmanager
    def _writing(self) -> Iterator[writer.EntryWriter]:
        """A writer of the generation after the one sealed now, which stays that while it lives."""
        if not self._writable:
            raise EngineUnavailable("the index was opened for reading only")
        with self._updating, writer.locked(self._folder):
            change = writer.EntryWriter(self._folder, self._current())
            try:
                yield change
            except BaseException:
                if not change.is_closed:
                    change.cancel()
                raise
