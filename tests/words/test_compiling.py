"""What does a query ask of an engine? Plans as a table, and what they find."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.compiling import compiled
from archive.engine import plan
from archive.engine.plan import All, And, Label, Near, Not, Or, Sequence, Slot, Within
from archive.query import parse
from archive.search import SWITCHES, Part
from archive.snippet import marks


def word(*terms: str, field: str = "text") -> Sequence:
    return Sequence(field, (Slot(terms),))


def row(*terms: str, field: str = "text") -> Sequence:
    return Sequence(field, tuple(Slot((term,)) for term in terms))


def han(characters: str) -> Sequence:
    """Characters that are looked for as they should be: printed, or meant by a misprint."""
    return Sequence("text", tuple(Slot((f"x:{c}", f"m:{c}")) for c in characters))


STALI = word("x:стали", "w:стать", "w:сталь")
PEOPLE = word("x:people", "w:peopl")
FIRST, LAST = date.min.toordinal(), date.max.toordinal()

PLANS = [
    ("", All()),
    ("***", Or(())),
    ("стали", STALI),
    ("people", PEOPLE),
    ("стали people", And((STALI, PEOPLE))),
    ("стали OR people", Or((STALI, PEOPLE))),
    ("-стали", Not(STALI)),
    ('"стали people"', row("x:стали", "x:people")),
    ("俄罗斯总统", And((han("俄罗斯"), han("总统")))),
    ("中俄", han("中俄")),
    ("社会发", han("社会发")),
    ("习主席", han("习主席")),
    ("的合作", And((han("的"), han("合作")))),
    ("中俄总理", And((han("中俄"), han("总理")))),
    ("-俄罗斯总统", Not(han("俄罗斯总统"))),
    ("“俄罗斯总统”", row("x:俄", "x:罗", "x:斯", "x:总", "x:统")),
    ("臺灣", han("台湾")),
    ("A股", Sequence("text", (Slot(("x:a", "w:a")), Slot(("x:股", "m:股"))))),
    ("12:30", Sequence("text", (Slot(("x:12", "w:12")), Slot(("x:30", "w:30"))))),
    (
        "G20",
        Or((
            Sequence("text", (Slot(("x:g", "w:g")), Slot(("x:20", "w:20")))),
            word("x:g20", "w:g20"),
        )),
    ),
    ("инвест*", plan.Prefix("text", "x:инвест")),
    ("ЁЛОЧ*", plan.Prefix("text", "x:елоч")),
    ("пресс-сек*", plan.Prefix("text", "x:пресс-сек")),
    ("俄罗*", row("x:俄", "x:罗")),
    ("стали NEAR/5 people", Near(STALI, PEOPLE, 5)),
    (
        "俄罗斯总统 NEAR/5 people",
        Near(han("俄罗斯总统"), PEOPLE, 5),
    ),
    ("title:стали", word("x:стали", "w:стать", "w:сталь", field="title")),
    ('speaker:"people"', row("x:people", field="speaker")),
    (
        "author:(people -стали)",
        And((
            word("x:people", "w:peopl", field="author"),
            Not(word("x:стали", "w:стать", "w:сталь", field="author")),
        )),
    ),
    ("source:Kremlin", Label("source", ("kremlin",))),
    ("lang:(ru OR zh)", Label("language", ("ru", "zh"))),
    ("kind:transcript", Label("kind", ("transcript",))),
    ("-id:kremlin-en-1", Not(Label("id", ("kremlin-en-1",)))),
    (
        "date:2024-05",
        Within(date(2024, 5, 1).toordinal(), date(2024, 5, 31).toordinal()),
    ),
    ("date:2024..", Within(date(2024, 1, 1).toordinal(), LAST)),
    ("date:..2024-02", Within(FIRST, date(2024, 2, 29).toordinal())),
]  # fmt: skip


@pytest.mark.parametrize(("query", "match"), PLANS, ids=[query for query, _ in PLANS])
def test_a_query_asks_this_of_an_engine(query: str, match: plan.Match) -> None:
    assert compiled(parse(query).tree).match == match


OFF = [
    # query, exact, off, plan
    ("стали", True, (), word("x:стали")),
    ("стали", False, ("forms",), word("x:стали")),
    ("people", True, (), word("x:people")),
    ("ёлка", False, ("yo",), word("x:=ёлка")),
    ("ёлка", False, (), word("x:елка", "w:елка")),
    ("все", True, ("yo",), Sequence("text", (Slot(("x:все",), ("x:=всё",)),))),
    ("臺", False, ("variants",), word("x:=臺")),
    (
        "台",
        False,
        ("variants",),
        Sequence("text", (Slot(("x:台",), ("x:=檯", "x:=臺", "x:=颱")),)),
    ),
]


@pytest.mark.parametrize(("query", "exact", "off", "match"), OFF)
def test_an_expansion_can_be_switched_off(query: str, exact: bool, off: tuple, match) -> None:
    assert compiled(parse(query).tree, exact=exact, off=off).match == match


def test_a_word_no_dictionary_has_is_found_by_its_stem_too() -> None:
    slot = compiled(parse("Хрюмзиковым").tree).match.slots[0]
    assert any(term.startswith("g:") for term in slot.terms)


TRADITIONAL = Part("外交部发言人", "variants", ("外交部發言人",))
PARTS = [
    ("стали", [Part("стали", "forms", ("стать", "сталь"))]),
    ("все", [Part("все", "forms", ("весь",)), Part("все", "yo", ("всё",))]),
    ("investments", [Part("investments", "forms", ())]),
    ("елка", [Part("елка", "forms", ()), Part("елка", "yo", ("ёлка",))]),
    ("USA", [Part("USA", "forms", ())]),
    ("president’s", [Part("president’s", "forms", ())]),
    ("Russia's", [Part("Russia's", "forms", ())]),
    ("2024 πόλις", []),  # what has no other forms is not widened
    ("臺灣", [Part("臺灣", "variants", ("台湾",))]),
    ("台湾", [Part("台湾", "variants", ("臺灣",))]),
    ("инвест*", [Part("инвест*", "prefix", ("инвест…",))]),
    ("外交部发言人", [Part("外交部发言人", "apart", ("外交部", "发言人")), TRADITIONAL]),
    (
        "中俄总理",
        [Part("中俄总理", "apart", ("中俄", "总理")), Part("中俄总理", "variants", ("中俄總理",))],
    ),
    (
        "2024年俄国总统",
        [
            Part("2024年俄国总统", "apart", ("2024年", "俄国", "总统")),
            Part("年俄国总统", "variants", ("年俄國總統",)),
        ],
    ),
    ("-外交部发言人", [TRADITIONAL]),
    ("外交部发言人 NEAR/5 人", [TRADITIONAL]),
    ("“外交部发言人”", [TRADITIONAL]),
    ("中俄", []),
    ("«дома»", []),
    ("25 人", []),
    ("source:kremlin date:2024", []),
]


@pytest.mark.parametrize(("query", "parts"), PARTS)
def test_the_expansions_in_force_are_told(query: str, parts: list) -> None:
    assert list(compiled(parse(query).tree).parts) == parts


def test_what_is_switched_off_is_not_told_as_in_force() -> None:
    assert compiled(parse("все 臺灣 стали").tree, off=SWITCHES).parts == ()


def _rank(query: str, **how: object) -> dict[tuple[str, str], float]:
    rank = compiled(parse(query).tree, **how).rank
    return {(r.field, r.term): r.weight for r in rank if isinstance(r, plan.RankTerm)}


def test_ranking_uses_both_streams_of_what_must_be_there() -> None:
    assert {("text", "w:сталь"), ("text", "g:стал")} <= _rank("стали").keys()
    assert {("text", "w:俄罗斯"), ("text", "g:罗斯")} <= _rank("俄罗斯").keys()
    assert ("text", "w:invest") in _rank("investments")
    assert ("title", "w:invest") in _rank("investments")
    assert ("title", "w:invest") in _rank("title:investments")
    assert ("text", "w:invest") not in _rank("title:investments")
    assert _rank("-стали source:kremlin date:2024 *") == {}
    assert set(_rank("стали", exact=True)) == {("text", "x:стали"), ("title", "x:стали")}


def test_what_fits_better_comes_first(found) -> None:
    many, one = "Сталь и ещё сталь, опять сталь.", "Сталь, а потом длинный рассказ о погоде."
    assert found("сталь", one, many) == [many, one]
    assert found("俄罗斯总统", "总统在俄罗斯", "俄罗斯总统讲话")[0] == "俄罗斯总统讲话"


APART = "总统在俄罗斯说，" * 9
LONG = "其他的事情，" * 40  # no phrase minds a comma
FIRST_AS_TYPED = [
    # query, the text that holds it as typed, one that ranks higher by its words alone
    ("俄罗斯总统", f"俄罗斯总统讲话，{LONG}", APART),
    ("俄羅斯總統", f"俄罗斯总统讲话，{LONG}", APART),
    ("2024年俄罗斯总统", f"俄罗斯总统2024年讲话，{LONG}", f"2024年，{APART}"),
    ("俄罗斯总统 普京", f"普京是俄罗斯总统，{LONG}", f"普京。{APART}"),
    ("俄罗斯总统 OR 天气", f"俄罗斯总统讲话，{LONG}", APART),
    ("俄罗斯总统 OR 天气", f"天气很好，{LONG}", APART),
    ("G20峰会", f"G20峰会开幕，{LONG}", "峰会不是G20的，" * 9),
]


@pytest.mark.parametrize(("query", "together", "apart"), FIRST_AS_TYPED)
def test_what_holds_chinese_as_typed_comes_first(found, query, together, apart) -> None:
    assert found(query, apart, together) == [together, apart]
    assert apart not in found(query, apart, together, off=("apart",))


def test_words_weigh_less_than_what_was_typed_however_rare_and_frequent() -> None:
    rank = compiled(parse("俄罗斯总统 инвестиции").tree).rank
    (whole,) = (r.weight for r in rank if isinstance(r, plan.RankMatch))
    rarest = 2.2 * math.log(1 + 2 * 30_000_000)  # BM25 of what one of so many turns has
    assert whole > rarest * sum(r.weight for r in rank if isinstance(r, plan.RankTerm))


FINDS = [
    # query, what is found, what is not
    ('"один пояс"', ["«Один пояс, один путь»"], ["пояс один", "один и тот же пояс"]),
    ('"25 regions"', ["from 25\u00a0regions"], ["25 and more regions"]),
    ("пресс-секретарь", ["с пресс-секретарём"], ["пресса и секретарь"]),
    ("Китай NEAR/3 Россия", ["Россия и Китай", "Китая, с Россией"], ["Китай а б в г Россия"]),
    ("俄罗斯 NEAR/2 中国", ["中国和俄罗斯"], ["中国人民和俄罗斯"]),
    ("мир -война", ["мир"], ["мир и война", "война"]),
    ("(мир OR 和平) Харбин", ["мир в Харбине", "和平 Харбин"], ["мир", "Харбин"]),
    ("инвест*", ["инвестор", "Инвестиции"], ["вестник"]),
    ("2500", ["2,500", "2 500", "2\u00a0500", "2500"], ["2.5", "25"]),
    ('"2 500 рублей"', ["2500 рублей", "2,500 рублей"], ["500 рублей"]),
    ("薇拉·佐林娜", ["薇拉·佐林娜说", "薇拉・佐林娜"], ["薇拉说"]),
    ("中俄", ["中俄关系"], ["中国和俄罗斯"]),
    ("中俄总理", ["中俄两国总理", "总理谈中俄关系"], ["中国和俄罗斯的总理"]),
    ("社会发", ["社会发展"], ["发展社会"]),
    ("总统的", ["总统是人民的"], ["总统"]),
    ("人民 -俄罗斯总统", ["人民在俄罗斯的总统"], ["人民和俄罗斯总统"]),
    ("2024", ["17.05.2024", "2024年", "в 2024 году"], ["20240"]),
    ("covid", ["COVID-19"], ["covids x".replace("covids", "коvид")]),
]


@pytest.mark.parametrize(("query", "yes", "no"), FINDS, ids=[query for query, _, _ in FINDS])
def test_it_finds_and_does_not(found, query: str, yes: list, no: list) -> None:
    assert sorted(found(query, *yes, *no)) == sorted(yes)


PIECES = ["мир", "мира", "вода", "воды", "пресс-центр", "центр", "G20", "20", "2 500", "2500"]
PIECES += ["一带", "带一路", "臺灣", "台湾", "people's", "ёлка", "елка", "все", "всё"]
ONE_LEAF = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(lambda p: f"«{' '.join(p)}»"),
    st.sampled_from(["мир", "вода", "пресс-центр", "G20", "2500", "一带", "臺灣", "ёлка", "все"]),
    st.sampled_from(["вод*", "пресс-ц*", "цен*", "一*", "250*"]),
    st.builds(
        "{} NEAR/{} {}".format, st.sampled_from(PIECES), st.integers(1, 5), st.sampled_from(PIECES)
    ),
)


@given(
    ONE_LEAF,
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.lists(st.sampled_from(SWITCHES), max_size=2).map(tuple),
)
@settings(max_examples=400, deadline=None)
def test_what_an_engine_finds_is_marked_and_nothing_else(found, query, text, off) -> None:
    match = compiled(parse(query).tree, off=off).match
    assert bool(marks(text, match)) == (found(query, text, off=off) == [text])
