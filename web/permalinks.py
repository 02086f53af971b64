"""What does the link of a quotation show? The words of its own version, or honestly why not.

A page of the words with all that is known of them, a page to copy them from, and both as JSON.
Nothing that merely resembles the words is ever shown in their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from flask import Blueprint, Response, make_response, render_template, request, url_for

from archive.address import Address, addressed, minted, parsed
from archive.citations import STYLES
from archive.difference import BREAK
from archive.document import Passage, Stored, Turn
from archive.following import Fate, fate

from .copying import USUAL, copies
from .headers import with_etag
from .here import archive, language

pages = Blueprint("quotes", __name__)

AROUND = 2
"""Passages shown before and after."""

LOST = {"several": 404, "unfit": 404, "gone": 410, "unknown": 404, "mistyped": 404}
"""States in which no words are shown, each with its status."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage on the page of a quotation: the words are its text from `start` to `stop`; none of
    it where these are the same."""

    passage: Passage
    start: int
    stop: int

    @property
    def around(self) -> bool:
        """Whether it is there only to be read beside the words."""
        return self.start == self.stop


@dataclass(frozen=True, slots=True)
class CutTurn:
    """Passages of one voice on that page."""

    turn: Turn
    cuts: tuple[Cut, ...]

    @property
    def around(self) -> bool:
        """Whether none of the words are this voice's."""
        return all(cut.around for cut in self.cuts)


@pages.get("/q/<address>")
def permalink(address: str) -> Response:
    """The words of an address."""
    return _answer(address, "permalink.html")


@pages.get("/q/<address>/copy")
def copy(address: str) -> Response:
    """The words of an address to be copied without a script: in each style, as text."""
    return _answer(address, "copy.html")


def address_of(stored: Stored, passages: Sequence[Passage]) -> Address | None:
    """The address of passages that stand side by side; None where there are no words."""
    first, last = passages[0], passages[-1]
    if not first.text or not last.text:
        return None
    start, stop = (first.number, 0), (last.number, len(last.text))
    return minted(stored.version.document, stored.version.number, passages, start, stop)


def link_to(address: Address, tongue: str | None = None) -> str:
    """The whole link of an address, as it is copied and printed."""
    return url_for(
        "quotes.permalink",
        interface=tongue or language(),
        address=str(address),
        size=None,
        colours=None,
        _external=True,
    )


def _answer(text: str, template: str) -> Response:
    address = parsed(text)
    found = fate(archive(), address) if address else None
    if found is None or found.state in LOST:
        return _lost(text, found)
    shown, stored, today = found.shown, found.stored, datetime.now(UTC).date()
    link = link_to(shown)
    misprints = archive().errata.of(stored.document.id)
    noted = misprints if request.args.get("sic") == "1" else None
    body = render_template(
        template,
        fate=found,
        stored=stored,
        document=stored.document,
        version=stored.version,
        turns=turns(stored, shown),
        address=shown,
        link=link,
        sha256=digest(found),
        copies=copies(stored, shown, language(), link, archive().people, today, noted),
        misprints=misprints,
        noted=noted is not None,
        found=misprints.found(BREAK.join(found.words)),
        styles=STYLES,
        usual=USUAL[language()],
        today=today.isoformat(),
        number=found.passages[0].number,
        linked=stored.document.url.startswith(("http://", "https://")),
    )
    return with_etag(make_response(body), digest(found))


def digest(found: Fate) -> str:
    """The whole sha256 of the words, of which the address carries the beginning."""
    return sha256(found.words)


def sha256(said: tuple[str, ...]) -> str:
    """The digest anyone can compute: of UTF-8, passages parted by a line feed."""
    return hashlib.sha256(BREAK.join(said).encode("utf-8", "surrogatepass")).hexdigest()


def turns(stored: Stored, address: Address) -> tuple[CutTurn, ...]:
    """The passages of an address and those around it, voice by voice."""
    passages = addressed(stored.document)
    numbers = [passage.number for passage in passages]
    first, last = numbers.index(address.start[0]), numbers.index(address.stop[0])
    text = next((place for place, number in enumerate(numbers) if number > 0), 0)
    since = min(first, max(text, first - AROUND))  # the head is no context of the text
    cuts = []
    for place in range(since, min(len(passages), last + AROUND + 1)):
        text = passages[place].text
        start = address.start[1] if place == first else 0 if place > first else len(text)
        stop = address.stop[1] if place == last else len(text) if place < last else 0
        cuts.append(Cut(passages[place], start, max(start, stop)))
    runs = groupby(cuts, key=lambda cut: cut.passage.voice)
    return tuple(
        CutTurn(Turn(number, voice, tuple(cut.passage for cut in run)), run)
        for number, (voice, run) in enumerate((voice, tuple(run)) for voice, run in runs)
    )


def _lost(text: str, found: Fate | None) -> Response:
    """The page of an address whose words are not shown."""
    state = found.state if found else "mistyped"
    body = render_template("lost.html", state=state, fate=found, text=text[:400])
    return Response(body, LOST[state], mimetype="text/html")
