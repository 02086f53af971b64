"""How does the archive do? What a person must look at, and what is not as it was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import index as indexing
from .catalogue import Archive
from .errors import EngineUnavailable
from .search import SearchRequest
from .store import Account, Problem, Run


@dataclass(frozen=True, slots=True)
class Status:
    """`seq` of the store, `indexed` the seq the index has reached (None: it cannot answer,
    `trouble` says why), counts as Store.counts, the last runs, the inputs a person must look at,
    and how what is kept by hand does: `by_hand` is "changed" since the index was built, or
    "broken", and `trouble_by_hand` says how."""

    seq: int
    indexed: int | None
    trouble: str | None
    counts: tuple[tuple[str, int], ...]
    runs: tuple[Run, ...]
    quarantined: tuple[Account, ...]
    flagged: tuple[Account, ...]
    by_hand: str | None = None
    trouble_by_hand: str | None = None


def status(archive: Archive) -> Status:
    """How the archive does; a broken index is told, not raised."""
    indexed, trouble = None, None
    by_hand = "broken" if archive.trouble_by_hand else None
    try:
        state = archive.index.reader().state()
        indexed = state.seq
        known = indexing.fingerprint(archive.people, archive.errata)
        if not by_hand and state.fingerprint != known:
            by_hand = "changed"
    except EngineUnavailable as error:
        trouble = str(error)
    store = archive.store
    return Status(
        seq=store.seq(),
        indexed=indexed,
        trouble=trouble,
        counts=tuple(store.counts().items()),
        runs=store.runs(),
        quarantined=store.accounts("quarantined"),
        flagged=store.accounts("flagged"),
        by_hand=by_hand,
        trouble_by_hand=archive.trouble_by_hand,
    )


def problems(archive: Archive, full: bool = False) -> Iterator[Problem]:
    """Every difference between what is kept and what was promised, the index included."""
    yield from archive.store.verify(full)
    still = archive.as_of_now()
    try:
        for sentence in archive.index.engine().verify():
            yield Problem("index", sentence)
        seq = still.index.reader().state().seq
    except EngineUnavailable as error:
        yield Problem("index", str(error))
        return
    if seq != archive.store.seq():
        yield Problem("index", f"at change {seq}, the catalogue at {archive.store.seq()}")
    indexed = set(still.found_ids(SearchRequest()))
    for id in sorted(indexed.symmetric_difference(archive.every_id(seq))):
        where = "only in the index" if id in indexed else "only in the catalogue"
        yield Problem(id, where)
