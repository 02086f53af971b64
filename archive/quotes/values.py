"""What is the quote finder asked, and what does it answer?

    >>> QuoteQuery("We share a border.", speaker="Han Zheng", date="2024-05-17").language is None
    True

All text is verbatim: `quoted` that of the quote, `stored` that of the archive. Offsets are code
points into the quote as given; a place is a passage's number with an offset into its stored text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..address import Address, Place
from ..document import Speaker, Stored, Version, Voice
from ..following import Trace

LONGEST = 2000
"""Code points of a quote; a longer one is refused."""

Span = tuple[int, int]

VERDICTS = ("verbatim", "omission", "variants", "altered", "stitched", "near", "absent")
"""verbatim: these code points stand so in one voice's text. omission: so, but for what "…" or
"[…]" says is left out, in order within one turn. variants: the same words; punctuation, case or
spelling differ (QuoteMatch.variants says which). altered: words differ. stitched: pieces of
several places, joined without a sign of it. near: a similar passage, not this text. absent: not
in the archive."""

FOUND = ("verbatim", "omission", "variants")
"""The verdicts under which the words stand in the archive."""

VARIANTS = (
    "case", "quotes", "dashes", "ellipsis", "punctuation", "spaces", "no-break", "hidden", "yo",
    "composed", "accents", "width", "characters", "numbers", "brackets", "omission",
)  # fmt: skip
"""In what the same words may differ. no-break: only the kind of a space. hidden: characters not
seen (soft hyphens, joiners). composed: a letter with its mark as one character or as two. width:
full and half width, compatibility forms. characters: traditional and simplified. numbers: how
thousands and decimals are set. brackets: words the quoter put in [ ]. omission: what "…" says."""

PIECES = ("same", "variant", "replaced", "inserted", "omitted", "bracketed", "left-out")
"""inserted: only in the quote. omitted: only in the archive, and the quote does not say so.
bracketed: put in by the quoter, in [ ]. left-out: what a "…" of the quote stands for."""

ALARMS = (
    "figure", "negation", "name", "modal", "question", "cut-figure", "cut-negation", "cut-question",
)  # fmt: skip
"""What a reader must see first: a changed figure, negation, name, modal verb; a question made a
statement. cut-: the words are as stored, but just outside them stands what belongs to them: the
rest of a figure ("million", "%"), a negation, a question mark."""

CLAIMS = (
    "right", "read-by-other", "read-out", "reported", "interpreted", "translated", "ambiguous",
    "unknown", "other", "editorial",
)  # fmt: skip
"""What becomes of "X said so". right: X says it here in the language of the text. read-by-other:
X's words, read out by another. read-out: X reads out another's words. reported: X is reported to
have said so, these are not X's words as spoken. interpreted, translated: X's, not in X's own
language. ambiguous: several persons bear the name that was given. unknown: it cannot be told
whether the name that was given and the printed one are one person's (another script, nobody known),
or whose words those are that the editor quotes.
other: someone else's words. editorial: the editor's text, nobody's words."""

NOTES = (
    "paragraphs", "ellipsis-start", "ellipsis-end", "marks", "title", "summary",
    "earlier-version", "short", "several-voices", "one-turn", "stage-note",
    "label",
)  # fmt: skip
"""paragraphs: the words go on from one paragraph into the next. ellipsis-start, ellipsis-end: the
quote says that it begins or ends within a sentence. marks: outer quotation marks were put aside.
title, summary: the words are of the document's head. earlier-version: they stand in an earlier
version only. short: so few and so common words that they prove nothing. several-voices, one-turn:
the pieces are of several voices; of one turn. stage-note: a note of the editor ("Applause") stands
between the words and was left out. label: the quote begins with the name of who speaks there, as a
transcript does, and that was put aside."""


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Words to be found: at most LONGEST code points. `speaker` and `date` (partial: '2024-05')
    as claimed; `language` (as in documents) restricts where it is looked for."""

    text: str
    speaker: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of quote and archive side by side: `kind` one of PIECES, `at` where `quoted`
    begins, `place` where `stored` does. All pieces of a match, joined, are the quote and the
    stored words (a line feed stands between two passages). `alarms` are of ALARMS."""

    kind: str
    quoted: str
    stored: str
    at: int
    place: Place
    variants: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """A difference to be seen first: `kind` one of ALARMS; what the quote and what the archive
    has, "" for nothing."""

    kind: str
    quoted: str
    stored: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What becomes of what was claimed: `speaker` one of CLAIMS (None: none was claimed), `date`
    "right", "differs" or "unknown" (None: none was claimed); `whose` the words are and `uttered`
    by whom (None: the editor's text); `persons` who may be meant, when ambiguous, each as the
    archive names them."""

    speaker: str | None
    date: str | None
    whose: Speaker | None
    uttered: Speaker | None
    persons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Superseded:
    """What became of words that stand in an earlier version only: the first version that has them
    no more (`version.seen`: the moment it was received), and their trace in the `newest`."""

    version: Version
    newest: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where the quote, or the piece `quoted` of it, stands: the document and version, the voice,
    the stored words from `start` to `stop` and their address, the words around them.

    `verdict` is of this place alone (never stitched or absent); `likeness` 0…1 how much of the
    words agree. `superseded`: what became of them, where they are of an earlier version.
    """

    stored: Stored
    voice: Voice | None
    quoted: Span
    start: Place
    stop: Place
    address: Address
    text: str
    before: str
    after: str
    verdict: str
    likeness: float
    pieces: tuple[Piece, ...]
    variants: tuple[str, ...]
    alarms: tuple[Alarm, ...]
    notes: tuple[str, ...]
    claim: Claim | None = None
    superseded: Superseded | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched, so that "not in the archive" can be said in public: documents by source,
    and how many there are (in the language asked for), first and last date, turns; and the state:
    number and digest of the last change. The newest versions are searched, and what
    earlier ones had otherwise (of each document the last earlier.MOST)."""

    sources: tuple[tuple[str, int], ...]
    documents: int
    turns: int
    first: str | None
    last: str | None
    seq: int
    digest: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """The answer. `matches`: best first; for "stitched" the places of the pieces in the order of
    the quote; none for "absent". `turns` and `documents`: how many in all have the same words, as
    a search folds them (None: not counted). `notes` of NOTES. `claim` is the first match's."""

    query: QuoteQuery
    verdict: str
    matches: tuple[QuoteMatch, ...]
    coverage: Coverage
    turns: int | None = None
    documents: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim | None:
        """What becomes of the claim, by the first match."""
        return self.matches[0].claim if self.matches else None
