"""A quote that stands only in an earlier version of a document: the newest has other words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.document import Document, Passage, Speaker, Voice
from archive.index import catch_up
from archive.opening import memory_archive
from archive.people import People
from archive.quotes.citable import coverage_line
from archive.quotes.values import QuoteQuery
from archive.store import Provenance

VOICE = Voice(Speaker("Мэр Иван Лесной", "Иван Лесной", "Мэр"))
BEFORE = "Мы построим мост через реку за три года, и ни один дом не будет снесён."
AFTER = "Мы построим мост через реку за четыре года, и ни один дом не будет снесён."


def document(text: str) -> Document:
    passages = (Passage(1, "speech", "Добрый день."), Passage(2, "speech", text))
    spoken = tuple(replace(passage, voice=VOICE) for passage in passages)
    return Document(
        "text-1", "local:1", "text", "transcript", "ru", "Мост", None, None, None, None, "final",
        spoken,
    )  # fmt: skip


@pytest.fixture(scope="module")
def archive():
    made = memory_archive((document(BEFORE),))
    now = datetime(2024, 5, 17, tzinfo=UTC)
    with made.store.writer() as writer:
        raw = writer.keep(b"later", Provenance("text-1", "local:1", now))
        writer.put(document(AFTER), raw, "by hand", now)
        writer.commit()
    catch_up(made.index.engine(), made.store, People())
    return made


def test_words_of_an_earlier_version(archive):
    report = archive.quote(QuoteQuery("Мы построим мост через реку за три года"))
    match = report.matches[0]
    assert (report.verdict, match.address.version, match.stored.versions) == ("verbatim", 1, 2)
    assert "earlier-version" in match.notes
    assert match.address.stands(match.stored.document.passages)


def test_words_of_the_newest_version(archive):
    match = archive.quote(QuoteQuery("за четыре года, и ни один дом не будет снесён")).matches[0]
    assert (match.verdict, match.address.version) == ("verbatim", 2)
    assert "earlier-version" not in match.notes


def test_words_of_no_version(archive):
    report = archive.quote(QuoteQuery("Мы построим мост через реку за пять лет"))
    assert report.verdict == "altered"
    assert report.matches[0].address.version == 2


def test_words_taken_out_leave_no_trace_and_the_line_says_what_was_not_searched():
    """A document is looked for by its newest words alone: where none of the quote are left in it,
    its earlier versions are not read, and what may be cited must not claim they were."""
    whole = document("Ярмарка откроется осенью.")
    taken = Passage(3, "speech", "Паром отменён навсегда, билеты вернут кассы порта.", VOICE)
    made = memory_archive((replace(whole, passages=(*whole.passages, taken)), whole))
    report = made.quote(QuoteQuery(taken.text))
    assert (report.verdict, report.matches) == ("absent", ())
    line = coverage_line(report.coverage)
    assert "newest versions, and earlier ones of documents that come near" in line
