"""How many documents has each value? Counted over all turns found, choices in the facet ignored.

A found turn belongs to pairs of a value and a document (segment.py), numbered by value. Of few
turns the different pairs are sorted out, of many drawn on a mask; either way the pairs that fall
within a value's own are its documents.
"""

from __future__ import annotations

from collections.abc import Sequence as Row

import numpy as np

from .. import Facet, Question
from ..periods import PERIODS
from ..plan import Label, Within
from .evaluate import Finder
from .segment import Labels, Segment, decoded
from .sets import Turns, both, changes
from .snapshot import Snapshot

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


def documents(segment: Segment, turns: np.ndarray) -> np.ndarray:
    """The documents of ascending turns, each once."""
    if segment.single:
        return turns
    document = segment.document[turns]
    return document[changes(document)]


Selected = tuple[np.ndarray, np.ndarray]
"""The turns of a segment that were found, and their documents."""


def facet(name: str, snapshot: Snapshot, selected: Row[Selected]) -> Facet:
    """The counts of one facet over all segments, in its order."""
    if name == "id":
        return _by_id(snapshot, selected)
    values, numbers = snapshot.values(name)
    total = np.zeros(len(values), np.int64)
    for live, number, (turns, some) in zip(snapshot.segments, numbers, selected, strict=True):
        labels = live.segment.facets.get(name)
        if labels is not None and len(turns):
            counts = counted(labels, some if labels.by_document else turns)
            if number is None:
                total += counts
            else:
                total[number] += counts
    some = total.nonzero()[0]
    if name not in PERIODS and len(some) > 1:
        some = some[(-total[some]).argsort(kind="stable")]
    pairs = zip([values[number] for number in some.tolist()], total[some].tolist(), strict=True)
    return Facet(name, tuple(pairs))


def counted(labels: Labels, holders: np.ndarray) -> np.ndarray:
    """For each value, how many documents of the segment bear it: of these documents, or in one of
    these turns, whichever hold the pairs."""
    values = len(labels.lexicon)
    if labels.by_document and not len(labels.pair_at):
        return np.bincount(labels.pair[holders], minlength=values + 1)[:values]
    pair = _several(labels, holders) if len(labels.pair_at) else labels.pair[holders]
    pairs = int(labels.pairs_at[-1])
    if not pairs or not len(pair):
        return np.zeros(values, np.int64)
    if len(pair) * FEW < pairs:
        pair = np.sort(pair)
        pair = pair[changes(pair)]
        value = labels.pairs_at.searchsorted(pair[pair < pairs], side="right") - 1
        return np.bincount(value, minlength=values)
    drawn = np.zeros(pairs + 1, bool)
    drawn[pair] = True
    return np.add.reduceat(drawn[:-1], labels.pairs_at[:-1], dtype=np.int64)


def _several(labels: Labels, holder: np.ndarray) -> np.ndarray:
    """The pairs of all holders, of which each has any number."""
    begins = labels.pair_at[holder]
    counts = labels.pair_at[holder + 1] - begins
    stops = np.cumsum(counts)
    if not len(stops) or not stops[-1]:
        return labels.pair[:0]
    return labels.pair[np.repeat(begins - stops + counts, counts) + np.arange(stops[-1])]


def _by_id(snapshot: Snapshot, selected: Row[Selected]) -> Facet:
    counts = [
        (decoded(live.segment.ids[document]), 1)
        for live, (_, documents) in zip(snapshot.segments, selected, strict=True)
        for document in documents.tolist()
    ]
    return Facet("id", tuple(sorted(counts)))
