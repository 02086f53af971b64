"""What does a refusal of the disk or the database mean? One of our errors, in a sentence.

>>> import errno
>>> with translated():
...     raise OSError(errno.ENOSPC, "No space left on device")
Traceback (most recent call last):
archive.errors.StorageFailed: the disk is full; what was acknowledged is whole
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..errors import ArchiveError, Busy, Damaged, StorageFailed

WHOLE = "what was acknowledged is whole"

_DISK = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the disk refuses a file of this size",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk is failing (input/output error)",
    errno.EACCES: "the disk refuses: no permission",
    errno.EPERM: "the disk refuses: no permission",
    errno.EMFILE: "the disk cannot be reached: too many open files",
    errno.ENFILE: "the disk cannot be reached: too many open files",
}

_SQLITE = (
    ("SQLITE_FULL", StorageFailed, f"the disk is full; {WHOLE}"),
    ("SQLITE_IOERR", StorageFailed, f"the disk is failing (input/output error); {WHOLE}"),
    ("SQLITE_READONLY", StorageFailed, f"the disk is read-only; {WHOLE}"),
    ("SQLITE_CANTOPEN", StorageFailed, f"the disk does not let the catalogue be opened; {WHOLE}"),
    ("SQLITE_BUSY", Busy, "another job is writing"),
    ("SQLITE_LOCKED", Busy, "another job is writing"),
    ("SQLITE_CORRUPT", Damaged, "the catalogue file is damaged"),
    ("SQLITE_NOTADB", Damaged, "the catalogue file is damaged: it is not a database"),
)

_POSTGRESQL = (
    ("53100", StorageFailed, f"the database's disk is full; {WHOLE}"),
    ("58030", StorageFailed, f"the database's disk is failing (input/output error); {WHOLE}"),
    ("25006", StorageFailed, f"the database is read-only; {WHOLE}"),
    ("55P03", Busy, "another job is writing"),
    ("XX001", Damaged, "the catalogue is damaged in the database"),
    ("XX002", Damaged, "an index of the catalogue is damaged in the database"),
)


@contextmanager
def translated(driver: type[Exception] = sqlite3.Error) -> Iterator[None]:
    """Turns foreign errors into ours: nothing of SQLAlchemy, the database's `driver` or the system
    leaves."""
    try:
        yield
    except ArchiveError:
        raise
    except OSError as error:
        raise StorageFailed(disk_sentence(error)) from error
    except DBAPIError as error:
        raise _of_database(error.orig) from error
    except (SQLAlchemyError, driver) as error:
        raise _of_database(error) from error


def disk_sentence(error: OSError) -> str:
    """What the system said about the disk, without paths."""
    said = _DISK.get(error.errno) or f"the disk refused ({error.strerror or 'no reason given'})"
    return f"{said}; {WHOLE}"


def _of_database(error: BaseException | None) -> ArchiveError:
    name = getattr(error, "sqlite_errorname", None) or ""
    state = getattr(error, "sqlstate", None) or ""
    for prefix, kind, sentence in _SQLITE if name else _POSTGRESQL:
        if (name or state).startswith(prefix):
            return kind(sentence)
    if "decode to UTF-8" in str(error):
        return Damaged("something in the catalogue is no longer text")
    if state and not state.startswith(("08", "57")):
        return StorageFailed(f"the database refused (condition {state}); {WHOLE}")
    if isinstance(error, sqlite3.Error):
        return StorageFailed(f"the database refused ({name or 'no reason given'}); {WHOLE}")
    return StorageFailed(f"the database cannot be reached; {WHOLE}")
