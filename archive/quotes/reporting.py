"""How does a place become a match that a reader can judge, and matches a report?

Of a placed quote: its pieces with their alarms, the verdict of this place, the stored words, what
stands around them, and their address. Of matches: those shown, and what must be said of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..address import addressed, minted
from ..document import SUMMARY, TITLE, Passage, Stored, Turn
from .alarms import Known, alarms, outside
from .candidates import Standing
from .pieces import CHANGED, Cell
from .placing import Placed, Prepared, Text
from .stretches import stretch_of
from .values import (
    ALARMS,
    VARIANTS,
    Alarm,
    Coverage,
    Piece,
    QuoteMatch,
    QuoteQuery,
    QuoteReport,
)

_SHOWN = 10
_CONTEXT = 200  # code points of context on each side


def matched(quote: Prepared, placed: Placed, stored: Stored, known: Known) -> QuoteMatch:
    """The place of a quote with its pieces, words around, verdict and alarms; no claim is judged
    yet. `known` are names to be alarmed at."""
    text = placed.text
    cells = tuple(_noted(cell, text) for cell in placed.cells)
    pieces = tuple(_piece(cell, placed, known) for cell in cells)
    start, stop = text.place(placed.span[0]), text.place(placed.span[1])
    ways = {way for piece in pieces for way in piece.variants}
    kinds = {piece.kind for piece in pieces}
    ways |= {"brackets"} if "bracketed" in kinds else set()
    ways |= {"omission"} if "left-out" in kinds else set()
    passages = _touched(text.turn, start[0], stop[0])
    document = stored.document
    return QuoteMatch(
        stored=stored,
        voice=next((p.voice for p in passages if p.kind != "note"), passages[0].voice),
        quoted=(quote.begin, quote.end),
        start=start,
        stop=stop,
        address=minted(document.id, stored.version.number, addressed(document), start, stop),
        text=text.joined[slice(*placed.span)],
        before=_before(text.joined, placed.span[0]),
        after=_after(text.joined, placed.span[1]),
        verdict=_verdict(kinds),
        likeness=placed.likeness,
        pieces=pieces,
        variants=tuple(way for way in VARIANTS if way in ways),
        alarms=tuple(_alarms(pieces, placed)),
        notes=(*quote.notes, *_notes(cells, passages, placed)),
    )


def reported(
    query: QuoteQuery,
    quote: Prepared,
    verdict: str,
    matches: tuple[QuoteMatch, ...],
    coverage: Coverage,
    standing: Standing | None = None,
) -> QuoteReport:
    """The answer; `standing` says how many turns and documents have the same words, when that was
    counted."""
    turns, documents = (standing.turns, standing.documents) if standing else (None, None)
    notes = []
    if quote.size <= 3 or ((turns or 0) > 20 and quote.size <= 6):
        notes.append("short")
    if verdict == "stitched":
        voices = {m.voice for m in matches}
        if len(voices) > 1:
            notes.append("several-voices")
        elif len({(m.address.document, stretch_of(m).number) for m in matches}) == 1:
            notes.append("one-turn")
        shown = matches
    else:
        shown = matches[:_SHOWN]
    return QuoteReport(query, verdict, shown, coverage, turns, documents, tuple(notes))


def _verdict(kinds: set[str]) -> str:
    if kinds & set(CHANGED):
        return "altered"
    if kinds & {"variant", "bracketed"}:
        return "variants"
    return "omission" if "left-out" in kinds else "verbatim"


def _noted(cell: Cell, text: Text) -> Cell:
    """An editor's note that the quote leaves out is no change of the words."""
    if cell.kind != "omitted" or not cell.others:
        return cell
    first = text.place(cell.others[0].start)[0]
    last = text.place(cell.others[-1].start)[0]
    passages = _touched(text.turn, first, last)
    if text.turn.voice is not None and all(p.kind == "note" for p in passages):
        return cell._replace(kind="left-out")
    return cell


def _touched(turn: Turn, first: int, last: int) -> tuple[Passage, ...]:
    numbers = [p.number for p in turn.passages]
    return turn.passages[numbers.index(first) : numbers.index(last) + 1]


def _piece(cell: Cell, placed: Placed, known: Known) -> Piece:
    sides = placed.sides
    return Piece(
        cell.kind,
        sides.quote[slice(*cell.quote)],
        sides.stored[slice(*cell.text)],
        cell.quote[0],
        placed.text.place(cell.text[0]),
        cell.variants,
        alarms(cell, sides, known),
    )


def _alarms(pieces: tuple[Piece, ...], placed: Placed) -> Iterator[Alarm]:
    found = [
        Alarm(name, piece.quoted.strip(), piece.stored.strip())
        for piece in pieces
        for name in piece.alarms
    ]
    around = outside(placed.sides, placed.units, placed.first, placed.last, placed.span)
    found += [Alarm(name, "", words) for name, words in around]
    yield from sorted(dict.fromkeys(found), key=lambda alarm: ALARMS.index(alarm.kind))


def _notes(cells: tuple[Cell, ...], passages: tuple[Passage, ...], placed: Placed) -> Iterator[str]:
    if any(p.kind == "note" for p in passages) and any(c.kind == "left-out" for c in cells):
        yield "stage-note"
    if len({p.number for p in passages}) > 1:
        yield "paragraphs"
    if passages[0].number == TITLE:
        yield "title"
    if passages[0].number == SUMMARY:
        yield "summary"


def _before(text: str, at: int) -> str:
    """The words just before, from the start of a word on."""
    start = max(0, at - _CONTEXT)
    while 0 < start < at and not text[start - 1].isspace() and text[start] < "\u2e80":
        start += 1
    return text[start:at]


def _after(text: str, at: int) -> str:
    stop = min(len(text), at + _CONTEXT)
    while at < stop < len(text) and not text[stop].isspace() and text[stop] < "\u2e80":
        stop -= 1
    return text[at:stop]
