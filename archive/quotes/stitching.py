"""Is a quote sewn together from pieces of several places, without a sign of it?

What the best place does not have is looked for elsewhere, and so on with what that place does not
have. Every piece must be long enough, and enough like its place, to come from there by more than
chance: the more so where the quote does not even pause at the seam.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from .folding import units
from .placing import Prepared, prepared
from .values import QuoteMatch, Span

Look = Callable[[Prepared, QuoteMatch], QuoteMatch | None]
"""Finds the best place of a piece of a quote, beginning beside a match."""

PIECE = 0.8  # likeness of each piece of a stitched quote, joined at the end of sentences
_PIECE_WITHIN = 0.93  # joined within one: formulas are alike by chance
_MOST_PIECES = 6
_JOINT = re.compile(r"[.!?。！？…]")
_PAUSE = re.compile(r"[,;:—–，；：、]")


def stitched(
    quote: Prepared, matches: tuple[QuoteMatch, ...], beside: Look, anywhere: Look
) -> tuple[QuoteMatch, ...]:
    """The places of the pieces in the order of the quote, when nearly all of it is of them; none
    when it is not stitched. `beside` looks for a piece in the same turn as a match, `anywhere` in
    the whole archive, that turn first."""
    if not matches:
        return ()
    pieces: list[QuoteMatch] = []
    waiting = [(quote, matches[0])]
    while waiting and len(pieces) < _MOST_PIECES:
        part, best = waiting.pop(0)
        holes, solid = _holes(part, best)
        if not holes:
            pieces.append(best)
            continue
        many = len(holes) + len(solid) + len(waiting) + len(pieces) > _MOST_PIECES
        if many or not solid or not all(_enough(quote, span) for span in (*holes, *solid)):
            return ()
        for span in solid:
            piece = beside(prepared(quote.text, *span), best)
            if piece is None:
                return ()
            pieces.append(piece)
        for span in holes:
            piece = prepared(quote.text, *span)
            found = anywhere(piece, best)
            if found is None:
                return ()
            waiting.append((piece, found))
    ends = [at for match in pieces for at in match.quoted if quote.begin < at < quote.end]
    sentences = all(_JOINT.search(_marks(quote.text, at)) for at in ends)
    least = PIECE if sentences else _PIECE_WITHIN
    if waiting or len(pieces) < 2 or any(match.likeness < least for match in pieces):
        return ()
    return tuple(sorted(pieces, key=lambda match: match.quoted))


def _enough(quote: Prepared, span: Span) -> bool:
    """Whether a piece is long enough to come from its place by more than chance: the less so the
    less the quote pauses where it is joined."""
    size = quote.weight(span)
    marks = [_marks(quote.text, at) for at in span if quote.begin < at < quote.end]
    least = 6 if all(map(_JOINT.search, marks)) else 14 if all(map(_PAUSE.search, marks)) else 24
    return size >= least


def _marks(text: str, at: int) -> str:
    """What stands between the words around a place."""
    before, after = re.search(r"\W*$", text[:at]), re.match(r"\W*", text[at:])
    return before.group() + after.group()


def _holes(quote: Prepared, match: QuoteMatch) -> tuple[list[Span], list[Span]]:
    """Stretches of the quote that the match does not have, and those it has: of some length."""
    spans: list[tuple[bool, int, int, int]] = []
    for piece in match.pieces:
        if not piece.quoted.strip():
            continue
        lost = piece.kind in ("inserted", "replaced")
        size = sum(2 if u.kind == "han" else max(len(u.key), 2) for u in units(piece.quoted))
        spans.append((lost, piece.at, piece.at + len(piece.quoted), size))
    for _ in range(3):
        spans = _blended(spans)
    long = [(lost, _after_marks(quote.text, a, b), b) for lost, a, b, size in spans if size >= 12]
    return [(a, b) for lost, a, b in long if lost], [(a, b) for lost, a, b in long if not lost]


def _after_marks(text: str, start: int, stop: int) -> int:
    """Where a piece begins once the marks that end the one before are left to that."""
    return re.compile(r"[\s.,;:!?。，；：！？、…—–]*").match(text, start, stop).end()


def _blended(spans):
    """Short stretches take the colour of their longer neighbours."""
    row = []
    for number, (lost, a, b, size) in enumerate(spans):
        neighbours = spans[max(0, number - 1) : number] + spans[number + 1 : number + 2]
        if size < 12 and neighbours and max(n[3] for n in neighbours) > size:
            lost = max(neighbours, key=lambda n: n[3])[0]
        row.append((lost, a, b, size))
    joined = []
    for lost, group in groupby(row, key=lambda span: span[0]):
        run = list(group)
        joined.append((lost, run[0][1], run[-1][2], sum(r[3] for r in run)))
    return joined
