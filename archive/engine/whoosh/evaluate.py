"""Which turns of a segment does a plan find? Sets are masks over its turns, places are numbers.

A phrase of slots s₀ s₁ … is found among global positions: start from the rarest slot and keep the
starts p for which p+k stands in slot k for every k. Near needs only, for each end, the next start
after it. Positions of two turns may be neighbours, so both ends must belong to one turn.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from ..plan import All, And, Label, Match, Near, Not, Or, Sequence, Slot, Within
from .segment import Postings, Segment

Spans = tuple[np.ndarray, np.ndarray]
"""First and last global positions of what was found, pair by pair."""


def found(match: Match, segment: Segment) -> np.ndarray:
    """A mask of the turns that the plan finds, dead ones too; prefixes are expanded before."""
    match match:
        case All():
            return np.ones(segment.turns, bool)
        case Sequence(field, (Slot(terms, ()),)):
            bearing = segment.fields[field].of
            return _mask(segment, *(bearing(term) for term in terms))
        case Sequence(field):
            starts, _ = _sequence(match, segment.fields[field])
            return _mask(segment, segment.fields[field].turns_at(starts))
        case Near():
            fields = _fields(match.left) & _fields(match.right)
            return _mask(segment, *(_near(match, segment.fields[name], name) for name in fields))
        case Label("id", values):
            return _mask(segment, *(segment.turns_of(value) for value in values))
        case Label(facet, values):
            bearing = segment.facets[facet].of
            return _mask(segment, *(bearing(value) for value in values))
        case Within(since, until):
            within = (segment.first > 0) & (since <= segment.first) & (segment.last <= until)
            return within[segment.document]
        case And(parts):
            everything = np.ones(segment.turns, bool)
            return reduce(np.logical_and, (found(part, segment) for part in parts), everything)
        case Or(parts):
            return reduce(np.logical_or, (found(part, segment) for part in parts), _mask(segment))
        case Not(part):
            return ~found(part, segment)
    raise TypeError(f"not a part of a plan: {match!r}")


def _mask(segment: Segment, *turns: np.ndarray | range) -> np.ndarray:
    mask = np.zeros(segment.turns, bool)
    for some in turns:
        mask[slice(some.start, some.stop) if isinstance(some, range) else some] = True
    return mask


def _near(near: Near, field: Postings, name: str) -> np.ndarray:
    """The turns in which the two are near, in the field of this name."""
    left, right = (_spans(part, field, name) for part in (near.left, near.right))
    return np.concatenate(
        [
            _followed(left, right, near.distance, field),
            _followed(right, left, near.distance, field),
        ]
    )


def _followed(before: Spans, after: Spans, distance: int, field: Postings) -> np.ndarray:
    """The turns in which something of `after` starts at most `distance` behind the end of
    something of `before`. Only the nearest start can: a farther one is in the turn or beyond."""
    ends, starts = before[1], np.sort(after[0])
    following = np.searchsorted(starts, ends, side="right")
    ends, following = ends[following < len(starts)], following[following < len(starts)]
    starts = starts[following]
    close = starts - ends <= distance
    turns = field.turns_at(ends[close])
    return turns[turns == field.turns_at(starts[close])]


def _spans(match: Match, field: Postings, name: str) -> Spans:
    """Where it stands in the field of this name."""
    match match:
        case Sequence(other, _):
            return _sequence(match, field) if other == name else (field.places[:0],) * 2
        case Or(parts):
            spans = [_spans(part, field, name) for part in parts]
            starts = [field.places[:0], *(start for start, _ in spans)]
            stops = [field.places[:0], *(stop for _, stop in spans)]
            return np.concatenate(starts), np.concatenate(stops)
    raise TypeError(f"has no position: {match!r}")


def _fields(match: Match) -> set[str]:
    """The fields in which it may stand."""
    match match:
        case Sequence(field, _):
            return {field}
        case Or(parts):
            return set().union(*map(_fields, parts))
    raise TypeError(f"has no position: {match!r}")


def _sequence(sequence: Sequence, field: Postings) -> Spans:
    """Where the slots stand one after another."""
    if not sequence.slots:
        return field.places[:0], field.places[:0]
    slots = [_slot(slot, field) for slot in sequence.slots]
    rarest, *others = sorted(range(len(slots)), key=lambda number: len(slots[number]))
    starts = slots[rarest] - np.int32(rarest)
    for number in others:
        starts = starts[_among(starts + np.int32(number), slots[number])]
    stops = starts + np.int32(len(slots) - 1)
    if len(slots) > 1:
        whole = field.turns_at(starts) == field.turns_at(stops)
        starts, stops = starts[whole], stops[whole]
    return starts, stops


def _slot(slot: Slot, field: Postings) -> np.ndarray:
    """The positions at which the slot is filled, ascending."""
    filled = _union([field.positions(term) for term in slot.terms], field)
    excluded = _union([field.positions(term) for term in slot.excluded], field)
    return filled[~_among(filled, excluded)] if len(excluded) else filled


def _union(positions: list[np.ndarray], field: Postings) -> np.ndarray:
    if len(positions) == 1:
        return positions[0]
    return np.unique(np.concatenate([field.places[:0], *positions]))


def _among(wanted: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Which of `wanted` are in the ascending row."""
    if not len(row):
        return np.zeros(len(wanted), bool)
    at = np.searchsorted(row, wanted)
    at[at == len(row)] = 0
    return row[at] == wanted
