"""How do the postings of several segments become one's? Nothing is sorted that is sorted already.

The postings of each part ascend by term and turn, and do so still when its turns are renumbered:
those that are left keep their order. So they are runs, which are merged by (term, turn); the
positions of a term in a turn stand together and are moved as they stand, all by as much as their
turn's position 0 has moved.
"""

from __future__ import annotations

from collections.abc import Sequence as Row
from dataclasses import dataclass

import numpy as np

from .arrange import LOW, Renumbered, grouped, lexicon, narrow, starts, united
from .segment import Postings


@dataclass(frozen=True, slots=True)
class Run:
    """The postings of a range of terms in one part that live: the integers (term above, new turn
    below) they are merged by, how often each stands there, from where on its positions lie among
    those of the part's range, and by how much they move. `places` are those of the dead too."""

    keys: np.ndarray
    often: np.ndarray
    begins: np.ndarray
    moved: np.ndarray
    places: np.ndarray


def joined(
    under: str,
    fields: Row[Postings],
    ranges: Row[range],
    renumbered: Renumbered,
    base: np.ndarray,
) -> dict[str, np.ndarray]:
    """The terms of these numbers in each part, and who bears them where."""
    terms, numbers = united(
        [
            field.lexicon.some(some.start, some.stop)
            for field, some in zip(fields, ranges, strict=True)
        ]
    )
    runs = [
        _run(field, some, number, new, base)
        for field, some, number, new in zip(fields, ranges, numbers, renumbered, strict=True)
    ]
    keys = np.concatenate([run.keys for run in runs])
    order = keys.argsort(kind="stable")  # which finds the runs and merges them
    keys = keys[order]
    often = np.concatenate([run.often for run in runs])[order]
    used, at = grouped(keys >> 32)
    places_at = starts(often)
    return {
        **lexicon(under, [terms[number] for number in used]),
        f"{under}.at": at,
        f"{under}.turns": (keys & LOW).astype(np.int32),
        f"{under}.often": often.astype(narrow(often)),
        f"{under}.places.at": places_at[at],
        f"{under}.places": _moved(runs, order, often, places_at),
    }


def _run(
    field: Postings, some: range, number: np.ndarray, new: np.ndarray, base: np.ndarray
) -> Run:
    bearing = slice(int(field.at[some.start]), int(field.at[some.stop]))
    before, often = field.turns[bearing], field.often[bearing].astype(np.int64)
    after = new[before]
    term = np.repeat(number, np.diff(field.at[some.start : some.stop + 1]))
    places = field.places[int(field.places_at[some.start]) : int(field.places_at[some.stop])]
    begins = starts(often)[:-1]
    keys, moved = (term << 32) | after, base[after] - field.base[before]
    live = after >= 0
    if not live.all():
        keys, often, begins, moved = keys[live], often[live], begins[live], moved[live]
    return Run(keys, often, begins, moved, places)


def _moved(runs: Row[Run], order: np.ndarray, often: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The positions of all runs in their new order, each as it is numbered now."""
    before = starts(np.array([len(run.places) for run in runs]))
    begins = np.concatenate(
        [run.begins + first for run, first in zip(runs, before[:-1].tolist(), strict=True)]
    )[order]
    moved = np.concatenate([run.moved for run in runs])[order]
    places = np.concatenate([run.places for run in runs])
    taken = np.repeat(begins - at[:-1], often)
    taken += np.arange(len(taken))
    return places[taken] + np.repeat(moved.astype(np.int32), often)
