"""The line that is cited when a quote is not found: plain and exact in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.quotes.citable import TONGUES, coverage_line
from archive.quotes.values import Coverage
from web import create_app

SOME = Coverage((("a", 3), ("b", 1)), 4, 5, "2023-06", "2024-05-17", 7, "0123456789abcdef" * 4)

LINES = {
    "en": "searched: 4 documents, 5 turns, dated 2023-06 to 2024-05-17; sources: a 3, b 1; newest "
    "versions, and earlier ones (of each document the last 50); archive at change 7 "
    "(0123456789abcdef)",
    "ru": "поиск шёл по 4 документам, 5 репликам, с 2023-06 по 2024-05-17; источники: a 3, b 1; "
    "последние версии и прежние (у каждого документа до 50 последних); состояние архива: "
    "изменение 7 (0123456789abcdef)",
    "zh": "检索范围：4份文件，5次发言，日期自2023-06至2024-05-17；来源：a 3、b 1；含最新版本及"
    "旧版本（每份文件至多最近50版）；档案状态：第7次变更（0123456789abcdef）",
}


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_whole_line(tongue):
    assert coverage_line(SOME, tongue) == LINES[tongue]


@pytest.mark.parametrize(
    ("documents", "turns", "line"),
    [
        (0, 0, "по 0 документам, 0 репликам,"),
        (1, 1, "по 1 документу, 1 реплике,"),
        (2, 5, "по 2 документам, 5 репликам,"),
        (11, 111, "по 11 документам, 111 репликам,"),
        (21, 101, "по 21 документу, 101 реплике,"),
        (1001, 12_345, "по 1\xa0001 документу, 12\xa0345 репликам,"),
    ],
)
def test_russian_plurals(documents, turns, line):
    assert line in coverage_line(replace(SOME, documents=documents, turns=turns), "ru")


@pytest.mark.parametrize(
    ("tongue", "language", "said"),
    [
        ("en", "zh", "documents in zh,"),
        ("ru", "zh", "документам на китайском языке,"),
        ("ru", "zh-Hant", "документам на языке zh-Hant,"),
        ("zh", "ru", "4份俄文文件"),
        ("zh", "fr", "4份语言代码为fr的文件"),
    ],
)
def test_the_language_looked_in(tongue, language, said):
    assert said in coverage_line(replace(SOME, language=language), tongue)


def test_an_empty_archive():
    none = Coverage((), 0, 0, None, None, 0, "")
    assert "sources: none" in coverage_line(none)
    assert "источники: нет" in coverage_line(none, "ru")
    assert "来源：无" in coverage_line(none, "zh")


BEGINS = {"en": "searched: ", "ru": "поиск шёл по ", "zh": "检索范围："}


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_page_says_it_in_its_own_language(archive, tongue):
    page = create_app(archive).test_client().get(f"/{tongue}/quote?q=нетакогослова")
    assert BEGINS[tongue] in page.text
    assert [t for t in TONGUES if BEGINS[t] in page.text] == [tongue]


@pytest.mark.parametrize("tongue", TONGUES)
def test_programs_ask_for_a_language(archive, tongue):
    client = create_app(archive).test_client()
    asked = {"interface": tongue}
    got = client.get("/api/v1/quotes", query_string={"q": "слово"} | asked)
    sent = client.post("/api/v1/quotes", query_string=asked, json={"text": "слово"})
    for answer in (got, sent):
        assert answer.get_json()["coverage"]["line"].startswith(BEGINS[tongue])


def test_programs_get_english_unless_told(archive):
    client = create_app(archive).test_client()
    plain = client.get("/api/v1/quotes?q=слово").get_json()
    assert plain == client.get("/api/v1/quotes?q=слово&interface=en").get_json()
    assert client.get("/api/v1/quotes?q=слово&interface=xx").status_code == 400
