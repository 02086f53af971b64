"""Which stores must keep the contract? Memory, SQLite and PostgreSQL, each empty for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.store import Store
from archive.store.memory import MemoryStore
from archive.store.sql import SqlStore
from tests.store import postgres

KINDS = ("memory", "sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A private PostgreSQL. Without one its tests are skipped, but fail where CI=true."""
    found = postgres.programs()
    if found is None:
        reason = f"NO POSTGRESQL: nothing in {postgres.PROGRAMS} (Debian package: postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.running(found) as started:
        yield started


Made = Callable[[], Store]


def _maker(kind: str, request: pytest.FixtureRequest, folder: Path, opened: ExitStack) -> Made:
    def made() -> Store:
        if kind == "memory":
            return MemoryStore()
        place = folder / f"archive{len(list(folder.iterdir()))}"
        url = None
        if kind == "postgresql":
            url = request.getfixturevalue("server").database()
        store = SqlStore.open(place, url, create=True, write=True)
        opened.callback(store.close)
        return store

    return made


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Made]:
    """Makes new empty stores of one kind."""
    with ExitStack() as opened:
        yield _maker(request.param, request, tmp_path, opened)


@pytest.fixture
def store(make: Made) -> Store:
    """An empty store of one kind."""
    return make()


@pytest.fixture(params=KINDS[1:])
def make_sql(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Made]:
    """Makes new empty stores of one kind that lasts."""
    with ExitStack() as opened:
        yield _maker(request.param, request, tmp_path, opened)
