"""Which part of a passage does a list of results show, and how is text cut for the page?

Text stays text: it is cut into pieces with a kind, and the template escapes each piece. Nothing
here makes HTML.

    >>> [(p.kind, p.text) for p in pieces("one two", ((4, 7),))]
    [('text', 'one '), ('mark', 'two')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

Marks = tuple[tuple[int, int], ...]

WIDTH = 340
WIDTH_HAN = 150
_ODD = re.compile("[\0\r\ud800-\udfff]")
_HIDDEN = re.compile(
    "[\0-\b\x0b\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)


class Piece(NamedTuple):
    """A run of text: `kind` is text, mark, gap (something is left out here), return (a carriage
    return, which HTML would turn into a line feed) or odd (no HTML page can carry it; `text` is
    then its name, U+0000)."""

    kind: str
    text: str


def pieces(text: str, marks: Marks = (), start: int = 0, stop: int | None = None) -> list[Piece]:
    """The text between `start` and `stop`, cut at its marks (offsets into the whole text)."""
    stop = len(text) if stop is None else stop
    cut: list[Piece] = [Piece("gap", "")] if start > 0 else []
    here = start
    for first, last in _merged(marks):
        first, last = max(first, here), min(last, stop)
        if first < last:
            cut += _runs("text", text[here:first])
            cut += _runs("mark", text[first:last])
            here = last
    cut += _runs("text", text[here:stop])
    return [*cut, Piece("gap", "")] if stop < len(text) else cut


def excerpt(text: str, marks: Marks = (), language: str = "en") -> list[Piece]:
    """As much of a passage as a list of results shows: where most of it is marked, cut between
    words and never between a letter and its accent."""
    width = WIDTH_HAN if language.startswith("zh") else WIDTH
    if len(text) <= width * 5 // 4:
        return pieces(text, marks)
    start = _best_start(_merged(marks), width)
    start = _between_words(text, max(0, min(start, len(text) - width)), back=True)
    stop = _between_words(text, min(len(text), start + width), back=False)
    return pieces(text, marks, start, stop)


def hidden(text: str) -> tuple[tuple[str, int], ...]:
    """The characters of a text that no reader can see but a copy would carry, each by its code
    point with how often it stands there.

    >>> hidden("по\\u00adли\\u00adтика")
    (('U+00AD', 2),)
    """
    found = _HIDDEN.findall(text)
    return tuple((_name(c), found.count(c)) for c in dict.fromkeys(found))


def _merged(marks: Marks) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(marks):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _runs(kind: str, text: str) -> Iterator[Piece]:
    here = 0
    for odd in _ODD.finditer(text):
        if here < odd.start():
            yield Piece(kind, text[here : odd.start()])
        yield Piece("return", "") if odd[0] == "\r" else Piece("odd", _name(odd[0]))
        here = odd.end()
    if here < len(text):
        yield Piece(kind, text[here:])


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _best_start(marks: list[tuple[int, int]], width: int) -> int:
    def inside(first: int) -> int:
        return sum(1 for start, stop in marks if first <= start and stop <= first + width)

    starts = [max(0, start - width // 4) for start, _ in marks]
    return max(starts, key=inside) if starts else 0  # max keeps the first of equals


def _between_words(text: str, place: int, back: bool) -> int:
    if place in (0, len(text)):
        return place
    near = (
        range(place, max(0, place - 24), -1) if back else range(place, min(len(text), place + 24))
    )
    for at in near:
        if text[at - 1].isspace() or text[at - 1] in "，。；：！？、":
            return at
    while place > 0 and unicodedata.category(text[place]).startswith("M"):
        place -= 1
    return place
