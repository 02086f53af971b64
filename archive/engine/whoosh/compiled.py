"""How do loops over postings run at the speed of the machine? Numba makes machine code of them.

Written as plain loops they say what is done to each number; NumPy would need a pass and a row of
its own for each step, and a microsecond to begin each. Kinds are told beforehand, so everything is
made when a module is first imported, never in the middle of a question; what was made is kept and
loaded from then on.

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

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from numba import config, njit, types

Loop = Callable[..., Any]


def _kept(here: Path) -> Path | None:
    """Where machine code of the loops in this folder is kept: beside them or in the user's cache,
    under the digest of all their text. For a loop contains what it calls, which may stand in
    another file, and Numba looks at the age of its own alone."""
    text = b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))
    name = "loops-" + hashlib.sha256(text).hexdigest()[:16]
    for parent in (here / "__pycache__", Path("~/.cache/harbin")):
        with suppress(OSError, RuntimeError):  # not to be written to; nobody's home
            folder = parent.expanduser() / name
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                _clear(here / "__pycache__", name)
                return folder
    return None


def _clear(folder: Path, name: str) -> None:
    """Removes what earlier loops became, but not from a cache that others share."""
    for old in folder.glob("loops-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def _forget(loop: Loop) -> None:
    """Throws away what is kept of a loop: a file cut short by a cut of power, or all there was room
    for on a full disk."""
    for file in KEPT.rglob(f"*.{loop.__name__}-*") if KEPT else ():
        with suppress(OSError):
            file.unlink()


HERE = Path(__file__).parent
KEPT = _kept(HERE)
if KEPT:
    config.CACHE_DIR = str(KEPT)


def _read(kind: Any) -> Any:
    """Rows of this kind that are only read: mapped ones can be nothing else."""
    return types.Array(kind, 1, "C", readonly=True)


ROW = _read(types.int32)
"""Turns, documents, positions, days."""
MASK = _read(types.boolean)
WEIGHTS = _read(types.float64)
NARROW = tuple(map(_read, (types.uint8, types.uint16, types.uint32)))
"""Counts are kept in the smallest of these kinds that holds them (arrange.narrow)."""
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


def compiled(*signatures: Any, checked: bool = False) -> Callable[[Loop], Loop]:
    """Makes machine code of a loop for rows of these kinds; without any it becomes part of the
    loops that call it. Where nothing can be kept it is made anew by every process.

    Machine code reads and writes wherever it is told to, so what files say is looked at before it
    is gone by; a loop that writes where they say is `checked` throughout (what it calls is not),
    and raises IndexError."""

    def made(loop: Loop) -> Loop:
        if not signatures:
            return njit(forceinline=True)(loop)
        if KEPT and Path(loop.__code__.co_filename).parent == HERE:
            try:
                kept = njit(list(signatures), boundscheck=checked, cache=True)(loop)
                # Two processes that begin at once may have kept one kind in the place of another.
                if len(kept.signatures) == len(signatures):
                    return kept
            except Exception:  # of any kind: it is read from a file
                pass
            _forget(loop)
        return njit(list(signatures), boundscheck=checked)(loop)

    return made
