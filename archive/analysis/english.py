"""Which terms is an English (or any Latin) word indexed under?

Its surface and its Snowball stem.

    >>> terms("investments"), terms("people's")
    (('x:investments', 'w:invest'), ("x:people's", 'w:peopl'))
"""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from .token import EXACT, WORDS

_LONGEST = 40  # letters; a longer "word" is not stemmed


@lru_cache(maxsize=1 << 15)
def terms(word: str) -> tuple[str, ...]:
    """The terms of a folded word; its apostrophe, if any, is the ASCII one."""
    return (EXACT + word, WORDS + stem(word))


def stem(word: str) -> str:
    """The Snowball English stem (Porter2) of a folded word."""
    if len(word) > _LONGEST:
        return word
    # A stemmer works in its own attributes: one shared by threads mixes up their words.
    return snowballstemmer.stemmer("english").stemWord(word)
