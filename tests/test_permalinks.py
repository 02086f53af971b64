"""Do five hundred links show their own words, whatever becomes of the pages? Or say why not?

Links are made of the pages of the corpus and, where they are, of real ones. Then the pages change,
are read by other rules, and the whole archive is built anew from some of them in another order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from flask.testing import FlaskClient

from archive.address import Address, addressed, minted, touched, words
from archive.catalogue import Archive
from archive.difference import printed
from archive.document import Document, Passage
from archive.opening import Config, create_archive, open_archive
from archive.store import Provenance
from ingest.page import Capture, Reading
from ingest.reading import read
from tests.revising import CHANGES, read_otherwise
from tests.web.reading import page
from web import create_app

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2025, 3, 1, tzinfo=UTC)
LINKS = 500


def read_pages(files: Iterable[Path]) -> Iterator[Document]:
    for file in files:
        reading = read(Capture(f"{file.parent.name}/{file.name}", None, NOW, file.read_bytes()))
        if isinstance(reading, Reading) and reading.document.passages:
            yield reading.document


def real_pages() -> list[Path]:
    """Some of the real pages, where there are any."""
    shared = Path(os.environ.get("HARBIN_SHARED") or ROOT.parent / "shared")
    return sorted((shared / "data/samples/kremlin_en/article").glob("*.html"))[::4]


@pytest.fixture(scope="module")
def pages() -> tuple[Document, ...]:
    """The documents links are made of, each once."""
    files = [
        f for f in sorted((ROOT / "corpus/pages").glob("*/*")) if f.suffix in (".html", ".txt")
    ]
    found = {document.id: document for document in read_pages([*files, *real_pages()])}
    assert len(found) > 40
    return tuple(found.values())


def kept(folder: Path, states: Iterable[Document]) -> Archive:
    """An archive of these states of documents, in this order."""
    create_archive(Config(folder))
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:
        for number, state in enumerate(states):
            seen = NOW + timedelta(days=number)
            raw = writer.keep(f"{number}".encode(), Provenance(f"{number}.html", state.url, seen))
            writer.put(state, raw, "by hand", seen)
        writer.commit()
    return archive


def span(passages: tuple[Passage, ...], chance: Random) -> tuple[tuple[int, int], tuple[int, int]]:
    """A whole passage, a stretch within one, or from one into another."""
    kind, first = chance.choice(("whole", "within", "range")), chance.randrange(len(passages))
    passage = passages[first]
    length = len(passage.text)
    if kind == "whole" or length < 4:
        return (passage.number, 0), (passage.number, length)
    if kind == "within":
        start = chance.randrange(length - 2)
        return (passage.number, start), (passage.number, chance.randrange(start + 1, length + 1))
    last = passages[min(first + chance.randrange(1, 4), len(passages) - 1)]
    if last.number == passage.number:
        return (passage.number, 0), (passage.number, length)
    start = chance.choice((0, chance.randrange(length)))
    return (passage.number, start), (last.number, chance.randrange(1, len(last.text) + 1))


@pytest.fixture(scope="module")
def links(pages) -> dict[Address, tuple[tuple[str, ...], tuple]]:
    """The links, of the first version of each document, with their words and voices."""
    chance, made = Random(20241122), {}
    while len(made) < LINKS:
        document = chance.choice(pages)
        passages = addressed(document)
        start, stop = span(chance.choice((passages, document.passages)), chance)
        address = minted(document.id, 1, passages, start, stop)
        made[address] = words(passages, start, stop), voices(passages, start, stop)
    return made


def voices(passages, start, stop) -> tuple:
    return tuple(printed(passage.voice) for passage in touched(passages, start, stop))


@pytest.fixture(scope="module")
def states(pages) -> dict[str, list[Document]]:
    """What each page was, one after the other; the last two read by other rules."""
    chance, history = Random(7), {}
    for document in pages:
        row = [document]
        for _ in range(2):
            changed = row[-1]
            for change in chance.sample(CHANGES, 2):
                changed = change(changed, chance)
            row.append(changed)
        history[document.id] = [*row, read_otherwise(row[-1]), read_otherwise(row[0])]
    return history


def shown(client: FlaskClient, address: Address) -> tuple[str, ...] | None:
    """The words that the page of a link shows as its own, passage by passage; None: it shows
    none."""
    answer = client.get(f"/en/q/{address}")
    if answer.status_code in (404, 410):
        root = page(answer.text)
        assert not root.every("span", class_="exact")
        assert not root.every(class_="passage")
        return None
    assert answer.status_code == 200, address
    return tuple(e.text() for e in page(answer.text).every("span", class_="exact"))


def everywhere(archive: Archive, address: Address, said: tuple[str, ...]) -> list[list[tuple]]:
    """By version, newest first, the voices of every place where exactly these words stand."""
    found = []
    for version in reversed(archive.versions(address.document)):
        passages = addressed(archive.get(address.document, version.number).document)
        places = []
        for at in range(len(passages) - len(said) + 1):
            row = passages[at : at + len(said)]
            places += [tuple(printed(p.voice) for p in row)] * standing(row, said)
        found.append(places)
    return found


def standing(row: tuple[Passage, ...], said: tuple[str, ...]) -> int:
    """How many times the words stand in just these passages."""
    if len(said) == 1:
        text = row[0].text
        return sum(text.startswith(said[0], at) for at in range(len(text)))
    ends = row[0].text.endswith(said[0]) and row[-1].text.startswith(said[-1])
    return int(ends and tuple(p.text for p in row[1:-1]) == said[1:-1])


def test_links_outlive_changes_in_their_archive(pages, links, states, tmp_path):
    """Pages edited, passages put in, taken out, split, joined; then everything read by other
    rules: the archive has the version of every link, so every link shows its words."""
    steps = [[row[n] for row in states.values()] for n in range(4)]
    archive = kept(tmp_path / "archive", [state for step in steps for state in step])
    client = create_app(archive).test_client()
    for address, (said, _) in links.items():
        assert shown(client, address) == said, address
    archive.close()


def test_links_outlive_a_new_archive_or_say_why_not(links, states, tmp_path):
    """The archive is built from nothing, in another order, of some states of each page: a link
    shows exactly its words in its voices, or none; and none only where the archive has them in no
    place, or not in one alone."""
    chance = Random(11)
    every = []
    for row in states.values():
        chosen = chance.sample(row, chance.randrange(1, len(row) + 1))
        every += chosen
    chance.shuffle(every)
    archive = kept(tmp_path / "archive", every)
    client = create_app(archive).test_client()
    count = {"own": 0, "none": 0}
    for address, (said, by) in links.items():
        text = shown(client, address)
        places = next((p for p in everywhere(archive, address, said) if p), [])
        if text is None:
            count["none"] += 1
            assert places != [by], address
        else:
            count["own"] += 1
            assert text == said, address
            told = client.get(f"/api/v1/quotes/{address}").get_json()
            labels = [p["voice"] and p["voice"]["speaker"]["label"] for p in told["passages"]]
            assert labels == [voice and voice[0][0] for voice in by], address
    assert count["own"] > LINKS // 3
    assert count["none"] > LINKS // 50
    archive.close()


def test_a_link_of_another_archive_shows_nothing(pages, links, tmp_path):
    """An archive in which every document says something else."""
    other = [
        replace(d, title="Другое", summary=None, passages=(Passage(1, "narration", "Иное."),))
        for d in pages
    ]
    archive = kept(tmp_path / "archive", other)
    client = create_app(archive).test_client()
    for address in list(links)[::5]:
        assert shown(client, address) is None
    archive.close()
