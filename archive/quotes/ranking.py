"""Which of several places comes first, and is a place that differs still this text?

Best is where the words stand, then whom they were claimed of, then how exact they are. A place is
this text, altered, when enough of the quote stands there; otherwise it is only like it.
"""

from __future__ import annotations

from ..document import Voice
from .folding import units
from .placing import Prepared, misprint, weight
from .values import FOUND, VERDICTS, QuoteMatch

ALTERED = 0.7  # likeness of a text that is this one, altered
COVERED = 0.74  # and how much of the quote it has
NEAR = 0.45  # likeness of a similar passage that is shown
_TWO_WORDS = 4  # ideographs; a word is two
_SHORT = 20  # ideographs; a word is two
_OF_LONG = 0.1  # by how much a longer quote must be more alike
_FITS = {"right": 0, "read-by-other": 1, "reported": 1, "interpreted": 1, "translated": 1}
_UNSEEN = {"no-break", "hidden", "composed"}


def order(match: QuoteMatch) -> tuple:
    """Best first: the words before anything like them; whom they were claimed of; how exact they
    are; a person's own words before others'; the earliest."""
    found = match.verdict in FOUND
    claim, day = match.claim, match.stored.document.date()
    return (
        not found,
        0.0 if found else -match.likeness,
        _FITS.get(claim.speaker, 2 + (claim.speaker == "other")) if claim else 0,
        claim is not None and claim.date == "differs",
        VERDICTS.index(match.verdict),
        len(set(match.variants) - _UNSEEN),
        len(match.variants),
        _standing(match.voice),
        day.value if day else "9999",
        match.address.document,
        match.start,
    )


def is_this(quote: Prepared, match: QuoteMatch) -> bool:
    """Whether it is this text, altered; the longer a quote, the more of it must stand there."""
    more = 0.0 if quote.weight((quote.begin, quote.end)) <= _SHORT else _OF_LONG
    return match.likeness >= ALTERED + more and _share(match) >= COVERED + more / 2


def is_near(quote: Prepared, match: QuoteMatch) -> bool:
    """Whether it is at least like this text, and by more than a single word: where 我们 is all they
    have in common, they have nothing."""
    common = 0.0
    for piece in match.pieces:
        if piece.kind in ("same", "variant"):
            common += weight(piece.quoted)
        elif piece.kind == "replaced":
            common += weight(piece.quoted) * misprint(units(piece.quoted), units(piece.stored))
    return match.likeness >= NEAR and common >= min(_TWO_WORDS, weight(quote.text))


def _standing(voice: Voice | None) -> int:
    if voice is None:
        return 3
    return 2 if voice.mode == "reported" else 1 if voice.author else 0


def _share(match: QuoteMatch) -> float:
    """How much of the quote stands in the stored words, misprints by the letters they keep."""
    had = asked = 0.0
    for piece in match.pieces:
        letters = sum(c.isalnum() for c in piece.quoted) * (piece.kind != "bracketed")
        asked += letters
        if piece.kind in ("same", "variant"):
            had += letters
        elif piece.kind == "replaced":
            had += letters * misprint(units(piece.quoted), units(piece.stored))
    return had / asked if asked else 0.0
