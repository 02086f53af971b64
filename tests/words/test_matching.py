"""Where does a match stand? What a Finder says, against its meaning spelt out word by word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import Token, readings
from archive.compiling import compiled
from archive.engine import plan
from archive.matching import Finder
from archive.query import parse
from tests.steps import steps

Place = tuple[Token, tuple[str, ...], int]  # the word, the terms of its compound, where that stops


def meant(part: plan.Match, text: str) -> list[tuple[int, int]]:
    """What a finder should give for one part: obvious, slow, every word of the text looked at."""
    row: dict[int, Place] = {}
    for reading in readings(text):
        first, last = reading.tokens[0], reading.tokens[-1]
        for token in reading.tokens:
            whole = reading.whole if token is first else ()
            row[token.position] = (token, whole, last.stop)
    return sorted({span for _, _, span in _standing(part, row)})


def _standing(part: plan.Match, row: dict[int, Place]) -> Iterator[tuple[int, int, tuple]]:
    match part:
        case plan.Or(parts):
            for each in parts:
                yield from _standing(each, row)
        case plan.Sequence(_, slots):
            for at in row:
                stops = [_stop(slot, row.get(at + n)) for n, slot in enumerate(slots)]
                if all(stops):
                    yield at, at + len(slots) - 1, (row[at][0].start, stops[-1])
        case plan.Prefix(_, prefix):
            for at, (word, whole, end) in row.items():
                if any(term.startswith(prefix) for term in word.terms):
                    yield at, at, (word.start, word.stop)
                elif any(term.startswith(prefix) for term in whole):
                    yield at, at, (word.start, end)
        case plan.Near(left, right, distance):
            ends = list(_standing(right, row))
            for first, last, span in _standing(left, row):
                for other, final, another in ends:
                    if 1 <= max(other - last, first - final) <= distance:
                        yield first, last, span
                        yield other, final, another


def _stop(slot: plan.Slot, place: Place | None) -> int:
    if place is None:
        return 0
    word, whole, end = place
    terms = {*word.terms, *whole}
    if terms.isdisjoint(slot.terms) or not terms.isdisjoint(slot.excluded):
        return 0
    return end if set(slot.terms).isdisjoint(word.terms) else word.stop


QUERIES = [
    "мир", "вода", '"мир вода"', "пресс-центр", "вод*", "2500", '"2 500 рублей"', "250*", "500",
    "一带", "“带一路”", "臺灣", "G20", "A股", "мир NEAR/3 вода", "вода NEAR/4 一带", "ёлка", "1",
    "рубль NEAR/1 до", "мир NEAR/1 мир", '"мир вода" NEAR/2 вода',
    "(мир OR вод*) NEAR/2 (вода OR 2)",
]  # fmt: skip
PIECES = [
    "мир", "мира,", "воды.", "«вода", "пресс-центре", "центр", "рублей", "2", "500", "2500", "250",
    "1", "12", "000", "3.500", "5-я", "500-й", "G20", "A股", "一带一路", "臺灣", "台湾人", "带",
    "ёлку", "елка", "до", "\u00a0", "\u2009", "\u202f", "\n", "\u00ad", "\u200b", "\u0301", "-",
    "'",
]  # fmt: skip
SPACES = st.sampled_from([" ", " ", " ", "", "  "])
PRINTED = st.lists(st.tuples(st.sampled_from(PIECES), SPACES).map("".join), max_size=14)
ANYTHING = st.sampled_from("мир вода 12 500,. 一带臺 -’\u0301\u00ad\n") | st.characters()
TEXTS = PRINTED.map("".join) | st.text(ANYTHING)


@pytest.mark.parametrize("query", QUERIES)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.sampled_from([(), ("yo", "variants")]))
@settings(max_examples=60, deadline=None)
def test_a_finder_gives_what_is_meant_whatever_it_saw_before(query, texts, off) -> None:
    part = compiled(parse(query).tree, off=off).match
    finder = Finder((part,))
    for text in texts:
        assert finder.spans(text) == [meant(part, text)]


LONG = [
    # query, what is repeated
    ("мир NEAR/5 вода", "мир вода. "),
    ("мир NEAR/50 вода", "мир вода. "),
    ("мир NEAR/2 мир", "мир "),
]


@pytest.mark.parametrize(("query", "piece"), LONG)
def test_a_passage_of_twice_the_length_is_twice_the_work(query: str, piece: str) -> None:
    finder = Finder((compiled(parse(query).tree).match,))
    assert finder.spans(piece * 2)[0]
    once, twice = (steps(lambda n=n: finder.spans(piece * n)) for n in (300, 600))
    assert twice < 2.5 * once
