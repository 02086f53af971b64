"""Which values have the facets, and in which order? Of all segments of a generation, numbered once.

Segments number the values of each facet for themselves. Here all values of all facets of all
segments stand in one row, by facet and then by value, so that one array counts them all, and one
sort of integers orders what was counted::

    facet     language │ source         │ year
    names     en ru zh │ kremlin mid …  │ 2023 2024
    number    0  1  2  │ 3       4      │ 7    8

    key of a value counted `n` times, the smaller the earlier:
    63       56  55          24          0
    ┌──────────┬───────────────┬─────────┐
    │  facet   │ most - n, or  │ number  │
    │          │ most by time  │         │
    └──────────┴───────────────┴─────────┘
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Row
from dataclasses import dataclass

import numpy as np

from ..periods import PERIODS
from ..plan import FACETS
from .segment import Profiles

BITS = 24
"""Of a number: so many values there may be."""

FACET = 56
"""The lowest bit of the facet in a key."""


@dataclass(frozen=True, slots=True)
class Own:
    """A segment's values: by facet the number of each of its own, and for each of its groups of
    profiles the numbers of their values, as long as there are values where there is none."""

    numbers: Mapping[str, np.ndarray]
    tables: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """All values: `names` by number, the numbers `of` each facet; `key` and `step` give the key
    of a value counted n times as key - n * step; what each segment calls its `own`."""

    names: np.ndarray
    of: Mapping[str, range]
    key: np.ndarray
    step: np.ndarray
    own: tuple[Own, ...]

    def listed(
        self, totals: np.ndarray, facets: Row[str]
    ) -> dict[str, tuple[list[str], list[int]]]:
        """The values of these facets that were counted, and how often, each in its order."""
        some = totals.nonzero()[0]
        keys = self.key[some] - totals[some] * self.step[some]
        keys.sort()
        some = keys & ((1 << BITS) - 1)
        names, counts = self.names[some].tolist(), totals[some].tolist()
        ends = keys.searchsorted(_EDGES).tolist()
        listed = {}
        for rank, facet in enumerate(FACETS):
            if facet in facets:
                within = slice(ends[rank], ends[rank + 1])
                listed[facet] = (names[within], counts[within])
        return listed


_EDGES = np.arange(len(FACETS) + 1, dtype=np.int64) << FACET


def numbered(
    each: Row[Mapping[str, list[str]]], profiles: Iterable[tuple[Profiles, ...]]
) -> Values:
    """The values of segments, given the sorted values of each by facet, and its profiles."""
    everything, of, keys, steps = [], {}, [], []
    numbers: list[dict[str, np.ndarray]] = [{} for _ in each]
    for rank, facet in enumerate(FACETS):
        begin = len(everything)
        everything += sorted(set().union(*(values[facet] for values in each)))
        of[facet] = range(begin, len(everything))
        number = dict(zip(everything[begin:], of[facet], strict=True))
        for own, values in zip(numbers, each, strict=True):
            own[facet] = np.array([number[value] for value in values[facet]], np.int64)
        keys.append(np.arange(begin, len(everything)) + (rank << FACET | 1 << (FACET - 1)))
        steps.append(np.full(len(of[facet]), 0 if facet in PERIODS else 1 << BITS))
    none = np.array([len(everything)])
    own = []
    for known, groups in zip(numbers, profiles, strict=True):
        tables = []
        for group in groups:
            rows = [np.concatenate([known[facet], none]) for facet in group.facets]
            columns = [row[value] for row, value in zip(rows, group.values.T, strict=True)]
            tables.append(np.ascontiguousarray(np.stack(columns, axis=1)))
        own.append(Own(known, tuple(tables)))
    names = np.array(everything, object)
    return Values(names, of, np.concatenate(keys), np.concatenate(steps), tuple(own))
