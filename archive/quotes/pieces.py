"""How do quote and archive read side by side? An alignment of units to pieces, marks included.

>>> from .alignment import aligned, asked
>>> from .folding import units
>>> quote, text = "we will go «there»", "But we will not go “there”, ever."
>>> path = aligned(asked(units(quote)), units(text)).path
>>> for cell in side_by_side(Sides(quote, text), units(quote), units(text), path):
...     print(cell.kind, repr(quote[slice(*cell.quote)]), repr(text[slice(*cell.text)]))
same 'we will' 'we will'
omitted '' ' not'
same ' go' ' go'
variant ' «' ' “'
same 'there' 'there'
variant '»' '”'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .alignment import GAP, Step
from .folding import DASHES, NUMERALS, QUOTE_MARKS, Unit, between, variants
from .values import Span

CHANGED = ("replaced", "inserted", "omitted")
_BRACKET = re.compile(r"[\[\]［］〔〕]")
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Sides:
    """The texts an alignment is of. `begin`, `end`: how much of the quote is compared (outer marks
    may be put aside); `borders`: offsets at which one stored passage ends (a line feed stands
    there); `brackets`: stretches of the quote that the quoter put in."""

    quote: str
    stored: str
    begin: int = 0
    end: int | None = None
    borders: frozenset[int] = frozenset()
    brackets: tuple[Span, ...] = ()


class Cell(NamedTuple):
    """A piece before it has an address: stretches of both texts, and the units in them."""

    kind: str
    quote: Span
    text: Span
    ones: tuple[Unit, ...] = ()
    others: tuple[Unit, ...] = ()
    variants: tuple[str, ...] = ()


def side_by_side(
    sides: Sides, quote: Sequence[Unit], text: Sequence[Unit], path: Sequence[Step]
) -> tuple[Cell, ...]:
    """The cells of an alignment in order; joined they are the compared part of the quote, and a
    stretch of the text."""
    steps = [
        (None if one is None else quote[one], None if other is None else text[other])
        for one, other in _whole_words(sides, text, path)
    ]
    return tuple(map(_respelled(sides), _fused(_cells(sides, steps))))


# --- half words ----------------------------------------------------------------------------------


def _whole_words(sides: Sides, text: Sequence[Unit], path: Sequence[Step]) -> Iterator[Step]:
    """The path, with what stands attached to its ends in the text as left away: a quote that
    begins inside a compound or a figure changes it."""
    places = [at for _, at in path if at is not None]
    first, last = places[0], places[-1]
    while first and _attached(sides.stored, text[first - 1], text[first]):
        first -= 1
    yield from ((None, at) for at in range(first, places[0]))
    yield from path
    while last + 1 < len(text) and _attached(sides.stored, text[last], text[last + 1]):
        last += 1
        yield None, last


def _attached(stored: str, left: Unit, right: Unit) -> bool:
    """Whether two neighbours are one word or one figure: пресс-секретарь, $5, 5 %, 10:30, 二十."""
    glue = stored[left.stop : right.start]
    kinds = {left.kind, right.kind}
    if right.kind == "symbol" and right.key in "%‰" and left.kind in ("number", "han"):
        return not glue.strip() and len(glue) <= 1
    if "han" in kinds:
        return not glue and left.key in NUMERALS and right.key in NUMERALS
    if kinds == {"number"}:
        return len(glue) == 1 and not glue.isspace() and glue not in ",;"
    if glue and glue in _HYPHENS:
        return "symbol" not in kinds
    return not glue and kinds == {"number", "symbol"}


# --- cells ---------------------------------------------------------------------------------------


def _cells(sides: Sides, steps: Iterable[tuple[Unit | None, Unit | None]]) -> Iterator[Cell]:
    """One cell after another: the glue before each unit, then the unit."""
    steps = list(steps)
    start = next(other.start for _, other in steps if other)
    opening = _opening(sides, steps[0], start)
    yield from opening
    q, t = (opening[0].quote[1], opening[0].text[1]) if opening else (sides.begin, start)
    gap = False
    for one, other in steps:
        if one is not None and one.kind == GAP:
            gap = True
            continue
        for cell in _step(sides, one, other, (q, t), gap, t == start):
            yield cell
            q, t = cell.quote[1], cell.text[1]
        gap = gap and (one is None or other is None)
    yield from _closing(sides, q, t)


def _step(
    sides: Sides, one: Unit | None, other: Unit | None, here: Span, gap: bool, fresh: bool
) -> Iterator[Cell]:
    q, t = here
    if one is None:
        yield Cell("omitted", (q, q), (t, other.stop), (), (other,))
        return
    if other is None:
        inside = any(a <= one.start and one.stop <= b for a, b in sides.brackets)
        yield Cell("bracketed" if inside else "inserted", (q, one.stop), (t, t), (one,))
        return
    if fresh and q < one.start:  # nothing of the text yet: the glue is that of what was put in
        yield Cell("inserted", (q, one.start), (t, t))
    elif q < one.start or t < other.start:
        yield _glue(sides, (q, one.start), (t, other.start), gap)
    spans = (one.start, one.stop), (other.start, other.stop)
    if one.key != other.key:
        yield Cell("replaced", *spans, (one,), (other,))
        return
    ways = variants(sides.quote[one.start : one.stop], sides.stored[other.start : other.stop])
    yield Cell("variant" if ways else "same", *spans, (one,), (other,), ways)


def _glue(sides: Sides, quote: Span, text: Span, gap: bool) -> Cell:
    """What stands between two units, marks and spaces; or what a "…" passes over."""
    asked, stored = sides.quote[slice(*quote)], sides.stored[slice(*text)]
    if gap and any(c.isalnum() for c in stored):
        return Cell("left-out", quote, text)
    within = sorted(at for at in sides.borders if text[0] <= at < text[1])
    if within:
        if _over_borders(asked, stored, [at - text[0] for at in within]):
            return Cell("same", quote, text)
        asked, stored = (" ".join(glue.split()) for glue in (asked, stored))
    ways = between(asked, stored)
    if ways and any(a < quote[1] and quote[0] < b for a, b in sides.brackets):
        rest = between(" ".join(_BRACKET.sub(" ", asked).split()), " ".join(stored.split()))
        ways = ("brackets", *rest)
    return Cell("variant" if ways else "same", quote, text, (), (), ways)


def _over_borders(asked: str, stored: str, borders: list[int]) -> bool:
    """Whether a quote goes on from one passage into the next with nothing but space between."""
    parts = [
        stored[a:b]
        for a, b in zip([0, *(at + 1 for at in borders)], [*borders, len(stored)], strict=True)
    ]
    return (
        re.fullmatch(r"\s+".join(map(re.escape, parts)), asked) is not None
        or asked == "".join(parts) != ""
    )


def _opening(sides: Sides, first: tuple[Unit | None, Unit | None], start: int) -> tuple[Cell, ...]:
    """The marks before the first word."""
    if first[0] is None or first[1] is None:
        return ()
    marks = sides.quote[sides.begin : first[0].start]
    quote, length = (sides.begin, first[0].start), len(marks)
    if not marks:
        return ()
    if sides.stored.endswith(marks, 0, start):
        return (Cell("same", quote, (start - length, start)),)
    mark = sides.stored[start - 1] if start else " "
    paired = start - 1 if _alike(marks.strip(), mark) else start
    return (_marks(sides, quote, (paired, start)),)


def _closing(sides: Sides, q: int, t: int) -> Iterator[Cell]:
    """The marks after the last word."""
    end = len(sides.quote) if sides.end is None else sides.end
    marks = sides.quote[q:end]
    if not marks:
        return
    if sides.stored.startswith(marks, t):
        yield Cell("same", (q, end), (t, t + len(marks)))
        return
    following = re.compile(r"[^\w\s]*").match(sides.stored, t).end()
    yield _marks(sides, (q, end), (t, min(following, t + len(marks))))


def _marks(sides: Sides, quote: Span, text: Span) -> Cell:
    ways = between(sides.quote[slice(*quote)], sides.stored[slice(*text)])
    return Cell("variant" if ways else "same", quote, text, (), (), ways)


def _alike(marks: str, mark: str) -> bool:
    return any(
        re.fullmatch(f"[{kind}]+", marks) and re.fullmatch(f"[{kind}]", mark)
        for kind in (QUOTE_MARKS, DASHES)
    )


# --- runs ----------------------------------------------------------------------------------------


def _fused(cells: Iterable[Cell]) -> list[Cell]:
    """Neighbours of one kind as one; changed words that only a space parts, too."""
    row: list[Cell] = []
    for cell in cells:
        if cell.kind in CHANGED and len(row) > 1 and _bare(row[-1]) and row[-2].kind in CHANGED:
            glue = row.pop()
            row.append(_joined(_joined(row.pop(), glue), cell))
        elif (
            row
            and (
                cell.kind == row[-1].kind == "same"
                or (cell.kind in CHANGED and row[-1].kind in CHANGED)
            )
        ) or (row and cell.kind == row[-1].kind and cell.kind == "bracketed"):
            row.append(_joined(row.pop(), cell))
        else:
            row.append(cell)
    return row


def _bare(cell: Cell) -> bool:
    return not cell.ones and not cell.others and cell.kind in ("same", "variant")


def _joined(one: Cell, other: Cell) -> Cell:
    quote, text = (one.quote[0], other.quote[1]), (one.text[0], other.text[1])
    ones, others = one.ones + other.ones, one.others + other.others
    kind = one.kind
    if kind in CHANGED:
        kind = "inserted" if not others else "replaced" if ones else "omitted"
    return Cell(kind, quote, text, ones, others)


def _respelled(sides: Sides):
    """Words written together or apart, with or without a hyphen, are the same letters."""

    def respelled(cell: Cell) -> Cell:
        if cell.kind != "replaced" or any(u.kind != "word" for u in cell.ones + cell.others):
            return cell
        if "".join(u.key for u in cell.ones) != "".join(u.key for u in cell.others):
            return cell
        glues = (_inside(sides.quote, cell.ones), _inside(sides.stored, cell.others))
        return cell._replace(kind="variant", variants=between(*glues) or ("spaces",))

    return respelled


def _inside(text: str, units: tuple[Unit, ...]) -> str:
    return "".join(text[a.stop : b.start] for a, b in pairwise(units))
