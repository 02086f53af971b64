"""Which documents tell of the same occasion? Language versions, copies, and what else is of it.

Derived, computed when asked from a bounded number of the engine's answers, and never stored. Each
document joined says by which signs (see evidence.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from .catalogue import Archive
from .document import Stored, plain_stored
from .engine import Question, plan
from .errors import EngineUnavailable
from .evidence import Facts, Sign, copy, facts, occasion, version

AROUND = 2  # days before and after within which the same occasion is looked for
MOST = 40  # documents an answer of the engine may bring
MOST_WORDS = 24  # of a title that are looked up
MOST_PEOPLE = 12
TONGUES = ("ru", "zh", "en", "cn", "eng")


@dataclass(frozen=True, slots=True)
class Joined:
    """A document joined to another, and the signs by which."""

    stored: Stored
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """What is joined to a document: the same release in other languages, the same text at other
    places, and other documents of the occasion; each in the order of time."""

    versions: tuple[Joined, ...] = ()
    copies: tuple[Joined, ...] = ()
    event: tuple[Joined, ...] = ()

    def every(self) -> tuple[Joined, ...]:
        """All of them."""
        return self.versions + self.copies + self.event


@dataclass(frozen=True, slots=True)
class Participant:
    """Who speaks on an occasion: `name` as a document prints it, `person` when known, `turns` in
    the document in which they speak most, and that document's id."""

    name: str
    person: str | None
    turns: int
    document: str


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion: `main` is its fullest account, `around` what is joined to it, `members` all of
    it in the order of time; `signs` by the id of a member say why it is there (`main`: none)."""

    main: Stored
    around: Related
    members: tuple[Stored, ...]
    signs: Mapping[str, tuple[Sign, ...]]
    participants: tuple[Participant, ...]


def related(archive: Archive, stored: Stored) -> Related:
    """What is joined to a document. Raises EngineUnavailable, TooBroad."""
    return _Joining(archive, stored).related()


def document_object(archive: Archive, stored: Stored) -> dict:
    """The document object with its counterparts: the same release in other languages, each with
    its id, language and the basis of saying so; none while the index does not answer."""
    found: tuple[Joined, ...] = ()
    with suppress(EngineUnavailable):
        found = related(archive, stored).versions
    counterparts = [
        {
            "id": joined.stored.document.id,
            "language": joined.stored.document.language,
            "basis": joined.signs[0].code,
        }
        for joined in found
    ]
    return plain_stored(stored) | {"counterparts": counterparts}


def event(archive: Archive, stored: Stored) -> Event:
    """The occasion of a document: what is joined to its fullest account, and to itself. Raises
    EngineUnavailable, TooBroad."""
    around = own = related(archive, stored)
    main = fullest((stored, *(joined.stored for joined in own.every())))
    if main.document.id != stored.document.id:
        around = related(archive, main)
    joined = {j.stored.document.id: j for j in (*own.every(), *around.every())}
    joined |= {stored.document.id: Joined(stored, _why(around, stored))}
    joined |= {main.document.id: Joined(main, ())}
    members = tuple(sorted((j.stored for j in joined.values()), key=_order))
    return Event(
        main,
        around,
        members,
        {id: j.signs for id, j in joined.items()},
        participants(members),
    )


def _why(around: Related, stored: Stored) -> tuple[Sign, ...]:
    same = (j.signs for j in around.every() if j.stored.document.id == stored.document.id)
    return next(same, ())


def fullest(among: Iterable[Stored]) -> Stored:
    """The document that tells most of an occasion: what was said word for word before what is
    told of it; the earliest of equals."""

    def told(stored: Stored) -> tuple:
        turns = sum(turn.voice is not None for turn in stored.document.turns())
        verbatim = stored.document.kind in ("transcript", "briefing")
        return (not verbatim, -turns, _order(stored))

    return min(among, key=told)


def participants(documents: Iterable[Stored]) -> tuple[Participant, ...]:
    """Who speaks in these documents, those who speak most first."""
    most: dict[str, Participant] = {}
    for stored in documents:
        for key, here in _speaking(stored).items():
            before = most.get(key)
            if before is None or here.turns > before.turns:
                most[key] = here
    return tuple(sorted(most.values(), key=lambda p: (p.person is None, -p.turns, p.name)))


def _speaking(stored: Stored) -> dict[str, Participant]:
    found: dict[str, Participant] = {}
    for turn in stored.document.turns():
        if turn.voice is not None:
            one = turn.voice.speaker
            key = one.person or one.name
            turns = found[key].turns + 1 if key in found else 1
            found[key] = Participant(one.name, one.person, turns, stored.document.id)
    return found


def _order(stored: Stored) -> tuple[str, str, str]:
    when = stored.document.occurred or stored.document.date()
    return (when.value if when else "9999", when.time or "" if when else "", stored.document.id)


class _Joining:
    """Finding what is joined to one document; remembers how telling each thing is."""

    def __init__(self, archive: Archive, stored: Stored) -> None:
        self._archive = archive
        self._index = archive.index.reader()
        self._total = max(2, self._index.state().documents)
        self._own = facts(stored.document, archive.people)
        self._known: dict[tuple[str, str], float] = {}

    def related(self) -> Related:
        kinds: tuple[list, list, list] = ([], [], [])
        for stored in self._candidates():
            other = facts(stored.document, self._archive.people)
            for found, into in zip(self._judged(other), kinds, strict=True):
                if found:
                    into.append(Joined(stored, found))
        return Related(*(tuple(sorted(k, key=lambda j: _order(j.stored))) for k in kinds))

    def _judged(self, other: Facts) -> tuple[tuple[Sign, ...], ...]:
        """The signs by which it is a version, a copy, or of the occasion: the first that holds."""
        own = self._own
        if signs := version(own, other):
            return (signs, (), ())
        if signs := copy(own, other):
            return ((), signs, ())
        return ((), (), occasion(own, other, self._weight))

    def _candidates(self) -> Iterable[Stored]:
        """What may be joined, the document itself left out."""
        own = self._own.document
        ids = dict.fromkeys((*_siblings(own.id), *self._same_title(), *self._near_in_time()))
        ids.pop(own.id, None)
        return self._archive.many(tuple(ids)).values()

    def _same_title(self) -> Iterable[str]:
        terms = sorted(self._own.words)[:MOST_WORDS]
        if len(terms) < 3:
            return ()
        slots = (plan.Sequence("title", (plan.Slot((term,)),)) for term in terms)
        return self._ids(Question(plan.And(tuple(slots)), count=10))

    def _near_in_time(self) -> Iterable[str]:
        if not self._own.days:
            return
        first, last = min(self._own.days) - AROUND, max(self._own.days) + AROUND
        within = plan.Within(max(1, first), min(last, date.max.toordinal()))
        tongue = plan.Label("language", (self._own.document.language,))
        fields = ("title", "text")
        rank = tuple(plan.RankTerm(f, w) for w in sorted(self._own.words) for f in fields)
        yield from self._ids(Question(plan.And((within, tongue)), rank[:MOST_WORDS], count=MOST))
        people = tuple(sorted(self._own.people))[:MOST_PEOPLE]
        if people:
            named = plan.Or(tuple(plan.Label(f, people) for f in ("mentioned", "speaker")))
            yield from self._ids(Question(plan.And((within, named)), sort="oldest", count=MOST))
        others = plan.And((within, plan.Not(tongue)))
        yield from self._ids(Question(others, sort="oldest", count=MOST))

    def _ids(self, question: Question) -> tuple[str, ...]:
        return tuple(hit.document for hit in self._index.search(question).hits)

    def _weight(self, kind: str, value: str) -> float:
        """How telling a person, word or place is: 1 where one document has it, 0 where all do."""
        if (kind, value) not in self._known:
            number = self._index.search(Question(_bearing(kind, value), count=1)).documents
            rarity = 1 - math.log(max(1, number)) / math.log(self._total)
            self._known[kind, value] = max(0.0, rarity)
        return self._known[kind, value]


def _bearing(kind: str, value: str) -> plan.Match:
    if kind == "word":
        return plan.Sequence("title", (plan.Slot((value,)),))
    if kind == "place":
        return plan.Label("place", (" ".join(value.split()),))
    return plan.Or(tuple(plan.Label(facet, (value,)) for facet in ("speaker", "mentioned")))


def _siblings(id: str) -> tuple[str, ...]:
    """The ids a page would have in other languages of its source: where the id says one.

    >>> _siblings("kremlin-en-74048")[:2]
    ('kremlin-ru-74048', 'kremlin-zh-74048')
    """
    found = re.search(rf"-({'|'.join(TONGUES)})(?=-)", id)
    if found is None:
        return ()
    start, stop = found.span(1)
    return tuple(id[:start] + other + id[stop:] for other in TONGUES if other != found.group(1))
