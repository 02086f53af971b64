"""What has come since? New documents and changed ones, in the order in which the archive had them.

A feed's order is that of the catalogue's changes, never of the dates printed: an old release added
late stands on top, once. Reading the same page again makes no change, and so no entry; a corrected
document keeps its place, and is told of among the changes.

A position is the number of a change; a page begins `before` one, so that what comes meanwhile moves
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from .catalogue import Archive
from .difference import Row, rows
from .document import Document, Stored
from .search import ResultHit, SearchRequest
from .store import Change

PER_PAGE = 50
FIRST, CHUNK = 200, 2000  # changes looked through at a time
MOST_CHUNKS = 25
MOST_KNOWN = 5000  # documents a request finds, up to which all are asked for at once
MOST_ROWS = 20  # passages of a change that are told


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that came: `seq` the change that brought its first version, at the moment `seen`;
    `hit` as it is now, with the passages the request finds; `version` its newest."""

    seq: int
    seen: datetime
    hit: ResultHit
    version: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A new version of a document: `old` and `new`, and the passages in which they differ, at most
    MOST_ROWS `of` so many."""

    seq: int
    old: Stored
    new: Stored
    rows: tuple[Row, ...]
    of: int
    head: bool


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A page of documents that came, the last first; `further` the position before which the next
    page begins, None when this is the last."""

    entries: tuple[Arrival, ...]
    further: int | None


@dataclass(frozen=True, slots=True)
class Corrections:
    """A page of new versions, the last first; `further` as in Arrivals."""

    entries: tuple[Correction, ...]
    further: int | None


def arrivals(archive: Archive, request: SearchRequest, before: int | None = None) -> Arrivals:
    """The documents a request finds, in the order in which the archive first had them, the last
    first. Raises EngineUnavailable, TooBroad."""
    asked = replace(request, by="document", sort="relevance", page=1)

    every = archive.ids_of(asked, MOST_KNOWN)

    def come(changes: list[Change]) -> list[Change]:
        first = [change for change in changes if change.version == 1]
        ids = every
        if ids is None:
            ids = archive.ids_among(asked, tuple(change.document for change in first))
        return [change for change in first if change.document in ids]

    most = None if every is None else len(every)
    shown, further = _page(archive, before, come, most)
    hits = archive.among(asked, tuple(change.document for change in shown))
    entries = (_arrival(archive, change, hits) for change in shown)
    return Arrivals(tuple(filter(None, entries)), further)


def corrections(archive: Archive, before: int | None = None) -> Corrections:
    """New versions of documents that are here, the last first."""

    def corrected(changes: list[Change]) -> list[Change]:
        return [change for change in changes if change.version and change.version > 1]

    shown, further = _page(archive, before, corrected)
    here = archive.store.many(tuple({change.document for change in shown}))
    told = (_correction(archive, change) for change in shown if change.document in here)
    return Corrections(tuple(told), further)


def _page(
    archive: Archive,
    before: int | None,
    wanted: Callable[[list[Change]], list[Change]],
    most: int | None = None,
) -> tuple[list[Change], int | None]:
    """A page of the wanted changes, the last first, and before which position the next begins; no
    more changes are looked through than a request may take, nor after the last of as many as there
    can be."""
    last = archive.store.seq()
    high = last if before is None else min(last, before - 1)
    found: list[Change] = []
    for size in (FIRST, *(CHUNK,) * (MOST_CHUNKS - 1)):
        if high <= 0 or len(found) > PER_PAGE:
            break
        if len(found) == most:
            return found, None
        low = max(0, high - size)
        found += wanted(list(reversed(archive.store.changes(low, high - low))))
        high = low
    if len(found) > PER_PAGE:
        return found[:PER_PAGE], found[PER_PAGE - 1].seq
    return found, high + 1 if high > 0 else None


def _arrival(archive: Archive, change: Change, hits: dict[str, ResultHit]) -> Arrival | None:
    hit = hits.get(change.document)
    if hit is None:  # removed or changed since the index was asked
        return None
    versions = archive.versions(change.document)
    return Arrival(change.seq, versions[0].seen, hit, versions[-1].number)


def _correction(archive: Archive, change: Change) -> Correction:
    new = archive.get(change.document, change.version)
    old = archive.get(change.document, new.version.number - 1)
    changed = [row for row in rows(old.document.passages, new.document.passages) if not row.same]
    head = _head(old.document) != _head(new.document)
    return Correction(change.seq, old, new, tuple(changed[:MOST_ROWS]), len(changed), head)


def _head(document: Document) -> tuple:
    return (
        document.title, document.summary, document.published, document.occurred, document.place,
        document.kind, document.status,
    )  # fmt: skip
