"""Which stretches of a passage does an excerpt show?

One in which most of what was asked for stands; where that is not all of it, and the rest stands far
off, shorter ones, with something left out between them.

    >>> text = "Мост открыт. " + "Потом шёл дождь. " * 9 + "Порт закрыт."
    >>> [text[a:b] for a, b in windows(text, (((0, 4),), ((166, 170),)), 60)]
    ['Мост открыт. Потом шёл дождь. ', 'Порт закрыт.']
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .analysis import ideographs, runs

Span = tuple[int, int]
Parts = Sequence[Sequence[Span]]
"""Where each part of a query stands: its spans, sorted."""

_COUNTS = (1, 2, 4)  # stretches of the whole width, of half, of a quarter
_LONGEST_NUMBER = 32  # code points that may belong to a number in groups
_SENTENCE_END = re.compile(r"[.!?…]+[»”\")\]]*\s+|[。！？]+[”」』）]*")


def windows(text: str, parts: Parts, width: int) -> tuple[Span, ...]:
    """What of a passage an excerpt shows: starts and stops, in order and apart; together of about
    `width` code points. As few as show each of `parts`, at most four."""
    if len(text) <= width:
        return ((0, len(text)),)
    shown: list[Span] = []
    for count in _COUNTS:
        each = width // count
        cut = _cut(parts, each)
        shown = [_around(text, *_densest(cut, each), each)]
        while len(shown) < count and (unseen := _unseen(cut, shown)):
            shown.append(_around(text, *_densest(unseen, each), each))
        if not _unseen(cut, shown):
            break
    return _together(shown)


def _cut(parts: Parts, width: int) -> list[list[Span]]:
    """Of what is longer than a stretch, the beginning is enough."""
    return [[(a, min(b, a + width)) for a, b in spans] for spans in parts if spans]


def _unseen(parts: Parts, shown: Sequence[Span]) -> list[Sequence[Span]]:
    """The parts that stand in none of the stretches shown."""
    return [
        spans
        for spans in parts
        if not any(first <= a and b <= last for first, last in shown for a, b in spans)
    ]


def _densest(parts: Parts, width: int) -> Span:
    """From the start of the first to the end of the last of what fits: most different parts, then
    most marks, then what comes first. None of it is longer than the width."""
    spans = sorted((a, b, part) for part, spans in enumerate(parts) for a, b in spans)
    ending = sorted(spans, key=lambda span: span[1])
    inside = [0] * len(parts)
    different = entered = 0
    most, first = (0, 0), 0
    for left, (start, _, part) in enumerate(spans):
        while entered < len(ending) and ending[entered][1] <= start + width:
            coming = ending[entered][2]
            different += not inside[coming]
            inside[coming] += 1
            entered += 1
        if (different, entered - left) > most:
            most, first = (different, entered - left), start
        inside[part] -= 1
        different -= not inside[part]
    fitting = [b for a, b, _ in spans[bisect_left(spans, (first,)) :] if b <= first + width]
    return first, max(fitting, default=first)


def _around(text: str, first: int, last: int, width: int) -> Span:
    """The stretch about a place that is as long as the width allows."""
    room = max(0, width - (last - first))
    start = _start(text, first, room // 2)
    return start, _stop(text, last, max(0, width - (last - start)))


def _together(shown: list[Span]) -> tuple[Span, ...]:
    """Stretches in order; those that overlap or touch are one."""
    apart: list[Span] = []
    for start, stop in sorted(shown):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(stop, apart[-1][1]))
        else:
            apart.append((start, stop))
    return tuple(apart)


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
