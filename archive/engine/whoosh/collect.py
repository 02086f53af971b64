"""Which hits come on the page? The found turns of all segments, as documents or turns, in order.

A page needs the first k of many: of each segment the first k are taken (first.py), by score
(rank.py) and day; of all these only those on the page, or that tie with its first or last, get
their ids, which decide last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence as Row
from itertools import repeat

import numpy as np

from .. import Hit, Question
from .compiled import NEW, ROW, SCORES, WEIGHTS, compiled, several
from .evaluate import Found
from .first import foremost
from .rank import Ranking
from .sets import reached

BEST = 3
"""How many turns of a document a hit names."""

NO_SCORES = np.empty(0)

Placed = tuple[float, int, int, int]
"""A hit by what it is sorted by before its id, least first: score (less than 0) and day; then the
number of its segment, and its first turn."""

SEGMENT, LEAD = 2, 3
"""Where in it these are."""


def page(question: Question, found: Row[Found], rankings: Row[Ranking]) -> tuple[Hit, ...]:
    """The hits from `start`, at most `count` (which is not 0)."""
    count = question.start + question.count
    if len(found) == 1:
        leads, scores, _ = _first(question, found[0], rankings[0], count)
        shown = slice(question.start, count)
        return tuple(_hits(question, found[0], rankings[0], leads[shown], scores[shown]))
    placed: list[Placed] = []
    for number, (some, ranking) in enumerate(zip(found, rankings, strict=True)):
        if len(some.turns):
            leads, scores, days = _first(question, some, ranking, count)
            order = (-scores).tolist(), (-days).tolist()
            placed += zip(*order, repeat(number), leads.tolist(), strict=False)
    placed.sort()
    shown = placed[question.start : count]
    if shown:
        shown = _by_id(placed, shown[0], shown[-1], found)[question.start : count]
    hits: dict[Placed, Hit] = {}
    for number, (some, ranking) in enumerate(zip(found, rankings, strict=True)):
        own = [place for place in shown if place[SEGMENT] == number]
        if own:
            leads = np.array([place[LEAD] for place in own], np.int32)
            scores = np.array([-place[0] for place in own])
            hits |= zip(own, _hits(question, some, ranking, leads, scores), strict=True)
    return tuple(hits[place] for place in shown)


def _by_id(placed: list[Placed], first: Placed, last: Placed, found: Row[Found]) -> list[Placed]:
    """The same, those that tie with the first or last or stand between them now by id."""
    before = bisect_left(placed, first[:SEGMENT], key=_order)
    after = bisect_right(placed, last[:SEGMENT], key=_order)

    def by_id(place: Placed) -> tuple[float, int, bytes, int]:
        return *place[:SEGMENT], found[place[SEGMENT]].segment.id_at(place[LEAD]), place[LEAD]

    return placed[:before] + sorted(placed[before:after], key=by_id) + placed[after:]


def _order(placed: Placed) -> tuple[float | int, ...]:
    return placed[:SEGMENT]


First = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Hits in order: the first found turn of each, its score, and its day, the greater the earlier."""


def _first(question: Question, found: Found, ranking: Ranking, count: int) -> First:
    """The first `count` hits. The score is 0 where it does not count."""
    segment, turns = found.segment, found.turns
    if question.sort not in ("relevance", "newest", "oldest"):
        raise ValueError(f"not a way to sort: {question.sort}")
    scores = NO_SCORES
    if question.sort == "relevance" and ranking.terms:
        turns = ranking.strongest(found, count, question.by)
        scores = ranking.scores(turns)
    apart, oldest = question.by == "turn", question.sort == "oldest"
    count = min(count, len(turns))
    return foremost(turns, scores, segment.document, segment.first, apart, oldest, count)


def _hits(
    question: Question, found: Found, ranking: Ranking, leads: np.ndarray, scores: np.ndarray
) -> list[Hit]:
    """The hits that begin with these turns of one segment; the scores are those they are sorted
    by."""
    segment = found.segment
    documents = segment.document.take(leads)
    names = segment.names(documents)  # which raises IndexError for one that there is not
    if question.by == "turn" or segment.single:
        if question.sort != "relevance":
            for place in range(len(leads)):
                scores[place] = ranking.scores(leads[place : place + 1])[0]
        numbers = zip(segment.number.take(leads).tolist(), strict=True)
        return list(map(Hit._make, zip(names, scores.tolist(), repeat(1), numbers, strict=False)))
    order = documents.argsort()
    turns, begins = gathered(found.turns, documents.take(order), segment.turns_at)
    most, best = leading(ranking.scores(turns), begins)
    numbers = segment.number.take(turns.take(best)).reshape(-1, BEST).tolist()
    hits = {}
    for place, score, count, some in zip(
        order.tolist(), most.tolist(), np.diff(begins).tolist(), numbers, strict=True
    ):
        hits[place] = Hit(names[place], score, count, tuple(some[:count]))
    return [hits[place] for place in range(len(hits))]


@compiled(several(NEW, NEW)(ROW, ROW, ROW))
def gathered(turns, documents, turns_at):
    """Those of ascending turns that belong to ascending documents, and where each one's begin
    (and the last end)."""
    begins = np.zeros(len(documents) + 1, np.int32)
    own = np.empty(len(turns), np.int32)
    at = count = 0
    for number in range(len(documents)):
        at = reached(turns, turns_at[documents[number]], at)
        while at < len(turns) and turns[at] < turns_at[documents[number] + 1]:
            own[count] = turns[at]
            count += 1
            at += 1
        begins[number + 1] = count
    return own[:count], begins


@compiled(several(SCORES, NEW)(WEIGHTS, ROW))
def leading(scores, begins):
    """Of each run of scores the greatest, and where the BEST greatest are, of equals the first
    before; 0 for those that a run has not."""
    most = np.zeros(len(begins) - 1)
    best = np.zeros(BEST * len(most), np.int32)
    for run in range(len(most)):
        for at in range(begins[run], begins[run + 1]):
            place = min(at - begins[run], BEST)
            while place and scores[at] > scores[best[BEST * run + place - 1]]:
                if place < BEST:
                    best[BEST * run + place] = best[BEST * run + place - 1]
                place -= 1
            if place < BEST:
                best[BEST * run + place] = at
        if begins[run] < begins[run + 1]:
            most[run] = scores[best[BEST * run]]
    return most, best
