"""How well does a turn answer? BM25 with statistics over all live turns of all segments.

After S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009),
with the idf that is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)). Counts are integers and the
operations the same in every segment, so a score does not depend on how turns are segmented.
"""

from __future__ import annotations

import math
from collections.abc import Sequence as Row

import numpy as np

from ..plan import RankTerm
from .snapshot import Live

K1, B = 1.2, 0.75


def scores(rank: Row[RankTerm], segments: Row[Live]) -> list[np.ndarray]:
    """For each segment the score of each of its turns (of dead ones too, which mean nothing)."""
    totals = [np.zeros(live.segment.turns) for live in segments]
    everything = sum(live.turns for live in segments)
    for wanted in rank:
        bearing = sum(live.bearing(wanted.field, wanted.term) for live in segments)
        if not bearing:
            continue
        rarity = math.log(1 + (everything - bearing + 0.5) / (bearing + 0.5))
        mean = sum(live.tokens(wanted.field) for live in segments) / everything
        for live, total in zip(segments, totals, strict=True):
            field = live.segment.fields[wanted.field]
            turns, count = field.counted(wanted.term)
            norm = K1 * (1 - B + B * field.length[turns] / mean)
            total[turns] += wanted.weight * rarity * (count * (K1 + 1) / (count + norm))
    return totals
