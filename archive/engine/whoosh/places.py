"""Where do words stand together? Loops over ascending rows of global positions (segment.py).

Positions of two turns may be neighbours, so what stands together must be shown to belong to one
turn.
"""

from __future__ import annotations

import numpy as np

from .compiled import INT, NEW, ROW, compiled
from .segment import MARK
from .sets import merged, reached


@compiled(NEW(ROW, INT, ROW, INT))
def aligned(row, back, other, ahead):
    """The numbers p = r - `back` of the row's r for which p + `ahead` is in the other row."""
    found = np.empty(len(row), np.int32)
    count = at = 0
    for number in row:
        place = number - back
        at = reached(other, place + ahead, at)
        if at == len(other):
            break
        if other[at] == place + ahead:
            found[count] = place
            count += 1
    return found[:count]


@compiled()
def turn_of(position, base, marks):
    """The turn to which a position belongs; of one that there cannot be, any."""
    mark = marks[min(position >> MARK, len(marks) - 1)]
    return min(reached(base, position + 1, max(mark, 0) + 1), len(base) - 1) - 1


@compiled(NEW(ROW, INT, ROW, ROW))
def whole(starts, more, base, marks):
    """The starts that are in the same turn as what stands `more` behind them. One before position
    0 belongs to no turn."""
    found = np.empty(len(starts), np.int32)
    count = 0
    for start in starts:
        if start >= 0 and start + more < base[turn_of(start, base, marks) + 1]:
            found[count] = start
            count += 1
    return found[:count]


@compiled(NEW(ROW, INT, ROW, ROW))
def turns_of(starts, more, base, marks):
    """The turns of these starts, each once."""
    found = np.empty(len(starts), np.int32)
    count = 0
    last = -1
    for start in starts:
        if start < 0:
            continue
        turn = turn_of(start, base, marks)
        if turn != last and start + more < base[turn + 1]:
            found[count] = last = turn
            count += 1
    return found[:count]


@compiled()
def followed(ends, starts, distance, base, marks):
    """The turns in which something starts at most `distance` behind an end, each once. Only the
    nearest can: a farther one is in the turn or beyond."""
    found = np.empty(min(len(ends), len(starts)), np.int32)
    count = at = 0
    last = -1
    for number in range(len(found)):
        if len(ends) <= len(starts):
            end = ends[number]
            at = reached(starts, end + 1, at)
            if at == len(starts):
                break
            start = starts[at]
        else:
            start = starts[number]
            at = reached(ends, start, at)
            if at == 0:
                continue
            end = ends[at - 1]
        if start - end <= distance:
            turn = turn_of(end, base, marks)
            if turn != last and start < base[turn + 1]:
                found[count] = last = turn
                count += 1
    return found[:count]


@compiled(NEW(ROW, ROW, ROW, ROW, INT, ROW, ROW))
def near(left, left_ends, right, right_ends, distance, base, marks):
    """The turns in which what starts and ends here and what starts and ends there are at most so
    far apart, one behind the other."""
    after = followed(left_ends, right, distance, base, marks)
    before = followed(right_ends, left, distance, base, marks)
    return merged(after, before)
