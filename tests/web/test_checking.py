"""The pages where an article is checked, and the basket of quotes."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask.testing import FlaskClient

from archive.address import addressed, minted
from archive.catalogue import Archive
from archive.exports import FORMATS


@pytest.fixture
def spoken(archive: Archive) -> tuple[str, str, str]:
    """An address, its words and who says them: the first long speech of the sample documents."""
    for stored in archive.every():
        for passage in stored.document.passages:
            if passage.voice and len(passage.text) > 20 and "\n" not in passage.text:
                span = ((passage.number, 0), (passage.number, len(passage.text)))
                address = minted(stored.document.id, 1, addressed(stored.document), *span)
                return str(address), passage.text, passage.voice.words_of().name
    raise AssertionError("the samples have no speech")


@pytest.mark.parametrize("interface", ["ru", "zh", "en"])
def test_an_article_is_checked(client: FlaskClient, spoken, interface: str) -> None:
    _, text, name = spoken
    article = f"{name}: «{text}»."
    page = client.post(f"/{interface}/check", data={"text": article})
    assert page.status_code == 200
    assert 'class="outcome verbatim"' in page.text
    assert 'id="a1"' in page.text
    assert client.get(f"/{interface}/check").status_code == 200


def test_the_table_of_an_article(client: FlaskClient, spoken) -> None:
    _, text, name = spoken
    answer = client.post("/en/check", data={"text": f"{name}: «{text}».", "as": "table"})
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["quote"], row["harbin: verdict"]) for row in rows] == [(text, "verbatim")]


def test_a_list_and_an_unreadable_file(client: FlaskClient, spoken) -> None:
    _, text, _ = spoken
    table = io.StringIO()
    csv.writer(table).writerows([["quote"], [text]])
    sent = {"article": (io.BytesIO(table.getvalue().encode()), "quotes.csv")}
    answer = client.post("/en/check", data=sent)
    assert answer.mimetype == "text/csv"
    assert "verbatim" in answer.text
    refused = client.post("/en/check", data={"article": (io.BytesIO(b"\xff\xfa"), "a.txt")})
    assert refused.status_code == 200
    assert 'role="alert"' in refused.text


def test_programs_check_articles(client: FlaskClient, spoken) -> None:
    _, text, name = spoken
    body = f"{name}: «{text}».".encode()
    answer = client.post("/api/v1/articles", data=body, content_type="text/plain")
    (row,) = answer.get_json()["quotations"]
    assert row["answer"]["verdict"] == "verbatim"
    assert row["text"] == text
    assert (
        client.post("/api/v1/articles", data=b"\xff\xfa", content_type="text/plain").status_code
        == 400
    )


@pytest.mark.parametrize("form", ["csv", "text", "bibtex", "ris", "csl-json"])
def test_a_basket_leaves_in_every_form(client: FlaskClient, spoken, form: str) -> None:
    address, text, _ = spoken
    lost = address[:-6] + "000000"
    page = client.get("/en/basket", query_string={"q": [address, lost]})
    assert page.status_code == 200
    assert page.text.count("<li>") == 2
    saved = client.get("/en/basket", query_string={"q": [address, lost], "as": form})
    assert saved.status_code == 200
    assert "attachment" in saved.headers["Content-Disposition"]
    assert saved.content_type == FORMATS[form].media
    assert address in saved.text
    if form in ("csv", "text"):
        assert text in saved.text
    if form == "csl-json":
        assert len(json.loads(saved.text)) == 1


def test_links_pasted_into_a_basket(client: FlaskClient, spoken) -> None:
    address, _, _ = spoken
    pasted = f"http://localhost/ru/q/{address}\nnonsense {address}"
    page = client.get("/en/basket", query_string={"add": pasted})
    assert page.text.count("<li>") == 1
