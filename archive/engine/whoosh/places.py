"""Where do words stand together? Loops over ascending rows of global positions (segment.py).

Positions of two turns may be neighbours, so what stands together must be shown to belong to one
turn.
"""

from __future__ import annotations

import numpy as np

from .compiled import INT, NEW, ROW, compiled
from .segment import MARK
from .sets import reached


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
    mark = marks[min(max(position, 0) >> MARK, len(marks) - 1)]
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


@compiled(NEW(ROW, ROW, ROW, ROW, INT, ROW, ROW))
def near(starts, ends, far_starts, far_ends, distance, base, marks):
    """The turns in which something of the first starts and ends at most so far from where something
    of the second ends or starts, one behind the other. Only the nearest on either side can: a
    farther one is in the turn or beyond.

    Starts and ends ascend each for themselves, so those of one place may be of two spans (of an
    Or); but each turn has as many of both, and what is behind is told by ends alone, what is ahead
    by starts."""
    found = np.empty(len(starts), np.int32)
    count = at = 0
    last = -1
    for number in range(len(starts)):
        start, end = starts[number], ends[number]
        at = reached(far_starts, end + 1, at)
        behind = at < len(far_starts) and far_starts[at] - end <= distance
        before = at - 1
        while before >= 0 and far_ends[before] >= start:
            before -= 1
        ahead = before >= 0 and start - far_ends[before] <= distance
        if behind or ahead:
            turn = turn_of(start, base, marks)
            behind = behind and far_starts[at] < base[turn + 1]
            ahead = ahead and far_ends[before] >= base[turn]
            if turn != last and (behind or ahead):
                found[count] = last = turn
                count += 1
    return found[:count]
