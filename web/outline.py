"""How does one find one's way in a long text? Its headings, its speakers, its found places.

Pure: documents in, places out.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.document import Document, Passage, Speaker

LONG = 25  # passages, from which an outline helps


@dataclass(frozen=True, slots=True)
class Speaking:
    """A speaker of a document: how many turns, and the passage that opens the first."""

    speaker: Speaker
    turns: int
    first: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands beside a long text."""

    headings: tuple[Passage, ...]
    speakers: tuple[Speaking, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A found passage among all that were found: the `place`-th `of` them, and its neighbours'
    numbers (None at either end)."""

    place: int
    of: int
    before: int | None
    after: int | None


def outline(document: Document) -> Outline | None:
    """The outline of a long document that has anything to list; None otherwise."""
    if len(document.passages) < LONG:
        return None
    headings = tuple(p for p in document.passages if p.kind == "heading")
    speakers = _speakers(document)
    if len(headings) < 2 and len(speakers) < 2:
        return None
    return Outline(headings if len(headings) > 1 else (), speakers if len(speakers) > 1 else ())


def places(numbers: tuple[int, ...]) -> dict[int, Place]:
    """Each found passage with its place among them.

    >>> places((3, 8))[8]
    Place(place=2, of=2, before=3, after=None)
    """
    ordered = sorted(numbers)
    row = [None, *ordered, None]
    return {
        number: Place(place, len(ordered), row[place - 1], row[place + 1])
        for place, number in enumerate(ordered, 1)
    }


def _speakers(document: Document) -> tuple[Speaking, ...]:
    found: dict[str, Speaking] = {}
    for turn in document.turns():
        if turn.voice is None:
            continue
        speaker = turn.voice.speaker
        key = speaker.person or speaker.name
        before = found.get(key)
        found[key] = (
            Speaking(before.speaker, before.turns + 1, before.first)
            if before
            else Speaking(speaker, 1, turn.passages[0].number)
        )
    return tuple(found.values())
