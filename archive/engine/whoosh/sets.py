"""How is a set of turns kept? As a row of numbers, or as a mask.

A set is one array: of integers, the turns themselves, ascending, each once; of booleans, a mask
over the turns of the segment. What postings give is such a row already and is never copied; what is
true of most turns (a negation, a range of days, a union of many) is drawn on a mask.

    >>> few, many = np.array([1, 4], np.int32), np.array([False, True, True, False, False])
    >>> both(few, many).tolist(), ids(either([few, many], 5)).tolist()
    ([1], [1, 2, 4])
    >>> ids(without(many, few)).tolist(), ids(rest(few, 5)).tolist()
    ([2], [0, 2, 3])
"""

from __future__ import annotations

from collections.abc import Sequence as Row

import numpy as np

from .compiled import FLAG, INT, MASK, NEW, ROW, compiled

Turns = np.ndarray

SPARSE = 4
"""A union of fewer turns than a SPARSEth of all is sorted, a larger one is drawn on a mask."""


def ids(turns: Turns) -> np.ndarray:
    """The turns as a row."""
    return picked(turns) if turns.dtype == bool else turns


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
    if one.dtype == bool:
        return one & other if other.dtype == bool else masked(other, one)
    if other.dtype == bool:
        return masked(one, other)
    return common(one, other) if len(one) <= len(other) else common(other, one)


def without(one: Turns, other: Turns) -> Turns:
    """Those in the first and not in the second."""
    if one.dtype != bool:
        return masked(one, ~other) if other.dtype == bool else less(one, other)
    if other.dtype == bool:
        return one & ~other
    left = one.copy()
    left[other] = False
    return left


def either(parts: Row[Turns], total: int) -> Turns:
    """Those in any."""
    if len(parts) == 1:
        return parts[0]
    if any(part.dtype == bool for part in parts):
        drawn = np.zeros(total, bool)
        for part in parts:
            if part.dtype == bool:
                drawn |= part
            else:
                drawn[part] = True
        return drawn
    if len(parts) == 2:
        return merged(*parts)
    return once(np.concatenate(parts) if parts else np.empty(0, np.int32), total)


def once(turns: np.ndarray, total: int) -> Turns:
    """The set of turns that stand in any order, perhaps several times."""
    return mask(turns, total) if len(turns) * SPARSE > total else distinct(turns)


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


@compiled()
def reached(row, wanted, at):
    """The first place from `at` on where an ascending row holds `wanted` or more: by steps that
    double, then by halving. J. Bentley, A. Yao: An almost optimal algorithm for unbounded
    searching (1976)."""
    size = len(row)
    if at >= size or row[at] >= wanted:
        return at
    step = 1
    high = at + 1
    while high < size and row[high] < wanted:
        at = high
        step += step
        high = at + step
    high = min(high, size)
    while high - at > 1:
        middle = (at + high) >> 1
        if row[middle] < wanted:
            at = middle
        else:
            high = middle
    return high


@compiled(NEW(ROW, ROW))
def common(few, many):
    """The numbers in both of two ascending rows."""
    found = np.empty(len(few), np.int32)
    count = at = 0
    for number in few:
        at = reached(many, number, at)
        if at == len(many):
            break
        if many[at] == number:
            found[count] = number
            count += 1
    return found[:count]


@compiled(NEW(ROW, ROW))
def less(row, unwanted):
    """The numbers of an ascending row that are not in another."""
    left = np.empty(len(row), np.int32)
    count = at = 0
    for number in row:
        at = reached(unwanted, number, at)
        if at == len(unwanted) or unwanted[at] != number:
            left[count] = number
            count += 1
    return left[:count]


@compiled(NEW(ROW, ROW))
def merged(one, other):
    """The numbers in either of two ascending rows, each once."""
    union = np.empty(len(one) + len(other), np.int32)
    count = first = second = 0
    while first < len(one) and second < len(other):
        least = min(one[first], other[second])
        union[count] = least
        first += one[first] == least
        second += other[second] == least
        count += 1
    for at in range(first, len(one)):
        union[count] = one[at]
        count += 1
    for at in range(second, len(other)):
        union[count] = other[at]
        count += 1
    return union[:count]


@compiled(NEW(ROW, MASK))
def masked(row, mask):
    """The numbers of a row that are on a mask."""
    found = np.empty(len(row), np.int32)
    count = 0
    for number in row:
        found[count] = number  # what is not on it is written over
        count += 0 <= number < len(mask) and mask[number]
    return found[:count]


@compiled(FLAG(ROW, INT))
def sound(row, total):
    """Whether a row ascends, each number once, and all are numbers of `total`."""
    before = -1
    whole = True
    for number in row:
        whole &= number > before
        before = number
    return whole and before < total


@compiled(NEW(MASK))
def picked(mask):
    """The numbers on a mask, ascending."""
    count = 0
    for there in mask:
        count += there
    row = np.empty(count + 1, np.int32)  # a place more: what is not there is written over
    count = 0
    for number in range(len(mask)):
        row[count] = number
        count += mask[number]
    return row[:count]
