"""Which words of the index may have been meant by one that it hardly has? Those within an edit (of
long words, within two), the same keys on the other keyboard, pinyin, a hyphen or a space left out
or put in, a Chinese character taken for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..analysis import EXACT, SECOND, UNFOLDED, WORDS, Reading, pinyin, readings, russian
from ..analysis.chinese import simplified
from ..engine import Reader
from .keyboard import other_keyboard
from .known import Known

PER_WORD = 3  # candidates
LONG = 7  # letters of a word in which two edits are likelier than another word
_LONGEST = 24  # letters of a word that is compared
_MOST_SEEN = 8  # terms looked at of those spelt nearly so
_LONGEST_RUN = 8  # characters of a Chinese run in which one is looked for that is wrong
_WINDOWS = (4, 3)  # characters of a Chinese word that may have one wrong


def instead(field: str, word: str, engine: Reader, known: Known) -> Iterator[tuple[str, str, str]]:
    """(word, kind, other text): what may stand for a word, likeliest first."""
    relaid = other_keyboard(word)
    if relaid and _stands(field, relaid, engine):
        yield word, "keyboard", relaid
    spelt = near(field, word, engine)
    for other in spelt or parted(field, word, engine):
        yield word, "spelling", other
    for name in dict.fromkeys((*chinese_names(word, known), *chinese_words(word, known))):
        yield word, "pinyin", name


def near(field: str, word: str, engine: Reader) -> list[str]:
    """Words of the index spelt nearly so, most frequent first."""
    found = readings(word)
    if len(found) != 1 or len(word) > _LONGEST:
        return []
    if found[0].script == "han":
        return _near_chinese(field, simplified(word), engine)
    exact = _exact(found[0])
    if not exact.replace("-", "").isalpha() or len(exact) < 3:
        return []
    same = _spelt(field, EXACT, exact, 1, engine) or _spelt(field, WORDS, exact, 1, engine)
    if same or "-" in exact:
        return same
    stem = russian.stem(exact)
    ending = exact[len(stem) :] if exact.startswith(stem) else ""
    stems = _spelt(field, SECOND, stem, 1, engine)
    if stems or len(exact) < LONG:
        return [other + ending for other in stems]
    return _spelt(field, EXACT, exact, 2, engine) or _spelt(field, WORDS, exact, 2, engine)


def joined(left: str, right: str, field: str, engine: Reader) -> list[str]:
    """Words of the index that two words are when joined: «северо восточный»."""
    return [
        made
        for made in (f"{left}-{right}", f"{left}{right}")
        if len(readings(made)) == 1 and _turns(field, EXACT + _exact(readings(made)[0]), engine)
    ]


def parted(field: str, word: str, engine: Reader) -> list[str]:
    """Two words of the index that were typed without the space between them; the pair whose rarer
    word is the most frequent first."""
    found = readings(word)
    if len(found) != 1 or found[0].script == "han" or not LONG <= len(word) <= _LONGEST:
        return []
    exact = _exact(found[0])
    if not exact.isalpha():
        return []
    rows = []
    for at in range(3, len(exact) - 2):
        left = _turns(field, EXACT + exact[:at], engine)
        right = _turns(field, EXACT + exact[at:], engine) if left else 0
        if right:
            rows.append((-min(left, right), f"{exact[:at]} {exact[at:]}"))
    return [pair for _, pair in sorted(rows)[:PER_WORD]]


def chinese_names(typed: str, known: Known) -> Iterator[str]:
    """Names that a text may be the pinyin of."""
    for way in pinyin.syllables(typed):
        names = known.names()
        read = [pinyin.characters(syllable) for syllable in way]
        for first in read[0]:
            rows = names.starting(first)
            yield from (row.text for row in rows if is_read(row.text, read))


def chinese_words(typed: str, known: Known) -> list[str]:
    """Words of the index that a text may be the pinyin of; most frequent first."""
    for way in pinyin.syllables(typed):
        read = [pinyin.characters(syllable) for syllable in way]
        counted = [
            (-found.turns, found.term[len(WORDS) :])
            for first in read[0]
            for found in known.chinese(first)
            if is_read(found.term[len(WORDS) :], read)
        ]
        if counted:
            return [word for _, word in sorted(counted)[:PER_WORD]]
    return []


def is_read(word: str, read: Iterable[frozenset[str]], begun: bool = False) -> bool:
    """Whether the characters of a word may be read so; `begun`: at least the first ones."""
    ways = list(read)
    fits = len(word) >= len(ways) if begun else len(word) == len(ways)
    return fits and all(c in so for c, so in zip(word, ways, strict=False))


def _exact(reading: Reading) -> str:
    """A word or compound as printed, folded."""
    return (reading.whole or reading.tokens[0].terms)[0][len(EXACT) :]


def _stands(field: str, text: str, engine: Reader) -> bool:
    """Whether the index has every word of a text, in some form."""
    tokens = [token for reading in readings(text) for token in reading.tokens]
    return bool(tokens) and all(
        any(_turns(field, term, engine) for term in token.terms) for token in tokens
    )


def _turns(field: str, term: str, engine: Reader) -> int:
    return next((one.turns for one in engine.terms(field, term, 1) if one.term == term), 0)


def _spelt(field: str, stream: str, word: str, edits: int, engine: Reader) -> list[str]:
    """Words of a stream within so many edits, nearest and most frequent first."""
    found = engine.similar(field, stream + word, edits, _MOST_SEEN)
    spelt = (one.term for one in found if not one.term.startswith(UNFOLDED))
    words = (term[len(stream) :] for term in spelt)
    return [other for other in words if other.replace("-", "").isalpha()][:PER_WORD]


def _near_chinese(field: str, run: str, engine: Reader) -> list[str]:
    """The run with a dictionary word of the index in it that has one other character; of words of
    two characters only one that sounds alike."""
    if len(run) <= 2:
        words = _one_other(field, run, engine) if len(run) == 2 else []
        return [word for word in words if _alike(run, word)][:PER_WORD]
    if len(run) > _LONGEST_RUN:
        return []
    tried = (run, *(run[at : at + n] for n in _WINDOWS for at in range(len(run) - n + 1)))
    for part in dict.fromkeys(tried):
        if len(part) in (*_WINDOWS, len(run)) and not _turns(field, WORDS + part, engine):
            words = _one_other(field, part, engine)
            if words:
                return [run.replace(part, word, 1) for word in words[:PER_WORD]]
    return []


def _one_other(field: str, word: str, engine: Reader) -> list[str]:
    """Words of the index as long with one other character: those that sound alike first."""
    found = engine.similar(field, WORDS + word, 1, 3 * _MOST_SEEN)
    others = (one.term[len(WORDS) :] for one in found)
    same = [other for other in others if len(other) == len(word)]
    return sorted(same, key=lambda other: not _alike(word, other))


def _alike(one: str, other: str) -> bool:
    pairs = zip(one, other, strict=True)
    return all(a == b or pinyin.readings(a) & pinyin.readings(b) for a, b in pairs)
