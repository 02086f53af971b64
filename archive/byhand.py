"""What do people keep by hand? Files of an archive, read again when they have changed.

>>> held = Held("what is known")
>>> held(), held.trouble
('what is known', None)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from .errors import ArchiveError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class ByHand(Protocol[T_co]):
    """Called, it gives what is known now. `trouble`: what is wrong with the file, a sentence."""

    trouble: str | None

    def __call__(self) -> T_co: ...


class Held(Generic[T]):
    """Something known that does not change."""

    def __init__(self, known: T, trouble: str | None = None) -> None:
        self._known = known
        self.trouble = trouble

    def __call__(self) -> T:
        return self._known


class HandFile(Generic[T]):
    """What a file says. While it is faulty or gone, what it last said right holds: `nothing` where
    it never did."""

    def __init__(self, path: Path, read: Callable[[Path], T], nothing: T) -> None:
        """`read` raises ArchiveError for a faulty file."""
        self._path, self._read = path, read
        self._known, self._stamp = nothing, None
        self.trouble: str | None = None
        self._look(self._signature())

    def __call__(self) -> T:
        stamp = self._signature()
        if stamp != self._stamp:
            self._look(stamp)
        return self._known

    def _look(self, stamp: tuple[int, int, int] | None) -> None:
        self._stamp = stamp
        try:
            self._known, self.trouble = self._read(self._path), None
        except ArchiveError as error:
            self.trouble = str(error)

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino
