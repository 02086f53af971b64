"""Whose words does a release itself say that its quotations are?

A release without labels still quotes: «…», — said NAME. Its text is nobody's voice, so such words
are reported, not taken down; but whose they are reported to be is printed, and read here as it is
in an article. A quotation whose person is only concluded (by "he", or from the one before) is
nobody's.

    >>> said = Passage(1, "narration", "“The road is open,” said Ivan Lesnoy, the mayor.")
    >>> credited((said,), (1, 1), (1, 17), People()).name
    'Ivan Lesnoy'
    >>> credited((said,), (1, 26), (1, 37), People()) is None
    True
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from ..address import Place
from ..articles.checking import claimed
from ..articles.quotations import Quotation, quotations
from ..document import Passage, Speaker
from ..people import People

LONGEST = 30_000
"""Code points of a text that is read as a release; longer ones are transcripts with labels."""

DIRECT = ("direct", "fragment", "nested")


def credited(
    passages: Sequence[Passage], start: Place, stop: Place, people: People
) -> Speaker | None:
    """Who is printed beside a quotation of these passages as having said the words from `start`
    to `stop`; None where they are no quotation of one person, or nobody is printed beside it."""
    texts = [passage.text for passage in passages]
    if sum(map(len, texts)) > LONGEST:
        return None
    begins = dict(
        zip(
            (passage.number for passage in passages),
            accumulate((len(text) + 1 for text in texts), initial=0),
            strict=False,
        )
    )
    first, last = begins[start[0]] + start[1], begins[stop[0]] + stop[1]
    text = "\n".join(texts)
    for quotation in _quotations(text):
        told = quotation.attribution
        if quotation.kind in DIRECT and _holds(quotation, first, last) and told and told.sure:
            name = claimed(quotation, text, people)
            return Speaker(told.label, name) if name else None
    return None


def _holds(quotation: Quotation, first: int, last: int) -> bool:
    begin, end = quotation.pieces[0][0], quotation.pieces[-1][1]
    # The stop or comma may stand on either side of the closing mark.
    return begin <= first and last <= end + 1


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[Quotation, ...]:
    return quotations(text)
