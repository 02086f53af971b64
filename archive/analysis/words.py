"""What words does a run of letters hold, and which terms has each?

Letters and digits joined by hyphens, apostrophes or the marks inside numbers are one *compound*:
every part of one script is a word at a position of its own, and the whole is a further term at
the position of the first.

    >>> compound("пресс-секретарём")  # doctest: +NORMALIZE_WHITESPACE
    Compound(parts=(Part(start=0, stop=5, terms=('x:пресс', 'w:пресс', 'w:пресса', 'g:пресс')),
        Part(start=6, stop=16, terms=('x:секретарем', 'x:=секретарём', 'w:секретарь',
        'g:секретар'))), whole=('x:пресс-секретарем', 'w:пресс-секретарь'))
    >>> compound("2,500").whole, compound("2,5").whole, compound("G20").whole
    (('x:2500', 'w:2500'), ('x:2.5', 'w:2.5'), ('x:g20', 'w:g20'))
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from . import english, russian
from .folding import (
    APOSTROPHES,
    CYRILLIC,
    HYPHENS,
    IGNORED,
    LATIN,
    folded,
    letters,
    marks,
    without_yo,
)
from .token import EXACT, WORDS

LONGEST = 100  # characters of one word; what is longer is cut into several
MOST_JOINED = 8  # words of one compound
_CACHED = 64  # characters; longer compounds are rare, and would fill the cache

_ENGLISH_ENDINGS = "(?:s|t|re|ve|ll|m|d)"  # people's, don't, we're: one word


class Part(NamedTuple):
    """A word: where it stands in its compound, and its terms."""

    start: int
    stop: int
    terms: tuple[str, ...]


class Compound(NamedTuple):
    """The words of a compound in order, and the terms of it as a whole (none if it is a word)."""

    parts: tuple[Part, ...]
    whole: tuple[str, ...]


def compound_pattern() -> str:
    """The regular expression of a compound: no nested repetition is unbounded."""
    letter, mark = letters(), marks()
    word = f"[{letter}](?:[{letter}{mark}{IGNORED}]{{0,{LONGEST - 2}}}[{letter}{mark}])?"
    joint = f"(?:[{IGNORED}]*[{HYPHENS}{APOSTROPHES}][{IGNORED}]*|(?<=\\d)[.,](?=\\d))"
    grouped = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?![\d" + letter + "])"
    return f"{grouped}|{word}(?:{joint}{word}){{0,{MOST_JOINED - 1}}}"


@cache
def _parts_pattern() -> re.Pattern[str]:
    inside = f"{marks()}{IGNORED}"

    def run(kind: str) -> str:
        return f"[{kind}](?:[{kind}{inside}]*[{kind}{marks()}])?"

    other = f"(?![{CYRILLIC}{LATIN}])[^\\W\\d_]"
    return re.compile(
        f"(?P<cyrillic>{run(CYRILLIC)})"
        f"|(?P<latin>{run(LATIN)}(?:[{APOSTROPHES}]{_ENGLISH_ENDINGS}(?![{letters()}]))?)"
        rf"|(?P<digits>\d(?:[\d{IGNORED}]*\d)?)"
        f"|(?P<other>{other}(?:(?:{other}|[{inside}])*(?:{other}|[{marks()}]))?)",
        re.IGNORECASE,
    )


def compound(text: str) -> Compound:
    """The words of a compound, with offsets into it."""
    return _cached(text) if len(text) <= _CACHED else _read(text)


@lru_cache(maxsize=1 << 16)
def _cached(text: str) -> Compound:
    return _read(text)


def _read(text: str) -> Compound:
    runs = list(_parts_pattern().finditer(text))
    parts = tuple(Part(run.start(), run.end(), _terms(run)) for run in runs)
    return Compound(parts, _whole(text, runs) if len(runs) > 1 else ())


def _terms(run: re.Match[str]) -> tuple[str, ...]:
    word = _surface(run)
    if run.lastgroup == "cyrillic":
        return russian.terms(word)
    if run.lastgroup == "latin":
        return english.terms(word)
    return (EXACT + word, WORDS + word)


def _surface(run: re.Match[str]) -> str:
    return _apostrophe().sub("'", folded(run.group()))


@cache
def _apostrophe() -> re.Pattern[str]:
    return re.compile(f"[{APOSTROPHES}]")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(f"[{HYPHENS}]")


def _whole(text: str, runs: list[re.Match[str]]) -> tuple[str, ...]:
    if all(run.lastgroup == "digits" for run in runs):
        number = _number(text, runs)
        return (EXACT + number, WORDS + number)
    surface = _surface(runs[0])
    for before, after in pairwise(runs):
        surface += _joined(text[before.end() : after.start()]) + _surface(after)
    whole = without_yo(surface)
    if all(run.lastgroup == "cyrillic" for run in runs):
        lemmas = russian.search_lemmas(surface)
    else:
        lemmas = (whole,)
    return (EXACT + whole, *(WORDS + lemma for lemma in lemmas))


def _joined(between: str) -> str:
    if _joint().search(between):
        return "-"
    return "'" if _apostrophe().search(between) else ""


def _number(text: str, runs: list[re.Match[str]]) -> str:
    between = [text[a.end() : b.start()] for a, b in pairwise(runs)]
    digits = [folded(run.group()) for run in runs]
    if any(_joint().search(mark) for mark in between):
        return "-".join(digits)
    grouped = len(digits[0]) <= 3 and all(len(group) == 3 for group in digits[1:])
    if grouped and (set(between) != {"."} or len(digits) > 2):
        return "".join(digits)  # 2,500 and 2 500 are 2500; 1.500 may be one and a half
    return ".".join(digits)
