"""Which database, and how is it opened? SQLite in the archive's folder, or PostgreSQL.

SQLite: write-ahead log, every commit flushed, one writer; reading connections cannot write.
PostgreSQL: each reading is one snapshot; the writer holds an advisory lock.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool, QueuePool

from ..errors import Busy
from .lock import POLL

CATALOGUE = "catalogue.sqlite"
_ADVISORY = 0x4861_7262_696E  # "Harbin": one archive a database, so one number does
_READER_WAIT = 10.0  # seconds, for the moments in which even SQLite's readers must wait


@dataclass(frozen=True, slots=True)
class Database:
    """`folder` the archive's; `url` of PostgreSQL, or None for SQLite in the folder."""

    folder: Path
    url: str | None = None

    def there(self) -> bool:
        """Whether there may be a catalogue (a server is asked by connecting). A rollback journal
        is only there while the file is made, before it has a write-ahead log: a making cut short,
        which a reader could not roll back."""
        cut_short = self.folder / f"{CATALOGUE}-journal"
        return self.url is not None or (self._file().exists() and not cut_short.exists())

    def readers(self) -> Engine:
        """Pooled connections that see one committed state each and cannot write."""
        if self.url is not None:
            return _postgresql_readers(self.url, pool_pre_ping=True, max_overflow=-1)
        return _sqlite(self._file(), "ro", _READER_WAIT, QueuePool, max_overflow=-1)

    def inspector(self) -> Engine:
        """Like `readers`, but what is no longer UTF-8 comes as text with lone surrogates, so that
        a damaged row can be named."""
        if self.url is not None:
            return _postgresql_readers(self.url, poolclass=NullPool)
        engine = _sqlite(self._file(), "ro", _READER_WAIT, NullPool)

        @event.listens_for(engine, "connect")
        def tolerate(connection: sqlite3.Connection, _record: object) -> None:
            connection.text_factory = lambda body: body.decode("utf-8", "surrogateescape")

        return engine

    @contextmanager
    def writing(self, wait: float, make: bool = False) -> Iterator[Connection]:
        """A connection of its own that may write (and `make` the file); raises Busy after `wait`
        seconds where the database keeps writers apart (the lock file is the caller's to hold)."""
        engine = self._writing(wait, "rwc" if make else "rw")
        with engine.connect() as connection:
            if self.url is not None:
                _advise(connection, time.monotonic() + wait)
            yield connection

    def _writing(self, wait: float, mode: str) -> Engine:
        if self.url is None:
            return _sqlite(self._file(), mode, wait, NullPool)
        engine = create_engine(_psycopg(self.url), poolclass=NullPool)
        milliseconds = int(wait * 1000) + 1  # 0 would be for ever

        @event.listens_for(engine, "connect")
        def prepare(connection: object, _record: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = {milliseconds}")
                cursor.execute("SET synchronous_commit = on")
            connection.commit()

        return engine

    def _file(self) -> Path:
        return self.folder / CATALOGUE


def _psycopg(url: str) -> str:
    parts = make_url(url)
    return parts.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _postgresql_readers(url: str, **pooled: object) -> Engine:
    return create_engine(
        _psycopg(url),
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
        **pooled,
    )


def _advise(connection: Connection, deadline: float) -> None:
    asked = text("SELECT pg_try_advisory_lock(:number)")
    while not connection.scalar(asked, {"number": _ADVISORY}):
        connection.rollback()
        if time.monotonic() >= deadline:
            raise Busy("another job is writing to this archive")
        time.sleep(POLL)
    connection.commit()


def _sqlite(file: Path, mode: str, wait: float, pool: type, **options: object) -> Engine:
    writes = mode != "ro"
    address = f"file:{quote(os.fspath(file.absolute()))}?mode={mode}"

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in _pragmas(writes):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=opened, poolclass=pool, **options)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _pragmas(writes: bool) -> tuple[str, ...]:
    always = ("trusted_schema=OFF", "foreign_keys=ON", "cell_size_check=ON")
    if writes:
        return (*always, "journal_mode=WAL", "synchronous=FULL")
    return (*always, "query_only=ON")
