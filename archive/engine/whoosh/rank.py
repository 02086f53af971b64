"""How well does a turn answer? BM25 with statistics over all live turns of all segments.

After S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009),
with the idf that is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)). Counts are integers and the
operations the same in every segment, so a score does not depend on how turns are segmented.

A page wants the best of many, and most turns need no score to be seen not to be among them. After
H. Turtle, J. Flood: Query evaluation: strategies and optimizations (1995): some turns that have a
term often are scored, and the score that enough of them reach is a mark; no term gives more than
it would to the shortest turn that has it as often, so turns are left out in which all terms
together stay below the mark.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence as Row
from typing import NamedTuple

import numpy as np

from ..deadline import Deadline
from ..plan import RankTerm
from .evaluate import Found
from .segment import Segment
from .sets import Turns, both, changes, distinct
from .snapshot import K1, Snapshot

GALLOP = 6
"""From this ratio on, looking each of the few up among the many is cheaper than drawing both."""

FEW = 200
"""So few are looked up in any case."""

ALONE = 4
"""So few are scored one by one."""

MANY = 65536
"""Found turns times terms from which on it is asked which of them need a score: a term that stands
alone is worth asking for only where very many have it."""

TRIED = 16
"""So many times as many turns as are wanted are scored to set the mark."""

SAFE = 1 - 1e-9
"""The mark is lowered by this, for bounds are not computed as scores are."""


class Term(NamedTuple):
    """A term in one segment: the turns that bear it, how often each, and what its field's lengths
    count in each turn, in the least of all; `weight` is that asked for times its rarity."""

    bearers: np.ndarray
    often: np.ndarray
    norm: np.ndarray
    least: float
    weight: float

    def worth(self, at: np.ndarray | slice, turns: np.ndarray) -> np.ndarray:
        """What it adds to the scores of `turns`, which are the bearers at these places."""
        often = self.often[at]
        return self.weight * (often * (K1 + 1) / (often + self.norm.take(turns)))

    def most(self) -> float:
        """More than it adds to any score."""
        often = int(self.often.max(initial=0))
        return self.weight * (often * (K1 + 1) / (often + self.least))

    def enough(self, worth: float) -> float:
        """How often a turn must have the term for it to add so much."""
        if worth <= 0:
            return 0
        if worth >= self.weight * (K1 + 1):
            return math.inf
        return worth * self.least / (self.weight * (K1 + 1) - worth) * SAFE

    def adding(self, worth: float) -> np.ndarray:
        """The bearers that add so much; perhaps others. First those are left out that have it too
        seldom for that even in the shortest turn, then those that are too long."""
        enough = self.enough(worth)
        if enough <= 1:
            return self.bearers
        at = (self.often >= enough).nonzero()[0]
        turns = self.bearers.take(at)
        return turns.compress(self.worth(at, turns) >= worth * SAFE)

    def foremost(self, count: int) -> np.ndarray:
        """At least so many bearers (or all) that have it most often."""
        level = int(self.often.max(initial=0))
        while level > 1 and np.count_nonzero(self.often >= level) < count:
            level = level * 3 // 4
        return self.bearers.compress(self.often >= level) if level > 1 else self.bearers


class Ranking(NamedTuple):
    """The terms by which a segment's turns are ranked, those that occur in it."""

    segment: Segment
    terms: tuple[Term, ...]
    deadline: Deadline

    def scores(self, turns: np.ndarray) -> np.ndarray:
        """The scores of ascending turns. Raises TooBroad."""
        if len(turns) <= ALONE:
            self.deadline.check()
            return np.array([_score(turn, self.terms) for turn in turns.tolist()])
        total = np.zeros(len(turns))
        add = _add
        if len(turns) <= FEW:
            add, turns = _add_few, turns.astype(np.int32, copy=False)
        for term in self.terms:
            self.deadline.check()
            add(total, turns, term)
        return total

    def strongest(self, found: Found, count: int, by: str) -> np.ndarray:
        """Those of the found turns that may be on a page of `count` hits, and perhaps others.
        Raises TooBroad."""
        turns = found.turns
        if len(turns) * len(self.terms) < MANY or len(turns) < count * TRIED:
            return turns
        terms = sorted(self.terms, key=Term.most, reverse=True)
        rests = [sum(term.most() for term in terms[number:]) for number in range(len(terms) + 1)]
        mark = self._mark(terms, found.set, count, by)
        if mark <= 0:
            return turns
        rows, size = [], 0
        for term, all_of_it, rest in zip(terms, rests, rests[1:], strict=False):
            if all_of_it < mark:
                break
            self.deadline.check()
            strong = term.adding(mark - rest)
            size += len(strong)
            if size * 2 > len(turns):
                return turns
            rows.append(both(strong, found.set))
        return distinct(np.concatenate(rows))

    def _mark(self, terms: Row[Term], found: Turns, count: int, by: str) -> float:
        """A score that `count` hits reach; 0 when that cannot be said."""
        tried = np.empty(0, np.int32)
        for term in terms:
            tried = distinct(np.concatenate([tried, both(term.foremost(count * TRIED), found)]))
            scores = self.best(tried, self.scores(tried), by)[1]
            if len(scores) >= count:
                return float(np.partition(scores, -count)[-count]) * SAFE
        return 0.0

    def best(self, turns: np.ndarray, scores: np.ndarray, by: str) -> tuple[np.ndarray, np.ndarray]:
        """Ascending turns as hits: the first turn of each, and its best score."""
        if by == "turn" or self.segment.single or not len(turns):
            return turns, scores
        begins = changes(self.segment.document[turns]).nonzero()[0]
        return turns[begins], np.maximum.reduceat(scores, begins)


def _add(total: np.ndarray, turns: np.ndarray, term: Term) -> None:
    """Adds to the scores of turns what those that bear the term are worth by it."""
    bearers = term.bearers
    if len(turns) == len(bearers) and np.array_equal(turns, bearers):
        total += term.worth(slice(None), turns)
        return
    here, at = aligned(turns, bearers, len(term.norm))
    if len(here) == len(turns):
        total += term.worth(at, turns)
    else:
        total[here] += term.worth(at, turns.take(here))


def _add_few(total: np.ndarray, turns: np.ndarray, term: Term) -> None:
    """The same in fewer steps, at the price of adding nothing to those that do not bear it. Turns
    are numbers of the kind the bearers are: else all of these would be converted."""
    at = term.bearers.searchsorted(turns)
    often = term.often.take(at, mode="clip")
    often = often * (term.bearers.take(at, mode="clip") == turns)
    total += term.weight * (often * (K1 + 1) / (often + term.norm.take(turns)))


def _score(turn: int, terms: Row[Term]) -> float:
    """That of one turn: the same operations as of many, on numbers one by one."""
    score = 0.0
    for term in terms:
        bearers = term.bearers.data
        at = bisect_left(bearers, turn)
        if at < len(bearers) and bearers[at] == turn:
            often = term.often.item(at)
            score += term.weight * (often * (K1 + 1) / (often + term.norm.item(turn)))
    return score


def aligned(turns: np.ndarray, bearers: np.ndarray, total: int) -> tuple[np.ndarray, np.ndarray]:
    """Where in either of two ascending rows of the `total` turns those stand that are in both.

    >>> [at.tolist() for at in aligned(np.array([2, 3, 5, 8]), np.array([1, 3, 8]), 9)]
    [[1, 3], [1, 2]]
    """
    few, many = min(len(turns), len(bearers)), len(turns) + len(bearers) + total // 64
    if few * GALLOP > many and few > FEW:
        drawn = np.zeros(total, bool)
        drawn[turns] = True
        at = drawn.take(bearers).nonzero()[0]
        drawn[turns] = False
        drawn[bearers.take(at)] = True
        return drawn.take(turns).nonzero()[0], at
    if len(turns) <= len(bearers):
        at = bearers.searchsorted(turns.astype(bearers.dtype, copy=False))
        here = (bearers.take(at, mode="clip") == turns).nonzero()[0]
        return here, at.take(here)
    here = turns.searchsorted(bearers.astype(turns.dtype, copy=False))
    at = (turns.take(here, mode="clip") == bearers).nonzero()[0]
    return here.take(at), at


def rankings(rank: Row[RankTerm], snapshot: Snapshot, deadline: Deadline) -> list[Ranking]:
    """What ranks the turns of each segment."""
    terms: list[list[Term]] = [[] for _ in snapshot.segments]
    for wanted in rank:
        rows, bearing = [], 0
        for live in snapshot.segments:
            rows.append(live.segment.fields[wanted.field].counted(wanted.term))
            bearing += live.count(rows[-1][0])
        if not bearing:
            continue
        rarity = math.log(1 + (snapshot.turns - bearing + 0.5) / (bearing + 0.5))
        norms = snapshot.norms(wanted.field)
        for own, (bearers, often), (norm, least) in zip(terms, rows, norms, strict=True):
            if len(bearers):
                own.append(Term(bearers, often, norm, least, wanted.weight * rarity))
    return [
        Ranking(live.segment, tuple(own), deadline)
        for live, own in zip(snapshot.segments, terms, strict=True)
    ]
