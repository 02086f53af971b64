"""What tells of one occasion? Its page: transcripts, releases, language versions, reprints.

Each document says by which signs it was joined; a machine joined them, and the reader may judge.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from archive.events import Joined, event, related
from archive.evidence import Sign

from .api import as_json
from .here import archive

pages = Blueprint("events", __name__)
machines = Blueprint("related", __name__)


@pages.get("/events/<id:document>")
def page(document: str) -> str:
    """The occasion of a document."""
    found = event(archive(), archive().get(document))
    days = [d.value for s in found.members for d in (s.document.occurred, s.document.date()) if d]
    return render_template(
        "event.html",
        event=found,
        asked_for=document,
        first=min(days, default=None),
        last=max(days, default=None),
        places=tuple(dict.fromkeys(s.document.place for s in found.members if s.document.place)),
        kinds={j.stored.document.id: kind for kind, j in _kinds(found.around)},
    )


@machines.get("/api/v1/documents/<id:document>/related")
def document_related(document: str) -> Response:
    """What is joined to a document, and by which signs."""
    found = related(archive(), archive().get(document))
    return as_json(
        {
            "id": document,
            "versions": [joined_object(joined) for joined in found.versions],
            "copies": [joined_object(joined) for joined in found.copies],
            "event": [joined_object(joined) for joined in found.event],
        }
    )


def joined_object(joined: Joined) -> dict:
    """A joined document as JSON."""
    document = joined.stored.document
    when = document.date()
    return {
        "id": document.id,
        "url": document.url,
        "source": document.source,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "date": when.value if when else None,
        "signs": [_sign(sign) for sign in joined.signs],
    }


def _sign(sign: Sign) -> dict:
    return {"sign": sign.code, "what": list(sign.what)}


def _kinds(around) -> list[tuple[str, Joined]]:
    rows = {"version": around.versions, "copy": around.copies, "event": around.event}
    return [(kind, joined) for kind, several in rows.items() for joined in several]
