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

    def days(self, some: np.ndarray) -> np.ndarray:
        """The first day of each of these hits' documents."""
        turns = self.turns[some if self.begins is None else self.begins[some]]
        return self.segment.first[self.segment.document[turns]].astype(np.int64)


def grouped(segment: Segment, turns: np.ndarray, scores: np.ndarray, by: str) -> Group:
    """The found turns (ascending, with the score of each) as hits."""
    if by == "turn" or segment.single or not len(turns):
        return Group(segment, turns, scores, None, scores)
    begins = changes(segment.document[turns]).nonzero()[0]
    best = np.maximum.reduceat(scores, begins)
    return Group(segment, turns, scores, np.append(begins, len(turns)), best)


Order = tuple[float | int, ...]


def page(question: Question, groups: Row[Group]) -> tuple[Hit, ...]:
    """The hits from `start`, at most `count`."""
    count = question.start + question.count
    keyed: list[tuple[Order, Group, int]] = []
    for group in groups:
        keys = _keys(question.sort, group)
        first = leading(keys, np.arange(len(group.best)), count)
        orders = zip(*(key(first).tolist() for key in keys), strict=True)
        keyed += (
            (order, group, index) for order, index in zip(orders, first.tolist(), strict=True)
        )
    keyed.sort(key=lambda one: one[0])
    if question.count <= 0 or question.start >= len(keyed):
        return ()
    # Only what is on the page, or ties with its first or last, is looked at by its id.
    least, most = keyed[question.start][0], keyed[min(count, len(keyed)) - 1][0]
    before = bisect_left(keyed, least, key=lambda one: one[0])
    after = bisect_right(keyed, most, key=lambda one: one[0])
    hits = [(order, _hit(group, index)) for order, group, index in keyed[before:after]]
    hits.sort(key=lambda pair: (*pair[0], pair[1].document, pair[1].best[0]))
    return tuple(hit for _, hit in hits[question.start - before : count - before])


Key = Callable[[np.ndarray], np.ndarray]
"""Gives what hits are sorted by, least first, for those of these indices."""


def leading(keys: Row[Key], some: np.ndarray, count: int) -> np.ndarray:
    """The first `count` of the hits `some`, by the keys in turn; where all keys tie, those that
    come first, for hits of a segment stand in the order of their ids.

    >>> leading([np.array([5, 1, 5, 1, 5]).__getitem__], np.arange(5), 3).tolist()
    [0, 1, 3]
    """
    sure: list[np.ndarray] = []
    for key in keys:
        if len(some) <= count or count <= 0:
            break
        values = key(some)
        candidates = _low(values, count)
        some, values = some[candidates], values[candidates]
        edge = np.partition(values, count - 1)[count - 1]
        before = some[values < edge]
        sure.append(before)
        count -= len(before)
        some = some[values == edge]
    return np.sort(np.concatenate([*sure, some[: max(0, count)]]))


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
