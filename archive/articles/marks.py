"""What stands between quotation marks in an article? The marks of each language, nested ones too.

    >>> for found in quoted('Он сказал: «Читайте „Известия“», и ушёл. He added: "Read on."'):
    ...     print(found.depth, found.pieces)
    0 ((12, 30),)
    1 ((21, 29),)
    0 ((52, 60),)

A quotation may run over several paragraphs, each opened by a mark and only the last closed, as
newspapers print it: it has then several pieces. Offsets are code points; marks are not included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CLOSING = {
    "«": "»",
    "„": "“”",
    "“": "”",
    "‟": "”",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "＂": "＂",
    "‹": "›",
    "‘": "’",
    '"': '"',
}
EITHER = '"＂'  # the same sign opens and closes
LONGEST = 5000
"""Code points in one paragraph's piece: what is longer was a mark forgotten."""

MASK = "\ufffc"
"""Stands for each code point of a quotation in the words around another."""

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a pair of marks holds: its pieces (one a paragraph), how many other quotations it
    stands in, and whether its end is marked too."""

    pieces: tuple[Span, ...]
    depth: int
    closed: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]

    @property
    def stop(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    until: int | None = None  # where a single mark closes, which an apostrophe does not


def quoted(text: str) -> tuple[Quoted, ...]:
    """All that stands between quotation marks, in the order in which it begins."""
    found: list[Quoted] = []
    going_on: tuple[str, Quoted] | None = None
    for paragraph in PARAGRAPH.finditer(text):
        late = _closes_late(text, going_on, *paragraph.span()) if going_on else None
        if going_on and late is not None:
            earlier = going_on[1].pieces
            found.append(Quoted((*earlier, (paragraph.start(), late)), 0, True))
            inside, unclosed = _paragraph(text, late + 1, paragraph.end())
            going_on = None
        else:
            inside, unclosed = _paragraph(text, *paragraph.span())
        if going_on:
            inside = _continued(text, going_on, inside, paragraph.start())
        going_on = _left_open(text, unclosed, inside, paragraph.end())
        found += [each for each in inside if going_on is None or each is not going_on[1]]
    if going_on:
        found.append(going_on[1])
    return tuple(sorted(found, key=lambda each: (each.start, -each.stop)))


def _closes_late(text: str, before: tuple[str, Quoted], begin: int, end: int) -> int | None:
    """Where a paragraph that opens no quotation closes the one left open before it."""
    mark = before[0]
    if mark in EITHER or mark == "‘":
        return None
    signs = (at for at in range(begin, end) if text[at] == mark or text[at] in CLOSING[mark])
    first = next(signs, None)
    return first if first is not None and first > begin and text[first] != mark else None


def _continued(
    text: str, before: tuple[str, Quoted], inside: list[Quoted], begin: int
) -> list[Quoted]:
    """The quotations of a paragraph, its first joined to the one that was left open before it, if
    that is opened anew at the paragraph's begin."""
    mark, earlier = before
    first = next((each for each in inside if each.depth == 0), None)
    opens = first and text[first.start - 1] == mark and not text[begin : first.start - 1].strip()
    if not first or not opens:
        return [earlier, *inside]
    joined = Quoted(earlier.pieces + first.pieces, 0, first.closed)
    return [joined, *(each for each in inside if each is not first)]


def _left_open(
    text: str, unclosed: list[_Open], inside: list[Quoted], end: int
) -> tuple[str, Quoted] | None:
    """The quotation a paragraph leaves open, with its mark."""
    if not unclosed:
        return None
    start = unclosed[0].start
    for each in inside:
        if each.pieces[-1] == (start, end):
            return unclosed[0].mark, each
    return None


def _paragraph(text: str, begin: int, end: int) -> tuple[list[Quoted], list[_Open]]:
    """The quotations of one paragraph; an unclosed one ends with it."""
    stack: list[_Open] = []
    found: list[Quoted] = []
    for at in range(begin, end):
        sign = text[at]
        if stack and _closes(text, at, stack[-1]):
            opened = stack.pop()
            found.append(Quoted(((opened.start, at),), len(stack), True))
        elif len(stack) > 1 and sign in CLOSING[stack[-2].mark] and sign not in EITHER:
            # «… „… », the inner one never closed, or both closed by one sign.
            inner, outer = stack.pop(), stack.pop()
            found.append(Quoted(((inner.start, at),), len(stack) + 1, False))
            found.append(Quoted(((outer.start, at),), len(stack), True))
        elif sign in CLOSING and _opens(text, at, end, stack):
            until = _single_ends(text, at + 1, end) if sign == "‘" else None
            stack.append(_Open(sign, at + 1, until))
    unclosed = [each for each in stack if each.mark != "‘"]
    # Only the outermost unclosed mark counts: what follows it may be anything.
    found += [Quoted(((each.start, end),), 0, False) for each in unclosed[:1] if each.start < end]
    return [each for each in found if 0 < each.stop - each.start <= LONGEST], unclosed


def _opens(text: str, at: int, end: int, stack: list[_Open]) -> bool:
    """Whether a mark that may open does so here."""
    sign = text[at]
    following = text[at + 1] if at + 1 < end else " "
    if following.isspace():
        return False
    if sign == "‘":
        before = text[at - 1] if at else " "
        return not before.isalnum() and _single_ends(text, at + 1, end) is not None
    if sign in EITHER:
        before = text[at - 1] if at else " "
        if before.isascii() and before.isalnum():
            return False
        return text.find(sign, at + 1, end) > at
    return not (stack and sign == stack[-1].mark and sign != "«")


def _closes(text: str, at: int, opened: _Open) -> bool:
    """Whether the sign here closes what was opened."""
    if opened.mark == "‘":
        return at == opened.until
    return text[at] in CLOSING[opened.mark]


def _single_ends(text: str, begin: int, end: int) -> int | None:
    """Where a single mark opened before `begin` closes; None when it was an apostrophe. Of several
    signs that may be it, before another opens, the first behind a stop or comma: workers’ job,’"""
    until = text.find("‘", begin, end)
    signs = [at for at in range(begin, end if until < 0 else until) if text[at] == "’"]
    able = [at for at in signs if not text[at + 1 : at + 2].isalnum()]
    return next((at for at in able if text[at - 1] in ",.!?…;:—"), able[0] if able else None)


def top_level(found: tuple[Quoted, ...]) -> Iterator[Quoted]:
    """Those that stand in no other."""
    return (each for each in found if each.depth == 0)


def inner(found: tuple[Quoted, ...], outer: Quoted) -> Iterator[Quoted]:
    """Those that stand directly in another."""
    return (
        each
        for each in found
        if each.depth == outer.depth + 1
        and any(start <= each.start and each.stop <= stop for start, stop in outer.pieces)
    )
