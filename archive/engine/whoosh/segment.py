"""What does a segment hold? Documents in the order of their ids, their turns, and who bears what.

Everything is a flat array in one mapped file (layout.py). `D` documents, `T` turns; the turns of a
document stand together, in order, so a document lies in one segment and nowhere else::

    documents.terms ─┐ ids, sorted          turns.number   [T] as the document numbers it
    documents.first  │ [D] days             turns.document [T] number in this segment
    documents.last   │ [D]
    documents.turns  ┘ [D+1] where each document's turns begin

For each field (plan.FIELDS), `V` terms sorted by bytes (which is by code point)::

    terms, terms.at   the terms, end to end, and where each begins                      [V+1]
          term 0     term 1        term 2
    at    0          3             7                 postings of a term                 [V+1]
          ▼          ▼             ▼
    turns 4 9 11     0 4 7 30      …                 ascending turns                    [P]
    often 1 2 1      1 1 5 1       …                 how often it stands there          [P]
    places.at                                        the same for positions             [V+1]
    places                                           ascending *global* positions       [G]
    base  0 12 40 …  where each turn's position 0 lies among the global positions     [T+1]
    marks 0 2 2 5 …  the turn in which every 64th global position lies                  [G/64]
    length           tokens of the field in each turn                                   [T]

Turn 2 has the global positions base[2] … base[3]-1, so a search in `base` tells whose position it
is, or a few steps from the mark before it, and a phrase is found by adding 1 to numbers.

For each facet (plan.FACETS) the same without positions: `terms` are its values, `turns` the turns
that bear each. And, to count by, one of two things. Where a document bears one value at most, and
on all its turns (its language, source, year…), documents that bear the same values of several such
facets have the same *profile*, of which there are few::

    profiles.0.facets   language  source  year          which facets these are (of plan.FACETS)
    profiles.0.values   0         2       7     ─ 0     the values of each profile, row by row;
                        0         2       8     ─ 1     V of a facet where none is borne
                        1         0       7     ─ 2
    profiles.0.of       1 1 0 2 1 …                     the profile of each document        [D]

Facets that would make too many profiles together have profiles apart (profiles.1…). Of other facets
(speakers differ by turn) it is kept which value each turn bears::

    values.of     the value of each turn, V if none                                       [T]
                  …or of each document [D] where all its turns bear the same
    values.of.at  empty; or, where some bear several, where each one's values begin
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from ..plan import FACETS, FIELDS
from . import layout

Arrays = Mapping[str, np.ndarray]

REMEMBERED = 2000
"""Of so many terms looked for a lexicon remembers the numbers: a question asks for each of its
terms several times, and visitors for the same again."""

MARK = 6
"""Every so manieth (as a power of two) global position is marked."""

LONG = 200
"""Bytes from which on a term is not remembered."""


def encoded(term: str) -> bytes:
    """A term as it is kept: UTF-8, which sorts as code points do; lone surrogates too."""
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    """The term kept as these bytes."""
    return term.decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sorted terms end to end: `blob` their bytes, `at` where each begins (and the last ends)."""

    blob: np.ndarray
    at: np.ndarray
    # The same two as Python reads them fastest, one number at a time.
    _bytes: memoryview = field(init=False, repr=False, compare=False)
    _begins: memoryview = field(init=False, repr=False, compare=False)
    _found: dict[bytes, int] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bytes", self.blob.data)
        object.__setattr__(self, "_begins", self.at.data)

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._bytes[self._begins[number] : self._begins[number + 1]])

    def texts(self, numbers: np.ndarray) -> list[str]:
        """The terms of these numbers, as text."""
        terms, at = self._bytes, self._begins
        return [
            str(terms[at[number] : at[number + 1]], "utf-8", "surrogatepass")
            for number in numbers.tolist()
        ]

    def find(self, term: bytes) -> int:
        """The number of a term; -1 when it is not there."""
        number = self._found.get(term)
        if number is None:
            number = bisect_left(range(len(self)), term, key=self.__getitem__)
            if number == len(self) or self[number] != term:
                number = -1
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            if len(term) < LONG:
                self._found[term] = number
        return number

    def starting(self, prefix: bytes) -> range:
        """The numbers of the terms that start with the prefix."""
        begin = bisect_left(range(len(self)), prefix, key=self.__getitem__)
        size = len(prefix)
        stop = bisect_right(range(len(self)), prefix, begin, key=lambda n: self[n][:size])
        return range(begin, stop)

    def before(self, term: bytes) -> int:
        """How many terms sort before it."""
        return bisect_left(range(len(self)), term, key=self.__getitem__)

    def all(self) -> list[bytes]:
        """All terms."""
        return self.some(0, len(self))

    def some(self, begin: int, stop: int) -> list[bytes]:
        """The terms of these numbers."""
        at = self.at[begin : stop + 1]
        whole = self.blob[at[0] : at[-1]].tobytes()
        return [whole[start:end] for start, end in pairwise((at - at[0]).tolist())]


@dataclass(frozen=True, slots=True)
class Bearers:
    """Which turns bear each term."""

    lexicon: Lexicon
    at: np.ndarray
    turns: np.ndarray

    def of(self, term: str) -> np.ndarray:
        """The turns that bear the term, ascending."""
        number = self.lexicon.find(encoded(term))
        return self.turns[self.at[number] : self.at[number + 1]] if number >= 0 else self.turns[:0]

    def numbers(self) -> np.ndarray:
        """For each of `turns`, the number of the term borne."""
        return np.repeat(np.arange(len(self.lexicon), dtype=np.int32), np.diff(self.at))


@dataclass(frozen=True, slots=True)
class Labels(Bearers):
    """A facet: bearers, and what each turn (or, `by_document`, each document) bears: nothing is
    kept of it where it is counted by profile."""

    value: np.ndarray
    value_at: np.ndarray
    by_document: bool


@dataclass(frozen=True, slots=True)
class Profiles:
    """Documents by the values of several facets at once: `of` is the profile of each, `values`
    for each profile the number of its value of each facet, as many as there are if of none."""

    facets: tuple[str, ...]
    of: np.ndarray
    values: np.ndarray


Borne = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Of a term: the turns that have it, how often each, and the global positions."""


@dataclass(frozen=True, slots=True)
class Postings(Bearers):
    """A field: bearers, how often and where."""

    often: np.ndarray
    places_at: np.ndarray
    places: np.ndarray
    base: np.ndarray
    marks: np.ndarray
    length: np.ndarray
    _views: dict[str, Borne] = field(init=False, repr=False, compare=False, default_factory=dict)

    def of(self, term: str) -> np.ndarray:
        """See Bearers."""
        return self._known(term)[0]

    def counted(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """The turns that have the term, and how often each."""
        return self._known(term)[:2]

    def positions(self, term: str) -> np.ndarray:
        """The global positions at which the term stands, ascending."""
        return self._known(term)[2]

    def _known(self, term: str) -> Borne:
        """What is kept of the term: views, remembered as the numbers of terms are."""
        known = self._views.get(term)
        if known is None:
            known = self._viewed(self.lexicon.find(encoded(term)))
            if len(self._views) >= REMEMBERED:
                self._views.clear()
            if len(term) < LONG:
                self._views[term] = known
        return known

    def _viewed(self, number: int) -> Borne:
        if number < 0:
            return self.turns[:0], self.often[:0], self.places[:0]
        begin, end = self.at[number : number + 2].tolist()
        first, last = self.places_at[number : number + 2].tolist()
        return self.turns[begin:end], self.often[begin:end], self.places[first:last]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment's arrays under their names."""

    ids: Lexicon
    first: np.ndarray
    last: np.ndarray
    turns_at: np.ndarray
    number: np.ndarray
    document: np.ndarray
    fields: Mapping[str, Postings]
    facets: Mapping[str, Labels]
    profiles: tuple[Profiles, ...]

    @property
    def turns(self) -> int:
        """How many turns there are, dead ones too."""
        return len(self.number)

    @property
    def single(self) -> bool:
        """Whether every document is one turn: their numbers are then the same."""
        return len(self.first) == len(self.number)

    def names(self, documents: np.ndarray) -> list[str]:
        """The ids of documents."""
        return self.ids.texts(documents)

    def id_at(self, turn: int) -> bytes:
        """The id of a turn's document, as it sorts."""
        return self.ids[int(self.document[turn])]

    def turns_of(self, id: str) -> range:
        """The turns of a document, by its id."""
        number = self.ids.find(encoded(id))
        if number < 0:
            return range(0)
        return range(int(self.turns_at[number]), int(self.turns_at[number + 1]))


def opened(path: Path) -> Segment:
    """The segment in a file. Raises OSError, layout.NotArrays, KeyError."""
    return viewed(layout.mapped(path))


def viewed(named: Arrays) -> Segment:
    """The arrays of a segment, seen as a segment. Raises layout.NotArrays where they are not as
    long as each other, which loops rely on."""
    segment = Segment(
        ids=Lexicon(named["documents.terms"], named["documents.terms.at"]),
        first=named["documents.first"],
        last=named["documents.last"],
        turns_at=named["documents.turns"],
        number=named["turns.number"],
        document=named["turns.document"],
        fields={name: _postings(named, f"field.{name}") for name in FIELDS},
        facets={name: _labels(named, f"facet.{name}") for name in FACETS},
        profiles=tuple(
            _profiles(named, f"profiles.{number}")
            for number in range(len(FACETS))
            if f"profiles.{number}.of" in named
        ),
    )
    if not _whole(segment):
        raise layout.NotArrays("the arrays of a segment are not of one length")
    return segment


def _whole(segment: Segment) -> bool:
    """Whether there is one of each thing for each turn, document or posting."""
    documents, turns = len(segment.ids), segment.turns
    return (
        len(segment.first) == len(segment.last) == len(segment.turns_at) - 1 == documents
        and len(segment.document) == turns
        and all(len(profiles.of) == documents for profiles in segment.profiles)
        and all(
            len(field.turns) == len(field.often)
            and len(field.at) == len(field.places_at) == len(field.lexicon) + 1
            and len(field.length) == len(field.base) - 1 == turns
            and len(field.marks) << MARK >= field.base[-1]
            for field in segment.fields.values()
        )
    )


def _bearers(named: Arrays, under: str) -> tuple[Lexicon, np.ndarray, np.ndarray]:
    lexicon = Lexicon(named[f"{under}.terms"], named[f"{under}.terms.at"])
    return lexicon, named[f"{under}.at"], named[f"{under}.turns"]


def _labels(named: Arrays, under: str) -> Labels:
    value, value_at = named[f"{under}.values.of"], named[f"{under}.values.of.at"]
    bearing = len(value_at) - 1 if len(value_at) else len(value)
    by_document = bearing == len(named["documents.first"])
    return Labels(*_bearers(named, under), value, value_at, by_document)


def _profiles(named: Arrays, under: str) -> Profiles:
    facets = tuple(FACETS[number] for number in named[f"{under}.facets"].tolist())
    values = named[f"{under}.values"].reshape(-1, len(facets))
    return Profiles(facets, named[f"{under}.of"], values)


def _postings(named: Arrays, under: str) -> Postings:
    rest = ("often", "places.at", "places", "base", "marks", "length")
    return Postings(*_bearers(named, under), *(named[f"{under}.{name}"] for name in rest))
