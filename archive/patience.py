"""How long may be spent on what a page could do without? One second, shared by all of it.

What a visitor asked is answered first. Counts of switches, suggestions and ways out are questions
more; each is given what is left of the time, and when nothing is left they are not asked.

    >>> seconds = iter((10.0, 10.4, 11.2))
    >>> patience = Patience(clock=lambda: next(seconds))
    >>> round(patience.left(), 1)
    0.6
    >>> patience.left()
    Traceback (most recent call last):
    archive.errors.TooBroad: the time for what could be left out is over
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .errors import TooBroad

SECONDS = 1.0


class Patience:
    """Runs from when it is made, with the question a page is about. `spent`: something was left
    out."""

    def __init__(
        self, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self.spent = False

    def left(self) -> float:
        """Seconds that a further question may take. Raises TooBroad when none are left."""
        seconds = self._end - self._clock()
        if seconds <= 0:
            raise TooBroad("the time for what could be left out is over")
        return seconds

    @contextmanager
    def leaving_out(self) -> Iterator[None]:
        """What is too broad is left out, and that is remembered."""
        try:
            yield
        except TooBroad:
            self.spent = True
