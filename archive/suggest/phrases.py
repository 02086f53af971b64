"""Which words of a phrase may be wrong? Those the index does not have as printed; of a run of
Chinese the character that stands beside its neighbours nowhere.

A phrase is found as printed, so what is put into it is printed somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from ..analysis import EXACT, Reading, readings
from ..analysis.chinese import simplified
from ..engine import Reader
from .characters import one_character_other
from .indexed import stands, turns
from .keyboard import other_keyboard
from .words import printed_near
from .writing import like, written

_MOST = 8  # phrases
_MOST_WRONG = 3  # places of one phrase
_PER_PLACE = 8  # candidates
_RARE = 2  # turns: a word with no more may be wrong
_LONGEST = 60  # words and characters of a phrase that is looked at


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A place in a phrase: in how many turns what stands there is, and what may stand instead."""

    turns: int
    start: int
    stop: int
    others: tuple[str, ...]


def mended(field: str, phrase: str, engine: Reader) -> Iterator[tuple[str, str]]:
    """(kind, other phrase), likeliest first: on the other keyboard; with all words mended that the
    index does not have; where it has them all, with one that is rare."""
    relaid = other_keyboard(phrase)
    if relaid and stands(field, relaid, engine):
        yield "keyboard", relaid
    found = readings(phrase)
    if sum(len(reading.tokens) for reading in found) > _LONGEST:
        return
    doubts = [doubt for reading in found for doubt in _doubts(field, phrase, reading, engine)]
    unknown = [doubt for doubt in doubts if not doubt.turns]
    if unknown:
        yield from (("spelling", other) for other in _all_mended(phrase, unknown))
        return
    for doubt in sorted(doubts, key=lambda doubt: doubt.turns)[:_MOST_WRONG]:
        yield from (("spelling", other) for other in _all_mended(phrase, [doubt]))


def _all_mended(phrase: str, doubts: list[_Doubt]) -> Iterator[str]:
    """The phrase with every place mended at once, first candidates first."""
    if len(doubts) > _MOST_WRONG:
        return
    ways = product(*(tuple(enumerate(doubt.others)) for doubt in doubts))
    for way in islice(sorted(ways, key=lambda way: sum(at for at, _ in way)), _MOST):
        made, end = "", 0
        for doubt, (_, other) in zip(doubts, way, strict=True):
            made += phrase[end : doubt.start] + other
            end = doubt.stop
        yield made + phrase[end:]


def _doubts(field: str, phrase: str, reading: Reading, engine: Reader) -> Iterator[_Doubt]:
    if reading.script == "han":
        yield from _wrong_characters(field, phrase, reading, engine)
        return
    for token in reading.tokens:
        often = turns(field, token.terms[0], engine)
        if often <= _RARE:
            typed = phrase[token.start : token.stop]
            near = printed_near(field, token.terms[0][len(EXACT) :], engine)[:_PER_PLACE]
            others = tuple(like(typed, written(other)) for other in near)
            yield _Doubt(often, token.start, token.stop, others)


def _wrong_characters(
    field: str, phrase: str, reading: Reading, engine: Reader
) -> Iterator[_Doubt]:
    """The run as one place, with one other character."""
    start, stop = reading.tokens[0].start, reading.tokens[-1].stop
    run = simplified("".join(phrase[token.start] for token in reading.tokens))
    others = one_character_other(field, run, engine)
    if others:
        yield _Doubt(0, start, stop, tuple(others[:_PER_PLACE]))
