"""Does the engine on disk answer as the definition does? Random corpora, random plans, both asked.

`HARBIN_EXAMPLES` raises the number of corpora (each is asked several questions).
"""

from __future__ import annotations

import math
import os

from hypothesis import HealthCheck, given, settings
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

EXAMPLES = int(os.environ.get("HARBIN_EXAMPLES", "60"))
QUESTIONS = 5  # asked of each corpus

FIELDS = ("text", "title", "speaker")
TERMS = ("x:а", "x:б", "w:а", "w:аб", "w:б", "w:вода", "g:一", "g:一带", "x:\ud800", "x:𠀀")
LABELS = ("p1", "p2", "Путин", "习近平")
IDS = tuple(f"doc-{n}" for n in range(12))
BEARING = ("speaker", "mentioned", "language")
DAYS = tuple(range(738_600, 739_400, 37))

# -- corpora -------------------------------------------------------------------------------------


@st.composite
def rows(draw: st.DrawFn) -> tuple[Token, ...]:
    """A field's tokens: gaps of every size between positions, several terms at one."""
    position, tokens = -1, []
    for gap in draw(st.lists(st.sampled_from((0, 1, 1, 1, 1, 2, 3, 60, 101)), max_size=9)):
        position = max(0, position + gap)
        terms = draw(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3))
        tokens.append(Token(position, 0, 0, tuple(terms)))
    return tuple(tokens)


turns = st.builds(
    lambda tokens, labels: (tokens, labels),
    st.dictionaries(st.sampled_from(FIELDS), rows()),
    st.dictionaries(
        st.sampled_from(BEARING), st.lists(st.sampled_from(LABELS), max_size=3).map(tuple)
    ),
)


@st.composite
def dated(draw: st.DrawFn) -> tuple[int, int]:
    first = draw(st.sampled_from(DAYS))
    return draw(
        st.sampled_from(((0, 0), (first, first), (first, first + 20), (first, first + 400)))
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    made = draw(st.lists(turns, max_size=4))
    begin = draw(st.sampled_from((-1, 0)))
    return Entry(
        draw(st.sampled_from(IDS)),
        draw(dated()),
        tuple(EntryTurn(begin + n, *turn) for n, turn in enumerate(made)),
    )


commits = st.lists(
    st.tuples(
        st.lists(entries(), max_size=6), st.lists(st.sampled_from((*IDS, "никто")), max_size=2)
    ),
    min_size=1,
    max_size=10,
)

# -- questions -----------------------------------------------------------------------------------

some_terms = st.lists(st.sampled_from((*TERMS, "x:нет")), max_size=3).map(tuple)
slots = st.builds(Slot, some_terms, st.one_of(st.just(()), some_terms))
sequences = st.builds(Sequence, st.sampled_from(FIELDS), st.lists(slots, max_size=3).map(tuple))
prefixes = st.builds(
    Prefix, st.sampled_from(FIELDS), st.sampled_from(("w:а", "w:", "x:", "g:一", "z:"))
)
placed = st.recursive(
    sequences | prefixes,
    lambda inner: st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=3,
)
labels = st.builds(
    Label, st.sampled_from(FACETS), st.lists(st.sampled_from(LABELS), max_size=2).map(tuple)
) | st.builds(Label, st.just("id"), st.lists(st.sampled_from(IDS), max_size=4).map(tuple))
periods = st.builds(Label, st.just("year"), st.just(("2023",))) | st.builds(
    Label, st.just("month"), st.just(("2023-05", "2022-12"))
)
within = st.builds(Within, st.sampled_from(DAYS), st.sampled_from((*DAYS, 800_000)))
matches = st.recursive(
    st.just(All())
    | sequences
    | prefixes
    | st.builds(Near, placed, placed, st.sampled_from((0, 1, 2, 5, 50, 200)))
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
    ),
    days=st.none() | st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)),
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


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(commits, st.lists(questions, min_size=QUESTIONS, max_size=QUESTIONS))
def test_the_engine_on_disk_answers_as_the_definition(
    commits: list[tuple[list[Entry], list[str]]], asked: list[Question]
) -> None:
    judge = MemoryEngine("f")
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
    finally:
        engine.close()
