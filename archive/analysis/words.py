"""What words does a run of letters hold, and which terms has each?

Letters and digits joined by hyphens or apostrophes are one *compound*: every part of one script is
a word at a position of its own, and the whole is a further term at the position of the first.

    >>> compound("пресс-секретарём")  # doctest: +NORMALIZE_WHITESPACE
    Compound(parts=(Part(start=0, stop=5, terms=('x:пресс', 'w:пресс', 'w:пресса', 'g:пресс')),
        Part(start=6, stop=16, terms=('x:секретарем', 'x:=секретарём', 'w:секретарь',
        'g:секретар'))), whole=('x:пресс-секретарем', 'w:пресс-секретарь'))
    >>> compound("G20").whole
    ('x:g20', 'w:g20')

A number is one word however its thousands are set apart:

    >>> [compound(text).parts[0].terms for text in ("2,500", "2 500", "2,5")]
    [('x:2500', 'w:2500'), ('x:2500', 'w:2500', 'x:2', 'x:500'), ('x:2.5', 'w:2.5')]
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

SPACES = " \u00a0\u2009\u202f"  # between thousands
_ENGLISH_ENDINGS = "(?:[sStTmMdD]|[rRvV][eE]|[lL][lL])"  # people's, don't, we're: one word


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
    return f"{grouped_number()}(?![{letter}])|{word}(?:{joint}{word}){{0,{MOST_JOINED - 1}}}"


def grouped_number() -> str:
    """The regular expression of a number with its thousands set apart by spaces: 2 500 000."""
    return rf"\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,5}}(?!\d)"


@cache
def _parts_pattern() -> re.Pattern[str]:
    inside = f"{marks()}{IGNORED}"

    def run(kind: str) -> str:
        return f"[{kind}](?:[{kind}{inside}]*[{kind}{marks()}])?"

    other = f"(?![{CYRILLIC}{LATIN}])[^\\W\\d_]"
    return re.compile(
        f"(?P<cyrillic>{run(CYRILLIC)})"
        f"|(?P<latin>{run(LATIN)}(?:[{APOSTROPHES}]{_ENGLISH_ENDINGS}(?![{letters()}]))?)"
        rf"|(?P<digits>\d(?:[\d{IGNORED}]*\d)?(?:[.,{SPACES}]\d(?:[\d{IGNORED}]*\d)?)*)"
        f"|(?P<other>{other}(?:(?:{other}|[{inside}])*(?:{other}|[{marks()}]))?)",
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
    if run.lastgroup == "digits":
        return _number_terms(folded(run.group()))
    return (EXACT + word, WORDS + word)


def _surface(run: re.Match[str]) -> str:
    word = folded(run.group())
    return _number(word) if run.lastgroup == "digits" else _apostrophe().sub("'", word)


@cache
def _apostrophe() -> re.Pattern[str]:
    return re.compile(f"[{APOSTROPHES}]")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(f"[{HYPHENS}]")


def _whole(text: str, runs: list[re.Match[str]]) -> tuple[str, ...]:
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


def _number_terms(written: str) -> tuple[str, ...]:
    """A number, and its groups where these may be numbers by themselves: 17.05.2024, 100 200."""
    number, groups = _number(written), _separator().split(written)
    apart = len(groups) > 1 and (" " in written or len(_dots(written)) > 1)
    alone = (EXACT + group for group in dict.fromkeys(groups)) if apart else ()
    return (EXACT + number, WORDS + number, *alone)


def _number(written: str) -> str:
    """Without the marks between thousands, and with a point before decimals: 2,500 and 2 500 are
    2500; 2,5 is 2.5; 1.500 may be one and a half, and stays."""
    groups, between = _separator().split(written), set(_separator().findall(written))
    thousands = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if between == {",", "."}:
        return "".join(groups[:-1]) + "." + groups[-1]
    if between == {" "} or (thousands and (between == {","} or len(groups) > 2)):
        return "".join(groups)
    return ".".join(groups)


def _dots(written: str) -> list[str]:
    return [mark for mark in _separator().findall(written) if mark == "."]


@cache
def _separator() -> re.Pattern[str]:
    return re.compile("[., ]")
