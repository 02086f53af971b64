"""What of a piece of a query must stand together?

    >>> def shown(text):
    ...     return " | ".join(printed(unit, text) for unit in units(text))
    >>> shown("пресс-секретарь"), shown("G20峰会"), shown("2024年")
    ('пресс-секретарь', 'G20 | 峰会', '2024年')
    >>> shown("俄罗斯总统"), shown("中俄"), shown("中美经贸关系"), shown("社会发"), shown("的合作")
    ('俄罗斯 | 总统', '中俄', '中美 | 经贸关系', '社会发', '的 | 合作')

Letters and digits stand with what touches them. Of Chinese each dictionary word is by itself, so
that 俄罗斯总统 finds 俄罗斯 and 总统 in any order; but a character that is no word says nothing
where it stands alone (中 is in every 中国): it stays with such a one beside it, and what is shorter
than two words stands as it was typed.
"""

from __future__ import annotations

from .analysis import Reading, chinese, readings

Unit = tuple[Reading, ...]

SHORT = 3
"""Characters of a piece that is less than two words."""

PARTICLES = frozenset("的地得之了着和与及或跟同在于对从向自为以由被把将让是有也都就等")
"""Characters that are words, and stand in every text: 总统的, 在北京, 中国和俄罗斯."""


def units(text: str) -> list[Unit]:
    """What must stand together, in order: each somewhere in a turn."""
    whole = readings(text)
    if len(whole) == 1 and _is_short(whole[0], text):
        return [whole]
    found: list[list[Reading]] = []
    for reading in whole:
        pieces = _dictionary_words(reading, text) if reading.script == "han" else [reading]
        for piece in pieces:
            if found and _together(found[-1], piece, text):
                found[-1].append(piece)
            else:
                found.append([piece])
    return [tuple(unit) for unit in found]


def stretches(text: str) -> list[Unit]:
    """What is looked for first as it was typed, where units may stand apart: all of it, and of a
    longer piece each row of Chinese words, if it is more than chance (是什么 is not)."""
    rows: list[list[Reading]] = []
    for unit in units(text):
        if any(reading.script != "han" for reading in unit):
            rows.append([])
        elif rows and rows[-1] and _touch(rows[-1][-1], unit[0]):
            rows[-1] += unit
        else:
            rows.append([*unit])
    long = (tuple(row) for row in rows if len(row) > 1 and _characters(row) > SHORT)
    every = {printed(row, text): row for row in (readings(text), *long)}
    return list(every.values())


def _characters(row: list[Reading]) -> int:
    return sum(len(reading.tokens) for reading in row)


def _touch(before: Reading, after: Reading) -> bool:
    return before.tokens[-1].stop == after.tokens[0].start


def printed(unit: Unit, text: str) -> str:
    """A unit as it was typed."""
    return text[unit[0].tokens[0].start : unit[-1].tokens[-1].stop]


def spaced(text: str) -> str:
    """A question whose short pieces of Chinese are typed as words with spaces between.

    >>> spaced("新规定 -中俄 俄罗斯")
    '新 规定 -中俄 俄罗斯'
    """
    return " ".join(map(_spaced, text.split()))


def _spaced(piece: str) -> str:
    whole = readings(piece)
    if len(whole) != 1 or printed(whole, piece) != piece or not _is_short(whole[0], piece):
        return piece
    return " ".join(printed((word,), piece) for word in _dictionary_words(whole[0], piece))


def is_one_character(unit: Unit) -> bool:
    """Whether it is a single ideograph."""
    return len(unit) == 1 and _is_ideograph(unit[0])


def _is_short(reading: Reading, text: str) -> bool:
    """Whether it is Chinese that stands as it was typed: any two characters; three, but for a word
    with a particle, which says no more than the word."""
    if reading.script != "han" or len(reading.tokens) > SHORT:
        return False
    words = _dictionary_words(reading, text)
    return len(words) != 2 or len(reading.tokens) < SHORT or not _particles(words, text)


def _together(unit: list[Reading], piece: Reading, text: str) -> bool:
    before = unit[-1]
    scripts = {before.script, piece.script}
    if scripts == {"letters"}:
        return True
    if not _touch(before, piece):
        return False
    if scripts == {"han"}:
        alone = all(map(_is_ideograph, (*unit, piece)))
        return alone and not _particles([before, piece], text)
    return all(reading.script == "letters" or _is_ideograph(reading) for reading in (before, piece))


def _is_ideograph(reading: Reading) -> bool:
    return reading.script == "han" and len(reading.tokens) == 1


def _particles(words: list[Reading], text: str) -> bool:
    """Whether any of the words is one, in whichever script."""
    return any(chinese.simplified(printed((word,), text)) in PARTICLES for word in words)


def _dictionary_words(reading: Reading, text: str) -> list[Reading]:
    characters = "".join(text[token.start] for token in reading.tokens)
    words, start = [], 0
    for length in chinese.lengths(characters):
        words.append(Reading("han", reading.tokens[start : start + length], ()))
        start += length
    return words
