"""What may have been meant? Mistakes as visitors make them, and what they are offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import pinyin
from archive.catalogue import Archive
from archive.engine.memory import MemoryEngine
from archive.engine.spelling import distance
from archive.opening import memory_archive
from archive.search import Filters, SearchRequest
from archive.suggest import other_keyboard
from tests.web.samples import PEOPLE, document, spoken

TEXTS = {
    "ru": (
        "Президент прибыл в Пекин и посетил выставку.",
        "В Харбине открылась выставка, Пекин её поддержал.",
        "Президенту показали мост.",
        "Фан Даочуань говорил о мосте.",
        "Предлагаем не строить новую линию железных дорог через Амур.",
        "Берёзовый сад, зелёный дом; пики гор. И не паром!",
        "Амур и старый паром, а Вера Морозова пишет Линь Годуну.",
        "Вера Морозова, Юг России, горные пики",
        "В Хэване пики.",
    ),
    "zh": (
        "总统访问了北京。",
        "哈尔滨的博览会开幕了。",
        "方道川在哈尔滨讲话。",
        "西安的大桥。",
        "口岸同日开放夜间查验。",
        "夜间开发，车间。习近平讲话。",
    ),
    "en": (
        "The president visited an exhibition.",
        "The bridge in Petersburg was opened.",
        "USA, being of use to us.",
        "Us: a use, war, far.",
        "A ferry; rail, a ferry road.",
    ),
}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return memory_archive(
        (
            document(f"{language}-{number}", language, f"№ {number}", spoken((text,), None))
            for language, texts in TEXTS.items()
            for number, text in enumerate(texts)
        ),
        PEOPLE,
    )


OFFERED = [
    # typed, the kind of mistake, what is offered first
    ("презедент", "spelling", "президент"),
    ("презеденту", "spelling", "президенту"),
    ("Хрбин мост", "spelling", None),  # харбин and мост do not stand in one turn
    ("пиикн", "spelling", None),  # two mistakes
    ("выстовка харбен", "spelling", "выставка харбин"),
    ("exibition", "spelling", "exhibition"),
    ("brigde", "spelling", "bridge"),
    ("title:презедент", "spelling", None),  # no title has it
    ("gtrby", "keyboard", "пекин"),
    ("[fh,byt", "keyboard", "харбине"),
    ("Gtrby dscnfdrf", "keyboard", "Пекин выставка"),
    ("икшвпу", "keyboard", "bridge"),
    ("haerbin", "pinyin", "哈尔滨"),
    ("Bei3jing1", "pinyin", "北京"),
    ("xi'an", "pinyin", "西安"),
    ("fang daochuan", "pinyin", "方道川"),
    ("哈尔宾", "spelling", "哈尔滨"),
    ("哈而滨", "spelling", "哈尔滨"),
    ("北经", "spelling", "北京"),  # sounds alike
    ("北金山", "spelling", None),
    ("выстовкка", "spelling", "выставка"),  # two mistakes in a long word
    ("презедннт", "spelling", "президент"),
    ("харбинеоткрылась", "spelling", '"харбине открылась"'),
    ("-мост", "spelling", None),
    ("«презедент»", "spelling", '"президент"'),  # a phrase is as printed, and so it is mended
    ('"Предлагаем не строить новую лиию"', "spelling", '"Предлагаем не строить новую линию"'),
    ('"через Амурр"', "spelling", '"через Амур"'),
    ('"жилезных дорг" мост', "spelling", None),  # nowhere in one turn
    ('"жилезных дорг"', "spelling", '"железных дорог"'),
    ('"линию железных" "через Амурр"', "spelling", '"линию железных" "через Амур"'),
    ('"gtrby"', "keyboard", '"пекин"'),
    ('"старый gfhjv"', "keyboard", None),  # not all of it
    ('"口岸同日开发夜间查验"', "spelling", '"口岸同日开放夜间查验"'),
    ("口岸同日开发夜间查验", "spelling", "口岸同日开放夜间查验"),
    ('"口岸同日阂放夜间查验"', "spelling", '"口岸同日开放夜间查验"'),
    ('"a fery road"', "spelling", '"a ferry road"'),
    ('"ferry road rail"', "spelling", None),  # every word is right
    ("Амур near/3 паром", "operator", "Амур NEAR/3 паром"),
    ("Амур NEAR паром", "operator", "Амур NEAR/10 паром"),
    ("Амур not паром", "operator", "Амур NOT паром"),
    ("Амур НЕ паром", "operator", "Амур NOT паром"),
    ("Амур and паром", "operator", "Амур AND паром"),
    ("Амур или север", "operator", "Амур OR север"),
    ("rail or bridge", "operator", "rail OR bridge"),
    ('Амур "and паром"', "operator", None),  # as printed
    ("Амур near " + 500 * "ф", "operator", None),  # would be longer than a query may be
    ("пикин", "spelling", "пекин"),  # though «пики» is used more
    ("haerbn", "pinyin", "哈尔滨"),
    ("xi jingping", "pinyin", "习近平"),
    ("xi jinping", "pinyin", "习近平"),
    ("<th`pjdsq", "keyboard", "Берёзовый"),
    ("{'dfyt", "keyboard", "Хэване"),
    (">u", "keyboard", "Юг"),
    ("gtrby -rbnfq", "keyboard", "пекин -rbnfq"),  # nobody writes of it
    ("gtrby -[fh,by", "keyboard", "пекин -харбин"),
    ('gtrby -vjcn -"[fh,byt"', "keyboard", 'пекин -мост -"харбине"'),
    ("Vera", "spelling", None),
    ("Вера Марозова", "spelling", "Вера Морозова"),
    ("Линь Гадуну", "spelling", "Линь Годуну"),
    ("ПРЕЗЕДЕНТ", "spelling", "ПРЕЗИДЕНТ"),
    ("Презеденту", "spelling", "Президенту"),
    ("зиленый", "spelling", "зелёный"),  # as the dictionary writes it
    ("USA", "spelling", None),  # it is there
    ("UAS", "spelling", None),  # an abbreviation
    ("wer", "spelling", "war"),
    ("foo:wer", "spelling", None),  # there is no such field
    ("", "spelling", None),
]


@pytest.mark.parametrize(
    ("typed", "kind", "offered"), OFFERED, ids=[row[0][:60] for row in OFFERED]
)
def test_a_mistake_is_offered_what_was_meant(archive, typed, kind, offered) -> None:
    found = archive.suggestions(SearchRequest(typed))
    assert [(one.kind, one.text) for one in found[:1]] == ([(kind, offered)] if offered else [])


ALSO_OFFERED = [
    ("beijng", ["being", "北京"]),  # a letter left out, of a word or of pinyin
    ("пикин", ["пекин", "пики"]),  # the likelier slip, not the more used word, first
    ("haerbn", ["哈尔滨"]),
]


@pytest.mark.parametrize(("typed", "offered"), ALSO_OFFERED)
def test_more_than_one_may_have_been_meant(archive, typed, offered) -> None:
    assert [one.text for one in archive.suggestions(SearchRequest(typed))] == offered


@pytest.mark.parametrize("typed", [row[0] for row in OFFERED])
def test_a_suggestion_finds_what_it_says(archive, typed) -> None:
    request = SearchRequest(typed)
    for one in archive.suggestions(request):
        assert one.documents == archive.search(SearchRequest(one.text)).documents
        assert one.documents > archive.count(request)


def test_a_suggestion_keeps_what_is_chosen(archive) -> None:
    assert archive.suggestions(SearchRequest("gtrby", Filters(language=("zh",)))) == ()


def test_a_query_that_finds_enough_is_left_alone(archive) -> None:
    assert archive.count(SearchRequest("президент OR мост")) > 2
    assert archive.suggestions(SearchRequest("президент OR мост OR презедент")) == ()


APART = [
    ("мост Харбин", (("мост", 2), ("Харбин", 1))),
    ("мост «в Пекине» -выставка", (("мост", 2), ('"в Пекине"', 0))),
    ("(мост OR 北京) нет", (("мост OR 北京", 3), ("нет", 0))),
    ("мост", ()),
    ("мост OR Харбин", ()),
    ("а б в г д е ж", ()),
]


@pytest.mark.parametrize(("typed", "counts"), APART)
def test_words_are_counted_apart(archive, typed, counts) -> None:
    assert archive.apart(SearchRequest(typed)) == counts


def test_nothing_is_asked_of_the_index_without_end(archive, monkeypatch) -> None:
    asked = []
    search = MemoryEngine.search
    monkeypatch.setattr(MemoryEngine, "search", lambda self, q: asked.append(q) or search(self, q))
    archive.suggestions(SearchRequest(" ".join(f"презедент{letter}" for letter in "абвгде")))
    assert 0 < len(asked) <= 20


KEYBOARDS = [
    ("gtrby", "пекин"),
    ("k.,jdm", "любовь"),
    ("Ghtpbltyn", "Президент"),
    ("руддщ", "hello"),
    ("{f,fhjdcr <th`pf >u", "Хабаровск Берёза Юг"),
    ("20 gtrby", "20 пекин"),
    ("пекин beijing", None),
    ("北京", None),
    ("2024", None),
]


@pytest.mark.parametrize(("typed", "meant"), KEYBOARDS)
def test_the_other_keyboard(typed, meant) -> None:
    assert other_keyboard(typed) == meant


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=8))
def test_a_keyboard_and_back(word) -> None:
    other = other_keyboard(word)
    assert other is not None
    if any(letter.isalpha() for letter in other):
        assert other_keyboard(other) == word


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_edits_are_counted_both_ways(word, other) -> None:
    assert distance(word, other) == distance(other, word)
    assert (distance(word, other) == 0) == (word == other)
    assert abs(len(word) - len(other)) <= distance(word, other) <= max(len(word), len(other))


PINYIN = [
    ("beijing", ["bei jing"]),
    ("xian", ["xi an"]),
    ("xi'an", ["xi an"]),
    ("fangan", ["fang an", "fan gan"]),
    ("lǚyóu", ["lv you"]),
    ("zhong1guo2", ["zhong guo"]),
    ("ma", []),
    ("president", []),
    ("", []),
    ("пекин", []),
    ("a" * 200, []),
]


@pytest.mark.parametrize(("typed", "ways"), PINYIN)
def test_pinyin_is_cut_into_syllables(typed, ways) -> None:
    found = [" ".join(way) for way in pinyin.syllables(typed)]
    assert found[: len(ways)] == ways if ways else found == []
