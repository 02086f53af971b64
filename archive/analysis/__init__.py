"""Which words has a text?

A text is cut into runs of one script, and each run goes to its analyser, so neither documents nor
queries are told their language; the same function serves both.

    >>> for token in tokenize("Один пояс 一带"): print(*token)
    0 0 4 ('x:один', 'w:один', 'g:один')
    1 5 9 ('x:пояс', 'w:пояс', 'g:пояс')
    2 10 11 ('x:一', 'w:一带', 'g:一带')
    3 11 12 ('x:带',)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from . import chinese, russian
from .folding import HAN, IGNORED, marks, unicode_version
from .token import EXACT, MEANT, SECOND, UNFOLDED, WORDS, Token
from .words import compound, compound_pattern

__all__ = (
    "EXACT", "MEANT", "SECOND", "UNFOLDED", "WORDS", "Reading", "Token", "fingerprint",
    "ideographs", "is_ideograph", "readings", "runs", "tokenize",
)  # fmt: skip

RULES = 1
"""Raised with every change of ours that gives other tokens: the index is then rebuilt."""


class Reading(NamedTuple):
    """A run of a text: its tokens, and the terms of it as a whole, which `tokenize` gives its
    first token too. `script` is "han" for ideographs, else "letters"."""

    script: str
    tokens: tuple[Token, ...]
    whole: tuple[str, ...]


@cache
def _runs() -> re.Pattern[str]:
    ideograph = f"[{HAN}][{marks()}]*"
    return re.compile(
        f"(?P<han>{ideograph}(?:[{IGNORED}]*{ideograph})*)|(?P<letters>{compound_pattern()})"
    )


@cache
def _ideographs() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


def runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of a text, each a match whose `lastgroup` is "han" or "letters"."""
    return _runs().finditer(text)


def ideographs(run: str) -> Sequence[int]:
    """Where in a run of ideographs each of them is; between them may stand what is not seen."""
    if run.isalpha():
        return range(len(run))
    return [match.start() for match in _ideographs().finditer(run)]


def is_ideograph(character: str) -> bool:
    """Whether it belongs to a script that is written without spaces."""
    return _ideographs().match(character) is not None


def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a text in order, positions from 0, offsets into the text as given."""
    tokens: list[Token] = []
    for run in runs(text):
        start, position = run.start(), len(tokens)
        if run.lastgroup == "han":
            tokens.extend(_han_tokens(run.group(), start, position))
            continue
        parts, whole = compound(run.group())
        for part in parts:
            tokens.append(Token(len(tokens), start + part[0], start + part[1], part[2]))
        if whole:
            tokens[position] = _with(tokens[position], whole)
    return tuple(tokens)


def readings(text: str) -> tuple[Reading, ...]:
    """The same tokens, run by run, with the terms of a compound kept apart from its first word's:
    what a query and a mark need to know."""
    found: list[Reading] = []
    position = 0
    for run in runs(text):
        start = run.start()
        if run.lastgroup == "han":
            tokens, whole = tuple(_han_tokens(run.group(), start, position)), ()
        else:
            parts, whole = compound(run.group())
            tokens = tuple(
                Token(position + at, start + part.start, start + part.stop, part.terms)
                for at, part in enumerate(parts)
            )
        found.append(Reading(run.lastgroup, tokens, whole))
        position += len(tokens)
    return tuple(found)


def _with(token: Token, whole: tuple[str, ...]) -> Token:
    return token._replace(terms=tuple(dict.fromkeys(token.terms + whole)))


def _han_tokens(run: str, start: int, position: int) -> list[Token]:
    places = ideographs(run)
    characters = run if len(places) == len(run) else "".join(run[at] for at in places)
    return [
        Token(position + number, start + at, start + at + 1, terms)
        for number, (at, terms) in enumerate(
            zip(places, chinese.run_terms(characters), strict=True)
        )
    ]


def fingerprint() -> str:
    """What the tokens depend on: our rules, the dictionaries, Unicode. A change of it means that
    an index must be built anew."""
    versions = (russian.fingerprint(), chinese.fingerprint(), f"unicode {unicode_version()}")
    return f"rules {RULES}; " + "; ".join(versions)
