"""Are these the exact words? From a quote to its report: candidates, places, pieces, a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from .. import index as indexing
from ..address import addressed, minted
from ..analysis import tokenize
from ..document import SUMMARY, TITLE, Document, Passage, Stored, Turn, Voice
from ..engine import Question, SearchEngine
from ..errors import NotFound, TooBroad
from ..people import People
from ..store import Store
from . import claims
from .alarms import Known, alarms, outside
from .candidates import Search, tokens_apart
from .candidates import Turn as Candidate
from .folding import units
from .pieces import CHANGED, Cell
from .placing import Placed, Prepared, Text, misprint, place, prepared
from .values import (
    ALARMS,
    LONGEST,
    VARIANTS,
    VERDICTS,
    Alarm,
    Coverage,
    Piece,
    QuoteMatch,
    QuoteQuery,
    QuoteReport,
    Span,
)

FOUND = ("verbatim", "omission", "variants")
ALTERED = 0.7  # likeness of a text that is this one, altered
_SHORT = 20  # ideographs; a word is two
_OF_LONG = 0.1  # by how much a longer quote must be more alike
COVERED = 0.74  # and how much of the quote it has
NEAR = 0.45
_PIECE = 0.8  # likeness of each piece of a stitched quote, joined at the end of sentences
_PIECE_WITHIN = 0.93  # joined within one: formulas are alike by chance
_MOST_PIECES = 6
_PLACES = 24  # turns with the very words that are read
_TRIED = 6  # likely turns that are read
_TRIED_BY_WORDS = 4
_LEAST = 0.2  # likeness of a place that is looked at further
_TRIED_PIECE = 3  # and of each piece of a stitched quote
_SHOWN = 10
_CONTEXT = 200  # code points of context on each side
_CHINESE = ("zh", "zh-Hans", "zh-Hant")


@dataclass(frozen=True)
class Finder:
    """Answers quotes from an archive's engine and store."""

    engine: SearchEngine
    store: Store
    people: People

    def find(self, query: QuoteQuery) -> QuoteReport:
        """The report. Raises TooBroad for a text too long or without words, EngineUnavailable."""
        quote = _accepted(query.text)
        job = _Job(self, query)
        matches, standing = job.whole(quote)
        coverage = self.coverage(query.language)
        if matches:
            verdict = matches[0].verdict
            return _report(
                query, verdict, matches, coverage, standing.turns, standing.documents, quote
            )
        matches = job.likely(quote)
        if matches and matches[0].verdict in FOUND:
            return _report(query, matches[0].verdict, matches, coverage, None, None, quote)
        return _report(query, *job.settled(quote, matches), coverage, None, None, quote)

    def coverage(self, language: str | None) -> Coverage:
        """What is searched, and the state it is in."""
        chosen = _chosen(language)
        found = self.engine.search(
            Question(chosen=chosen, facets=("source", "year"), count=1, sort="oldest")
        )
        last = self.engine.search(Question(chosen=chosen, count=1, sort="newest"))
        days = [self._day(found.hits), self._day(last.hits)]
        seq = self.engine.state().seq
        change = self.store.changes(seq - 1, 1) if seq else ()
        sources = next((facet.counts for facet in found.facets if facet.name == "source"), ())
        return Coverage(
            sources,
            found.documents,
            found.turns,
            *days,
            seq,
            change[0].digest if change else "",
            language,
        )

    def _day(self, hits: tuple) -> str | None:
        stored = self.store.many(tuple(hit.document for hit in hits))
        return next((day.value for one in stored.values() if (day := one.document.date())), None)

    @cached_property
    def known(self) -> Known:
        """The names of the authority file as they fold."""
        names = [name.text for person in self.people.persons for name in person.names]
        words = {
            u.key for name in names for u in units(name) if u.kind == "word" and len(u.key) > 2
        }
        return Known(
            frozenset(words), tuple(n for n in names if units(n) and units(n)[0].kind == "han")
        )


@dataclass(frozen=True, slots=True)
class _Standing:
    turns: int | None = None
    documents: int | None = None


@dataclass(frozen=True)
class _Job:
    """One quote being looked for."""

    finder: Finder
    query: QuoteQuery

    @cached_property
    def search(self) -> Search:
        return Search(self.finder.engine, _chosen(self.query.language))

    def whole(self, quote: Prepared) -> tuple[tuple[QuoteMatch, ...], _Standing]:
        """The places where all words of the quote stand as one phrase."""
        rows = _rows(quote)
        found = self.search.whole(rows, _PLACES)
        turns = [*found.some]
        if found.turns > _PLACES and self.query.speaker:
            for person in claims.persons(self.query.speaker, self.finder.people):
                for facet in ("author", "speaker"):
                    turns += self.search.whole(rows, 4, **{facet: (person.id,)}).some
        matches = self._matches(quote, dict.fromkeys(turns))
        good = tuple(match for match in matches if match.verdict in FOUND)
        return good, _Standing(found.turns, found.documents)

    def likely(self, quote: Prepared) -> tuple[QuoteMatch, ...]:
        """The places most like the quote: by what stands there as it is; where that is nothing
        like it, by its words."""
        rows = _rows(quote)
        turns = self.search.likely(rows, _TRIED)
        matches = self._matches(quote, turns)
        if matches and matches[0].likeness >= ALTERED:
            return matches
        more = [turn for turn in self.search.by_words(rows, _TRIED_BY_WORDS) if turn not in turns]
        return tuple(sorted((*matches, *self._matches(quote, more)), key=_order))

    def settled(self, quote: Prepared, matches: tuple[QuoteMatch, ...]):
        """The verdict when the quote as a whole stands nowhere, and the matches that show it."""
        earlier = tuple(self._earlier(quote, matches))
        if earlier:
            return earlier[0].verdict, earlier
        pieces = self._stitched(quote, matches)
        if pieces:
            return "stitched", pieces
        close = tuple(match for match in matches if _is_this(quote, match))
        if close:
            return "altered", tuple(m for m in close if m.likeness >= close[0].likeness - 0.1)
        near = tuple(replace(m, verdict="near") for m in matches if m.likeness >= NEAR)
        return ("near", near) if near else ("absent", ())

    def _earlier(self, quote: Prepared, matches: Iterable[QuoteMatch]) -> Iterator[QuoteMatch]:
        """Places in earlier versions of the documents that came near."""
        for match in matches:
            version = match.stored.version
            for number in range(version.number - 1, 0, -1):
                try:
                    stored = self._known(self.finder.store.get(version.document, number))
                except NotFound:
                    continue
                found = [self._match(quote, stored, turn) for turn in stretches(stored.document)]
                good = [m for m in found if m and m.verdict in FOUND]
                if good:
                    yield replace(good[0], notes=(*good[0].notes, "earlier-version"))
                    break

    def _stitched(self, quote: Prepared, matches: tuple[QuoteMatch, ...]) -> tuple[QuoteMatch, ...]:
        """The places of the pieces, when nearly all of the quote is of them."""
        if not matches:
            return ()
        pieces: list[QuoteMatch] = []
        waiting = [(quote, matches[0])]
        while waiting and len(pieces) < _MOST_PIECES:
            part, best = waiting.pop(0)
            holes, solid = _holes(part, best)
            if not holes:
                pieces.append(best)
                continue
            many = len(holes) + len(solid) + len(waiting) + len(pieces) > _MOST_PIECES
            if many or not solid or not all(_enough(quote, span) for span in (*holes, *solid)):
                return ()
            for span in solid:
                piece = self._match(prepared(quote.text, *span), best.stored, _turn_of(best))
                if piece is None:
                    return ()
                pieces.append(piece)
            for span in holes:
                piece = prepared(quote.text, *span)
                found = self._anywhere(piece, best)
                if found is None:
                    return ()
                waiting.append((piece, found))
        ends = [at for match in pieces for at in match.quoted if quote.begin < at < quote.end]
        sentences = all(_JOINT.search(_marks(quote.text, at)) for at in ends)
        least = _PIECE if sentences else _PIECE_WITHIN
        if waiting or len(pieces) < 2 or any(match.likeness < least for match in pieces):
            return ()
        return tuple(sorted(pieces, key=lambda match: match.quoted))

    def _anywhere(self, piece: Prepared, near: QuoteMatch) -> QuoteMatch | None:
        """The best place of a piece: in the same turn, else anywhere."""
        if not piece.size:
            return None
        same = self._match(piece, near.stored, _turn_of(near))
        if same and same.likeness >= _PIECE:
            return same
        whole, _ = self.whole(piece)
        found = whole or self._matches(piece, self.search.likely(_rows(piece), _TRIED_PIECE))
        return found[0] if found else None

    def _matches(self, quote: Prepared, turns: Iterable[Candidate]) -> tuple[QuoteMatch, ...]:
        wanted: dict[str, set[int]] = {}
        for id, number in turns:
            wanted.setdefault(id, set()).add(number)
        stored = self.finder.store.many(tuple(wanted))
        found = []
        for id, numbers in wanted.items():
            if id in stored:
                one = self._known(stored[id])
                for turn in stretches(one.document, numbers):
                    match = self._match(quote, one, turn)
                    if match:
                        found.append(match)
        return tuple(sorted(found, key=_order))

    def _known(self, stored: Stored) -> Stored:
        return replace(stored, document=self.finder.people.resolved(stored.document))

    def _match(self, quote: Prepared, stored: Stored, turn: Turn) -> QuoteMatch | None:
        placed = place(quote, Text.of(turn))
        if placed is None or placed.likeness < _LEAST:
            return None
        match = _match(quote, placed, stored, self.finder.known)
        return replace(match, claim=self._claim(match))

    def _claim(self, match: QuoteMatch):
        query, document = self.query, match.stored.document
        if query.speaker is None and query.date is None:
            return None
        voice = match.voice
        claim = claims.judged(query.speaker or "", voice, self.finder.people, document.status)
        day = claims.dated(query.date, document) if query.date else None
        return replace(claim, speaker=claim.speaker if query.speaker else None, date=day)


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


def _turn_of(match: QuoteMatch) -> Turn:
    return next(
        turn
        for turn in stretches(match.stored.document)
        if any(p.number == match.start[0] for p in turn.passages)
    )


def _accepted(text: str) -> Prepared:
    if len(text) > LONGEST:
        raise TooBroad("quote-too-long")
    quote = prepared(text)
    if not quote.size:
        raise TooBroad("quote-without-words")
    return quote


def _rows(quote: Prepared):
    text = quote.text[: quote.end]
    apart = ((0, quote.begin), *quote.gaps, *quote.brackets)
    return tokens_apart(text, apart) or (tokenize(text[quote.begin :]),)


def _chosen(language: str | None) -> dict[str, tuple[str, ...]]:
    if language is None:
        return {}
    return {"language": _CHINESE if language == "zh" else (language,)}


def _match(quote: Prepared, placed: Placed, stored: Stored, known: Known) -> QuoteMatch:
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


def _is_this(quote: Prepared, match: QuoteMatch) -> bool:
    """Whether it is this text, altered; the longer a quote, the more of it must stand there."""
    more = 0.0 if _size(quote, (quote.begin, quote.end)) <= _SHORT else _OF_LONG
    return match.likeness >= ALTERED + more and _share(match) >= COVERED + more / 2


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


_FITS = {"right": 0, "read-by-other": 1, "reported": 1, "interpreted": 1, "translated": 1}
_UNSEEN = {"no-break", "hidden"}


def _order(match: QuoteMatch) -> tuple:
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


def _standing(voice: Voice | None) -> int:
    if voice is None:
        return 3
    return 2 if voice.mode == "reported" else 1 if voice.author else 0


def _report(query, verdict, matches, coverage, turns, documents, quote) -> QuoteReport:
    notes = []
    if quote.size <= 3 or ((turns or 0) > 20 and quote.size <= 6):
        notes.append("short")
    if verdict == "stitched":
        voices = {m.voice for m in matches}
        if len(voices) > 1:
            notes.append("several-voices")
        elif len({(m.address.document, _turn_of(m).number) for m in matches}) == 1:
            notes.append("one-turn")
        shown = matches
    else:
        shown = matches[:_SHOWN]
    return QuoteReport(query, verdict, shown, coverage, turns, documents, tuple(notes))


# --- pieces of several places ------------------------------------------------------------------

_JOINT = re.compile(r"[.!?。！？…]")
_PAUSE = re.compile(r"[,;:—–，；：、]")


def _enough(quote: Prepared, span: Span) -> bool:
    """Whether a piece is long enough to come from its place by more than chance: the less so the
    less the quote pauses where it is joined."""
    size = _size(quote, span)
    marks = [_marks(quote.text, at) for at in span if quote.begin < at < quote.end]
    least = 6 if all(map(_JOINT.search, marks)) else 14 if all(map(_PAUSE.search, marks)) else 24
    return size >= least


def _size(quote: Prepared, span: Span) -> int:
    """How long a stretch of a quote is: a word counts as two ideographs."""
    return sum(1 if unit.kind == "han" else 2 for unit in units(quote.text, *span))


def _marks(text: str, at: int) -> str:
    """What stands between the words around a place."""
    before, after = re.search(r"\W*$", text[:at]), re.match(r"\W*", text[at:])
    return before.group() + after.group()


def _holes(quote: Prepared, match: QuoteMatch):
    """Stretches of the quote that the match does not have, and those it has: of some length."""
    spans: list[tuple[bool, int, int, int]] = []
    for piece in match.pieces:
        if not piece.quoted.strip():
            continue
        lost = piece.kind in ("inserted", "replaced")
        size = sum(2 if u.kind == "han" else max(len(u.key), 2) for u in units(piece.quoted))
        spans.append((lost, piece.at, piece.at + len(piece.quoted), size))
    for _ in range(3):
        spans = _blended(spans)
    long = [(lost, _after_marks(quote.text, a, b), b) for lost, a, b, size in spans if size >= 12]
    return [(a, b) for lost, a, b in long if lost], [(a, b) for lost, a, b in long if not lost]


def _after_marks(text: str, start: int, stop: int) -> int:
    """Where a piece begins once the marks that end the one before are left to that."""
    return re.compile(r"[\s.,;:!?。，；：！？、…—–]*").match(text, start, stop).end()


def _blended(spans):
    """Short stretches take the colour of their longer neighbours."""
    row = []
    for number, (lost, a, b, size) in enumerate(spans):
        neighbours = spans[max(0, number - 1) : number] + spans[number + 1 : number + 2]
        if size < 12 and neighbours and max(n[3] for n in neighbours) > size:
            lost = max(neighbours, key=lambda n: n[3])[0]
        row.append((lost, a, b, size))
    joined = []
    for lost, group in groupby(row, key=lambda span: span[0]):
        run = list(group)
        joined.append((lost, run[0][1], run[-1][2], sum(r[3] for r in run)))
    return joined
