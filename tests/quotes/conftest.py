"""What the tests of quotes share: the corpus as an archive, and a way to ask it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.catalogue import Archive
from archive.opening import Config, create_archive, open_archive
from archive.quotes.values import QuoteQuery, QuoteReport
from archive.store import Provenance
from ingest.capture import Unreadable, captures
from ingest.page import Capture, Reading
from ingest.reading import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NOW = datetime(2025, 3, 1, tzinfo=UTC)

Ask = Callable[..., QuoteReport]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where that archive is."""
    return tmp_path_factory.mktemp("quotes") / "archive"


@pytest.fixture(scope="session")
def archive(folder: Path) -> Iterator[Archive]:
    """The pages of the corpus, and the people of its authority file."""
    pages = [page for page in sorted((CORPUS / "pages").glob("*/*")) if _is_page(page)]
    readings = [_reading(page) for page in pages]
    documents = {r.document.id: r.document for r in readings if isinstance(r, Reading)}
    settings = Config(folder)
    create_archive(settings)
    shutil.copyfile(CORPUS / "people.toml", settings.people)
    opened = open_archive(settings.folder, write=True)
    with opened.store.writer() as writer:
        for document in documents.values():
            raw = writer.keep(document.url.encode(), Provenance(document.id, document.url, NOW))
            writer.put(document, raw, "by hand", NOW)
        writer.commit()
        opened.index.follow(opened.store, opened.people)
    yield opened
    opened.close()


def _is_page(page: Path) -> bool:
    return page.suffix in (".html", ".txt") and not page.stem.endswith("-print")


def _reading(page: Path):
    (item,) = captures([str(page)], now=NOW)
    if isinstance(item, Unreadable):
        return item.refusal
    return read(Capture(page.relative_to(CORPUS / "pages").as_posix(), None, NOW, item.body))


@pytest.fixture(scope="session")
def ask(archive: Archive) -> Ask:
    """ask(text, speaker=…, date=…, language=…): the report of a quote."""

    def asked(text: str, **claimed: str) -> QuoteReport:
        return archive.quote(QuoteQuery(text, **claimed))

    return asked
