"""Whose words does a release itself say that its quotations are?

A release without labels still quotes: «…», — said NAME. Its text is nobody's voice, so such words
are reported, not taken down; but whose they are reported to be is printed, and read here as it is
in an article. What stands between quotation marks is never nobody's: where no name is printed
beside it, or the person is only concluded (by "he", or from words far before), it is somebody's,
and it cannot be told whose.

    >>> text = "“The road is open,” said Ivan Lesnoy, the mayor. It snowed. “At last,” he said."
    >>> said = Passage(1, "narration", text)
    >>> credited((said,), (1, 1), (1, 17), People()).speaker.name
    'Ivan Lesnoy'
    >>> credited((said,), (1, 61), (1, 68), People())
    Credit(speaker=None)
    >>> credited((said,), (1, 49), (1, 57), People()) is None
    True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ..address import Place
from ..articles.checking import claimed
from ..articles.marks import quoted
from ..articles.quotations import Quotation, quotations
from ..document import Passage, Speaker
from ..people import People

LONGEST = 30_000
"""Code points of a text that is read as a release; of a longer one (a transcript with labels) only
the passages in which the words stand are read."""

DIRECT = ("direct", "fragment", "nested")


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that a text quotes: who is printed beside them as having said so; None: it cannot be
    told."""

    speaker: Speaker | None


def credited(
    passages: Sequence[Passage], start: Place, stop: Place, people: People
) -> Credit | None:
    """Whose the words of these passages from `start` to `stop` are printed to be; None where they
    are no quotation but the text's own."""
    if sum(len(passage.text) for passage in passages) > LONGEST:
        numbers = [passage.number for passage in passages]
        passages = passages[numbers.index(start[0]) : numbers.index(stop[0]) + 1]
    texts = [passage.text for passage in passages]
    begins = dict(
        zip(
            (passage.number for passage in passages),
            accumulate((len(text) + 1 for text in texts), initial=0),
            strict=False,
        )
    )
    first, last = begins[start[0]] + start[1], begins[stop[0]] + stop[1]
    text = "\n".join(texts)
    found = _quotations(text)
    over = [each for each in found if each.kind in DIRECT and _meets(each, first, last)]
    # All that hold the words, those within others too; else all that the words run through.
    holding = [each for each in over if _holds(each, first, last)]
    if holding or _from_one_to_another(over, first, last):
        speakers = {_speaker(each, text, people) for each in holding or over}
        return Credit(speakers.pop() if len(speakers) == 1 else None)
    return Credit(None) if _within_marks(text, found, first, last) else None


def _speaker(quotation: Quotation, text: str, people: People) -> Speaker | None:
    told = quotation.attribution
    name = claimed(quotation, text, people) if told and told.sure else None
    return Speaker(told.label, name) if told and name else None


def _meets(quotation: Quotation, first: int, last: int) -> bool:
    begin, end = quotation.pieces[0][0], quotation.pieces[-1][1]
    return begin < last and first < end


def _holds(quotation: Quotation, first: int, last: int) -> bool:
    begin, end = quotation.pieces[0][0], quotation.pieces[-1][1]
    # The stop or comma may stand on either side of the closing mark.
    return begin <= first and last <= end + 1


def _from_one_to_another(over: Sequence[Quotation], first: int, last: int) -> bool:
    """Whether words begin in one quotation and end in another: “A,” said NAME. “B.”"""
    ends = ((first, first), (last, last))
    return all(any(_holds(each, *end) for each in over) for end in ends)


def _within_marks(text: str, found: Sequence[Quotation], first: int, last: int) -> bool:
    """Whether words begin or end between marks; a mere name between marks has to hold them all."""
    names = {each.start for each in found if each.kind == "name"}
    return any(
        (begin <= first and last <= end + 1)
        or (each.start not in names and (begin <= first < end or begin < last <= end))
        for each in quoted(text)
        for begin, end in each.pieces
    )


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[Quotation, ...]:
    return quotations(text)
