"""Was an operator meant by a word? In small letters, without its distance, or in Russian, it is a
word like any other.

    >>> with_operators("мост near амур"), with_operators("мост НЕ паром")
    ('мост NEAR/10 амур', 'мост NOT паром')
    >>> with_operators("мост и паром"), with_operators("rock 'not' roll"), with_operators("not")
    (None, None, None)
"""

from __future__ import annotations

import re

from ..query import parse
from ..query.lexemes import lexemes_of

_NEAR = re.compile(r"near(?:[/／](\d{0,9}))?", re.IGNORECASE)
_FAR = 10  # words, where no distance is told
_MEANT = {
    "or": "OR", "или": "OR", "and": "AND", "И": "AND", "not": "NOT", "НЕ": "NOT",
}  # fmt: skip
"""«и» and «не» are in every text: only in capitals are they likely to be operators."""


def with_operators(text: str) -> str | None:
    """The query with such words as operators; None where there are none, or where they would have
    nothing to join."""
    if parse(text).refusal:
        return None
    lexemes, _ = lexemes_of(text)
    made, end = "", 0
    for lexeme in lexemes:
        operator = _operator(lexeme.text) if lexeme.kind == "word" else None
        if operator:
            made += text[end : lexeme.at] + operator
            end = lexeme.at + len(lexeme.text)
    made += text[end:]
    read = parse(made)
    return made if end and not read.unused and not read.refusal else None


def _operator(word: str) -> str | None:
    near = _NEAR.fullmatch(word)
    if near:
        return f"NEAR/{near[1] or _FAR}"
    return _MEANT.get(word) or _MEANT.get(word.lower() if word.isascii() or len(word) > 2 else "")
