"""How does a quote lie against a stretch of text, unit by unit, at the least cost?

The quote is laid whole against some stretch of the text (the ends of the text are free): a unit of
the quote only costs 1, one of the text only half as much, for words are more often left out than
made up; two that differ a little more than 1, so that at the ends words are rather put in than
exchanged; of two figures rather the other way, for a figure in the same place is no new one. Words
that are spelled nearly alike cost less, and figures of the same digits (6:30, 6.30), which keeps
misprints opposite each other. A gap of the quote ("…") passes over any number of units for
next to nothing; what stands in the quoter's brackets may be put in for as little. What is the same
earns a little, so that of two ways as long the one that keeps more words is taken.

After P. Sellers, The theory and computation of evolutionary distances (1980). A row of the table is
one operation on arrays: what is only in the text, which depends on its left neighbour, is a running
minimum.

    >>> from .folding import units
    >>> quote, text = units("we share no border"), units("But we share a long border.")
    >>> aligned(asked(quote), text).path
    ((0, 1), (1, 2), (None, 3), (2, 4), (3, 5))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from .folding import Unit

SAME = -0.25
EXCHANGED = 1.01
OTHER_FIGURE = 0.99
SAME_DIGITS = 0.3
OMITTED = 0.5
NEXT_TO_NOTHING = 0.02
_LEAST = 4  # letters of words that may be misprints of each other
_ALIKE = 0.6  # similarity of letters from which two words may be misprints of each other
_MOST_PAIRS = 60_000  # of words compared letter by letter
_FEW_PAIRS = 6_000

GAP = "gap"
"""The kind of a unit of the quote that says: words are left out."""

Step = tuple[int | None, int | None]
"""A unit of the quote beside one of the text; None: there is none."""


class Asked(NamedTuple):
    """The quote's units with its gaps among them; `free`: what putting each in costs."""

    units: tuple[Unit, ...]
    free: tuple[float, ...]


class Alignment(NamedTuple):
    """The path, from the first unit of the quote to its last, and its cost."""

    path: tuple[Step, ...]
    cost: float


def asked(units: Iterable[Unit], brackets: Iterable[tuple[int, int]] = ()) -> Asked:
    """A quote ready to be aligned; `brackets` are stretches of it that the quoter put in."""
    row, spans = tuple(units), tuple(brackets)

    def cost(unit: Unit) -> float:
        within = any(start <= unit.start and unit.stop <= stop for start, stop in spans)
        return NEXT_TO_NOTHING if within else 1.0

    return Asked(row, tuple(map(cost, row)))


def aligned(quote: Asked, text: tuple[Unit, ...], alike: bool = True) -> Alignment:
    """The cheapest way to lay the quote against a stretch of the text; `alike` looks for
    misprints. Time and memory grow with the product of both lengths."""
    costs = _costs(quote, text, alike)
    table = _table(quote, costs)
    return Alignment(tuple(reversed([*_back(quote, costs, table)])), float(table[-1].min()))


def _costs(quote: Asked, text: tuple[Unit, ...], alike: bool) -> np.ndarray:
    """What it costs to set each unit of the quote against each of the text."""
    numbers: dict[str, int] = {}
    left = np.array([numbers.setdefault(u.key, len(numbers)) for u in quote.units], np.int64)
    right = np.array([numbers.setdefault(u.key, len(numbers)) for u in text], np.int64)
    costs = np.where(left[:, None] == right[None, :], SAME, EXCHANGED).astype(np.float32)
    _figures(quote.units, text, costs)
    if alike:
        _misprints(quote.units, text, costs)
    return costs


def _figures(quote: tuple[Unit, ...], text: tuple[Unit, ...], costs: np.ndarray) -> None:
    """Lowers the cost of another figure, and more that of the same digits set otherwise."""
    ours, theirs = ([u.kind == "number" for u in row] for row in (quote, text))
    other = np.outer(ours, theirs) & (costs > 0)
    costs[other] = OTHER_FIGURE
    runs = list(_runs(text))
    for one, digits in _runs(quote):
        for there in (run for run, same in runs if same == digits):
            block = costs[one, there]
            block[block > 0] = SAME_DIGITS


def _runs(row: Sequence[Unit]) -> Iterator[tuple[slice, str]]:
    """Where figures stand with at most one mark between them, and their digits."""
    start = 0
    for at, unit in enumerate(row):
        follows = at + 1 < len(row) and row[at + 1].start - unit.stop <= 1
        if not (follows and unit.kind == row[at + 1].kind == "number"):
            if unit.kind == "number":
                digits = (c for one in row[start : at + 1] for c in one.key if c.isdigit())
                yield slice(start, at + 1), "".join(digits)
            start = at + 1


def _misprints(quote: tuple[Unit, ...], text: tuple[Unit, ...], costs: np.ndarray) -> None:
    """Lowers the cost of words that are spelled nearly alike; where that is much to look through,
    of those only that stand nowhere as they are."""
    spelled: dict[str, list[int]] = {}
    for at, unit in enumerate(text):
        if _spelled(unit):
            spelled.setdefault(unit.key, []).append(at)
    lost = [at for at, unit in enumerate(quote) if _spelled(unit)]
    if len(lost) * len(spelled) > _FEW_PAIRS:
        lost = [at for at in lost if costs[at].min(initial=1) > 0]
    if len(lost) * len(spelled) > _MOST_PAIRS:
        return
    for at in lost:
        for key, places in spelled.items():
            same = Indel.normalized_similarity(quote[at].key, key, score_cutoff=_ALIKE)
            if same and key != quote[at].key:
                costs[at, places] = 1.2 - same


def _spelled(unit: Unit) -> bool:
    return unit.kind == "word" and len(unit.key) >= _LEAST


def _table(quote: Asked, costs: np.ndarray) -> np.ndarray:
    columns = OMITTED * np.arange(costs.shape[1] + 1, dtype=np.float32)
    table = np.zeros((len(quote.units) + 1, len(columns)), np.float32)
    for number, unit in enumerate(quote.units):
        before, row = table[number], table[number + 1]
        if unit.kind == GAP:
            np.minimum.accumulate(before, out=row)
            np.minimum(row + NEXT_TO_NOTHING, before, out=row)
            continue
        row[:] = before + quote.free[number]
        np.minimum(row[1:], before[:-1] + costs[number], out=row[1:])
        row -= columns
        np.minimum.accumulate(row, out=row)
        row += columns
    return table


def _back(quote: Asked, costs: np.ndarray, table: np.ndarray):
    """The steps of the cheapest way, last first."""
    row, column = len(quote.units), int(table[-1].argmin())
    while row:
        here, above = table[row, column], table[row - 1]
        if quote.units[row - 1].kind == GAP:
            yield row - 1, None
            column = column if above[column] <= here else int(above[: column + 1].argmin())
            row -= 1
        elif column and _near(above[column - 1] + costs[row - 1, column - 1], here):
            yield row - 1, column - 1
            row, column = row - 1, column - 1
        elif _near(above[column] + quote.free[row - 1], here):
            yield row - 1, None
            row -= 1
        else:
            yield None, column - 1
            column -= 1


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 1e-3
