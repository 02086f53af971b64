"""How is a set of turns kept? As a row of numbers where they are few, as a mask where many.

A set is one array: of booleans, a mask over the turns of the segment; of integers, the turns
themselves, ascending, each once. What postings give is such a row already and is never copied.
What a mask picks is taken with `compress`: to index by a mask is several times slower, for it asks
of each place anew which way to go.

    >>> few, many = np.array([1, 4], np.int32), np.array([False, True, True, False, False])
    >>> both(few, many).tolist(), ids(either([few, many], 5)).tolist()
    ([1], [1, 2, 4])
    >>> ids(without(many, few)).tolist(), ids(rest(few, 5)).tolist()
    ([2], [0, 2, 3])
"""

from __future__ import annotations

from collections.abc import Sequence as Row

import numpy as np

Turns = np.ndarray

GALLOP = 16
"""From this ratio of lengths on, looking each of the few up among the many is the cheaper way."""

SHORT = 8000
"""So few are looked up in any case: a mask costs more to make than it saves."""

SPARSE = 4
"""A union of fewer turns than a SPARSEth of all is sorted, a larger one is drawn on a mask."""


def ids(turns: Turns) -> np.ndarray:
    """The turns as a row, of the kind that indexes fastest."""
    return turns.nonzero()[0] if turns.dtype == bool else turns.astype(np.intp, copy=False)


def mask(turns: Turns, total: int) -> np.ndarray:
    """The turns as a mask over `total`."""
    if turns.dtype == bool:
        return turns
    drawn = np.zeros(total, bool)
    drawn[turns] = True
    return drawn


def size(turns: Turns) -> int:
    """How many there are."""
    return int(np.count_nonzero(turns)) if turns.dtype == bool else len(turns)


def both(one: Turns, other: Turns) -> Turns:
    """Those in both."""
    if one.dtype == bool and other.dtype == bool:
        return one & other
    if other.dtype != bool and (one.dtype == bool or len(other) < len(one)):
        one, other = other, one
    return one.compress(_inside(one, other))


def without(one: Turns, other: Turns) -> Turns:
    """Those in the first and not in the second."""
    if one.dtype != bool:
        return one.compress(~_inside(one, other))
    if other.dtype == bool:
        return one & ~other
    left = one.copy()
    left[other] = False
    return left


def either(parts: Row[Turns], total: int) -> Turns:
    """Those in any."""
    if len(parts) == 1:
        return parts[0]
    if any(part.dtype == bool for part in parts) or sum(map(len, parts)) * SPARSE > total:
        drawn = np.zeros(total, bool)
        for part in parts:
            if part.dtype == bool:
                drawn |= part
            else:
                drawn[part.astype(np.intp, copy=False)] = True
        return drawn
    if not parts:
        return np.empty(0, np.int32)
    row = np.concatenate(parts)
    row.sort(kind="stable")  # it finds the runs and only merges them
    return row.compress(changes(row))


def rest(turns: Turns, total: int) -> Turns:
    """Those of all `total` that are not in it."""
    return ~mask(turns, total)


def distinct(row: np.ndarray) -> np.ndarray:
    """Each number of a row once, ascending."""
    row = np.sort(row)
    return row.compress(changes(row))


def changes(row: np.ndarray) -> np.ndarray:
    """Where a value differs from the one before; the first always does."""
    changed = np.ones(len(row), bool)
    np.not_equal(row[1:], row[:-1], out=changed[1:])
    return changed


def among(wanted: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Which of `wanted` are in the row; both ascend."""
    if not len(row) or not len(wanted):
        return np.zeros(len(wanted), bool)
    if len(wanted) < SHORT or len(wanted) * GALLOP < len(row):
        return row.take(row.searchsorted(wanted), mode="clip") == wanted
    return _drawn_among(wanted, row)


BLOCK = 1 << 20
"""Numbers drawn at a time: as many as stay in the processor's cache."""


def _drawn_among(wanted: np.ndarray, row: np.ndarray) -> np.ndarray:
    """The same where neither is much longer: the row is drawn on a mask, a block at a time."""
    low = max(int(wanted[0]), int(row[0]))
    high = min(int(wanted[-1]), int(row[-1]))
    inside = np.zeros(len(wanted), bool)
    drawn = np.zeros(min(BLOCK, max(0, high + 1 - low)), bool)
    for begin in range(low, high + 1, BLOCK):
        edges = np.array((begin, min(begin + BLOCK, high + 1)), row.dtype)
        first, last = wanted.searchsorted(edges)
        if first == last:
            continue
        start, stop = row.searchsorted(edges)
        block = row[start:stop] - begin
        drawn[block] = True
        inside[first:last] = drawn.take(wanted[first:last] - begin)
        drawn[block] = False
    return inside


def _inside(few: np.ndarray, turns: Turns) -> np.ndarray:
    """Which of the row are in the set."""
    return turns.take(few) if turns.dtype == bool else among(few, turns)
