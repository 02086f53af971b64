"""What the tests of the pages share: a small archive held in memory, and a client that asks it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

from archive.catalogue import Archive
from archive.document import Document
from archive.opening import memory_archive, open_archive
from archive.store import Provenance
from tests.web.browsing import ARGUMENTS, CHROMIUM
from tests.web.samples import PEOPLE, documents
from web import create_app

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def archive() -> Archive:
    """The sample documents."""
    return memory_archive(documents(), PEOPLE)


@pytest.fixture(scope="session")
def app(archive: Archive) -> Flask:
    """The site over them."""
    return create_app(archive)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


SERVE = """
import sys
from archive.opening import memory_archive
from tests.web import samples
from web.serve import serve

made, port = sys.argv[1:]
serve(lambda: memory_archive(getattr(samples, made)(), samples.PEOPLE), int(port))
"""


def free_port() -> int:
    """One that nobody listens on at the moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def samples_served(
    made: Callable[[], Iterable[Document]], port: int
) -> Iterator[tuple[subprocess.Popen, str]]:
    """The site over sample documents, in a process of its own, and the address it printed."""
    words = [sys.executable, "-c", SERVE, made.__name__, str(port)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server, server.stdout.readline().strip()
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running site."""
    with samples_served(documents, free_port()) as (_, address):
        yield address


def put(folder: Path, added: Iterable[Document]) -> None:
    """A job that adds documents."""
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:
        for document in added:
            raw = writer.keep(document.id.encode(), Provenance(document.id, document.url, NOW))
            writer.put(document, raw, "by hand", NOW)
        writer.commit()
        archive.index.follow(archive.store, archive.people)
    archive.close()


@contextmanager
def served(folder: Path, processes: int) -> Iterator[tuple[subprocess.Popen, str]]:
    """`harbin serve` and its address."""
    words = [sys.executable, ROOT / "harbin.py", "serve", "--archive", folder]
    command = [*words, "--port", str(free_port()), "--processes", str(processes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server, server.stdout.readline().strip()
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    assert CHROMIUM, "chromium is missing, and this is the place where it must be"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()
