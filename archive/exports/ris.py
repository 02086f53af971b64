"""How is a record written as RIS, which every reference manager reads?

    >>> line("TI", "A title\\r\\nER  - ")
    'TI  - A title ER  -\\r\\n'

A line a value, "TAG  - value", ended by CR LF: a value with a line break in it would be read as
tags of its own, so white space is made single.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from ..citations.cited import Contributor
from ..citations.reference import Reference

TYPES = MappingProxyType({"speech": "ELEC", "webpage": "ELEC", "document": "GEN"})
"""The types of RIS: a page on the web, whatever is printed there, or anything."""


def entry(record: Reference) -> str:
    """A record as its lines, from TY to ER, with an empty line after it."""
    lines = "".join(line(tag, value) for tag, value in _values(record) if value)
    return f"{lines}ER  - \r\n\r\n"


def line(tag: str, value: str) -> str:
    """A tag and its value, on one line whatever the value is."""
    return f"{tag}  - {' '.join(value.split())}\r\n"


def _values(record: Reference) -> Iterator[tuple[str, str | None]]:
    yield "TY", TYPES[record.type]
    yield "ID", record.key
    for one in record.authors:
        yield "AU", _name(one)
    yield "AU", record.body
    for one in record.readers:
        yield "A2", _name(one)
    yield "TI", record.title
    yield "T2", None if record.body else record.publisher
    yield "PB", record.publisher
    yield "PY", record.published and record.published[:4]
    yield "DA", record.published and _day(record.published)
    yield "CY", record.place
    yield "M3", record.genre
    yield "N1", record.note
    yield "LA", record.language
    yield "UR", record.url
    yield "Y2", _day(record.accessed.isoformat())


def _day(value: str) -> str:
    """2024/05/17/ · 2024/05// · 2024///: always three strokes."""
    return "/".join([*value.split("-"), "", "", ""][:3]) + "/"


def _name(one: Contributor) -> str:
    name = one.name
    if not name.parted:
        return name.printed
    return f"{name.family}, {' '.join(name.given)}"
