"""How is a question answered? Masks per segment, statistics over all, one page of hits.

plan ─ expanded ─▶ evaluate (mask of turns) ─▶ rank (scores) ─▶ collect (page)
                        └─ choices ─▶ facets (counts)
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

import numpy as np

from .. import Question, Results, TermCount
from ..expansion import expanded
from .collect import grouped, page
from .evaluate import found
from .facets import Choices, apart, counted, facet
from .rank import scores
from .segment import decoded, encoded
from .snapshot import Live, Snapshot

STEP = 256  # terms looked at in one go: a completion wants ten, a prefix five hundred


def answer(question: Question, snapshot: Snapshot) -> Results:
    """The answer over one generation. Raises TooBroad."""
    segments = snapshot.segments
    match = expanded(question.match, lambda *asked: tuple(t.term for t in terms(snapshot, *asked)))
    matching = [found(match, live.segment) & live.mask for live in segments]
    choices = [Choices(question, live.segment) for live in segments]
    chosen = [choice.applied(mask) for choice, mask in zip(choices, matching, strict=True)]
    turns = [np.flatnonzero(mask) for mask in chosen]
    groups = [
        grouped(live.segment, some, score[some], question.by)
        for live, some, score in zip(segments, turns, scores(question.rank, segments), strict=True)
    ]
    documents = (
        sum(len(group.begins) for group in groups)
        if question.by != "turn"
        else sum(len(np.unique(group.documents)) for group in groups)
    )
    return Results(
        documents=documents,
        turns=sum(map(len, turns)),
        hits=page(question, groups),
        facets=tuple(
            facet(
                name,
                [
                    counted(name, live.segment, choice.applied(mask, apart(name)))
                    for live, choice, mask in zip(segments, choices, matching, strict=True)
                ],
            )
            for name in question.facets
        ),
    )


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
