"""Which segments are merged, and how? The small ones, into the one being written.

A segment is taken in when it is no larger than what is being written together with all that was
taken in before it, smallest first. So each segment left is larger than all smaller ones together:
their number grows with the logarithm of the turns, and a turn is rewritten about as often.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .arrange import MOST_POSITIONS
from .gather import Loose, LooseBearers, LooseField
from .segment import Bearers, Postings, Segment


def taken_in(sizes: Iterable[tuple[int, int]], writing: int) -> list[int]:
    """Which of the segments, each (turns that live, turns), to merge into one of `writing` turns.

    >>> taken_in([(900, 900), (10, 10), (14, 14), (100, 100)], writing=10)
    [1, 2]
    >>> taken_in([(900, 900), (40, 100), (0, 7)], writing=0)
    [2, 1]
    """
    numbered = sorted((live, turns, number) for number, (live, turns) in enumerate(sizes))
    taken = []
    for live, turns, number in numbered:
        mostly_dead = live * 2 < turns
        if live <= writing or mostly_dead:
            taken.append(number)
            writing += live
    return taken


def fits(segments: Iterable[Segment]) -> bool:
    """Whether one segment can number the positions of all of them."""
    spans = [[int(field.base[-1]) for field in segment.fields.values()] for segment in segments]
    return all(sum(field) < MOST_POSITIONS // 2 for field in zip(*spans, strict=True))


def loosened(segment: Segment, live: np.ndarray) -> Loose:
    """A segment taken apart again; `live` tells which turns are."""
    begins = segment.turns_at[:-1]
    return Loose(
        ids=segment.ids.all(),
        live=live[begins],
        first=segment.first,
        last=segment.last,
        counts=np.diff(segment.turns_at),
        number=segment.number,
        fields={name: _loose_field(field) for name, field in segment.fields.items()},
        facets={name: _loose_bearers(facet) for name, facet in segment.facets.items()},
    )


def _loose_bearers(facet: Bearers) -> LooseBearers:
    return LooseBearers(facet.lexicon.all(), facet.numbers(), facet.turns)


def _loose_field(field: Postings) -> LooseField:
    codes = np.repeat(np.arange(len(field.lexicon), dtype=np.int32), np.diff(field.places_at))
    turns = np.repeat(field.turns, field.often)
    positions = field.places - field.base[turns]
    return LooseField(
        field.lexicon.all(), codes, turns, positions, np.diff(field.base), field.length
    )
