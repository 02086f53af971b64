"""Is everything that is kept what was promised? Every difference, named; one bit is enough.

The chain of changes covers every version (its text, its bytes' name, its recipe, when it was
seen); seals cover the rows of blobs, accounts and runs; the bytes have their names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, and_, select, text

from ..document import Document, Version, digest, restored
from ..errors import Damaged
from . import Problem, rows
from .blobs import Blobs, read_sidecar
from .lock import Lock
from .schema import accounts, archive, blobs, changes, documents, runs, shape, versions
from .seal import FIRST, addition, removal, sha256

STREAMED = 200  # rows fetched at a time


def problems(connection: Connection, kept: Blobs, lock: Lock, full: bool) -> Iterator[Problem]:
    """Everything wrong with a catalogue and its blobs, as one committed state shows it."""
    yield from _pages(connection, full)
    yield from _history(connection)
    yield from _strays(connection)
    for table, subject in ((accounts, "account"), (runs, "run")):
        for row in _streamed(connection, select(table)):
            if not rows.unaltered(row):
                yield Problem(f"{subject} {row.number}", "its row was altered")
    yield from _blobs(connection, kept, full)
    if full:
        yield from _orphans(connection, kept, lock)


def _pages(connection: Connection, full: bool) -> Iterator[Problem]:
    """SQLite's own look at its file; PostgreSQL's is its administrator's (amcheck)."""
    if connection.dialect.name == "sqlite":
        check = "integrity_check" if full else "quick_check"
        for said in connection.scalars(text(f"PRAGMA {check}")):
            if said != "ok":
                yield Problem("catalogue", f"SQLite finds: {said}")
    made = connection.scalar(select(archive.c.value).where(archive.c.name == "schema"))
    if shape(connection) != made:
        yield Problem("catalogue", "its tables are not as they were made")


@dataclass(slots=True)
class _Chain:
    """What the changes so far say: the digest the last one carries, the one it should, and of
    each document the newest version and whether it is removed."""

    seq: int = 0
    carried: str = FIRST
    computed: str = FIRST


def _history(connection: Connection) -> Iterator[Problem]:
    """The chain of changes and every version in it; then the documents that follow from them."""
    joined = changes.outerjoin(
        versions,
        and_(
            changes.c.document == versions.c.document,
            changes.c.version == versions.c.number,
        ),
    )
    fields = (c for c in versions.c if c.name != "document")
    asked = (
        select(changes, *(c.label(f"v_{c.name}") for c in fields))
        .select_from(joined)
        .order_by(changes.c.seq)
    )
    chain = _Chain()
    states: dict[str, dict] = {}
    for row in _streamed(connection, asked):
        yield from _change(row, chain)
        if row.version is None:
            states.setdefault(row.document, {})["removed"] = True
        elif row.v_text is not None:
            document, problem = _version(row)
            yield from problem
            if document:
                states[row.document] = rows.document_row(document, row.version)
    yield from _documents(connection, states)


def _change(row: Row, chain: _Chain) -> Iterator[Problem]:
    """A change must follow on the one before: on the digest that one carries, or, where that
    digest itself was altered, on the one it should carry."""
    if row.seq != chain.seq + 1:
        yield Problem(f"change {chain.seq + 1}", "it is missing from the chain")
    expected = _expected(row, chain.carried)
    if row.digest not in (expected, _expected(row, chain.computed)):
        subject = f"change {row.seq} ({row.document})"
        yield Problem(subject, "the change or the version it added was altered")
    chain.seq, chain.carried = row.seq, row.digest
    chain.computed = expected


def _expected(row: Row, previous: str) -> str | None:
    """The digest a change should carry after one with the digest `previous`."""
    if row.version is None:
        return removal(previous, row.seq, row.document, row.reason)
    if row.v_text is None or row.reason is not None:
        return None
    with suppress(ValueError):
        return addition(previous, row.seq, _version_value(row), row.v_text)
    return None


def _version_value(row: Row) -> Version:
    seen = datetime.fromisoformat(row.v_seen)
    return Version(row.document, row.version, seen, row.v_raw, row.v_recipe, row.v_digest)


def _version(row: Row) -> tuple[Document | None, list[Problem]]:
    """The document a version keeps, and what is wrong with it."""
    subject = f"{row.document}, version {row.version}"
    if sha256(row.v_text.encode("utf-8", "surrogateescape")) != row.v_seal:
        return None, [Problem(subject, "the text was altered")]
    try:
        document = restored(json.loads(row.v_text))
    except (ValueError, KeyError, TypeError):
        return None, [Problem(subject, "the text cannot be read")]
    if document.id != row.document or digest(document) != row.v_digest:
        return document, [Problem(subject, "the text does not have its digest")]
    return document, []


def _documents(connection: Connection, states: dict[str, dict]) -> Iterator[Problem]:
    for row in _streamed(connection, select(documents)):
        fields = dict(row._mapping)
        state = states.pop(fields.pop("id"), None)
        if state is None:
            yield Problem(row.id, "no change speaks of this document")
        elif any(fields[name] != value for name, value in state.items()):
            yield Problem(row.id, "its row does not follow from its versions")
    for id in states:
        yield Problem(id, "its row is missing")


def _strays(connection: Connection) -> Iterator[Problem]:
    """Versions that no change added: the chain does not cover them."""
    unspoken = versions.outerjoin(
        changes,
        and_(
            changes.c.document == versions.c.document,
            changes.c.version == versions.c.number,
        ),
    )
    asked = select(versions.c.document, versions.c.number).select_from(unspoken)
    for row in connection.execute(asked.where(changes.c.seq.is_(None))):
        yield Problem(f"{row.document}, version {row.number}", "no change added it")


def _blobs(connection: Connection, kept: Blobs, full: bool) -> Iterator[Problem]:
    names = set()
    for row in _streamed(connection, select(blobs)):
        names.add(row.sha256)
        subject = f"blob {row.sha256}"
        if not rows.unaltered(row):
            yield Problem(subject, "its row was altered")
        elif full:
            yield from _bytes(row, kept)
        elif (size := kept.size(row.sha256)) != row.size:
            yield Problem(subject, "it is gone" if size is None else "it has another size")
    for table, column in ((versions, versions.c.raw), (accounts, accounts.c.raw)):
        for name in connection.scalars(select(column).distinct()):
            if name and name not in names:
                yield Problem(f"blob {name}", f"{table.name} speak of it, and it is not kept")


def _bytes(row: Row, kept: Blobs) -> Iterator[Problem]:
    """Reads a blob and what stands beside it."""
    subject = f"blob {row.sha256}"
    try:
        kept.body(row.sha256)
    except Damaged as error:
        yield Problem(subject, str(error))
    except OSError as error:
        yield Problem(subject, f"it cannot be read ({error.strerror})")
    try:
        sidecar = kept.sidecar(row.sha256)
        if sha256(sidecar) != row.sidecar:
            yield Problem(subject, "its sidecar was altered")
        read_sidecar(sidecar)
    except Damaged as error:
        yield Problem(subject, str(error))
    except ValueError:
        yield Problem(subject, "its sidecar cannot be read")
    except OSError as error:
        yield Problem(subject, f"its sidecar cannot be read ({error.strerror})")


def _orphans(connection: Connection, kept: Blobs, lock: Lock) -> Iterator[Problem]:
    """Files that the catalogue does not know. Those of a job at work are not orphans yet."""
    working_since = lock.since() if lock.taken() else None
    names = set(connection.scalars(select(blobs.c.sha256)))
    for file, written in kept.files():
        folder, _, name = file.partition("/")
        name = name.removesuffix(".json")
        if name in names and folder == name[:2]:
            continue
        if working_since is None or written < working_since:
            yield Problem(f"file {file}", "nothing speaks of it (an interrupted job may leave it)")


def _streamed(connection: Connection, asked: object) -> Iterator[Row]:
    yield from connection.execution_options(yield_per=STREAMED).execute(asked)
