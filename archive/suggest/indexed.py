"""Does the index have a word, and how often?"""

from __future__ import annotations

from ..analysis import readings
from ..engine import Reader


def stands(field: str, text: str, engine: Reader) -> bool:
    """Whether the index has every word of a text, in some form."""
    tokens = [token for reading in readings(text) for token in reading.tokens]
    return bool(tokens) and all(
        any(turns(field, term, engine) for term in token.terms) for token in tokens
    )


def turns(field: str, term: str, engine: Reader) -> int:
    """In how many turns a term is."""
    return next((one.turns for one in engine.terms(field, term, 1) if one.term == term), 0)
