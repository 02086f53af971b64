"""Which turns of a segment does a plan find? Sets of turns (sets.py), and places as numbers.

A phrase of slots s₀ s₁ … is found among global positions: start from the rarest slot and keep the
starts p for which p+k stands in slot k for every k (places.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..deadline import Deadline
from ..plan import All, And, Label, Match, Near, Not, Or, Prefix, Sequence, Slot, Within
from .compiled import DRAWN, INT, NEW, ROW, compiled
from .places import aligned, near, turns_of, whole
from .segment import Postings, Segment, encoded
from .sets import (
    Turns,
    both,
    distinct,
    either,
    ids,
    less,
    merged,
    once,
    rest,
    size,
    sound,
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
        """This set of turns. Raises IndexError for one of turns that there cannot be: from here on
        loops rely on it that each is one of the segment."""
        row = ids(turns)
        if not sound(row, segment.turns):
            raise IndexError("not a row of turns")
        if segment.single:
            return cls(segment, turns, row, row)
        return cls(segment, turns, row, holders(row, segment.document))


MOST = 2**31 - 1
"""No day and no distance is greater."""


def _bounded(number: int) -> int:
    """The same as a bound of what is never less than 0 nor more than MOST."""
    return max(-1, min(number, MOST))


@compiled(NEW(ROW, ROW))
def holders(turns, document):
    """The documents of ascending turns, each once."""
    found = np.empty(len(turns), np.int32)
    count = 0
    last = -1
    for turn in turns:
        if document[turn] != last:
            found[count] = last = document[turn]
            count += 1
    return found[:count]


@compiled(DRAWN(ROW, ROW, INT, INT))
def dated(first, last, since, until):
    """Which documents are dated, by their first and last days, wholly within these."""
    within = np.empty(len(first), np.bool_)
    for document in range(len(first)):
        day = first[document]
        within[document] = (day > 0) & (since <= day) & (last[document] <= until)
    return within


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
            case Sequence(field, (Slot((term,), ()),)):
                return segment.fields[field].of(term)
            case Sequence(field, (Slot(terms, ()),)):
                bearing = segment.fields[field].of
                return either(_there(map(bearing, terms)), segment.turns)
            case Sequence(field):
                return _turns(match, segment.fields[field])
            case Prefix(field, prefix):
                return once(_starting(segment.fields[field], prefix), segment.turns)
            case Near():
                fields = _fields(match.left) & _fields(match.right)
                rows = [self._near(match, segment.fields[name], name) for name in fields]
                return either(rows, segment.turns)
            case Label("id", values):
                turns = (segment.turns_of(value) for value in values)
                rows = [np.arange(turn.start, turn.stop, dtype=np.int32) for turn in turns]
                return either(rows, segment.turns)
            case Label(facet, values):
                bearing = segment.facets[facet].of
                return either([bearing(value) for value in values], segment.turns)
            case Within(since, until):
                within = dated(segment.first, segment.last, _bounded(since), _bounded(until))
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
                if not size(turns):
                    return turns
                wanted.append(turns)
        wanted.sort(key=size)
        turns = wanted[0] if wanted else np.ones(self.segment.turns, bool)
        for more in wanted[1:]:
            turns = both(turns, more)
        unwanted = [self.found(part.part) for part in parts if isinstance(part, Not)]
        for turn in unwanted:
            turns = without(turns, turn)
        return turns

    def _near(self, match: Near, field: Postings, name: str) -> np.ndarray:
        """The turns in which the two are near, in the field of this name."""
        spans = [self._spans(part, field, name) for part in (match.left, match.right)]
        few, many = sorted(spans, key=lambda rows: len(rows[0]))
        return near(*few, *many, _bounded(match.distance), field.base, field.marks)

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
    starts, more = _starts(sequence, field), len(sequence.slots) - 1
    if more < 1:
        return starts, starts
    starts = whole(starts, more, field.base, field.marks)
    return starts, starts + np.int32(more)


def _turns(sequence: Sequence, field: Postings) -> np.ndarray:
    """The turns in which they do, ascending."""
    return turns_of(_starts(sequence, field), len(sequence.slots) - 1, field.base, field.marks)


def _starts(sequence: Sequence, field: Postings) -> np.ndarray:
    """Where the slots stand one after another, be it in two turns."""
    if not sequence.slots:
        return field.places[:0]
    rows = [_places(slot.terms, field) for slot in sequence.slots]
    order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
    starts, back = rows[order[0]], order[0]
    for number in order[1:]:
        starts, back = aligned(starts, back, rows[number], number), 0
    for number, slot in enumerate(sequence.slots):
        if slot.excluded:
            starts = less(starts + np.int32(number), _places(slot.excluded, field))
            starts = starts - np.int32(number)
    return starts


def _places(terms: tuple[str, ...], field: Postings) -> np.ndarray:
    """Where any of the terms stands."""
    if len(terms) == 1:
        return field.positions(terms[0])
    rows = _there(map(field.positions, terms))
    if len(rows) < 3:
        return merged(*rows) if len(rows) == 2 else rows[0] if rows else field.places[:0]
    return distinct(np.concatenate(rows))


def _there(rows: Iterable[np.ndarray]) -> list[np.ndarray]:
    """Those that are not empty: most words are not misprinted, and many have one form here."""
    return [row for row in rows if len(row)]
