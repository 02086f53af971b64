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
from collections.abc import Iterator
from collections.abc import Sequence as Row
from typing import NamedTuple

import numpy as np

from ..deadline import Deadline
from ..plan import Match, Rank, RankMatch, RankTerm
from .compiled import FLOAT, NARROW, NEW, NOTHING, ROW, SCORES, WEIGHTS, compiled
from .evaluate import Finder, Found
from .segment import REMEMBERED, Segment
from .sets import Turns, both, changes, distinct, ids, reached
from .snapshot import K1, Snapshot

MANY = 65536
"""Found turns times terms from which on it is asked which of them need a score: a term that stands
alone is worth asking for only where very many have it."""

TRIED = 16
"""So many times as many turns as are wanted are scored to set the mark."""

SAFE = 1 - 1e-9
"""The mark is lowered by this, for bounds are not computed as scores are."""


@compiled()
def worth(weight, often, norm):
    """What a term adds that stands so often in a turn."""
    return weight * (often * (K1 + 1) / (often + norm))


@compiled(*(NEW(ROW, often, WEIGHTS, FLOAT, FLOAT, FLOAT) for often in NARROW))
def strong(bearers, often, norm, weight, enough, wanted):
    """The bearers that have a term `enough` times and for which it is worth what is wanted."""
    found = np.empty(len(bearers), np.int32)
    count = 0
    for number in range(len(bearers)):
        if often[number] >= enough:
            turn = bearers[number]
            length = norm[min(max(turn, 0), len(norm) - 1)]
            if worth(weight, often[number], length) >= wanted:
                found[count] = turn
                count += 1
    return found[:count]


class Term(NamedTuple):
    """A term in one segment: the turns that bear it, and how often each; `norm` is what BM25 adds
    below the line for the length of each turn of the segment, `least` the smallest of these;
    `weight` is that asked for times its rarity."""

    bearers: np.ndarray
    often: np.ndarray
    norm: np.ndarray
    least: float
    weight: float

    def most(self) -> float:
        """More than it adds to any score."""
        return worth.py_func(self.weight, int(self.often.max(initial=0)), self.least)

    def enough(self, added: float) -> float:
        """How often a turn must have the term for it to add so much."""
        if added <= 0:
            return 0
        if added >= self.weight * (K1 + 1):
            return math.inf
        return added * self.least / (self.weight * (K1 + 1) - added) * SAFE

    def adding(self, added: float) -> np.ndarray:
        """The bearers that add so much; perhaps others. First those are left out that have it too
        seldom for that even in the shortest turn, then those that are too long."""
        enough = self.enough(added)
        if enough <= 1:
            return self.bearers
        return strong(self.bearers, self.often, self.norm, self.weight, enough, added * SAFE)

    def most_often(self, count: int) -> np.ndarray:
        """At least so many bearers (or all) that have it most often."""
        level = int(self.often.max(initial=0))
        while level > 1 and np.count_nonzero(self.often >= level) < count:
            level = level * 3 // 4
        return self.bearers.compress(self.often >= level) if level > 1 else self.bearers


class Ranking(NamedTuple):
    """The terms by which a segment's turns are ranked, those that occur in it."""

    segment: Segment
    terms: Row[Term]
    deadline: Deadline

    def scores(self, turns: np.ndarray) -> np.ndarray:
        """The scores of ascending turns. Raises TooBroad."""
        total = np.zeros(len(turns))
        for term in self.terms:
            self.deadline.check()
            add(total, turns, term.bearers, term.often, term.norm, term.weight)
        return total

    def strongest(self, found: Found, count: int, by: str) -> np.ndarray:
        """Those of the found turns that may be on a page of `count` hits, and perhaps others: no
        weight is less than 0. Raises TooBroad."""
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
            able = term.adding(mark - rest)
            size += len(able)
            if size * 2 > len(turns):
                return turns
            rows.append(both(able, found.set))
        return distinct(np.concatenate(rows))

    def _mark(self, terms: Row[Term], found: Turns, count: int, by: str) -> float:
        """A score that `count` hits reach; 0 when that cannot be said."""
        tried = np.empty(0, np.int32)
        for term in terms:
            tried = distinct(np.concatenate([tried, both(term.most_often(count * TRIED), found)]))
            scores = self._best(tried, self.scores(tried), by)
            if len(scores) >= count:
                return float(np.partition(scores, -count)[-count]) * SAFE
        return 0.0

    def _best(self, turns: np.ndarray, scores: np.ndarray, by: str) -> np.ndarray:
        """The best score of each hit among ascending turns."""
        if by == "turn" or self.segment.single or not len(turns):
            return scores
        begins = changes(self.segment.document[turns]).nonzero()[0]
        return np.maximum.reduceat(scores, begins)


@compiled(*(NOTHING(SCORES, ROW, ROW, often, WEIGHTS, FLOAT) for often in NARROW))
def add(total, turns, bearers, often, norm, weight):
    """Adds to the scores of ascending turns what those that bear a term are worth by it."""
    at = 0
    if len(turns) <= len(bearers):
        for number in range(len(turns)):
            at = reached(bearers, turns[number], at)
            if at == len(bearers):
                break
            if bearers[at] == turns[number]:
                total[number] += worth(weight, often[at], norm[turns[number]])
        return
    for number in range(len(bearers)):
        at = reached(turns, bearers[number], at)
        if at == len(turns):
            break
        if turns[at] == bearers[number]:
            total[at] += worth(weight, often[number], norm[bearers[number]])


def matches(rank: Row[Rank]) -> Iterator[Match]:
    """What is to be looked for before turns can be ranked."""
    return (wanted.match for wanted in rank if isinstance(wanted, RankMatch))


def rankings(rank: Row[Rank], snapshot: Snapshot, deadline: Deadline) -> list[Ranking]:
    """What ranks the turns of each segment. Raises TooBroad."""
    rows = [_known(wanted, snapshot, deadline) for wanted in rank]
    return [
        Ranking(live.segment, [term for row in rows if (term := row[number])], deadline)
        for number, live in enumerate(snapshot.segments)
    ]


def _known(wanted: Rank, snapshot: Snapshot, deadline: Deadline) -> Row[Term | None]:
    """The term in each segment; remembered, for visitors ask for the same again."""
    if isinstance(wanted, RankMatch):
        return _held(wanted, snapshot, deadline)
    key = wanted.field, wanted.term, wanted.weight
    known = snapshot.terms.get(key)
    if known is None:
        if len(snapshot.terms) >= REMEMBERED:
            snapshot.terms.clear()
        snapshot.terms[key] = known = _term(wanted, snapshot)
    return known


def _held(wanted: RankMatch, snapshot: Snapshot, deadline: Deadline) -> Row[Term | None]:
    """A match as a term that those it holds have once, in turns of one length, so that it is worth
    its weight in each."""
    rows = []
    for live, level in zip(snapshot.segments, snapshot.level, strict=True):
        bearers = ids(Finder(live.segment, deadline).found(wanted.match))
        once = np.ones(len(bearers), np.uint8)
        rows.append(Term(bearers, once, level, K1, wanted.weight) if len(bearers) else None)
    return rows


def _term(wanted: RankTerm, snapshot: Snapshot) -> Row[Term | None]:
    rows = [live.segment.fields[wanted.field].counted(wanted.term) for live in snapshot.segments]
    bearing = sum(
        live.count(bearers) for live, (bearers, _) in zip(snapshot.segments, rows, strict=True)
    )
    if not bearing:
        return [None] * len(rows)
    rarity = math.log(1 + (snapshot.turns - bearing + 0.5) / (bearing + 0.5))
    norms = snapshot.norms(wanted.field)
    return [
        Term(bearers, often, *norm, wanted.weight * rarity) if len(bearers) else None
        for (bearers, often), norm in zip(rows, norms, strict=True)
    ]
