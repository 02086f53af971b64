"""A count equals the list it leads to: random requests, every count of each clicked.

Over the sample corpus in the suite; over any archive with HARBIN_COUNTS_ARCHIVE, and as many
requests as HARBIN_COUNTS_REQUESTS says.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import people as authority
from archive.catalogue import Archive
from archive.document import Document
from archive.opening import memory_archive, open_archive
from archive.search import Filters, ResultPage, SearchRequest
from ingest.capture import captures
from ingest.page import Capture, Reading
from ingest.reading import read

CORPUS = Path(__file__).parent.parent / "corpus"
REQUESTS = int(os.environ.get("HARBIN_COUNTS_REQUESTS", "25"))
FILTERS = ("language", "source", "kind", "place", "speaker", "author", "channel", "mentioned")
PERIODS = ("year", "month")


def documents() -> Iterator[Document]:
    for item in captures([str(CORPUS / "pages")], now=datetime(2026, 1, 1, tzinfo=UTC)):
        reading = read(item) if isinstance(item, Capture) else None
        if isinstance(reading, Reading):
            yield reading.document


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    folder = os.environ.get("HARBIN_COUNTS_ARCHIVE")
    opened = (
        open_archive(Path(folder))
        if folder
        else memory_archive(documents(), authority.read(CORPUS / "people.toml"))
    )
    yield opened
    opened.close()


def words(documents: list[Document], chance: random.Random) -> list[str]:
    """Words, phrases and exclusions taken from what is there."""
    document = chance.choice(documents)
    text = chance.choice(document.passages).text if document.passages else ""
    parts = [part.strip(".,:;!?“”«»\"'()[]") for part in text.split()] or [""]
    at = chance.randrange(len(parts))
    phrase = " ".join(parts[at : at + 2])
    return [
        "",
        parts[at][:12],
        f"-{parts[at][:12]}",
        f'"{phrase[:30]}"',
        f"{parts[0][:8]} | {parts[-1][:8]}",
    ]


def choice(page: ResultPage, filters: Filters, chance: random.Random) -> Filters:
    """One more choice among those the page offers, now and then two in one facet."""
    facet = chance.choice(page.facets)
    if not facet.values:
        return filters
    values = [value.value for value in chance.sample(facet.values, min(2, len(facet.values)))]
    if facet.name in PERIODS:
        return replace(filters, since=values[0], until=values[0])
    return replace(filters, **{facet.name: tuple(values[: chance.choice((1, 2))])})


def requests(archive: Archive) -> Iterator[SearchRequest]:
    chance = random.Random(17)
    there = [stored.document for stored in archive.every()]
    while True:
        request = SearchRequest(chance.choice(words(there, chance)), per_page=1)
        for _ in range(chance.choice((0, 1, 1, 2))):
            request = replace(
                request, filters=choice(archive.search(request), request.filters, chance)
            )
        yield request


def clicked(request: SearchRequest, facet: str, value: str) -> SearchRequest:
    """The request a count is a link to: this value alone in its facet."""
    if facet in PERIODS:
        return replace(request, filters=replace(request.filters, since=value, until=value))
    return replace(request, filters=replace(request.filters, **{facet: (value,)}))


def test_every_count_equals_its_list(archive: Archive) -> None:
    asked = clicks = 0
    for request in requests(archive):
        page = archive.search(request)
        for facet in page.facets:
            for value in facet.values[:40]:
                follow = replace(clicked(request, facet.name, value.value), facets=())
                assert archive.search(follow).documents == value.documents, (request, facet, value)
                clicks += 1
        asked += 1
        if asked == REQUESTS:
            break
    print(f"{asked} requests, {clicks} counts clicked")
    assert clicks > asked
