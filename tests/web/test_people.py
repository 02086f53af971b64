"""Pages of people and of occasions: every count is the list it leads to, and no one is guessed."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive import people as authority
from archive.catalogue import Archive
from archive.document import Passage, Speaker, Voice
from archive.opening import memory_archive
from archive.portrait import heard, portrait, requests
from tests.test_events import read_pages
from tests.web.samples import PEOPLE, document, documents
from tests.web.test_api import conforms
from web import create_app
from web.openapi import description

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def corpus() -> Archive:
    """The sample corpus with its people."""
    people = authority.read(ROOT / "corpus" / "people.toml")
    return memory_archive((document for _, document in read_pages()), people)


@pytest.fixture(scope="module")
def visitor(corpus):
    return create_app(corpus).test_client()


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def counted(text: str) -> list[tuple[str, int]]:
    """The links of a page that a count of documents follows."""
    rows = re.findall(r'href="([^"]+)"[^>]*>(?:(?!</li>).)*?(\d+)[^<\d]*documents?', text, re.S)
    return [(html.unescape(address), int(number)) for address, number in rows]


def listed(client, address: str) -> int:
    """How many documents the list at an address has."""
    parts = urlsplit(address)
    if parts.path.endswith("/with"):
        return page(client, address).count('<span class="date">')
    told = client.get(f"/api/v1/search?{parts.query}").get_json()
    return told["total"]["documents"]


def test_every_example_of_the_help_finds_something(visitor):
    for tongue in ("ru", "zh", "en"):
        shown = re.findall(r'class="query"[^>]* href="([^"]+)"', page(visitor, f"/{tongue}/help"))
        assert len(shown) == 16
        nothing = [address for address in shown if not listed(visitor, html.unescape(address))]
        assert not nothing, tongue


def test_every_count_of_every_person_is_its_list(visitor, corpus):
    """By the page itself: what stands beside a link is what the link leads to."""
    checked = 0
    for person in corpus.people.persons[:8]:
        text = page(visitor, f"/en/people/{person.id}")
        for name, request in requests(person).items():
            assert corpus.count(request) == portrait(corpus, person.id).counts[name]
        section = text.partition('class="kinds-of-words"')[2].partition("</ul>")[0]
        rows = counted(section)
        counts = portrait(corpus, person.id).counts.values()
        assert [number for _, number in rows] == [n for n in counts if n]  # no link to nothing
        beside = text.partition('class="speaking"')[2].partition("</ul>")[0]
        rows += [
            (html.unescape(address), int(number))
            for address, number in re.findall(r'class="count" href="([^"]+)">(\d+)', beside)
        ]
        for address, number in rows:
            assert listed(visitor, address) == number, address
            checked += 1
    assert checked > 50


def test_said_read_and_mentioned_are_four_things(client):
    text = page(client, "/en/people/fang-daochuan")
    section = text.partition('class="kinds-of-words"')[2].partition("</ul>")[0]
    assert re.findall(r"(\d+) documents?", section) == ["0", "1", "1", "0", "0"]
    assert [number for _, number in counted(section)] == [1, 1]
    told = client.get("/api/v1/people/fang-daochuan").get_json()
    assert {row["of"]: row["documents"] for row in told["counts"]} == {
        "said": 0, "authored": 1, "read": 1, "mentioned": 0, "own": 0,
    }  # fmt: skip


def test_words_read_out_are_shown_with_who_reads_them(client):
    text = page(client, "/en/people/fang-daochuan")
    assert "Участникам форума мой сердечный привет." in text
    assert 'read out by <bdi lang="ru">Чэнь Гуанмин</bdi>' in text
    address = re.search(r'href="([^"]+/q/[^"]+)"', text)[1]
    assert "Участникам форума мой сердечный привет." in page(client, address)


def test_reading_out_is_not_ones_own_words():
    """Whoever reads another's message has said it, but has no words of their own there."""
    reader, writer = PEOPLE.persons
    voices = [
        Voice(Speaker(p.names[0].text, p.names[0].text, person=p.id)) for p in (reader, writer)
    ]
    read_out = Voice(voices[0].speaker, voices[1].speaker, "read-out")
    interpreted = Voice(voices[0].speaker, channel="interpreted")
    held = memory_archive(
        [
            document(f"d-{n}", "ru", "Встреча", (Passage(1, "speech", "Слово.", voice),))
            for n, voice in enumerate((read_out, interpreted, voices[0]))
        ],
        PEOPLE,
    )
    assert dict(portrait(held, reader.id).counts) == {
        "said": 3, "authored": 2, "read": 0, "mentioned": 0, "own": 1,
    }  # fmt: skip
    assert dict(portrait(held, writer.id).counts) == {
        "said": 0, "authored": 1, "read": 1, "mentioned": 0, "own": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "known", "others"),
    [
        ("", {"ivan-lesnoy", "fang-daochuan"}, {"Чэнь Гуанмин"}),
        ("лес", {"ivan-lesnoy"}, set()),
        ("Ivan", {"ivan-lesnoy"}, set()),
        ("方", {"fang-daochuan"}, set()),
        ("列斯", {"ivan-lesnoy"}, set()),
        ("чэнь", set(), {"Чэнь Гуанмин"}),
        ("zzz", set(), set()),
        ('"><script>', set(), set()),
    ],
)
@pytest.mark.parametrize("lang", ["ru", "zh", "en"])
def test_names_that_begin_so(client, lang, begun, known, others):
    text = page(client, f"/{lang}/people?name={begun}")
    assert {id for id in ("ivan-lesnoy", "fang-daochuan") if f"/people/{id}" in text} == known
    assert {name for name in ("Чэнь Гуанмин",) if f">{name}<" in text} == others
    assert "Вопрос<" not in text
    assert "<script>" not in text


def test_namesakes_are_two(visitor):
    text = page(visitor, "/ru/people?name=Павлов")
    assert text.count(">Сергей Павлов<") == 2
    assert "Министр энергетики" in text
    assert "Тигровый Кряж" in text
    one, other = (
        visitor.get(f"/api/v1/people/sergei-pavlov-{which}").get_json()["latest"]
        for which in ("energy", "reserve")
    )
    assert not {row["id"] for row in one} & {row["id"] for row in other}


def test_offices_have_their_dates(visitor):
    text = page(visitor, "/en/people/pyotr-yeryomin")
    assert re.search(r"Border Rivers</bdi> <span[^>]*>\s*October 2024 –\s*now", text)
    assert re.search(r"Prime Minister of Zaozerye</bdi> <span[^>]*>\s*April 2021 – September", text)


def test_a_label_that_is_not_known_leads_to_its_search(client):
    text = page(client, "/en/people")
    address = re.search(r'href="([^"]+)"><bdi lang="ru">Чэнь Гуанмин', text)[1]
    assert "/en/search?" in address
    assert listed(client, html.unescape(address)) == 1


def test_the_list_has_everyone_whose_words_are_here(corpus, visitor):
    told = visitor.get("/api/v1/people").get_json()
    spoken = {
        p.voice.words_of().person
        for stored in corpus.every()
        for p in stored.document.passages
        if p.voice
    }
    assert {one["id"] for one in told["people"]} == spoken - {None}
    assert len(heard(corpus)) == len(told["people"]) + len(told["others"])
    for one in told["people"]:
        assert listed(visitor, f"/en/search?author={one['id']}") == one["documents"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/people/nobody", 404),
        ("/en/people/Ivan", 404),
        ("/api/v1/people/nobody", 404),
        ("/en/people/nobody/with?other=a", 404),
        ("/en/people/ivan-lesnoy/with", 400),
        ("/en/people/ivan-lesnoy/with?other=a&other=b", 400),
        ("/en/people/ivan-lesnoy/with?other=a&page=x", 400),
        ("/en/people/ivan-lesnoy/with?other=a", 200),
        ("/en/people?name=a&name=b", 400),
        ("/en/events/nothing", 404),
        ("/api/v1/documents/nothing/related", 404),
        ("/en/events/small-1", 200),
    ],
)
def test_what_there_is_and_is_not(client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize("lang", ["ru", "zh", "en"])
@pytest.mark.parametrize(
    "id", ["sample-president-en-101", "text-2cc93ec90c", "sample-council-00128"]
)
def test_an_occasion_has_one_address(visitor, lang, id):
    text = page(visitor, f"/{lang}/events/{id}")
    [canonical] = re.findall(r'rel="canonical" href="([^"]+)"', text)
    main = canonical.rpartition("/")[2]
    assert canonical.startswith(f"/{lang}/events/")
    again = page(visitor, canonical)
    assert f'rel="canonical" href="{canonical}"' in again
    documents = re.compile(r'<h3 lang="[^"]+"><a href="/\w+/d/([a-z0-9-]+)"')
    assert set(documents.findall(text)) == set(documents.findall(again)) >= {id, main}


def test_an_occasion_says_why(visitor):
    text = page(visitor, "/en/events/sample-president-ru-101")
    assert "In another language: the same address but for the language" in text
    assert re.search(r"The same occasion: the same day; both have <bdi[^>]*>Lin Guodong", text)
    assert re.search(r">Vera Morozova</bdi></a> <a[^>]*>3 turns", text)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/people", "/api/v1/people"),
        ("/api/v1/people/{person}", "/api/v1/people/pyotr-yeryomin"),
        (
            "/api/v1/documents/{document}/related",
            "/api/v1/documents/sample-president-ru-101/related",
        ),
        ("/api/v1/documents/{document}", "/api/v1/documents/sample-president-ru-101"),
    ],
)
def test_answers_are_as_described(visitor, path, address):
    said = description()
    shape = said["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    conforms(visitor.get(address).get_json(), shape, said["components"]["schemas"])


def test_people_of_an_archive_without_an_authority_file():
    client = create_app(memory_archive(documents())).test_client()
    text = page(client, "/en/people")
    assert "Nobody who speaks here is in the authority file." in text
    assert ">Иван Лесной<" in text
