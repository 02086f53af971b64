"""Is every question, however hostile, answered whole or refused with a sentence?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, repeat

import pytest

from archive.engine import Entry, Question, SearchEngine
from archive.engine.deadline import Clock
from archive.engine.memory import MemoryEngine
from archive.engine.plan import (
    FACETS,
    All,
    And,
    Label,
    Match,
    Near,
    Not,
    Or,
    Prefix,
    RankTerm,
    Sequence,
    Slot,
    Within,
)
from archive.engine.whoosh import WhooshEngine
from archive.errors import TooBroad

Spoken = Callable[..., Entry]


def word(term: str) -> Sequence:
    return Sequence("text", (Slot((f"w:{term}",)),))


def nested(depth: int, around: Callable[[Match], Match]) -> Match:
    match: Match = word("мир")
    for _ in range(depth):
        match = around(match)
    return match


MANY = tuple(f"w:{number}" for number in range(10_000))
PEACE = word("мир")

ANSWERED: dict[str, Question] = {
    "an Or of 10,000 words": Question(Or((*(word(str(n)) for n in range(10_000)), PEACE))),
    "a slot of 10,000 words": Question(Sequence("text", (Slot((*MANY, "w:мир")),))),
    "10,000 words excluded": Question(Sequence("text", (Slot(("w:мир",), MANY),))),
    "an And of 10,000 times the same": Question(And((PEACE,) * 10_000)),
    "2,000 NOTs side by side": Question(And((PEACE, *(Not(word(str(n))) for n in range(2000))))),
    "a phrase of 10,000 words": Question(Sequence("text", (Slot(("w:мир",)),) * 10_000)),
    "10,000 values of a label": Question(And((PEACE, Not(Label("speaker", MANY))))),
    "10,000 ids": Question(Label("id", (*MANY, "a"))),
    "10,000 values chosen": Question(PEACE, chosen={"speaker": (*MANY, "p1")}),
    "10,000 words ranked": Question(PEACE, tuple(RankTerm("text", term) for term in MANY)),
    "all years there are": Question(Within(1, 3_652_059)),
    "years that end before they begin": Question(Within(3_652_059, 1)),
    "numbers beyond all days": Question(Within(-(2**31), 2**31 - 1)),
    "near by more than a text is long": Question(Near(PEACE, word("труд"), 2**31 - 1)),
    "near a great Or": Question(Near(Or(tuple(word(str(n)) for n in range(2000))), PEACE, 5)),
    "NUL, a lone surrogate, bidi": Question(Or((word("\0"), word("\ud800"), word("\u202e")))),
    "a word of a million letters": Question(Or((word("ж" * 1_000_000), PEACE))),
    "a page beyond all": Question(PEACE, start=2**31, count=2**31),
    "an empty prefix of few words": Question(Prefix("speaker", "")),
}

REFUSED: dict[str, Question] = {
    "2,000 NOTs, one in another": Question(nested(2000, Not)),
    "50,000 brackets": Question(nested(50_000, lambda part: And((part, All())))),
    "an Or in an Or, 50,000 deep, near": Question(
        Near(nested(50_000, lambda p: Or((p,))), PEACE, 1)
    ),
    "a prefix of everything": Question(Prefix("text", "w:n")),
    "the same deep in a NOT": Question(Not(Or((PEACE, Prefix("text", ""))))),
}


@pytest.fixture
def corpus(spoken: Spoken) -> list[Entry]:
    """Some documents of peace, and one of more words than a prefix may stand for."""
    words = " ".join(f"x{number}/n{number}" for number in range(600))
    return [
        spoken("a", ("мир труд", {"speaker": "p1"}), "май", day="2024-05-17"),
        spoken("b", ("труд и мир", {"speaker": "p2"}), day="2024"),
        spoken("c", words),
    ]


@pytest.fixture
def both(corpus: list[Entry]) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    """The judge and the engine on disk, of two segments; both have all the time they want."""
    judge = MemoryEngine("f", clock=lambda: 0.0)
    engine = WhooshEngine(None, fingerprint="f", writable=True, clock=lambda: 0.0)
    for made in (judge, engine):
        made.update([*corpus, *(entry_of(n) for n in range(4))], seq=1)
        made.update([corpus[0]], seq=2)
    yield judge, engine
    engine.close()


def entry_of(number: int) -> Entry:
    return Entry(f"e{number}", (0, 0), ())


@pytest.mark.parametrize("question", ANSWERED.values(), ids=ANSWERED)
def test_answered_as_by_the_definition(
    both: tuple[SearchEngine, SearchEngine], question: Question
) -> None:
    judge, engine = both
    assert engine.search(question) == judge.search(question)


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_refused_with_a_sentence(
    both: tuple[SearchEngine, SearchEngine], question: Question
) -> None:
    for engine in both:
        with pytest.raises(TooBroad, match=r"nested too deeply|words start with"):
            engine.search(question)


def on_disk(clock: Clock) -> SearchEngine:
    return WhooshEngine(None, fingerprint="f", writable=True, clock=clock)


def in_memory(clock: Clock) -> SearchEngine:
    return MemoryEngine("f", clock=clock)


timed = pytest.mark.parametrize("made", [on_disk, in_memory])


@timed
@pytest.mark.parametrize("checks", range(1, 12))
def test_no_count_is_given_when_time_is_over(
    corpus: list[Entry], checks: int, made: Callable[[Clock], SearchEngine]
) -> None:
    """Wherever the clock runs out, all is refused: never part of an answer."""
    question = Question(
        And((Or((PEACE, word("май"))), Not(word("нет")))),
        (RankTerm("text", "w:мир"), RankTerm("text", "w:май")),
        chosen={"speaker": ("p1", "p2")},
        facets=FACETS,
    )
    ticking = chain([0.0], repeat(1.0, checks), repeat(2.5))
    engine = made(lambda: next(ticking))
    engine.update(corpus, seq=1)
    with pytest.raises(TooBroad, match="took longer than 2 s"):
        engine.search(question)
    engine.close()


@timed
def test_a_question_in_time_is_answered(
    corpus: list[Entry], made: Callable[[Clock], SearchEngine]
) -> None:
    ticking = chain([0.0], repeat(1.9))
    engine = made(lambda: next(ticking))
    engine.update(corpus, seq=1)
    assert engine.search(Question(PEACE)).documents == 2
    engine.close()
