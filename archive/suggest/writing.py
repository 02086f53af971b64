"""How is a word written that the index has folded? With its ё, and with the capitals of what was
typed.

    >>> written("зеленый"), written("все"), written("пекин")
    ('зелёный', 'все', 'пекин')
    >>> like("Масква", "москва"), like("НАТА", "нато"), like("Ростов-На", "ростов-на-дону")
    ('Москва', 'НАТО', 'Ростов-На-дону')
"""

from __future__ import annotations

from functools import lru_cache

from ..analysis import russian


@lru_cache(maxsize=1 << 14)  # the same words with every letter typed
def written(word: str) -> str:
    """A folded word as the dictionary writes it, if that is in one way only: все may be всё."""
    if "е" not in word:
        return word
    spellings = russian.known_spellings(word)
    return spellings[0] if len(spellings) == 1 else word


def like(typed: str, other: str) -> str:
    """Another word with the capitals of the one typed: all of them, or those at the beginnings of
    its parts."""
    if len(typed) > 1 and typed.isupper():
        return other.upper()
    before, parts = typed.split("-"), other.split("-")
    begun = [part[:1].isupper() for part in before[: len(parts)]]
    begun += [False] * (len(parts) - len(begun))
    return "-".join(
        part[:1].upper() + part[1:] if capital else part
        for part, capital in zip(parts, begun, strict=True)
    )
