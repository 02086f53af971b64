"""Which word is being typed at the end of a query, and where does it stand?

>>> typed("мост speaker:Мор"), typed('"белые ноч').word
(Typed(before='мост ', word='Мор', field='speaker', quoted=False), 'ноч')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..query import FIELDS

_OPENING = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」"}
_FIELD = re.compile(r"([A-Za-z]{2,20})[:：]$")
_LAST = re.compile(r"""[^\s()（）"“”«»„「」|｜，、。；！？,;:：]*$""")


@dataclass(frozen=True, slots=True)
class Typed:
    """The end of a query that is being typed: what stands `before` the word, the word, the field
    it is a value of, and whether a quotation mark is open."""

    before: str
    word: str
    field: str = "text"
    quoted: bool = False


def typed(text: str) -> Typed:
    """The word at the end of a query, and where it stands."""
    opened = _opened(text)
    if opened >= 0:
        named = _FIELD.search(text[:opened])
        inside = text[opened + 1 :]
        if named and named[1].lower() in FIELDS:
            return Typed(text[: named.start()], inside, named[1].lower(), True)
        start = _LAST.search(inside).start()
        return Typed(text[: opened + 1 + start], inside[start:], "text", True)
    start = _LAST.search(text).start()
    while text[start : start + 1] == "-":
        start += 1
    named = _FIELD.search(text[:start])
    if named and named[1].lower() in FIELDS:
        return Typed(text[: named.start()], text[start:], named[1].lower())
    return Typed(text[:start], text[start:])


def _opened(text: str) -> int:
    """Where the quotation mark stands that is not closed; -1 when all are."""
    at, closers = -1, ""
    for place, character in enumerate(text):
        if at < 0 and character in _OPENING:
            at, closers = place, _OPENING[character]
        elif at >= 0 and character in closers:
            at = -1
    return at


def closed(text: str) -> str:
    """The text with its quotation mark closed, if one is open."""
    opened = _opened(text)
    return text if opened < 0 else text + _OPENING[text[opened]][-1]
