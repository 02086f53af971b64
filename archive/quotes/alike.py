"""May two names in one script be one person's, of whom one prints less?

    >>> may_be("В.Морозовой", "Вера Морозова"), may_be("Дж.Смит", "Джон Смит")
    (True, True)
    >>> may_be("П.Морозова", "Вера Морозова"), may_be("E. Shchukina", "Yelena Shchukina")
    (False, True)

It is never enough to say that they are the same: many share a surname and an initial.
"""

from __future__ import annotations

import re

from ..analysis import Token, tokenize
from ..analysis.folding import HAN
from ..analysis.token import SECOND
from ..articles.naming import language_of, named

_SAME_LETTER = {"e": "y", "i": "y", "j": "y", "э": "е"}
"""How one name may begin as it is transliterated: Elena, Yelena."""

_Word = tuple[str, frozenset[str]]


def may_be(one: str, other: str) -> bool:
    """Whether the surnames agree, and of the rest what both print: an initial with a name, a name
    with its patronymic, anything with nothing. Of Chinese names all is printed."""
    if re.search(f"[{HAN}]", one + other):
        return False
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    if len(first) == 1 or len(second) == 1:  # a surname, and in Han Qiming it is the first word
        return any(_agree(one, other) for one in first for other in second)
    if not first[-1][1] & second[-1][1]:
        return False
    fewer, more = sorted((first[:-1], second[:-1]), key=len)
    rest = iter(more)  # in the same order: each is looked for behind the one before
    return all(any(_agree(given, word) for word in rest) for given in fewer)


def _words(name: str) -> list[_Word]:
    """The words of a name without offices, each with its forms; initials printed last («Морозова
    В. И.») first."""
    name = named(name, language_of(name)) or name
    words = [(name[t.start : t.stop].casefold(), _forms(t)) for t in tokenize(name)]
    behind = words and len(words[-1][0]) == 1
    return sorted(words, key=lambda word: len(word[0]) > 1) if behind else words


def _agree(one: _Word, other: _Word) -> bool:
    """Whether given names, or an initial («Дж.» too) and a name, are the same."""
    short, long = sorted((_spelt(one[0]), _spelt(other[0])), key=len)
    return bool(one[1] & other[1]) or (len(short) <= 2 and long.startswith(short))


def _spelt(word: str) -> str:
    word = re.sub("^(?:ye|je)", "e", word)
    return _SAME_LETTER.get(word[0], word[0]) + word[1:]


def _forms(token: Token) -> frozenset[str]:
    return frozenset(term for term in token.terms if not term.startswith(SECOND))
