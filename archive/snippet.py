"""Which passages show a match best, and what in them is marked?

>>> from archive.compiling import compiled
>>> from archive.query import parse
>>> text = "Мы говорили о людях и «Одном поясе»."
>>> [text[a:b] for a, b in marks(text, compiled(parse("человек «одном поясе»").tree).match)]
['людях', 'Одном поясе']
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .analysis import ideographs, runs
from .document import Passage
from .engine import plan
from .errata import NONE, Errata
from .matching import Finder

MOST_PASSAGES = 3
WIDTH = 320  # code points of an excerpt
_LONGEST_NUMBER = 32  # code points that may belong to a number in groups


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt, verbatim; `marked` when it is what matched. Where something was left
    out stands a piece without text that is `elided`: the ellipsis is the template's."""

    text: str
    marked: bool = False
    elided: bool = False


def marks(text: str, match: plan.Match, errata: Errata = NONE) -> tuple[tuple[int, int], ...]:
    """Exactly what matched in a passage: (start, stop) code points, sorted, never overlapping. What
    is printed is marked where what a misprint means has matched.

    A phrase is one mark, an inflected or hyphenated word is whole, Chinese to the character, of
    NEAR both ends; nothing of what must not be there, nothing of other fields than the text.
    """
    found = _finder(match).spans(text, errata)
    return _merged(sorted({span for spans in found for span in spans}))


def marked(
    texts: Mapping[int, str], shown: plan.Match, match: plan.Match, errata: Errata = NONE
) -> dict[int, tuple[tuple[int, int], ...]]:
    """The marks of several passages, by their numbers: what is shown of a match
    (compiling.Compiled); where nothing of that stands in any of them, all of the match."""
    found = {number: marks(text, shown, errata) for number, text in texts.items()}
    if any(found.values()):
        return found
    return {number: marks(text, match, errata) for number, text in texts.items()}


def best(
    passages: Sequence[Passage],
    match: plan.Match,
    otherwise: plan.Match | None = None,
    errata: Errata = NONE,
) -> tuple[Passage, ...]:
    """At most three passages to show, in the order of the text: those in which most different
    parts of the query stand, then those with most marks. When nothing stands anywhere, what is
    best for the match `otherwise`; without one the first."""
    finder = _finder(match)
    ranked = []
    for order, passage in enumerate(passages):
        spans = finder.spans(passage.text, errata)
        distinct = sum(bool(found) for found in spans)
        if distinct:
            ranked.append((-distinct, -sum(map(len, spans)), order))
    if not ranked:
        return best(passages, otherwise, errata=errata) if otherwise else _first(passages)
    chosen = sorted(order for _, _, order in sorted(ranked)[:MOST_PASSAGES])
    return tuple(passages[order] for order in chosen)


@lru_cache(maxsize=16)
def _finder(match: plan.Match) -> Finder:
    return Finder(tuple(_parts(match)))


def _first(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The first paragraph of the text proper; the title only when there is nothing else."""
    return tuple(passage for passage in passages if passage.number > 0)[:1] or tuple(passages[:1])


def _parts(match: plan.Match) -> Iterator[plan.Match]:
    """The positive parts that may stand in the text."""
    match match:
        case plan.And(parts) | plan.Or(parts):
            for part in parts:
                yield from _parts(part)
        case plan.Sequence(field, slots) if field == "text" and slots:
            yield match
        case plan.Prefix(field, _) if field == "text":
            yield match
        case plan.Near(left, right, _):
            if any(True for _ in _parts(left)) and any(True for _ in _parts(right)):
                yield match


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, stop in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(merged)


# --- excerpts ---------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"[.!?…]+[»”\")\]]*\s+|[。！？]+[”」』）]*")


def pieces(text: str, marks: Sequence[tuple[int, int]], width: int = WIDTH) -> tuple[Piece, ...]:
    """A verbatim excerpt of at most about `width` code points around as many marks as fit, cut
    where a sentence or at least a word begins, never between a letter and its combining mark.

    >>> pieces("Один пояс", ((5, 9),))
    (Piece(text='Один ', marked=False, elided=False), Piece(text='пояс', marked=True, elided=False))
    """
    start, stop = window(text, marks, width)
    shown, at = [], start
    for first, last in marks:
        first, last = max(first, start), min(last, stop)
        if first < last:
            shown += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
            at = last
    shown.append(Piece(text[at:stop]))
    before = (Piece("", elided=True),) if start > 0 else ()
    after = (Piece("", elided=True),) if stop < len(text) else ()
    return (*before, *(piece for piece in shown if piece.text), *after)


def window(text: str, marks: Sequence[tuple[int, int]], width: int = WIDTH) -> tuple[int, int]:
    """What of a passage an excerpt shows: start and stop, code points. `marks` sorted and apart."""
    if len(text) <= width:
        return 0, len(text)
    first, last = _densest(marks, width)
    room = max(0, width - (last - first))
    start = _start(text, first, room // 2)
    stop = _stop(text, max(last, first), max(0, width - (last - start)))
    return start, stop


def _densest(marks: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """From the start of the first to the end of the last of the most marks that fit."""
    if not marks:
        return 0, 0
    most = (0, marks[0][0], marks[0][1])
    for at, (start, stop) in enumerate(marks):
        fitting = [b for a, b in marks[at:] if b - start <= width]
        if len(fitting) > most[0]:
            most = (len(fitting), start, fitting[-1] if fitting else stop)
    return most[1], most[2]


def _start(text: str, first: int, room: int) -> int:
    """The start of a sentence at most `room` before `first`, else of a word."""
    earliest = max(0, first - room)
    if earliest == 0:
        return 0
    sentences = [m.end() for m in _SENTENCE_END.finditer(text, earliest, first)]
    if sentences:
        return sentences[0]
    edges = _edges(text, earliest, first)
    return edges[0] if edges else first


def _stop(text: str, last: int, room: int) -> int:
    """The end of a sentence at most `room` after `last`, else of a word."""
    latest = min(len(text), last + room)
    if latest == len(text):
        return latest
    sentences = [m.end() for m in _SENTENCE_END.finditer(text, last, latest)]
    if sentences and sentences[-1] - last > room // 2:
        return sentences[-1]
    edges = _edges(text, last, latest)
    return edges[-1] if edges else last


def _edges(text: str, start: int, stop: int) -> list[int]:
    """Where words (or ideographs) begin within the range."""
    begin = _apart(text, start)
    edges = []
    for run in runs(text[begin : stop + _LONGEST_NUMBER]):
        han = run.lastgroup == "han"
        inside = ideographs(run.group()) if han else (0,)
        first = begin + run.start()
        lowest, beyond = bisect_left(inside, start - first), bisect_right(inside, stop - first)
        edges += [first + at for at in inside[lowest:beyond]]
    return edges


def _apart(text: str, place: int) -> int:
    """Where the last word before a place begins that follows a space or an ideograph and is not
    part of a number in groups: from there on words are read as in the whole text."""
    begin = place
    while begin and text[begin - 1] != " " and not "\u4e00" <= text[begin - 1] <= "\u9fff":
        begin -= 1
    while begin > 1 and text[begin - 2].isdigit() and text[begin : begin + 1].isdigit():
        begin = text.rfind(" ", 0, begin - 1) + 1
    return begin
