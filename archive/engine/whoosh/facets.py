"""How many documents has each value? Counted over all turns found, choices in the facet ignored.

The turns of a value ascend and those of a document stand together, so the documents of a value
are counted by where the document changes: nothing is sorted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from .. import Facet, Question
from ..periods import PERIODS
from ..plan import Label, Within
from .evaluate import found
from .segment import Segment, decoded


class Choices:
    """What is chosen, as masks over one segment's turns."""

    def __init__(self, question: Question, segment: Segment) -> None:
        self._masks: list[tuple[str, np.ndarray]] = [
            (facet, found(Label(facet, values), segment))
            for facet, values in question.chosen.items()
            if values
        ]
        if question.days is not None:
            self._masks.append(("days", found(Within(*question.days), segment)))

    def applied(self, matching: np.ndarray, apart: tuple[str, ...] = ()) -> np.ndarray:
        """The matching turns that have all that is chosen, the facets `apart` left aside."""
        for facet, mask in self._masks:
            if facet not in apart:
                matching = matching & mask
        return matching


def apart(name: str) -> tuple[str, ...]:
    """The choices that do not narrow the counts of this facet."""
    return (*PERIODS, "days") if name in PERIODS else (name,)


def counted(name: str, segment: Segment, mask: np.ndarray) -> Mapping[str, int]:
    """The documents of a segment with a turn in the mask, by value of the facet."""
    if name == "id":
        return _by_id(segment, mask)
    bearers = segment.facets.get(name)
    if bearers is None:
        return {}
    selected = np.flatnonzero(mask[bearers.turns])
    value = np.searchsorted(bearers.at, selected, side="right") - 1
    document = segment.document[bearers.turns[selected]]
    another = np.ones(len(value), bool)
    another[1:] = (value[1:] != value[:-1]) | (document[1:] != document[:-1])
    counts = np.bincount(value[another], minlength=len(bearers.lexicon))
    return {
        decoded(bearers.lexicon[number]): int(counts[number])
        for number in np.flatnonzero(counts).tolist()
    }


def _by_id(segment: Segment, mask: np.ndarray) -> Mapping[str, int]:
    documents = np.unique(segment.document[mask]).tolist()
    return {decoded(segment.ids[document]): 1 for document in documents}


def facet(name: str, counts: Iterable[Mapping[str, int]]) -> Facet:
    """The counts of all segments together, in the order of a facet."""
    total: Counter[str] = Counter()
    for some in counts:
        total.update(some)
    by_time = name in PERIODS
    ordered = sorted(total.items(), key=lambda pair: (0 if by_time else -pair[1], pair[0]))
    return Facet(name, tuple(ordered))
