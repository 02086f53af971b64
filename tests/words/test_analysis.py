"""Which words has a text, and which terms have they? A table, and what holds for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import fingerprint, readings, tokenize
from archive.analysis.words import LONGEST

WORDS = [
    # text, its words as (surface, terms)
    ("", []),
    ("— … № % ° 😀", []),
    ("\ud800", []),
    ("стали", [("стали", "x:стали w:стать w:сталь g:стал")]),
    ("СТАЛИ", [("СТАЛИ", "x:стали w:стать w:сталь g:стал")]),
    ("ста\u00adли", [("ста\u00adли", "x:стали w:стать w:сталь g:стал")]),
    ("ёлка", [("ёлка", "x:елка x:=ёлка w:елка g:елк")]),
    ("елка", [("елка", "x:елка w:елка g:елк")]),
    ("е\u0308лка", [("е\u0308лка", "x:елка x:=ёлка w:елка g:елк")]),
    ("и\u0306од", [("и\u0306од", "x:йод w:йод g:йод")]),
    ("т.е.", [("т", "x:т w:т g:т"), ("е", "x:е w:е g:е")]),
    (
        "пресс-центр",
        [
            ("пресс", "x:пресс w:пресс w:пресса g:пресс x:пресс-центр w:пресс-центр"),
            ("центр", "x:центр w:центр g:центр"),
        ],
    ),
    ("Хань Чжэн", [("Хань", "x:хань w:хань g:хан"), ("Чжэн", "x:чжэн w:чжэн g:чжэн")]),
    ("people's", [("people's", "x:people's w:peopl")]),
    ("people’s", [("people’s", "x:people's w:peopl")]),
    ("don’t", [("don’t", "x:don't w:don't")]),
    (
        "O'Brien",
        [("O", "x:o w:o x:o'brien w:o'brien"), ("Brien", "x:brien w:brien")],
    ),
    ("Café", [("Café", "x:cafe w:cafe")]),
    ("cafe\u0301", [("cafe\u0301", "x:cafe w:cafe")]),
    ("ﬁnance", [("ﬁnance", "x:finance w:financ")]),
    ("Straße", [("Straße", "x:strasse w:strass")]),
    ("ＡＰＥＣ", [("ＡＰＥＣ", "x:apec w:apec")]),
    ("25%", [("25", "x:25 w:25")]),
    ("№ 5", [("5", "x:5 w:5")]),
    ("２５", [("２５", "x:25 w:25")]),
    ("2,500", [("2,500", "x:2500 w:2500")]),
    ("2 500", [("2 500", "x:2500 w:2500 x:2 x:500")]),
    ("2\u00a0500\u00a0000", [("2\u00a0500\u00a0000", "x:2500000 w:2500000 x:2 x:500 x:000")]),
    ("1,234.56", [("1,234.56", "x:1234.56 w:1234.56")]),
    ("2.5", [("2.5", "x:2.5 w:2.5")]),
    ("2,5", [("2,5", "x:2.5 w:2.5")]),
    ("17.05.2024", [("17.05.2024", "x:17.05.2024 w:17.05.2024 x:17 x:05 x:2024")]),
    ("2024, 500", [("2024", "x:2024 w:2024"), ("500", "x:500 w:500")]),
    ("2024 500", [("2024", "x:2024 w:2024"), ("500", "x:500 w:500")]),
    ("12:30", [("12", "x:12 w:12"), ("30", "x:30 w:30")]),
    ("G20", [("G", "x:g w:g x:g20 w:g20"), ("20", "x:20 w:20")]),
    ("COVID-19", [("COVID", "x:covid w:covid x:covid-19 w:covid-19"), ("19", "x:19 w:19")]),
    ("2024年", [("2024", "x:2024 w:2024"), ("年", "x:年 w:年")]),
    ("A股", [("A", "x:a w:a"), ("股", "x:股 w:股")]),
    ("一带", [("一", "x:一 w:一带 g:一带"), ("带", "x:带")]),
    ("臺灣", [("臺", "x:台 x:=臺 w:台湾 g:台湾"), ("灣", "x:湾 x:=灣")]),
    ("乾隆", [("乾", "x:干 x:=乾 w:乾隆 g:干隆"), ("隆", "x:隆")]),
    ("\uf9dc", [("\uf9dc", "x:隆 w:隆")]),
    ("⼀", [("⼀", "x:一 w:一")]),
    ("𠮷", [("𠮷", "x:𠮷 w:𠮷")]),
    ("葛\U000e0100城", [("葛", "x:葛 w:葛城 g:葛城"), ("城", "x:城")]),
    ("한국어", [("한국어", "x:한국어 w:한국어")]),
    ("カタカナ", [("カタカナ", "x:カタカナ w:カタカナ")]),
    ("ΑΘΉΝΑ", [("ΑΘΉΝΑ", "x:αθηνα w:αθηνα")]),
    ("км²", [("км", None), ("²", "x:2 w:2")]),
]


@pytest.mark.parametrize(("text", "words"), WORDS, ids=[ascii(text) for text, _ in WORDS])
def test_words_and_their_terms(text: str, words: list) -> None:
    tokens = tokenize(text)
    assert [text[token.start : token.stop] for token in tokens] == [word for word, _ in words]
    for token, (_, terms) in zip(tokens, words, strict=True):
        if terms is not None:
            assert token.terms == tuple(terms.split())


SAME = [
    # texts that must have the same terms
    ("северо-восток", "СЕВЕРО‑ВОСТОК", "северо\u00ad-\u200bвосток", "северо–восток"),
    ("Один пояс", "«Один\u00a0пояс»", "один\u2009пояс", "ОДИН  ПОЯС", "Один\nпояс"),
    ("й", "и\u0306", "Й", "И\u0306"),
    ("всё", "все\u0308", "ВСЁ"),
    ("замок", "за\u0301мок"),
    ("people's", "people’s", "PEOPLE＇S"),
    ("café", "cafe\u0301", "CAFÉ", "cafe"),
    ("COVID-19", "ＣＯＶＩＤ－１９", "covid–19"),
    ("一带一路", "一\u200b带一路", "一带\ufeff一路"),
    ("2500", "2,500", "２５００", "1,500".replace("1", "2")),
]


@pytest.mark.parametrize("texts", SAME, ids=[ascii(texts[0]) for texts in SAME])
def test_spellings_that_are_one(texts: tuple[str, ...]) -> None:
    terms = {tuple(token.terms for token in tokenize(text)) for text in texts}
    assert len(terms) == 1


UNSEEN = "\u0301\u0306\u0308\u00ad\u200b\ufeff\u00a0\ufe00\U000e0100\x00\ud800\n"
LETTERS = st.sampled_from(
    "абвёйЁеи АБ-–'’.,:;«»\"12345 xyzÉß 一带路臺灣々〇𠮷\uf9dc⼀カ한ا😀" + UNSEEN
)
TEXTS = st.lists(LETTERS, max_size=60).map("".join) | st.text(st.characters(), max_size=60)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_tokens_are_in_order_and_point_into_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert [token.position for token in tokens] == list(range(len(tokens)))
    stop = 0
    for token in tokens:
        assert stop <= token.start < token.stop <= len(text)
        stop = token.stop
        assert token.terms[0].startswith("x:")
        assert all(term[:2] in ("x:", "w:", "g:") and len(term) > 2 for term in token.terms)
        assert len(set(token.terms)) == len(token.terms)
    covered = {at for token in tokens for at in range(token.start, token.stop)}
    left = [c for at, c in enumerate(text) if at not in covered and c.isalpha()]
    assert left == []


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_readings_are_the_same_tokens(text: str) -> None:
    flat = [token for reading in readings(text) for token in reading.tokens]
    whole = {r.tokens[0].position: r.whole for r in readings(text) if r.tokens}
    merged = [
        token._replace(terms=tuple(dict.fromkeys(token.terms + whole.get(token.position, ()))))
        for token in flat
    ]
    assert tuple(merged) == tokenize(text)


@given(st.text(st.sampled_from("абвгдеёжзийклмн éàÅñ一台"), max_size=30))
@settings(max_examples=200, deadline=None)
def test_composed_and_decomposed_texts_have_the_same_terms(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert [t.terms for t in tokenize(text)] == [t.terms for t in tokenize(apart)]


@given(st.text(st.sampled_from("абвгдё клмн一台"), max_size=20), st.integers(0, 20))
@settings(max_examples=200, deadline=None)
def test_a_soft_hyphen_changes_nothing(text: str, place: int) -> None:
    hyphenated = text[:place] + "\u00ad" + text[place:]
    assert [t.terms for t in tokenize(text)] == [t.terms for t in tokenize(hyphenated)]


HOSTILE = [
    "а", "a", "5", " ", "-", "а-", "a'", "5,", "5 ", "а\u00ad", "\u0301", "а\u0301", "一",
    "一\u200b", "«", "臺", "a1", "аa", "5.", "ё", "е", "\ud800", "x\x00", "カ", "\u200b",
    "'s", "a's",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE, ids=[ascii(unit) for unit in HOSTILE])
def test_endless_repetition_is_read_in_one_pass(unit: str) -> None:
    # A pattern that goes back over the text would need hours for this.
    text = unit * (60_000 // len(unit))
    tokens = tokenize(text)
    assert all(len(token.terms[0]) <= 8 * (LONGEST + 1) for token in tokens)


def test_an_endless_word_is_cut() -> None:
    tokens = tokenize("ж" * (2 * LONGEST + 1))
    assert [token.stop - token.start for token in tokens] == [LONGEST, LONGEST, 1]


def test_the_fingerprint_names_what_tokens_depend_on() -> None:
    for part in ("rules", "pymorphy3-dicts-ru", "snowballstemmer", "jieba", "opencc", "unicode"):
        assert part in fingerprint()
