"""How long may a question take? Two seconds, looked at between operators and between segments.

A question that takes longer is refused whole: a count over part of the archive is never given.

    >>> seconds = iter((10.0, 11.9, 12.1))
    >>> deadline = Deadline(lambda: next(seconds))
    >>> deadline.check()
    >>> deadline.check()
    Traceback (most recent call last):
    archive.errors.TooBroad: the question took longer than 2 s: narrow it
"""

from __future__ import annotations

from collections.abc import Callable

from ..errors import TooBroad

SECONDS = 2

Clock = Callable[[], float]
"""Gives seconds that never go back."""


class Deadline:
    """Runs from when it is made."""

    def __init__(self, clock: Clock, seconds: float = SECONDS) -> None:
        self._clock = clock
        self._seconds = seconds
        self._end = clock() + seconds

    def check(self) -> None:
        """Raises TooBroad when the time is over."""
        if self._clock() > self._end:
            raise TooBroad(f"the question took longer than {self._seconds:.1g} s: narrow it")
