"""Does an address name its words, and nothing that merely looks like them?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.address import addressed, digest_of, minted, parsed, words
from archive.document import Document, Passage, Speaker, Voice
from archive.errors import NotFound

MAYOR = Voice(Speaker("Мэр", "Иван Лесной", "Мэр"))
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)
SAID = (
    Passage(1, "speech", "Мы помним\u00a0о воде.", MAYOR),
    Passage(2, "speech", "𠀋是一個字。", MAYOR),
    Passage(3, "note", "Аплодисменты."),
)


@given(st.lists(TEXT, min_size=1, max_size=5), st.data())
def test_an_address_is_read_back_and_names_its_words(texts, data):
    passages = tuple(Passage(n, "speech", text) for n, text in enumerate(texts, 1))
    first = data.draw(st.integers(1, len(texts)))
    last = data.draw(st.integers(first, len(texts)))
    begin = data.draw(st.integers(0, len(texts[first - 1]) - 1))
    end = data.draw(st.integers(begin + 1 if first == last else 1, len(texts[last - 1])))
    address = minted("a-1", 3, passages, (first, begin), (last, end))
    assert parsed(str(address)) == address
    assert address.stands(passages)
    joined = "\n".join(texts[first - 1 : last])
    whole = "\n".join(words(passages, (first, begin), (last, end)))
    assert whole == joined[begin : len(joined) - (len(texts[last - 1]) - end)]


@given(st.integers(0, 40), st.characters(exclude_categories=("Cs",)))
def test_one_other_character_is_enough(at, character):
    text = SAID[0].text
    at %= len(text)
    address = minted("a-1", 1, SAID, (1, 0), (1, len(text)))
    other = (replace(SAID[0], text=text[:at] + character + text[at + 1 :]), *SAID[1:])
    assert address.stands(other) == (character == text[at])


@pytest.mark.parametrize(
    "voice",
    [
        None,
        replace(MAYOR, speaker=replace(MAYOR.speaker, label="Гость")),
        replace(MAYOR, author=Speaker("Гость", "Гость")),
        replace(MAYOR, channel="interpreted"),
        replace(MAYOR, mode="reported"),
    ],
)
def test_another_voice_is_enough(voice):
    address = minted("a-1", 1, SAID, (1, 3), (1, 9))
    assert not address.stands((replace(SAID[0], voice=voice), *SAID[1:]))


def test_who_a_label_stands_for_is_not_in_it():
    known = replace(MAYOR, speaker=replace(MAYOR.speaker, person="ivan-lesnoy"))
    address = minted("a-1", 1, SAID, (1, 3), (1, 9))
    assert address.stands((replace(SAID[0], voice=known), *SAID[1:]))


@pytest.mark.parametrize(
    "span", [((1, 5), (1, 5)), ((1, 9), (1, 3)), ((4, 0), (4, 1)), ((2, 0), (1, 1)),
             ((1, 99), (1, 100)), ((1, 0), (1, 99)), ((1, 0), (2, 0))],
)  # fmt: skip
def test_where_there_are_no_words_there_is_no_address(span):
    with pytest.raises(NotFound):
        minted("a-1", 1, SAID, *span)


GOOD = "a-1.1.1:3-1:9.0123456789abcdef01234567"


@pytest.mark.parametrize(
    "text",
    ["", "a-1", GOOD[:-1], GOOD + "0", GOOD.upper(), GOOD.replace("a-1.1", "a-1.0"), f" {GOOD}",
     GOOD + "\n", GOOD.replace("3-", "３-"), GOOD.replace("a-1", "a_1"), GOOD.replace(":9", "")],
)  # fmt: skip
def test_what_is_not_quite_an_address_is_none(text):
    assert parsed(GOOD) is not None
    assert parsed(text) is None


def test_the_digest_is_what_anyone_would_compute():
    """printf 'Мы' | sha256sum"""
    assert digest_of(["Мы"]) == "8b01cf8f5b597e44"


def test_the_head_has_addresses_too():
    document = Document(
        "a-1", "", "a", "release", "ru", "Заголовок", "Кратко.", None, None, None, "final", SAID
    )
    passages = addressed(document)
    assert [passage.number for passage in passages] == [0, -1, 1, 2, 3]
    assert words(passages, (0, 3), (1, 2)) == ("оловок", "Кратко.", "Мы")
    address = minted("a-1", 1, passages, (-1, 0), (-1, 6))
    assert parsed(str(address)) == address
