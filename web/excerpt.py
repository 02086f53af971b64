"""How is text cut into what a page shows of it? Which part of a passage, archive.windows says.

Text stays text: it is cut into pieces with a kind, and the template escapes each piece. Nothing
here makes HTML.

    >>> [(p.kind, p.text) for p in pieces("one two", ((4, 7),))]
    [('text', 'one '), ('mark', 'two')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from archive.windows import Parts, windows

Marks = tuple[tuple[int, int], ...]

WIDTH = 340
WIDTH_HAN = 150
_ODD = re.compile("[\0\r\ud800-\udfff]")
_HIDDEN = re.compile(
    "[\0-\b\x0b\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)


_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
SIGNS = {"\u00a0": "°", "\u202f": "°", "\u00ad": "¬", "\u3000": "□", "\ufeff": "BOM"}
"""By which sign a hidden character is drawn; the others by their code points."""
_DRAWN = re.compile(f"{_HIDDEN.pattern}|{_SPACES.pattern}")


class Piece(NamedTuple):
    """A run of text: `kind` is text, mark, gap (something is left out here), return (a carriage
    return, which HTML would turn into a line feed), hidden (a character that is not seen, to be
    drawn as a sign beside it), sic (nothing, after a misprint; `text` is what is meant) or odd (no
    HTML page can carry it; `text` is then its name, U+0000)."""

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


def excerpt(text: str, marks: Marks = (), language: str = "en", parts: Parts = ()) -> list[Piece]:
    """As much of a passage as a list of results shows: each of `parts` where these are known."""
    width = WIDTH_HAN if language.startswith("zh") else WIDTH
    cut: list[Piece] = []
    for start, stop in windows(text, parts or (_merged(marks),), width):
        shown = pieces(text, marks, start, stop)
        cut += shown[1:] if cut else shown  # one gap between two stretches
    return cut


def sign(character: str) -> str:
    """How a hidden character is drawn."""
    return SIGNS.get(character, _name(character))


def drawn(cut: Iterable[Piece]) -> list[Piece]:
    """Pieces with each character that is not seen, or is a space unlike others, by itself.

    >>> [(p.kind, p.text) for p in drawn(pieces("в\u00a02024"))]
    [('text', 'в'), ('hidden', '\xa0'), ('text', '2024')]
    """
    return [part for piece in cut for part in _drawn(piece)]


def noted(cut: Iterable[Piece], spots: Sequence[tuple[int, int, str]]) -> list[Piece]:
    """Pieces with a piece "sic" after each misprint: `spots` are its start, its end (offsets from
    where the pieces begin) and what is meant, which is the text of that piece.

    >>> [(p.kind, p.text) for p in noted(pieces("Sport evets."), ((6, 11, "events"),))]
    [('text', 'Sport evets'), ('sic', 'events'), ('text', '.')]
    """
    waiting, made, here = sorted((stop, meant) for _, stop, meant in spots), [], 0
    for kind, text in cut:
        length = 1 if kind in ("odd", "return") else len(text)
        begin = here
        while waiting and here < waiting[0][0] <= begin + length:
            stop, meant = waiting.pop(0)
            made += [Piece(kind, text[here - begin : stop - begin]), Piece("sic", meant)]
            here = stop
        if here < begin + length or not length:
            made.append(Piece(kind, text[here - begin :]))
        here = begin + length
    return made


def _drawn(piece: Piece) -> Iterator[Piece]:
    if piece.kind not in ("text", "mark"):
        yield piece
        return
    here = 0
    for unseen in _DRAWN.finditer(piece.text):
        if here < unseen.start():
            yield Piece(piece.kind, piece.text[here : unseen.start()])
        yield Piece("hidden", unseen[0])
        here = unseen.end()
    if here < len(piece.text):
        yield Piece(piece.kind, piece.text[here:])


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
