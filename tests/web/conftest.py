"""What the tests of the pages share: a small archive held in memory, and a client that asks it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.catalogue import Archive
from archive.opening import memory_archive
from tests.web.samples import PEOPLE, documents
from web import create_app


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
