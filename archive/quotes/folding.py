"""Of which units is a text made, and what folds to the same? Words of letters, single ideographs,
numbers, symbols; what is between them (marks and spaces) is glue, and is compared apart.

    >>> [(unit.kind, unit.key) for unit in units("Рост — 2 500 $, всё 臺灣!")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('word', 'рост'), ('number', '2500'), ('symbol', '$'), ('word', 'все'), ('han', '台'),
     ('han', '湾')]
    >>> variants("Всё", "все"), variants("臺", "台"), between(" – ", " - "), between("»,", '",')
    (('case', 'yo'), ('characters',), ('dashes',), ('quotes',))
    >>> variants("Лёд", "Ле\u0308д"), variants("豈", "\uf900"), between("\t", " ")
    (('composed',), ('characters',), ('spaces',))

Nothing here changes a text: units keep offsets into it. The *shadow* is a text's letters and digits
only, coarsely folded, in one array: to find quickly where in a long text something may stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from ..analysis.chinese import simplified, simplified_characters
from ..analysis.folding import (
    APOSTROPHES,
    HAN,
    IGNORED,
    LATIN,
    folded,
    letters,
    marks,
    without_yo,
)
from ..analysis.words import compound, grouped_number

DASHES = "\\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
SIGNS = "\\-\u2212\u2013\uff0d"  # before a digit, after no word: minus
QUOTE_MARKS = (
    "\"'`´\u00ab\u00bb\u2018-\u201f\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07\ufe41-\ufe44"
)
ELLIPSIS = r"(?:[…⋯︙]+|\.{3,}|。{3,}|．{3,})"
NUMERALS = "〇零一二三四五六七八九十百千万亿萬億兩两壹贰叁肆伍陆柒捌玖拾佰仟"
_NOT_DECIMAL = "²³¹⁰-⁹₀-₉¼-¾⅐-⅞①-⓿❶-➓㉑-㉟㊱-㊿"  # 10² is not 102


class Unit(NamedTuple):
    """What is compared as one: `kind` word, han, number or symbol; where it stands; `key` is equal
    for what folds to the same."""

    kind: str
    start: int
    stop: int
    key: str


@cache
def _pattern() -> re.Pattern[str]:
    inside = f"{letters()}{marks()}{IGNORED}"
    number = rf"\d[\d{IGNORED}]*(?:[.,]\d[\d{IGNORED}]*)*"
    return re.compile(
        f"(?P<han>[{HAN}][{marks()}]*)"
        f"|(?P<number>(?:{grouped_number()}|{number})(?:[{inside}]*[{letters()}])?)"
        f"|(?P<word>[{letters()}](?:[{inside}]|[{APOSTROPHES}](?=[{letters()}]))*)"
        rf"|(?P<symbol>(?<![{letters()}])[{SIGNS}](?=\d)|[{_symbols()}])"
    )


@cache
def _symbols() -> str:
    """Signs that mean something (money, per cent, degrees, arithmetic), for a regex class."""
    dash = re.compile(f"[{DASHES}]")
    every = (chr(code) for code in range(0x20000))
    found = [
        c for c in every if unicodedata.category(c) in ("Sc", "Sm", "So") and not dash.match(c)
    ]
    return "".join(map(re.escape, (*found, *"%‰&@#*/§")))


def units(text: str, start: int = 0, stop: int | None = None) -> tuple[Unit, ...]:
    """The units of a text, or of a stretch of it, in order, with offsets into the whole."""
    found = _pattern().finditer(text, start, len(text) if stop is None else stop)
    return tuple(_unit(match) for match in found)


def _unit(match: re.Match[str]) -> Unit:
    kind, surface = match.lastgroup, match.group()
    if kind == "word" and any(c.isnumeric() for c in surface):
        kind = "number"
    return Unit(kind, match.start(), match.end(), _key(kind, surface))


@lru_cache(maxsize=1 << 16)
def _key(kind: str, surface: str) -> str:
    if kind == "han":
        return simplified(unicodedata.normalize("NFKC", surface[0]))
    if kind == "symbol":
        sign = unicodedata.normalize("NFKC", surface)
        return "-" if re.fullmatch(f"[{SIGNS}]", sign) else sign
    if kind == "number":
        return _number_key(surface)
    return re.sub(f"[{APOSTROPHES}]", "'", without_yo(folded(surface)))


def _number_key(surface: str) -> str:
    apart = re.sub(
        f"[{_NOT_DECIMAL}]", lambda c: f"^{unicodedata.normalize('NFKC', c.group())}", surface
    )
    parts = compound(apart).parts if apart == surface else ()
    numbers = (part.terms[0][2:] for part in parts)
    return "".join(numbers) or without_yo(folded(apart))


# --- in what two spellings of the same differ ---------------------------------------------------

Fold = Callable[[str], str]


@cache
def _levels() -> tuple[tuple[str, Fold], ...]:
    """Each way in which the same word may be written otherwise, and what makes it alike."""
    ignored, latin = re.compile(f"[{IGNORED}]+"), re.compile(f"[{LATIN}]")

    def unaccented(text: str) -> str:
        apart = unicodedata.normalize("NFD", text)
        if latin.match(text):
            return "".join(c for c in apart if not unicodedata.combining(c))
        return unicodedata.normalize("NFC", re.sub("[\u0300\u0301]", "", apart))

    return (
        ("hidden", lambda text: ignored.sub("", text)),
        ("width", lambda text: unicodedata.normalize("NFKC", text)),
        ("case", str.casefold),
        ("yo", lambda text: re.sub("[ёЁ]|[еЕ]\u0308", lambda c: "еЕ"[c.group()[0] in "ЁЕ"], text)),
        ("accents", unaccented),
        ("characters", simplified),
        ("quotes", lambda text: re.sub(f"[{APOSTROPHES}]", "'", text)),
        ("numbers", lambda text: re.sub(r"(?<=\d)[.,\s](?=\d)", "", text)),
    )


def variants(one: str, other: str) -> tuple[str, ...]:
    """In which ways two spellings of one unit differ: the foldings that are needed to make them
    alike. composed: what these leave is one letter with its mark, or the two apart."""
    if one == other:
        return ()
    every = dict(_levels())
    ones, others = _composed(one), _composed(other)
    needed = [
        name
        for name in every
        if _through(ones, every, every.keys() - {name})
        != _through(others, every, every.keys() - {name})
    ]
    if (one, other) != (ones, others) and _through(one, every, needed) != _through(
        other, every, needed
    ):
        needed.append("composed")
    return tuple(needed) or ("characters",)


def _composed(text: str) -> str:
    """Letters with their marks as one. An ideograph without marks stays: its compatibility form is
    no matter of marks."""
    return unicodedata.normalize("NFC", text) if any(map(unicodedata.combining, text)) else text


def _through(text: str, levels: Mapping[str, Fold], chosen: Collection[str]) -> str:
    for name, fold in levels.items():
        if name in chosen:
            text = fold(text)
    return text


@cache
def _glue_classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        ("ellipsis", re.compile(ELLIPSIS)),
        ("spaces", re.compile(r"\s+")),
        ("quotes", re.compile(f"[{QUOTE_MARKS}]+")),
        ("dashes", re.compile(f"[{DASHES}]+")),
        ("hidden", re.compile(f"[{IGNORED}]+")),
        ("punctuation", re.compile(".", re.DOTALL)),
    )


def between(one: str, other: str) -> tuple[str, ...]:
    """In which ways two stretches of marks and spaces differ."""
    if one == other:
        return ()
    ones, others = _classes(one), _classes(other)
    found = [name for name, _ in _glue_classes() if ones[name] != others[name]]
    printed = not re.search(r"[\t\n\v\f\r]", one + other)  # as a page sets them
    lengths = ([*map(len, spaces["spaces"])] for spaces in (ones, others))
    if "spaces" in found and printed and next(lengths) == next(lengths):
        found[found.index("spaces")] = "no-break"
    return tuple(found)


def _classes(glue: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, pattern in _glue_classes():
        found[name] = pattern.findall(glue)
        glue = pattern.sub("", glue)
    return found


# --- the shadow ---------------------------------------------------------------------------------

_TABLE = 0x30000  # code points the table knows; those beyond are ideographs, and stay


class Shadow(NamedTuple):
    """The letters and digits of a text, coarsely folded; `at` tells where each stands in it."""

    text: str
    at: np.ndarray


def shadow(text: str) -> Shadow:
    """What a text is found by: no marks, no spaces, one letter a letter."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    known = _shadows()[np.minimum(codes, _TABLE - 1)]
    kept = np.where(codes < _TABLE, known, codes).astype(np.uint32)
    at = kept.nonzero()[0]
    return Shadow(kept[at].tobytes().decode("utf-32-le"), at)


@cache
def _shadows() -> np.ndarray:
    """For each code point the one it is found by; 0 for what is left out."""
    table = np.zeros(_TABLE, np.uint32)
    simple = simplified_characters()
    han = re.compile(f"[{HAN}]")
    for code in range(_TABLE):
        character = chr(code)
        if han.match(character):
            table[code] = ord(simple.get(code, character))
        elif character.isalnum():
            plain = unicodedata.normalize("NFKD", character.casefold())
            table[code] = ord(plain[0])
    return table
