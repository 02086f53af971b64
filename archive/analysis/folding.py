"""Which characters make words, and what do they fold to for searching?

Nothing here changes a text: tokens keep offsets into it as stored, and only the *term* is folded:
case, width, compatibility forms, soft hyphens, zero-width characters, stress marks, accents of
Latin letters. ё stays ё here (lemmas need it) and is folded by `without_yo` last.

    >>> folded("Ста\\u00adли"), folded("Си\\u0306"), folded("ＣＡＦÉ"), without_yo("всё")
    ('стали', 'сй', 'cafe', 'все')
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

# Characters inside a word that are not of it: soft hyphen, joiners, zero-width, bidi controls,
# variation selectors, tags. They never part a word: «ста(soft hyphen)ли» is one word.
IGNORED = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
HYPHENS = "\\-\u2010\u2011\u2013\u2212\ufe63\uff0d"  # as in «Россия–Китай», "COVID‑19"
APOSTROPHES = "'\u2018\u2019\u02bc\uff07"
HAN = (
    "\u3005\u3007\u303b\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U0003ffff"
)
CYRILLIC = "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66d\ua680-\ua69d"
LATIN = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1d25\u1d62-\u1d65"
    "\u1d6b-\u1dbf\u1e00-\u1eff\u2071\u207f\u2090-\u209c\u2c60-\u2c7f\ua722-\ua787\uab30-\uab64"
    "\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
)

_ASTRAL_SCRIPTS_END = 0x20000  # beyond it there are only ideographs, tags and selectors
_STRESS = {0x0300: None, 0x0301: None}


@cache
def letters() -> str:
    """The letters and digits of all scripts but Han, as the inside of a regex class."""
    han = re.compile(f"[{HAN}]")
    return _ranges(
        code
        for code in range(_ASTRAL_SCRIPTS_END)
        if chr(code).isalnum() and not han.match(chr(code))
    )


@cache
def marks() -> str:
    """Combining marks (й as и + breve, accents, vowel signs), as the inside of a regex class."""
    ignored = re.compile(f"[{IGNORED}]")
    return _ranges(
        code
        for code in range(_ASTRAL_SCRIPTS_END)
        if unicodedata.category(chr(code))[0] == "M" and not ignored.match(chr(code))
    )


def _ranges(codes: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in runs)


@cache
def _ignored() -> re.Pattern[str]:
    return re.compile(f"[{IGNORED}]+")


@cache
def _latin() -> re.Pattern[str]:
    return re.compile(f"[{LATIN}]")


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """A word of one script as it is searched, ё kept: NFKC, casefold, no ignored characters,
    no stress marks; Latin without its diacritics (café = cafe).

    Unicode Standard Annex 15 (NFKC), section 3.13 (caseless matching).
    """
    word = unicodedata.normalize("NFKC", _ignored().sub("", word)).casefold()
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    if _latin().match(word):
        return "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", apart.translate(_STRESS))


def without_yo(word: str) -> str:
    """ё written е, as most printed Russian does."""
    return word.replace("ё", "е")


def canonical(character: str) -> str:
    """A compatibility ideograph or radical as its unified ideograph (one character), any other
    as it is: 〈U+F9DC〉 → 隆, 〈U+2F00〉 → 一."""
    unified = unicodedata.normalize("NFKC", character)
    return unified if len(unified) == 1 else character


def unicode_version() -> str:
    """The version of the tables all this hangs on."""
    return f"{unicodedata.unidata_version}/{sys.version_info[0]}.{sys.version_info[1]}"
