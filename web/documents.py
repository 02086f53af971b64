"""What does a document say, and who says it? Its page, its versions, and the bytes it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from archive.address import addressed
from archive.citations import STYLES, cite, cited
from archive.difference import Row, rows
from archive.document import Document, Speaker, Stored
from archive.errors import EngineUnavailable, TooBroad
from archive.events import Related, related
from archive.search import SearchRequest

from . import params
from .copying import USUAL
from .headers import SANDBOX, with_etag
from .here import archive, language
from .outline import outline, places
from .permalinks import address_of

pages = Blueprint("documents", __name__)

MARKING = ("q", "exact", "off")
SAFE_SUFFIXES = (".html", ".htm", ".txt", ".xml", ".json", ".md", ".docx", ".pdf", ".warc", ".eml")


@pages.get("/d/<id:document>")
def newest(document: str) -> Response:
    """A document as it is now."""
    return _page(archive().get(document))


@pages.get("/d/<id:document>/v/<number:version>")
def version(document: str, version: int) -> Response:
    """A document as it was: the page of a version, which never changes its text."""
    return _page(archive().get(document, version))


@pages.get("/raw/<sha256:digest>")
def raw(digest: str) -> Response:
    """The bytes as received, to be saved and never to be run."""
    return _saved(make_response(archive().raw(digest)), f"{digest}.bin", digest)


@pages.get("/d/<id:document>/v/<number:version>/diff/<number:other>")
def difference(document: str, version: int, other: int) -> Response:
    """What differs between two versions of a document, the older first."""
    old, new = (archive().get(document, number) for number in sorted((version, other)))
    changes = rows(addressed(old.document), addressed(new.document))
    body = render_template(
        "difference.html",
        old=old,
        new=new,
        document=new.document,
        changes=folded(changes),
        counts=counted(changes),
        facts=facts(old.document, new.document),
        versions=archive().versions(document),
    )
    return with_etag(make_response(body), new.version.digest)


def folded(changes: Iterable[Row]) -> list[tuple[bool, tuple[Row, ...]]]:
    """Rows in runs: unchanged ones together, each of the others by itself."""
    runs = [(same, tuple(run)) for same, run in groupby(changes, key=lambda row: row.same)]
    return [
        one
        for same, run in runs
        for one in ([(same, run)] if same else [(same, (r,)) for r in run])
    ]


def counted(changes: Iterable[Row]) -> dict[str, int]:
    """How many rows have changed, and how."""
    return dict(Counter(kind_of(row) for row in changes))


def kind_of(row: Row) -> str:
    """A code of words.CHANGES."""
    if row.same:
        return "same"
    if row.moved:
        return "moved"
    if not row.old or not row.new:
        return "new" if row.new else "gone"
    return "changed" if any(run.kind != "same" for run in row.runs) else "voice"


def facts(old: Document, new: Document) -> list[tuple[str, object, object]]:
    """What else a document says of itself that has changed: name, before, after."""
    names = ("published", "occurred", "place", "kind", "status", "credit", "sections")
    return [
        (name, getattr(old, name), getattr(new, name))
        for name in names
        if getattr(old, name) != getattr(new, name)
    ]


@pages.get("/d/<id:document>/v/<number:version>/original")
def original(document: str, version: int) -> Response:
    """The bytes a version was read from, under a name a person can file."""
    stored = archive().get(document, version)
    body = archive().raw(stored.version.raw)
    response = make_response(body)
    suffix = suffix_of(archive().provenance(stored.version.raw).input, body)
    return _saved(response, f"{document}-v{version}{suffix}", stored.version.raw)


def suffix_of(input: str, body: bytes) -> str:
    """How the name of a file of these bytes ends: as it was given, if that says what it is; never
    as something that a double click would run.

    >>> suffix_of("pages/1.HTML", b""), suffix_of("7", b"<!doctype html>"), suffix_of("a.exe", b"")
    ('.html', '.html', '.bin')
    """
    given = PurePosixPath(input).suffix.lower()
    if given in SAFE_SUFFIXES:
        return given
    return (
        ".html"
        if b"<html" in body[:2000].lower() or b"<!doctype" in body[:2000].lower()
        else ".bin"
    )


def speaking(speaker: Speaker) -> SearchRequest:
    """The search for everything a speaker says."""
    return params.only(SearchRequest(), "speaker", speaker.person or speaker.name)


def _related(stored: Stored) -> Related:
    """What else tells of it; nothing while the index does not answer."""
    with suppress(EngineUnavailable, TooBroad):
        return related(archive(), stored)
    return Related()


def _citation(stored: Stored, link: str) -> str:
    """The document as one cites it in plain words, seen today."""
    source = cited(stored, archive().people)
    return cite(source, "plain", link=link, accessed=datetime.now(UTC).date()).text


def _link(stored: Stored) -> str:
    """The whole link of a version."""
    return url_for(
        "documents.version",
        document=stored.document.id,
        version=stored.version.number,
        size=None,
        colours=None,
        _external=True,
    )


def _saved(response: Response, name: str, digest: str) -> Response:
    """Bytes as a file to be kept, which no browser shows or runs."""
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    response.set_etag(digest)
    return response.make_conditional(request)


def _page(stored: Stored) -> Response:
    asked = params.read(MultiDict((n, v) for n, v in request.args.items(True) if n in MARKING))
    marks = archive().marks(stored, asked.text, asked.exact, asked.off) if asked.text else {}
    response = make_response(
        render_template(
            "document.html",
            stored=stored,
            document=stored.document,
            version=stored.version,
            versions=archive().versions(stored.document.id),
            asked=asked,
            marks=marks,
            places=places(tuple(number for number in marks if number > 0)),
            outline=outline(stored.document),
            speaking=speaking,
            styles=STYLES,
            usual=USUAL[language()],
            misprints=archive().errata.of(stored.document.id),
            related=_related(stored),
            citation=_citation(stored, _link(stored)),
            citation_link=_link(stored),
            address_of=partial(address_of, stored),
            unseen=request.args.get("hidden") == "1",
            linked=stored.document.url.startswith(("http://", "https://")),
        )
    )
    return with_etag(response, stored.version.digest)
