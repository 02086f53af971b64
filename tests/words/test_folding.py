"""Which characters make words, and what do they fold to?"""

from __future__ import annotations

import re
import unicodedata

import pytest

from archive.analysis.chinese import simplified_characters, traditional_characters
from archive.analysis.folding import (
    CYRILLIC,
    HAN,
    IGNORED,
    LATIN,
    canonical,
    folded,
    letters,
    marks,
    without_yo,
)

FOLDED = [
    ("СТАЛИ", "стали"),
    ("ста\u00adли", "стали"),
    ("ста\u200b\ufeffли", "стали"),
    ("и\u0306", "й"),
    ("Ё", "ё"),
    ("е\u0308", "ё"),
    ("за\u0301мо\u0300к", "замок"),
    ("ї", "ї"),
    ("café", "cafe"),
    ("CAFE\u0301", "cafe"),
    ("Ｗｉｄｅ", "wide"),
    ("ﬃ", "ffi"),
    ("ẞ", "ss"),
    ("İ", "i"),
    ("２５", "25"),
    ("½", "1⁄2"),
    ("ｶﾞ", "ガ"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "searched"), FOLDED, ids=[ascii(row[0]) for row in FOLDED])
def test_a_word_is_folded_so(written: str, searched: str) -> None:
    assert folded(written) == searched
    assert folded(searched) == searched


def test_yo_is_folded_last() -> None:
    assert without_yo(folded("ВСЁ")) == "все"


def test_compatibility_ideographs_are_unified_one_for_one() -> None:
    assert [canonical(c) for c in "\uf9dc⼀\u2ea0臺一𠮷"] == [
        "隆",
        "一",
        "\u2ea0",
        "臺",
        "一",
        "𠮷",
    ]
    for code in range(0xF900, 0xFAFF):
        assert len(canonical(chr(code))) == 1


def test_every_letter_belongs_to_one_kind() -> None:
    kinds = {
        name: re.compile(f"[{inside}]")
        for name, inside in {
            "han": HAN, "letters": letters(), "marks": marks(), "ignored": IGNORED
        }.items()
    }  # fmt: skip
    for code in range(0x20000):
        found = [name for name, pattern in kinds.items() if pattern.match(chr(code))]
        assert len(found) <= 1, (hex(code), found)
        assert found or not unicodedata.category(chr(code)).startswith(("L", "Nd")), hex(code)


@pytest.mark.parametrize(
    ("name", "inside", "living"),
    [("CYRILLIC", CYRILLIC, range(0x20, 0x1C80)), ("LATIN", LATIN, range(0x20, 0x2000))],
)
def test_scripts_are_what_unicode_calls_them(name: str, inside: str, living: range) -> None:
    pattern = re.compile(f"[{inside}]")
    for code in range(0x20, 0x10000):
        found = unicodedata.name(chr(code), "")
        letter = unicodedata.category(chr(code)) in ("Lu", "Ll", "Lt")
        if (
            letter
            and code in living
            and re.match(f"{name} (SMALL|CAPITAL) LETTER (?!SMALL)", found)
        ):
            assert pattern.match(chr(code)), found
        if letter and pattern.match(chr(code)):
            assert name in found, found


def test_simplifying_keeps_the_number_of_characters() -> None:
    table = simplified_characters()
    assert table[ord("臺")] == "台"
    assert all(len(simple) == 1 for simple in table.values())
    assert not any(ord(simple) in table for simple in table.values())


def test_traditional_spellings_are_few_and_fold_back() -> None:
    table = traditional_characters()
    assert "臺" in table["台"]
    assert max(map(len, table.values())) <= 16
    for simple, others in table.items():
        assert all(simplified_characters()[ord(other)] == simple for other in others)
