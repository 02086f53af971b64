"""Whose words are here? A list of names, and a page for each person the authority file knows.

A label the authority file does not know has no page: it leads to the search for that label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from archive.analysis.pinyin import readings
from archive.people import People, Person
from archive.portrait import (
    SHARED_PER_PAGE,
    Portrait,
    Speaking,
    begins,
    heard,
    held,
    known,
    named,
    offices,
    people_object,
    portrait,
    requests,
    together,
)
from archive.search import SearchRequest

from . import params
from .api import as_json
from .here import archive, language
from .params import BadArgument
from .timeline import timeline

pages = Blueprint("people", __name__)
machines = Blueprint("persons", __name__)

MOST_UNKNOWN = 200  # labels that are not in the authority file, on one page


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a person, what to call them here, the count of the documents with their
    words, and by what it is sorted: letter, then name, the family's first."""

    person: Person
    name: str
    documents: int
    letter: str
    sorted_by: str


@pages.get("/people")
def everyone() -> str:
    """Everyone whose words are here, by letter; `name` narrows to those that begin so."""
    begun = _begun()
    people = archive().people
    spoken = heard(archive())
    rows = [row for row in _known(people, spoken) if begins(row.person, row.name, begun)]
    others = [one for one in spoken if not one.known and begins(None, one.value, begun)]
    return render_template(
        "people.html",
        letters=_by_letter(rows),
        others=others[:MOST_UNKNOWN],
        left_out=max(0, len(others) - MOST_UNKNOWN),
        begun=begun,
        offices=offices,
        words_of=lambda name: params.only(SearchRequest(), "author", name),
    )


@pages.get("/people/<id:person>")
def person(person: str) -> str:
    """What there is of a person."""
    found = portrait(archive(), person)
    asked = requests(found.person)
    return render_template(
        "person.html",
        person=found.person,
        names=found.person.names,
        offices=offices(found.person),
        now=held(found.person, datetime.now(UTC).date()),
        found=found,
        asked=asked,
        years=timeline(found.years, by="year"),
    )


@pages.get("/people/<id:person>/with")
def shared(person: str) -> str:
    """The documents in which a person and another (`other`: an id, or a name as printed) speak."""
    one = known(archive(), person)
    other = request.args.get("other", "")
    page = params.read(MultiDict((n, v) for n, v in request.args.items(True) if n == "page")).page
    if not other or len(request.args.getlist("other")) > 1:
        raise BadArgument("other", "unknown")
    count, stored = together(archive(), person, other, page)
    return render_template(
        "together.html",
        person=one,
        other=other,
        other_known=archive().people.get(other) is not None,
        count=count,
        stored=stored,
        page=page,
        last=max(1, -(-count // SHARED_PER_PAGE)),
    )


@machines.get("/api/v1/people")
def people_list() -> Response:
    """Everyone whose words are here: persons of the authority file, and labels it does not know."""
    return as_json(people_object(archive()))


@machines.get("/api/v1/people/<id:person>")
def person_object(person: str) -> Response:
    """A person: names, offices, counts (each that of a search), companions, latest statements."""
    return as_json(portrait_object(portrait(archive(), person)))


def portrait_object(found: Portrait) -> dict:
    """A portrait as JSON; `counts` beside the arguments of the searches they are of."""
    asked = requests(found.person)
    return named(found.person) | {
        "offices": [
            {"title": dict(o.title), "from": o.since or None, "to": o.until or None}
            for o in offices(found.person)
        ],
        "counts": [
            {"of": name, "documents": count, "search": params.write(asked[name])}
            for name, count in found.counts.items()
        ],
        "years": [{"year": year, "documents": count} for year, count in found.years],
        "with": [
            {"speaker": one.value, "known": one.known, "documents": one.documents}
            for one in found.beside
        ],
        "latest": [
            {
                "id": one.stored.document.id,
                "title": one.stored.document.title,
                "language": one.stored.document.language,
                "date": one.stored.document.date() and one.stored.document.date().value,
                "passage": one.passage.number,
                "text": one.passage.text,
                "address": str(one.address),
            }
            for one in found.latest
        ],
    }


def _begun() -> str:
    asked = request.args.getlist("name")
    if len(asked) > 1 or any(len(one) > 100 or "\0" in one for one in asked):
        raise BadArgument("name", "long")
    return asked[0].strip() if asked else ""


def _known(people: People, spoken: Iterable[Speaking]) -> list[Row]:
    tongue = language()
    rows = []
    for one in spoken:
        person = people.get(one.value)
        if person is not None:
            name = person.name(tongue)
            first = family_first(name, person.names[0].language.startswith("zh"))
            rows.append(Row(person, name, one.documents, letter(first), first))
    return sorted(rows, key=lambda row: (row.letter, row.sorted_by, row.person.id))


def _by_letter(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    letters: dict[str, list[Row]] = {}
    for row in rows:
        letters.setdefault(row.letter, []).append(row)
    return list(letters.items())


def family_first(name: str, chinese: bool) -> str:
    """A name as it is sorted: the last word, then the others; a Chinese person's name stands so
    already, in every language.

    >>> family_first("Иван Лесной", False), family_first("Чэнь Гуанмин", True)
    ('лесной иван', 'чэнь гуанмин')
    """
    words = name.casefold().replace("ё", "е").split()
    return " ".join(words if chinese else words[-1:] + words[:-1])


def letter(sorted_by: str) -> str:
    """Under which letter a name stands: one in Chinese under that of its pinyin.

    >>> letter("лесной иван"), letter("方道川")
    ('Л', 'F')
    """
    sounds = sorted(readings(sorted_by[:1]))
    return (sounds[0] if sounds else sorted_by)[:1].upper()
