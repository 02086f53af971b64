"""What account goes with an export? What was asked, of which state, and the digest of every part.

A manifest is JSON, written while the export is: first what was asked and of what, then a line a
document, and at the end the length and the sha256 of the whole. The same export has the same
manifest: no clock is in it.

    >>> empty = json.loads(head({"query": "мост", "documents": 0}, "ris") + end(0, sha256()))
    >>> list(empty), empty["sha256"][:8]
    (['format', 'format_version', 'query', 'documents', 'contents', 'bytes', 'sha256'], 'e3b0c442')
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

from ..store import Store
from . import selection as selecting
from .formats import FORMATS, VERSION, Means
from .selection import Selection


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of an export: its `id`, `version` and the `digest` of what it says; `stop`, the
    byte of the export before which it ends, and `sha256` of its bytes there (from the end of the
    one before)."""

    id: str
    version: int
    digest: str
    stop: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A document's bytes, and the entry that goes with them."""

    body: bytes
    entry: Entry


def parts(
    store: Store, selection: Selection, form: str, means: Means, done: tuple[int, int] = (0, 0)
) -> Iterator[Part]:
    """The documents of an export in a form. `done`: how many documents are written already, and
    how many bytes."""
    kind = FORMATS[form]
    start, at = done
    for number, stored in enumerate(
        selecting.documents(store, means.people, selection, start), start
    ):
        text = (kind.between if number else kind.head) + kind.piece(stored, means)
        body = text.encode("utf-8", "surrogatepass")
        at += len(body)
        version = stored.version
        entry = Entry(
            stored.document.id, version.number, version.digest, at, sha256(body).hexdigest()
        )
        yield Part(body, entry)


def ending(form: str, documents: int) -> bytes:
    """What comes after the last document: of an empty export, all there is."""
    kind = FORMATS[form]
    return (kind.end if documents else kind.head + kind.nothing + kind.end).encode()


def head(account: dict, form: str) -> str:
    """The manifest up to its first entry."""
    told = {"format": form, "format_version": VERSION} | account
    return json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "contents": ['


def line(entry: Entry, first: bool) -> str:
    """An entry of the manifest, on a line of its own."""
    written = json.dumps(asdict(entry), ensure_ascii=False)
    return f"{'' if first else ','}\n  {written}"


def end(length: int, digest: object) -> str:
    """The rest, after the last entry: how many bytes, and the sha256 of them all."""
    return f'],\n "bytes": {length},\n "sha256": "{digest.hexdigest()}"\n}}\n'


def manifest(selection: Selection, form: str, made: Iterable[Part]) -> Iterator[str]:
    """The whole manifest of an export, made together with it and without keeping it."""
    whole, length, count = sha256(), 0, 0
    yield head(selection.account(), form)
    for part in made:
        whole.update(part.body)
        length += len(part.body)
        yield line(part.entry, first=count == 0)
        count += 1
    rest = ending(form, count)
    whole.update(rest)
    yield end(length + len(rest), whole)
