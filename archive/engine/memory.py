"""What does an answer mean? The engine that defines it: obvious, slow, and the judge of the others.

>>> from archive.analysis.token import Token
>>> words = tuple(Token(n, 0, 0, (f"x:{word}",)) for n, word in enumerate("мир и труд".split()))
>>> engine = MemoryEngine()
>>> engine.update([Entry("a-1", (0, 0), (EntryTurn(0, {"text": words}, {}),))], seq=1)
>>> engine.search(Question(Sequence("text", (Slot(("x:мир",)), Slot(("x:и",)))))).documents
1
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace

from ..errors import TooBroad
from . import Entry, EntryTurn, Facet, Hit, IndexState, Question, Reader, Results, TermCount
from .deadline import Clock, Deadline
from .expansion import expanded
from .periods import PERIODS, period_labels
from .plan import (
    All,
    And,
    Label,
    Match,
    Near,
    Not,
    Or,
    Rank,
    RankMatch,
    RankTerm,
    Sequence,
    Slot,
    Within,
)
from .spelling import distance

K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Placed:
    """A live turn: its terms by field and position, and its labels with those of its document."""

    id: str
    days: tuple[int, int]
    number: int
    places: dict[str, dict[int, set[str]]]
    lengths: dict[str, int]
    labels: dict[str, tuple[str, ...]]


class MemoryEngine:
    """Keeps all in memory and tries every turn, in the time every engine has. See SearchEngine."""

    def __init__(self, fingerprint: str = "", *, clock: Clock = time.monotonic) -> None:
        """`clock` bounds the time of a search."""
        self._fingerprint = fingerprint
        self._clock = clock
        self._seq, self._history = 0, ""
        self._entries: dict[str, tuple[Placed, ...]] = {}

    def update(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), *, seq: int, history: str = ""
    ) -> None:
        """See SearchEngine."""
        live = dict(self._entries)
        for gone in removed:
            live.pop(gone, None)
        for entry in entries:
            live[entry.id] = tuple(placed(entry, turn) for turn in entry.turns)
        self._entries = {id: turns for id, turns in live.items() if turns}
        self._seq, self._history = seq, history

    def tidy(self, most: int) -> None:
        """See SearchEngine: there is nothing to do."""

    def verify(self) -> tuple[str, ...]:
        """See SearchEngine: there is nothing to compare."""
        return ()

    def reader(self) -> Reader:
        """See SearchEngine."""
        return copy(self)  # an update makes its entries anew and leaves these

    def search(self, question: Question) -> Results:
        """See Reader."""
        deadline = Deadline(self._clock, question.seconds)
        turns = [turn for turns in self._entries.values() for turn in turns]
        try:
            match = expanded(question.match, self._starting)
            rank = tuple(self._rank_expanded(wanted) for wanted in question.rank)
            matching = [turn for turn in turns if holds(match, turn, deadline)]
        except RecursionError:
            raise TooBroad("the question is nested too deeply") from None
        found = [turn for turn in matching if chosen(question, turn, deadline)]
        scores = scored(rank, turns, found, deadline)
        hits = ordered(question, found, scores)
        return Results(
            documents=len({turn.id for turn in found}),
            turns=len(found),
            hits=tuple(hits[question.start : question.start + question.count]),
            facets=tuple(facet(name, question, matching, deadline) for name in question.facets),
        )

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See Reader."""
        counts = Counter(
            term
            for turns in self._entries.values()
            for turn in turns
            for term in set().union(*turn.places.get(field, {}).values())
            if term.startswith(prefix)
        )
        return tuple(TermCount(*pair) for pair in sorted(counts.items())[: max(0, limit)])

    def frequent(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See Reader."""
        found = self.terms(field, prefix, sys.maxsize)
        return tuple(sorted(found, key=lambda term: -term.turns)[: max(0, limit)])

    def similar(self, field: str, term: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        """See Reader."""
        near = [
            (distance(term, found.term), -found.turns, found)
            for found in self.terms(field, term[:2], sys.maxsize)
            if found.term != term and abs(len(found.term) - len(term)) <= edits
        ]
        ranked = sorted((row for row in near if row[0] <= edits), key=lambda row: row[:2])
        return tuple(found for _, _, found in ranked[: max(0, limit)])

    def state(self) -> IndexState:
        """See Reader."""
        turns = sum(len(turns) for turns in self._entries.values())
        return IndexState(self._seq, self._fingerprint, len(self._entries), turns, self._history)

    def close(self) -> None:
        """See SearchEngine."""

    def _rank_expanded(self, wanted: Rank) -> Rank:
        if isinstance(wanted, RankMatch):
            return replace(wanted, match=expanded(wanted.match, self._starting))
        return wanted

    def _starting(self, field: str, prefix: str, limit: int) -> tuple[str, ...]:
        return tuple(found.term for found in self.terms(field, prefix, limit))


def placed(entry: Entry, turn: EntryTurn) -> Placed:
    """A turn as it is searched."""
    places: dict[str, dict[int, set[str]]] = {}
    for field, tokens in turn.tokens.items():
        at: dict[int, set[str]] = defaultdict(set)
        for token in tokens:
            at[token.position].update(token.terms)
        places[field] = dict(at)
    lengths = {field: len(tokens) for field, tokens in turn.tokens.items()}
    periods = {name: (label,) for name, label in period_labels(entry.days).items()}
    labels = {**turn.labels, **periods, "id": (entry.id,)}
    return Placed(entry.id, entry.days, turn.number, places, lengths, labels)


def holds(match: Match, turn: Placed, deadline: Deadline) -> bool:
    """Whether the turn is found; `match` has its prefixes expanded. Raises TooBroad late."""
    deadline.check()
    match match:
        case All():
            return True
        case Sequence():
            return any(spans(match, turn))
        case Near(left, right, distance):
            return any(
                field == other
                and (1 <= start2 - stop1 <= distance or 1 <= start1 - stop2 <= distance)
                for field, start1, stop1 in spans(left, turn)
                for other, start2, stop2 in spans(right, turn)
            )
        case Label(facet, values):
            return not set(values).isdisjoint(turn.labels.get(facet, ()))
        case Within(since, until):
            return turn.days[0] > 0 and since <= turn.days[0] and turn.days[1] <= until
        case And(parts):
            return all(holds(part, turn, deadline) for part in parts)
        case Or(parts):
            return any(holds(part, turn, deadline) for part in parts)
        case Not(part):
            return not holds(part, turn, deadline)
    raise TypeError(f"not a part of a plan: {match!r}")


def spans(match: Match, turn: Placed) -> Iterator[tuple[str, int, int]]:
    """Where it stands in the turn: field, first and last position."""
    match match:
        case Sequence(field, slots):
            at = turn.places.get(field, {})
            for start in at if slots else ():
                if all(fits(slot, at.get(start + n, set())) for n, slot in enumerate(slots)):
                    yield field, start, start + len(slots) - 1
        case Or(parts):
            for part in parts:
                yield from spans(part, turn)
        case _:
            raise TypeError(f"has no position: {match!r}")


def fits(slot: Slot, terms: set[str]) -> bool:
    """Whether the terms of a position are those the slot asks for."""
    return not terms.isdisjoint(slot.terms) and terms.isdisjoint(slot.excluded)


def chosen(
    question: Question, turn: Placed, deadline: Deadline, apart: tuple[str, ...] = ()
) -> bool:
    """Whether the turn has what is chosen, the facets `apart` left aside."""
    return all(
        holds(Label(facet, values), turn, deadline)
        for facet, values in question.chosen.items()
        if values and facet not in apart
    ) and (
        question.days is None or apart == PERIODS or holds(Within(*question.days), turn, deadline)
    )


Scores = dict[tuple, float]
"""By (id, number) of a turn."""


def scored(
    rank: tuple[Rank, ...], turns: list[Placed], found: list[Placed], deadline: Deadline
) -> Scores:
    """The scores of the found turns."""
    scores = {(turn.id, turn.number): 0.0 for turn in found}
    for wanted in rank:
        deadline.check()
        if isinstance(wanted, RankTerm):
            _score_term(scores, wanted, turns, found)
            continue
        for turn in found:
            if holds(wanted.match, turn, deadline):
                scores[turn.id, turn.number] += wanted.weight
    return scores


def _score_term(scores: Scores, wanted: RankTerm, turns: list[Placed], found: list[Placed]) -> None:
    """Adds what a term is worth in each of the found turns."""
    field, term, weight = wanted.field, wanted.term, wanted.weight
    often = {
        (turn.id, turn.number): sum(term in terms for terms in turn.places[field].values())
        for turn in turns
        if field in turn.places
    }
    bearing = sum(count > 0 for count in often.values())
    mean = sum(turn.lengths.get(field, 0) for turn in turns) / max(1, len(turns))
    rarity = math.log(1 + (len(turns) - bearing + 0.5) / (bearing + 0.5))
    for turn in found:
        count = often.get((turn.id, turn.number), 0)
        if count:
            norm = K1 * (1 - B + B * turn.lengths[field] / mean)
            scores[turn.id, turn.number] += weight * rarity * (count * (K1 + 1) / (count + norm))


def ordered(question: Question, found: list[Placed], scores: Scores) -> list[Hit]:
    """All hits in the order asked for."""
    groups: dict[tuple, list[Placed]] = defaultdict(list)
    for turn in found:
        groups[(turn.id, turn.number) if question.by == "turn" else (turn.id,)].append(turn)
    keyed = []
    for turns in groups.values():
        turns.sort(key=lambda turn: (-scores[turn.id, turn.number], turn.number))
        best = turns[0]
        score = scores[best.id, best.number]
        hit = Hit(best.id, score, len(turns), tuple(turn.number for turn in turns[:3]))
        keyed.append((order(question.sort, score, best), hit))
    return [hit for _, hit in sorted(keyed, key=lambda pair: pair[0])]


def order(sort: str, score: float, turn: Placed) -> tuple:
    """What a hit is sorted by, least first."""
    first = turn.days[0]
    lead = {"relevance": (-score, -first), "newest": (-first,), "oldest": (first < 1, first)}[sort]
    return (*lead, turn.id, turn.number)


def facet(name: str, question: Question, matching: list[Placed], deadline: Deadline) -> Facet:
    """The documents by value of one facet; what is chosen in it (in either of PERIODS) ignored."""
    apart = PERIODS if name in PERIODS else (name,)
    pairs = {
        (value, turn.id)
        for turn in matching
        if chosen(question, turn, deadline, apart)
        for value in turn.labels.get(name, ())
    }
    counts = Counter(value for value, _ in pairs).items()
    by_time = name in PERIODS
    return Facet(name, tuple(sorted(counts, key=lambda c: (0 if by_time else -c[1], c[0]))))
