"""Which hits come on the page? The found turns of all segments, as documents or turns, in order.

A page needs the first k of many: by each key in turn (score, day) only those that may still be
among them are kept, first in each segment and then of all; only these get their ids, which decide
last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from collections.abc import Sequence as Row
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from .. import Hit, Question
from .segment import Segment, decoded
from .sets import changes

BEST = 3
"""How many turns of a document a hit names."""

BLOCK = 64
"""Of every so many keys the least is looked at before the keys themselves."""


@dataclass(frozen=True, slots=True)
class Group:
    """A segment's hits: `best` the score of each, `begins` where among the found turns each one's
    begin (and the last ends); None where every turn is a hit."""

    segment: Segment
    turns: np.ndarray
    scores: np.ndarray
    begins: np.ndarray | None
    best: np.ndarray

    def lead(self, index: int) -> int:
        """The first found turn of a hit."""
        return int(self.turns[index if self.begins is None else self.begins[index]])

    def days(self, some: np.ndarray | slice) -> np.ndarray:
        """The first day of each of these hits' documents."""
        turns = self.turns[some if self.begins is None else self.begins[:-1][some]]
        return self.segment.first[self.segment.document[turns]].astype(np.int64)


def grouped(segment: Segment, turns: np.ndarray, scores: np.ndarray, by: str) -> Group:
    """The found turns (ascending, with the score of each) as hits."""
    if by == "turn" or segment.single or not len(turns):
        return Group(segment, turns, scores, None, scores)
    begins = changes(segment.document[turns]).nonzero()[0]
    best = np.maximum.reduceat(scores, begins)
    return Group(segment, turns, scores, np.append(begins, len(turns)), best)


Order = tuple[float | int, ...]

Placed = tuple[Order, Group, int]
"""What a hit is sorted by before its id, and where it is."""


def page(question: Question, groups: Row[Group]) -> tuple[Hit, ...]:
    """The hits from `start`, at most `count`."""
    count = question.start + question.count
    placed: list[Placed] = []
    for group in groups:
        keys = _keys(question.sort, group)
        first = leading(keys, len(group.best), count)
        rows = zip(*(key(first).tolist() for key in keys), strict=True)
        placed += zip(rows, repeat(group), first.tolist(), strict=False)
    placed.sort(key=_order)
    if question.count <= 0 or question.start >= len(placed):
        return ()
    # Only what is on the page, or ties with its first or last, is looked at by its id.
    least, most = _order(placed[question.start]), _order(placed[min(count, len(placed)) - 1])
    before = bisect_left(placed, least, key=_order)
    after = bisect_right(placed, most, key=_order)
    hits = [(order, _hit(group, index)) for order, group, index in placed[before:after]]
    if len(groups) > 1:  # of one segment they stand in the order of their ids already
        hits.sort(key=lambda pair: (*pair[0], pair[1].document, pair[1].best[0]))
    return tuple(hit for _, hit in hits[question.start - before : count - before])


def _order(placed: Placed) -> Order:
    return placed[0]


Key = Callable[[np.ndarray | slice], np.ndarray]
"""Gives what hits are sorted by, least first, for those of these indices."""


def leading(keys: Row[Key], total: int, count: int) -> np.ndarray:
    """The first `count` of `total` hits, by the keys in turn; where all keys tie, those that come
    first, for hits of a segment stand in the order of their ids.

    >>> leading([np.array([5, 1, 5, 1, 5]).__getitem__], 5, 3).tolist()
    [0, 1, 3]
    """
    if total <= count or count <= 0:
        return np.arange(min(total, max(0, count)))
    sure: list[np.ndarray] = []
    some: np.ndarray | None = None
    for key in keys:
        values = key(slice(None) if some is None else some)
        if len(values) <= count:
            break
        candidates = _low(values, count)
        some, values = candidates if some is None else some[candidates], values[candidates]
        edge = np.partition(values, count - 1)[count - 1]
        before = some[values < edge]
        sure.append(before)
        count -= len(before)
        some = some[values == edge]
    return np.sort(np.concatenate([*sure, some[:count]]))


def _low(values: np.ndarray, count: int) -> np.ndarray:
    """The indices of the least values, `count` at least and perhaps a few more: none is greater
    than the `count`th least of the least of blocks."""
    whole = len(values) // BLOCK
    if whole <= 2 * count:
        return np.arange(len(values))
    least = values[: whole * BLOCK].reshape(whole, BLOCK).min(axis=1)
    return (values <= np.partition(least, count - 1)[count - 1]).nonzero()[0]


def _keys(sort: str, group: Group) -> list[Key]:
    """What hits are sorted by before their ids, least first."""
    match sort:
        case "newest":
            return [lambda some: -group.days(some)]
        case "oldest":
            return [lambda some: _undated_last(group.days(some))]
        case "relevance":
            return [lambda some: -group.best[some], lambda some: -group.days(some)]
    raise ValueError(f"not a way to sort: {sort}")


def _undated_last(days: np.ndarray) -> np.ndarray:
    return np.where(days < 1, np.iinfo(np.int64).max, days)


def _hit(group: Group, index: int) -> Hit:
    segment = group.segment
    lead = group.lead(index)
    if group.begins is None:
        best = (int(segment.number[lead]),)
    else:
        within = slice(int(group.begins[index]), int(group.begins[index + 1]))
        first = np.argsort(-group.scores[within], kind="stable")[:BEST]
        best = tuple(segment.number[group.turns[within][first]].tolist())
    return Hit(
        document=decoded(segment.ids[int(segment.document[lead])]),
        score=float(group.best[index]),
        turns=1 if group.begins is None else within.stop - within.start,
        best=best,
    )
