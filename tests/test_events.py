"""Which documents are of one occasion, and which only look so? Over the sample corpus, whose files
are named for their events, and over tables of pairs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import people as authority
from archive.catalogue import Archive
from archive.document import Document, PartialDate, Passage, Speaker, Voice
from archive.events import document_object, event, participants, related
from archive.evidence import copy, facts, figures, occasion, same_address, version
from archive.opening import memory_archive
from archive.people import Name, People, Person
from archive.places import apart, places
from ingest.capture import captures
from ingest.page import Capture, Reading
from ingest.reading import read

PAGES = Path(__file__).parent.parent / "corpus" / "pages"


def read_pages() -> Iterator[tuple[str, Document]]:
    """The event each page of the corpus is of (the first word of its file's name), and its
    document."""
    for item in captures([str(PAGES)], now=datetime(2026, 1, 1, tzinfo=UTC)):
        reading = read(item) if isinstance(item, Capture) else None
        if isinstance(reading, Reading):
            yield Path(item.input).stem.partition("-")[0], reading.document


@pytest.fixture(scope="module")
def events() -> dict[str, str]:
    """Which event each document of the corpus is of."""
    return {document.id: name for name, document in read_pages()}


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The corpus with its people."""
    people = authority.read(PAGES.parent / "people.toml")
    return memory_archive((document for _, document in read_pages()), people)


def test_nothing_is_joined_that_is_not_of_the_event(archive, events):
    """Precision: of the joinings in the corpus none is wrong; and most of the events are found."""
    pairs = {
        (stored.document.id, joined.stored.document.id)
        for stored in archive.every()
        for joined in related(archive, stored).every()
    }
    assert [pair for pair in pairs if events[pair[0]] != events[pair[1]]] == []
    found = {frozenset(pair) for pair in pairs}
    assert len(found) >= 30
    assert {frozenset(pair[::-1]) for pair in pairs} == found
    assert pairs == {pair[::-1] for pair in pairs}


@pytest.mark.parametrize(
    ("one", "other", "kind", "signs"),
    [
        ("sample-president-ru-101", "sample-president-en-101", "versions", ["address"]),
        ("sample-president-ru-240", "text-b0b27627cd", "versions", ["voices"]),
        ("text-2cc93ec90c", "agrosvet-example-4a869aa511", "copies", ["text"]),
        ("sample-president-ru-101", "sample-mfa-20230610-101", "event", ["day", "people"]),
        ("hewan-example-157b602e1b", "zaozerye-example-0f48b3c8fa", "event", ["day", "figures"]),
        ("sample-president-ru-148", "sample-mfa-20231123-148", "event", ["near", "figures"]),
    ],
)
def test_why_documents_of_the_corpus_are_joined(archive, one, other, kind, signs):
    found = {j.stored.document.id: j for j in getattr(related(archive, archive.get(one)), kind)}
    assert [sign.code for sign in found[other].signs] == signs


def test_an_event_is_the_same_from_each_of_its_documents(archive):
    ids = ("sample-president-ru-101", "sample-president-en-101", "sample-mfa-20230610-101")
    seen = [event(archive, archive.get(id)) for id in ids]
    assert len({one.main.document.id for one in seen}) == 1
    assert all({s.document.id for s in one.members} == set(ids) for one in seen)
    assert all(not one.signs[one.main.document.id] for one in seen)
    assert all(one.signs[id] for one in seen for id in ids if id != one.main.document.id)


def test_participants_are_counted_in_one_document_not_in_all_its_versions(archive):
    ids = ("sample-president-ru-101", "sample-president-en-101")
    stored = [archive.get(id) for id in ids]
    both = {one.person: one.turns for one in participants(stored)}
    alone = {one.person: one.turns for one in participants(stored[:1])}
    assert both == alone
    assert both["vera-morozova"] == 3


def test_the_document_object_names_its_counterparts(archive):
    told = document_object(archive, archive.get("sample-president-ru-101"))
    assert told["counterparts"] == [
        {"id": "sample-president-en-101", "language": "en", "basis": "address"}
    ]
    assert document_object(archive, archive.get("text-26c890b745"))["counterparts"] == []


# --- tables of pairs ----------------------------------------------------------------------------

PEOPLE = People(
    tuple(
        Person(id, (Name("en", name), *(Name("ru", text) for text in others)))
        for id, name, *others in (
            ("everywhere", "Anna Vezdeva", "Анна Вездева"),
            ("one", "Boris Lugov", "Борис Лугов"),
            ("two", "Clara Mostova", "Клара Мостова"),
            ("three", "Daniil Rechnoy", "Даниил Речной"),
        )
    )
)
COMMON = {
    "everywhere", "w:presid", "w:met", "w:meet", "w:with", "w:talk", "w:held", "w:high", "w:level",
    "w:in", "w:the", "w:of", "w:visit", "w:to", "w:on", "w:and", "Moscow", "w:vezdeva", "w:anna",
}  # fmt: skip


def weigh(kind: str, value: str) -> float:
    """What stands everywhere in these tables tells nothing; all else much."""
    return 0.1 if value in COMMON else 0.8


def told(title: str, *speakers: str, day: str = "2024-05-17", **more) -> Document:
    """A document in few words: each speaker says one line."""
    names = {person.id: person.names[0].text for person in PEOPLE.persons}
    voices = (Voice(Speaker(names[id], names[id], person=id)) for id in speakers)
    body = more.pop("text", "Good day.")
    passages = tuple(Passage(n, "speech", body, v) for n, v in enumerate(voices, 1))
    usual = {
        "id": "a-1", "url": "http://a.example/news/1", "source": "a", "kind": "release",
        "language": "en", "summary": None, "occurred": None, "place": None, "status": "final",
    }  # fmt: skip
    rest = passages or (Passage(1, "narration", body),)
    when = PartialDate(day, "printed", day) if day else None
    return Document(title=title, passages=rest, published=when, **(usual | more))


SAME = [
    (
        "the same names in both titles on a day",
        told("President Anna Vezdeva held talks with Boris Lugov of Rivania"),
        told("Anna Vezdeva and Boris Lugov of Rivania made statements"),
        "title",
    ),
    (
        "a rare person at the same place on the same day, another source",
        told("Talks", "everywhere", "one", place="Harbin"),
        told("会谈", "one", place="哈尔滨", language="zh", source="b"),
        "people",
    ),
    (
        "two rare people on the same day, no place said",
        told("Talks", "one", "two"),
        told("Переговоры", "one", "two", language="ru", source="b"),
        "people",
    ),
    (
        "three figures the same, in another language, on the next day",
        told("A fair", text="410 firms, 62,000 guests, 1.5 billion"),
        told("Ярмарка", text="410 фирм, 62 тыс. гостей, 1,5 млрд", language="ru",
             day="2024-05-18"),
        "figures",
    ),
    (
        "a summit of several days named by its initials",
        told("Anna Vezdeva arrived at the APEC summit", place="Bangkok", day="2024-05-16"),
        told("Dinner for the heads of APEC economies", place="Bangkok", day="2024-05-18"),
        "title",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other", "sign"), SAME, ids=[row[0] for row in SAME])
def test_one_occasion(why, one, other, sign):
    for pair in ((one, other), (other, one)):
        found = occasion(*(facts(document, PEOPLE) for document in pair), weigh)
        assert found, why
        assert found[-1].code == sign


APART = [
    (
        "talks with two countries on one day, in the same words",
        told("High-level talks with Rivania held in Moscow"),
        told("High-level talks with Lugania held in Moscow"),
    ),
    (
        "only someone who is everywhere",
        told("A meeting", "everywhere", place="Moscow"),
        told("Совещание", "everywhere", place="Москва", language="ru", source="b"),
    ),
    (
        "the same people at two meetings of one day, among others",
        told("A council", "everywhere", "one", "two"),
        told("A commission", "one", "two", "three"),
    ),
    (
        "the same names a week later",
        told("Anna Vezdeva met with Boris Lugov of Rivania"),
        told("Anna Vezdeva met with Boris Lugov of Rivania", day="2024-05-24"),
    ),
    (
        "cities that are two",
        told("Talks", "one", "two", place="Beijing"),
        told("会谈", "one", "two", place="莫斯科", language="zh", source="b"),
    ),
    (
        "a telegram on the day of a meeting",
        told("Anna Vezdeva met with Boris Lugov of Rivania"),
        told("Anna Vezdeva congratulated Boris Lugov of Rivania", kind="message"),
    ),
    (
        "undated papers with the same names",
        told("Anna Vezdeva met with Boris Lugov of Rivania", day=""),
        told("Anna Vezdeva and Boris Lugov of Rivania made statements", day=""),
    ),
    (
        "a year, a day of the month and a round ten are no figures",
        told("Plan", text="In 2024, on 17 May, 10 of 25"),
        told("План", text="В 2024 году, 17 мая, 10 из 25", language="ru"),
    ),
    (
        "one figure of many",
        told("Plan", text="410 firms, 520 trucks, 630 ships and 740 trains"),
        told("План", text="410 фирм, 521 машина, 631 судно, 741 поезд", language="ru"),
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), APART, ids=[row[0] for row in APART])
def test_not_one_occasion(why, one, other):
    for pair in ((one, other), (other, one)):
        assert occasion(*(facts(document, PEOPLE) for document in pair), weigh) == (), why


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://kremlin.example/events/news/74048", "http://en.kremlin.example/events/news/74048",
         True),
        ("https://mid.example/ru/news/19/", "https://www.mid.example/en/news/19/", True),
        ("https://a.example/ru/news/19", "https://a.example/en/news/20", False),
        ("https://a.example/ru/news/19", "https://b.example/en/news/19", False),
        ("https://a.example/ru/", "https://a.example/en/", False),
        ("https://a.example/news?id=19&x=1", "https://en.a.example/news?id=19&x=2", False),
        ("local:text/19-ru.txt", "local:text/19-en.txt", False),
    ],
)  # fmt: skip
def test_addresses_that_differ_only_in_language(one, other, same):
    assert same_address(one, other) is same


def test_talks_and_statements_of_one_site_are_not_two_versions():
    """The same two people, the same day, one site: its addresses would have said so."""
    talks = told("Talks", "one", "two", "one", url="http://a.example/news/1")
    after = told("Заявления", "one", "two", "one", url="http://ru.a.example/news/2", language="ru")
    elsewhere = told("Talks", "one", "two", "one", url="http://b.example/7", language="ru")
    assert version(facts(talks, PEOPLE), facts(after, PEOPLE)) == ()
    assert [s.code for s in version(facts(talks, PEOPLE), facts(elsewhere, PEOPLE))] == ["voices"]


def test_a_copy_with_a_corrected_word_is_a_copy_and_a_form_letter_is_not():
    text = " ".join(f"word{n}" for n in range(80))
    one = told("A", text=text)
    corrected = told("B", text=text.replace("word40", "other"))
    rewritten = told("C", text=" ".join(f"word{n}" if n % 4 else "else" for n in range(80)))
    short = told("D", text="Dear friends, I greet you on this day.")
    assert copy(facts(one, PEOPLE), facts(corrected, PEOPLE))[0].code == "text"
    assert copy(facts(one, PEOPLE), facts(rewritten, PEOPLE)) == ()
    assert copy(facts(short, PEOPLE), facts(short, PEOPLE)) == ()


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Пекин", "Beijing", "北京", "Great Hall of the People, Beijing", "北京人民大会堂"), True),
        (("Москва, Кремль", "The Kremlin, Moscow", "莫斯科克里姆林宫", "Moscow"), True),
        (("Харбин", "Harbin", "哈尔滨"), True),
        (("Ново-Огарёво", "Novo-Ogaryovo, Moscow Region"), True),
        (("Нью-Дели", "New Delhi", "新德里"), True),
        (("Москва", "Пекин"), False),
        (("Россия", "Москва"), False),
        (("Приреченск", "普里列琴斯克"), False),
    ],
)
def test_places_in_three_languages(names, same):
    found = [places(name) for name in names]
    assert all(found)
    assert bool(frozenset.intersection(*found)) is same


def test_only_known_places_are_apart():
    assert apart(places("Москва"), places("北京"))
    assert not apart(places("Москва"), places("河湾"))
    assert not apart(places("Москва"), places(None))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("240 billion", {"240000000000"}),
        ("2400亿", {"240000000000"}),
        ("240 млрд", {"240000000000"}),
        ("3 000 км", {"3000"}),
        ("3\u00a0000 км, 3,000 km", {"3000"}),
        ("1,5 млн", {"1500000"}),
        ("25 регионов, 17 мая 2024 года", set()),
    ],
)
def test_figures(text, found):
    assert figures(text) == found
