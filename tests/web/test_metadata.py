"""Pages tell reference managers the whole record, and other people's parsers read it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from lxml import html

from archive.address import addressed, minted
from archive.document import Passage, Speaker, Voice
from archive.opening import memory_archive
from tests.web.browsing import complaints, needs_browser, opened
from tests.web.samples import PEOPLE, document, forum_ru
from web import create_app

HOSTILE = '</script><script>alert(1)</script> "quoted" & <b> \u202e\u2028\n x'


class Head(HTMLParser):
    """The meta elements and data blocks of a page, as html.parser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.blocks: list[str] = []
        self.coins: list[str] = []
        self._in_block = False

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if tag == "meta" and "name" in known:
            self.tags.append((known["name"], known["content"]))
        if known.get("class") == "Z3988":
            self.coins.append(known["title"])
        self._in_block = known.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_block:
            self.blocks.append(data)


def read(client, path: str) -> Head:
    answer = client.get(path)
    assert answer.status_code == 200
    head = Head()
    head.feed(answer.text)
    return head


def of(head: Head, name: str) -> list[str]:
    return [content for tag, content in head.tags if tag == name]


def address() -> str:
    """Words of the message that is read out at the forum."""
    said = addressed(forum_ru())
    return str(minted("kremlin-ru-101", 1, said, (8, 0), (8, len(said[9].text))))


def test_a_document_has_highwire_and_dublin_core(client) -> None:
    head = read(client, "/ru/d/kremlin-ru-101")
    assert of(head, "citation_title") == ["Открытие речного форума двух городов"]
    assert of(head, "citation_author") == ["Лесной, Иван", "Фан Даочуань", "Чэнь Гуанмин"]
    assert of(head, "citation_publication_date") == ["2024/05/17"]
    assert of(head, "citation_language") == ["ru"]
    assert of(head, "citation_public_url") == ["http://localhost/ru/d/kremlin-ru-101/v/1"]
    assert of(head, "DC.creator") == of(head, "citation_author")
    assert of(head, "DC.date") == ["2024-05-17"]
    assert of(head, "DC.source") == ["https://press.example/kremlin-ru-101"]
    assert of(head, "DC.coverage") == ["Речной город"]


def test_a_document_is_an_article_of_schema_org(client) -> None:
    [block] = read(client, "/zh/d/fmprc-202").blocks
    told = json.loads(block)
    assert told["@context"] == "https://schema.org"
    assert told["@type"] == "Article"
    assert told["headline"] == "两城河畔论坛开幕"
    assert told["inLanguage"] == "zh"
    assert told["datePublished"] == "2024-05-17"
    assert told["publisher"] == {"@type": "Organization", "name": "中华人民共和国外交部"}
    [author] = told["author"]
    assert (author["@type"], author["name"]) == ("Person", "伊万·列斯诺伊")
    assert told["description"] == "摘要; 译文"


def test_words_at_an_address_are_their_authors(client) -> None:
    head = read(client, f"/ru/q/{address()}")
    assert of(head, "citation_author") == ["Фан Даочуань"]
    assert of(head, "DC.contributor") == ["Чэнь Гуанмин"]
    assert "читает Чэнь Гуанмин" in of(head, "DC.description")[0]
    assert of(head, "citation_public_url")[0].endswith(f"/ru/q/{address()}")
    told = json.loads(head.blocks[0])
    assert told["@type"] == "Quotation"
    assert told["text"] == forum_ru().passages[7].text
    assert told["isPartOf"]["headline"] == "Открытие речного форума двух городов"


def test_coins_is_an_openurl(client) -> None:
    [coins] = read(client, "/ru/d/kremlin-ru-101").coins
    told = parse_qs(coins, strict_parsing=True)
    assert told["ctx_ver"] == ["Z39.88-2004"]
    assert told["rft.title"] == ["Открытие речного форума двух городов"]
    assert told["rft.creator"] == ["Лесной, Иван", "Фан Даочуань", "Чэнь Гуанмин"]
    assert told["rft.date"] == ["2024-05-17"]


def test_what_is_not_known_is_not_told(client) -> None:
    head = read(client, "/ru/d/small-15")
    assert of(head, "DC.date") == []
    assert of(head, "citation_publication_date") == []
    assert of(head, "citation_author") == []
    assert "datePublished" not in json.loads(head.blocks[0])


@pytest.fixture
def hostile():
    voice = Voice(Speaker(HOSTILE, HOSTILE, HOSTILE))
    one = document("x-1", "ru", HOSTILE, (Passage(1, "speech", HOSTILE, voice),), place=HOSTILE)
    return create_app(memory_archive((one,), PEOPLE)).test_client()


def test_nothing_breaks_out_of_its_place(hostile) -> None:
    head = read(hostile, "/ru/d/x-1")
    shown = " ".join(HOSTILE.replace("\u202e", "").split())
    assert of(head, "citation_title") == [shown]
    assert json.loads(head.blocks[0])["headline"] == shown
    tree = html.fromstring(hostile.get("/ru/d/x-1").text)
    scripts = [s for s in tree.iter("script") if s.get("type") != "application/ld+json"]
    assert all(script.get("src") and not script.text for script in scripts)
    assert tree.xpath("//meta[@name='DC.title']/@content") == [shown]


@needs_browser
def test_the_policy_lets_the_data_stand(browser, site) -> None:
    window = opened(browser, 1280)
    for path in ("ru/d/kremlin-ru-101", f"ru/q/{address()}"):
        window.goto(f"{site}{path}")
        assert complaints(window) == []
        text = window.evaluate("document.querySelector('[type=\"application/ld+json\"]').text")
        assert json.loads(text)["inLanguage"] == "ru"
    window.context.close()
