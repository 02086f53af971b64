"""What does the archive tell programs? The objects of DESIGN §8 as JSON, read only."""

from __future__ import annotations

import json
import os
from dataclasses import asdict

from flask import Blueprint, Response, current_app, request, url_for

from archive.document import Stored, plain_stored
from archive.errors import NotFound
from archive.events import document_object
from archive.health import status
from archive.objects import complete_object, search_object, suggest_object
from archive.patience import Patience

from . import params
from .headers import with_etag
from .here import archive
from .openapi import description

pages = Blueprint("api", __name__)


@pages.get("/api/v1/search")
def search() -> Response:
    """The search object; the same arguments as the page of results."""
    asked, patience = params.read(request.args, strict=True), _patience()
    found, meant = archive().search(asked, patience), ()
    with patience.leaving_out():
        meant = archive().meant(asked, found, patience)
    return as_json(search_object(found, meant, patience.spent))


@pages.get("/api/v1/suggest")
def suggest() -> Response:
    """What may have been meant by a query that finds little; the arguments of a search."""
    asked, patience = params.read(request.args, strict=True), _patience()
    archive().count(asked)  # what is itself too broad is refused
    meant, apart = (), ()
    with patience.leaving_out():
        meant = archive().suggestions(asked, patience)
    with patience.leaving_out():
        apart = archive().apart(asked, patience)
    return as_json(suggest_object(meant, apart, patience.spent))


@pages.get("/api/v1/complete")
def complete() -> Response:
    """What the last word of a query may become; the arguments of a search."""
    asked = params.read(request.args, strict=True)
    return as_json(complete_object(archive().completions(asked, _patience())))


@pages.get("/api/v1/documents/<id:document>")
def document(document: str) -> Response:
    """The document object of the newest version."""
    return _document(archive().get(document))


@pages.get("/api/v1/documents/<id:document>/versions")
def versions(document: str) -> Response:
    """All versions of a document, oldest first."""
    found = archive().versions(document)
    return as_json(
        {"versions": [asdict(version) | {"seen": version.seen.isoformat()} for version in found]}
    )


@pages.get("/api/v1/documents/<id:document>/versions/<number:version>")
def version(document: str, version: int) -> Response:
    """The document object of one version."""
    return _document(archive().get(document, version))


@pages.get("/api/v1/documents/<id:document>/passages/<number:passage>")
def newest_passage(document: str, passage: int) -> Response:
    """A passage of the newest version."""
    return _passage(archive().get(document), passage)


@pages.get("/api/v1/documents/<id:document>/versions/<number:version>/passages/<number:passage>")
def passage(document: str, version: int, passage: int) -> Response:
    """A passage of one version."""
    return _passage(archive().get(document, version), passage)


@pages.get("/api/v1/openapi.json")
def openapi() -> Response:
    """The description of all this."""
    return as_json(description())


@pages.get("/health")
def health() -> Response:
    """Whether the archive can answer, and whether the index is up with it; which process says so,
    and how many serve. 503 when it cannot."""
    now = status(archive())
    answer = {
        "seq": now.seq,
        "indexed": now.indexed,
        "degraded": now.indexed != now.seq,
        "trouble": now.trouble,
        "process": os.getpid(),
        "processes": current_app.config.get("PROCESSES", 1),
    }
    return as_json(answer, 503 if now.indexed is None else 200)


def _patience() -> Patience:
    return Patience(current_app.config["PATIENCE"])


def _document(stored: Stored) -> Response:
    return with_etag(as_json(document_object(archive(), stored)), stored.version.digest)


def _passage(stored: Stored, number: int) -> Response:
    whole = plain_stored(stored)
    found = next((p for p in whole["passages"] if p["number"] == number), None)
    if found is None:
        raise NotFound(f"passage {number} of {stored.document.id}")
    version = stored.version
    page = url_for(
        "documents.version",
        interface="en",
        document=version.document,
        version=version.number,
        _anchor=f"p{number}",
    )
    about = {name: whole[name] for name in ("id", "title", "language", "version", "digest")}
    return with_etag(as_json(about | {"page": page, "passage": found}), version.digest)


def as_json(value: dict, code: int = 200) -> Response:
    """JSON as people can read it too; what UTF-8 cannot carry (a lone surrogate) is escaped."""
    try:
        body = json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        body = json.dumps(value, ensure_ascii=True).encode()
    return Response(body, code, content_type="application/json")
