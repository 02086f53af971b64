"""Are these the exact words? What is asked of engine and store, in which order, until it is known.

First the quote as one phrase. Where that stands nowhere, the turns most like it are read: the words
may differ in spelling or leave some out; they may stand only in an earlier version, whose words
the index has in a field of their own; they may be pieces
of several places; they may be this text, altered, or only near it. Else the quote is absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from .. import earlier
from ..address import addressed
from ..analysis import Token, tokenize
from ..document import Stored, Turn
from ..engine import Reader
from ..errors import NoSuch, TooBroad
from ..following import trace
from ..people import People
from ..store import Store
from . import claims
from .alarms import Known
from .candidates import Search, Standing, tokens_apart
from .candidates import Turn as Candidate
from .coverage import chosen_by, coverage, languages
from .credited import credited
from .folding import units
from .placing import Prepared, Text, labelled, place, prepared
from .ranking import ALTERED, is_near, is_this, order
from .reporting import matched, reported
from .stitching import PIECE, stitched
from .stretches import stretch_of, stretches
from .values import FOUND, LONGEST, Claim, QuoteMatch, QuoteQuery, QuoteReport, Superseded

SPOKE = ("right", "reported", "interpreted", "translated", "read-out")  # claims: of who speaks
_PLACES = 24  # turns with the very words that are read
_TRIED = 6  # likely turns that are read
_TRIED_BY_WORDS = 4
_TRIED_PIECE = 3  # and of each piece of a stitched quote
_NEARLY = 0.1  # by how much a place shown beside the best may be less like the quote
_LEAST = 0.2  # likeness of a place that is looked at further


@dataclass(frozen=True)
class Finder:
    """Answers quotes from an archive's engine and store."""

    engine: Reader
    store: Store
    people: People

    def find(self, query: QuoteQuery) -> QuoteReport:
        """The report. Raises TooBroad for a text too long or without words, NoSuch for a language
        nothing here is in, EngineUnavailable."""
        quote = _accepted(query.text)
        searched = coverage(self.engine, self.store, query.language)
        if query.language and not searched.documents:
            _accepted_language(query.language, languages(self.engine))
        job = _Job(self, query)
        matches, standing = job.whole(quote)
        if matches:
            return reported(query, quote, matches[0].verdict, matches, searched, standing)
        if matches := job.labelled(quote):
            return reported(query, quote, matches[0].verdict, matches, searched)
        matches = job.likely(quote)
        if matches and matches[0].verdict in FOUND:
            return reported(query, quote, matches[0].verdict, _as_good(matches), searched)
        return reported(query, quote, *job.settled(quote, matches), searched)

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


@dataclass(frozen=True)
class _Job:
    """One quote being looked for."""

    finder: Finder
    query: QuoteQuery

    @cached_property
    def search(self) -> Search:
        return Search(self.finder.engine, chosen_by(self.query.language))

    def whole(self, quote: Prepared) -> tuple[tuple[QuoteMatch, ...], Standing]:
        """The places where all words of the quote stand as one phrase, and how many there are."""
        rows = _rows(quote)
        found = self.search.whole(rows, _PLACES)
        turns = [*found.some]
        if found.turns > _PLACES and self.query.speaker:
            for person in claims.persons(self.query.speaker, self.finder.people):
                for facet in ("author", "speaker"):
                    turns += self.search.whole(rows, 4, **{facet: (person.id,)}).some
        matches = self._matches(quote, dict.fromkeys(turns))
        good = tuple(match for match in matches if match.verdict in FOUND)
        return good, found

    def labelled(self, quote: Prepared) -> tuple[QuoteMatch, ...]:
        """The places where all its words stand but a name before them, of whoever speaks there: a
        transcript prints it so, and it is copied with the words."""
        if not (parted := labelled(quote)) or not parted[1].size:
            return ()
        label, rest = parted
        matches, _ = self.whole(rest)
        people = self.finder.people
        return tuple(
            m for m in matches if m.voice and claims.judged(label, m.voice, people).speaker in SPOKE
        )

    def likely(self, quote: Prepared) -> tuple[QuoteMatch, ...]:
        """The places most like the quote: by what stands there as it is; where that is nothing
        like it, by its words."""
        rows = _rows(quote)
        turns = self.search.likely(rows, _TRIED)
        matches = self._matches(quote, turns)
        if matches and matches[0].likeness >= ALTERED:
            return matches
        more = [turn for turn in self.search.by_words(rows, _TRIED_BY_WORDS) if turn not in turns]
        return tuple(sorted((*matches, *self._matches(quote, more)), key=order))

    def settled(
        self, quote: Prepared, matches: tuple[QuoteMatch, ...]
    ) -> tuple[str, tuple[QuoteMatch, ...]]:
        """The verdict when the quote as a whole stands nowhere, and the matches that show it."""
        former = self._former(quote, matches)
        stood = tuple(match for match in former if match.verdict in FOUND)
        if stood:
            return stood[0].verdict, stood
        pieces = stitched(quote, matches, self._beside, self._anywhere)
        if pieces:
            return "stitched", pieces
        for places in (matches, former):
            close = tuple(match for match in places if is_this(quote, match))
            if close:
                return "altered", _as_good(close)
        near = tuple(replace(m, verdict="near") for m in matches if is_near(quote, m))
        return ("near", near) if near else ("absent", ())

    def _former(self, quote: Prepared, matches: Iterable[QuoteMatch]) -> tuple[QuoteMatch, ...]:
        """The best places in earlier versions: of the documents that came near, and of those whose
        earlier versions alone have such words."""
        newest = {match.address.document: match.stored for match in matches}
        rows, search = _rows(quote), replace(self.search, within="earlier")
        turns = search.whole(rows, _TRIED).some or search.likely(rows, _TRIED)
        more = tuple(dict.fromkeys(id for id, _ in turns if id not in newest))
        newest |= {id: self._known(one) for id, one in self.finder.store.many(more).items()}
        best = (self._before(quote, one) for one in newest.values())
        return tuple(sorted((match for match in best if match), key=order))

    def _before(self, quote: Prepared, newest: Stored) -> QuoteMatch | None:
        """The best place in the versions before one, among what it has no more; that of the newest
        of these where several are as good."""
        standing = {passage.text for passage in addressed(newest.document)}
        best = None
        for version in earlier.before(self.finder.store, newest):
            stored = self._known(version)
            for turn in stretches(stored.document):
                if all(passage.text in standing for passage in turn.passages):
                    continue
                match = self._match(quote, stored, turn)
                if match and (best is None or _better(match, best)):
                    best = match
            if best and best.verdict in FOUND:
                break
        return best and self._superseded(best, newest)

    def _superseded(self, match: QuoteMatch, newest: Stored) -> QuoteMatch:
        """A place in an earlier version, with what became of it."""
        document, number = match.address.document, match.stored.version.number
        old, new = addressed(match.stored.document), addressed(newest.document)
        became = Superseded(
            self.finder.store.versions(document)[number],
            newest.version.number,
            trace(old, new, match.start, match.stop),
        )
        return replace(match, notes=(*match.notes, "earlier-version"), superseded=became)

    def _beside(self, piece: Prepared, near: QuoteMatch) -> QuoteMatch | None:
        """The place of a piece in the turn of a match."""
        return self._match(piece, near.stored, stretch_of(near))

    def _anywhere(self, piece: Prepared, near: QuoteMatch) -> QuoteMatch | None:
        """The best place of a piece: in the turn of a match, else anywhere."""
        if not piece.size:
            return None
        same = self._beside(piece, near)
        if same and same.likeness >= PIECE:
            return same
        whole, _ = self.whole(piece)
        found = whole or self._matches(piece, self.search.likely(_rows(piece), _TRIED_PIECE))
        return found[0] if found else None

    def _matches(self, quote: Prepared, turns: Iterable[Candidate]) -> tuple[QuoteMatch, ...]:
        """The places in these turns, best first."""
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
        return tuple(sorted(found, key=order))

    def _known(self, stored: Stored) -> Stored:
        return replace(stored, document=self.finder.people.resolved(stored.document))

    def _match(self, quote: Prepared, stored: Stored, turn: Turn) -> QuoteMatch | None:
        placed = place(quote, Text.of(turn))
        if placed is None or placed.likeness < _LEAST:
            return None
        match = matched(quote, placed, stored, self.finder.known)
        return replace(match, claim=self._claim(match))

    def _claim(self, match: QuoteMatch) -> Claim | None:
        query, document = self.query, match.stored.document
        if query.speaker is None and query.date is None:
            return None
        voice = match.voice
        day = printed.first() if (printed := document.date()) else None
        people, status = self.finder.people, document.status
        claim = claims.judged(query.speaker or "", voice, people, status, day)
        if query.speaker and voice is None:
            # The head is read apart: no sentence goes on from it into the text.
            heads = {match.start[0] <= 0, match.stop[0] <= 0}
            texts = [p for p in addressed(document) if (p.number <= 0) in heads]
            credit = credited(texts, match.start, match.stop, people)
            claim = claims.printed(query.speaker, credit.speaker, people, day) if credit else claim
        told = claims.dated(query.date, document) if query.date else None
        return replace(claim, speaker=claim.speaker if query.speaker else None, date=told)


def _as_good(matches: tuple[QuoteMatch, ...]) -> tuple[QuoteMatch, ...]:
    """The best place, and those that are nearly as like the quote: others would only distract."""
    return tuple(m for m in matches if m.likeness >= matches[0].likeness - _NEARLY)


def _better(match: QuoteMatch, other: QuoteMatch) -> bool:
    """Whether a place is more exactly the words than another."""
    return order(match)[:2] < order(other)[:2]


def _accepted(text: str) -> Prepared:
    if len(text) > LONGEST:
        raise TooBroad("quote-too-long")
    quote = prepared(text)
    if not quote.size:
        raise TooBroad("quote-without-words")
    return quote


def _accepted_language(language: str, known: tuple[str, ...]) -> None:
    """A language of the site's is accepted even while nothing is in it."""
    if language not in known:
        raise NoSuch("language", language, known)


def _rows(quote: Prepared) -> tuple[tuple[Token, ...], ...]:
    """The words of a quote in rows, parted where it leaves words out or puts some in."""
    text = quote.text[: quote.end]
    apart = ((0, quote.begin), *quote.gaps, *quote.brackets)
    return tokens_apart(text, apart) or (tokenize(text[quote.begin :]),)
