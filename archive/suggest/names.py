"""In which other languages may a person of a query be named? Where a query has a name of the
authority file, the same query with all names of that person.

    >>> from ..people import Name, Person
    >>> names = (Name("ru", "Иван Лесной"), Name("en", "Ivan Lesnoy"))
    >>> every_name("мост Иван Лесной", People((Person("ivan-lesnoy", names),)))
    (('Иван Лесной', 'мост ("Иван Лесной" OR "Ivan Lesnoy")'),)
"""

from __future__ import annotations

from ..people import People, Person
from ..query import And, Field, Or, Phrase, Query, Word, either, parse, unparse
from ..search import Part

_MOST_WORDS = 4  # of a name


def every_name(text: str, people: People) -> tuple[tuple[str, str], ...]:
    """(the name as typed, the query with every name in its place), for each person named in it.
    A name that two persons share is nobody's."""
    tree = parse(text).tree
    parts = tree.parts if isinstance(tree, And) else (tree,)
    found = []
    for start in range(len(parts)):
        for stop in range(start + 1, min(start + _MOST_WORDS, len(parts)) + 1):
            typed = _typed(parts[start:stop])
            person = people.called(typed) if typed else None
            if person:
                rest = (*parts[:start], _all_names(person), *parts[stop:])
                found.append((typed, unparse(And(rest) if len(rest) > 1 else rest[0])))
    return tuple(found)


def fields_named(tree: Query, people: People) -> tuple[Part, ...]:
    """What speaker: and author: are found by where they name one person: all the names."""
    found = []
    for part in tree.parts if isinstance(tree, And | Or) else (tree,):
        match part:
            case Field("speaker" | "author", Word(text) | Phrase(text)):
                person = people.called(text)
                if person:
                    others = dict.fromkeys(name.text for name in person.names if name.text != text)
                    found.append(Part(text, "names", tuple(others)))
    return tuple(found)


def _typed(parts: tuple[Query, ...]) -> str:
    """Words side by side, or one phrase; "" for anything else."""
    if len(parts) == 1 and isinstance(parts[0], Phrase):
        return parts[0].text
    if all(isinstance(part, Word) for part in parts):
        return " ".join(part.text for part in parts)
    return ""


def _all_names(person: Person) -> Query:
    return either(*(Phrase(text) for text in dict.fromkeys(name.text for name in person.names)))
