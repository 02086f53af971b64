"""How is a record written as CSL-JSON, the form that citation processors read?

    >>> date_parts("2024-05")
    {'date-parts': [[2024, 5]]}

Only variables of CSL 1.0.2 are used; what is not known is left out, never empty.
"""

from __future__ import annotations

import json

from ..citations.cited import Contributor
from ..citations.reference import Reference


def entry(record: Reference) -> str:
    """A record as a JSON object on one line."""
    return json.dumps(fields(record), ensure_ascii=False)


def array(record: Reference) -> str:
    """A record by itself: an array of one, as programs want it."""
    return f"[\n{entry(record)}\n]\n"


def fields(record: Reference) -> dict:
    """A record as the object of a CSL-JSON array."""
    authors = [_name(one) for one in record.authors]
    if record.body:
        authors.append({"literal": record.body})
    told = {
        "id": record.key,
        "type": record.type,
        "title": record.title,
        "author": authors,
        "contributor": [_name(one) for one in record.readers],
        "container-title": None if record.body else record.publisher,
        "publisher": record.publisher,
        "issued": record.published and date_parts(record.published),
        "event-date": record.occurred and date_parts(record.occurred),
        "event-place": record.place,
        "genre": record.genre,
        "note": record.note,
        "language": record.language,
        "URL": record.url,
        "accessed": date_parts(record.accessed.isoformat()),
    }
    return {name: value for name, value in told.items() if value}


def date_parts(value: str) -> dict:
    """A partial date as CSL has it."""
    return {"date-parts": [[int(part) for part in value.split("-")]]}


def _name(one: Contributor) -> dict:
    name = one.name
    if not name.parted:
        return {"literal": name.printed}
    return {"family": name.family, "given": " ".join(name.given)}
