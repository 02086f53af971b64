"""Which words of the index may have been meant by one that it hardly has? Those within an edit (of
long words, within two), the likeliest slip first; the same keys on the other keyboard; pinyin; a
hyphen or a space left out or put in; a Chinese character taken for another.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis import EXACT, SECOND, UNFOLDED, WORDS, Reading, readings, russian
from ..analysis.chinese import simplified
from ..engine import Reader
from .characters import near_run
from .indexed import stands, turns
from .keyboard import other_keyboard
from .known import Known
from .pinyin import chinese_names, chinese_words, nearly_chinese
from .slips import slip
from .writing import like, written

PER_WORD = 3  # candidates
LONG = 7  # letters of a word in which two edits are likelier than another word
_LONGEST = 24  # letters of a word that is compared
_MOST_SEEN = 24  # terms looked at of those spelt nearly so
_SHORT = 3  # letters, of which one edit makes any other word
_ABBREVIATION = 5  # letters at most


def instead(
    field: str, word: str, nearly: bool, engine: Reader, known: Known
) -> Iterator[tuple[str, str]]:
    """(kind, other text): what may stand for a word, likeliest first; `nearly`: also what it is
    the pinyin of with a letter wrong, which takes longest to find."""
    relaid = other_keyboard(word)
    if relaid and stands(field, relaid, engine):
        yield "keyboard", relaid
    spelt = near(field, word, engine)
    for other in spelt or parted(field, word, engine):
        yield "spelling", like(word, " ".join(map(written, other.split(" "))))
    chinese = [*dict.fromkeys((*chinese_names(word, known), *chinese_words(word, known)))]
    if not chinese and nearly:
        chinese = nearly_chinese(word, known)[: 1 if spelt else None]
    for name in chinese:
        yield "pinyin", name


def is_short(word: str) -> bool:
    """Whether a word of letters has so few that one edit makes any other word of it."""
    found = readings(word)
    return bool(found) and found[0].script != "han" and len(word) <= _SHORT


def is_meant(word: str, found: int) -> bool:
    """Whether a word that few documents have (`found`) is spelt as it was meant: an abbreviation,
    or a very short word that is there."""
    if found and len(word) <= _ABBREVIATION and word.isupper():
        return True
    return is_short(word) and (found > 0 or word.isupper())


def near(field: str, word: str, engine: Reader) -> list[str]:
    """Words of the index spelt nearly so, likeliest first."""
    found = readings(word)
    if len(found) != 1 or len(word) > _LONGEST:
        return []
    if found[0].script == "han":
        return near_run(field, simplified(word), engine)
    exact = _exact(found[0])
    if not exact.replace("-", "").isalpha() or len(exact) < 3:
        return []
    russian_word = any(term.startswith(SECOND) for term in found[0].tokens[0].terms)
    same = _spelt(field, exact, 1, engine, both=russian_word)
    if same or "-" in exact:
        return same[:PER_WORD]
    stem = russian.stem(exact)
    ending = exact[len(stem) :] if exact.startswith(stem) else ""
    stems = [other + ending for other in _similar(field, SECOND, stem, 1, engine)][:PER_WORD]
    if stems or len(exact) < LONG:
        return stems
    return _spelt(field, exact, 2, engine, both=russian_word)[:PER_WORD]


def printed_near(field: str, word: str, engine: Reader) -> list[str]:
    """Words spelt nearly so as they are printed, likeliest first."""
    exact = _exact(readings(word)[0])
    if not exact.isalpha() or not 3 <= len(exact) <= _LONGEST:
        return []
    for edits in (1, 2) if len(exact) >= LONG else (1,):
        found = _likeliest(exact, _similar(field, EXACT, exact, edits, engine))
        if found:
            return found
    return []


def joined(left: str, right: str, field: str, engine: Reader) -> list[str]:
    """Words of the index that two words are when joined: «северо восточный»."""
    return [
        made
        for made in (f"{left}-{right}", f"{left}{right}")
        if len(readings(made)) == 1 and turns(field, EXACT + _exact(readings(made)[0]), engine)
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
        left = turns(field, EXACT + exact[:at], engine)
        right = turns(field, EXACT + exact[at:], engine) if left else 0
        if right:
            rows.append((-min(left, right), f"{exact[:at]} {exact[at:]}"))
    return [pair for _, pair in sorted(rows)[:PER_WORD]]


def _exact(reading: Reading) -> str:
    """A word or compound as printed, folded."""
    return (reading.whole or reading.tokens[0].terms)[0][len(EXACT) :]


def _spelt(field: str, word: str, edits: int, engine: Reader, both: bool) -> list[str]:
    """Words within so many edits, as printed or (`both`, or where none are printed so) as the
    dictionary has them; likeliest first."""
    found = _similar(field, EXACT, word, edits, engine)
    if both or not found:
        for other, often in _similar(field, WORDS, word, edits, engine).items():
            found[other] = max(often, found.get(other, 0))
    return _likeliest(word, found)


def _likeliest(word: str, found: dict[str, int]) -> list[str]:
    """The most used first; each step of unlikelihood weighs as much as ten times the use."""
    return sorted(found, key=lambda other: -found[other] / 10 ** slip(word, other))


def _similar(field: str, stream: str, word: str, edits: int, engine: Reader) -> dict[str, int]:
    """Words of a stream within so many edits, and in how many turns they are."""
    found = engine.similar(field, stream + word, edits, _MOST_SEEN)
    words = {
        one.term[len(stream) :]: one.turns for one in found if not one.term.startswith(UNFOLDED)
    }
    return {other: often for other, often in words.items() if other.replace("-", "").isalpha()}
