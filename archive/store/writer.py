"""How is it written? Blobs first, then rows, in one transaction for each commit.

The first statement of every transaction asks whether this writer's epoch is still the archive's:
one that was stopped and replaced is refused. A writer that the disk or the database has refused
once takes nothing more, for what it was given since its last commit is gone.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ..document import Document, Version, digest
from ..errors import Busy, NotFound, StaleWriter, StorageFailed, Unstorable
from . import Account, Provenance, rows
from .blobs import Blobs, written_sidecar
from .failure import WHOLE, translated
from .schema import accounts, archive, blobs, changes, documents, runs, versions
from .seal import FIRST, addition, instant, removal, sha256
from .verbatim import storable, storable_account, storable_document, storable_provenance


def next_epoch(connection: Connection) -> int:
    """Begins a new epoch: every earlier writer is refused from now on."""
    with connection.begin():
        mine = archive.c.name == "epoch"
        connection.execute(update(archive).where(mine).values(value=archive.c.value + 1))
        return connection.scalar(select(archive.c.value).where(mine))


def _guarded(method: Callable) -> Callable:
    """Translates what the disk and the database say, and ends the writer when they refuse."""

    @wraps(method)
    def guarded(self: SqlWriter, *arguments: Any) -> Any:
        try:
            with translated():
                self._enter()
                return method(self, *arguments)
        except (NotFound, Unstorable):
            raise  # said before anything was written
        except BaseException as error:
            self._fail(error)
            raise

    return guarded


class SqlWriter:
    """The Writer of SqlStore; see archive.store.Writer for what each method promises."""

    def __init__(self, connection: Connection, kept: Blobs, epoch: int) -> None:
        self._connection = connection
        self._blobs = kept
        self._epoch = epoch
        self._process = os.getpid()
        self._failed: BaseException | None = None
        self._counted: dict[int, Counter[str]] = defaultdict(Counter)

    @_guarded
    def begin(self, now: datetime) -> int:
        number = self._next(runs.c.number)
        self._connection.execute(insert(runs), rows.run_row(number, instant(now), None, {}))
        return number

    @_guarded
    def keep(self, body: bytes, provenance: Provenance) -> str:
        storable_provenance(provenance)
        name = sha256(body)
        if self._kept(name):
            self._blobs.body(name)  # raises Damaged: never overwritten, never silently mended
            return name
        sidecar = self._blobs.keep(name, body, written_sidecar(provenance))
        self._connection.execute(insert(blobs), rows.blob_row(name, len(body), sidecar))
        return name

    @_guarded
    def accounts_of(self, raw: str, recipe: str) -> tuple[Account, ...]:
        mine = (accounts.c.raw == raw, accounts.c.recipe == recipe)
        found = self._connection.execute(select(accounts).where(*mine).order_by(accounts.c.number))
        return tuple(rows.account_of(row) for row in found)

    @_guarded
    def newest(self, document: str) -> int | None:
        known = self._known(document)
        return None if known is None or known.removed else known.newest

    @_guarded
    def put(self, document: Document, raw: str, recipe: str, seen: datetime) -> tuple[str, Version]:
        storable_document(document)
        storable("the recipe", recipe)
        known = self._known(document.id)
        if known is None:
            return "added", self._added(document, Version(document.id, 1, seen, raw, recipe, ""))
        newest = self._version(known)
        if newest.digest == digest(document) and not known.removed:
            return "unchanged", newest
        version = Version(document.id, known.newest + 1, seen, raw, recipe, "")
        outcome = "added" if known.removed else "updated"
        return outcome, self._added(document, version)

    @_guarded
    def remove(self, document: str, reason: str) -> None:
        storable("the reason", reason)
        known = self._known(document)
        if known is None or known.removed:
            raise NotFound(document)
        seq, previous = self._last_change()
        fields = {"seq": seq + 1, "document": document, "version": None, "reason": reason}
        linked = removal(previous, seq + 1, document, reason)
        self._connection.execute(insert(changes), fields | {"digest": linked})
        self._connection.execute(
            update(documents).where(documents.c.id == document).values(removed=True)
        )

    @_guarded
    def account(self, account: Account) -> None:
        storable_account(account)
        if account.raw is not None and not self._kept(account.raw):
            raise NotFound(account.raw)
        if self._run(account.run) is None:
            raise NotFound(f"run {account.run}")
        self._counted[account.run][account.outcome] += 1
        same = (
            accounts.c.raw == (account.raw or ""),
            accounts.c.recipe == account.recipe,
            accounts.c.input == account.input,
        )
        standing = self._connection.scalar(select(accounts.c.number).where(*same))
        if standing is not None and account.outcome == "unchanged":
            return
        self._connection.execute(delete(accounts).where(*same))
        number = self._next(accounts.c.number)
        self._connection.execute(insert(accounts), rows.account_row(number, account))

    @_guarded
    def commit(self) -> int:
        return self._commit()

    @_guarded
    def end(self, run: int, now: datetime) -> None:
        row = self._run(run)
        if row is None:
            raise NotFound(f"run {run}")
        self._write_run(row, instant(now))
        self._commit()

    def close(self) -> None:
        """Drops what was not committed and takes nothing more."""
        with translated():
            if os.getpid() == self._process and self._failed is None:
                self._connection.rollback()
                self._settle()
        self._failed = self._failed or StaleWriter("this writer has been closed")

    def _settle(self) -> None:
        """Brings SQLite's log home, so that the catalogue is whole in one file. No one else may
        do so at the same time: so only while nobody has taken over."""
        with suppress(StaleWriter, Busy):
            self._enter()
            self._connection.rollback()
            if self._connection.dialect.name == "sqlite":
                connection = self._connection.connection.driver_connection
                connection.execute("PRAGMA busy_timeout=0")  # readers are not waited for
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _enter(self) -> None:
        """Begins a transaction unless one is open, if this writer is still the one."""
        if os.getpid() != self._process:
            raise StaleWriter("this writer belongs to another process")
        if isinstance(self._failed, StaleWriter):
            raise StaleWriter(str(self._failed))
        if self._failed:
            raise StorageFailed(f"an earlier refusal ended this job; {WHOLE}")
        if self._connection.in_transaction():
            return
        asked = select(archive.c.value).where(archive.c.name == "epoch").with_for_update()
        if self._connection.scalar(asked) != self._epoch:
            raise StaleWriter("another job has taken over this archive; nothing more is accepted")

    def _fail(self, error: BaseException) -> None:
        if self._failed is None:
            self._failed = error
            self._counted.clear()
            if os.getpid() == self._process:
                self._connection.invalidate()  # rolls back, whatever state it is in

    def _commit(self) -> int:
        for number in sorted(self._counted):
            self._write_run(self._run(number), None)
        self._blobs.sync()  # the names of blobs are durable before any row speaks of them
        seq, _ = self._last_change()
        self._connection.commit()
        return seq

    def _added(self, document: Document, unsigned: Version) -> Version:
        """Writes a version whose digest is still to be taken."""
        if not self._kept(unsigned.raw):
            raise NotFound(unsigned.raw)
        version = Version(
            document.id,
            unsigned.number,
            unsigned.seen,
            unsigned.raw,
            unsigned.recipe,
            digest(document),
        )
        row = rows.version_row(version, document)
        self._write_document(document, version.number)
        self._connection.execute(insert(versions), row)
        seq, previous = self._last_change()
        change = {
            "seq": seq + 1,
            "document": document.id,
            "version": version.number,
            "digest": addition(previous, seq + 1, version, row["text"]),
        }
        self._connection.execute(insert(changes), change)
        return version

    def _write_document(self, document: Document, newest: int) -> None:
        fields = rows.document_row(document, newest)
        if newest == 1:
            self._connection.execute(insert(documents), fields | {"id": document.id})
        else:
            mine = documents.c.id == document.id
            self._connection.execute(update(documents).where(mine).values(fields))

    def _known(self, document: str) -> Row | None:
        asked = select(documents.c.id, documents.c.newest, documents.c.removed)
        return self._connection.execute(asked.where(documents.c.id == document)).first()

    def _version(self, known: Row) -> Version:
        mine = (versions.c.document == known.id, versions.c.number == known.newest)
        return rows.version_of(self._connection.execute(select(versions).where(*mine)).one())

    def _last_change(self) -> tuple[int, str]:
        asked = select(changes.c.seq, changes.c.digest).order_by(changes.c.seq.desc()).limit(1)
        row = self._connection.execute(asked).first()
        return (row.seq, row.digest) if row else (0, FIRST)

    def _next(self, number: Any) -> int:
        return (self._connection.scalar(select(func.max(number))) or 0) + 1

    def _kept(self, name: str) -> bool:
        asked = select(blobs.c.size).where(blobs.c.sha256 == name)
        return self._connection.scalar(asked) is not None

    def _run(self, number: int) -> Row | None:
        return self._connection.execute(select(runs).where(runs.c.number == number)).first()

    def _write_run(self, row: Row, ended: str | None) -> None:
        counts = Counter(json.loads(row.counts)) + self._counted.pop(row.number, Counter())
        fields = rows.run_row(row.number, row.began, ended or row.ended, counts)
        self._connection.execute(update(runs).where(runs.c.number == row.number).values(fields))
