"""How is a question answered? Sets of turns per segment, statistics over all, one page of hits.

plan ─▶ evaluate (a set of turns) ─ choices ─▶ rank (scores) ─▶ collect (page)
                                        └────▶ facets (counts)
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

from .. import Question, Results, TermCount
from ..deadline import Deadline
from ..expansion import MOST_WORDS, bounded, prefixes
from ..plan import Match
from .collect import grouped, page
from .evaluate import Finder
from .facets import Choices, Selected, apart, documents, facet
from .rank import scores
from .segment import decoded, encoded
from .sets import ids
from .snapshot import Live, Snapshot

STEP = 256  # terms looked at in one go: a completion wants ten, a prefix five hundred


def answer(question: Question, snapshot: Snapshot, deadline: Deadline) -> Results:
    """The answer over one generation. Raises TooBroad."""
    _narrow_enough(question.match, snapshot)
    finders = [Finder(live.segment, deadline) for live in snapshot.segments]
    choices = [Choices(question, finder) for finder in finders]
    matching = [
        live.living(finder.found(question.match))
        for live, finder in zip(snapshot.segments, finders, strict=True)
    ]

    def chosen(aside: tuple[str, ...]) -> list[Selected]:
        """What is found when the choices in these facets are left aside."""
        deadline.check()
        rows = [
            ids(choice.applied(turns, aside))
            for choice, turns in zip(choices, matching, strict=True)
        ]
        return [
            (turns, documents(live.segment, turns))
            for live, turns in zip(snapshot.segments, rows, strict=True)
        ]

    selected = {(): chosen(())}
    facets = []
    for name in question.facets:
        aside = apart(name, question)
        if aside not in selected:
            selected[aside] = chosen(aside)
        deadline.check()
        facets.append(facet(name, snapshot, selected[aside]))
    turns = [some for some, _ in selected[()]]
    scored = scores(question.rank, snapshot, turns, deadline)
    groups = [
        grouped(live.segment, some, score, question.by)
        for live, some, score in zip(snapshot.segments, turns, scored, strict=True)
    ]
    return Results(
        documents=sum(len(some) for _, some in selected[()]),
        turns=sum(map(len, turns)),
        hits=page(question, groups),
        facets=tuple(facets),
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
    """See SearchEngine.terms: the segments' sorted terms run together, counts added."""
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
        for number, turns in zip(some, live.bearers(postings, some), strict=True):
            if turns:
                yield decoded(postings.lexicon[number]), turns
