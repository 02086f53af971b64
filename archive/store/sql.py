"""Where is the system of record? In SQLite in the archive's folder, or in PostgreSQL.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     store = SqlStore.open(folder, create=True, write=True)
...     store.seq(), store.ids()
...     store.close()
(0, ())
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    exists,
    func,
    insert,
    inspect,
    literal,
    select,
)

from ..document import Stored, Version
from ..errors import Damaged, NewerFormat, NotFound, StorageFailed
from . import Account, Change, Problem, Provenance, Run, Writer, rows
from .blobs import Blobs, read_sidecar, synced
from .database import Database
from .decoded import Decoded
from .failure import translated
from .lock import Lock
from .schema import (
    FORMAT,
    accounts,
    archive,
    blobs,
    changes,
    documents,
    metadata,
    runs,
    shape,
    versions,
)
from .seal import sha256
from .verbatim import is_storable
from .verify import problems
from .writer import SqlWriter, next_epoch

_MOST_VARIABLES = 500  # ids in one statement; older SQLite takes 999 at most


class SqlStore:
    """The Store in a folder: `catalogue.sqlite` (or a database elsewhere), `blobs/`, `LOCK`."""

    def __init__(self, database: Database, *, write: bool) -> None:
        self._database = database
        self._write = write
        self._blobs = Blobs(database.folder / "blobs")
        self._lock = Lock(database.folder / "LOCK")
        self._process = os.getpid()
        self._engine = database.readers()
        self._decoded = Decoded(rows.document_of)

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str],
        database: str | None = None,
        *,
        create: bool = False,
        write: bool = False,
    ) -> SqlStore:
        """Opens the store in a folder, its catalogue in SQLite there or in PostgreSQL at the URL
        `database`; with `create` it is made when it is not there, with `write` it has a writer.

        Raises StorageFailed (also when there is none), NewerFormat, Damaged, Busy.
        """
        store = cls(Database(Path(folder), database), write=write)
        try:
            with translated():
                if not store._made():
                    if not create:
                        raise StorageFailed("there is no archive here")
                    store._make()
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def writer(self, wait: float = 60.0) -> Iterator[Writer]:
        """See Store.writer."""
        if not self._write:
            raise StorageFailed("this archive was opened for reading only")
        with ExitStack() as held:
            with translated():
                writer = held.enter_context(self._writer(wait))
            try:
                yield writer
            finally:  # only our own leaving is translated, not what the job raised
                writer.close()
                with translated():
                    held.close()

    def seq(self) -> int:
        """Asked some times a page: the driver is asked at once, which costs a sixth."""
        self._forked()
        with translated(self._engine.dialect.loaded_dbapi.Error):
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(LAST_SEQ)
                return cursor.fetchone()[0]
            finally:
                connection.close()

    def get(self, id: str, version: int | None = None) -> Stored:
        subject = id if version is None else f"{id}, version {version}"
        _findable(id, subject)
        wanted = _stored().where(documents.c.id == id)
        if version is None:
            wanted = wanted.where(_NEWEST, ~documents.c.removed)
        else:
            wanted = wanted.where(versions.c.number == version)
        with self._reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise NotFound(subject)
        return rows.stored_of(row)

    def many(self, ids: tuple[str, ...], at: int | None = None) -> dict[str, Stored]:
        ids = tuple(filter(is_storable, ids))
        asked = newest_of_many() if at is None else many_then(at)
        found: dict[str, Stored] = {}
        with self._reading() as connection:
            for start in range(0, len(ids), _MOST_VARIABLES):
                some = {"ids": ids[start : start + _MOST_VARIABLES]}
                for row in connection.execute(asked, some):
                    if not row.removed:
                        found[row.document] = rows.stored_of(row, self._decoded)
        return {id: found[id] for id in ids if id in found}

    def versions(self, id: str) -> tuple[Version, ...]:
        _findable(id, id)
        fields = [column for column in versions.c if column.name not in ("text", "seal")]
        asked = select(*fields).where(versions.c.document == id).order_by(versions.c.number)
        with self._reading() as connection:
            found = tuple(rows.version_of(row) for row in connection.execute(asked))
        if not found:
            raise NotFound(id)
        return found

    def ids(self, after: str = "", limit: int = 1000, at: int | None = None) -> tuple[str, ...]:
        there = (documents.c.id > after, ~documents.c.removed)
        asked = select(documents.c.id).where(*there).order_by(documents.c.id).limit(limit)
        if at is not None:
            asked = ids_then(after, limit, at)
        with self._reading() as connection:
            return tuple(connection.scalars(asked))

    def changes(self, after: int, limit: int = 1000) -> tuple[Change, ...]:
        asked = select(changes).where(changes.c.seq > after).order_by(changes.c.seq).limit(limit)
        with self._reading() as connection:
            return tuple(rows.change_of(row) for row in connection.execute(asked))

    def latest(self, limit: int = 10) -> tuple[Stored, ...]:
        there = _stored().where(_NEWEST, ~documents.c.removed)
        asked = there.order_by(documents.c.filed.desc(), documents.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(rows.stored_of(row) for row in connection.execute(asked))

    def counts(self) -> dict[str, int]:
        def number(table, *where):
            return select(func.count()).select_from(table).where(*where).scalar_subquery()

        asked = select(
            number(documents, ~documents.c.removed).label("documents"),
            number(versions).label("versions"),
            number(blobs).label("blobs"),
            number(accounts).label("accounts"),
            number(documents, documents.c.removed).label("removed"),
        )
        with self._reading() as connection:
            return dict(connection.execute(asked).one()._mapping)

    def blob(self, sha256: str) -> bytes:
        self._blob_row(sha256)
        with translated():
            return self._blobs.body(sha256)

    def provenance(self, sha256: str) -> Provenance:
        expected = self._blob_row(sha256)
        with translated():
            sidecar = self._blobs.sidecar(sha256)
        return _provenance(sha256, sidecar, expected)

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        asked = select(runs).order_by(runs.c.number.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(rows.run_of(row) for row in connection.execute(asked))

    def accounts(self, outcome: str, limit: int = 100) -> tuple[Account, ...]:
        mine = select(accounts).where(accounts.c.outcome == outcome)
        asked = mine.order_by(accounts.c.number.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(rows.account_of(row) for row in connection.execute(asked))

    def verify(self, full: bool = False) -> Iterator[Problem]:
        try:
            with translated(), self._database.inspector().connect() as connection:
                yield from problems(connection, self._blobs, self._lock, full)
        except Damaged as error:
            yield Problem("catalogue", str(error))

    def close(self) -> None:
        self._engine.dispose(close=os.getpid() == self._process)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one committed state, and none that crossed a fork."""
        self._forked()
        try:
            with translated(), self._engine.connect() as connection:
                yield connection
        except ValueError as error:
            raise Damaged("a row of the catalogue cannot be read") from error

    def _forked(self) -> None:
        """Leaves connections that crossed a fork."""
        if os.getpid() != self._process:
            self._engine.dispose(close=False)
            self._process = os.getpid()

    @contextmanager
    def _writer(self, wait: float) -> Iterator[SqlWriter]:
        deadline = time.monotonic() + wait
        with self._lock.held(wait):
            left = max(0.0, deadline - time.monotonic())
            with self._database.writing(left) as connection:
                epoch = next_epoch(connection)
                self._blobs.sweep()
                yield SqlWriter(connection, self._blobs, epoch)

    def _blob_row(self, name: str) -> str:
        """The digest of a blob's sidecar. Raises NotFound: a file without a row is not kept yet."""
        _findable(name, name)
        with self._reading() as connection:
            expected = connection.scalar(select(blobs.c.sidecar).where(blobs.c.sha256 == name))
        if expected is None:
            raise NotFound(name)
        return expected

    def _made(self) -> bool:
        """Whether there is a catalogue of a format we know. Raises NewerFormat."""
        if not self._database.there():
            return False
        with self._reading() as connection:
            if not inspect(connection).has_table(archive.name):
                return False
            found = connection.scalar(select(archive.c.value).where(archive.c.name == "format"))
        if found is None or found < FORMAT:
            raise Damaged("the catalogue does not say which format it has")
        if found > FORMAT:
            raise NewerFormat(
                f"this archive has format {found}, this program knows {FORMAT}: use a newer one"
            )
        return True

    def _make(self) -> None:
        folder = self._database.folder
        folder.mkdir(parents=True, exist_ok=True)
        with self._lock.held(60.0), self._database.writing(60.0, make=True) as connection:
            self._blobs.make()
            if not self._made():
                with connection.begin():
                    metadata.create_all(connection)
                    facts = {"format": FORMAT, "epoch": 0, "schema": shape(connection)}
                    for name, value in facts.items():
                        connection.execute(insert(archive), {"name": name, "value": value})
        synced(folder)
        synced(folder.absolute().parent)


LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM changes"
"""The number of the last change."""

_NEWEST = versions.c.number == documents.c.newest


def _stored() -> Select:
    joined = versions.join(documents, versions.c.document == documents.c.id)
    return select(versions, documents.c.newest).select_from(joined)


@cache
def newest_of_many() -> Select:
    """Removed ones too: told to leave them out, SQLite walks through all documents there are by an
    index that begins with it, instead of looking these up."""
    wanted = documents.c.id.in_(bindparam("ids", expanding=True))
    return _stored().add_columns(documents.c.removed).where(_NEWEST, wanted)


def ids_then(after: str, limit: int, at: int) -> Select:
    """The ids whose last change up to `at` is a version; read along the index of changes by
    document, as many as are wanted."""
    there = (changes.c.document > after, changes.c.version.is_not(None), *_last(at))
    return select(changes.c.document).where(*there).order_by(changes.c.document).limit(limit)


def many_then(at: int) -> Select:
    """The versions that were the newest after a change, as if none had come since."""
    number = changes.c.version
    versioned = (versions.c.document == changes.c.document) & (versions.c.number == number)
    wanted = changes.c.document.in_(bindparam("ids", expanding=True))
    asked = select(versions, number.label("newest"), literal(False).label("removed"))
    return asked.select_from(changes.join(versions, versioned)).where(wanted, *_last(at))


def _last(at: int) -> tuple[ColumnElement[bool], ...]:
    """Which changes are their document's last up to that one."""
    later = changes.alias()
    overtaken = (later.c.document == changes.c.document, later.c.seq > changes.c.seq)
    return changes.c.seq <= at, ~exists().where(*overtaken, later.c.seq <= at)


def _findable(key: str, subject: str) -> None:
    """Raises NotFound for a key that could not have been kept; databases refuse to be asked."""
    if not is_storable(key):
        raise NotFound(subject)


def _provenance(name: str, sidecar: bytes, expected: str) -> Provenance:
    if sha256(sidecar) != expected:
        raise Damaged(f"the sidecar of blob {name} was altered")
    try:
        return read_sidecar(sidecar)
    except ValueError:
        raise Damaged(f"the sidecar of blob {name} cannot be read") from None
