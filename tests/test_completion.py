"""What may a word being typed become? Beginnings as visitors type them, and what is offered."""

from __future__ import annotations

import pytest

from archive.catalogue import Archive
from archive.document import Speaker, Voice
from archive.opening import memory_archive
from archive.people import Name, Office, People, Person
from archive.search import Filters, SearchRequest
from archive.suggest.typed import Typed, typed
from tests.web.samples import document, spoken

PEOPLE = People(
    (
        Person(
            "vera-morozova",
            (
                Name("ru", "В.Морозова", "short"),
                Name("ru", "Вера Морозова"),
                Name("zh", "薇拉·莫罗佐娃"),
                Name("en", "Vera Morozova"),
            ),
            (Office((("ru", "Президент"), ("en", "President")), "2021"),),
        ),
        Person("lin", (Name("zh", "林国栋"), Name("en", "Lin Guodong"))),
    )
)
VERA = Voice(Speaker("Президент Вера Морозова", "Вера Морозова", "Президент"))
GUEST = Voice(Speaker("Мортен Хауг", "Мортен Хауг"))
TEXTS = {
    "ru": (
        ("Мост через реку. Новый мост, зелёная ёлка и северо-восточный ветер.", VERA),
        ("Мосты и мостовые. Посмотрели на мост, а Мостовский молчал.", GUEST),
        ("Мороз крепчал, а мост стоял.", None),
        ("Афера на берегу: у берегов береза и город Кёрнвуд без самолетов. Все. Всеобщий.", None),
        ("Берегите берега!", None),
    ),
    "zh": (("总统访问了北京，北京市很大。", None), ("北京的展览。臺灣的颱風。", None)),
    "en": (("The president visited a stable bridge.", None), ("Presidents speak.", None)),
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return memory_archive(
        (
            document(
                f"{language}-{number}", language, f"№ {number}", spoken((text,), voice),
                place="Мостовая" if voice else None,
            )
            for language, texts in TEXTS.items()
            for number, (text, voice) in enumerate(texts)
        ),
        PEOPLE,
    )  # fmt: skip


ENDS = [
    ("", Typed("", "")),
    ("мост пер", Typed("мост ", "пер")),
    ("-пер", Typed("-", "пер")),
    ("(мост OR пер", Typed("(мост OR ", "пер")),
    ('"новый мо', Typed('"новый ', "мо", "text", True)),
    ('"новый" мо', Typed('"новый" ', "мо")),
    ('speaker:"Вера Мо', Typed("", "Вера Мо", "speaker", True)),
    ("мост author:Мо", Typed("мост ", "Мо", "author")),
    ("访问北", Typed("", "访问北")),
    ("мост ", Typed("мост ", "")),
]


@pytest.mark.parametrize(("text", "end"), ENDS, ids=[row[0] for row in ENDS])
def test_the_end_of_a_query(text, end) -> None:
    assert typed(text) == end


OFFERED = [
    # typed, the first that are offered: (kind, how, the whole query)
    ("мос", [("place", "typed", "place:Мостовая"), ("word", "typed", "мост")]),
    ("Мос", [("place", "typed", "place:Мостовая"), ("word", "typed", "Мост")]),
    ("ёл", [("word", "typed", "ёлка")]),
    ("ел", [("word", "typed", "ёлка")]),
    ("Ел", [("word", "typed", "Ёлка")]),
    ("зел", [("word", "typed", "зелёная")]),  # indexed with е, written with ё
    ("зелё", [("word", "typed", "зелёная")]),
    ("зеле", [("word", "typed", "зелёная")]),
    ('"самол', [("word", "typed", '"самолётов"')]),  # as it is always written, though not here
    ("берё", [("word", "typed", "берёза")]),
    ("афё", [("word", "typed", "афера")]),  # nothing is written so
    ("кёр", [("word", "typed", "кёрнвуд")]),  # in no dictionary, but printed so
    ("всеоб", [("word", "typed", "всеобщий")]),
    ("вс", [("word", "typed", "все")]),  # or всё
    ("северо-", [("word", "typed", "северо-восточный")]),
    ("мороз", [("speaker", "typed", 'speaker:"Вера Морозова"')]),
    ("вера мор", [("speaker", "typed", 'speaker:"Вера Морозова"')]),
    ("莫罗", [("speaker", "typed", 'speaker:"薇拉·莫罗佐娃"')]),
    ("speaker:Vera", [("speaker", "typed", 'speaker:"Vera Morozova"')]),
    ("speaker:", [("speaker", "typed", 'speaker:"Вера Морозова"')]),
    ("хау", [("speaker", "typed", 'speaker:"Мортен Хауг"')]),  # nobody known, as printed
    ("lang:", [("label", "typed", "lang:ru")]),
    ("мост новы", [("word", "typed", "мост новый")]),
    ("мост stabl", []),  # nothing has both
    ("北", [("word", "typed", "北京")]),
    ("访问北", [("word", "typed", "访问北京")]),
    ("臺", [("word", "typed", "臺灣")]),
    ("beij", [("word", "pinyin", "北京")]),
    ("vjcn", [("word", "keyboard", "мост")]),
    ("spea", [("word", "typed", "speak"), ("field", "typed", "speaker:")]),
    ('"новый мо', [("word", "typed", '"новый мост"')]),
    ("zzzz", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "offered"), OFFERED, ids=[row[0] for row in OFFERED])
def test_a_beginning_is_completed(archive, text, offered) -> None:
    found = archive.completions(SearchRequest(text))
    assert [(one.kind, one.how, one.text) for one in found[: len(offered)]] == offered
    assert offered or not found


@pytest.mark.parametrize("text", [row[0] for row in OFFERED])
@pytest.mark.parametrize("language", [(), ("ru",)])
def test_a_completion_finds_what_it_says(archive, text, language) -> None:
    request = SearchRequest(text, Filters(language=language))
    found = archive.completions(request)
    assert len(found) <= 8
    assert len({one.text for one in found}) == len(found)
    for one in found:
        if one.kind != "field":
            page = archive.search(SearchRequest(one.text, request.filters))
            assert (page.documents, page.turns) == (one.documents, one.turns)
            assert one.documents > 0
            assert page.query.unused == ()


def test_forms_of_one_word_are_offered_once(archive) -> None:
    assert [c.shown for c in archive.completions(SearchRequest("presid"))] == ["president"]
    printed = archive.completions(SearchRequest("presid", exact=True))
    assert {c.shown for c in printed} == {"president", "presidents"}


YO = [
    # typed, all words that are offered: a typed ё is forced on nothing
    ("берё", ["берёза"]),
    ("берегит", ["берегите"]),
    ("берез", ["берёза"]),
    ("Берё", ["Берёза"]),
    ("все", ["всеобщий"]),
]


@pytest.mark.parametrize(("text", "offered"), YO)
def test_a_word_is_offered_as_it_is_written(archive, text, offered) -> None:
    found = archive.completions(SearchRequest(text))
    assert {one.shown for one in found if one.kind == "word"} == set(offered)


def test_where_yo_is_told_apart_nothing_is_respelt(archive) -> None:
    [one] = archive.completions(SearchRequest("самол", off=("yo",)))
    assert one.shown == "самолетов"


def test_a_person_is_shown_with_the_office(archive) -> None:
    [one, *_] = archive.completions(SearchRequest("моро"))
    assert (one.shown, one.detail, one.language) == ("Вера Морозова", "Президент", "ru")
