"""Does the engine on disk answer as the definition does? Random corpora, random plans, both asked.

`HARBIN_EXAMPLES` is the number of questions asked, five of each corpus.
"""

from __future__ import annotations

import math
import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn, Question, Results
from archive.engine.memory import MemoryEngine
from archive.engine.plan import (
    FACETS,
    All,
    And,
    Label,
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

QUESTIONS = 5  # asked of each corpus
ROUND = 20  # corpora; what hypothesis remembers of them is let go after each round
ROUNDS = -(-int(os.environ.get("HARBIN_EXAMPLES", "300")) // QUESTIONS // ROUND)

FIELDS = ("text", "title", "speaker")
TERMS = ("x:а", "x:б", "w:а", "w:аб", "w:б", "w:вода", "g:一", "g:一带", "x:\ud800", "x:𠀀")
LABELS = ("p1", "p2", "Путин", "习近平")
IDS = tuple(f"doc-{n}" for n in range(30))
BEARING = ("speaker", "mentioned", "language")
DAYS = tuple(range(738_600, 739_400, 37))

# -- corpora -------------------------------------------------------------------------------------

Commit = tuple[list[Entry], list[str]]


def row(chance: Random) -> tuple[Token, ...]:
    """A field's tokens: gaps of every size between positions, several terms at one."""
    position, tokens = -1, []
    for _ in range(chance.randrange(12)):
        position = max(0, position + chance.choice((0, 1, 1, 1, 1, 1, 2, 3, 60, 101)))
        terms = chance.choices(TERMS, range(len(TERMS), 0, -1), k=chance.randint(1, 3))
        tokens.append(Token(position, 0, 0, tuple(terms)))
    return tuple(tokens)


def entry(chance: Random) -> Entry:
    """A document of up to four turns; some fields and labels are missing, some empty."""
    first = chance.choice(DAYS)
    days = chance.choice(((0, 0), (first, first), (first, first + 20), (first, first + 400)))
    begin = chance.choice((-1, 0))
    turns = [
        EntryTurn(
            begin + number,
            {field: row(chance) for field in FIELDS if chance.random() < 0.8},
            {
                facet: tuple(chance.choices(LABELS, k=chance.randrange(4)))
                for facet in BEARING
                if chance.random() < 0.7
            },
        )
        for number in range(chance.choice((0, 1, 1, 2, 3, 4)))
    ]
    return Entry(chance.choice(IDS), days, tuple(turns))


def history(chance: Random, commits: int, falling: bool) -> list[Commit]:
    """Commits of any size, or each less than half the last: then few are merged."""
    made = [
        (
            [entry(chance) for _ in range(40 >> number if falling else chance.randrange(9))],
            chance.choices((*IDS, "никто"), k=chance.choice((0, 0, 0, 1, 2))),
        )
        for number in range(commits)
    ]
    return made


histories = st.builds(history, st.integers(0, 2**32).map(Random), st.integers(1, 10), st.booleans())

# -- questions -----------------------------------------------------------------------------------

some_terms = st.lists(st.sampled_from((*TERMS, "x:нет")), min_size=1, max_size=3).map(tuple)
slots = st.builds(Slot, some_terms | st.just(()), st.just(()) | st.just(()) | some_terms)
sequences = st.builds(Sequence, st.sampled_from(FIELDS), st.lists(slots, max_size=3).map(tuple))
prefixes = st.builds(
    Prefix, st.sampled_from(FIELDS), st.sampled_from(("w:а", "w:", "x:", "g:一", "z:"))
)
common = st.lists(st.sampled_from(TERMS[:5]), min_size=1, max_size=2).map(tuple)
phrases = st.builds(
    Sequence,
    st.sampled_from(FIELDS),
    st.lists(st.builds(Slot, common), min_size=2, max_size=3).map(tuple),
)
words = st.builds(
    Sequence,
    st.just("text"),
    st.tuples(st.builds(Slot, st.sampled_from(TERMS).map(lambda t: (t,)))),
)
placed = st.recursive(
    sequences | prefixes,
    lambda inner: st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=3,
)
labels = st.builds(
    Label,
    st.sampled_from((*FACETS, *BEARING, *BEARING)),
    st.lists(st.sampled_from(LABELS), min_size=1, max_size=2).map(tuple),
) | st.builds(Label, st.just("id"), st.lists(st.sampled_from(IDS), max_size=4).map(tuple))
periods = st.builds(Label, st.just("year"), st.just(("2023",))) | st.builds(
    Label, st.just("month"), st.just(("2023-05", "2022-12"))
)
within = st.builds(Within, st.sampled_from(DAYS), st.sampled_from((*DAYS, 800_000)))
matches = st.recursive(
    st.just(All())
    | sequences
    | prefixes
    | phrases
    | st.builds(Near, placed, placed, st.sampled_from((0, 1, 2, 5, 50, 200)))
    | st.builds(Near, words, words, st.sampled_from((1, 2, 5, 50, 200)))
    | labels
    | periods
    | within,
    lambda inner: (
        st.builds(And, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Or, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Not, inner)
    ),
    max_leaves=6,
)
questions = st.builds(
    Question,
    match=matches,
    rank=st.lists(
        st.builds(
            RankTerm,
            st.sampled_from(FIELDS),
            st.sampled_from((*TERMS, "x:нет")),
            st.sampled_from((1.0, 0.3, 2.0)),
        ),
        max_size=3,
    ).map(tuple),
    chosen=st.dictionaries(
        st.sampled_from((*BEARING, "year", "month")),
        st.lists(st.sampled_from((*LABELS, "2023", "2023-05")), max_size=2).map(tuple),
        max_size=2,
    )
    | st.just({})
    | st.just({}),
    days=st.none()
    | st.none()
    | st.none()
    | st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)),
    facets=st.just(FACETS),
    by=st.sampled_from(("document", "turn")),
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    start=st.sampled_from((0, 0, 1, 5)),
    count=st.sampled_from((0, 1, 3, 20)),
)

# -- the comparison ------------------------------------------------------------------------------


def assert_same(expected: Results, got: Results) -> None:
    """The same ids, totals, counts and order; scores within a millionth."""
    assert (got.documents, got.turns) == (expected.documents, expected.turns)
    assert got.facets == expected.facets
    shown = [(hit.document, hit.turns, hit.best) for hit in got.hits]
    assert shown == [(hit.document, hit.turns, hit.best) for hit in expected.hits]
    for mine, judge in zip(got.hits, expected.hits, strict=True):
        assert math.isclose(mine.score, judge.score, rel_tol=1e-6, abs_tol=1e-12)


def compared(commits: list[Commit], asked: list[Question]) -> None:
    """Both engines take the commits and are asked the questions."""
    judge = MemoryEngine("f", clock=lambda: 0.0)
    engine = WhooshEngine(None, fingerprint="f", writable=True)
    try:
        for seq, (entries, removed) in enumerate(commits, 1):
            judge.update(entries, removed, seq=seq)
            engine.update(entries, removed, seq=seq)
        assert engine.state() == judge.state()
        assert engine.verify() == ()
        for question in asked:
            assert_same(judge.search(question), engine.search(question))
        for field, prefix in (("text", ""), ("text", "w:а"), ("title", "x:"), ("нет", "")):
            assert engine.terms(field, prefix, 7) == judge.terms(field, prefix, 7)
            assert engine.frequent(field, prefix, 3) == judge.frequent(field, prefix, 3)
            for found in judge.terms(field, "x:", 5):
                for edits in (1, 2):
                    near = engine.similar(field, found.term, edits, 4)
                    assert near == judge.similar(field, found.term, edits, 4)
    finally:
        engine.close()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_engine_on_disk_answers_as_the_definition(number: int) -> None:
    ask = given(histories, st.lists(questions, min_size=QUESTIONS, max_size=QUESTIONS))(compared)
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large]
    settings(max_examples=ROUND, deadline=None, suppress_health_check=unhurried)(
        seed(number)(ask)
    )()
