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
    ),
    "zh": ("总统访问了北京。", "哈尔滨的博览会开幕了。", "方道川在哈尔滨讲话。", "西安的大桥。"),
    "en": ("The president visited an exhibition.", "The bridge in Petersburg was opened."),
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
    ("«презедент»", "spelling", None),  # a phrase is as printed
    ("", "spelling", None),
]


@pytest.mark.parametrize(("typed", "kind", "offered"), OFFERED, ids=[row[0] for row in OFFERED])
def test_a_mistake_is_offered_what_was_meant(archive, typed, kind, offered) -> None:
    found = archive.suggestions(SearchRequest(typed))
    assert [(one.kind, one.text) for one in found[:1]] == ([(kind, offered)] if offered else [])


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
