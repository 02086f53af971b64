"""What is an engine asked? A query tree whose leaves are terms: analysis is already done.

`match` says which turns are found, `rank` how they are scored: two things, never mixed.

    >>> And((Sequence("text", (Slot(("w:стать", "w:сталь")),)), Not(Label("source", ("mid",)))))
    ... # doctest: +ELLIPSIS
    And(parts=(Sequence(field='text', ...
"""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = ("text", "title", "speaker", "author", "place", "earlier")
"""The tokenised fields of a turn. `title` and `place` are those of its document, on every turn;
the title is also the first passage (number 0) of the document's first turn's `text`. `earlier`, on
a document's first turn, are words that only its earlier versions have: for quotes alone."""

FACETS = (
    "language", "source", "kind", "place", "speaker", "author", "channel", "mentioned",
    "year", "month",
)  # fmt: skip
"""The labels of a turn that are counted and chosen by. `year` and `month` belong to the date."""


@dataclass(frozen=True, slots=True)
class All:
    """Every turn."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One position: any of `terms` stands there and none of `excluded` does."""

    terms: tuple[str, ...]
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sequence:
    """The slots at consecutive positions of `field`; a single slot is a word. No slots: nothing."""

    field: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word whose term in `field` starts with `prefix` (which includes the stream's two
    characters). Expands to at most 500 terms of the whole index, else TooBroad."""

    field: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Near:
    """`left` and `right` (each a Sequence, a Prefix or an Or of them, of one field) within
    `distance` positions of each other in either order: of the positions between the nearer ends,
    next to each other is 1. They may not overlap."""

    left: Match
    right: Match
    distance: int


@dataclass(frozen=True, slots=True)
class Label:
    """Turns that bear any of `values` under `facet` (one of FACETS), or whose document is one of
    them when facet is "id"."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Turns whose document's date lies wholly within the days `since`..`until` (proleptic
    ordinals, inclusive). An undated document never does."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold in one turn; of none: every turn."""

    parts: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part holds; of none: nothing."""

    parts: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every turn that `part` does not find."""

    part: Match


Match = All | Sequence | Prefix | Near | Label | Within | And | Or | Not


@dataclass(frozen=True, slots=True)
class RankTerm:
    """A term that adds `weight` × BM25 to the score of a turn that has it in `field`; no weight is
    less than 0."""

    field: str
    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class RankMatch:
    """Adds `weight`, which is not less than 0, to the score of a turn that `match` holds."""

    match: Match
    weight: float


Rank = RankTerm | RankMatch
