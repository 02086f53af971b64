"""Which hits come first? The first k of many, kept on a heap.

J. Williams: Algorithm 232, Heapsort (1964): the last of those kept is on top, so a hit that comes
behind it is left out by one comparison. A hit is a score and, for hits of the same score, one
integer, the greater the earlier: its day, then (less) the first turn it was found by, for hits of a
segment stand in the order of their ids::

    63          32 31           0
    ┌─────────────┬─────────────┐
    │     day     │   - turn    │
    └─────────────┴─────────────┘
"""

from __future__ import annotations

import numpy as np

from .compiled import FLAG, INT, NEW, ROW, SCORES, TOTALS, WEIGHTS, compiled, several

LAST = -(1 << 30)
"""A day after all others where the oldest come first."""

LEAST = np.iinfo(np.int64).min
LOW = 0xFFFFFFFF

BLOCK = 64
"""Of every so many hits the first is looked at before the others."""


@compiled()
def offered(best, order, size, score, place):
    """Puts a hit on the heap unless all of these come before it, and gives the new size."""
    if size == len(best):
        if score > best[0] or (score == best[0] and place > order[0]):
            sunk(best, order, size, score, place)
        return size
    at = size
    while at:
        above = (at - 1) >> 1
        if score > best[above] or (score == best[above] and place > order[above]):
            break
        best[at], order[at] = best[above], order[above]
        at = above
    best[at], order[at] = score, place
    return size + 1


@compiled()
def sunk(best, order, size, score, place):
    """Puts a hit in the place of the one on top, and lets it down to its own."""
    at, below = 0, 1
    while below < size:
        other = below + 1
        if other < size and (
            best[other] < best[below]
            or (best[other] == best[below] and order[other] < order[below])
        ):
            below = other
        if score < best[below] or (score == best[below] and place < order[below]):
            break
        best[at], order[at] = best[below], order[below]
        at, below = below, 2 * below + 1
    best[at], order[at] = score, place


@compiled()
def placed(turns, scores, document, first, apart, oldest):
    """The hits of ascending turns, in their order."""
    values, places = np.zeros(len(turns)), np.empty(len(turns), np.int64)
    count = 0
    last = -1
    for number in range(len(turns)):
        of = document[turns[number]]
        if apart or of != last:
            day = np.int64(first[min(max(of, 0), len(first) - 1)])
            if oldest:
                day = -day if day > 0 else LAST
            places[count] = (day << 32) - turns[number]
            if len(scores):
                values[count] = scores[number]
            count += 1
            last = of
        elif len(scores) and scores[number] > values[count - 1]:
            values[count - 1] = scores[number]
    return values[:count], places[:count]


@compiled()
def edge(places, best, order):
    """A place no later than which as many hits stand as the heap has room for. Where only days
    count, later ones often come later, and each would go onto the heap: this leaves most out."""
    if len(places) <= BLOCK * len(order):
        return LEAST
    size = 0
    for begin in range(0, len(places), BLOCK):
        most = places[begin]
        for at in range(begin + 1, min(begin + BLOCK, len(places))):
            most = max(most, places[at])
        size = offered(best, order, size, 0.0, most)
    return order[0]


@compiled(several(NEW, SCORES, TOTALS)(ROW, WEIGHTS, ROW, ROW, FLAG, FLAG, INT))
def foremost(turns, scores, document, first, apart, oldest, count):
    """The first `count` of ascending turns, or (unless `apart`) of their documents, by score (a
    document's is the best of its turns'; no scores: all are alike), then by day, the newest or (if
    so wished) the oldest before, then as they come: the first turn of each, its score, and its day
    (less than 0 of the oldest)."""
    values, places = placed(turns, scores, document, first, apart, oldest)
    count = min(count, len(values))
    best, order = np.empty(count), np.empty(count, np.int64)
    least = LEAST if len(scores) or not count else edge(places, best, order)
    size = 0
    for at in range(len(values)):
        if places[at] >= least and (size < count or values[at] >= best[0]):
            size = offered(best, order, size, values[at], places[at])
    for last in range(size - 1, 0, -1):
        value, place = best[last], order[last]
        best[last], order[last] = best[0], order[0]
        sunk(best, order, last, value, place)
    leads = np.empty(size, np.int32)
    for at in range(size):  # day and turn are taken apart again
        leads[at] = -order[at] & LOW
        order[at] = (order[at] + leads[at]) >> 32
    return leads, best[:size], order[:size]
