"""Which person does a printed label stand for on a date? The authority file, and who is named.

    >>> names = (Name("ru", "Иван Лесной"), Name("en", "Ivan Lesnoy"))
    >>> people = People((Person("ivan-lesnoy", names),))
    >>> people.person(Speaker("Мэр Иван Лесной", "Иван Лесной", "Мэр"), None)
    'ivan-lesnoy'

A name that could be two people on that date is nobody: an honest "unresolved".
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from .analysis import tokenize
from .analysis.chinese import simplified
from .analysis.folding import folded, without_yo
from .analysis.token import SECOND, Token
from .document import Document, PartialDate, PersonId, Speaker, Voice
from .errors import ArchiveError

ID = re.compile("[a-z0-9][a-z0-9-]{0,199}")  # what the address of a page can carry
DAY = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
LANGUAGES = ("ru", "zh", "zh-Hans", "zh-Hant", "en")
KINDS = ("full", "short", "former")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written in a language; `kind` is full, short or former."""

    language: str
    text: str
    kind: str = "full"


@dataclass(frozen=True, slots=True)
class Office:
    """A title by language, held from `since` to `until` (ISO dates, partial allowed, "" open)."""

    title: tuple[tuple[str, str], ...]
    since: str = ""
    until: str = ""

    def held_on(self, day: date | None) -> bool:
        """Whether it may have been held that day; an unknown day is no objection."""
        if day is None:
            return True
        text = day.isoformat()
        return text[: len(self.since)] >= self.since and (
            not self.until or text[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the authority file."""

    id: PersonId
    names: tuple[Name, ...]
    offices: tuple[Office, ...] = ()

    def name(self, language: str) -> str:
        """The full name in that language, else the first there is."""
        full = [n for n in self.names if n.kind == "full"] or list(self.names)
        return next((n.text for n in full if n.language == language), full[0].text)


@dataclass(frozen=True)
class People:
    """The authority file: who is known, by which names, in which offices when."""

    persons: tuple[Person, ...] = ()

    @cached_property
    def _by_id(self) -> dict[PersonId, Person]:
        return {person.id: person for person in self.persons}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Person, ...]]:
        known: dict[str, dict[PersonId, Person]] = {}
        for person in self.persons:
            for name in person.names:
                known.setdefault(_key(name.text), {})[person.id] = person
        return {key: tuple(persons.values()) for key, persons in known.items()}

    @cached_property
    def _by_first_term(self) -> dict[str, list[tuple[tuple[frozenset[str], ...], PersonId]]]:
        """Names by each term that may open them, for finding them in running text."""
        opening: dict[str, list[tuple[tuple[frozenset[str], ...], PersonId]]] = {}
        for key, persons in self._by_name.items():
            slots = tuple(_terms(token) for token in tokenize(key))
            if len(persons) == 1 and len(slots) > 1:
                for term in slots[0]:
                    opening.setdefault(term, []).append((slots, persons[0].id))
        return opening

    @cached_property
    def _by_plain_name(self) -> dict[str, Person | None]:
        named: dict[str, Person | None] = {}
        for person in self.persons:
            for name in person.names:
                key = plain(name.text)
                named[key] = person if named.get(key, person) is person else None
        return named

    @cached_property
    def _by_language(self) -> dict[str, dict[PersonId, str]]:
        return {}

    @cached_property
    def _digest(self) -> str:
        return hashlib.sha256(repr(self.persons).encode("utf8")).hexdigest()

    def names(self, language: str) -> Mapping[PersonId, str]:
        """What everyone is called in that language; made once for each."""
        called = self._by_language.get(language)
        if called is None:
            called = {person.id: person.name(language) for person in self.persons}
            self._by_language[language] = called
        return called

    def get(self, id: str) -> Person | None:
        """The person of that id."""
        return self._by_id.get(id)

    def called(self, name: str) -> Person | None:
        """Whose name a visitor typed, compared as `plain` does; None where two share it."""
        return self._by_plain_name.get(plain(name))

    def person(self, speaker: Speaker, day: date | None) -> PersonId | None:
        """Whom a printed label names on that day; None unless it can be only one."""
        named = self._by_name.get(_key(speaker.name), ())
        if len(named) > 1:
            named = tuple(p for p in named if any(o.held_on(day) for o in p.offices))
        if len(named) > 1 and speaker.office:
            named = tuple(p for p in named if _holds(p, speaker.office, day))
        return named[0].id if len(named) == 1 else None

    def mentioned(self, tokens: Iterable[Token]) -> tuple[PersonId, ...]:
        """Whose names stand in these tokens, in any form and script, in order of appearance."""
        row = [_terms(token) for token in tokens]
        found: dict[PersonId, None] = {}
        for at, terms in enumerate(row):
            for term in terms:
                for slots, id in self._by_first_term.get(term, ()):
                    following = row[at : at + len(slots)]
                    if len(following) == len(slots) and all(
                        slot & here for slot, here in zip(slots, following, strict=True)
                    ):
                        found[id] = None
        return tuple(found)

    def resolved(self, document: Document) -> Document:
        """The document with each voice's person filled in where there can be only one."""
        if not self.persons:
            return document
        voiced = self.voiced(document.date())
        return replace(
            document,
            passages=tuple(replace(p, voice=voiced(p.voice)) for p in document.passages),
        )

    def voiced(self, date: PartialDate | None) -> Callable[[Voice | None], Voice | None]:
        """How a voice of that date is called: its persons filled in."""
        if not self.persons:
            return lambda voice: voice
        day = date.first() if date else None

        def known(speaker: Speaker | None) -> Speaker | None:
            return speaker and replace(speaker, person=self.person(speaker, day))

        def voiced(voice: Voice | None) -> Voice | None:
            if voice is None:
                return None
            return Voice(known(voice.speaker), known(voice.author), voice.mode, voice.channel)

        return voiced

    def digest(self) -> str:
        """Changes whenever the authority file does."""
        return self._digest


def read(path: Path) -> People:
    """The authority file (corpus/people.toml shows its form). Raises ArchiveError, with the person
    it is about: a slip in it would otherwise cost somebody's name, in silence."""
    try:
        rows = tomllib.loads(path.read_text("utf8")).get("person", [])
        people = People(tuple(_person(row) for row in _tables(rows, "[[person]]")))
        _each_once(people)
    except FileNotFoundError:
        raise ArchiveError(
            "the authority file people.toml is missing (an empty one says that nobody is known)"
        ) from None
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ArchiveError(f"the authority file cannot be read: {error}") from error
    return people


def _person(row: dict) -> Person:
    id = row.get("id")
    if not (isinstance(id, str) and ID.fullmatch(id)):
        raise ValueError(f"{id!r} is no id of a person (small Latin letters, digits, hyphens)")
    try:
        names = tuple(_name(name) for name in _tables(row.get("names", []), "names"))
        offices = tuple(_office(office) for office in _tables(row.get("offices", []), "offices"))
        if not names:
            raise ValueError("without a name")
    except ValueError as error:
        raise ValueError(f"person {id}: {error}") from error
    return Person(id, names, offices)


def _name(row: dict) -> Name:
    language, text, kind = row.get("language"), row.get("text"), row.get("kind", "full")
    if not (isinstance(text, str) and text.strip()):
        raise ValueError("a name without text")
    if language not in LANGUAGES:
        raise ValueError(f"{text}: {language!r} is no language of names ({', '.join(LANGUAGES)})")
    if kind not in KINDS:
        raise ValueError(f"{text}: {kind!r} is no kind of name ({', '.join(KINDS)})")
    return Name(language, text, kind)


def _office(row: dict) -> Office:
    title = row.get("title")
    if not (isinstance(title, dict) and title):
        raise ValueError("an office without a title by language")
    for language, text in title.items():
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is no language of titles ({', '.join(LANGUAGES)})")
        if not (isinstance(text, str) and text.strip()):
            raise ValueError("an office without a title")
    since, until = _day(row, "from"), _day(row, "to")
    alike = min(len(since), len(until))
    if until[:alike] < since[:alike]:
        raise ValueError(f"from {since} to {until}: an office that ends before it begins")
    return Office(tuple(title.items()), since, until)


def _day(row: dict, key: str) -> str:
    """A date of an office; "" where it is open."""
    value = row.get(key, "")
    if value == "":
        return value
    with suppress(ValueError):
        if isinstance(value, str) and DAY.fullmatch(value):
            PartialDate(value, "printed", "").first()
            return value
    raise ValueError(f'{key} = "{value}" is no date in quotes ("2024", "2024-05", "2024-05-17")')


def _tables(rows: object, what: str) -> list[dict]:
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise ValueError(f"{what} is no list of tables")
    return rows


def _each_once(people: People) -> None:
    for id, times in Counter(person.id for person in people.persons).items():
        if times > 1:
            raise ValueError(f"person {id}: there are {times} of this id")


def plain(text: str) -> str:
    """A name or a piece of one as they are compared: case, ё, spaces, traditional characters."""
    return " ".join(simplified(without_yo(folded(text))).split())


def _key(name: str) -> str:
    """A name without what printers vary: case, ё, spaces, no-break spaces."""
    return " ".join(name.replace(".", ". ").casefold().replace("ё", "е").split())


def _terms(token: Token) -> frozenset[str]:
    """What a name may match by: its forms, not the coarse second evidence."""
    return frozenset(term for term in token.terms if not term.startswith(SECOND))


def _holds(person: Person, office: str, day: date | None) -> bool:
    wanted = _key(office)
    return any(
        o.held_on(day)
        and any(_key(title) in wanted or wanted in _key(title) for _, title in o.title)
        for o in person.offices
    )
