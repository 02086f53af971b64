"""What is asked of the archive, and what is answered: the values between pages and the engine.

>>> SearchRequest("инвестиции", Filters(language=("ru",))).filters.chosen()
{'language': ('ru',)}
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import msgspec

from .document import PartialDate, Voice

PER_PAGE = 20
MOST_PER_PAGE = 100
DEEPEST = 10_000  # hits from the start; beyond it one narrows, or exports
SORTS = ("relevance", "newest", "oldest")
GRAINS = ("document", "turn")
SWITCHES = ("forms", "yo", "variants", "apart")
"""Expansions a visitor may switch off: word forms, ё=е, traditional=simplified, words of unquoted
Chinese that need not stand together."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen: values by facet (OR within one, AND across) and a range of dates.

    `since` and `until` are partial dates ('2024', '2024-05', '2024-05-17') or None.
    """

    language: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The facets in which something is chosen."""
        return {name: chosen for name in CHOICES if (chosen := getattr(self, name))}


CHOICES = tuple(f.name for f in fields(Filters) if f.name not in ("since", "until"))
"""The facets in which something may be chosen."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A visitor's question: text in the query language (archive.query), choices, and how to show.

    `exact`: words are read as printed (word forms off). `off`: expansions switched off.
    `page` counts from 1. `facets`: those to count.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    exact: bool = False
    off: tuple[str, ...] = ()
    by: str = "document"
    sort: str = "relevance"
    page: int = 1
    per_page: int = PER_PAGE
    facets: tuple[str, ...] = (
        "language", "source", "kind", "place", "speaker", "author", "channel", "mentioned",
        "year", "month",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One expansion in how a query was read: `text` as typed, `kind` one of SWITCHES or "prefix",
    `terms` what it stands for, in words a person reads ("инвестиция · инвестиции …"); none where
    the kind says it all.

    `documents`: how many are found with its switch turned off, which shows what it brings; None
    where it has no switch, or where that was not counted."""

    text: str
    kind: str
    terms: tuple[str, ...]
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value of lang:, kind: or source: (`field`) that no document has, and those there are, most
    used first."""

    field: str
    value: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryReading:
    """How a query was read: `read_as` in the query language (unparsed; "" where nothing could be
    used), `parts` its expansions, `unused` what could not be used, each "piece: why" as (piece,
    reason code), `unknown` values that nothing has."""

    text: str
    read_as: str
    parts: tuple[Part, ...] = ()
    unused: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A found passage: its whole text as stored, and `marks`: (start, stop) code points into it.
    Number 0 is the document's title, -1 its summary. `parts`: the same of each part of the query
    that stands here, so that an excerpt can show them all."""

    number: int
    voice: Voice | None
    text: str
    marks: tuple[tuple[int, int], ...]
    parts: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultHit:
    """A found document (or turn) with its best passages, in the order of the text."""

    id: str
    url: str
    title: str
    language: str
    published: PartialDate | None
    source: str
    kind: str
    place: str | None
    status: str
    flags: tuple[str, ...]
    score: float
    turns: int
    passages: tuple[PassageHit, ...]


class FacetValue(msgspec.Struct, frozen=True, gc=False):
    """A value, what to call it (not translated; a person's or place's name), and its count. A page
    has hundreds, and thousands of pages are remembered: so they are of a kind that is made soonest
    and that Python need not look through for what is forgotten."""

    value: str
    label: str
    documents: int


@dataclass(frozen=True, slots=True)
class ResultFacet:
    """A facet's values. `chosen` are those now chosen."""

    name: str
    values: tuple[FacetValue, ...]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What a page of results shows. `seq` is the state of the archive it was answered from,
    `indexed` that of the index: what was changed between is not found yet."""

    query: QueryReading
    documents: int
    turns: int
    page: int
    per_page: int
    hits: tuple[ResultHit, ...]
    facets: tuple[ResultFacet, ...]
    seq: int
    indexed: int
