"""Which hits come on the page? The found turns of all segments, as documents or turns, in order.

A page needs the first k of many: by each key in turn (score, day) only those that may still be
among them are kept, and only these get their ids, which decide last.
"""

from __future__ import annotations

from collections.abc import Sequence as Row
from dataclasses import dataclass

import numpy as np

from .. import Hit, Question
from .segment import Segment, decoded

BEST = 3
"""How many turns of a document a hit names."""


@dataclass(frozen=True, slots=True)
class Group:
    """A segment's hits: for each its document, its score, and its slice of the found turns."""

    segment: Segment
    turns: np.ndarray
    scores: np.ndarray
    begins: np.ndarray
    stops: np.ndarray
    best: np.ndarray

    @property
    def documents(self) -> np.ndarray:
        """The document of each hit."""
        return self.segment.document[self.turns[self.begins]]


def grouped(segment: Segment, turns: np.ndarray, scores: np.ndarray, by: str) -> Group:
    """The found turns (ascending, with the score of each) as hits."""
    document = segment.document[turns]
    begins = np.ones(len(turns), bool)
    if by != "turn":
        begins[1:] = document[1:] != document[:-1]
    starts = np.flatnonzero(begins)
    best = np.maximum.reduceat(scores, starts) if len(starts) else scores
    return Group(segment, turns, scores, starts, np.append(starts[1:], len(turns)), best)


def page(question: Question, groups: Row[Group]) -> tuple[Hit, ...]:
    """The hits from `start`, at most `count`."""
    count = question.start + question.count
    keys = _keys(question.sort, groups)
    origin = np.repeat(np.arange(len(groups)), [len(group.begins) for group in groups])
    first = np.cumsum([0, *(len(group.begins) for group in groups)])
    keyed = []
    for index in leading(keys, origin, count).tolist():
        group = groups[origin[index]]
        hit = _hit(group, index - int(first[origin[index]]))
        order = (*(key[index] for key in keys), hit.document, hit.best[0])
        keyed.append((order, hit))
    keyed.sort(key=lambda pair: pair[0])
    return tuple(hit for _, hit in keyed[question.start : count])


def leading(keys: Row[np.ndarray], origin: np.ndarray, count: int) -> np.ndarray:
    """The indices among which the first `count` are: by the keys in turn, least first. Where all
    keys tie, the first `count` of each origin, each of which is in order already.

    >>> leading([np.array([5, 1, 5, 1, 5])], np.array([0, 0, 0, 1, 1]), 3).tolist()
    [0, 1, 3, 4]
    """
    sure: list[np.ndarray] = []
    tied = np.arange(len(origin))
    for key in keys:
        if len(tied) <= count or count <= 0:
            break
        edge = np.partition(key[tied], count - 1)[count - 1]
        before = tied[key[tied] < edge]
        sure.append(before)
        count -= len(before)
        tied = tied[key[tied] == edge]
    each = [tied[origin[tied] == number][: max(0, count)] for number in np.unique(origin[tied])]
    return np.sort(np.concatenate([tied[:0], *sure, *each]))


def _keys(sort: str, groups: Row[Group]) -> list[np.ndarray]:
    """What hits are sorted by before their ids, least first."""
    days = _joined([group.segment.first[group.documents] for group in groups]).astype(np.int64)
    match sort:
        case "newest":
            return [-days]
        case "oldest":
            return [np.where(days < 1, np.iinfo(np.int64).max, days)]
        case "relevance":
            return [-_joined([group.best for group in groups]), -days]
    raise ValueError(f"not a way to sort: {sort}")


def _joined(rows: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(rows) if rows else np.empty(0)


def _hit(group: Group, index: int) -> Hit:
    within = slice(int(group.begins[index]), int(group.stops[index]))
    best = np.argsort(-group.scores[within], kind="stable")[:BEST]
    turns = group.turns[within]
    return Hit(
        document=decoded(group.segment.ids[int(group.segment.document[turns[0]])]),
        score=float(group.best[index]),
        turns=len(turns),
        best=tuple(group.segment.number[turns[best]].tolist()),
    )
