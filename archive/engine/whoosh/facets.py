"""How many documents has each value? Counted over all turns found, choices in the facet ignored.

What documents bear as a whole is counted by profile (segment.py): of many documents how many have
each profile, then the values of these; of few the values at once. Of what turns bear apart, each
found turn belongs to pairs of a value and a document, numbered by value. Of few turns the different
pairs are sorted out, of many drawn on a mask; either way the pairs that fall within a value's own
are its documents.
"""

from __future__ import annotations

from collections.abc import Sequence as Row

import numpy as np

from .. import Facet, Question
from ..periods import PERIODS
from ..plan import Label, Within
from .evaluate import Finder, Found
from .segment import Labels
from .sets import Turns, both, changes
from .snapshot import Snapshot
from .values import Own

FEW = 8
"""Pairs are sorted where there are that many times more in the segment."""


class Choices:
    """What is chosen, as sets of one segment's turns."""

    def __init__(self, question: Question, finder: Finder) -> None:
        self._sets: list[tuple[str, Turns]] = [
            (facet, finder.found(Label(facet, values)))
            for facet, values in question.chosen.items()
            if values
        ]
        if question.days is not None:
            self._sets.append(("days", finder.found(Within(*question.days))))

    def applied(self, matching: Turns, apart: tuple[str, ...] = ()) -> Turns:
        """The matching turns that have all that is chosen, the facets `apart` left aside."""
        for facet, turns in self._sets:
            if facet not in apart:
                matching = both(matching, turns)
        return matching


def apart(name: str, question: Question) -> tuple[str, ...]:
    """The choices that do not narrow the counts of this facet; none where nothing is chosen."""
    if question.days is None and not question.chosen:
        return ()
    kept = (*PERIODS, "days") if name in PERIODS else (name,)
    narrowing = {facet for facet, values in question.chosen.items() if values}
    if question.days is not None:
        narrowing.add("days")
    return tuple(choice for choice in kept if choice in narrowing)


def facets(names: Row[str], snapshot: Snapshot, selected: Row[Found]) -> dict[str, Facet]:
    """The counts of these facets over all segments, by name."""
    if not any(len(found.turns) for found in selected):
        return {name: Facet(name, ()) for name in names}
    values = snapshot.values
    totals, borne = np.zeros(len(values.names) + 1, np.int64), []
    for own, found in zip(values.own, selected, strict=True):
        if len(found.turns):
            borne += _count(totals, names, found, own)
    if borne:
        few = borne[0] if len(borne) == 1 else np.concatenate(borne)
        totals += np.bincount(few, minlength=len(totals))
    listed = values.listed(totals[:-1], names)
    if "id" in names:
        listed["id"] = _by_id(selected)
    return {name: Facet(name, tuple(zip(*listed.get(name, ()), strict=True))) for name in names}


def _count(totals: np.ndarray, names: Row[str], found: Found, own: Own) -> list[np.ndarray]:
    """Adds a segment's counts to those of all values; what is left to count is returned: the
    values that each of few documents bears."""
    left = []
    for profiles, table in zip(found.segment.profiles, own.tables, strict=True):
        if not set(names).isdisjoint(profiles.facets):
            profile = profiles.of.take(found.documents)
            if len(profile) < len(table):
                left.append(table.take(profile, axis=0).ravel())
            else:
                totals += profiled(profile, table, len(totals))
    for name in names:
        labels = found.segment.facets.get(name)
        if labels is not None and len(labels.pair):
            holders = found.documents if labels.by_document else found.turns
            totals[own.numbers[name]] += counted(labels, holders)
    return left


def profiled(profile: np.ndarray, table: np.ndarray, total: int) -> np.ndarray:
    """For each of `total` values how many of the documents of these profiles bear it, the rows of
    the table being the values of each profile.

    >>> profiled(np.array([1, 1, 0]), np.array([[0, 2], [0, 3]]), 5).tolist()
    [3, 0, 1, 2, 0]
    """
    often = np.bincount(profile, minlength=len(table)).repeat(table.shape[1])
    # Weighed counts are floats, exact for so few documents.
    return np.bincount(table.ravel(), often, minlength=total).astype(np.int64)


def counted(labels: Labels, holders: np.ndarray) -> np.ndarray:
    """For each value, how many documents of the segment bear it: of these documents, or in one of
    these turns, whichever hold the pairs."""
    values = len(labels.lexicon)
    pair = _several(labels, holders) if len(labels.pair_at) else labels.pair.take(holders)
    pairs = int(labels.pairs_at[-1])
    if not pairs or not len(pair):
        return np.zeros(values, np.int64)
    if len(pair) * FEW < pairs:
        pair = np.sort(pair)
        pair = pair.compress(changes(pair))
        value = labels.pairs_at.searchsorted(pair[pair < pairs], side="right") - 1
        return np.bincount(value, minlength=values)
    drawn = np.zeros(pairs + 1, bool)
    drawn[pair] = True
    return np.add.reduceat(drawn[:-1], labels.pairs_at[:-1], dtype=np.int64)


def _several(labels: Labels, holder: np.ndarray) -> np.ndarray:
    """The pairs of all holders, of which each has any number."""
    begins = labels.pair_at.take(holder)
    counts = labels.pair_at.take(holder + 1) - begins
    stops = np.cumsum(counts)
    if not len(stops) or not stops[-1]:
        return labels.pair[:0]
    return labels.pair.take(np.repeat(begins - stops + counts, counts) + np.arange(stops[-1]))


def _by_id(selected: Row[Found]) -> tuple[list[str], list[int]]:
    ids = sorted(id for found in selected for id in found.segment.names(found.documents))
    return ids, [1] * len(ids)
