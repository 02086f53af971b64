"""Which questions do pages and commands ask? Archive: it delegates, and never computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from functools import partial

from . import index as indexing
from . import pasted
from .byhand import ByHand, Held
from .compiling import Compiled, compiled
from .document import PartialDate, Stored, Version
from .engine import Facet, Hit, IndexState, Question, Reader, Results
from .engine.plan import And, Label
from .errata import Errata
from .errors import TooBroad
from .index import Index, Pinned
from .labels import unknown as unknown_labels
from .patience import Patience
from .people import People
from .query import Or, Parsed, parse, unparse
from .quotes.finder import Finder
from .quotes.values import QuoteQuery, QuoteReport
from .search import (
    SWITCHES,
    FacetValue,
    Filters,
    QueryReading,
    ResultFacet,
    ResultHit,
    ResultPage,
    SearchRequest,
)
from .shown import Shown
from .snippet import marked
from .store import Provenance, Store
from .suggest import (
    FEW,
    Completion,
    Known,
    Memory,
    Suggestion,
    apart,
    completions,
    every_name,
    fields_named,
    suggestions,
)

CHUNK = 500  # documents fetched at a time when a whole result is streamed
PEOPLE_FACETS = ("speaker", "author", "mentioned")


@dataclass(frozen=True, slots=True)
class Overview:
    """What is here: documents in all, by language and by source (value, count; most first), by
    month in order of time ('2024-05', count), and the latest."""

    documents: int
    turns: int
    languages: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    latest: tuple[Stored, ...]


class Archive:
    """An open archive: reading is free for all threads; writing is the pipeline's, through
    `store.writer()`."""

    def __init__(
        self,
        store: Store,
        index: Index,
        people: ByHand[People],
        errata: ByHand[Errata],
    ) -> None:
        self.store = store
        self.index = index
        self._people = people
        self._errata = errata
        self._shown = Shown()
        self._remembered = Memory()

    def as_of_now(self) -> Archive:
        """The same archive, to be asked many things that must fit together: the index stands still
        from the first question on, who is known and which misprints from now on. Documents are
        read as they are. It is closed with this one."""
        still = copy(self)
        still.index = Pinned(self.index)
        still._people = Held(self.people, self._people.trouble)
        still._errata = Held(self.errata, self._errata.trouble)
        return still

    @property
    def people(self) -> People:
        """Who is known now."""
        return self._people()

    @property
    def errata(self) -> Errata:
        """Which misprints are known now."""
        return self._errata()

    @property
    def trouble_by_hand(self) -> str | None:
        """What is wrong with what is kept by hand, the authority file and the misprints; None when
        nothing is."""
        troubles = filter(None, (self._people.trouble, self._errata.trouble))
        return "; ".join(troubles) or None

    def as_it_is(self) -> tuple[int, IndexState, People, Errata]:
        """All that a page of results follows from besides its request: two that are equal say that
        nothing has changed between. Raises EngineUnavailable."""
        return self.store.seq(), self.index.reader().state(), self.people, self.errata

    def search(self, request: SearchRequest, patience: Patience | None = None) -> ResultPage:
        """A page of results. Counts of switches are left out (None) where they would take longer
        than there is `patience`. Raises EngineUnavailable, TooBroad."""
        patience = patience or Patience()
        parsed, plan = self._understood(request)
        index = self.index.reader()
        indexed = index.state().seq
        found = index.search(_question(request, plan))
        stored = self._as_indexed(tuple(hit.document for hit in found.hits), indexed)
        people, errata = self.people, self.errata
        return ResultPage(
            query=self._reading(request, parsed, plan, patience),
            documents=found.documents,
            turns=found.turns,
            page=request.page,
            per_page=request.per_page,
            hits=tuple(
                self._shown(hit, stored[hit.document], plan, people, errata)
                for hit in found.hits
                if hit.document in stored
            ),
            facets=tuple(self._facet(facet, request.filters) for facet in found.facets),
            seq=self.store.seq(),
            indexed=indexed,
        )

    def count(self, request: SearchRequest, patience: Patience | None = None) -> int:
        """How many documents a request finds. Raises EngineUnavailable, and TooBroad, also when
        there is no `patience` left."""
        return self.totals(request, patience)[0]

    def totals(self, request: SearchRequest, patience: Patience | None = None) -> tuple[int, int]:
        """How many documents and turns a request finds. Raises as `count` does."""
        _, plan = self._understood(request)
        question = replace(_question(request, plan), facets=(), rank=(), start=0, count=1)
        if patience is not None:
            question = replace(question, seconds=patience.left())
        found = self._answer(question)
        return found.documents, found.turns

    def suggestions(
        self, request: SearchRequest, patience: Patience | None = None
    ) -> tuple[Suggestion, ...]:
        """What may have been meant by a request that finds few documents or none; at most four,
        each with how many it finds. Raises as `count` does."""
        return self._suggested(request, self.count(request, patience), patience)

    def _suggested(
        self, request: SearchRequest, now: int, patience: Patience | None
    ) -> tuple[Suggestion, ...]:
        count = partial(self.count, patience=patience)
        return suggestions(request, now, count, self.index.reader(), self._typed())

    def meant(
        self, request: SearchRequest, found: ResultPage, patience: Patience | None = None
    ) -> tuple[Suggestion, ...]:
        """What may have been meant by a request whose first page found few documents or none."""
        few = bool(request.text.strip()) and request.page == 1 and found.documents <= FEW
        return self._suggested(request, found.documents, patience) if few else ()

    def completions(
        self, request: SearchRequest, patience: Patience | None = None
    ) -> tuple[Completion, ...]:
        """What the last word of a request may become as it is typed; at most eight, each with what
        it finds; fewer where there is no `patience` left. Raises EngineUnavailable."""
        tried = partial(self._tried, patience=patience or Patience())
        return completions(request, tried, self.index.reader(), self._typed())

    def every_name(self, text: str) -> tuple[tuple[str, str], ...]:
        """(a person's name as typed, the query with all names of that person instead)."""
        return every_name(text, self.people)

    def apart(
        self, request: SearchRequest, patience: Patience | None = None
    ) -> tuple[tuple[str, int], ...]:
        """The parts of a request that must all be there, each with how many documents have it; none
        for a request of one part, or of many. Raises as `count` does."""
        return apart(request, partial(self.count, patience=patience))

    def quote(self, query: QuoteQuery) -> QuoteReport:
        """Whether these are the exact words, whose, where and when. Raises EngineUnavailable,
        TooBroad, NoSuch."""
        return Finder(self.index.reader(), self.store, self.people).find(query)

    def found_ids(self, request: SearchRequest) -> Iterator[str]:
        """The ids of the whole result, oldest first, each once; some may no longer be there where
        the index is behind. Raises EngineUnavailable, TooBroad."""
        _, plan = self._understood(request)
        question = replace(_question(request, plan), by="document", sort="oldest", facets=())
        for hits in self._pages(question):
            yield from (hit.document for hit in hits)

    def every_id(self, at: int) -> Iterator[str]:
        """The id of every document there was after a change, in their order, without asking the
        index."""
        after = ""
        while ids := self.store.ids(after, CHUNK, at):
            yield from ids
            after = ids[-1]

    def many(self, ids: tuple[str, ...]) -> dict[str, Stored]:
        """The newest versions of those ids that are there, people resolved."""
        people = self.people
        return {
            id: replace(stored, document=people.resolved(stored.document))
            for id, stored in self.store.many(ids).items()
        }

    def ids_of(self, request: SearchRequest, most: int) -> frozenset[str] | None:
        """The documents a request finds; None when these are more than `most`. Raises
        EngineUnavailable, TooBroad."""
        _, plan = self._understood(request)
        question = replace(_question(request, plan), by="document", rank=(), facets=(), start=0)
        found = self._answer(replace(question, count=most))
        return None if found.documents > most else frozenset(h.document for h in found.hits)

    def ids_among(self, request: SearchRequest, ids: tuple[str, ...]) -> frozenset[str]:
        """Those of some documents that a request finds. Raises EngineUnavailable, TooBroad."""
        _, plan = self._understood(request)
        return frozenset(hit.document for hit in _among(self.index.reader(), request, plan, ids))

    def among(self, request: SearchRequest, ids: tuple[str, ...]) -> dict[str, ResultHit]:
        """Those of some documents that a request finds, each with its best passages. Raises
        EngineUnavailable, TooBroad."""
        _, plan = self._understood(request)
        index = self.index.reader()
        hits = {hit.document: hit for hit in _among(index, request, plan, ids)}
        stored = self._as_indexed(tuple(hits), index.state().seq)
        people, errata = self.people, self.errata
        return {id: self._shown(hits[id], one, plan, people, errata) for id, one in stored.items()}

    def every(self) -> Iterator[Stored]:
        """Every document in the order of ids, without asking the index."""
        after = ""
        while ids := self.store.ids(after, CHUNK):
            stored = self.many(ids)
            yield from (stored[id] for id in ids if id in stored)
            after = ids[-1]

    def get(self, id: str, version: int | None = None) -> Stored:
        """A document, people resolved. Raises NotFound."""
        return self._known(self.store.get(id, version))

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions of a document, oldest first. Raises NotFound."""
        return self.store.versions(id)

    def marks(
        self, stored: Stored, text: str, exact: bool = False, off: tuple[str, ...] = ()
    ) -> dict[int, tuple[tuple[int, int], ...]]:
        """Where a query stands in a document: marks by passage number (0 title, -1 summary)."""
        query = self._parsed(text, (stored.document.source,))
        plan = compiled(query.tree, exact=exact, off=off)
        texts = {
            passage.number: passage.text
            for turn in indexing.turns(stored.document)
            for passage in turn.passages
        }
        shown = marked(texts, plan.shown, plan.match, self.errata.of(stored.document.id))
        return {number: spans for number, (_, spans) in shown.items() if spans}

    def raw(self, sha256: str) -> bytes:
        """The bytes as received. Raises NotFound, Damaged."""
        return self.store.blob(sha256)

    def provenance(self, sha256: str) -> Provenance:
        """Whence those bytes came. Raises NotFound."""
        return self.store.provenance(sha256)

    def overview(self) -> Overview:
        """What is here. Raises EngineUnavailable."""
        facets = ("language", "source", "month")
        found = self._answer(Question(facets=facets, count=1))
        counts = {facet.name: facet.counts for facet in found.facets}
        return Overview(
            found.documents,
            found.turns,
            *(counts.get(name, ()) for name in facets),
            latest=tuple(self._known(stored) for stored in self.store.latest()),
        )

    def label(self, facet: str, value: str, language: str) -> str:
        """What to call a facet's value: a person's name in that language, else the value."""
        return self.labels(facet, language)(value)

    def labels(self, facet: str, language: str) -> Callable[[str], str]:
        """The same for many values: who is known is looked up once."""
        if facet not in PEOPLE_FACETS:
            return str
        names = self.people.names(language)
        return lambda value: names.get(value, value)

    def close(self) -> None:
        """Lets go of files and connections."""
        self.index.close()
        self.store.close()

    def _understood(self, request: SearchRequest) -> tuple[Parsed, Compiled]:
        parsed = self._parsed(request.text)
        if parsed.refusal:
            raise TooBroad(parsed.refusal)
        return parsed, compiled(parsed.tree, exact=request.exact, off=request.off)

    def _typed(self) -> Known:
        """What visitors may mean by what they type."""
        return Known(self.index.reader(), self.people, self._remembered)

    def _parsed(self, text: str, sources: tuple[str, ...] | None = None) -> Parsed:
        """A question; the address of a page is a question for its document. The `sources` whose
        page it may be are asked of the index, unless they are given."""
        named = None
        if "/" in text:
            named = pasted.named(text, self.store, sources or self._sources())
        return parse(f"id:{named}" if named else text)

    def _sources(self) -> Iterator[str]:
        yield from (source for source, _ in self._typed().labels()["source"])

    def _reading(
        self, request: SearchRequest, parsed: Parsed, plan: Compiled, patience: Patience
    ) -> QueryReading:
        """How the query was read; a switch turns off an expansion of all words, and is counted
        once."""
        kinds = {part.kind for part in plan.parts} & set(SWITCHES)
        without = {kind: self._without(request, kind, patience) for kind in sorted(kinds)}
        parts = tuple(replace(part, documents=without.get(part.kind)) for part in plan.parts)
        parts += fields_named(parsed.tree, self.people)
        read_as = "" if parsed.tree == Or(()) else unparse(parsed.tree)
        unknown = unknown_labels(parsed.tree, request.filters, lambda: self._typed().labels())
        return QueryReading(request.text, read_as, parts, parsed.unused, unknown)

    def _without(self, request: SearchRequest, switch: str, patience: Patience) -> int | None:
        with patience.leaving_out():
            return self.count(replace(request, off=(*request.off, switch)), patience)
        return None

    def _tried(self, request: SearchRequest, patience: Patience) -> tuple[int, int]:
        """The totals of a request that may be too broad: then none."""
        with suppress(TooBroad):
            return self.totals(request, patience)
        return 0, 0

    def _as_indexed(self, ids: tuple[str, ...], indexed: int) -> dict[str, Stored]:
        """The documents in which stands what the index has found, those that are gone left out:
        where a job has not told it yet of a newer version, the one before."""
        stored = self.store.many(ids)
        if self.store.seq() == indexed:
            return stored
        then = self.store.many(ids, at=indexed)
        return {id: then[id] for id in stored if id in then}

    def _answer(self, question: Question) -> Results:
        return self.index.reader().search(question)

    def _pages(self, question: Question) -> Iterator[tuple[Hit, ...]]:
        """All hits of a question, a chunk at a time."""
        start = 0
        while hits := self._answer(replace(question, start=start, count=CHUNK)).hits:
            yield hits
            start += CHUNK

    def _known(self, stored: Stored) -> Stored:
        return replace(stored, document=self.people.resolved(stored.document))

    def _facet(self, facet: Facet, filters: Filters) -> ResultFacet:
        label = self.labels(facet.name, "")
        values = tuple(FacetValue(value, label(value), count) for value, count in facet.counts)
        return ResultFacet(facet.name, values, getattr(filters, facet.name, ()))


def _question(request: SearchRequest, plan: Compiled) -> Question:
    return Question(
        match=plan.match,
        rank=plan.rank,
        chosen=request.filters.chosen(),
        days=_days(request.filters),
        facets=request.facets,
        by=request.by,
        sort=request.sort,
        start=(request.page - 1) * request.per_page,
        count=request.per_page,
    )


def _among(
    index: Reader, request: SearchRequest, plan: Compiled, ids: tuple[str, ...]
) -> tuple[Hit, ...]:
    if not ids:
        return ()
    question = replace(_question(request, plan), by="document", facets=(), start=0)
    match = And((plan.match, Label("id", ids)))
    return index.search(replace(question, match=match, count=len(ids))).hits


def _days(filters: Filters) -> tuple[int, int] | None:
    """The chosen range of dates as days; open ends reach as far as dates go."""
    if filters.since is None and filters.until is None:
        return None
    first = PartialDate(filters.since or "0001", "printed", "").first()
    last = PartialDate(filters.until or "9999", "printed", "").last()
    return first.toordinal(), last.toordinal()
