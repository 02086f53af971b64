"""Is damage found and named, and never shown? One bit in every cell, and the blobs' worst days."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.pool import NullPool

from archive.errors import ArchiveError, Damaged, NewerFormat
from archive.store.schema import FORMAT, metadata
from archive.store.sql import SqlStore

from .samples import NOON, add, added, altered, document, provenance


@dataclass
class Kept:
    """A small archive that lasts, and a way into its catalogue past all rules."""

    folder: Path
    url: str | None

    def open(self) -> SqlStore:
        return SqlStore.open(self.folder, self.url, write=True)

    def catalogue(self) -> Engine:
        if self.url:
            engine = create_engine(self.url, poolclass=NullPool)

            @event.listens_for(engine, "connect")
            def free(connection, _record):
                connection.execute("SET session_replication_role = replica")  # no foreign keys
                connection.commit()

            return engine
        file = self.folder / "catalogue.sqlite"
        return create_engine("sqlite://", creator=lambda: sqlite3.connect(file), poolclass=NullPool)

    def problems(self, full: bool = True) -> list[str]:
        store = self.open()
        try:
            return [f"{p.subject}: {p.sentence}" for p in store.verify(full)]
        finally:
            store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request, tmp_path) -> Kept:
    """Four documents, one changed and one removed, accounts and runs."""
    url = request.getfixturevalue("server").database() if request.param == "postgresql" else None
    return filled(Kept(tmp_path / "archive", url))


@pytest.fixture
def kept_sqlite(tmp_path) -> Kept:
    """The same in SQLite, whole in one file."""
    kept = filled(Kept(tmp_path / "archive", None))
    connection = sqlite3.connect(kept.folder / "catalogue.sqlite")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return kept


def filled(kept: Kept) -> Kept:
    store = SqlStore.open(kept.folder, kept.url, create=True, write=True)
    with store.writer() as writer:
        run = writer.begin(NOON)
        put = [document(f"office-en-{n}", f"Речь {n}. 你好" * 9) for n in range(4)]
        add(writer, *put, altered(put[1], "исправлено"))
        writer.remove(put[2].id, "withdrawn")
        raw = writer.keep(b"no text at all", provenance("odd.html"))
        writer.account(added(run, "odd.html", raw, "quarantined", reasons=("odd: Odd.",)))
        writer.account(
            added(run, "page.html", raw, "added", document=put[0].id, version=1, reasons=("a: b",))
        )
        writer.end(run, NOON)
    store.close()
    return kept


TABLES = [table for table in metadata.sorted_tables if table.name != "archive"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_one_altered_bit_in_any_cell_is_named(kept, table):
    assert kept.problems() == []
    for column in (c.name for c in table.columns):
        with kept.catalogue().connect() as connection:
            row = chosen(connection, table.name, column)
            altered = row | {column: flipped(row[column])}
            overwrite_row(connection, table.name, row, altered)
        told = " ".join(kept.problems())
        assert any(str(name) in told for name in names(table, row, altered)), column
        with kept.catalogue().connect() as connection:
            overwrite_row(connection, table.name, altered, row)
    assert kept.problems() == []


def overwrite_row(connection: Connection, table: str, row: dict, altered: dict) -> None:
    (column,) = (name for name in row if row[name] != altered[name])
    statement = text(f"UPDATE {table} SET {column} = :altered_value WHERE {exactly(row)}")
    values = row | {"altered_value": altered[column]}
    assert connection.execute(statement, values).rowcount == 1
    connection.commit()


def names(table: Table, row: dict, altered: dict) -> Iterator[str]:
    """What the report may call it: document, blob, change, account or run, before or after."""
    called = {"accounts": "account {number}", "runs": "run {number}", "changes": "change {seq}"}
    pattern = called.get(table.name) or {"blobs": "{sha256}", "documents": "{id}"}.get(
        table.name, "{document}"
    )
    yield pattern.format(**row)
    yield pattern.format(**altered)


def chosen(connection: Connection, table: str, column: str) -> dict:
    """A row of the table that has something in the column; not always the first."""
    asked = text(f"SELECT * FROM {table} WHERE {column} IS NOT NULL")
    return dict(random.Random(table + column).choice(connection.execute(asked).mappings().all()))


def exactly(row: dict) -> str:
    """A condition that only this row meets."""
    return " AND ".join(
        f"{name} IS NULL" if value is None else f"{name} = :{name}" for name, value in row.items()
    )


def flipped(value: object) -> object:
    """The value with one bit altered."""
    if isinstance(value, str):
        middle = len(value) // 2
        return value[:middle] + chr(ord(value[middle]) ^ 1) + value[middle + 1 :]
    return not value if isinstance(value, bool) else value ^ 64 if value > 1 else value ^ 1


def test_an_altered_text_is_never_shown(kept):
    """The bit may also leave the text well-formed: “17 May” becomes “16 May”."""
    with kept.catalogue().connect() as connection:
        connection.execute(text("UPDATE versions SET text = replace(text, '17', '16')"))
        connection.commit()
    store = kept.open()
    for ask in (
        lambda: store.get("office-en-1"),
        lambda: store.get("office-en-1", 1),
        lambda: store.many(("office-en-1",)),
        store.latest,
    ):
        with pytest.raises(Damaged):
            ask()
    store.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [("digest", "0" * 64), ("document", "office-en-3"), ("version", None), ("reason", "none")],
)
def test_the_log_names_the_edited_row_and_no_other(kept, column, value):
    with kept.catalogue().connect() as connection:
        altering = text(f"UPDATE changes SET {column} = :value WHERE seq = 5")
        connection.execute(altering, {"value": value})
        connection.commit()
    named = [problem for problem in kept.problems() if problem.startswith("change ")]
    assert [problem.split()[1] for problem in named] == ["5"]


def test_a_change_taken_out_of_the_log_is_named(kept):
    with kept.catalogue().connect() as connection:
        connection.execute(text("DELETE FROM changes WHERE seq = 3"))
        connection.commit()
    assert "change 3: it is missing from the chain" in kept.problems()


def test_a_version_nobody_added_is_named(kept):
    with kept.catalogue().connect() as connection:
        fields = "seen, raw, recipe, digest, text, seal"
        connection.execute(
            text(
                f"INSERT INTO versions (document, number, {fields}) "
                f"SELECT document, 7, {fields} FROM versions WHERE document = 'office-en-0'"
            )
        )
        connection.commit()
    assert kept.problems() == ["office-en-0, version 7: no change added it"]


def blobs(kept: Kept) -> list[Path]:
    return sorted(p for p in (kept.folder / "blobs").glob("??/*") if p.suffix != ".json")


def overwrite(path: Path, body: bytes) -> None:
    path.chmod(0o640)
    path.write_bytes(body)


def flip_bit(path: Path, at: int) -> None:
    body = bytearray(path.read_bytes())
    body[at // 8] ^= 1 << at % 8
    overwrite(path, bytes(body))


def test_every_bit_of_a_blob_counts(kept_sqlite):
    path = blobs(kept_sqlite)[0]
    for at in range(0, path.stat().st_size * 8, 37):
        flip_bit(path, at)
        assert kept_sqlite.problems() == [
            f"blob {path.name}: blob {path.name} does not have its digest"
        ]
        store = kept_sqlite.open()
        with pytest.raises(Damaged):
            store.blob(path.name)
        store.close()
        flip_bit(path, at)
    assert kept_sqlite.problems() == []


def test_a_flipped_sidecar_is_named(kept_sqlite):
    path = blobs(kept_sqlite)[1].with_suffix(".json")
    flip_bit(path, 99)
    assert any(path.stem in problem for problem in kept_sqlite.problems())
    store = kept_sqlite.open()
    with pytest.raises(Damaged):
        store.provenance(path.stem)
    store.close()


def test_a_missing_blob_is_named_without_reading_all(kept_sqlite):
    path = blobs(kept_sqlite)[2]
    path.unlink()
    assert kept_sqlite.problems(full=False) == [f"blob {path.name}: it is gone"]
    assert any(path.name in problem for problem in kept_sqlite.problems())
    store = kept_sqlite.open()
    with pytest.raises(Damaged):
        store.blob(path.name)
    store.close()


def test_a_shortened_blob_is_named_without_reading_all(kept_sqlite):
    path = blobs(kept_sqlite)[2]
    overwrite(path, path.read_bytes()[:-1])
    assert kept_sqlite.problems(full=False) == [f"blob {path.name}: it has another size"]


def test_two_swapped_blobs_are_both_named(kept_sqlite):
    first, second = blobs(kept_sqlite)[:2]
    bodies = first.read_bytes(), second.read_bytes()
    overwrite(first, bodies[1])
    overwrite(second, bodies[0])
    found = kept_sqlite.problems()
    assert all(any(path.name in problem for problem in found) for path in (first, second))


@pytest.mark.parametrize(
    "name", ["00/" + "0" * 64, "00/notes.txt", "stray", "00/" + "0" * 64 + ".json"]
)
def test_a_file_nothing_speaks_of_is_named(kept_sqlite, name):
    path = kept_sqlite.folder / "blobs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"whose?")
    assert [problem.split(":")[0] for problem in kept_sqlite.problems()] == [f"file {name}"]
    assert kept_sqlite.problems(full=False) == []


def test_a_blob_in_the_wrong_folder_is_named(kept_sqlite):
    path = blobs(kept_sqlite)[0]
    other = path.parent.parent / "zz" / path.name
    other.parent.mkdir()
    os.rename(path, other)
    found = kept_sqlite.problems()
    assert any(p.startswith(f"blob {path.name}") for p in found)
    assert any(p.startswith(f"file zz/{path.name}") for p in found)


def test_a_damaged_blob_is_not_overwritten(kept_sqlite):
    path = blobs(kept_sqlite)[0]
    body = path.read_bytes()
    flip_bit(path, 5)
    store = kept_sqlite.open()
    with store.writer() as writer, pytest.raises(Damaged):
        writer.keep(body, provenance())
    store.close()
    assert path.read_bytes() != body


def everything(folder: Path) -> list[str]:
    """All that is kept; the epoch but for which writers it keeps out means nothing."""
    connection = sqlite3.connect(f"file:{folder}/catalogue.sqlite?mode=ro", uri=True)
    try:
        return [line for line in connection.iterdump() if "('epoch'," not in line]
    finally:
        connection.close()


def bits(size: int, number: int) -> Iterator[int]:
    yield from random.Random(7).sample(range(size * 8), number)


def test_one_bit_of_the_catalogue_file_is_found_or_harmless(kept_sqlite):
    """SQLite leaves room in its pages that no one reads; every other bit is found."""
    file = kept_sqlite.folder / "catalogue.sqlite"
    whole, rows = file.read_bytes(), everything(kept_sqlite.folder)
    found = 0
    for at in bits(len(whole), 150):
        flip_bit(file, at)
        try:
            seen = bool(kept_sqlite.problems())
        except ArchiveError:
            seen = True
        if not seen:
            assert everything(kept_sqlite.folder) == rows, f"bit {at}"
        found += seen
        for other in ("catalogue.sqlite-wal", "catalogue.sqlite-shm"):
            (kept_sqlite.folder / other).unlink(missing_ok=True)
        file.write_bytes(whole)
    assert found > 10
    assert kept_sqlite.problems() == []


@pytest.mark.parametrize("body", [b"", b"x" * 4096, b"SQLite format 3\x00" + b"\x00" * 5000])
def test_a_catalogue_that_is_none_is_refused(kept_sqlite, body):
    file = kept_sqlite.folder / "catalogue.sqlite"
    file.write_bytes(body)
    with pytest.raises(ArchiveError):
        kept_sqlite.open()
    assert file.read_bytes() == body


def test_a_newer_format_is_refused_and_left_as_it_is(kept):
    with kept.catalogue().connect() as connection:
        connection.execute(text(f"UPDATE archive SET value = {FORMAT + 1} WHERE name = 'format'"))
        connection.execute(text("DROP TABLE accounts"))
        connection.commit()
    before = {p: p.read_bytes() for p in kept.folder.rglob("*") if p.is_file()}
    for create in (False, True):
        with pytest.raises(NewerFormat):
            SqlStore.open(kept.folder, kept.url, create=create, write=True)
    after = {p: p.read_bytes() for p in kept.folder.rglob("*") if p.is_file()}
    kept_files = [p for p in before if not p.name.endswith(("-shm", "-wal"))]
    assert all(before[p] == after[p] for p in kept_files)
