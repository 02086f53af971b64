"""Which turns of a segment does a plan find? Sets of turns (sets.py), and places as numbers.

A phrase of slots s₀ s₁ … is found among global positions: start from the rarest slot and keep the
starts p for which p+k stands in slot k for every k. Near needs only, for each end, the next start
after it. Positions of two turns may be neighbours, so both ends must belong to one turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..deadline import Deadline
from ..plan import All, And, Label, Match, Near, Not, Or, Prefix, Sequence, Slot, Within
from .segment import Postings, Segment, encoded
from .sets import (
    GALLOP,
    Turns,
    among,
    both,
    changes,
    distinct,
    either,
    ids,
    rest,
    size,
    without,
)

Spans = tuple[np.ndarray, np.ndarray]
"""First and last global positions of what was found; each row ascends."""


class Found(NamedTuple):
    """What was found in a segment: a set of turns, the same as a row, and their documents."""

    segment: Segment
    set: Turns
    turns: np.ndarray
    documents: np.ndarray

    @classmethod
    def of(cls, segment: Segment, turns: Turns) -> Found:
        """This set of turns."""
        row = ids(turns)
        if segment.single:
            return cls(segment, turns, row, row)
        document = segment.document[row]
        return cls(segment, turns, row, document[changes(document)])


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds in one segment while there is time."""

    segment: Segment
    deadline: Deadline

    def found(self, match: Match) -> Turns:
        """The turns that the plan finds, dead ones too. Raises TooBroad."""
        self.deadline.check()
        segment = self.segment
        match match:
            case All():
                return np.ones(segment.turns, bool)
            case Sequence(field, (Slot(terms, ()),)):
                bearing = segment.fields[field].of
                return either(_there(map(bearing, terms)), segment.turns)
            case Sequence(field):
                return _each_once(_turns(match, segment.fields[field]))
            case Prefix(field, prefix):
                return either([distinct(_starting(segment.fields[field], prefix))], segment.turns)
            case Near():
                fields = _fields(match.left) & _fields(match.right)
                near = [self._near(match, segment.fields[name], name) for name in fields]
                return either(near, segment.turns)
            case Label("id", values):
                turns = (segment.turns_of(value) for value in values)
                rows = [np.arange(turn.start, turn.stop, dtype=np.int32) for turn in turns]
                return either(rows, segment.turns)
            case Label(facet, values):
                bearing = segment.facets[facet].of
                return either([bearing(value) for value in values], segment.turns)
            case Within(since, until):
                within = (segment.first > 0) & (since <= segment.first) & (segment.last <= until)
                return within if segment.single else within.take(segment.document)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return either([self.found(part) for part in parts], segment.turns)
            case Not(part):
                return rest(self.found(part), segment.turns)
        raise TypeError(f"not a part of a plan: {match!r}")

    def _all(self, parts: tuple[Match, ...]) -> Turns:
        """The turns in which all parts hold: from the rarest on, what is not wanted last."""
        wanted = []
        for part in parts:
            if not isinstance(part, Not):
                turns = self.found(part)
                if not len(turns):
                    return turns
                wanted.append(turns)
        wanted.sort(key=size)
        turns = wanted[0] if wanted else np.ones(self.segment.turns, bool)
        for more in wanted[1:]:
            turns = both(turns, more)
        unwanted = [self.found(part.part) for part in parts if isinstance(part, Not)]
        for less in unwanted:
            turns = without(turns, less)
        return turns

    def _near(self, near: Near, field: Postings, name: str) -> np.ndarray:
        """The turns in which the two are near, in the field of this name."""
        left, right = (self._spans(part, field, name) for part in (near.left, near.right))
        after = _followed(left[1], right[0], near.distance, field)
        before = _followed(right[1], left[0], near.distance, field)
        return distinct(np.concatenate([after, before]))

    def _spans(self, match: Match, field: Postings, name: str) -> Spans:
        """Where it stands in the field of this name."""
        self.deadline.check()
        match match:
            case Sequence(other, _):
                return _sequence(match, field) if other == name else (field.places[:0],) * 2
            case Prefix(other, prefix):
                places = _starting_places(field, prefix) if other == name else field.places[:0]
                return places, places
            case Or(parts):
                spans = [self._spans(part, field, name) for part in parts]
                starts = [field.places[:0], *(start for start, _ in spans)]
                stops = [field.places[:0], *(stop for _, stop in spans)]
                return np.sort(np.concatenate(starts)), np.sort(np.concatenate(stops))
        raise TypeError(f"has no position: {match!r}")


def _starting(field: Postings, prefix: str) -> np.ndarray:
    """The turns of all terms that start so, one term's after another's: they lie in a row."""
    numbers = field.lexicon.starting(encoded(prefix))
    return field.turns[field.at[numbers.start] : field.at[numbers.stop]]


def _starting_places(field: Postings, prefix: str) -> np.ndarray:
    numbers = field.lexicon.starting(encoded(prefix))
    return distinct(field.places[field.places_at[numbers.start] : field.places_at[numbers.stop]])


def _followed(ends: np.ndarray, starts: np.ndarray, distance: int, field: Postings) -> np.ndarray:
    """The turns in which something starts at most `distance` behind an end. Only the nearest can:
    a farther one is in the turn or beyond."""
    ends, starts = _neighbours(ends, starts)
    close = starts - ends <= distance
    turns = field.turns_at(ends.compress(close))
    return turns.compress(starts.compress(close) < field.base.take(turns + 1))


def _neighbours(ends: np.ndarray, starts: np.ndarray) -> Spans:
    """The ends with the nearest start behind each, those left out that have a nearer end."""
    if len(ends) * GALLOP < len(starts):
        at = starts.searchsorted(ends, side="right")
        there = at < len(starts)
        return ends.compress(there), starts.take(at.compress(there))
    if len(starts) * GALLOP < len(ends):
        at = ends.searchsorted(starts) - 1
        there = at >= 0
        return ends.take(at.compress(there)), starts.compress(there)
    # Two rising rows are merged by a stable sort in one pass; at one place the start comes first,
    # for nothing stands behind itself.
    row = np.concatenate([starts, ends]).astype(np.uint32)
    row <<= 1
    row[len(starts) :] |= 1
    row.sort(kind="stable")
    odd = (row & 1).astype(bool)
    before = (odd[:-1] & ~odd[1:]).nonzero()[0]
    row = (row >> 1).view(np.int32)
    return row.take(before), row.take(before + 1)


def _fields(match: Match) -> set[str]:
    """The fields in which it may stand."""
    match match:
        case Sequence(field, _) | Prefix(field, _):
            return {field}
        case Or(parts):
            return set().union(*map(_fields, parts))
    raise TypeError(f"has no position: {match!r}")


def _sequence(sequence: Sequence, field: Postings) -> Spans:
    """Where the slots stand one after another in one turn."""
    starts, more = _starts(sequence, field), np.int32(max(0, len(sequence.slots) - 1))
    if not more:
        return starts, starts
    whole = _within(starts, more, field.turns_at(starts), field)
    starts = starts.compress(whole)
    return starts, starts + more


def _turns(sequence: Sequence, field: Postings) -> np.ndarray:
    """The turns in which they do, ascending; one in which they do several times as often."""
    starts, more = _starts(sequence, field), np.int32(max(0, len(sequence.slots) - 1))
    turns = field.turns_at(starts)
    return turns.compress(_within(starts, more, turns, field)) if more else turns


def _within(starts: np.ndarray, more: np.int32, turns: np.ndarray, field: Postings) -> np.ndarray:
    """Which starts, of these turns, are in the same turn as what stands so much behind them. One
    before position 0 belongs to no turn."""
    whole = starts + more < field.base.take(turns + 1)
    return whole if not len(starts) or starts[0] >= 0 else whole & (starts >= 0)


def _starts(sequence: Sequence, field: Postings) -> np.ndarray:
    """Where the slots stand one after another, be it in two turns."""
    if not sequence.slots:
        return field.places[:0]
    rows = [_there(map(field.positions, slot.terms)) for slot in sequence.slots]
    rarest, *others = sorted(range(len(rows)), key=lambda number: sum(map(len, rows[number])))
    starts = _union(rows[rarest], field)
    if rarest:
        starts = starts - np.int32(rarest)
    for number in others:
        if not len(starts):
            break
        starts = starts.compress(_in_any(starts + np.int32(number), rows[number]))
    for number, slot in enumerate(sequence.slots):
        if slot.excluded:
            excluded = [field.positions(term) for term in slot.excluded]
            starts = starts.compress(~_in_any(starts + np.int32(number), excluded))
    return starts


def _there(rows: Iterable[np.ndarray]) -> list[np.ndarray]:
    """Those that are not empty: most words are not misprinted, and many have one form here."""
    return [row for row in rows if len(row)]


def _in_any(wanted: np.ndarray, rows: list[np.ndarray]) -> np.ndarray:
    """Which of the ascending numbers are in any of the ascending rows."""
    if len(rows) == 1:
        return among(wanted, rows[0])
    inside = np.zeros(len(wanted), bool)
    for row in rows:
        inside |= among(wanted, row)
    return inside


def _union(positions: list[np.ndarray], field: Postings) -> np.ndarray:
    if len(positions) == 1:
        return positions[0]
    return distinct(np.concatenate([field.places[:0], *positions]))


def _each_once(turns: np.ndarray) -> np.ndarray:
    """Ascending turns, each once."""
    again = turns[1:] == turns[:-1]
    return turns if not again.any() else turns.compress(np.append(True, ~again))
