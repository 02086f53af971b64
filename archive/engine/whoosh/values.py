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
from .compiled import INT, NUMBERS, TOTALS, compiled, several
from .segment import Profiles

BITS = 24
"""Of a number: so many values there may be."""

RANKS = {facet: rank for rank, facet in enumerate(FACETS)}

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
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        """By facet the values of these that were counted, and how often, in its order."""
        some, often, ends = ordered(totals, self.key, self.step, len(FACETS))
        counted = tuple(zip(self.names.take(some).tolist(), often.tolist(), strict=True))
        edges = ends.tolist()
        return {
            facet: counted[edges[rank] : edges[rank + 1]]
            for facet in facets
            if (rank := RANKS.get(facet)) is not None
        }


@compiled(several(TOTALS, TOTALS, TOTALS)(NUMBERS, NUMBERS, NUMBERS, INT))
def ordered(totals, key, step, facets):
    """The numbers of the values that were counted, in order, and how often each; for each facet how
    many of these come before it. Behind the values the totals have one more: of those that have
    none."""
    keys = np.empty(len(key), np.int64)
    count = 0
    for number in range(len(key)):
        if totals[number]:
            keys[count] = key[number] - totals[number] * step[number]
            count += 1
    numbers = np.sort(keys[:count])
    often, ends = np.empty(count, np.int64), np.zeros(facets + 1, np.int64)
    for at in range(count):
        ends[(numbers[at] >> FACET) + 1] += 1
        numbers[at] &= (1 << BITS) - 1
        often[at] = totals[numbers[at]]
    return numbers, often, np.cumsum(ends)


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
            own[facet] = np.array([number[value] for value in values[facet]], np.int32)
        keys.append(np.arange(begin, len(everything)) + (rank << FACET | 1 << (FACET - 1)))
        steps.append(np.full(len(of[facet]), 0 if facet in PERIODS else 1 << BITS))
    none = np.array([len(everything)], np.int32)
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
