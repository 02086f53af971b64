"""What may an engine be told and asked? Corpora with a history, and questions, drawn by a seed.

A corpus is what an engine is told: commits of entries and removals, with tidying between some of
them, so that one to thirty segments lie beside each other with replaced and removed documents in
them. Words are those our analysis makes of the three languages, and some that it never would.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from archive.analysis import tokenize
from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn, Question
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
    Rank,
    RankMatch,
    RankTerm,
    Sequence,
    Slot,
    Within,
)

FIELDS = (*("text",) * 9, "title", "title", "speaker", "author", "place", "earlier")
BEARING = tuple(facet for facet in FACETS if facet not in ("year", "month"))
LABELS = ("p1", "p2", "p3", "Путин", "习近平", "The Kremlin, Moscow", "a|b\tc")
ODD = ("x:\ud800", "x:𠀀", "w:" + "ж" * 300, "g:", "x:é", "w:\x00")
PREFIXES = ("w:", "x:", "g:", "w:с", "w:ст", "x:при", "g:合", "x:一", "w:op", "z:", "x:=")
DAYS = tuple(range(738_600, 739_400, 37))
WIDEST = 3_652_059  # the last day there is
SPEECH = (
    "Стали говорить о стали и о том, что люди идут вперёд. Ёлка, ёлки, елка.",
    "Один пояс, один путь: сотрудничество России и Китая. Приветствую всех.",
    "中俄关系達到歷史最好水平，一带一路合作。关系友好，臺灣问题。",
    "Opening remarks: opened, opens; co-operation is not cooperation. 2024, 25 000.",
)

# -- corpora -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Commit:
    """What is told in one update, and how much may be tidied after it (0: nothing)."""

    entries: tuple[Entry, ...]
    removed: tuple[str, ...]
    tidied: int


@cache
def vocabulary() -> tuple[tuple[str, ...], ...]:
    """The terms of every word of SPEECH, frequent ones first, as the analysis gives them."""
    said = dict.fromkeys(token.terms for text in SPEECH for token in tokenize(text))
    return tuple(said)


def history(chance: Random) -> tuple[Commit, ...]:
    """Commits: none, few or many, of any size."""
    commits = chance.choice((0, 1, 1, 2, 3, 5, 8, 13, 21, 30, 30))
    largest = chance.choice((2, 8, 20, 60)) if commits < 9 else chance.choice((2, 5, 10))
    ids = tuple(f"doc-{n}" for n in range(chance.choice((2, 10, 40, 200))))
    turns = chance.choice(((1,), (1, 1, 2, 3), (0, 1, 2, 4), (12,)))
    tidied = chance.choice(((0,), (0,), (0, 0, 50), (10_000,)))
    return tuple(
        Commit(
            tuple(entry(chance, ids, turns) for _ in range(chance.randrange(largest + 1))),
            tuple(chance.choices((*ids, "никто"), k=chance.choice((0, 0, 0, 1, 2, 5)))),
            chance.choice(tidied),
        )
        for _ in range(commits)
    )


def entry(chance: Random, ids: tuple[str, ...], turns: tuple[int, ...]) -> Entry:
    """A document; some fields and labels are missing, some empty; its first turn may be its head
    (-1)."""
    first = chance.choice(DAYS)
    days = chance.choice(((0, 0), (first, first), (first, first + 20), (first, first + 400)))
    begin = chance.choice((-1, 0))
    return Entry(
        chance.choice(ids),
        days,
        tuple(_turn(chance, begin + number) for number in range(chance.choice(turns))),
    )


def _turn(chance: Random, number: int) -> EntryTurn:
    fields = [field for field in dict.fromkeys(FIELDS) if field == "text" or chance.random() < 0.3]
    facets = [facet for facet in BEARING if chance.random() < 0.5]
    return EntryTurn(
        number,
        {field: row(chance) for field in sorted(fields)},
        {facet: tuple(chance.choices(LABELS, k=chance.choice((0, 1, 1, 3)))) for facet in facets},
    )


def row(chance: Random) -> tuple[Token, ...]:
    """A field's tokens: gaps of every size between positions, several terms at one."""
    words, position, tokens = vocabulary(), -1, []
    for _ in range(chance.choice((0, 1, 6, 30, 60))):
        position = max(0, position + chance.choice((0, 1, 1, 1, 1, 1, 1, 2, 3, 60, 101)))
        terms = words[int(len(words) * chance.random() ** 3)]
        if chance.random() < 0.02:
            terms = (*terms, chance.choice(ODD))
        tokens.append(Token(position, 0, 0, terms))
    return tuple(tokens)


# -- questions -----------------------------------------------------------------------------------


def question(chance: Random) -> Question:
    """A question of any shape."""
    return Question(
        match=match(chance, chance.choice((0, 1, 2, 3, 4))),
        rank=tuple(_ranked(chance) for _ in range(chance.choice((0, 1, 2, 2, 4)))),
        chosen=_chosen(chance),
        days=(chance.choice(DAYS), chance.choice(DAYS)) if chance.random() < 0.1 else None,
        facets=FACETS if chance.random() < 0.8 else tuple(chance.sample(FACETS, 3)),
        by=chance.choice(("document", "turn")),
        sort=chance.choice(("relevance", "relevance", "newest", "oldest")),
        start=chance.choice((0, 0, 0, 1, 5, 23, 10_000)),
        count=chance.choice((0, 1, 3, 20, 20, 500)),
    )


def _ranked(chance: Random) -> Rank:
    if chance.random() < 0.2:
        return RankMatch(match(chance, chance.choice((0, 0, 1, 2))), chance.choice((0.5, 300.0)))
    return RankTerm(chance.choice(FIELDS), _term(chance), chance.choice((1.0, 0.3, 2.0)))


def match(chance: Random, depth: int) -> Match:
    """A tree; NOT, brackets and everything else stand anywhere in it."""
    if depth == 0 or chance.random() < 0.15:
        return _leaf(chance)
    kind = chance.random()
    if kind < 0.2:
        return Not(match(chance, depth - 1))
    parts = tuple(match(chance, depth - 1) for _ in range(chance.choice((0, 1, 2, 2, 2, 3))))
    return And(parts) if kind < 0.6 else Or(parts)


def _leaf(chance: Random) -> Match:
    makers = (_word, _word, _word, _sequence, _sequence, _prefix, _near, _near, _label, _within)
    return chance.choice((*makers, lambda _: All()))(chance)


def _word(chance: Random) -> Sequence:
    return Sequence(chance.choice(FIELDS), (Slot((_term(chance),)),))


def _sequence(chance: Random) -> Sequence:
    """A phrase, as often of words that do stand together as not; of none there is nothing."""
    words = vocabulary()
    at = chance.randrange(len(words))
    slots = []
    for number in range(chance.choice((0, 1, 2, 2, 2, 3))):
        terms = words[(at + number) % len(words)] if chance.random() < 0.5 else (_term(chance),)
        excluded = (_term(chance),) if chance.random() < 0.15 else ()
        slots.append(Slot(terms if chance.random() < 0.95 else (), excluded))
    return Sequence(chance.choice(FIELDS), tuple(slots))


def _prefix(chance: Random) -> Prefix:
    return Prefix(chance.choice(FIELDS), chance.choice(PREFIXES))


def _near(chance: Random) -> Near:
    """Words, phrases, prefixes, or an Or of these, of one field or of two."""
    distance = chance.choice((0, 1, 1, 2, 5, 50, 200, 2**31 - 1))
    return Near(_placed(chance, 2), _placed(chance, 2), distance)


def _placed(chance: Random, depth: int) -> Match:
    if depth and chance.random() < 0.3:
        return Or(tuple(_placed(chance, depth - 1) for _ in range(chance.randrange(4))))
    return chance.choice((_word, _word, _sequence, _prefix))(chance)


def _label(chance: Random) -> Label:
    if chance.random() < 0.2:
        return Label("id", tuple(f"doc-{chance.randrange(30)}" for _ in range(chance.randrange(5))))
    facet = chance.choice(FACETS)
    values = {"year": ("2023", "2024"), "month": ("2023-05", "2022-12")}.get(facet, LABELS)
    return Label(facet, tuple(chance.choices(values, k=chance.choice((1, 1, 2)))))


def _within(chance: Random) -> Within:
    return Within(chance.choice((1, *DAYS)), chance.choice((*DAYS, WIDEST)))


def _chosen(chance: Random) -> dict[str, tuple[str, ...]]:
    facets = chance.sample((*BEARING, "year", "month"), chance.choice((0, 0, 0, 0, 1, 1, 2, 3)))
    values = (*LABELS, "2023", "2023-05")
    return {
        facet: tuple(chance.choices(values, k=chance.choice((0, 1, 2, 4, 6)))) for facet in facets
    }


def _term(chance: Random) -> str:
    if chance.random() < 0.05:
        return chance.choice((*ODD, "x:нет"))
    words = vocabulary()
    return chance.choice(words[int(len(words) * chance.random() ** 3)])
