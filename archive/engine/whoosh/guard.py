"""What is a caller told when something goes wrong? Nothing of Whoosh, NumPy or the system."""

from __future__ import annotations

from ...errors import ArchiveError, EngineUnavailable, TooBroad
from .compat import LockError


class _Guarded:
    """Lets nothing of theirs out."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, ArchiveError):
            raise _told(error) from (None if isinstance(error, RecursionError) else error)


GUARDED = _Guarded()


def _told(error: Exception) -> ArchiveError:
    """What a caller is told of it."""
    match error:
        case RecursionError():
            return TooBroad("the question is nested too deeply")
        case LockError():
            return EngineUnavailable("the index is being written to by another job")
        case FileNotFoundError():
            return EngineUnavailable("the index, or a file of it, is missing")
        case OSError():
            return EngineUnavailable(f"the index cannot be used: {error.strerror}")
    return EngineUnavailable(f"damaged: {type(error).__name__}: {error}")
