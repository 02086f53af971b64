"""Everything found leaves by the web as by the command, once for each state of the archive."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
import rispy

from archive.address import addressed, minted
from archive.exports import FORMATS
from tests.web.reading import page
from tests.web.samples import documents, forum_ru

EVERY = ("/en/export", "/api/v1/export")


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize("form", FORMATS)
def test_everything_is_there_in_every_form(client, path, form) -> None:
    answer = client.get(f"{path}?format={form}")
    assert answer.status_code == 200
    assert answer.content_type == FORMATS[form].media
    assert "attachment" in answer.headers["Content-Disposition"]
    manifest = json.loads(client.get(f"{path}?format={form}&manifest=1").text)
    assert manifest["sha256"] == sha256(answer.data).hexdigest()
    assert manifest["documents"] == len(manifest["contents"]) == len(documents())


def test_a_search_is_exported_and_paging_changes_nothing(client) -> None:
    asked = "q=мост&lang=ru&format=jsonl"
    lines = client.get(f"/ru/export?{asked}").text.splitlines()
    found = client.get("/api/v1/search?q=мост&lang=ru").get_json()["total"]["documents"]
    assert len(lines) == found > 5
    assert client.get(f"/ru/export?{asked}&page=2&sort=new").text.splitlines() == lines


def test_the_same_is_not_sent_twice(client) -> None:
    first = client.get("/en/export?format=ris")
    again = client.get("/en/export?format=ris", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data
    other = client.get("/en/export?format=ris&lang=ru")
    assert other.headers["ETag"] != first.headers["ETag"]


def test_it_is_streamed_and_never_held_whole(client) -> None:
    answer = client.get("/en/export?format=jsonl", buffered=False)
    assert not answer.is_sequence
    assert "Content-Length" not in answer.headers
    assert len(list(answer.response)) > len(documents())


def test_links_of_records_lead_here(client) -> None:
    [record] = rispy.loads(client.get("/zh/d/fmprc-202/v/1/export?format=ris").text)
    assert record["urls"] == ["http://localhost/zh/d/fmprc-202/v/1"]
    assert record["title"] == "两城河畔论坛开幕"


def address() -> str:
    """Words of the message that is read out at the forum."""
    said = addressed(forum_ru())
    return str(minted("kremlin-ru-101", 1, said, (8, 0), (8, 12)))


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_words_at_an_address_have_records_of_their_own(client, form) -> None:
    answer = client.get(f"/ru/q/{address()}/record?format={form}")
    assert answer.status_code == 200
    assert "Фан Даочуань" in answer.text
    assert "читает Чэнь Гуанмин" in answer.text
    assert address() in answer.text
    assert f"/q/{address()}/record" in client.get(f"/ru/q/{address()}").text


def test_words_that_are_not_there_have_no_record(client) -> None:
    lost = address()[:-24] + "0" * 24
    assert client.get(f"/ru/q/{lost}/record").status_code == 404
    assert client.get("/ru/q/nonsense/record").status_code == 404


REFUSED = [
    "/en/export?format=pdf",
    "/api/v1/export?format=jsonl&fromat=csv",
    "/en/export?manifest=2",
    "/en/export?format=ris&format=csv",
    "/en/export?from=2024-13",
]


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_not_understood_is_refused(client, path) -> None:
    assert client.get(path).status_code == 400


def test_pages_lead_to_it(client) -> None:
    for path in ("/ru/search?q=мост&lang=ru&sort=new&page=2", "/ru/d/kremlin-ru-101"):
        links = [a.attributes["href"] for a in page(client.get(path).text).every("a")]
        exports = [link for link in links if "export" in link]
        assert len(exports) >= len(FORMATS)
        assert not any("page=" in link or "sort=" in link for link in exports)
        for link in exports:
            assert client.get(link).status_code == 200


def test_a_version_that_is_not_there(client) -> None:
    assert client.get("/en/d/fmprc-202/v/7/export?format=ris").status_code == 404
