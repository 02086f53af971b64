"""What does the query language mean? Tables of what is typed and what is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.query import (
    DEEPEST,
    FIELDS,
    LONGEST,
    MOST_TERMS,
    REASONS,
    REFUSALS,
    And,
    DateRange,
    Everything,
    Field,
    Near,
    Not,
    Or,
    Parsed,
    Phrase,
    Prefix,
    Word,
    both,
    describe,
    either,
    parse,
    unparse,
    without,
)
from archive.query import words as query_words

a, b, c = Word("мост"), Word("река"), Word("桥")

READ_AS = [
    # typed, tree
    ("", Everything()),
    (" \t\n\u00a0\u3000", Everything()),
    ("мост", a),
    ("мост река", And((a, b))),
    ("мост\u3000桥", And((a, c))),
    ("мост, река; 桥。", And((a, b, c))),
    ("мост，река、桥", And((a, b, c))),
    ('"мост через реку"', Phrase("мост через реку")),
    ("«мост через реку»", Phrase("мост через реку")),
    ("„мост через реку“", Phrase("мост через реку")),
    ("“мост через реку”", Phrase("мост через реку")),
    ("”мост через реку”", Phrase("мост через реку")),
    ("＂мост＂", Phrase("мост")),
    ("“一带一路”", Phrase("一带一路")),
    ("「一带一路」", Phrase("一带一路")),
    ("『一带一路』", Phrase("一带一路")),
    ('«мост "Дружба"»', Phrase('мост "Дружба"')),
    ("“短语”桥", And((Phrase("短语"), c))),
    ('"  мост "', Phrase("мост")),
    ("-мост", Not(a)),
    ("－мост", Not(a)),
    ("NOT мост", Not(a)),
    ("река -мост", And((b, Not(a)))),
    ('река -"мост"', And((b, Not(Phrase("мост"))))),
    ("-(мост река)", Not(And((a, b)))),
    ("-(-мост)", a),
    ("NOT NOT мост", a),
    ("пресс-секретарь", Word("пресс-секретарь")),
    ("мост AND река", And((a, b))),
    ("мост OR река", Or((a, b))),
    ("мост | река", Or((a, b))),
    ("мост|река", Or((a, b))),
    ("мост ИЛИ река", Or((a, b))),
    ("桥 或 мост", Or((c, a))),
    ("мост or река", And((a, Word("or"), b))),
    ("мост или река", And((a, Word("или"), b))),
    ("桥或мост", Word("桥或мост")),
    ("мост река OR 桥", And((a, Or((b, c))))),
    ("(мост река) OR 桥", Or((And((a, b)), c))),
    ("（мост река） OR 桥", Or((And((a, b)), c))),
    ("мост OR -река", Or((a, Not(b)))),
    ("(мост OR река) OR 桥", Or((a, b, c))),
    ("((мост))", a),
    ("мост(река)", And((a, b))),
    ("мост NEAR/5 река", Near(a, b, 5)),
    ("мост NEAR／5 река", Near(a, b, 5)),
    ('мост NEAR/5 "река Сунгари"', Near(a, Phrase("река Сунгари"), 5)),
    ("(мост OR река) NEAR/3 桥", Near(Or((a, b)), c, 3)),
    ("мост NEAR/5 река NEAR/3 桥", And((Near(a, b, 5), Near(b, c, 3)))),
    ("-мост NEAR/5 река", Not(Near(a, b, 5))),
    ("мост NEAR/5 река OR 桥", Or((Near(a, b, 5), c))),
    ("мост NEAR река", And((a, Word("NEAR"), b))),
    ("инвест*", Prefix("инвест")),
    ("инвест＊", Prefix("инвест")),
    ("俄*", Prefix("俄")),
    ("202*", Prefix("202")),
    ("пресс-се*", Prefix("пресс-се")),
    ("speaker:мост", Field("speaker", a)),
    ("SPEAKER:мост", Field("speaker", a)),
    ("speaker：мост", Field("speaker", a)),
    ("speaker: мост", Field("speaker", a)),
    ('speaker:"Владимир Путин"', Field("speaker", Phrase("Владимир Путин"))),
    ("title:(мост река)", Field("title", And((a, b)))),
    ("title:(мост -река)", Field("title", And((a, Not(b))))),
    ("title:инвест*", Field("title", Prefix("инвест"))),
    ("-author:мост", Not(Field("author", a))),
    ("author:мост OR place:мост", Or((Field("author", a), Field("place", a)))),
    ("source:kremlin", Field("source", Word("kremlin"))),
    ("source:(kremlin OR mid)", Field("source", Or((Word("kremlin"), Word("mid"))))),
    ("id:kremlin-en-74048", Field("id", Word("kremlin-en-74048"))),
    ("date:2024", DateRange("2024", "2024")),
    ("date:2024-5", DateRange("2024-05", "2024-05")),
    ("date:2024-05..2024-06", DateRange("2024-05", "2024-06")),
    ("date:2024..2024-06", DateRange("2024", "2024-06")),
    ("date:2024-06..2024", DateRange("2024-06", "2024")),
    ("date:..2024-06", DateRange(None, "2024-06")),
    ("date:2024-05..", DateRange("2024-05", None)),
    ("date:17.05.2024", DateRange("2024-05-17", "2024-05-17")),
    ("date:05.2024", DateRange("2024-05", "2024-05")),
    ("date:2024/5/17", DateRange("2024-05-17", "2024-05-17")),
    ("date：2024年5月17日", DateRange("2024-05-17", "2024-05-17")),
    ("date:2024年5月..2024年6月", DateRange("2024-05", "2024-06")),
    # what is not malformed, only looks so
    ("12:30", Word("12:30")),
    ("http://kremlin.ru/x", Word("http://kremlin.ru/x")),
    ("C++", Word("C++")),
    ("R&D", Word("R&D")),
    ("в т.ч.", And((Word("в"), Word("т.ч")))),
    ("2,500", Word("2,500")),
    ("2 500 рублей", And((Word("2 500"), Word("рублей")))),
    ("2024 500", And((Word("2024"), Word("500")))),
    ("-5", Not(Word("5"))),
    ("Россия–Китай", Word("Россия–Китай")),
    ("ответ:да", Word("ответ:да")),
    ("A股", Word("A股")),
    ("speaker:薇拉·佐林娜", Field("speaker", Word("薇拉·佐林娜"))),
]

UNUSED = [
    # typed, tree, what is reported
    ("мост — река", And((a, b)), [("—", "no-letters")]),
    ("мост - река", And((a, b)), [("-", "no-letters")]),
    ("--мост", a, [("--", "no-letters")]),
    ("OR.", Or(()), [("OR", "operator-alone")]),
    ("мост *", a, [("*", "no-letters")]),
    ('мост "—"', a, [('"—"', "no-letters")]),
    ('мост ""', a, [('""', "no-letters")]),
    ("***", Or(()), [("***", "no-letters")]),
    ('"мост река', And((a, b)), [('"', "unbalanced-quote")]),
    ("мост»", a, [("»", "unbalanced-quote")]),
    ("«мост", a, [("«", "unbalanced-quote")]),
    ("(мост", a, [("(", "unbalanced-bracket")]),
    ("мост)", a, [(")", "unbalanced-bracket")]),
    ("мост ()", a, [("()", "empty-brackets")]),
    ("OR мост", a, [("OR", "operator-alone")]),
    ("мост OR", a, [("OR", "operator-alone")]),
    ("мост OR OR река", Or((a, b)), [("OR", "operator-alone")]),
    ("NOT", Or(()), [("NOT", "operator-alone")]),
    ("AND", Or(()), [("AND", "operator-alone")]),
    ("NEAR/5 мост", a, [("NEAR/5", "operator-alone")]),
    ("мост NEAR/5", a, [("NEAR/5", "operator-alone")]),
    ("мост NEAR/0 река", And((a, b)), [("NEAR/0", "near-distance")]),
    ("мост NEAR/51 река", And((a, b)), [("NEAR/51", "near-distance")]),
    ("(мост река) NEAR/5 桥", And((a, b, c)), [("NEAR/5", "near-operand")]),
    ("title:мост NEAR/5 桥", And((Field("title", a), c)), [("NEAR/5", "near-operand")]),
    ("цвет colour:мост", And((Word("цвет"), a)), [("colour:", "unknown-field")]),
    ("спикер:мост", a, [("спикер:", "unknown-field")]),
    ("Автор:мост", a, [("Автор:", "unknown-field")]),
    ("发言人：桥", c, [("发言人：", "unknown-field")]),
    ("发言人:桥", c, [("发言人:", "unknown-field")]),
    ("автор:(мост река)", And((a, b)), [("автор:", "unknown-field")]),
    ('место:"мост"', Phrase("мост"), [("место:", "unknown-field")]),
    ("мост NEAR/ река", And((a, b)), [("NEAR/", "near-distance")]),
    ("мост NEAR/пять река", And((a, b)), [("NEAR/пять", "near-distance")]),
    ("speaker:", Or(()), [("speaker:", "empty-field")]),
    ("speaker:-мост", Not(a), [("speaker:", "empty-field")]),
    ("title:(speaker:мост)", Field("title", a), [("speaker:", "nested-field")]),
    ("title:date:мост.", Field("title", a), [("date:", "nested-field")]),
    ("title:(река date:мост.)", Field("title", And((b, a))), [("date:", "nested-field")]),
    ("мост source:(a b)", a, [("source:(a b)", "field-value")]),
    ("мост kind:инвест*", a, [("kind:инвест*", "field-value")]),
    ("мост date:вчера", a, [("date:вчера", "bad-date")]),
    ("мост date:2024-13", a, [("date:2024-13", "bad-date")]),
    ("мост date:2023-02-29", a, [("date:2023-02-29", "bad-date")]),
    ("мост date:2024..2023", a, [("date:2024..2023", "date-order")]),
    ("мост date:2024..soon", a, [("date:2024..soon", "bad-date")]),
    ("мост date:0000", a, [("date:0000", "bad-date")]),
    ("мост date:..", a, [("..", "no-letters"), ("date:", "empty-field")]),
    ("мост date:", a, [("date:", "empty-field")]),
    ("ин*", Word("ин*"), [("ин*", "short-prefix")]),
    ("*мост", Word("*мост"), [("*мост", "wildcard-place")]),
    ("мо*ст", Word("мо*ст"), [("мо*ст", "wildcard-place")]),
    ("мо*ст*", Word("мо*ст*"), [("мо*ст*", "wildcard-place")]),
    ("12:30*", Word("12:30*"), [("12:30*", "wildcard-place")]),
]


@pytest.mark.parametrize(("typed", "tree"), READ_AS, ids=[typed for typed, _ in READ_AS])
def test_a_query_is_read_so(typed: str, tree: object) -> None:
    assert parse(typed) == Parsed(tree)
    assert parse(unparse(tree)).tree == tree


@pytest.mark.parametrize(("typed", "tree", "unused"), UNUSED, ids=[row[0] for row in UNUSED])
def test_what_cannot_be_used_is_reported(typed: str, tree: object, unused: list) -> None:
    found = parse(typed)
    assert found.tree == tree
    assert sorted(found.unused) == sorted(unused)
    assert parse(unparse(tree)).tree == tree


def test_every_reason_is_told_of_in_the_table() -> None:
    assert {why for _, _, unused in UNUSED for _, why in unused} == set(REASONS)


BEYOND = [
    ("too-long", "ж" * (LONGEST + 1), "ж" * LONGEST),
    ("too-many-words", "мост " * (MOST_TERMS + 1), "мост " * MOST_TERMS),
    ("too-many-words", '"мост" ' * (MOST_TERMS + 1), '"мост" ' * MOST_TERMS),
    ("too-deep", "(" * (DEEPEST + 1) + "мост" + ")" * 11, "(" * DEEPEST + "мост" + ")" * 10),
    ("too-deep", "(" * 400, "(" * DEEPEST),
    ("too-deep", "NOT " * (DEEPEST + 1) + "мост", "NOT " * DEEPEST + "мост"),
    ("too-many-wildcards", "мост* река* вода* рыба*", "мост* река* вода*"),
]


@pytest.mark.parametrize(("code", "beyond", "within"), BEYOND)
def test_beyond_a_bound_a_query_is_not_run(code: str, beyond: str, within: str) -> None:
    assert parse(beyond) == Parsed(Or(()), (), code)
    assert parse(within).refusal is None


def test_every_refusal_is_in_the_table() -> None:
    assert {code for code, _, _ in BEYOND} == set(REFUSALS)


# Signs of the language come often, so that every rule of it meets every other.
SIGNS = st.sampled_from(
    ["(", ")", "（", '"', "“", "”", "«", "»", "「", "-", "－", "—", "|", "*", " OR ", " ИЛИ ",
     " 或 ", " NOT ", " AND ", " NEAR/5 ", "NEAR/", "speaker:", "date:", "kind：", "colour:",
     "2024..", ":", " ", ",", "，", "мост", "桥", "x", "5", "\u0301", "\u200b",
     "\x00", "\ud800", "😀"]
)  # fmt: skip
ANYTHING = st.text(max_size=60) | st.lists(SIGNS, max_size=25).map("".join)
ANY_CHARACTERS = st.text(st.characters(), max_size=60)  # surrogates too


@given(ANYTHING | ANY_CHARACTERS)
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_what_was_read_reads_the_same_again(typed: str) -> None:
    found = parse(typed)
    if found.refusal is None:
        assert parse(unparse(found.tree)).tree == found.tree
    assert all(why in REASONS for _, why in found.unused)
    for language in query_words.WORDS:
        assert describe(found.tree, language)


WORDS = st.sampled_from(
    [
        "мост",
        "река",
        "Путин",
        "G20",
        "пресс-секретарь",
        "12:30",
        "C++",
        "2 500",
        "一带一路",
        "A股",
        "x",
    ]
).map(Word)
PHRASES = st.sampled_from(["один пояс", "25 regions", 'он сказал "да"', "一带一路", "a OR b"]).map(
    Phrase
)
PREFIXES = st.sampled_from(["инвест", "俄", "пресс-се"]).map(Prefix)
ATOMS = WORDS | PHRASES | PREFIXES
NEAR_SIDES = ATOMS | st.lists(ATOMS, min_size=2, max_size=3).map(lambda parts: either(*parts))
NEARS = st.builds(Near, NEAR_SIDES, NEAR_SIDES, st.integers(1, 50))
LABELS = WORDS | PHRASES | st.lists(WORDS, min_size=2, max_size=3).map(lambda p: either(*p))
DATES = st.sampled_from([("2024", "2024"), (None, "2024-05"), ("2023", None), ("2023", "2024-06")])
FIELD_TREES = st.recursive(
    ATOMS | NEARS,
    lambda parts: (
        parts.map(without)
        | st.lists(parts, min_size=2, max_size=3).map(lambda p: both(*p))
        | st.lists(parts, min_size=2, max_size=3).map(lambda p: either(*p))
    ),
    max_leaves=4,
)
FIELD_VALUES = FIELD_TREES.filter(lambda tree: not isinstance(tree, Not))
FIELDS_OF_TEXT = st.builds(
    Field, st.sampled_from(("title", "speaker", "author", "place")), FIELD_VALUES
)
FIELDS_OF_LABELS = st.builds(Field, st.sampled_from(("source", "kind", "lang", "id")), LABELS)
TREES = st.recursive(
    ATOMS | NEARS | FIELDS_OF_TEXT | FIELDS_OF_LABELS | DATES.map(lambda d: DateRange(*d)),
    lambda parts: (
        parts.map(without)
        | st.lists(parts, min_size=2, max_size=4).map(lambda p: both(*p))
        | st.lists(parts, min_size=2, max_size=4).map(lambda p: either(*p))
    ),
    max_leaves=8,
)


@given(TREES)
@settings(max_examples=300, deadline=None)
def test_a_tree_written_out_is_read_back(tree: object) -> None:
    found = parse(unparse(tree))
    if found.refusal is None:  # the bounds hold for what we write too
        assert found == Parsed(tree)


def test_a_query_is_told_back_in_three_languages() -> None:
    tree = parse('мост "под водой" -река title:(桥 OR инвест*) date:2023..2024-06').tree
    assert describe(tree, "ru") == (
        "«мост» и дословное «под водой», исключая «река», "
        "в заголовке («桥» или слова на «инвест…»), с 2023 по 2024-06"
    )
    assert describe(tree, "en") == (
        "“мост” and the exact words “под водой”, without “река”, "
        "in the title (“桥” or words beginning with “инвест”), from 2023 to 2024-06"
    )
    assert describe(tree, "zh") == (
        "“мост”与原文“под водой”，不含“река”，标题中有（“桥”或以“инвест”开头的词），2023至2024-06"
    )


def test_the_three_languages_have_the_same_rows() -> None:
    rows = {language: set(words) for language, words in query_words.WORDS.items()}
    assert rows["ru"] == rows["zh"] == rows["en"]
    assert set(FIELDS) - {"date"} <= rows["en"]
    holes = {
        name: {words[name].count("{}") for words in query_words.WORDS.values()}
        for name in rows["en"]
    }
    assert all(len(counts) == 1 for counts in holes.values()), holes


@pytest.mark.parametrize("character", list('а("«-*|:,5。俄 \u0301\u00ad\u200b'))
def test_no_text_takes_long_to_read(character: str) -> None:
    assert parse(character * LONGEST).refusal in (None, "too-deep", "too-many-words")
