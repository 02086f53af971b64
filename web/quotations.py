"""What are programs told of the words at an address? Words, voices, and what became of them.

The page of a document asks here too, for the address of what a reader has selected.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, request

from archive.address import Place, addressed, minted, parsed, words
from archive.difference import BREAK
from archive.document import plain_stored, plain_voice
from archive.following import Fate, fate

from .api import as_json
from .copying import Copied, copies
from .errors import problem
from .headers import with_etag
from .here import LANGUAGES, archive
from .params import BadArgument
from .permalinks import LOST, digest, link_to, sha256

machines = Blueprint("quotations", __name__)

PLACE = re.compile("(-?[0-9]{1,8}):([0-9]{1,9})", re.ASCII)
TOLD = {
    "several": "Exactly these words stand in the document in more than one place, or in another "
    "voice; the version of the address is not in this archive.",
    "unfit": "The document and a version of this number are here, but neither the words in this "
    "place nor any others of the document fit the check digits of the address: it is damaged, "
    "altered, or of an archive that numbers versions otherwise.",
    "gone": "No version of the document that is in this archive has exactly these words there.",
    "unknown": "There is no such document in this archive.",
    "mistyped": "This is not an address of words.",
}


@machines.get("/api/v1/quotes/<address>")
def quotation(address: str) -> Response:
    """The words of an address as JSON; what became of them, where they are not to be shown."""
    named = parsed(address)
    found = fate(archive(), named) if named else None
    if found is None or found.state in LOST:
        return _problem(found)
    return with_etag(as_json(quotation_object(found)), digest(found))


@machines.get("/api/v1/documents/<id:document>/versions/<number:version>/address")
def selection(document: str, version: int) -> Response:
    """The address of a stretch of a version, its words, and copies of them in every style."""
    start, stop = _place("start"), _place("stop")
    tongue = _tongue()
    stored = archive().get(document, version)
    address = minted(document, version, addressed(stored.document), start, stop)
    link, today = link_to(address, tongue), datetime.now(UTC).date()
    said = words(addressed(stored.document), start, stop)
    misprints = archive().errata.of(document)
    found = misprints.found(BREAK.join(said))
    asked = (stored, address, tongue, link, archive().people, today)
    answer = {
        "address": str(address),
        "link": link,
        "words": list(said),
        "sha256": sha256(said),
        "copies": _plain(copies(*asked)),
        "misprints": [
            {"printed": BREAK.join(said)[start:stop], "meant": meant}
            for start, stop, meant in found
        ],
        "noted": _plain(copies(*asked, misprints)) if found else None,
    }
    return with_etag(as_json(answer), stored.version.digest)


def _plain(made: Mapping[str, Copied]) -> dict:
    return {
        style: {"text": one.text, "html": one.html, "citation": one.citation.text}
        for style, one in made.items()
    }


def quotation_object(found: Fate) -> dict:
    """What became of an address, with its words, as programs are told it."""
    shown, document, version = found.shown, found.stored.document, found.stored.version
    whole = plain_stored(found.stored)
    return {
        "address": str(found.address),
        "state": found.state,
        "shown": str(shown),
        "link": link_to(shown),
        "words": list(found.words),
        "passages": [
            {"number": passage.number, "kind": passage.kind, "voice": plain_voice(passage.voice)}
            for passage in found.passages
        ],
        "document": {
            name: whole[name]
            for name in (
                "id", "url", "source", "kind", "language", "title", "status", "published",
                "occurred", "place", "version", "versions", "digest", "raw", "flags",
            )
        },
        "checks": {
            "sha256": digest(found),
            "carried": found.address.words,
            "fits": shown.stands(addressed(document)) and digest(found).startswith(shown.words),
            "received": version.seen.isoformat(),
        },
        "now": None if found.now is None else str(found.now),
        "later": None if found.trace is None else {
            "differs": found.trace.differs,
            "kind": found.trace.kind,
            "runs": [{"kind": run.kind, "text": run.text} for run in found.trace.runs],
            "voices": [
                {"before": plain_voice(before), "after": plain_voice(after)}
                for before, after in found.trace.voices
            ],
        },
    }  # fmt: skip


def _problem(found: Fate | None) -> Response:
    state = found.state if found else "mistyped"
    response = problem(LOST[state], TOLD[state])
    places = [str(place) for place in found.places] if found else []
    response.set_data(
        json.dumps(response.get_json(force=True) | {"state": state, "places": places})
    )
    return response


def _place(name: str) -> Place:
    """An argument "passage:offset" in code points. Raises BadArgument."""
    said = PLACE.fullmatch(request.args.get(name, ""))
    if said is None:
        raise BadArgument(name, "number")
    return int(said[1]), int(said[2])


def _tongue() -> str:
    tongue = request.args.get("interface", "en")
    if tongue not in LANGUAGES:
        raise BadArgument("interface", "unknown")
    return tongue
