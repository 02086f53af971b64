"""In which forms does a result leave the archive? Each is a head, a piece a document, and an end.

    >>> FORMATS["csv"].head.split(",")[:3], FORMATS["csl-json"].end
    (['id', 'version', 'url'], '\\n]\\n')

A piece depends on its document alone (and on whether it is the first), so that an export can be
stopped after any document and go on there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..citations import cited
from ..citations.reference import Reference, reference
from ..document import Stored, plain_stored
from ..people import People
from . import bibtex, csl, ris, tables, tei

VERSION = 2
"""Of all forms together: raised when any of them would write other bytes for the same document."""


@dataclass(frozen=True, slots=True)
class Means:
    """What pieces are made with: who is known, and how a document is linked to (None: by the
    address it was published under)."""

    people: People = field(default_factory=People)
    link: Callable[[Stored], str] | None = None

    def reference(self, stored: Stored) -> Reference:
        """The record of a document."""
        return reference(cited(stored, self.people), self.link(stored) if self.link else None)


@dataclass(frozen=True, slots=True)
class Format:
    """A form: `head` before all, `piece` of each document, `between` two of them, `end` after
    all, `nothing` in place of documents where there are none; `suffix` of a file, `media` its
    type."""

    piece: Callable[[Stored, Means], str]
    suffix: str
    media: str
    head: str = ""
    between: str = ""
    end: str = ""
    nothing: str = ""


def of_object(write: Callable[[dict], str]) -> Callable[[Stored, Means], str]:
    """A piece made of the document object alone."""

    def piece(stored: Stored, means: Means) -> str:
        return write(plain_stored(stored))

    return piece


def of_record(write: Callable[[Reference], str]) -> Callable[[Stored, Means], str]:
    """A piece made of the record of a document."""

    def piece(stored: Stored, means: Means) -> str:
        return write(means.reference(stored))

    return piece


def _tei(stored: Stored, means: Means) -> str:
    return tei.document(stored, means.people)


CSV = "text/csv; charset=utf-8; header=present"
RIS = "application/x-research-info-systems; charset=utf-8"
ROWS = of_object(tables.rows)
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "jsonl": Format(of_object(tables.jsonl), "jsonl", "application/jsonl; charset=utf-8"),
        "csv": Format(ROWS, "csv", CSV, head=tables.head()),
        "csv-excel": Format(ROWS, "csv", CSV, head=tables.BYTE_ORDER_MARK + tables.head()),
        "text": Format(
            of_object(tables.text), "txt", "text/plain; charset=utf-8", between="\f\n"
        ),
        "tei": Format(
            _tei, "xml", "application/tei+xml; charset=utf-8",
            head=tei.HEAD, end=tei.END, nothing=tei.NOTHING,
        ),
        "bibtex": Format(
            of_record(bibtex.entry), "bib", "application/x-bibtex; charset=utf-8", between="\n"
        ),
        "ris": Format(of_record(ris.entry), "ris", RIS),
        "csl-json": Format(
            of_record(csl.entry), "json", "application/vnd.citationstyles.csl+json",
            head="[\n", between=",\n", end="\n]\n",
        ),
    }
)  # fmt: skip


def written(form: Format, documents: Iterable[Stored], means: Means) -> Iterator[str]:
    """A whole export, a piece at a time."""
    yield form.head
    number = -1
    for number, stored in enumerate(documents):
        yield (form.between if number else "") + form.piece(stored, means)
    yield form.end if number >= 0 else form.nothing + form.end
