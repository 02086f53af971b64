"""How does SQLite look documents up? By their ids, however many others there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlalchemy.dialects import sqlite

from archive.store.sql import SqlStore, newest_of_many


def test_a_page_of_documents_is_looked_up_by_id(tmp_path):
    SqlStore.open(tmp_path, create=True).close()
    asked = newest_of_many().params(ids=["a", "b"])
    options = {"literal_binds": True}
    text = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs=options))
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")]
    assert len(plan) == 2
    assert all("(id=?)" in step or "(document=? AND number=?)" in step for step in plan), plan
