"""What does a page say of itself to reference managers and search engines? Tags, JSON-LD, COinS.

Made of the same record as BibTeX and RIS (`archive.citations.reference`), for a document and for
words of it at a permanent address. What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, url_for

from archive.address import Address, addressed, words
from archive.citations import cited
from archive.citations.cited import Contributor
from archive.citations.reference import Reference, reference
from archive.difference import BREAK
from archive.document import Stored

from .here import archive, language
from .permalinks import link_to


@dataclass(frozen=True, slots=True)
class Metadata:
    """`tags`: names and contents of meta elements (Highwire, Dublin Core), `structured` the
    object of schema.org, `coins` an OpenURL context object (ANSI/NISO Z39.88)."""

    tags: tuple[tuple[str, str], ...]
    structured: dict
    coins: str


def add_metadata(app: Flask) -> None:
    """Lets templates ask for it."""
    app.jinja_env.globals["metadata"] = metadata


def metadata(stored: Stored, address: Address | None = None) -> Metadata:
    """What the page of a document says of itself, or the page of words of it. Raises NotFound
    where the address does not fit the document."""
    source = cited(stored, archive().people, address=address)
    record = reference(source, link_to(address) if address else version_link(stored))
    text = None
    if address:
        text = BREAK.join(words(addressed(stored.document), address.start, address.stop))
    return Metadata(
        (*_highwire(record), *_dublin_core(record)), _structured(record, text), _coins(record)
    )


def version_link(stored: Stored) -> str:
    """The whole link of a version of a document."""
    return url_for(
        "documents.version",
        interface=language(),
        document=stored.document.id,
        version=stored.version.number,
        size=None,
        colours=None,
        _external=True,
    )


def _highwire(record: Reference) -> Iterator[tuple[str, str]]:
    """The tags that Google Scholar and Zotero read."""
    yield "citation_title", record.title
    for author in _authors(record):
        yield "citation_author", author
    if record.published:
        yield "citation_publication_date", record.published.replace("-", "/")
    if record.publisher:
        yield "citation_publisher", record.publisher
    yield "citation_language", record.language
    yield "citation_public_url", record.url


def _dublin_core(record: Reference) -> Iterator[tuple[str, str]]:
    """The elements of Dublin Core, version 1.1."""
    yield "DC.title", record.title
    yield from (("DC.creator", author) for author in _authors(record))
    yield from (("DC.contributor", one.name.printed) for one in record.readers)
    for name, value in (
        ("DC.date", record.published),
        ("DC.publisher", record.publisher),
        ("DC.coverage", record.place),
        ("DC.description", record.note),
        ("DC.type", record.genre),
        ("DC.language", record.language),
        ("DC.source", record.source),
        ("DC.identifier", record.url),
    ):
        if value:
            yield name, value


def _structured(record: Reference, text: str | None) -> dict:
    """The object of schema.org: an Article, or a Quotation that is part of one."""
    authors = [_person(one) for one in record.authors]
    if record.body:
        authors.append({"@type": "Organization", "name": record.body})
    common = {
        "author": authors,
        "contributor": [_person(one) for one in record.readers],
        "inLanguage": record.language,
        "url": record.url,
        "description": record.note,
    }
    work = {
        "@type": "Article",
        "headline": record.title,
        "name": record.title,
        "genre": record.genre,
        "datePublished": record.published,
        "publisher": record.publisher and {"@type": "Organization", "name": record.publisher},
        "locationCreated": record.place and {"@type": "Place", "name": record.place},
        "temporalCoverage": record.occurred,
        "isBasedOn": record.source,
    }
    if text is None:
        return {"@context": "https://schema.org"} | _known(work | common)
    quotation = {"@type": "Quotation", "text": text, "isPartOf": _known(work)}
    return {"@context": "https://schema.org"} | _known(quotation | common)


def _coins(record: Reference) -> str:
    """The record as the query of an OpenURL, in Dublin Core."""
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/harbin"),
        ("rft.title", record.title),
        *(("rft.creator", author) for author in _authors(record)),
        ("rft.date", record.published),
        ("rft.publisher", record.publisher),
        ("rft.language", record.language),
        ("rft.type", record.genre),
        ("rft.description", record.note),
        ("rft.identifier", record.url),
    ]
    return urlencode([(name, value) for name, value in values if value])


def _authors(record: Reference) -> list[str]:
    """Names as these tags have them: the family's first where that is known."""
    names = [_inverted(one) for one in record.authors]
    return names or ([record.body] if record.body else [])


def _inverted(one: Contributor) -> str:
    name = one.name
    if not name.parted:
        return name.printed
    return f"{name.family}, {' '.join(name.given)}"


def _person(one: Contributor) -> dict:
    return _known({"@type": "Person", "name": one.name.printed, "jobTitle": one.office})


def _known(told: dict) -> dict:
    return {name: value for name, value in told.items() if value}
