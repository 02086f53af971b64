"""What is a caller told when something goes wrong? Nothing of Whoosh, NumPy or the system."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ...errors import ArchiveError, EngineBusy, EngineUnavailable, TooBroad
from .compat import LockError

OUTSIDE = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS),
    *(errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.EINTR),
}
"""What the system refuses whatever the index is like."""

T = TypeVar("T")


class _Guarded:
    """Lets nothing of theirs out."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _Given):
            raise error.__cause__
        if isinstance(error, Exception) and not isinstance(error, ArchiveError):
            raise _told(error) from (None if isinstance(error, RecursionError) else error)


GUARDED = _Guarded()


class _Given(BaseException):
    """What was given to the engine failed while it was taken: its cause is no affair of ours."""


def given(values: Iterable[T]) -> Iterator[T]:
    """The values; what making them raises comes out of the guard as it is."""
    try:
        yield from values
    except Exception as error:
        raise _Given from error


def _told(error: Exception) -> ArchiveError:
    """What a caller is told of it."""
    match error:
        case RecursionError():
            return TooBroad("the question is nested too deeply")
        case LockError():
            return EngineBusy("the index is being written to by another job")
        case MemoryError():
            return EngineBusy("there is too little memory")
        case FileNotFoundError():
            return EngineUnavailable("the index, or a file of it, is missing")
        case OSError(errno=number) if number in OUTSIDE:
            return EngineBusy(f"the index cannot be used: {error.strerror}")
        case OSError():
            return EngineUnavailable(f"the index cannot be used: {error.strerror}")
    return EngineUnavailable(f"damaged: {type(error).__name__}: {error}")
