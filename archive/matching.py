"""Where in a passage does a match stand?

The same meaning as the engines', over one text, with offsets. A Finder is made once for a match
and asked for many passages.

    >>> from archive.engine.plan import Sequence, Slot
    >>> finder = Finder((Sequence("text", (Slot(("w:человек",)),)),))
    >>> finder.spans("Мы говорили о людях.")
    [[(14, 19)]]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from .analysis import EXACT, MEANT, ideographs, runs, tokenize
from .analysis.chinese import character_terms
from .analysis.words import compound
from .engine import plan
from .errata import NONE, Errata, meant

Span = tuple[int, int]

_MOST_KNOWN = 1 << 14  # stretches a finder remembers
_MOST_ASKED = 128  # texts whose spans a finder remembers: more than a page reads
_LONGEST_KNOWN = 64  # code points; longer ones seldom come again


class _Place(NamedTuple):
    """A position something wanted stands at: code points, terms; of the first word of a compound
    also the terms of the whole and where that stops."""

    start: int
    stop: int
    terms: tuple[str, ...]
    whole: tuple[str, ...] = ()
    whole_stop: int = 0


class _Standing(NamedTuple):
    """Part of a match at positions `first`..`last`, shown as code points `start`..`stop`."""

    first: int
    last: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Touching(plan.Sequence):
    """A sequence between whose words nothing is printed. No engine is asked for it: it tells where
    a mark belongs (compiling.py)."""


Row = dict[int, _Place]
_Stretch = tuple[int, tuple[tuple[int, _Place], ...]]


class Finder:
    """Finds parts of a match (Sequence, Prefix, Near, or an Or of these) in texts."""

    def __init__(self, parts: tuple[plan.Match, ...]) -> None:
        self.parts = parts
        leaves = [leaf for part in parts for leaf in _leaves(part)]
        self._prefixes = tuple(leaf.prefix for leaf in leaves if isinstance(leaf, plan.Prefix))
        slots = [s for leaf in leaves if isinstance(leaf, plan.Sequence) for s in leaf.slots]
        self._wanted = frozenset(term for slot in slots for term in slot.terms)
        exact = (term[len(EXACT) :] for term in self._wanted if term.startswith(EXACT))
        self._characters = frozenset(term[-1] for term in exact if term)
        printed = (term for term in self._wanted if not term.startswith(MEANT))
        asked = (*printed, *self._prefixes)
        self._only_han = all(map(_is_ideograph, asked))
        self._numbers = any(any(map(str.isdigit, term)) for term in asked)
        self._known: dict[str, _Stretch] = {}
        self._idle: set[str] = set()
        self._idle_characters: set[str] = set()
        self._asked: dict[str, list[list[Span]]] = {}

    def spans(self, text: str, errata: Errata = NONE) -> list[list[Span]]:
        """For each part in order, where it stands: code points, as it should be marked; of a
        misprint what is printed, where what is meant was asked for."""
        more = meant(text, errata)
        if more:
            return self._of(_mended(self._row(text), text, more))
        asked = self._asked  # a page chooses passages first, and marks them then
        if text not in asked:
            if len(asked) >= _MOST_ASKED:
                self._asked = asked = {}
            asked[text] = self._of(self._row(text))
        return asked[text]

    def _of(self, row: Row) -> list[list[Span]]:
        if not row:
            return [[] for _ in self.parts]
        return [_shown(_standing(part, row)) for part in self.parts]

    def _row(self, text: str) -> Row:
        """What is wanted of a text, by position. Words never reach over a space (but for numbers
        in groups), so a text is the sum of its stretches between spaces, and most of these are
        known from other texts."""
        if self._nothing(text):
            return {}
        row: Row = {}
        position = start = 0
        for stretch in _stretches(text):
            words, places = self._known.get(stretch) or self._learnt(stretch)
            for at, place in places:
                row[position + at] = _moved(place, start)
            position += words
            start += len(stretch) + 1
        return row

    def _nothing(self, text: str) -> bool:
        """Whether it is certain, at little cost, that nothing wanted stands in the text."""
        if self._only_han:
            return not self._busy(text)
        return not self._numbers and self._idle.issuperset(text.split(" "))

    def _busy(self, text: str) -> bool:
        """Whether some character of the text might be wanted."""
        if self._idle_characters.issuperset(text):
            return False
        new = set(text) - self._idle_characters
        self._idle_characters |= {character for character in new if not self._sought(character)}
        return not self._idle_characters.issuperset(new)

    def _sought(self, character: str) -> bool:
        return any(term[-1] in self._characters for term in character_terms(character))

    def _learnt(self, stretch: str) -> _Stretch:
        """How many words a stretch has, and which of them are wanted, where."""
        if len(stretch) > _LONGEST_KNOWN:
            return self._read(stretch)
        if len(self._known) >= _MOST_KNOWN:
            self._known, self._idle = {}, set()
        words, terms = _terms(stretch)
        learnt = self._read(stretch) if self._wants(terms) else (words, ())
        self._known[stretch] = learnt
        if not learnt[1]:
            self._idle.add(stretch)
        return learnt

    def _read(self, stretch: str) -> _Stretch:
        words, places = 0, []
        for run in runs(stretch):
            read = self._han if run.lastgroup == "han" else self._letters
            count, found = read(run.group())
            places += [(words + at, _moved(place, run.start())) for at, place in found]
            words += count
        return words, tuple(places)

    def _han(self, written: str) -> _Stretch:
        places = ideographs(written)
        if not self._busy(written):
            return len(places), ()
        found = []
        for number, at in enumerate(places):
            if self._sought(written[at]):
                found.append((number, _Place(at, at + 1, character_terms(written[at]))))
        return len(places), tuple(found)

    def _letters(self, written: str) -> _Stretch:
        parts, whole = compound(written)
        places = []
        for at, (start, stop, terms) in enumerate(parts):
            first = at == 0 and whole
            if self._wants(terms) or (first and self._wants(whole)):
                ends = (whole, parts[-1].stop) if first else ()
                places.append((at, _Place(start, stop, terms, *ends)))
        return len(parts), tuple(places)

    def _wants(self, terms: tuple[str, ...]) -> bool:
        if not self._wanted.isdisjoint(terms):
            return True
        return any(term.startswith(self._prefixes) for term in terms) if self._prefixes else False


@lru_cache(maxsize=1 << 17)  # pages over 100,000 turns show about as many stretches
def _terms(stretch: str) -> tuple[int, tuple[str, ...]]:
    """How many words a stretch has, and all their terms that a finder may want."""
    words, terms = 0, []
    for run in runs(stretch):
        if run.lastgroup == "han":
            places = ideographs(run.group())
            words += len(places)
            terms += [term for at in places for term in character_terms(run.group()[at])]
            continue
        parts, whole = compound(run.group())
        words += len(parts)
        terms += [*(term for part in parts for term in part.terms), *whole]
    return words, tuple(terms)


def _stretches(text: str) -> list[str]:
    """A text cut at every space that no number in groups reaches over."""
    return _apart().split(text) if _grouped().search(text) else text.split(" ")


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(r"\d \d")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(r"(?<!\d) | (?!\d)")


def _is_ideograph(term: str) -> bool:
    return term.startswith(EXACT) and any(run.lastgroup == "han" for run in runs(term[-1]))


def _mended(row: Row, text: str, more: Mapping[int, tuple[str, ...]]) -> Row:
    """A row to which the terms of what is meant are added, by position."""
    mended = dict(row)
    for token in tokenize(text):
        if token.position in more:
            place = row.get(token.position, _Place(token.start, token.stop, ()))
            mended[token.position] = place._replace(terms=place.terms + more[token.position])
    return mended


def _moved(place: _Place, by: int) -> _Place:
    return _Place(
        place.start + by, place.stop + by, place.terms, place.whole, place.whole_stop + by
    )


def _leaves(part: plan.Match) -> Iterator[plan.Match]:
    match part:
        case plan.Or(parts):
            for each in parts:
                yield from _leaves(each)
        case plan.Near(left, right, _):
            yield from _leaves(left)
            yield from _leaves(right)
        case _:
            yield part


def _shown(standing: Iterator[_Standing]) -> list[Span]:
    return sorted({(found.start, found.stop) for found in standing})


def _standing(part: plan.Match, row: Row) -> Iterator[_Standing]:
    match part:
        case plan.Or(parts):
            for each in parts:
                yield from _standing(each, row)
        case plan.Sequence(_, slots) if slots:
            yield from _sequences(slots, row, isinstance(part, Touching))
        case plan.Prefix(_, prefix):
            yield from _prefixed(prefix, row)
        case plan.Near(left, right, distance):
            yield from _near(list(_standing(left, row)), list(_standing(right, row)), distance)


def _sequences(
    slots: tuple[plan.Slot, ...], row: Row, touching: bool = False
) -> Iterator[_Standing]:
    for first, place in row.items():
        places = [row.get(first + at) for at in range(len(slots))]
        if all(p is not None and _fits(s, p) for s, p in zip(slots, places, strict=True)):
            if touching and any(a.stop != b.start for a, b in pairwise(places)):
                continue
            last = places[-1]
            own = any(term in last.terms for term in slots[-1].terms)
            stop = last.stop if own else last.whole_stop
            yield _Standing(first, first + len(slots) - 1, place.start, stop)


def _fits(slot: plan.Slot, place: _Place) -> bool:
    terms = place.terms + place.whole
    return any(term in terms for term in slot.terms) and not any(t in terms for t in slot.excluded)


def _prefixed(prefix: str, row: Row) -> Iterator[_Standing]:
    for position, place in row.items():
        if any(term.startswith(prefix) for term in place.terms):
            yield _Standing(position, position, place.start, place.stop)
        elif any(term.startswith(prefix) for term in place.whole):
            yield _Standing(position, position, place.start, place.whole_stop)


def _near(left: list[_Standing], right: list[_Standing], distance: int) -> Iterator[_Standing]:
    yield from _beside(left, right, distance)
    yield from _beside(right, left, distance)


def _beside(some: list[_Standing], others: list[_Standing], distance: int) -> Iterator[_Standing]:
    """Those that have one of the others near: one that begins after them or ends before them."""
    firsts = sorted(other.first for other in others)
    lasts = sorted(other.last for other in others)
    for one in some:
        after = bisect_right(firsts, one.last)
        before = bisect_left(lasts, one.first)
        if (after < len(firsts) and firsts[after] <= one.last + distance) or (
            before and lasts[before - 1] >= one.first - distance
        ):
            yield one
