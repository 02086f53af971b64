"""Does the engine on disk answer as the definition does where many turns are found?

Most of a page of many is never scored, and many are counted and looked up in other ways than few.
"""

from __future__ import annotations

from random import Random

import pytest

from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn, Question
from archive.engine.memory import MemoryEngine
from archive.engine.plan import All, And, Match, Near, Not, Or, RankMatch, RankTerm, Sequence, Slot
from archive.engine.whoosh import WhooshEngine
from tests.engine.differential import differences

TURNS = 20_000
WORDS = {"и": 60, "в": 40, "на": 30, "мир": 8, "труд": 4, "май": 2, "лето": 1, "снег": 1}
"""How often each is said."""


def turn(number: int, chance: Random) -> EntryTurn:
    words = chance.choices([*WORDS], [*WORDS.values()], k=chance.choice((3, 8, 8, 8, 20)))
    tokens = tuple(Token(at, 0, 0, (f"w:{word}",)) for at, word in enumerate(words))
    labels = {"language": (chance.choice(("ru", "zh")),), "source": (f"s{number % 7}",)}
    return EntryTurn(number, {"text": tokens}, labels)


def entries(turns: int, chance: Random) -> list[Entry]:
    """Documents of so many turns each."""
    days = (738_000, 738_400, 0)
    return [
        Entry(f"d{number:06}", (day, day), tuple(turn(n, chance) for n in range(turns)))
        for number in range(TURNS // turns)
        for day in (chance.choice(days),)
    ]


def word(*terms: str) -> Match:
    return Sequence("text", tuple(Slot((f"w:{term}",)) for term in terms))


def rank(*terms: str) -> tuple[RankTerm, ...]:
    return tuple(RankTerm("text", f"w:{term}") for term in terms)


TOGETHER = (RankMatch(word("мир", "труд"), 300.0), RankMatch(Not(word("на")), 0.5))
FACETS = ("language", "source", "year", "month")
ASKED = (
    Question(word("и"), rank("и"), facets=FACETS, count=10),
    Question(Or((word("и"), word("в"), word("снег"))), rank("и", "в", "снег"), facets=FACETS),
    Question(And((word("и"), word("в"))), rank("и", "в"), count=10),
    Question(Or((word("и"), word("май"))), rank("май"), by="turn", start=5, count=10),
    Question(And((word("и"), Not(word("на")))), rank("и"), facets=FACETS, sort="newest"),
    Question(word("и", "в"), rank("и", "в"), facets=FACETS),
    Question(Near(word("и"), word("в"), 3), rank("и", "в"), facets=FACETS),
    Question(All(), rank("мир"), facets=FACETS, sort="oldest", by="turn"),
    Question(Or(tuple(map(word, WORDS))), rank(*WORDS), facets=FACETS, count=10),
    Question(Or((word("и"), word("в"))), rank(*["и"] * 4, "в"), by="turn", start=5, count=10),
    Question(word("мир"), rank(*["мир"] * 20), count=10),
    Question(And((word("и"), word("в"))), (*TOGETHER, *rank("и", "в")), count=10),
    Question(word("и"), (*rank("и"), *TOGETHER), by="turn", start=5, count=10),
    Question(word("снег"), (*rank("снег"), *TOGETHER), sort="newest"),
)


@pytest.mark.parametrize("turns", [1, 4])
def test_many_are_found_as_the_definition_finds_them(turns: int) -> None:
    made = entries(turns, Random(turns))
    judge = MemoryEngine("f", clock=lambda: 0.0)  # it may take its time
    engine = WhooshEngine(None, fingerprint="f", writable=True, clock=lambda: 0.0)
    try:
        for seq, some in enumerate((made, made[:50]), 1):
            judge.update(some, seq=seq)
            engine.update(some, seq=seq)
        for question in ASKED:
            assert not differences(judge.search(question), engine.search(question)), question
    finally:
        engine.close()
