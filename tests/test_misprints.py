"""A misprint is found by the word that was meant; it stays what it is for whoever quotes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import health
from archive.catalogue import Archive
from archive.document import Document, Passage
from archive.errata import Errata, Misprint
from archive.errors import ArchiveError
from archive.opening import Config, create_archive, memory_archive, open_archive
from archive.quotes.values import FOUND, QuoteQuery
from archive.search import SearchRequest
from tests.web.conftest import put

CASES = [  # text, printed, meant: a query, and what is marked of the text
    ("Sport evets, and revets.", "evets", "events", "events", ["evets"]),
    ("Sport evets, and revets.", "evets", "events", "event", ["evets"]),
    ("Sport evets, and revets.", "evets", "events", "sport NEAR/2 event", ["Sport", "evets"]),
    ("Sport evets, and revets.", "evets", "events", "evets", ["evets"]),
    ("Строят новый мозт.", "мозт", "мост", "мосты", ["мозт"]),
    ("Ждём в течении дня.", "в течении", "в течение", "течение", ["течении"]),
    ("Это было в 2о23 году.", "2о23", "2023", "2023", ["2"]),
    ("我们将进一走加强合作。", "走", "步", "进一步", ["进一走"]),
    ("我们将进一走加强合作。", "进一走", "进一步", "进一步合作", ["进一走", "合作"]),
    ("我们將進一走合作。", "走", "步", "進一步", ["進一走"]),
]  # fmt: skip
PRINTED = [  # what asks for the printed words alone, and does not find what was meant
    ('"events"', False), ("events", True), ('"sport events"', False), ("event*", False),
    ("“进一步”", False), ("进一步", True),
]  # fmt: skip


def document(id: str, *texts: str) -> Document:
    passages = tuple(Passage(n, "narration", text) for n, text in enumerate(texts, 1))
    return Document(
        id, f"local:{id}", "text", "release", "en", "Games", None, None, None, None, "final",
        passages,
    )  # fmt: skip


def found(archive: Archive, query: str, exact: bool = False) -> list[str]:
    hits = archive.search(SearchRequest(query, exact=exact)).hits
    return [hit.id for hit in hits]


@pytest.mark.parametrize(("text", "printed", "meant", "query", "marked"), CASES)
def test_the_word_that_was_meant_finds_the_misprint(text, printed, meant, query, marked):
    errata = Errata((Misprint("a-1", printed, meant),))
    archive = memory_archive([document("a-1", text), document("b-1", "Nothing.")], errata=errata)
    (hit,) = archive.search(SearchRequest(query)).hits
    (passage,) = hit.passages
    assert [passage.text[a:b] for a, b in passage.marks] == marked
    shown = archive.marks(archive.get("a-1"), query)
    assert [text[a:b] for a, b in shown[1]] == marked


@pytest.mark.parametrize(("query", "exact"), PRINTED)
def test_words_as_printed_are_the_printed_ones(query, exact):
    texts = ("Sport evets.", "我们将进一走加强合作。")
    errata = Errata((Misprint("a-1", "evets", "events"), Misprint("a-1", "走", "步")))
    archive = memory_archive([document("a-1", *texts)], errata=errata)
    assert found(archive, query, exact) == []
    assert archive.marks(archive.get("a-1"), query, exact) == {}
    assert found(archive, query.replace("events", "evets").replace("步", "走"), exact) == (
        [] if "*" in query else ["a-1"]
    )


def test_only_the_document_that_misprints_it_is_found():
    texts = [document("a-1", "Sport evets."), document("b-1", "Sport evets.")]
    archive = memory_archive(texts, errata=Errata((Misprint("a-1", "evets", "events"),)))
    assert found(archive, "events") == ["a-1"]
    assert found(archive, "sport -events") == ["b-1"]
    assert found(archive, "title:games events") == ["a-1"]


def test_a_quote_is_verbatim_only_as_it_was_printed():
    text = "The city will hold sport evets on both banks of the river."
    archive = memory_archive(
        [document("a-1", text)], errata=Errata((Misprint("a-1", "evets", "events"),))
    )
    assert archive.quote(QuoteQuery(text)).verdict == "verbatim"
    for mended in (text.replace("evets", "events"), "sport events", "events"):
        report = archive.quote(QuoteQuery(mended))
        assert report.verdict not in FOUND, mended
        assert all(match.verdict not in FOUND for match in report.matches)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_archive(Config(tmp_path / "archive"))
    put(tmp_path / "archive", [document("a-1", "Sport evets."), document("b-1", "Sport.")])
    return tmp_path / "archive"


def test_a_broken_file_of_misprints_is_told_and_stops_only_those_who_write(folder: Path):
    """What it said before it broke holds where it was read; who comes later knows of none."""
    misprint = '[[misprint]]\ndocument = "a-1"\nprinted = "evets"\nmeant = "events"\n'
    (folder / "errata.toml").write_text(misprint, "utf8")
    put(folder, [document("b-1", "Sport.")])
    before = open_archive(folder)
    (folder / "errata.toml").write_text('[[misprint]]\ndocument = "a-1"\n', "utf8")
    after = open_archive(folder)
    for reader, known in ((before, 1), (after, 0)):
        assert len(reader.errata.misprints) == known
        assert sorted(found(reader, "sport")) == ["a-1", "b-1"]
        assert health.status(reader).by_hand == "broken"
        assert "misprints cannot be read" in health.status(reader).trouble_by_hand
        assert reader.as_of_now().trouble_by_hand == reader.trouble_by_hand
        reader.close()
    with pytest.raises(ArchiveError, match=r"misprints cannot be read.*mend it first"):
        open_archive(folder, write=True)
    (folder / "errata.toml").unlink()
    open_archive(folder, write=True).close()


def test_the_index_follows_the_file_of_misprints(folder: Path):
    reader = open_archive(folder)
    assert found(reader, "events") == []
    misprint = '[[misprint]]\ndocument = "a-1"\nprinted = "evets"\nmeant = "events"\n'
    for text, there in ((misprint, ["a-1"]), ("", [])):
        (folder / "errata.toml").write_text(text, "utf8")
        assert health.status(reader).by_hand == "changed"
        put(folder, [document("b-1", "Sport.")])  # a job that has nothing to add
        assert found(reader, "events") == there
        assert health.status(reader).by_hand is None
        assert list(health.problems(reader, full=True)) == []
    reader.close()
