"""How does SQLite look documents up? By their ids, however many others there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from archive.store.sql import SqlStore, ids_then, many_then, newest_of_many


def plan(folder: Path, asked: Select) -> list[str]:
    """The steps in which SQLite would answer, as it tells them."""
    SqlStore.open(folder, create=True).close()
    options = {"literal_binds": True}
    text = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs=options))
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")]


def test_a_page_of_documents_is_looked_up_by_id(tmp_path):
    steps = plan(tmp_path, newest_of_many().params(ids=["a", "b"]))
    assert len(steps) == 2
    assert all("(id=?)" in step or "(document=? AND number=?)" in step for step in steps), steps


def test_ids_of_before_are_read_along_an_index(tmp_path):
    steps = plan(tmp_path, ids_then("a", 500, 9))
    assert any("(document>?)" in step for step in steps), steps
    assert any("(document=?" in step for step in steps), steps
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in steps), steps


def test_documents_of_before_are_looked_up_by_id(tmp_path):
    steps = plan(tmp_path, many_then(9).params(ids=["a", "b"]))
    assert not any("SCAN" in step or "(seq" in step or "rowid<" in step for step in steps), steps
