"""What is there of a person? Counts that are searches, who they speak with, what they said last.

Said, authored, read out by others and mentioned are four things, and each is a request that finds
exactly as many documents as its count says.

    >>> from .people import Name
    >>> lesnoy = Person("ivan-lesnoy", (Name("ru", "Иван Лесной"),))
    >>> requests(lesnoy)["read"]
    SearchRequest(text='-speaker:"Иван Лесной"', ...)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from .address import Address, addressed, minted
from .catalogue import Archive
from .document import Passage, Stored
from .engine import Hit, Question, plan
from .errors import NotFound
from .people import Office, Person
from .search import Filters, SearchRequest

LATEST = 5
MOST_DOCUMENTS = 20_000  # of a person, among which companions are counted
MOST_COMPANIONS = 40
SHARED_PER_PAGE = 20
UNNAMED = frozenset(
    ("question", "вопрос", "вопросы", "问", "记者", "answer", "ответ", "答", "remark", "реплика",
     "response", "reply", "comment", "发言人", "moderator", "модератор", "主持人", "operator"),
)  # fmt: skip
"""Printed labels that name nobody, folded."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """A name under which someone speaks in the archive: a person's id (`known`), or a name as
    printed that the authority file does not have; and in how many documents."""

    value: str
    known: bool
    documents: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A document in which a person speaks (or is read out), the first passage of their first words
    in it, and the address of that passage."""

    stored: Stored
    passage: Passage
    address: Address


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person of the archive. `counts` has a number of documents for each of `requests`; `years`
    the documents by year in which they speak or are read out; `beside` who else speaks in the
    documents in which they speak; `latest` their last statements."""

    person: Person
    counts: Mapping[str, int]
    years: tuple[tuple[str, int], ...]
    beside: tuple[Speaking, ...]
    latest: tuple[Statement, ...]


def requests(person: Person) -> dict[str, SearchRequest]:
    """The searches that a person's counts are of: `said` by them, `authored` (their words, whoever
    utters them), `read` out by others, `mentioned`, and `own`: uttered by themselves, in their own
    language."""
    chosen = (person.id,)
    # Turns are found by every name of the person who speaks: leaving one name out leaves all out.
    others = f'-speaker:"{person.names[0].text}"'
    return {
        "said": SearchRequest(filters=Filters(speaker=chosen)),
        "authored": SearchRequest(filters=Filters(author=chosen)),
        "read": SearchRequest(others, Filters(author=chosen)),
        "mentioned": SearchRequest(filters=Filters(mentioned=chosen)),
        "own": SearchRequest(filters=Filters(speaker=chosen, author=chosen, channel=("original",))),
    }


def portrait(archive: Archive, id: str) -> Portrait:
    """What there is of a person of the authority file. Raises NotFound, EngineUnavailable,
    TooBroad."""
    person = known(archive, id)
    asked = requests(person)
    found = archive.index.reader().search(
        Question(plan.Label("author", (id,)), facets=("year",), sort="newest", count=LATEST)
    )
    return Portrait(
        person,
        {name: archive.count(request) for name, request in asked.items()},
        found.facets[0].counts,
        companions(archive, id),
        tuple(_statements(archive, found.hits, id)),
    )


def known(archive: Archive, id: str) -> Person:
    """The person of that id. Raises NotFound."""
    person = archive.people.get(id)
    if person is None:
        raise NotFound(id)
    return person


def offices(person: Person) -> tuple[Office, ...]:
    """Their offices, the latest first."""
    return tuple(sorted(person.offices, key=lambda office: office.since, reverse=True))


def held(person: Person, day: date) -> tuple[Office, ...]:
    """The offices of which the authority file says that they were held that day."""
    return tuple(office for office in offices(person) if office.held_on(day))


def heard(archive: Archive) -> tuple[Speaking, ...]:
    """Everyone whose words are in the archive, spoken by themselves or read out, those of most
    documents first; labels that name nobody are left out. Raises EngineUnavailable."""
    [counted] = archive.index.reader().search(Question(facets=("author",), count=1)).facets
    return _named(archive, counted.counts)


def begins(person: Person | None, name: str, begun: str) -> bool:
    """Whether a name, or any of the person's, or a part of it, begins so.

    >>> begins(None, "Пётр Ёлкин", "елк"), begins(None, "伊万·列斯诺伊", "列")
    (True, True)
    """
    wanted = _folded(begun)
    names = [name, *(one.text for one in person.names)] if person else [name]
    folded = [_folded(one) for one in names]
    return any(
        part.startswith(wanted)
        for one in folded
        for part in (one, *one.split(), *one.split("·"), *one.split("."))
    )


def people_object(archive: Archive, begun: str = "") -> dict:
    """Everyone whose words are here and whose name begins so, as JSON: persons of the authority
    file, and labels it does not know. Raises EngineUnavailable."""
    told: dict[str, list[dict]] = {"people": [], "others": []}
    for one in heard(archive):
        person = archive.people.get(one.value)
        if begins(person, one.value, begun) and person:
            told["people"].append(named(person) | {"documents": one.documents})
        elif begins(person, one.value, begun):
            told["others"].append({"name": one.value, "documents": one.documents})
    return told


def named(person: Person) -> dict:
    """A person's id and names, as JSON."""
    return {"id": person.id, "names": [asdict(name) for name in person.names]}


def companions(archive: Archive, id: str) -> tuple[Speaking, ...]:
    """Who else speaks in the documents in which they do."""
    ids = _documents_of(archive, id)
    if not ids:
        return ()
    question = Question(plan.Label("id", ids), facets=("speaker",), count=1)
    [counted] = archive.index.reader().search(question).facets
    others = tuple((value, count) for value, count in counted.counts if value != id)
    return _named(archive, others)[:MOST_COMPANIONS]


def together(archive: Archive, id: str, other: str, page: int) -> tuple[int, tuple[Stored, ...]]:
    """How many documents both speak in, and a page of them, the newest first. `other` is a
    person's id or a name as printed."""
    ids = _documents_of(archive, id)
    if not ids:
        return 0, ()
    both = plan.And((plan.Label("id", ids), plan.Label("speaker", (other,))))
    start = (page - 1) * SHARED_PER_PAGE
    found = archive.index.reader().search(
        Question(both, sort="newest", start=start, count=SHARED_PER_PAGE)
    )
    return found.documents, tuple(archive.many(tuple(h.document for h in found.hits)).values())


def _folded(name: str) -> str:
    return name.casefold().replace("ё", "е")


def _documents_of(archive: Archive, id: str) -> tuple[str, ...]:
    question = Question(plan.Label("speaker", (id,)), sort="newest", count=MOST_DOCUMENTS)
    return tuple(hit.document for hit in archive.index.reader().search(question).hits)


def _named(archive: Archive, counts: tuple[tuple[str, int], ...]) -> tuple[Speaking, ...]:
    people = archive.people
    return tuple(
        Speaking(value, people.get(value) is not None, documents)
        for value, documents in counts
        if value.casefold() not in UNNAMED
    )


def _statements(archive: Archive, hits: tuple[Hit, ...], id: str) -> Iterator[Statement]:
    stored = archive.many(tuple(hit.document for hit in hits))
    for one in stored.values():
        passage = _first_words(one, id)
        if passage is not None:
            number, version = passage.number, one.version.number
            span = ((number, 0), (number, len(passage.text)))
            whole = addressed(one.document)
            yield Statement(one, passage, minted(one.document.id, version, whole, *span))


def _first_words(stored: Stored, id: str) -> Passage | None:
    theirs = (
        passage
        for passage in stored.document.passages
        if passage.voice and passage.voice.words_of().person == id and passage.text.strip()
    )
    return next(theirs, None)
