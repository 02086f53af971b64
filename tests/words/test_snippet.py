"""Is exactly what matched marked, and is an excerpt verbatim?"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import tokenize
from archive.compiling import compiled
from archive.document import Passage
from archive.query import parse
from archive.snippet import MOST_PASSAGES, Piece, best, marked, marks, pieces
from tests.steps import steps

MARKED = [
    # query, text with what is marked in ⟦ ⟧
    ("человек", "Мы говорили о ⟦людях⟧ и ⟦человеке⟧."),
    ("сталь", "Они ⟦стали⟧ выпускать ⟦сталь⟧."),
    ("ёлка", "⟦Елки⟧, ⟦ёлку⟧, ⟦е\u0308лок⟧"),
    ("стали", "⟦ста\u00adли⟧ и ⟦ста\u200bли⟧"),
    ("замок", "⟦за\u0301мок⟧"),
    ('"один пояс"', "«⟦Один пояс⟧, один путь»"),
    ('"один пояс один путь"', "«⟦Один пояс, один путь⟧»"),
    ('"25 regions"', "from ⟦25\u00a0regions⟧ and 25 more regions"),
    ("мир -война", "⟦Мир⟧, не война."),
    ("мир -(война OR бой)", "⟦мир⟧ война бой"),
    ("северо-восток", "на ⟦северо-востоке⟧, на востоке"),
    ("северо-восток", "на ⟦северо‑востоке⟧"),
    ("восток", "на северо-⟦востоке⟧, на ⟦востоке⟧"),
    ("пресс-се*", "сказал ⟦пресс-секретарь⟧ прессы"),
    ("инвест*", "⟦инвестиции⟧, ⟦инвесторы⟧ и вести"),
    ("Путин NEAR/2 Харбин", "Путин приехал в Харбин"),
    ("Путин NEAR/3 Харбин", "⟦Путин⟧ приехал в ⟦Харбин⟧, а потом … и снова Путин"),
    ("(Путин OR Хань) NEAR/1 сказал", "⟦Хань⟧ ⟦сказал⟧, потом Путин ушёл"),
    ("俄罗斯", "⟦俄罗斯⟧联邦"),
    ("联邦总统", "俄罗斯⟦联邦总统⟧，⟦总统⟧和⟦联邦⟧"),
    ("新冠肺炎", "抗击⟦新冠肺炎⟧疫情，⟦新冠⟧病毒"),
    ("一带一路", "共建“⟦一带一路⟧”，“⟦一带⟧”和“⟦一路⟧”"),
    ("一带一路", "共建⟦一带一路⟧"),
    ("北京 2022", "⟦北京2022⟧，⟦北京⟧ ⟦2022⟧"),
    ("“联邦总统”", "俄罗斯⟦联邦总统⟧"),
    ("台湾", "⟦臺灣⟧和⟦台湾⟧"),
    ("2500", "⟦2,500⟧ and ⟦2 500⟧ and ⟦2500⟧"),
    ("G20", "the ⟦G20⟧ and the ⟦G-20⟧"),
    ("people", "the ⟦people’s⟧ will, ⟦peoples⟧"),
    ("cafe", "a ⟦café⟧ and a ⟦cafe\u0301⟧"),
    ("A股", "⟦A股⟧市场，a, A1股"),
    ("title:мир", "мир"),
    ("speaker:мир date:2024 lang:ru", "мир 2024 ru"),
    ("", "мир"),
    ("—", "мир"),
    ("мир OR война", "⟦мир⟧ и ⟦война⟧"),
    ("хар*", "⟦Харбин⟧, ха"),
]


def _parted(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, spans, start = "", [], 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            spans.append((start, len(text)))
        else:
            text += character
    return text, tuple(spans)


@pytest.mark.parametrize(("query", "marked"), MARKED)
def test_exactly_what_matched_is_marked(query: str, marked: str) -> None:
    text, spans = _parted(marked)
    found = marks(text, compiled(parse(query).tree).match)
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in spans]
    assert found == spans


def test_as_printed_only_the_form_itself_is_marked() -> None:
    plan = compiled(parse("стали все").tree, exact=True, off=("yo",))
    text = "стали, стал, все, всё"
    assert [text[a:b] for a, b in marks(text, plan.match)] == ["стали", "все"]


def _passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(number, "speech", text) for number, text in enumerate(texts))


BEST = [
    # query, passages (the first is the title), numbers of those shown
    ("мир", ("О чём говорили", "Погода.", "Мир.", "Мир и мир."), (2, 3)),
    ("мир вода", ("Мир", "Мир и вода.", "Мир, мир, мир.", "Вода.", "Вода."), (1, 2, 0)),
    ("мир", ("Мир во всём", "Погода."), (0,)),
    ("погода", ("Мир", "Дождь", "Снег"), (1,)),
    ("", ("Мир", "Дождь", "Снег"), (1,)),
    ("", ("Мир",), (0,)),
    # every part of the query that stands anywhere is shown
    ("мир вода", ("", "Мир, мир.", "Мир, мир, мир.", "Мир, мир, мир, мир.", "Вода."), (2, 3, 4)),
    ("мир вода рыба", ("", "Мир.", "Вода, вода.", "Рыба.", "Вода, вода, вода."), (1, 3, 4)),
    ("мир вода рыба", ("", "Мир, мир, мир.", "Мир и вода.", "Рыба и мир.", "Вода."), (1, 2, 3)),
    ("(мир OR война OR бой) рыба", ("", "Мир, война.", "Бой.", "Рыба.", "Мир, бой."), (1, 3, 4)),
    # where they stand closest together
    ("мир вода", ("", "Мир и мир, мир и тогда уж вода.", *["Мир, вода."] * 3), (2, 3, 4)),
    # a title is the reason when it was asked for
    ("title:мир", ("О мире", "Погода.", "Мир."), (0,)),
    ("title:мир погода", ("О мире", "Мир, мир.", "Погода."), (0, 2)),
    ("title:(мир NEAR/2 погода)", ("О мире и погоде", "Мир, погода."), (0,)),
    ("title:снег OR погода", ("О мире", "Снег.", "Погода."), (2,)),
]


@pytest.mark.parametrize(("query", "texts", "numbers"), BEST)
def test_the_best_passages_are_shown_in_order(query: str, texts: tuple, numbers: tuple) -> None:
    shown = best(_passages(*texts), compiled(parse(query).tree).match)
    assert tuple(passage.number for passage in shown) == tuple(sorted(numbers))
    assert len(shown) <= MOST_PASSAGES


def test_of_no_passages_none_is_shown() -> None:
    assert best((), compiled(parse("мир").tree).match) == ()


LONG = (
    "Первое предложение ни о чём не говорит. Второе тоже молчит, как и положено. "
    "Третье называет Харбин городом, где открылась выставка. Четвёртое снова молчит! "
    "Пятое добавляет подробности о гостях и о погоде. Шестое всё заканчивает."
)


def _shown(excerpt: tuple[Piece, ...]) -> str:
    return "".join("…" if p.elided else f"⟦{p.text}⟧" if p.marked else p.text for p in excerpt)


def test_an_excerpt_is_cut_at_sentences() -> None:
    spans = marks(LONG, compiled(parse("Харбин").tree).match)
    assert _shown(pieces(LONG, spans, 110)) == (
        "…Третье называет ⟦Харбин⟧ городом, где открылась выставка. Четвёртое снова молчит! …"
    )


def test_an_excerpt_without_marks_is_the_beginning() -> None:
    assert _shown(pieces(LONG, (), 60)) == "Первое предложение ни о чём не говорит. …"
    assert _shown(pieces("Мир.", (), 60)) == "Мир."
    assert pieces("", (), 60) == ()


def test_chinese_is_cut_at_sentences_and_characters() -> None:
    text = "第一句话没有内容。第二句话提到哈尔滨的博览会，来宾很多。第三句话也没有内容。"
    spans = marks(text, compiled(parse("哈尔滨").tree).match)
    assert _shown(pieces(text, spans, 24)) == "…第二句话提到⟦哈尔滨⟧的博览会，来宾很多。…"


FAR = "Мир " + "и так далее " * 12 + "мир мир, " + "и так далее " * 12 + "вода"
EXCERPTS = [
    # query, text, width, what is shown of it
    ("мир", FAR, 60, "…и так далее и так далее ⟦мир⟧ ⟦мир⟧, и так далее и так далее и …"),
    ("мир вода", FAR, 60, "…так далее ⟦мир⟧ ⟦мир⟧, и так …и так далее ⟦вода⟧"),
    (
        "мир вода рыба",
        FAR + " и так далее" * 9 + " рыба",
        99,
        "…далее ⟦мир⟧ ⟦мир⟧, и так …так далее ⟦вода⟧ и так …так далее ⟦рыба⟧",
    ),
    ("мир вода", "мир и вода, " * 9 + "мир " * 9, 24, "…⟦мир⟧ и ⟦вода⟧, ⟦мир⟧ ⟦мир⟧ ⟦мир⟧ …"),
]


@pytest.mark.parametrize(("query", "text", "width", "shown"), EXCERPTS)
def test_an_excerpt_shows_every_part_of_the_query(query, text, width, shown) -> None:
    match = compiled(parse(query).tree).match
    [(parts, found)] = marked({1: text}, match, match).values()
    assert _shown(pieces(text, found, width, parts)) == shown


def test_the_excerpt_of_twice_as_many_marks_is_twice_the_work() -> None:
    match = compiled(parse("мир вода").tree).match

    def work(count: int) -> int:
        text = "мир вода. " * count
        [(parts, found)] = marked({1: text}, match, match).values()
        assert len("".join(piece.text for piece in pieces(text, found, 320, parts))) <= 330
        return steps(lambda: (pieces(text, found, 320, parts), pieces(text, found, 320)))

    assert work(600) < 2.5 * work(300)


TEXTS = st.text(
    st.sampled_from(
        "мир вода 一带 臺 2 500. е\u0308и\u0306a\u0301\u00ad\u200b\u2060-’'!。«»😀\ud800\n\u00a0"
    )
    | st.characters(),
    max_size=200,
)
QUERIES = st.sampled_from(
    [
        "мир",
        "вода мир",
        '"мир вода"',
        "一带",
        "“带一”",
        "и*",
        "мир NEAR/5 вода",
        "е",
        "2500",
        "мир-вода",
    ]
)


@given(TEXTS, QUERIES, st.integers(1, 80))
@settings(max_examples=300, deadline=None)
def test_marks_are_words_and_excerpts_are_verbatim(text: str, query: str, width: int) -> None:
    found = marks(text, compiled(parse(query).tree).match)
    starts = {token.start for token in tokenize(text)}
    stops = {token.stop for token in tokenize(text)}
    assert all(a in starts and b in stops for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    excerpt = pieces(text, found, width)
    shown = "".join(piece.text for piece in excerpt)
    assert shown in text
    assert (shown == text) == (not any(piece.elided for piece in excerpt))
    assert all(piece.text for piece in excerpt if not piece.elided)
    if excerpt and excerpt[0].elided:
        assert not unicodedata.combining(shown[:1] or " ")
    whole = [text[a:b] for a, b in found]
    if len(text) <= width:
        assert [piece.text for piece in excerpt if piece.marked] == whole


@given(TEXTS, QUERIES, st.integers(1, 80))
@settings(max_examples=300, deadline=None)
def test_every_part_is_shown_in_stretches_of_the_text(text: str, query: str, width: int) -> None:
    match = compiled(parse(query).tree).match
    [(parts, found)] = marked({1: text}, match, match).values()
    excerpt = pieces(text, found, width, parts)
    at = 0
    for stretch in _shown_plainly(excerpt).split("\0…\0"):
        assert stretch in text[at:]
        at = text.index(stretch, at) + len(stretch)
    if not any(piece.elided for piece in excerpt):
        assert "".join(piece.text for piece in excerpt) == text
    assert not any(a.elided and b.elided for a, b in pairwise(excerpt))
    assert any(piece.marked for piece in excerpt) == bool(found)


def _shown_plainly(excerpt: tuple[Piece, ...]) -> str:
    return "".join("\0…\0" if piece.elided else piece.text for piece in excerpt)
