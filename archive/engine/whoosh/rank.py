"""How well does a turn answer? BM25 with statistics over all live turns of all segments.

After S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009),
with the idf that is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)). Counts are integers and the
operations the same in every segment, so a score does not depend on how turns are segmented. Only
found turns are scored.
"""

from __future__ import annotations

import math
from collections.abc import Sequence as Row

import numpy as np

from ..deadline import Deadline
from ..plan import RankTerm
from .sets import GALLOP
from .snapshot import K1, Snapshot


def scores(
    rank: Row[RankTerm], snapshot: Snapshot, found: Row[np.ndarray], deadline: Deadline
) -> list[np.ndarray]:
    """For each segment the scores of its found turns (ascending). Raises TooBroad."""
    totals = [np.zeros(len(turns)) for turns in found]
    if not any(map(len, found)):
        return totals
    for wanted in rank:
        deadline.check()
        bearing = sum(live.bearing(wanted.field, wanted.term) for live in snapshot.segments)
        if not bearing:
            continue
        rarity = math.log(1 + (snapshot.turns - bearing + 0.5) / (bearing + 0.5))
        norms = snapshot.norms(wanted.field)
        for live, norm, turns, total in zip(snapshot.segments, norms, found, totals, strict=True):
            bearers, often = live.segment.fields[wanted.field].counted(wanted.term)
            if len(bearers) and len(turns):
                _add(total, turns, bearers, often, norm, wanted.weight * rarity)
    return totals


def _add(
    total: np.ndarray,
    turns: np.ndarray,
    bearers: np.ndarray,
    often: np.ndarray,
    norm: np.ndarray,
    weight: float,
) -> None:
    """Adds to the scores of the found turns what those that bear the term are worth by it."""
    if len(turns) == len(bearers) and np.array_equal(turns, bearers):
        total += _worth(often, norm[turns], weight)
    elif len(turns) * GALLOP < len(bearers):
        at = bearers.searchsorted(turns.astype(bearers.dtype, copy=False))
        at[at == len(bearers)] = 0
        here = (bearers[at] == turns).nonzero()[0]
        at = at[here]
        total[here] += _worth(often[at], norm[turns[here]], weight)
    elif len(bearers) * GALLOP < len(turns):
        at = turns.searchsorted(bearers.astype(turns.dtype, copy=False))
        at[at == len(turns)] = 0
        here = (turns[at] == bearers).nonzero()[0]
        total[at[here]] += _worth(often[here], norm[bearers[here]], weight)
    else:
        drawn = np.zeros(len(norm))
        bearers = bearers.astype(np.intp, copy=False)
        drawn[bearers] = _worth(often, norm[bearers], weight)
        total += drawn[turns]


def _worth(often: np.ndarray, norm: np.ndarray, weight: float) -> np.ndarray:
    return weight * (often * (K1 + 1) / (often + norm))
