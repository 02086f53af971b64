"""Do our own pages read as we meant them, and is each found by what one would ask?

`corpus/README.md` tells what the corpus is. Beside each page NAME.html or NAME.txt lie NAME.toml,
what its author expected of the reading, and NAME.expected.json, the reading as it was last looked
at (tests.golden).
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import pytest

from archive.catalogue import Archive
from archive.document import Document
from archive.opening import Config, create_archive, open_archive
from archive.search import ResultPage, SearchRequest
from ingest.cage import Cage
from ingest.capture import Unreadable, captures
from ingest.page import Capture, Reading, Refusal
from ingest.pipeline import Outcome, ingest
from ingest.reading import read
from tests import golden

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PAGES = sorted(page for page in (CORPUS / "pages").glob("*/*") if page.suffix in (".html", ".txt"))
QUERIES = tomllib.loads((CORPUS / "queries.toml").read_text("utf8"))["query"]
NOW = datetime(2025, 3, 1, tzinfo=UTC)


def reading_of(page: Path) -> Reading | Refusal:
    """The reading of a page, given as `harbin add corpus/pages` gives it."""
    (item,) = captures([str(page)], now=NOW)
    if isinstance(item, Unreadable):
        return item.refusal
    inside = page.relative_to(CORPUS / "pages").as_posix() if "pages" in page.parts else page.name
    return read(Capture(inside, None, NOW, item.body))


@cache
def documents() -> dict[str, Document]:
    """The documents of the corpus by the names of their files; a print twin is not one more."""
    read_pages = {page.stem: reading_of(page) for page in PAGES}
    return {
        name: reading.document
        for name, reading in read_pages.items()
        if isinstance(reading, Reading) and not name.endswith("-print")
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The corpus as `harbin add` keeps it: the earlier version, the pages, the pages again."""
    folder = tmp_path_factory.mktemp("corpus") / "archive"
    create_archive(Config(folder))
    shutil.copy(CORPUS / "people.toml", folder)
    with Cage(0) as cage:
        for part in ("versions/1", "pages", "pages"):
            add(folder, part, cage)
    opened = open_archive(folder)
    yield opened
    opened.close()


def add(folder: Path, part: str, cage: Cage) -> list[Outcome]:
    """What becomes of each input in a part of the corpus."""
    kept = open_archive(folder, write=True)
    inputs = captures([str(CORPUS / part)], now=NOW)
    follow = partial(kept.index.follow, kept.store, kept.people)
    told = list(ingest(inputs, kept.store, cage, lambda: NOW, follow))
    kept.close()
    return told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_as_its_author_meant(page: Path) -> None:
    expected = tomllib.loads(page.with_suffix(".toml").read_text("utf8"))
    reading = reading_of(page)
    assert isinstance(reading, Reading), reading
    assert wrong(expected, reading.document) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_as_it_did(page: Path) -> None:
    reading = reading_of(page)
    assert isinstance(reading, Reading), reading
    assert golden.differences(page, reading) == []


def test_a_print_twin_reads_as_its_page() -> None:
    twins = [page for page in PAGES if page.stem.endswith("-print")]
    assert len(twins) == 2
    for twin in twins:
        reading = reading_of(twin)
        assert isinstance(reading, Reading)
        assert reading.document == documents()[twin.stem.removesuffix("-print")]


def test_a_corrected_page_is_the_same_document() -> None:
    earlier = reading_of(CORPUS / "versions" / "1" / "customs-en.html")
    assert isinstance(earlier, Reading)
    later = documents()["customs-en"]
    assert earlier.document.id == later.id
    assert earlier.document.passages != later.passages


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("listing.html", "skipped"),
        ("screen.css", "skipped"),
        ("empty.html", "rejected"),
        ("wrong-label.html", "quarantined"),
    ],
)
def test_what_is_no_page_is_refused(name: str, outcome: str) -> None:
    refusal = reading_of(CORPUS / "odd" / name)
    assert isinstance(refusal, Refusal)
    assert refusal.outcome == outcome


def test_every_page_is_read_in_the_cage_too(tmp_path: Path) -> None:
    create_archive(Config(tmp_path / "archive"))
    with Cage(1) as cage:
        told = add(tmp_path / "archive", "pages", cage)
    pages = {outcome.outcome for outcome in told if not outcome.input.endswith(("toml", "json"))}
    assert pages <= {"added", "updated", "unchanged", "flagged", "duplicate"}


def test_sixteen_events_in_three_languages() -> None:
    names = {name.rpartition("-") for name in documents() if "reprint" not in name}
    events = {event for event, _, _ in names}
    assert len(events) == 16
    assert {(event, language) for event, _, language in names} == {
        (event, language) for event in events for language in ("ru", "zh", "en")
    }


def test_a_correction_makes_a_second_version(archive: Archive) -> None:
    corrected = documents()["customs-en"].id
    assert [version.number for version in archive.versions(corrected)] == [1, 2]
    assert "48 inspectors" in said(archive.get(corrected, 1).document)
    assert "84 inspectors" in said(archive.get(corrected).document)
    assert archive.get(documents()["customs-ru"].id).versions == 1


@pytest.mark.parametrize(
    ("name", "label", "person"),
    [
        # Two of one name: the date of the page decides.
        ("energy-ru", "С.Павлов", "sergei-pavlov-energy"),
        ("tigers-ru", "С.Павлов", "sergei-pavlov-reserve"),
        ("energy-en", "Sergei Pavlov", "sergei-pavlov-energy"),
        ("tigers-en", "Sergei Pavlov", "sergei-pavlov-reserve"),
        # One of two offices.
        ("bridge-ru", "П.Ерёмин", "pyotr-yeryomin"),
        ("rivers-ru", "П.Ерёмин", "pyotr-yeryomin"),
        ("rivers-zh", "叶廖明", "pyotr-yeryomin"),
        ("bridge-zh", "周明澜", "zhou-minglan"),
        ("energy-ru", "Вопрос", None),
    ],
)
def test_people_are_resolved(archive: Archive, name: str, label: str, person: str | None) -> None:
    document = archive.get(documents()[name].id).document
    voices = [passage.voice for passage in document.passages if passage.voice]
    found = {voice.speaker.person for voice in voices if voice.speaker.name == label}
    assert found == {person}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["ask"])
def test_a_query_finds_what_it_should(archive: Archive, query: dict) -> None:
    page = archive.search(SearchRequest(query["ask"], per_page=100, facets=()))
    found = {name_of(hit.id) for hit in page.hits}
    if "finds" in query:
        assert found == set(query["finds"])
    assert set(query.get("includes", ())) <= found
    assert found.isdisjoint(query.get("excludes", ()))
    assert query.get("passage", "") in shown(page)


def said(document: Document) -> str:
    """The words of a document, a line a passage."""
    return "\n".join(passage.text for passage in document.passages)


def name_of(id: str) -> str:
    """The file a document of the corpus was read from."""
    return next(name for name, document in documents().items() if document.id == id)


def shown(page: ResultPage) -> str:
    """The texts a page of results shows."""
    return "\n".join(
        found.text.replace("\u00a0", " ") for hit in page.hits for found in hit.passages
    )


def wrong(expected: dict, document: Document) -> list[str]:
    """Where a document is not as its author expected, a sentence each."""
    text = said(document)
    told = wrong_facts(expected, document)
    told += [f"{needle!r} is in the text" for needle in expected["cut"] if needle in text]
    if not document.passages[0].text.startswith(expected["first"]):
        told.append(f"first: {expected['first']!r}, read {document.passages[0].text[:60]!r}")
    if not document.passages[-1].text.endswith(expected["last"]):
        told.append(f"last: {expected['last']!r}, read {document.passages[-1].text[-60:]!r}")
    return told + wrong_turns(expected["turns"], golden.turns(document))


def wrong_facts(expected: dict, document: Document) -> list[str]:
    """The facts that are not as expected, each with what was expected and what was read."""
    published, occurred = document.published, document.occurred
    seen = {
        "title": document.title,
        "language": document.language,
        "kind": document.kind,
        "published": published.value if published else None,
        "basis": published.basis if published else None,
        "time": published.time if published else None,
        "occurred": occurred.value if occurred else None,
        "place": document.place,
        "summary": document.summary,
        "credit": document.credit,
        "sections": list(document.sections),
        "url": document.url,
    }
    return [
        f"{name}: {expected[name]!r}, read {value!r}"
        for name, value in seen.items()
        if name in expected and expected[name] != value
    ]


def wrong_turns(expected: list[dict], seen: list[dict]) -> list[str]:
    """The turns that are not as expected, and those too many. A mode that is not written down is
    speech, or an answer: who answers and who speaks is the reading's to say."""
    pairs = enumerate(zip(expected, seen, strict=False))
    told = [
        f"turn {number}: {_meant(turn, was)}, read {was}"
        for number, (turn, was) in pairs
        if _meant(turn, was) != was
    ]
    return told or ([] if len(expected) == len(seen) else [f"turns: {len(expected)}, {len(seen)}"])


def _meant(turn: dict, was: dict) -> dict:
    spoken = bool(turn["label"])
    usual = was["mode"] if was["mode"] in ("speech", "answer") else "speech"
    return {
        "label": turn["label"],
        "author": turn.get("author", ""),
        "mode": turn.get("mode", usual if spoken else ""),
        "channel": turn.get("channel", "original" if spoken else ""),
        "passages": turn["passages"],
    }
