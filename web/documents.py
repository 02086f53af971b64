"""What does a document say, and who says it? Its page, its versions, and the bytes it came from."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from archive.document import Speaker, Stored
from archive.search import SearchRequest

from . import params
from .headers import SANDBOX, with_etag
from .here import archive
from .outline import outline, places

pages = Blueprint("documents", __name__)

MARKING = ("q", "exact", "off")


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
    response = make_response(archive().raw(digest))
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{digest}.bin"'
    response.headers["Content-Security-Policy"] = SANDBOX
    response.set_etag(digest)
    return response.make_conditional(request)


def speaking(speaker: Speaker) -> SearchRequest:
    """The search for everything a speaker says."""
    return params.only(SearchRequest(), "speaker", speaker.person or speaker.name)


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
            linked=stored.document.url.startswith(("http://", "https://")),
        )
    )
    return with_etag(response, stored.version.digest)
