"""Which Chinese characters are read so? Pinyin typed in Latin letters, with tones or without.

>>> [list(way) for way in syllables("Xī’ān")], [list(way) for way in syllables("hanzheng")]
([['xi', 'an']], [['han', 'zheng']])
>>> "韩" in characters("han"), "韓" in characters("han")
(True, False)
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import distribution
from itertools import islice

from .chinese import simplified

MOST_SYLLABLES = 8
_MOST_WAYS = 6
_BASIC = range(0x4E00, 0xA000)  # rarer characters are in no dictionary word
_TONE = re.compile(r"(?<=[a-z])[1-5]")


def characters(syllable: str) -> frozenset[str]:
    """The simplified characters that may be read so; none for what is no syllable."""
    return _read_so().get(syllable, frozenset())


def syllables(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a text as two or more syllables, those of fewest syllables first."""
    parts = _TONE.sub("'", _plain(text)).replace("’", "'").replace("-", "'").split("'")
    parts = [part for part in parts if part]
    if not parts or not all(part.isascii() and part.isalpha() for part in parts):
        return ()
    ways: list[tuple[str, ...]] = [()]
    for part in parts:
        ways = [(*way, *further) for way in ways for further in islice(_cut(part), _MOST_WAYS)]
        ways = [way for way in ways if len(way) <= MOST_SYLLABLES][:_MOST_WAYS]
    return tuple(sorted((way for way in ways if len(way) > 1), key=len))


def readings(character: str) -> frozenset[str]:
    """The syllables a simplified character may be read as."""
    return _sounds().get(character, frozenset())


def beginnings(text: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """The ways to read a text of which the last syllable may not be finished, each as the
    characters that may stand in every place; those of fewest syllables first.

    >>> [len(way) for way in beginnings("beij")], "京" in beginnings("beij")[0][1]
    ([2], True)
    """
    parts = _TONE.sub("'", _plain(text)).replace("’", "'").replace("-", "'").split("'")
    parts = [part for part in parts if part]
    if not parts or not all(part.isascii() and part.isalpha() for part in parts):
        return ()
    before = syllables("'".join([*parts[:-1], ""])) or (tuple(parts[:-1]),)
    if not all(characters(syllable) for way in before for syllable in way):
        return ()
    ways = [(*way, *rest) for way in before for rest in islice(_begun(parts[-1]), _MOST_WAYS)]
    ways = [way for way in ways if len(way) <= MOST_SYLLABLES]
    return tuple(
        (*(characters(syllable) for syllable in way[:-1]), _starting(way[-1]))
        for way in sorted(ways, key=len)[:_MOST_WAYS]
    )


def _begun(letters: str) -> Iterator[tuple[str, ...]]:
    """Whole syllables, then one that is begun."""
    if _starting(letters):
        yield (letters,)
    for length in range(min(6, len(letters) - 1), 0, -1):
        if letters[:length] in _read_so():
            for further in _begun(letters[length:]):
                yield (letters[:length], *further)


@lru_cache(maxsize=2048)
def _starting(letters: str) -> frozenset[str]:
    """The characters whose syllable begins with these letters."""
    return frozenset().union(
        *(read for syllable, read in _read_so().items() if syllable.startswith(letters))
    )


@cache
def _sounds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for syllable, read in _read_so().items():
        for character in read:
            found.setdefault(character, set()).add(syllable)
    return {character: frozenset(sounds) for character, sounds in found.items()}


def _cut(letters: str) -> Iterator[tuple[str, ...]]:
    """Longest first syllable first; a tail that is no syllable ends a way."""
    if not letters:
        yield ()
    for length in range(min(6, len(letters)), 0, -1):
        if letters[:length] in _read_so() and _may_end(letters[length:]):
            for further in _cut(letters[length:]):
                yield (letters[:length], *further)


def _may_end(rest: str) -> bool:
    return not rest or any(rest[:length] in _read_so() for length in range(1, 7))


def _plain(text: str) -> str:
    """Lower case without tones; ü is v, as it is typed."""
    whole = unicodedata.normalize("NFD", text.lower()).replace("u\u0308", "v")
    return "".join(letter for letter in whole if not unicodedata.combining(letter))


@cache
def _read_so() -> dict[str, frozenset[str]]:
    """Syllable → characters, by the table of pypinyin, of which only the data is used: the
    package would load all its phrases."""
    path = distribution("pypinyin").locate_file("pypinyin/pinyin_dict.json")
    found: dict[str, set[str]] = {}
    for code, sounds in json.loads(path.read_text("utf8")).items():
        character = chr(int(code))
        if int(code) in _BASIC and simplified(character) == character:
            for sound in sounds.split(","):
                found.setdefault(_plain(sound), set()).add(character)
    return {
        syllable: frozenset(read)
        for syllable, read in found.items()
        if syllable.isascii() and set("aeiouv") & set(syllable)
    }
