"""Which Chinese words and names may be meant by a text in Latin letters? Those it is the pinyin of;
of a longer text also those it is the pinyin of with one letter wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from ..analysis import WORDS, pinyin
from .known import Known

_MOST_WORDS = 3
_MOST_NEARLY = 2  # where a letter would be wrong
_SHORTEST = 5  # letters in which one may be wrong
_LONGEST = 16
_SYLLABLE = 2  # letters at least, on the average, of what is read with a letter wrong


def chinese_names(typed: str, known: Known) -> Iterator[str]:
    """Names that a text may be the pinyin of."""
    for way in pinyin.syllables(typed):
        yield from _names_read(way, known)


def chinese_words(typed: str, known: Known) -> list[str]:
    """Words of the index that a text may be the pinyin of; most frequent first."""
    for way in pinyin.syllables(typed):
        words = _words_read(way, known)
        if words:
            return _most_used(words)[:_MOST_WORDS]
    return []


def _names_read(way: tuple[str, ...], known: Known) -> Iterator[str]:
    """Names of which each character may be read as the syllable in its place."""
    read = [pinyin.characters(syllable) for syllable in way]
    for first in read[0]:
        rows = known.names().starting(first)
        yield from (row.text for row in rows if is_read(row.text, read))


def _words_read(way: tuple[str, ...], known: Known) -> dict[str, int]:
    """Words of which each character may be read so, and in how many turns they are."""
    read = [pinyin.characters(syllable) for syllable in way]
    return {
        found.term[len(WORDS) :]: found.turns
        for first in read[0]
        for found in known.chinese(first)
        if is_read(found.term[len(WORDS) :], read)
    }


def _most_used(words: dict[str, int]) -> list[str]:
    return sorted(words, key=lambda word: (-words[word], word))


def is_read(word: str, read: Iterable[frozenset[str]], begun: bool = False) -> bool:
    """Whether the characters of a word may be read so; `begun`: at least the first ones."""
    ways = list(read)
    fits = len(word) >= len(ways) if begun else len(word) == len(ways)
    return fits and all(c in so for c, so in zip(word, ways, strict=False))


def nearly_chinese(typed: str, known: Known) -> list[str]:
    """Names, then words, that a text may be the pinyin of with one letter wrong, which is not the
    first; most used first."""
    letters = "".join(typed.lower().split())
    if not (letters.isascii() and letters.isalpha() and _SHORTEST <= len(letters) <= _LONGEST):
        return []
    names: dict[str, None] = {}
    words: dict[str, int] = {}
    for other in _one_edit(letters):
        for way in pinyin.syllables(other)[:1]:
            if len(other) >= _SYLLABLE * len(way):
                names |= dict.fromkeys(_names_read(way, known))
                words |= _words_read(way, known)
    return [*dict.fromkeys((*names, *_most_used(words)))][:_MOST_NEARLY]


def _one_edit(letters: str) -> Iterator[str]:
    """All texts one edit away that begin alike, each once."""
    made: dict[str, None] = {}
    for at in range(1, len(letters) + 1):
        before, after = letters[:at], letters[at:]
        if after:
            made[before + after[1:]] = None
            made[before + after[1:2] + after[:1] + after[2:]] = None
        for letter in ascii_lowercase:
            made[before + letter + after] = None
            made[before + letter + after[1:]] = None
    made.pop(letters, None)
    return iter(made)
