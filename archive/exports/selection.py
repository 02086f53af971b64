"""What is taken out, and in which state of the archive? Ids in their order, and documents as then.

The ids are chosen in one state, whatever a job adds meanwhile; where the index is asked, in the
state it has reached. Documents are read while the archive may go on growing. One that has changed
since is given as it was, so an export is of the archive at one moment however long it takes, and
the same again from the same state.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from ..catalogue import Archive
from ..document import Stored
from ..index import history
from ..people import People
from ..search import Filters, SearchRequest
from ..store import Store

CHUNK = 200  # documents read at a time


@dataclass(frozen=True, slots=True)
class State:
    """A state of the archive: `seq` and the `digest` of its last change (of nothing: ""); `people`,
    the digest of the authority file; `indexed`, the change the index has reached (None: it was not
    asked)."""

    seq: int
    digest: str
    people: str
    indexed: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request finds in a state: `ids` in the order they are exported."""

    request: SearchRequest
    state: State
    ids: tuple[str, ...]

    def account(self) -> dict:
        """What was asked and of what, as a manifest has it."""
        return {
            "query": self.request.text,
            "filters": chosen(self.request),
            "seq": self.state.seq,
            "state": self.state.digest,
            "people": self.state.people,
            "indexed": self.state.indexed,
            "documents": len(self.ids),
        }

    def digest(self) -> str:
        """Of what is asked and the state: the same for the same export."""
        told = json.dumps([self.account(), self.ids], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def state(archive: Archive, request: SearchRequest) -> State:
    """Of which state a request is answered: the one the index has reached; that of the catalogue
    where it asks for nothing. Raises EngineUnavailable."""
    people = archive.people.digest()
    if everything(request):
        seq = archive.store.seq()
        return State(seq, history(archive.store, seq), people)
    indexed = archive.index.reader().state()
    return State(indexed.seq, indexed.history, people, indexed.seq)


def everything(request: SearchRequest) -> bool:
    """Whether a request asks for nothing in particular, and so for all."""
    return not request.text.strip() and request.filters == Filters()


def chosen(request: SearchRequest) -> dict:
    """The choices of a request that change what it finds, those alone that are made."""
    filters = {name: value for name, value in asdict(request.filters).items() if value}
    ways = {"exact": request.exact, "off": request.off}
    return filters | {name: value for name, value in ways.items() if value}


def selected(archive: Archive, request: SearchRequest) -> Selection:
    """What a request finds: everything, in the order of ids, where it asks for nothing; else
    oldest first. Raises EngineUnavailable, TooBroad."""
    still = archive.as_of_now()
    then = state(still, request)
    ids = still.every_id(then.seq) if everything(request) else still.found_ids(request)
    return Selection(request, then, tuple(ids))


def documents(
    store: Store, people: People, selection: Selection, start: int = 0
) -> Iterator[Stored]:
    """The documents of a selection from number `start` on, each as it was in its state."""
    for at in range(start, len(selection.ids), CHUNK):
        ids = selection.ids[at : at + CHUNK]
        found = store.many(ids, at=selection.state.seq)
        for id in ids:
            yield replace(found[id], document=people.resolved(found[id].document))
