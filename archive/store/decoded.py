"""Which texts need not be decoded again? Those a page has just shown.

A version's text never changes: it is known by its seal, the sha256 of what is written of it.

    >>> texts = Decoded(len, most=7)
    >>> texts("a seal", "abc"), texts("a seal", "abc"), texts("another", "defgh")
    (3, 3, 5)
    >>> len(texts)
    1
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

MOST = 12_000_000  # code points of text kept decoded by a process

Value = TypeVar("Value")


class Decoded(Generic[Value]):
    """Decodes texts, and keeps what it made of the last, of so many code points in all. For all
    threads."""

    def __init__(self, decode: Callable[[str], Value], most: int = MOST) -> None:
        self._decode = decode
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[int, Value]] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __call__(self, seal: str, text: str) -> Value:
        """What the text of that seal says."""
        with self._lock:
            if seal in self._kept:
                self._kept.move_to_end(seal)
                return self._kept[seal][1]
        made = self._decode(text)
        with self._lock:
            if seal not in self._kept:
                self._kept[seal] = (len(text), made)
                self._size += len(text)
            while self._size > self._most:
                self._size -= self._kept.popitem(last=False)[1][0]
        return made
