"""What need not be made again? What follows from its key alone, and was made for it a moment ago.

Unlike a page, such a part stays true whatever is added to the archive: the key has all it is made
from.

    >>> parts = Made(most=7, size=len)
    >>> parts("a", lambda: "one"), parts("a", lambda: "never asked"), parts("b", lambda: "three")
    ('one', 'one', 'three')
    >>> len(parts)
    1
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class _Key:
    """A key that is hashed once: it may be made of hundreds of values."""

    __slots__ = ("given", "hash")

    def __init__(self, given: Hashable) -> None:
        self.given = given
        self.hash = hash(given)

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.given == other.given


class Made(Generic[Value]):
    """Values by their keys, at most so much in all (`size` says of each how much it is), those
    asked for last. For all threads."""

    def __init__(self, most: int, size: Callable[[Value], int] = lambda _: 1) -> None:
        self._most = most
        self._of = size
        self._lock = Lock()
        self._kept: OrderedDict[_Key, tuple[_Key, Value]] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __call__(self, given: Hashable, make: Callable[[], Value]) -> Value:
        """The value of that key."""
        key = _Key(given)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                same, value = found
                self._kept.move_to_end(same)
                return value
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (key, made)
                self._size += self._of(made)
            while self._size > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._size -= self._of(gone)
        return made
