"""Which character of a Chinese run was taken for another? One that makes a dictionary word of the
index, or that stands beside its neighbours where now one stands beside them nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis import SECOND, WORDS
from ..analysis.pinyin import readings as sounds
from ..engine import Reader
from .indexed import turns

_PER_WORD = 3  # candidates
_OF_LONG = 8  # of a long run, of which most stand nowhere
_MOST_SEEN = 24  # words looked at that have one other character
_LONGEST_RUN = 8  # characters of a run of which every word is compared
_LONGEST = 60
_WINDOWS = (4, 3)  # characters of a word that may have one wrong
_NEIGHBOURS = 300  # characters that stand after another, the most used


def near_run(field: str, run: str, engine: Reader) -> list[str]:
    """The run with a dictionary word of the index in it that has one other character; of words of
    two characters only one that sounds alike; a long run with one character that fits better."""
    if len(run) <= 2:
        words = _one_other(field, run, engine) if len(run) == 2 else []
        return [word for word in words if alike(run, word)][:_PER_WORD]
    if len(run) > _LONGEST_RUN:
        return one_character_other(field, run, engine)[:_OF_LONG] if len(run) <= _LONGEST else []
    tried = (run, *(run[at : at + n] for n in _WINDOWS for at in range(len(run) - n + 1)))
    for part in dict.fromkeys(tried):
        if len(part) in (*_WINDOWS, len(run)) and not turns(field, WORDS + part, engine):
            words = _one_other(field, part, engine)
            if words:
                return [run.replace(part, word, 1) for word in words[:_PER_WORD]]
    return []


def _one_other(field: str, word: str, engine: Reader) -> list[str]:
    """Words of the index as long with one other character: those that sound alike first."""
    found = engine.similar(field, WORDS + word, 1, _MOST_SEEN)
    others = (one.term[len(WORDS) :] for one in found)
    same = [other for other in others if len(other) == len(word)]
    return sorted(same, key=lambda other: not alike(word, other))


def alike(one: str, other: str) -> bool:
    """Whether words as long sound alike, character by character."""
    pairs = zip(one, other, strict=True)
    return all(a == b or sounds(a) & sounds(b) for a, b in pairs)


def one_character_other(field: str, run: str, engine: Reader) -> list[str]:
    """A run with one other character, such that it stands beside its neighbours somewhere, where
    now it does not: those that sound alike first, then those that are a word with a neighbour;
    others only where there are none of these."""
    rows = []
    for at in one_may_be_wrong(field, run, engine):
        for character, often in _fitting(field, run, at, engine):
            other = run[:at] + character + run[at + 1 :]
            likely = 2 * alike(run[at], character) or _is_of_a_word(field, other, at, engine)
            rows.append((-int(likely), -often, other))
    best = sorted(row for row in rows if row[0]) or sorted(rows)
    return [other for *_, other in best]


def one_may_be_wrong(field: str, run: str, engine: Reader) -> tuple[int, ...]:
    """Where in a run a single character may be wrong: where neighbours stand together nowhere;
    nowhere, if one character alone cannot be to blame."""
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    absent = [at for at, pair in enumerate(pairs) if not turns(field, SECOND + pair, engine)]
    if not absent or absent[-1] - absent[0] > 1:
        return ()
    return (absent[0] + 1,) if len(absent) > 1 else (absent[0], absent[0] + 1)


def _is_of_a_word(field: str, run: str, at: int, engine: Reader) -> bool:
    """Whether a character is of a dictionary word of the index with the one beside it."""
    pairs = (run[start : start + 2] for start in (at - 1, at) if start >= 0)
    return any(len(pair) == 2 and turns(field, WORDS + pair, engine) for pair in pairs)


def _fitting(field: str, run: str, at: int, engine: Reader) -> Iterator[tuple[str, int]]:
    """Characters that stand after the one before and before the one after; how often, at least."""
    after = run[at + 1 : at + 2]
    if at == 0:
        near = engine.similar(field, SECOND + run[:2], 1, _NEIGHBOURS)
        pairs = ((one.term[len(SECOND) :], one.turns) for one in near)
        yield from ((pair[0], n) for pair, n in pairs if len(pair) == 2 and pair[1] == after)
        return
    for one in engine.frequent(field, SECOND + run[at - 1], _NEIGHBOURS):
        pair = one.term[len(SECOND) :]
        if len(pair) == 2 and pair[1] != run[at]:
            often = turns(field, SECOND + pair[1] + after, engine) if after else one.turns
            if often:
                yield pair[1], min(often, one.turns)
