"""How is a question answered? Sets of turns per segment, statistics over all, one page of hits.

plan ─▶ evaluate (a set of turns) ─ choices ─▶ rank (scores) ─▶ collect (page)
                                        └────▶ facets (counts)
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

from .. import Facet, Hit, Question, Results, TermCount
from ..deadline import Deadline
from ..expansion import MOST_WORDS, bounded, prefixes
from ..plan import Match
from .collect import page
from .evaluate import Finder, Found
from .facets import Choices, facets, grouped
from .rank import matches, rankings
from .segment import decoded, encoded
from .snapshot import Live, Snapshot

STEP = 256  # terms looked at in one go: a completion wants ten, a prefix five hundred


def answer(question: Question, snapshot: Snapshot, deadline: Deadline) -> Results:
    """The answer over one generation. Raises TooBroad."""
    for match in (question.match, *matches(question.rank)):
        _narrow_enough(match, snapshot)
    finders = [Finder(live.segment, deadline) for live in snapshot.segments]
    choices = [Choices(question, finder) for finder in finders]
    matching = [
        live.living(finder.found(question.match))
        for live, finder in zip(snapshot.segments, finders, strict=True)
    ]

    def chosen(aside: tuple[str, ...]) -> list[Found]:
        """What is found when the choices in these facets are left aside."""
        deadline.check()
        return [
            Found.of(finder.segment, choice.applied(turns, aside))
            for finder, choice, turns in zip(finders, choices, matching, strict=True)
        ]

    found = chosen(())
    turns = sum([len(some.turns) for some in found])
    counted: dict[str, Facet] = {}
    for aside, names in grouped(question).items():
        counted |= facets(names, snapshot, chosen(aside) if aside else found)
        deadline.check()
    hits: tuple[Hit, ...] = ()
    if turns and question.count > 0:
        hits = page(question, found, rankings(question.rank, snapshot, deadline))
    return Results(
        documents=sum([len(some.documents) for some in found]),
        turns=turns,
        hits=hits,
        facets=tuple([counted[name] for name in question.facets]),
    )


def _narrow_enough(match: Match, snapshot: Snapshot) -> None:
    """Raises TooBroad when a prefix stands for too many words of live turns."""
    for prefix in prefixes(match):
        rows = (live.segment.fields.get(prefix.field) for live in snapshot.segments)
        start = encoded(prefix.prefix)
        most = sum(len(postings.lexicon.starting(start)) for postings in rows if postings)
        if most > MOST_WORDS:
            bounded(prefix, terms(snapshot, prefix.field, prefix.prefix, MOST_WORDS + 1))


def terms(snapshot: Snapshot, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
    """See Reader.terms: the segments' sorted terms run together, counts added."""
    rows = [_terms(live, field, prefix) for live in snapshot.segments]
    merged = groupby(heapq.merge(*rows), key=itemgetter(0))
    counts = ((term, sum(turns for _, turns in same)) for term, same in merged)
    return tuple(TermCount(*count) for count in islice(counts, max(0, limit)))


def _terms(live: Live, field: str, prefix: str) -> Iterator[tuple[str, int]]:
    """A segment's terms that start so, each with its live turns; those of none left out."""
    postings = live.segment.fields.get(field)
    if postings is None:
        return
    numbers = postings.lexicon.starting(encoded(prefix))
    for begin in range(numbers.start, numbers.stop, STEP):
        some = range(begin, min(begin + STEP, numbers.stop))
        for number, turns in zip(some, live.borne(postings, some).tolist(), strict=True):
            if turns:
                yield decoded(postings.lexicon[number]), turns
