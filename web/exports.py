"""How does a whole result leave by the web? As a stream in any form of `archive.exports`.

It is never cut. The arguments are those of a search, and `format`; with `manifest=1` the account of
that export is given instead. The same state of the archive gives the same bytes, so the ETag is
known beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType

from flask import Blueprint, Flask, Response, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from archive.address import parsed
from archive.catalogue import Archive
from archive.citations import cited
from archive.citations.reference import Reference, reference
from archive.exports import (
    FORMATS,
    Means,
    Selection,
    bibtex,
    csl,
    manifest,
    parts,
    ris,
    selected,
    written,
)
from archive.exports.formats import VERSION
from archive.exports.manifest import ending
from archive.following import fate
from archive.search import SearchRequest
from archive.store import Store

from . import params
from .headers import with_etag
from .here import archive, language
from .links import STAND_IN, Around
from .permalinks import LOST, link_to

pages = Blueprint("exports", __name__)
machines = Blueprint("api_exports", __name__)

OURS = ("format", "manifest")
"""Arguments beside those of a search."""

RECORDS: Mapping[str, Callable[[Reference], str]] = MappingProxyType(
    {"bibtex": bibtex.entry, "ris": ris.entry, "csl-json": csl.array}
)
"""The forms of a single record."""

NOT_MODIFIED = 304


@pages.get("/export")
def export() -> Response:
    """Everything a search finds, to be saved."""
    return _answer(params.read(_search_arguments()))


@machines.get("/api/v1/export")
def export_for_programs() -> Response:
    """The same; a misspelt argument is refused."""
    return _answer(params.read(_search_arguments(), strict=True))


@pages.get("/d/<id:document>/v/<number:version>/export")
def document(document: str, version: int) -> Response:
    """One version of a document."""
    form = _form("bibtex")
    stored = archive().get(document, version)
    body = "".join(written(FORMATS[form], [stored], _means(archive())))
    name = f"{document}-v{version}.{FORMATS[form].suffix}"
    response = _saved(body.encode("utf-8", "surrogatepass"), _media(form), name)
    return with_etag(response, stored.version.digest)


@pages.get("/q/<address>/record")
def record(address: str) -> Response:
    """The record of words at a permanent address, as their page shows them."""
    form = params.choice(request.args, "format", RECORDS, "bibtex")
    asked = parsed(address)
    found = fate(archive(), asked) if asked else None
    if found is None or found.state in LOST:
        raise NotFound
    source = cited(found.stored, archive().people, address=found.shown)
    body = RECORDS[form](reference(source, link_to(found.shown))).encode("utf-8", "surrogatepass")
    name = f"{found.stored.document.id}-quote.{FORMATS[form].suffix}"
    return with_etag(_saved(body, _media(form), name), found.stored.version.digest)


def add_exports(app: Flask) -> None:
    """Lets templates link to it."""
    forms = {"export_forms": tuple(FORMATS), "record_forms": tuple(RECORDS)}
    app.jinja_env.globals.update(forms, export_urls=export_urls)


def export_urls(asked: SearchRequest) -> Around:
    """The addresses, by form, of everything a search finds, however it is now paged and sorted."""
    passing = ("page", "per_page", "by", "sort")
    kept = {name: values for name, values in params.write(asked).items() if name not in passing}
    return Around(url_for("exports.export", size=None, colours=None, **kept, format=""), "")


def _search_arguments() -> MultiDict:
    return MultiDict((n, v) for n, v in request.args.items(True) if n not in OURS)


def _answer(asked: SearchRequest) -> Response:
    form = _form("jsonl")
    told = params.choice(request.args, "manifest", ("0", "1"), "0") == "1"
    here = archive()
    selection = selected(here, asked)
    tag = sha256(f"{VERSION} {form} {told} {request.host} {selection.digest()}".encode())
    suffix = "manifest.json" if told else FORMATS[form].suffix
    media = "application/json" if told else _media(form)
    response = _saved((), media, f"harbin-export.{suffix}")
    response.set_etag(tag.hexdigest()[:32])
    # Counting the bytes beforehand, as is usual, would hold the whole export in memory.
    response.automatically_set_content_length = False
    response.make_conditional(request)
    if response.status_code != NOT_MODIFIED:
        made = _manifest if told else _body
        stream = made(here.store, selection, form, _means(here))
        response.response = stream
    return response


def _body(store: Store, selection: Selection, form: str, means: Means) -> Iterator[bytes]:
    count = 0
    for part in parts(store, selection, form, means):
        yield part.body
        count += 1
    yield ending(form, count)


def _manifest(store: Store, selection: Selection, form: str, means: Means) -> Iterator[bytes]:
    made = parts(store, selection, form, means)
    return (piece.encode() for piece in manifest(selection, form, made))


def _means(archive: Archive) -> Means:
    """Links are made ready here: while a stream is sent the request is over."""
    first = url_for(
        "documents.version",
        interface=language(),
        document=STAND_IN,
        version=1,
        size=None,
        colours=None,
        _external=True,
    )
    before = first.partition(STAND_IN)[0]
    return Means(archive.people, lambda s: f"{before}{s.document.id}/v/{s.version.number}")


def _form(usual: str) -> str:
    return params.choice(request.args, "format", FORMATS, usual)


def _media(form: str) -> str:
    return FORMATS[form].media


def _saved(body: Iterable[bytes] | bytes, media: str, name: str) -> Response:
    """An answer to be saved under a name."""
    response = Response(body, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
