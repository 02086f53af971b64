"""Which values of lang:, kind: and source: does nothing here have? A slip there finds nothing, and
says so.

    >>> from .query import parse
    >>> unknown(parse("мост lang:rus").tree, Filters(), lambda: {"lang": (("ru", 9), ("zh", 4))})
    (Unknown(field='lang', value='rus', known=('ru', 'zh')),)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .query import And, Field, Not, Or, Query
from .search import Filters, Unknown

Labels = Mapping[str, tuple[tuple[str, int], ...]]

FIELDS = {"lang": "language", "kind": "kind", "source": "source"}
"""Fields of the query language, and the facet of each."""


def unknown(tree: Query, filters: Filters, labels: Callable[[], Labels]) -> tuple[Unknown, ...]:
    """The unknown values of a question and of what is chosen beside it. `labels` gives by field the
    values there are, with their counts; it is asked only when there is something to look up."""
    asked = dict.fromkeys((*_asked(tree), *_chosen(filters)))
    there = labels() if asked else {}
    found = []
    for field, value in asked:
        known = tuple(name for name, _ in there[field])
        if value.lower() not in {name.lower() for name in known}:
            found.append(Unknown(field, value, known))
    return tuple(found)


def _asked(tree: Query) -> Iterator[tuple[str, str]]:
    match tree:
        case Field(name, value) if name in FIELDS:
            parts = value.parts if isinstance(value, Or) else (value,)
            yield from ((name, part.text) for part in parts)
        case Not(part):
            yield from _asked(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _asked(part)


def _chosen(filters: Filters) -> Iterator[tuple[str, str]]:
    for field, facet in FIELDS.items():
        yield from ((field, value) for value in getattr(filters, facet))
