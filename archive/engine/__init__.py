"""Who finds entries? The seam behind which a search engine stands.

`memory` is the definition in code and the judge; `whoosh` is the default; one contract suite and
random query trees run over every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ..analysis.token import Token
from .deadline import SECONDS
from .plan import All, Match, Rank

GAP = 100
"""Positions left free between two passages of a turn, above the largest NEAR distance (50): no
phrase or NEAR crosses a passage."""

UNDATED = (0, 0)
EVERY_TURN = All()


@dataclass(frozen=True, slots=True)
class EntryTurn:
    """A turn as an engine is given it: tokens by field (plan.FIELDS), labels by facet
    (plan.FACETS without year and month). `number` is the turn's in its document."""

    number: int
    tokens: Mapping[str, tuple[Token, ...]]
    labels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as an engine is given it. `days` are the first and last day it may be dated,
    as proleptic ordinals; UNDATED when unknown. Only a document dated to the year or better
    counts in facet `year`, to the month or better in `month`: that follows from `days`."""

    id: str
    days: tuple[int, int]
    turns: tuple[EntryTurn, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What an engine is asked.

    `chosen` are the values chosen by facet: OR within one, AND across; they hold for the turn.
    `days` bounds the document's date (as plan.Within), and belongs with the facets year and
    month. A facet's counts ignore what is chosen in the facet itself (for year and month: what
    is chosen in either, and `days`). `facets` are those to count. `by` is "document" or "turn";
    `sort` "relevance", "newest" or "oldest". `start` and `count` page the hits.
    An answer that takes longer than `seconds` is refused.
    """

    match: Match = EVERY_TURN
    rank: tuple[Rank, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[int, int] | None = None
    facets: tuple[str, ...] = ()
    by: str = "document"
    sort: str = "relevance"
    start: int = 0
    count: int = 20
    seconds: float = SECONDS


class Hit(NamedTuple):
    """A found document (or turn): `score` is that of its best turn; `turns` how many of its turns
    were found; `best` the numbers of at most three of them, best first then in order."""

    document: str
    score: float
    turns: int
    best: tuple[int, ...]


class Facet(NamedTuple):
    """How many *documents* have a found turn with each value: most first then by value;
    year and month in the order of time. A value of no document is not listed."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Ids, scores and counts; nothing else leaves an engine. Totals and counts are exact.

    Order of hits: relevance: score falling, then newest, then id, then turn number; newest and
    oldest: by the document's first day (undated last in both), then id, then turn number.
    The score of a turn is the sum over the terms of `rank` of weight × BM25 (k1 1.2, b 0.75,
    natural logarithm of 1 + (N - n + 0.5)/(n + 0.5)) with N, n and mean length counted over all
    live turns; the length of a field is its number of tokens. To it is added the weight of each
    match of `rank` that holds.
    """

    documents: int
    turns: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term and in how many live turns it stands."""

    term: str
    turns: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """`seq`: the store's last change applied, and `history`, that change's digest; `fingerprint`:
    of schema and analysis it was built with; how much is in it."""

    seq: int
    fingerprint: str
    documents: int
    turns: int
    history: str = ""


class Reader(Protocol):
    """Answers from one state of the index, whatever is committed meanwhile, for as long as it is
    held: what is asked of it in turn fits together. For all threads.

    Raises EngineUnavailable or TooBroad; nothing of the engine's own leaves it.
    """

    def search(self, question: Question) -> Results:
        """The answer over all that was committed then."""

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """The terms of `field` that start with `prefix`, in code point order, at most `limit`."""

    def frequent(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """The same, most turns first, then in code point order: what a word being typed may
        become. Cost grows with how many begin so only where many of them are used alike."""

    def similar(self, field: str, term: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        """Other terms of the same stream (its first two characters) at most `edits` edits from
        `term` (spelling.distance): fewest edits first, then most turns, then in code point order.
        """

    def state(self) -> IndexState:
        """What was committed then."""


class SearchEngine(Reader, Protocol):
    """Finds entries. Gets tokens, never text: analysis is ours, so every engine finds the same.
    Asked itself it answers from what is committed at that moment, each time anew.

    Raises EngineUnavailable or TooBroad; nothing of the engine's own leaves it.
    """

    def reader(self) -> Reader:
        """What is committed now, to be asked more than one thing."""

    def update(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), *, seq: int, history: str = ""
    ) -> None:
        """Replaces entries by id, removes others, and takes `seq` as applied: one commit, durable
        and visible when it returns. Of an id given twice the last stands; removing an unknown id
        is nothing. An entry without turns is only removed."""

    def tidy(self, most: int) -> None:
        """Puts in order what commits have left, so that searching stays fast: changes no answer.
        Writes about `most` turns at most, more only where the order cannot wait. Runs beside
        searches and updates, and may be killed at any time."""

    def verify(self) -> tuple[str, ...]:
        """Every difference between what is kept and the digests it was kept under, a sentence
        each. Slow: reads everything."""

    def close(self) -> None:
        """Lets go of files."""
