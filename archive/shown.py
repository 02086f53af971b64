"""What is shown of a found document? Its facts, and the passages that show best why it was found.

Which passages these are and what is marked in them follows from the words of a version, its known
misprints and the question alone; to find it out costs most of an answer, so it is remembered. Whose
words they are is looked up every time.
"""

from __future__ import annotations

from typing import NamedTuple

from . import index as indexing
from .compiling import Compiled
from .document import TITLE, Passage, Stored
from .engine import Hit
from .errata import Errata
from .made import Made
from .people import People
from .search import PassageHit, ResultHit
from .snippet import asks_of_titles, best, marked
from .windows import Parts, Span

MOST = 4_000_000  # code points of passages that a process remembers

Marked = tuple[tuple[Passage, tuple[Span, ...], Parts], ...]


class _Asked(NamedTuple):
    """All that the choice of passages follows from."""

    document: str
    version: int
    digest: str
    turns: tuple[int, ...]
    plan: tuple[object, object]
    misprints: Errata


class Shown:
    """Makes what is shown of hits. For all threads."""

    def __init__(self, most: int = MOST) -> None:
        self._chosen: Made[Marked] = Made(most, size=_size)

    def __call__(
        self, hit: Hit, stored: Stored, plan: Compiled, people: People, errata: Errata
    ) -> ResultHit:
        """What is shown of a hit."""
        document = stored.document
        return ResultHit(
            id=document.id,
            url=document.url,
            title=document.title,
            language=document.language,
            published=document.date(),
            source=document.source,
            kind=document.kind,
            place=document.place,
            status=document.status,
            flags=document.flags,
            score=hit.score,
            turns=hit.turns,
            passages=self._passages(hit, stored, plan, people, errata.of(document.id)),
        )

    def _passages(
        self, hit: Hit, stored: Stored, plan: Compiled, people: People, misprints: Errata
    ) -> tuple[PassageHit, ...]:
        """The best passages of the hit's turns, at most three, in the order of the text. People
        are looked up for these only: whose turns they are, the printed labels tell."""
        version = stored.version
        words = (version.document, version.number, version.digest)
        asked = _Asked(*words, hit.best, (plan.shown, plan.match), misprints)
        chosen = self._chosen(asked, lambda: _chosen(hit, stored, plan, misprints))
        voiced = people.voiced(stored.document.date())
        return tuple(
            PassageHit(passage.number, voiced(passage.voice), passage.text, marks, parts)
            for passage, marks, parts in chosen
        )


def _chosen(hit: Hit, stored: Stored, plan: Compiled, misprints: Errata) -> Marked:
    """The passages to be shown, each with what is marked in it."""
    head, *others = indexing.turns(stored.document)
    found = [turn for turn in (head, *others) if turn.number in hit.best]
    passages = tuple(passage for turn in found for passage in turn.passages)
    if head not in found and asks_of_titles(plan.match):  # of which each turn has the words
        passages = (*head.passages[:1], *passages)
    chosen = best(passages, plan.shown, plan.match, misprints)
    if head not in found and all(passage.number == TITLE for passage in chosen):
        chosen += passages[1:2]  # turns with the same title are told apart by their words
    texts = {passage.number: passage.text for passage in chosen}
    shown = marked(texts, plan.shown, plan.match, misprints)
    return tuple((p, marks, parts) for p in chosen for parts, marks in (shown[p.number],))


def _size(chosen: Marked) -> int:
    return 200 + sum(len(passage.text) for passage, _, _ in chosen)
