"""Which passages show a match best, and what in them is marked?

>>> from archive.compiling import compiled
>>> from archive.query import parse
>>> text = "Мы говорили о людях и «Одном поясе»."
>>> [text[a:b] for a, b in marks(text, compiled(parse("человек «одном поясе»").tree).match)]
['людях', 'Одном поясе']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .analysis import is_ideograph
from .document import TITLE, Passage
from .engine import plan
from .errata import NONE, Errata
from .matching import Finder
from .windows import Parts, Span, windows

MOST_PASSAGES = 3
WIDTH = 320  # code points of an excerpt


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt, verbatim; `marked` when it is what matched. Where something was left
    out stands a piece without text that is `elided`: the ellipsis is the template's."""

    text: str
    marked: bool = False
    elided: bool = False


def marks(text: str, match: plan.Match, errata: Errata = NONE) -> tuple[Span, ...]:
    """Exactly what matched in a passage: (start, stop) code points, sorted, never overlapping. What
    is printed is marked where what a misprint means has matched.

    A phrase is one mark, an inflected or hyphenated word is whole, Chinese to the character, and
    one mark what stands side by side; of NEAR both ends; nothing of what must not be there, nothing
    of other fields than the text.
    """
    return _joined(text, _asked(match).text.spans(text, errata))


def marked(
    texts: Mapping[int, str], shown: plan.Match, match: plan.Match, errata: Errata = NONE
) -> dict[int, tuple[Parts, tuple[Span, ...]]]:
    """Of several passages, by their numbers, where each part of what is shown of a match stands
    (compiling.Compiled) and what is marked; where nothing of that stands in any of them, the same
    of all of the match. In passage 0 stands also what is asked of titles."""
    for asked in (_asked(shown), _asked(match)):
        found = {number: asked.spans(number, text, errata) for number, text in texts.items()}
        if any(any(parts) for parts in found.values()):
            break
    return {
        number: (tuple(tuple(spans) for spans in parts if spans), _joined(texts[number], parts))
        for number, parts in found.items()
    }


def best(
    passages: Sequence[Passage],
    match: plan.Match,
    otherwise: plan.Match | None = None,
    errata: Errata = NONE,
) -> tuple[Passage, ...]:
    """At most three passages to show, in the order of the text: that in which most different
    parts of the query stand, those that add one, then those with most. When nothing stands
    anywhere, what is best for the match `otherwise`; without one the first."""
    asked = _asked(match)
    found = []
    for order, passage in enumerate(passages):
        parts = asked.spans(passage.number, passage.text, errata)
        if any(parts):
            found.append(_candidate(order, parts, asked.things))
    if not found:
        return best(passages, otherwise, errata=errata) if otherwise else _first(passages)
    return tuple(passages[order] for order in sorted(_covering(found)))


def asks_of_titles(match: plan.Match) -> bool:
    """Whether something is asked of titles alone."""
    return bool(_asked(match).title.parts)


# --- which passages ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that may be shown: `things` asked for that stand in it, by which `parts` (each is
    one of a thing's spellings or alternatives); the least of `rank` is the best by itself."""

    things: frozenset[int]
    parts: frozenset[int]
    rank: tuple[int, ...]
    order: int


def _candidate(order: int, found: Sequence[Sequence[Span]], things: Sequence[int]) -> _Candidate:
    parts = frozenset(part for part, spans in enumerate(found) if spans)
    standing = frozenset(things[part] for part in parts)
    apart = _closest(found, things, len(standing)) if len(standing) > 1 else 0
    rank = (-len(standing), -len(parts), apart, -sum(map(len, found)), order)
    return _Candidate(standing, parts, rank, order)


def _covering(candidates: list[_Candidate]) -> list[int]:
    """Which are shown: each time what adds most that is not shown yet, then what is best."""
    things: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()
    left, chosen = sorted(candidates, key=lambda one: one.rank), []
    while left and len(chosen) < MOST_PASSAGES:
        one = max(left, key=lambda one: (len(one.things - things), len(one.parts - parts)))
        left.remove(one)
        chosen.append(one.order)
        things, parts = things | one.things, parts | one.parts
    return chosen


def _closest(found: Sequence[Sequence[Span]], things: Sequence[int], number: int) -> int:
    """How long the shortest stretch is in which all that many things begin."""
    starts = sorted((span[0], things[part]) for part, spans in enumerate(found) for span in spans)
    inside: dict[int, int] = {}
    shortest, left = starts[-1][0] - starts[0][0], 0
    for start, thing in starts:
        inside[thing] = inside.get(thing, 0) + 1
        while inside[starts[left][1]] > 1:
            inside[starts[left][1]] -= 1
            left += 1
        if len(inside) == number:
            shortest = min(shortest, start - starts[left][0])
    return shortest


def _first(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The first paragraph of the text proper; the title only when there is nothing else."""
    return tuple(passage for passage in passages if passage.number > 0)[:1] or tuple(passages[:1])


# --- what is marked ---------------------------------------------------------------------------


class _Asked:
    """What a match asks for that may stand in passages: finders of its parts, first those of the
    text, then those of titles, and of each part which of the `things` asked for it belongs to."""

    def __init__(self, match: plan.Match) -> None:
        asked = list(enumerate(_things(match)))
        text, title = (
            [(number, part) for number, thing in asked for part in _parts(thing, field)]
            for field in ("text", "title")
        )
        self.things = tuple(number for number, _ in (*text, *title))
        self.text, self.title = (Finder(tuple(part for _, part in of)) for of in (text, title))

    def spans(self, number: int, text: str, errata: Errata) -> list[list[Span]]:
        """Where each part stands in the passage of that number."""
        own = self.text.spans(text, errata)
        if not self.title.parts:
            return own
        return own + (self.title.spans(text, errata) if number == TITLE else [])


@lru_cache(maxsize=16)
def _asked(match: plan.Match) -> _Asked:
    return _Asked(match)


def _things(match: plan.Match) -> Iterator[plan.Match]:
    """What must all be there."""
    if isinstance(match, plan.And):
        for part in match.parts:
            yield from _things(part)
    else:
        yield match


def _parts(match: plan.Match, field: str) -> Iterator[plan.Match]:
    """The positive parts that may stand in a field."""
    match match:
        case plan.And(parts) | plan.Or(parts):
            for part in parts:
                yield from _parts(part, field)
        case plan.Sequence(of, slots) if of == field and slots:
            yield match
        case plan.Prefix(of, _) if of == field:
            yield match
        case plan.Near(left, right, _):
            if any(True for _ in _parts(left, field)) and any(True for _ in _parts(right, field)):
                yield match


def _joined(text: str, parts: Iterable[Sequence[Span]]) -> tuple[Span, ...]:
    """All that stands, sorted: what overlaps is one mark, and so is what touches in a script
    without spaces."""
    joined: list[Span] = []
    for start, stop in sorted({span for spans in parts for span in spans}):
        if joined and (start < joined[-1][1] or _touches(text, start, joined[-1][1])):
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return tuple(joined)


def _touches(text: str, start: int, stop: int) -> bool:
    return start == stop and (is_ideograph(text[start]) or is_ideograph(text[start - 1]))


# --- excerpts ---------------------------------------------------------------------------------


def pieces(
    text: str, marks: Sequence[Span], width: int = WIDTH, parts: Parts = ()
) -> tuple[Piece, ...]:
    """A verbatim excerpt of about `width` code points around as many marks as fit, in which each
    of `parts` is seen where these are known; cut where a sentence or at least a word begins, never
    between a letter and its combining mark.

    >>> pieces("Один пояс", ((5, 9),))
    (Piece(text='Один ', marked=False, elided=False), Piece(text='пояс', marked=True, elided=False))
    """
    shown: list[Piece] = []
    end = 0
    for start, stop in windows(text, parts or (marks,), width):
        if start > end:
            shown.append(Piece("", elided=True))
        shown += _stretch(text, marks, start, stop)
        end = stop
    if end < len(text):
        shown.append(Piece("", elided=True))
    return tuple(shown)


def _stretch(text: str, marks: Sequence[Span], start: int, stop: int) -> Iterator[Piece]:
    at = start
    for first, last in marks:
        first, last = max(first, start), min(last, stop)
        if first < last:
            yield from (Piece(plain) for plain in (text[at:first],) if plain)
            yield Piece(text[first:last], marked=True)
            at = last
    if at < stop:
        yield Piece(text[at:stop])
