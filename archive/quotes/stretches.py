"""Over which passages of a document may a quote run? Its turns as indexed, where those of one voice
that only a note of the editor parts ("Applause") are one: nobody who quotes writes the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import index as indexing
from ..document import Document, Turn
from .values import QuoteMatch


def stretches(document: Document, numbers: Iterable[int] | None = None) -> Iterator[Turn]:
    """The turns of a document (as indexed) that have these numbers; turns of one voice that only a
    note of the editor parts ("Applause") are one."""
    wanted = None if numbers is None else set(numbers)
    group: list[Turn] = []
    for turn in indexing.turns(document):
        if group and not _goes_on(group, turn):
            yield from _grouped(group, wanted)
            group = []
        group.append(turn)
    yield from _grouped(group, wanted)


def stretch_of(match: QuoteMatch) -> Turn:
    """The stretch a match begins in."""
    return next(
        turn
        for turn in stretches(match.stored.document)
        if any(p.number == match.start[0] for p in turn.passages)
    )


def _goes_on(group: list[Turn], turn: Turn) -> bool:
    voice = group[0].voice
    if voice is None:
        return False
    return turn.voice == voice or (
        turn.voice is None and all(p.kind == "note" for p in turn.passages)
    )


def _grouped(group: list[Turn], wanted: set[int] | None) -> Iterator[Turn]:
    while len(group) > 1 and group[-1].voice is None:
        alone = group.pop()
        if wanted is None or alone.number in wanted:
            yield alone
    if group and (wanted is None or wanted & {turn.number for turn in group}):
        yield Turn(group[0].number, group[0].voice, tuple(p for t in group for p in t.passages))
