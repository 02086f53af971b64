"""How do loops over postings run at the speed of the machine? Numba makes machine code of them.

Written as plain loops they say what is done to each number; NumPy would need a pass and a row of
its own for each step, and a microsecond to begin each. Kinds are told beforehand, so everything is
made when a module is first imported, never in the middle of a question; what was made is kept
(beside the source, else in the user's cache) and loaded from then on.

    >>> import numpy as np
    >>> @compiled(INT(ROW))
    ... def together(row):
    ...     total = 0
    ...     for number in row:
    ...         total += number
    ...     return total
    >>> together(np.array([2, 3, 5], np.int32))
    10
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit, types

Loop = Callable[..., Any]


def _read(kind: Any) -> Any:
    """Rows of this kind that are only read: mapped ones can be nothing else."""
    return types.Array(kind, 1, "C", readonly=True)


ROW = _read(types.int32)
"""Turns, documents, positions, days."""
MASK = _read(types.boolean)
WEIGHTS = _read(types.float64)
NARROW = tuple(map(_read, (types.uint8, types.uint16, types.uint32)))
"""Counts and numbers are kept in the smallest of these kinds that holds them (arrange.narrow)."""

TABLE = types.Array(types.int32, 2, "C", readonly=True)
NUMBERS = _read(types.int64)
"""Counts, and what is sorted by."""

NEW = types.int32[::1]
DRAWN = types.boolean[::1]
SCORES = types.float64[::1]
TOTALS = types.int64[::1]
"""What is written to, or new."""

INT, FLOAT, FLAG, NOTHING = types.int64, types.float64, types.boolean, types.void


def several(*kinds: Any) -> Any:
    """What gives one of each of these."""
    return types.Tuple(kinds)


def compiled(*signatures: Any) -> Callable[[Loop], Loop]:
    """Makes machine code of a loop for rows of these kinds; without any it becomes part of the
    loops that call it. Where nothing may be written it is made anew by every process."""

    def made(loop: Loop) -> Loop:
        if not signatures:
            return njit(forceinline=True)(loop)
        try:
            return njit(list(signatures), cache=True)(loop)
        except RuntimeError:  # Numba finds no folder to keep it in
            return njit(list(signatures))(loop)

    return made
