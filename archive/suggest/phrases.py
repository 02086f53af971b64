"""Which words of a phrase may be wrong? Those the index does not have as printed; of a run of
Chinese the character that stands beside its neighbours nowhere.

A phrase is found as printed, so what is put into it is printed somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from ..analysis import Reading, readings
from ..analysis.chinese import simplified
from ..engine import Reader
from .characters import one_character_other, one_may_be_wrong
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
class _Place:
    """A word as printed, or a run of Chinese, that may be wrong: in how many turns it is."""

    turns: int
    start: int
    stop: int
    text: str
    han: bool


def mended(field: str, phrase: str, engine: Reader) -> Iterator[tuple[str, str]]:
    """(kind, other phrase), likeliest first: on the other keyboard; with all words mended that the
    index does not have; where it has them all, with one that is rare."""
    relaid = other_keyboard(phrase)
    if relaid and stands(field, relaid, engine):
        yield "keyboard", relaid
    found = readings(phrase)
    if sum(len(reading.tokens) for reading in found) > _LONGEST:
        return
    rare = [place for reading in found for place in _rare(field, phrase, reading, engine)]
    unknown = [place for place in rare if not place.turns]
    one_at_a_time = [[place] for place in sorted(rare, key=lambda place: place.turns)]
    for places in [unknown] if unknown else one_at_a_time[:_MOST_WRONG]:
        yield from (("spelling", other) for other in _all_mended(field, phrase, places, engine))


def _all_mended(field: str, phrase: str, places: list[_Place], engine: Reader) -> Iterator[str]:
    """The phrase with other words in all these places, likeliest first."""
    if len(places) > _MOST_WRONG:
        return
    ways = product(*(tuple(enumerate(_others(field, place, engine))) for place in places))
    for way in islice(sorted(ways, key=lambda way: sum(at for at, _ in way)), _MOST):
        made, end = "", 0
        for place, (_, other) in zip(places, way, strict=True):
            made += phrase[end : place.start] + other
            end = place.stop
        yield made + phrase[end:]


def _rare(field: str, phrase: str, reading: Reading, engine: Reader) -> Iterator[_Place]:
    """Words that hardly any text has as printed; a run of Chinese with neighbours that stand
    together in none."""
    if reading.script == "han":
        run = simplified("".join(phrase[token.start] for token in reading.tokens))
        if one_may_be_wrong(field, run, engine):
            yield _Place(0, reading.tokens[0].start, reading.tokens[-1].stop, run, han=True)
        return
    for token in reading.tokens:
        often = turns(field, token.terms[0], engine)
        if often <= _RARE:
            yield _Place(
                often, token.start, token.stop, phrase[token.start : token.stop], han=False
            )


def _others(field: str, place: _Place, engine: Reader) -> list[str]:
    if place.han:
        return one_character_other(field, place.text, engine)[:_PER_PLACE]
    near = printed_near(field, place.text, engine)[:_PER_PLACE]
    return [like(place.text, written(other)) for other in near]
