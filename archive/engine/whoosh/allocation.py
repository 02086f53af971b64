"""Why is memory not given back at once? The arrays of a question come and go, of megabytes each.

glibc returns what is freed to the system from some size on, and the kernel hands it out again page
by page, each zeroed: a quarter of the time of a question that finds most of a million turns. So the
process keeps it. Where the C library is another, nothing changes. See mallopt(3).
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

LARGEST = 32 << 20
"""Bytes of the largest array whose memory is kept: the most that every glibc allows."""

KEPT = 64 << 20
"""Bytes that may lie idle at the end of the memory of a thread."""

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


@cache
def keep() -> None:
    """From now on freed memory stays with this process."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGEST)
        library.mallopt(M_TRIM_THRESHOLD, KEPT)
