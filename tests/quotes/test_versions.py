"""A quote that stands only in an earlier version of a document: the newest has other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from archive import earlier, health
from archive.catalogue import Archive
from archive.document import Document, Passage, Speaker, Voice
from archive.following import fate
from archive.index import catch_up
from archive.opening import Config, create_archive, memory_archive, open_archive
from archive.people import People
from archive.quotes.citable import coverage_line
from archive.quotes.commands import lines
from archive.quotes.values import QuoteQuery
from archive.search import SearchRequest
from archive.store import Provenance
from harbin import commands
from tests.web.conftest import put
from tests.web.test_api import conforms
from web import create_app
from web.openapi import description

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


FERRY = "Паром отменён навсегда, билеты вернут кассы порта."
FERRY_ZH = "渡轮永久停航，船票由港口售票处退还。"
OTHER = Voice(Speaker("Чэнь Гуанмин", "Чэнь Гуанмин"))


def said(*texts: str, voice: Voice = VOICE, id: str = "text-1", language: str = "ru") -> Document:
    passages = tuple(Passage(n, "speech", text, voice) for n, text in enumerate(texts, 1))
    return replace(document(BEFORE), id=id, url=f"local:{id}", language=language, passages=passages)


def kept(*versions: Document) -> Archive:
    """An archive to which these were added one after another."""
    return memory_archive(versions)


TAKEN_OUT = [  # the versions, a quote: the verdict, the version shown, the first without, the trace
    ((("Ярмарка осенью.", FERRY), ("Ярмарка осенью.",)), FERRY, "verbatim", 1, 2, "gone"),
    ((("Ярмарка осенью.", FERRY), ("Ярмарка осенью.",)), "билеты вернут кассы порта", "verbatim",
     1, 2, "gone"),
    ((("Ярмарка осенью.", FERRY), ("Ярмарка осенью.",)), "билеты вернут «кассы» порта", "variants",
     1, 2, "gone"),
    ((("Ярмарка осенью.", FERRY), ("Ярмарка осенью.",)), "Паром отменён […] кассы порта",
     "omission", 1, 2, "gone"),
    ((("Ярмарка осенью.", FERRY), ("Ярмарка осенью.",)),
     "Паром отменён навсегда, билеты вернут кассы вокзала", "altered", 1, 2, "gone"),
    ((("Ярмарка осенью.", FERRY), ("Ярмарка осенью.",)), f"Ярмарка осенью. {FERRY}", "verbatim",
     1, 2, None),
    (((FERRY, "А."), (FERRY, "Б."), ("Б.",), ("В.",)), FERRY, "verbatim", 2, 3, "gone"),
    (((FERRY,), ("Паром отменён до мая, билеты вернут кассы порта.",)), FERRY, "verbatim", 1, 2,
     "changed"),
    (((FERRY_ZH, "甲。"), ("甲。",)), "船票由港口售票处退还", "verbatim", 1, 2, "gone"),
    ((("The ferry is gone for ever.", "A."), ("A.",)), "The ferry is gone for ever", "verbatim", 1,
     2, "gone"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "quote", "verdict", "version", "until", "kind"), TAKEN_OUT)
def test_words_that_were_taken_out(texts, quote, verdict, version, until, kind):
    made = kept(*(said(*row) for row in texts), said("Мост открыт.", id="text-2"))
    report = made.quote(QuoteQuery(quote))
    match = report.matches[0]
    assert (report.verdict, match.address.version) == (verdict, version)
    assert "earlier-version" in match.notes
    became = match.superseded
    assert (became.version.number, became.newest) == (until, len(texts))
    assert became.version == made.versions("text-1")[until - 1]
    assert kind in (None, became.trace.kind)
    assert match.address.stands(made.get("text-1", version).document.passages)
    assert fate(made, match.address).state == "changed-later"


def test_words_that_were_put_back_are_of_the_newest_version():
    report = kept(said(FERRY), said("А."), said(FERRY, "А.")).quote(QuoteQuery(FERRY))
    assert (report.verdict, report.matches[0].address.version) == ("verbatim", 3)
    assert report.matches[0].superseded is None


def test_whose_they_were_is_judged_as_ever():
    made = kept(said(FERRY, "А.", voice=OTHER), said("А.", voice=OTHER))
    claims = [made.quote(QuoteQuery(FERRY, speaker=name)).matches[0].claim.speaker
              for name in ("Чэнь Гуанмин", "Иван Лесной")]  # fmt: skip
    assert claims == ["right", "other"]


def test_a_language_is_chosen_among_them_too():
    made = kept(said(FERRY, "А."), said("А."))
    found = [made.quote(QuoteQuery(FERRY, language=code)).verdict for code in ("ru", "zh")]
    assert found == ["verbatim", "absent"]


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Iterator[tuple[Archive, Archive]]:
    """Words taken out in an archive on the disk, updated and then built anew, beside one that never
    had them."""
    archives = []
    for name, versions in (("had", ((FERRY, "А."), ("А.",))), ("never", (("А.",),))):
        folder = tmp_path_factory.mktemp(name) / "archive"
        create_archive(Config(folder))
        for texts in versions:
            put(folder, [said(*texts)])
        archives.append(open_archive(folder, write=True))
    yield tuple(archives)
    for made in archives:
        made.close()


def test_nothing_but_a_quote_finds_them(both):
    had, _ = both
    assert had.quote(QuoteQuery(FERRY)).verdict == "verbatim"
    for query in ("паром", f'"{FERRY}"', "пар*", "кассы NEAR/5 порта", "title:паром", "-паром", ""):
        pages = [made.search(SearchRequest(query)) for made in both]
        pages = [(p.documents, p.turns, p.facets, [h.score for h in p.hits]) for p in pages]
        assert pages[0] == pages[1], query
    for made in both:
        assert made.completions(SearchRequest("паро")) == ()
        assert made.suggestions(SearchRequest("парам")) == ()
        assert made.index.engine().state().turns == 2
    assert list(health.problems(had, full=True)) == []


def test_an_index_made_anew_has_them(both):
    had, _ = both
    with had.store.writer():
        had.index.rebuild(had.store, had.people)
    assert had.quote(QuoteQuery(FERRY)).verdict == "verbatim"


def test_how_far_back_is_said():
    """A page that changes every night is followed so far; the line that is cited says how far."""
    versions = [said(FERRY, "А."), *(said(f"День {n}.") for n in range(earlier.MOST + 1))]
    made = kept(*versions)
    assert made.quote(QuoteQuery("День 1.")).matches[0].address.version == 3
    report = made.quote(QuoteQuery(FERRY))
    assert report.verdict == "absent"
    assert f"earlier ones (of each document the last {earlier.MOST})" in coverage_line(
        report.coverage
    )


def test_a_document_that_was_taken_out_is_not_searched():
    made = kept(said(FERRY, "А."), said("А."))
    with made.store.writer() as writer:
        writer.remove("text-1", "asked")
        writer.commit()
    catch_up(made.index.engine(), made.store, People())
    assert made.quote(QuoteQuery(FERRY)).verdict == "absent"


TOLD = {
    "ru": ("Слова есть только в прежней версии", "в версии 1 из 2", "уже не так"),
    "zh": ("仅见于旧版本", "第1版（共2版）", "已非如此"),
    "en": ("in an earlier version only", "version 1 of 2", "no longer has them so"),
}


def test_the_page_says_until_when_in_its_own_language():
    client = create_app(kept(said(FERRY, "А."), said("А."))).test_client()
    for tongue in TOLD:
        page = client.get(f"/{tongue}/quote", query_string={"q": FERRY}).text
        for words in (
            *TOLD[tongue],
            f"/{tongue}/q/text-1.1.1:0-1:",
            f"/{tongue}/d/text-1/v/2/diff/1",
        ):
            assert words in page, words
        assert [one for one in TOLD if TOLD[one][0] in page] == [tongue]


def test_the_page_shows_the_difference():
    client = create_app(kept(said(BEFORE), said(AFTER))).test_client()
    page = client.get("/en/quote", query_string={"q": "через реку за три года"}).text
    assert "<del>три</del><ins>четыре</ins> года" in page
    answer = client.get("/api/v1/quotes", query_string={"q": "через реку за три года"}).get_json()
    schemas = description()["components"]["schemas"]
    conforms(answer, schemas["Quote"], schemas)
    became = answer["matches"][0]["superseded"]
    assert (became["version"], became["kind"]) == (2, "changed")
    assert [run["kind"] for run in became["difference"] if "три" in run["text"]] == ["gone"]


def test_the_command_says_it():
    told = "\n".join(lines(kept(said(FERRY, "А."), said("А.")).quote(QuoteQuery(FERRY))))
    assert "OF AN EARLIER VERSION" in told
    assert re.search(r"in version 1 of 2, until version 2 was received, \d{4}-", told)
    assert "text-1.1.1:0-1:" in told


def test_an_article_is_told_too():
    made = kept(said(FERRY, "А."), said("А."))
    article = f"Иван Лесной сказал: «{FERRY}»"
    for tongue in TOLD:
        page = create_app(made).test_client().post(f"/{tongue}/check", data={"text": article}).text
        assert [one for one in TOLD if TOLD[one][0] in page] == [tongue]


def test_an_article_on_the_command_line_is_told_too(tmp_path):
    folder = tmp_path / "archive"
    create_archive(Config(folder))
    for texts in ((FERRY, "А."), ("А.",)):
        put(folder, [said(*texts)])
    (tmp_path / "article.txt").write_text(f"Иван Лесной сказал: «{FERRY}»", "utf8")
    asked = ["check", str(tmp_path / "article.txt"), "--archive", str(folder)]
    told = CliRunner().invoke(commands, asked).output
    assert "! of version 1 of 2: the newest has these words so no longer" in told
