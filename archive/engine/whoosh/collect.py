"""Which hits come on the page? The found turns of all segments, as documents or turns, in order.

A page needs the first k of many: in each segment only hits are kept that may be among them by
score (rank.py) or day; of all these only those on the page, or that tie with its first or last,
get their ids, which decide last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from collections.abc import Sequence as Row
from itertools import repeat

import numpy as np

from .. import Hit, Question
from .evaluate import Found
from .rank import Ranking

BEST = 3
"""How many turns of a document a hit names."""

MANY = 64
"""Hits that are no more are put in order without looking for the first ones before."""

BLOCK = 64
"""Of every so many values the greatest is looked at before the values themselves."""

LAST = np.iinfo(np.int64).max


Placed = tuple[float, int, int, int]
"""A hit by what it is sorted by before its id, least first: score (less than 0) and day; then the
number of its segment, and its first turn."""

SEGMENT, LEAD = 2, 3
"""Where in it these are."""


def page(question: Question, found: Row[Found], rankings: Row[Ranking]) -> tuple[Hit, ...]:
    """The hits from `start`, at most `count` (which is not 0)."""
    if len(found) == 1:
        return tuple(_in_one(question, found[0], rankings[0]))
    count = question.start + question.count
    placed: list[Placed] = []
    for number, (some, ranking) in enumerate(zip(found, rankings, strict=True)):
        if len(some.turns):
            rows = _first(question, some, ranking, count)
            scores, days, leads = (row.tolist() for row in rows)
            placed += zip(scores, days, repeat(number), leads)
    placed.sort()
    shown = placed[question.start : count]
    if shown:
        shown = _by_id(placed, shown[0], shown[-1], found)[question.start : count]
    hits: dict[Placed, Hit] = {}
    for number, (some, ranking) in enumerate(zip(found, rankings, strict=True)):
        own = [place for place in shown if place[SEGMENT] == number]
        leads = np.array([place[LEAD] for place in own], np.intp)
        scores = [-place[0] for place in own]
        hits |= zip(own, _hits(question, some, ranking, leads, scores), strict=True)
    return tuple(hits[place] for place in shown)


def _in_one(question: Question, found: Found, ranking: Ranking) -> list[Hit]:
    """The same of one segment, in which turns stand in the order of their ids."""
    count = question.start + question.count
    scores, days, leads = _first(question, found, ranking, count)
    order = np.lexsort((days, scores))[question.start : count]
    return _hits(question, found, ranking, leads.take(order), (-scores.take(order)).tolist())


def _by_id(placed: list[Placed], first: Placed, last: Placed, found: Row[Found]) -> list[Placed]:
    """The same, those that tie with the first or last or stand between them now by id."""
    before = bisect_left(placed, first[:SEGMENT], key=_order)
    after = bisect_right(placed, last[:SEGMENT], key=_order)

    def by_id(place: Placed) -> tuple[float, int, bytes, int]:
        return *place[:SEGMENT], found[place[SEGMENT]].segment.id_at(place[LEAD]), place[LEAD]

    return placed[:before] + sorted(placed[before:after], key=by_id) + placed[after:]


def _order(placed: Placed) -> tuple[float | int, ...]:
    return placed[:SEGMENT]


def _first(
    question: Question, found: Found, ranking: Ranking, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hits among which are the first `count`: what each is sorted by, least first (0 for the score
    where it does not count), and its first turn."""
    days = found.segment.days
    if question.sort == "relevance":
        some = ranking.strongest(found, count, question.by)
        leads, scores = ranking.best(some, ranking.scores(some), question.by)
        kept = leading(count, scores, lambda some: days(leads[some]))
        leads = leads[kept]
        return -scores[kept], -days(leads), leads
    leads = found.turns
    if question.by == "document" and not found.segment.single:
        leads = found.segment.turns_at.take(found.documents)
    keys = days(leads)
    match question.sort:
        case "newest":
            keys = -keys
        case "oldest":
            keys[keys < 1] = LAST
        case other:
            raise ValueError(f"not a way to sort: {other}")
    kept = leading(count, -keys)
    return np.zeros(len(leads))[kept], keys[kept], leads[kept]


Key = Callable[[np.ndarray], np.ndarray]
"""Gives what hits are sorted by, greatest first, for those of these indices."""


def leading(count: int, values: np.ndarray, after: Key | None = None) -> np.ndarray | slice:
    """Among which hits are the first `count` by `values`, greatest first; where these tie, by
    `after`; where all tie, those that come first, for hits of a segment stand in the order of
    their ids.

    >>> leading(3, np.array([5, 9, 5, 9, 5] + [5] * 75)).tolist()
    [1, 3, 0]
    """
    if len(values) <= max(count, MANY):
        return slice(None)
    edge = _edge(values, count)
    kept = (values >= edge).nonzero()[0]
    if len(kept) <= max(count, MANY):
        return kept
    tied = values.take(kept) == edge
    sure, tied = kept.compress(~tied), kept.compress(tied)
    count -= len(sure)
    tied = tied[leading(count, after(tied))] if after else tied[:count]
    return np.concatenate([sure, tied])


def _edge(values: np.ndarray, count: int) -> float | int:
    """The `count`th greatest value. Of many only those are looked at that are no less than the
    `count`th greatest of the greatest of blocks."""
    whole = len(values) // BLOCK
    if whole > 2 * count:
        most = values[: whole * BLOCK].reshape(whole, BLOCK).max(axis=1)
        values = values.compress(values >= np.partition(most, -count)[-count])
    return np.partition(values, -count)[-count]


def _hits(
    question: Question, found: Found, ranking: Ranking, leads: np.ndarray, scores: list[float]
) -> list[Hit]:
    """The hits that begin with these turns of one segment; the scores are those they are sorted
    by."""
    segment = found.segment
    documents = leads if segment.single else segment.document.take(leads)
    names = segment.names(documents)
    if question.by == "turn" or segment.single:
        if question.sort != "relevance":
            scores = [float(ranking.scores(leads[n : n + 1])[0]) for n in range(len(leads))]
        numbers = zip(segment.number.take(leads).tolist(), strict=True)
        return list(map(Hit._make, zip(names, scores, repeat(1), numbers, strict=False)))
    begins = found.turns.searchsorted(segment.turns_at.take(documents)).tolist()
    ends = found.turns.searchsorted(segment.turns_at.take(documents + 1)).tolist()
    return [
        _hit(name, found.turns[begin:end], ranking)
        for name, begin, end in zip(names, begins, ends, strict=True)
    ]


def _hit(name: str, turns: np.ndarray, ranking: Ranking) -> Hit:
    """A document of which these turns were found."""
    scores = ranking.scores(turns)
    first = (-scores).argsort(kind="stable")[:BEST]
    best = ranking.segment.number.take(turns.take(first)).tolist()
    return Hit(name, float(scores[first[0]]), len(turns), tuple(best))
