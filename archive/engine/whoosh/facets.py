"""How many documents has each value? Counted over all turns found, choices in the facet ignored.

What documents bear as a whole is counted by profile (segment.py): of many documents how many have
each profile, then the values of these; of few the values at once. What turns bear apart is counted
turn by turn: those of a document stand together, so a value need only remember the last document it
was counted for.
"""

from __future__ import annotations

from collections.abc import Sequence as Row

import numpy as np

from .. import Facet, Question
from ..periods import PERIODS
from ..plan import Label, Within
from .compiled import NOTHING, ROW, TABLE, TOTALS, compiled
from .evaluate import Finder, Found
from .sets import Turns, both
from .snapshot import Snapshot
from .values import Own


class Choices:
    """What is chosen, as sets of one segment's turns."""

    def __init__(self, question: Question, finder: Finder) -> None:
        self._sets: list[tuple[str, Turns]] = [
            (facet, finder.found(Label(facet, values)))
            for facet, values in question.chosen.items()
            if values
        ]
        if question.days is not None:
            self._sets.append(("days", finder.found(Within(*question.days))))

    def applied(self, matching: Turns, apart: tuple[str, ...] = ()) -> Turns:
        """The matching turns that have all that is chosen, the facets `apart` left aside."""
        for facet, turns in self._sets:
            if facet not in apart:
                matching = both(matching, turns)
        return matching


def grouped(question: Question) -> dict[tuple[str, ...], list[str]]:
    """The facets asked for, by the choices that do not narrow their counts."""
    if question.days is None and not question.chosen:
        return {(): list(dict.fromkeys(question.facets))} if question.facets else {}
    narrowing = {facet for facet, values in question.chosen.items() if values}
    if question.days is not None:
        narrowing.add("days")
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in dict.fromkeys(question.facets):
        kept = (*PERIODS, "days") if name in PERIODS else (name,)
        aside = tuple(choice for choice in kept if choice in narrowing)
        groups.setdefault(aside, []).append(name)
    return groups


def facets(names: Row[str], snapshot: Snapshot, selected: Row[Found]) -> dict[str, Facet]:
    """The counts of these facets over all segments, by name."""
    if not any(len(found.turns) for found in selected):
        return {name: Facet(name, ()) for name in names}
    values = snapshot.values
    totals = np.zeros(len(values.names) + 1, np.int64)
    for own, found in zip(values.own, selected, strict=True):
        if len(found.turns):
            _count(totals, names, found, own)
    listed = values.listed(totals, names)
    if "id" in names:
        listed["id"] = _by_id(selected)
    return {name: Facet(name, listed.get(name, ())) for name in names}


def _count(totals: np.ndarray, names: Row[str], found: Found, own: Own) -> None:
    """Adds a segment's counts to those of all values."""
    segment, wanted = found.segment, frozenset(names)
    for profiles, table in zip(segment.profiles, own.tables, strict=True):
        if not wanted.isdisjoint(profiles.facets):
            profiled(totals, found.documents, profiles.of, table)
    for name in names:
        labels = segment.facets.get(name)
        if labels is not None and len(labels.value):
            bearers = found.documents if labels.by_document else found.turns
            document = segment.document[:0] if labels.by_document else segment.document
            borne(totals, bearers, labels.value, labels.value_at, document, own.numbers[name])


@compiled(NOTHING(TOTALS, ROW, ROW, TABLE), checked=True)
def profiled(totals, documents, of, table):
    """Adds to the totals of values how many of the documents, each `of` a profile, bear them; the
    rows of the table are the values of each profile."""
    if len(documents) < len(table):
        for document in documents:
            for value in table[of[document]]:
                totals[value] += 1
        return
    often = np.zeros(len(table), np.int64)
    for document in documents:
        often[of[document]] += 1
    for profile in range(len(table)):
        if often[profile]:
            for value in table[profile]:
                totals[value] += often[profile]


@compiled(NOTHING(TOTALS, ROW, ROW, ROW, ROW, ROW), checked=True)
def borne(totals, bearers, value, value_at, document, numbers):
    """Adds to the totals in how many documents these turns (or, where no `document` of turns is
    given, how many of these documents) bear each value of a facet, whose `numbers` are those of its
    values among all."""
    last = np.full(len(numbers) + 1, -1, np.int32)
    before = 0
    for bearer in bearers:
        holder = document[bearer] if len(document) else bearer
        first, stop = bearer, bearer + 1
        if len(value_at):
            first, stop = value_at[bearer], value_at[stop]
            if first < before:
                raise IndexError("values run backwards")
            before = stop
        for at in range(first, stop):
            if value[at] < len(numbers) and last[value[at]] != holder:
                last[value[at]] = holder
                totals[numbers[value[at]]] += 1


def _by_id(selected: Row[Found]) -> tuple[tuple[str, int], ...]:
    ids = sorted(id for found in selected for id in found.segment.names(found.documents))
    return tuple((id, 1) for id in ids)
