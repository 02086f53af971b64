"""When the archive cannot answer it says so: never "0 results", never a traceback."""

from __future__ import annotations

import logging

import pytest

from archive.config import Config
from archive.opening import create_archive, memory_archive, open_archive
from tests.web.conftest import put
from tests.web.reading import page
from tests.web.samples import document, forum_ru, spoken
from web import create_app


@pytest.fixture
def unindexed(tmp_path):
    """A site over an archive whose index has not been built."""
    create_archive(Config(tmp_path / "archive"))
    archive = open_archive(tmp_path / "archive")
    yield create_app(archive).test_client()
    archive.close()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", "Поиск сейчас недоступен"),
        ("zh", "暂时无法检索"),
        ("en", "The archive cannot search just now"),
    ],
)
def test_a_missing_index_is_not_an_empty_result(unindexed, lang, said):
    for path in ("/search?q=мост", "/"):
        answer = unindexed.get(f"/{lang}{path}")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        root = page(answer.text)
        assert root.every("h1")[0].text() == said
        assert not root.every(class_="none")


def test_a_document_is_shown_without_an_index(tmp_path):
    create_archive(Config(tmp_path / "archive"))
    put(tmp_path / "archive", [forum_ru()])
    (tmp_path / "archive/index/CURRENT").write_text("gen-99")
    archive = open_archive(tmp_path / "archive")
    visitor = create_app(archive).test_client()
    for words in ("мост", forum_ru().url, "http://other.example/page/7"):
        assert visitor.get("/en/search", query_string={"q": words}).status_code == 503
        answer = visitor.get("/en/d/kremlin-ru-101", query_string={"q": words})
        assert answer.status_code == 200
        assert ("<mark>" in answer.text) == (words == "мост")
    archive.close()


def test_programs_are_told_so_too(unindexed):
    answer = unindexed.get("/api/v1/search?q=мост")
    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
    health = unindexed.get("/health")
    assert health.status_code == 503
    assert health.get_json()["degraded"] is True
    assert health.get_json()["indexed"] is None


def test_the_status_page_says_what_is_wrong(unindexed):
    answer = unindexed.get("/ru/status")
    assert answer.status_code == 200
    assert "Поиск сейчас недоступен" in page(answer.text).every("p", class_="notice")[0].text()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("а" * 513, "не больше 512 знаков"),
        (" ".join(f"слово{n}" for n in range(40)), "не больше 32 слов"),
        ("(" * 12 + "мост" + ")" * 12, "не глубже десяти"),
        ("мост* порт* река* берег*", "не больше трёх звёздочек"),
    ],
)
def test_too_broad_says_how_to_narrow(client, query, said):
    answer = client.get("/ru/search", query_string={"q": query})
    assert answer.status_code == 400
    assert said in answer.text
    assert client.get("/api/v1/search", query_string={"q": query}).status_code == 400


@pytest.mark.parametrize(
    ("lang", "wrong", "said"),
    [
        ("ru", "from=31.02.2024&to=2024", "Дата, с: Дата пишется так: 2024, 2024-05, "),
        ("zh", "to=soon", "日期（止）：日期写作 2024、2024-05、"),
        ("en", "from=2025&to=2024", "The first date is later than the last."),
        ("en", "kind=poem", "Kind of document: This argument has a value that is not known."),
        ("en", "sort=best", "This argument has a value that is not known."),
    ],
)
def test_a_wrong_argument_leaves_the_question_as_it_was(client, lang, wrong, said):
    answer = client.get(f"/{lang}/search?q=мост&lang=ru&place=A&{wrong}")
    assert answer.status_code == 400
    root = page(answer.text)
    assert any(p.text().startswith(said) for p in root.every("p"))
    box, *dates = root.every("main")[0].every("form")
    filled = {i.attributes["name"]: i.attributes["value"] for i in box.every("input")}
    assert (filled["q"], filled["lang"], filled["place"]) == ("мост", "ru", "A")
    typed = [(i.attributes["name"], i.attributes["value"]) for d in dates for i in d.every("input")]
    ends = [(name, value) for name, value in typed if name in ("from", "to")]
    wanted = [(n, v) for n, v in (pair.split("=") for pair in wrong.split("&"))]
    assert [one for one in ends if one[1]] == [one for one in wanted if one[0] in ("from", "to")]


def test_a_prefix_of_too_many_words_is_too_broad():
    words = " ".join(f"инвест{chr(1072 + n // 30)}{chr(1072 + n % 30)}" for n in range(600))
    client = create_app(memory_archive([document("a", "ru", "Слова", spoken((words,), None))]))
    answer = client.test_client().get("/ru/search?q=инвест*")
    assert answer.status_code == 400
    assert "Добавьте букв перед звёздочкой" in answer.text


def test_a_fault_is_numbered_and_tells_nothing(tmp_path, caplog):
    """A real fault: the archive is closed and its catalogue gone while the site still runs."""
    create_archive(Config(tmp_path / "archive"))
    archive = open_archive(tmp_path / "archive")
    app = create_app(archive)
    archive.close()
    for file in (tmp_path / "archive").glob("catalogue*"):
        file.unlink()
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/ru/d/a-1")
        told = app.test_client().get("/api/v1/documents/a-1")
    archive.close()
    assert (answer.status_code, told.status_code) == (500, 500)
    number = page(answer.text).every("code")[0].text()
    assert number in caplog.text
    for said in (answer.text, told.text):
        assert "Traceback" not in said
        assert str(tmp_path) not in said
        assert "sqlite" not in said.lower()
    assert told.content_type == "application/problem+json"
