"""Who may write? Whoever holds the lock file; the kernel frees it when its holder dies.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     first, second = Lock(Path(folder, "LOCK")), Lock(Path(folder, "LOCK"))
...     with first.held(wait=0):
...         second.taken()
...     second.taken()
True
False
"""

from __future__ import annotations

import fcntl
import os
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import Busy

POLL = 0.05  # seconds between two tries


class Lock:
    """An advisory lock (flock) on the file at `path`, which is made when it is missing.

    A child made by fork gives its copy up at once: otherwise a worker that outlives its killed
    parent would go on holding the archive.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: set[int] = set()  # open files
        itself = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _let_go(itself()))

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """Holds the lock; raises Busy when `wait` seconds were not enough, OSError as it comes."""
        file = self._acquired(time.monotonic() + wait)
        self._held.add(file)
        try:
            os.utime(file)  # its time says since when: see `since`
            yield
        finally:
            if file in self._held:
                self._held.remove(file)
                os.close(file)

    def taken(self) -> bool:
        """Whether somebody holds it now."""
        try:
            file = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False

    def since(self) -> int:
        """When it was last acquired, in nanoseconds of the file system's clock."""
        return self._path.stat().st_mtime_ns

    def _acquired(self, deadline: float) -> int:
        while True:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o640)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if self._is_file_of_path(file):
                    return file
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(file)
                    raise Busy("another job is writing to this archive") from None
                time.sleep(POLL)
            except BaseException:
                os.close(file)
                raise
            os.close(file)

    def _is_file_of_path(self, file: int) -> bool:
        """A lock on a file that was removed meanwhile keeps nobody out."""
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(file), self._path.stat())
        return False


def _let_go(lock: Lock | None) -> None:
    while lock is not None and lock._held:
        os.close(lock._held.pop())
