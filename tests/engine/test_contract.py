"""Does every engine keep the contract of archive.engine? One suite, run over each of them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from archive.engine import (
    Entry,
    EntryTurn,
    Facet,
    Hit,
    IndexState,
    Question,
    Results,
    SearchEngine,
    TermCount,
)
from archive.engine.plan import (
    All,
    And,
    Label,
    Match,
    Near,
    Not,
    Or,
    Prefix,
    RankMatch,
    RankTerm,
    Sequence,
    Slot,
    Within,
)
from archive.errors import TooBroad

Spoken = Callable[..., Entry]


def word(*terms: str, field: str = "text", but: tuple[str, ...] = ()) -> Sequence:
    """Any of the terms ("w:" is meant where no stream is named), at one position."""
    return Sequence(field, (Slot(tuple(map(full, terms)), tuple(map(full, but))),))


def phrase(*words: str, field: str = "text") -> Sequence:
    """Words in a row; alternatives parted by "/", excluded after "-"."""
    slots = []
    for spec in words:
        wanted, _, excluded = spec.partition("-")
        alternatives = tuple(full(term) for term in wanted.split("/"))
        slots.append(Slot(alternatives, tuple(full(t) for t in excluded.split("/") if t)))
    return Sequence(field, tuple(slots))


def full(term: str) -> str:
    return term if term[1:2] == ":" else f"w:{term}"


def ids(results: Results) -> list[str]:
    """The documents found, in order."""
    return [hit.document for hit in results.hits]


def found(engine: SearchEngine, match: Match, **more: object) -> list[str]:
    """The documents that a plan finds, by id."""
    return sorted(ids(engine.search(Question(match, count=1000, **more))))


def counts(engine: SearchEngine, name: str, **more: object) -> dict[str, int]:
    """The counts of one facet."""
    (facet,) = engine.search(Question(facets=(name,), **more)).facets
    assert facet.name == name
    return dict(facet.counts)


# -- what is in it -------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [0, 1, 10**9])
def test_tidying_changes_no_answer(engine: SearchEngine, spoken: Spoken, most: int) -> None:
    engine.tidy(most)
    assert engine.state().turns == 0
    engine.update([spoken("d1", "мир"), spoken("d2", "мир и труд")], seq=1)
    engine.update(
        [spoken("d1", "мир май"), spoken("d3", "мир", "и мир")], ["d2"], seq=2, history="h"
    )
    question = Question(word("мир"), (RankTerm("text", "w:мир"),), by="turn")
    answer, state = engine.search(question), engine.state()
    assert (answer.documents, state.seq, state.history) == (2, 2, "h")
    for _ in range(2):
        engine.tidy(most)
        assert (engine.search(question), engine.state()) == (answer, state)
        assert engine.verify() == ()
    engine.update([spoken("d2", "мир")], seq=3)
    assert engine.search(question).documents == 3


def test_what_is_beyond_every_day_and_page_finds_what_there_is(
    engine: SearchEngine, spoken: Spoken
) -> None:
    engine.update([spoken("d1", ("мир и труд", {"speaker": "x"}), day="2024-05-09")], seq=1)
    for match, documents in (
        (Within(-(2**70), 2**70), 1),
        (Within(2**70, 2**71), 0),
        (Near(word("мир"), word("труд"), 2**70), 1),
        (Near(word("мир"), word("труд"), -(2**70)), 0),
    ):
        assert engine.search(Question(match)).documents == documents
    assert engine.search(Question(start=2**70)).hits == ()
    twice = engine.search(Question(facets=("speaker", "year", "speaker"))).facets
    assert twice == (
        Facet("speaker", (("x", 1),)),
        Facet("year", (("2024", 1),)),
        Facet("speaker", (("x", 1),)),
    )


def test_a_new_engine_is_empty_and_says_so(engine: SearchEngine) -> None:
    state = engine.state()
    assert (state.seq, state.documents, state.turns) == (0, 0, 0)
    assert engine.search(Question(word("мир"), facets=("speaker", "year"))) == Results(
        0, 0, (), (Facet("speaker", ()), Facet("year", ()))
    )
    assert engine.search(Question(Not(word("мир")))).documents == 0
    assert engine.terms("text", "", 10) == ()


def test_an_update_is_visible_and_its_seq_is_kept(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир труд", "май"), spoken("b", "мир")], seq=4)
    assert engine.state() == IndexState(4, engine.state().fingerprint, 2, 3)
    engine.update([], seq=9)
    assert (engine.state().seq, engine.state().documents) == (9, 2)


def test_an_entry_replaces_the_one_of_its_id(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир", "труд"), spoken("b", "мир")], seq=1)
    engine.update([spoken("a", "май")], seq=2)
    assert found(engine, word("мир")) == ["b"]
    assert found(engine, word("май")) == ["a"]
    assert (engine.state().documents, engine.state().turns) == (2, 2)


def test_of_an_id_given_twice_in_a_batch_the_last_stands(
    engine: SearchEngine, spoken: Spoken
) -> None:
    engine.update([spoken("a", "мир"), spoken("b", "мир"), spoken("a", "труд")], seq=1)
    assert found(engine, All()) == ["a", "b"]
    assert found(engine, word("мир")) == ["b"]
    engine.update([spoken("a", "май"), spoken("a", "июнь")], seq=2)
    assert found(engine, Or((word("труд"), word("май")))) == []
    assert engine.state().documents == 2


def test_removed_documents_are_gone_at_once(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken(id, "мир", day="2024") for id in "abc"], seq=1)
    engine.update([], ["b", "никогда-не-было"], seq=2)
    assert found(engine, Not(word("труд"))) == ["a", "c"]
    assert counts(engine, "year") == {"2024": 2}
    assert engine.terms("text", "w:", 9) == (TermCount("w:мир", 2),)


def test_an_entry_both_removed_and_given_is_there(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир")], seq=1)
    engine.update([spoken("a", "труд")], ["a"], seq=2)
    assert found(engine, word("труд")) == ["a"]


def test_an_entry_without_turns_is_only_removed(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир"), spoken("b", "мир")], seq=1)
    engine.update([spoken("a"), spoken("c"), spoken("b", "труд"), spoken("b")], seq=2)
    assert (engine.state().documents, engine.state().turns) == (0, 0)
    assert found(engine, All()) == []


def test_everything_removed_leaves_an_empty_engine_that_goes_on(
    engine: SearchEngine, spoken: Spoken
) -> None:
    engine.update([spoken("a", "мир")], seq=1)
    engine.update([], ["a"], seq=2)
    assert engine.search(Question(word("мир"), facets=("year",))).documents == 0
    engine.update([spoken("a", "мир")], seq=3)
    assert found(engine, word("мир")) == ["a"]


def test_entries_may_come_from_an_iterator(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update((spoken(f"d{n}", "мир") for n in range(3)), iter(()), seq=1)
    assert found(engine, word("мир")) == ["d0", "d1", "d2"]


# -- words, phrases, near ------------------------------------------------------------------------

LINES = {
    "steel": "производство стали/сталь/стать растёт",
    "become": "они стали/стать/сталь друзьями",
    "road": "один пояс один путь ¶ и дорога",
    "path": "пояс и один путь",
    "fog": "мир в тумане ¶ труд",
    "empty": "",
}

WORDS: tuple[tuple[str, Match, str], ...] = (
    ("a lemma finds all readings", word("сталь"), "become steel"),
    ("the surface only itself", word("x:стали"), "become steel"),
    ("any of several terms", word("друзьями", "туман", "растёт"), "become steel"),
    ("a term that is nowhere", word("нет"), ""),
    ("a slot of no terms finds nothing", Sequence("text", (Slot(()),)), ""),
    ("no slots find nothing", Sequence("text", ()), ""),
    ("excluded at the position", word("x:один", but=("w:один",)), ""),
    ("excluded elsewhere does no harm", word("пояс", but=("и",)), "path road"),
    ("a phrase in order", phrase("один", "путь"), "path road"),
    ("a longer one", phrase("пояс", "один", "путь"), "road"),
    ("with its words the other way round", phrase("путь", "один"), ""),
    ("alternatives inside", phrase("пояс", "один/и"), "path road"),
    ("mixed streams share positions", phrase("x:они", "w:стать"), "become"),
    ("excluded inside a phrase", phrase("пояс", "x:один/x:и-один"), "path"),
    ("a repeated word needs both", phrase("один", "пояс", "один"), "road"),
    ("never across a passage", phrase("путь", "и"), ""),
    ("nor with a slot between", phrase("тумане", "труд"), ""),
    ("a phrase longer than any text", phrase(*["мир"] * 40), ""),
    ("another field", word("мир", field="title"), ""),
    ("a prefix", Prefix("text", "w:ста"), "become steel"),
    ("a prefix of a whole word", Prefix("text", "w:дорога"), "road"),
    ("a prefix of nothing", Prefix("text", "w:щщ"), ""),
)


@pytest.mark.parametrize(("match", "wanted"), [row[1:] for row in WORDS], ids=[r[0] for r in WORDS])
def test_words(engine: SearchEngine, spoken: Spoken, match: Match, wanted: str) -> None:
    engine.update([spoken(id, line) for id, line in LINES.items()], seq=1)
    assert found(engine, match) == wanted.split()
    rest = sorted(set(LINES) - set(wanted.split()))
    assert found(engine, Not(match)) == rest


NEAR: tuple[tuple[str, Match, Match, int, bool], ...] = (
    ("next to each other is one", word("a"), word("b"), 1, True),
    ("in either order", word("b"), word("a"), 1, True),
    ("too far", word("a"), word("d"), 2, False),
    ("just near enough", word("a"), word("d"), 3, True),
    ("from the nearer ends of phrases", phrase("a", "b"), phrase("d", "c"), 2, True),
    ("and not one less", phrase("a", "b"), phrase("d", "c"), 1, False),
    ("they may not overlap", phrase("a", "b"), phrase("b", "c"), 50, False),
    ("nor be the same", word("a"), word("a"), 50, False),
    ("but a word may come twice", word("c"), word("c"), 2, True),
    ("with alternatives", Or((word("z"), word("e"))), word("d"), 2, True),
    ("nothing is near nothing", Or(()), word("d"), 50, False),
    ("with a prefix", Prefix("text", "w:e"), word("d"), 2, True),
    ("never across a passage", word("f"), word("g"), 50, False),
    ("distance nought", word("a"), word("b"), 0, False),
)


@pytest.mark.parametrize(
    ("left", "right", "distance", "wanted"), [r[1:] for r in NEAR], ids=[r[0] for r in NEAR]
)
def test_near(
    engine: SearchEngine, spoken: Spoken, left: Match, right: Match, distance: int, wanted: bool
) -> None:
    engine.update([spoken("one", "a b c d c e f ¶ g"), spoken("two", "f", "g z")], seq=1)
    assert found(engine, Near(left, right, distance)) == (["one"] if wanted else [])


def test_neighbouring_turns_and_documents_are_far_apart(
    engine: SearchEngine, spoken: Spoken
) -> None:
    engine.update([spoken("a", "мир", "труд"), spoken("b", "май")], seq=1)
    for left, right in (("мир", "труд"), ("труд", "май")):
        assert found(engine, phrase(left, right)) == []
        assert found(engine, Near(word(left), word(right), 50)) == []


def test_near_needs_one_field(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир", title="война")], seq=1)
    near = Near(word("мир"), Or((word("война", field="title"),)), 50)
    assert found(engine, near) == []


def test_a_prefix_of_five_hundred_words_is_the_most(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken(f"d{n}", f"аб{n:03}") for n in range(500)], seq=1)
    assert len(found(engine, Prefix("text", "w:аб"))) == 500
    engine.update([spoken("more", "аббат")], seq=2)
    for match in (
        Prefix("text", "w:аб"),
        Not(Prefix("text", "w:аб")),
        And((Or(()), Prefix("text", "w:аб"))),
        Near(word("мир"), Prefix("text", "w:аб"), 5),
    ):
        with pytest.raises(TooBroad, match="аб"):
            engine.search(Question(match))
    engine.update([], ["d7"], seq=3)
    assert len(found(engine, Prefix("text", "w:аб"))) == 500, "dead words do not count"


def test_nesting_beyond_all_reason_is_too_broad(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир")], seq=1)
    match: Match = word("мир")
    for _ in range(20_000):
        match = Not(match)
    with pytest.raises(TooBroad):
        engine.search(Question(match))
    assert found(engine, word("мир")) == ["a"], "and the engine goes on"


# -- the tree ------------------------------------------------------------------------------------

TREES: tuple[tuple[str, Match, str], ...] = (
    ("everything", All(), "a b c d"),
    ("and", And((word("x"), word("y"))), "a"),
    ("and of nothing is everything", And(()), "a b c d"),
    ("or", Or((word("x"), word("y"))), "a b c"),
    ("or of nothing is nothing", Or(()), ""),
    ("not at the top", Not(word("x")), "c d"),
    ("not not", Not(Not(word("x"))), "a b"),
    ("not inside and", And((word("y"), Not(word("x")))), "c"),
    ("not inside or", Or((word("x"), Not(word("y")))), "a b d"),
    ("only nots", And((Not(word("x")), Not(word("y")))), "d"),
    ("not of everything", Not(All()), ""),
    ("not of a phrase", Not(phrase("x", "y")), "b c d"),
    ("nested", And((Or((word("x"), word("y"))), Not(And((word("x"), word("y")))))), "b c"),
    ("label", Label("speaker", ("p",)), "a b"),
    ("label, any of", Label("speaker", ("p", "q")), "a b c"),
    ("label of no values", Label("speaker", ()), ""),
    ("label without one", Not(Label("speaker", ("p", "q"))), "d"),
    ("label multi-valued", Label("mentioned", ("n",)), "a c"),
    ("label id", Label("id", ("b", "d", "нет")), "b d"),
    ("not this document", And((word("x"), Not(Label("id", ("a",))))), "b"),
    ("label year", Label("year", ("2024",)), "a b"),
    ("label month", Label("month", ("2024-05",)), "a"),
)


@pytest.mark.parametrize(("match", "wanted"), [row[1:] for row in TREES], ids=[r[0] for r in TREES])
def test_trees(engine: SearchEngine, spoken: Spoken, match: Match, wanted: str) -> None:
    engine.update(
        [
            spoken("a", ("x y", {"speaker": "p", "mentioned": ("m", "n")}), day="2024-05-17"),
            spoken("b", ("x", {"speaker": "p"}), day="2024"),
        ],
        seq=1,
    )
    engine.update([spoken("c", ("y", {"speaker": "q", "mentioned": ("n",)}), day="2023-01")], seq=2)
    engine.update([spoken("d", ("z", {}))], seq=3)
    assert found(engine, match) == wanted.split()


def test_all_of_an_and_hold_in_one_turn(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир", ("труд", {"speaker": "p"}))], seq=1)
    assert found(engine, And((word("мир"), word("труд")))) == []
    assert found(engine, And((word("мир"), Label("speaker", ("p",))))) == []
    result = engine.search(Question(Not(word("мир")), by="turn"))
    assert [(hit.document, hit.best) for hit in result.hits] == [("a", (1,))]


WITHIN = (
    ("2024-05-17", "2024-05-17", "day"),
    ("2024-05-01", "2024-05-31", "day month"),
    ("2024-05-02", "2024-05-31", "day"),
    ("2024-01-01", "2024-12-31", "day month year"),
    ("2024-01-02", "2024-12-31", "day month"),
    ("1900-01-01", "2023-12-31", ""),
    ("2024-12-31", "2024-01-01", ""),
)


@pytest.mark.parametrize(("since", "until", "wanted"), WITHIN)
def test_within_is_for_dates_wholly_within(
    engine: SearchEngine, spoken: Spoken, days: Callable, since: str, until: str, wanted: str
) -> None:
    engine.update(
        [
            spoken("year", "мир", day="2024"),
            spoken("month", "мир", day="2024-05"),
            spoken("day", "мир", day="2024-05-17"),
            spoken("undated", "мир"),
        ],
        seq=1,
    )
    bounds = days(since)[0], days(until)[1]
    assert sorted(found(engine, Within(*bounds))) == sorted(wanted.split())
    assert sorted(found(engine, All(), days=bounds)) == sorted(wanted.split())
    others = {"year", "month", "day", "undated"} - set(wanted.split())
    assert found(engine, Not(Within(*bounds))) == sorted(others)


# -- facets --------------------------------------------------------------------------------------


@pytest.fixture
def library(engine: SearchEngine, spoken: Spoken) -> SearchEngine:
    """Five documents: two of p, one of p and q, one of q, one of no one."""
    p, q = {"speaker": "p", "language": "ru"}, {"speaker": "q", "language": "zh"}
    engine.update(
        [
            spoken("a", ("мир", p), day="2024-05-17"),
            spoken("b", ("мир труд", p), ("труд", p), day="2024-05"),
            spoken("c", ("мир", p), ("мир", q), day="2024"),
        ],
        seq=1,
    )
    engine.update(
        [
            spoken("d", ("мир", q | {"mentioned": ("m", "n", "m")}), day="2023-11-02"),
            spoken("e", "труд"),
        ],
        seq=2,
    )
    return engine


def test_a_facet_counts_documents_not_turns(library: SearchEngine) -> None:
    result = library.search(Question(facets=("speaker", "mentioned")))
    assert result.facets == (
        Facet("speaker", (("p", 3), ("q", 2))),
        Facet("mentioned", (("m", 1), ("n", 1))),
    )
    assert (result.documents, result.turns) == (5, 7)


def test_facets_of_the_date_stand_in_its_order(library: SearchEngine) -> None:
    result = library.search(Question(facets=("year", "month")))
    assert result.facets == (
        Facet("year", (("2023", 1), ("2024", 3))),
        Facet("month", (("2023-11", 1), ("2024-05", 2))),
    )


def test_what_is_chosen_in_a_facet_leaves_its_siblings_their_counts(library: SearchEngine) -> None:
    more = {"match": word("мир"), "chosen": {"speaker": ("q",)}}
    assert counts(library, "speaker", **more) == {"p": 3, "q": 2}
    assert counts(library, "language", **more) == {"zh": 2}
    assert library.search(Question(**more)).documents == 2


def test_choices_are_or_within_a_facet_and_and_across_in_one_turn(library: SearchEngine) -> None:
    both = {"speaker": ("p", "q")}
    assert found(library, word("мир"), chosen=both) == ["a", "b", "c", "d"]
    assert found(library, word("мир"), chosen={"speaker": ("p",), "language": ("zh",)}) == []
    across = {"speaker": ("q",), "language": ("zh",)}
    assert found(library, word("мир"), chosen=across) == ["c", "d"]
    assert found(library, word("мир"), chosen={"speaker": ()}) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("chosen", [{"year": ("2024",)}, {"month": ("2024-05",)}, "days"])
def test_year_month_and_days_belong_together(
    library: SearchEngine, days: Callable, chosen: object
) -> None:
    more = {"days": days("2024-05")} if chosen == "days" else {"chosen": chosen}
    assert counts(library, "year", **more) == {"2023": 1, "2024": 3}
    assert counts(library, "month", **more) == {"2023-11": 1, "2024-05": 2}
    assert counts(library, "speaker", **more)["p"] == (3 if "year" in str(chosen) else 2)


def test_days_and_a_choice_elsewhere(library: SearchEngine, days: Callable) -> None:
    more = {"days": days("2024"), "chosen": {"speaker": ("q",)}}
    assert found(library, All(), **more) == ["c"]
    assert counts(library, "year", **more) == {"2023": 1, "2024": 1}
    assert counts(library, "speaker", **more) == {"p": 3, "q": 1}


def test_each_count_is_the_list_it_leads_to(library: SearchEngine) -> None:
    for name in ("speaker", "language", "year", "month", "mentioned"):
        for value, count in counts(library, name, match=word("мир")).items():
            assert len(found(library, word("мир"), chosen={name: (value,)})) == count


def test_counts_are_of_documents_by_turn_too(library: SearchEngine) -> None:
    by_turn = library.search(Question(facets=("speaker",), by="turn"))
    assert by_turn.facets == library.search(Question(facets=("speaker",))).facets
    assert (by_turn.documents, by_turn.turns, len(by_turn.hits)) == (5, 7, 7)


# -- order and pages -----------------------------------------------------------------------------


def test_the_score_is_bm25_over_all_live_turns(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир мир труд"), spoken("gone", "мир " * 50)], seq=1)
    engine.update([spoken("b", "мир"), spoken("c", "май", "июнь июль")], ["gone"], seq=2)
    rank = (RankTerm("text", "w:мир", 2.0), RankTerm("text", "w:нет"))
    hits = engine.search(Question(word("мир"), rank)).hits
    rarity = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    mean = (3 + 1 + 1 + 2) / 4

    def score(count: int, length: int) -> float:
        return 2.0 * rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))

    assert [hit.document for hit in hits] == ["b", "a"], "the shorter one says it more strongly"
    assert [hit.score for hit in hits] == pytest.approx([score(1, 1), score(2, 3)], rel=1e-9)


def test_rank_does_not_decide_what_is_found(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир", title="труд"), spoken("b", "мир")], seq=1)
    rank = (RankTerm("title", "w:труд"), RankTerm("speaker", "w:труд"))
    hits = engine.search(Question(word("мир"), rank)).hits
    assert [hit.document for hit in hits] == ["a", "b"]
    assert hits[0].score > hits[1].score == 0.0


def test_a_match_adds_its_weight_where_it_holds(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир и труд"), spoken("b", "труд мир")], seq=1)
    engine.update([spoken("c", "мир труд и май", "мир"), spoken("d", "май мир")], seq=2)
    together = RankMatch(Sequence("text", word("мир").slots + word("труд").slots), 300.0)
    either = RankMatch(Or((word("май"), word("и"))), 0.5)
    hits = engine.search(Question(word("мир"), (together, either))).hits
    assert [(hit.document, hit.score) for hit in hits] == [
        ("c", 300.5),
        ("a", 0.5),
        ("d", 0.5),
        ("b", 0.0),
    ]
    plain = engine.search(Question(word("мир"), (RankTerm("text", "w:труд"),))).hits
    more = engine.search(Question(word("мир"), (RankTerm("text", "w:труд"), together))).hits
    assert [hit.document for hit in plain] == ["b", "a", "c", "d"]
    assert [hit.document for hit in more] == ["c", "b", "a", "d"]


def test_a_match_to_rank_by_may_be_too_broad(engine: SearchEngine, spoken: Spoken) -> None:
    words = " ".join(f"а{number}" for number in range(501))
    engine.update([spoken("a", f"мир {words}")], seq=1)
    with pytest.raises(TooBroad):
        engine.search(Question(word("мир"), (RankMatch(Prefix("text", "w:а"), 1.0),)))


def test_a_term_counts_once_a_position(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "стали/сталь/сталь"), spoken("b", "стали/сталь")], seq=1)
    hits = engine.search(Question(rank=(RankTerm("text", "w:сталь"),))).hits
    assert hits[0].score == hits[1].score


def test_hits_of_one_score_are_newest_first_then_by_id(
    engine: SearchEngine, spoken: Spoken
) -> None:
    dated = {"e": "2020", "c": "2024-05", "b": "2024-05-17", "a": "", "f": "2024-05-17", "d": ""}
    for seq, (id, day) in enumerate(dated.items(), 1):
        engine.update([spoken(id, "мир", day=day)], seq=seq)
    assert ids(engine.search(Question(word("мир")))) == ["b", "f", "c", "e", "a", "d"]
    assert ids(engine.search(Question(sort="newest"))) == ["b", "f", "c", "e", "a", "d"]
    assert ids(engine.search(Question(sort="oldest"))) == ["e", "c", "b", "f", "a", "d"]


def test_a_document_has_the_score_of_its_best_turn(engine: SearchEngine, spoken: Spoken) -> None:
    lines = ("мир и", "и", "мир мир мир", "мир и но", "мир мир и")
    engine.update([spoken("a", *lines), spoken("b", "мир")], seq=1)
    rank = (RankTerm("text", "w:мир"),)
    by_document = engine.search(Question(word("мир"), rank))
    (hit,) = [hit for hit in by_document.hits if hit.document == "a"]
    assert (hit.turns, hit.best) == (4, (2, 4, 0))
    by_turn = engine.search(Question(word("мир"), rank, by="turn"))
    assert [(h.document, h.best[0]) for h in by_turn.hits if h.document == "a"] == [
        ("a", 2),
        ("a", 4),
        ("a", 0),
        ("a", 3),
    ]
    assert hit.score == max(h.score for h in by_turn.hits if h.document == "a")
    assert (by_turn.documents, by_turn.turns) == (by_document.documents, by_document.turns)


def test_turns_of_one_score_stand_in_order(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "x", "мир", "мир", "x", "мир", "мир")], seq=1)
    (hit,) = engine.search(Question(word("мир"))).hits
    assert hit == Hit("a", 0.0, 4, (1, 2, 4))
    by_turn = engine.search(Question(word("мир"), by="turn", sort="oldest"))
    assert [hit.best for hit in by_turn.hits] == [(1,), (2,), (4,), (5,)]


def test_turns_keep_their_own_numbers(engine: SearchEngine) -> None:
    turns = tuple(EntryTurn(number, {}, {}) for number in (7, -1, 3))
    engine.update([Entry("a", (0, 0), turns)], seq=1)
    hits = engine.search(Question(by="turn")).hits
    assert [hit.best for hit in hits] == [(-1,), (3,), (7,)]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("by", ["document", "turn"])
def test_pages_give_each_hit_once_to_the_end(
    engine: SearchEngine, spoken: Spoken, sort: str, by: str
) -> None:
    for seq in range(1, 5):
        engine.update(
            [
                spoken(
                    f"d{seq * 7 + n:02}",
                    *["мир " * (1 + n % 3)] * (1 + n % 2),
                    day=("", "2024", "2024-05")[(n + seq) % 3],
                )
                for n in range(7)
            ],
            seq=seq,
        )
    question = {"match": word("мир"), "rank": (RankTerm("text", "w:мир"),), "sort": sort, "by": by}
    whole = engine.search(Question(**question, count=1000)).hits
    assert len(whole) == (28 if by == "document" else 40)
    pages = [engine.search(Question(**question, start=at, count=9)) for at in range(0, 54, 9)]
    assert [hit for page in pages for hit in page.hits] == list(whole)
    assert {(page.documents, page.turns) for page in pages} == {(28, 40)}
    assert engine.search(Question(**question, count=0)).hits == ()


# -- terms ---------------------------------------------------------------------------------------


def test_terms_are_in_code_point_order_with_their_turns(
    engine: SearchEngine, spoken: Spoken
) -> None:
    engine.update([spoken("a", "мир мир", "мир миг"), spoken("b", "миг мы")], seq=1)
    engine.update([spoken("c", "мираж 一带"), spoken("d", "мир")], seq=2)
    assert engine.terms("text", "w:ми", 10) == (
        TermCount("w:миг", 2),
        TermCount("w:мир", 3),
        TermCount("w:мираж", 1),
    )
    assert engine.terms("text", "w:ми", 2) == engine.terms("text", "w:ми", 10)[:2]
    assert [term.term for term in engine.terms("text", "x:", 99)] == [
        "x:миг",
        "x:мир",
        "x:мираж",
        "x:мы",
        "x:一带",
    ]
    assert engine.terms("title", "w:", 10) == engine.terms("text", "w:ми", 0) == ()


def test_what_begins_so_comes_most_used_first(engine: SearchEngine, spoken: Spoken) -> None:
    engine.update([spoken("a", "мир миг", "мираж миг"), spoken("b", "мина мира")], seq=1)
    engine.update([spoken("c", "мир мина", "мираж"), spoken("d", "мир"), spoken("e", "миг")], seq=2)
    engine.update([], ["e"], seq=3)
    order = [("x:мир", 3), ("x:миг", 2), ("x:мина", 2), ("x:мираж", 2), ("x:мира", 1)]
    for limit in range(6):
        expected = tuple(TermCount(*row) for row in order[:limit])
        assert engine.frequent("text", "x:ми", limit) == expected
    assert engine.frequent("text", "x:по", 3) == engine.frequent("нет", "x:", 3) == ()


SIMILAR = [
    # term, edits, what is within them, in order
    ("x:пекн", 1, ["x:пекин"]),
    ("x:пеикн", 1, ["x:пекин"]),
    ("x:пиикн", 1, []),
    ("x:пиикн", 2, ["x:пекин"]),
    ("x:пекин", 1, []),  # not itself
    ("x:мост", 1, ["x:пост", "x:мосты"]),
    ("x:мос", 1, ["x:мост", "x:моя"]),
    ("w:пекн", 1, ["w:пекин"]),
    ("x:北金", 1, ["x:北京"]),
    ("x:", 1, ["x:я"]),
]


@pytest.mark.parametrize(("term", "edits", "near"), SIMILAR)
def test_terms_spelt_nearly_so(engine: SearchEngine, spoken: Spoken, term, edits, near) -> None:
    engine.update([spoken("a", "пекин мосты пост мост", "пост мост"), spoken("b", "моя")], seq=1)
    engine.update([spoken("c", "北京 я пост пекин")], seq=2)
    assert [found.term for found in engine.similar("text", term, edits, 9)] == near


def test_text_of_every_plane_is_found(engine: SearchEngine, spoken: Spoken) -> None:
    odd = ("\u0439", "\u0438\u0306", "\uf90a", "\u91d1", "\U00020000", "\ud800", "a\u200bb", "\0")
    engine.update([spoken(f"d{n}", text) for n, text in enumerate(odd)], seq=1)
    for n, text in enumerate(odd):
        assert found(engine, word(text)) == [f"d{n}"]
    order = [term.term for term in engine.terms("text", "w:", 99)]
    assert order == sorted(order)


def test_a_reader_answers_from_the_state_it_was_taken_in(engine: SearchEngine, spoken: Spoken):
    engine.update([spoken("a", "мир труд"), spoken("b", "мир", "миру/мир")], seq=1, history="one")
    reader = engine.reader()
    asked = Question(word("мир"), (RankTerm("text", "w:мир"),), facets=("year",))

    def told() -> tuple:
        return (
            reader.search(asked),
            reader.terms("text", "w:", 9),
            reader.frequent("text", "w:", 9),
            reader.similar("text", "w:мор", 1, 9),
            reader.state(),
        )

    before = told()
    assert (before[0].documents, before[0].turns, before[-1].seq) == (2, 3, 1)
    engine.update([spoken("b", "май"), spoken("c", "мир", day="2024")], ["a"], seq=2, history="two")
    engine.tidy(10**9)
    assert told() == before
    assert ids(engine.search(asked)) == ["c"]
    assert engine.state().seq == engine.reader().state().seq == 2


@pytest.mark.parametrize("limit", [1, 3, 8, 50, 999])
def test_of_terms_used_alike_the_first_are_the_most_frequent(
    engine: SearchEngine, spoken: Spoken, limit: int
):
    """However many there are: more than are looked at in a few steps."""
    words = [f"w{number:03}" for number in range(900)]
    engine.update([spoken("a", " ".join(words))], seq=1)
    engine.update([spoken("b", " ".join(words[5:]))], seq=2)
    counts = [TermCount(f"w:{word}", 2) for word in words[5:]]
    counts += [TermCount(f"w:{word}", 1) for word in words[:5]]
    assert list(engine.frequent("text", "w:w", limit)) == counts[:limit]
