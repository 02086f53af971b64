"""The page where a quote is checked, the API, and the command."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from archive.console import USAGE
from archive.errors import NoSuch
from archive.quotes.values import VERDICTS
from harbin import EXIT_CODES, commands
from tests.web.test_api import conforms
from web import create_app, words
from web.openapi import description

TEXT = "Сегодня эта очередь закончилась"
CHANGED = "Над мостом трудились 1900 человек с обоих берегов"


@pytest.fixture(scope="module")
def client(archive):
    return create_app(archive).test_client()


@pytest.mark.parametrize("language", ["ru", "zh", "en"])
def test_the_form_alone(client, language):
    page = client.get(f"/{language}/quote")
    assert page.status_code == 200
    assert 'name="q"' in page.text
    assert 'class="verdict' not in page.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (TEXT, "verbatim"),
        ("Мы отправим на Луну первый межпланетный экспресс до конца десятилетия", "absent"),
        (CHANGED, "altered"),
        (f"{TEXT}. Дамба в районе Нижней Протоки держит.", "stitched"),
        ("今天這一刻，三代人都在盼望", "variants"),
        ("两岸1800名建设者[……]没有停过一个班次", "omission"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "zh", "en"])
def test_each_verdict_has_a_page(client, language, text, verdict):
    asked = {"q": text, "speaker": "Вера Морозова", "date": "2023-06-10"}
    page = client.get(f"/{language}/quote", query_string=asked)
    assert page.status_code == 200
    assert f'class="verdict {verdict}"' in page.text
    assert "<script>" not in page.text


def test_what_differs_is_said_in_words_and_signs(client):
    page = client.get("/en/quote", query_string={"q": CHANGED}).text
    assert "A figure differs" in page
    assert re.search(r"<del[^>]*><span class=\"unseen\">in the quote: </span>\s*1900", page)
    assert re.search(r"<ins[^>]*><span class=\"unseen\">in the archive: </span>\s*1800", page)


def test_the_words_have_an_address_that_leads_to_them(client):
    page = client.get("/ru/quote", query_string={"q": TEXT}).text
    link = re.search(r'href="[^"]*(/ru/q/[^"]+)"', page).group(1)
    assert TEXT in client.get(link).text


def test_markup_in_a_quote_is_text(client):
    page = client.get("/en/quote", query_string={"q": f"<b>{TEXT}</b><script>alert(1)</script>"})
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


def test_two_thousand_chinese_characters_fit_an_address(client):
    assert client.get("/zh/quote", query_string={"q": "这里没有的话" * 333}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"q": "а" * 2001}, "2,000"),
        ({"q": "…"}, "words"),
        ({"q": ["a", "b"]}, "once"),
        ({"q": "a", "date": "May"}, "2024-05"),
    ],
)
def test_refusals_are_sentences(client, asked, reason):
    page = client.get("/en/quote", query_string=asked)
    assert page.status_code == 400
    assert reason in page.text


@pytest.mark.parametrize("written", ["10.06.2023", "2023年6月10日", "2023-6-10", " 2023-06-10 "])
def test_a_date_is_read_as_the_archive_reads_dates(client, written):
    told = client.get("/api/v1/quotes", query_string={"q": TEXT, "date": written}).get_json()
    assert told["query"]["date"] == "2023-06-10"
    assert told["matches"][0]["claim"]["date"] == "right"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "A date is written"), ("ru", "Дата пишется"), ("zh", "日期写作")],
)
def test_what_was_typed_is_kept_when_a_field_is_refused(client, language, sentence):
    asked = {"q": TEXT, "speaker": "Бадмаев", "date": "10 июня"}
    page = client.get(f"/{language}/quote", query_string=asked)
    assert page.status_code == 400
    assert f"{TEXT}</textarea>" in page.text
    assert 'value="Бадмаев"' in page.text
    assert re.search(r'<input name="date"[^>]*value="10 июня"[^>]*aria-invalid="true"', page.text)
    assert re.search(rf'class="refused"[^>]*>{sentence}', page.text)


@pytest.mark.parametrize("text", [TEXT, CHANGED, "река никогда", "Спасибо"])
def test_the_quote_object_is_as_described(client, text):
    answer = client.get("/api/v1/quotes", query_string={"q": text, "speaker": "Морозова"})
    schemas = description()["components"]["schemas"]
    conforms(answer.get_json(), schemas["Quote"], schemas)


def test_get_form_and_json_are_answered_alike(client):
    got = client.get("/api/v1/quotes", query_string={"q": TEXT, "lang": "ru"}).get_json()
    sent = client.post("/api/v1/quotes", data={"q": TEXT, "lang": "ru"}).get_json()
    told = client.post("/api/v1/quotes", json={"text": TEXT, "language": "ru"}).get_json()
    assert got == sent == told
    assert client.post("/ru/quote", data={"q": TEXT}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/quotes", "/en/quote"])
def test_a_language_nothing_is_in_is_no_answer(client, path):
    """A slip there would be answered "not in the archive"."""
    answer = client.get(path, query_string={"q": TEXT, "lang": "xx"})
    assert answer.status_code == 400
    assert "no such language: xx" in answer.text
    assert "en, ru, zh" in answer.text


def test_a_language_nothing_is_in_is_refused_in_a_body_and_by_the_command(client, folder):
    assert client.post("/api/v1/quotes", json={"text": TEXT, "language": "xx"}).status_code == 400
    asked = ["quote", TEXT, "--lang", "xx", "--archive", str(folder)]
    assert isinstance(CliRunner().invoke(commands, asked).exception, NoSuch)
    assert EXIT_CODES[NoSuch] == USAGE


@pytest.mark.parametrize("body", [[], {"text": 1}, {"quote": "a"}, {"text": "а" * 2001}])
def test_what_is_no_quote_is_refused(client, body):
    answer = client.post("/api/v1/quotes", json=body)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"


def test_every_verdict_has_words():
    assert set(VERDICTS) == set(words.QUOTE_VERDICTS)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [(TEXT, 0, "VERBATIM"), (CHANGED, 1, "figure"), ("Луна сделана из зелёного сыра", 1, "NOT IN")],
)
def test_the_command(archive, folder, text, code, said):
    result = CliRunner().invoke(commands, ["quote", text, "--archive", str(folder)])
    assert result.exit_code == code
    assert said in result.output


def test_the_command_reads_standard_input_and_prints_the_same_object(folder, client):
    told = client.get("/api/v1/quotes", query_string={"q": TEXT}).get_json()
    asked = ["quote", "-", "--json", "--archive", str(folder)]
    result = CliRunner().invoke(commands, asked, input=f"{TEXT}\n")
    assert json.loads(result.output) == told
