"""How does one follow the archive? Atom (RFC 4287, paged as RFC 5005) of any search, of a person,
and of what was corrected.

An entry's id is its document's, whatever feed it stands in and however often the archive is read
or built again: a reader shows it once. Its date is when the archive first had it.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from archive.address import Address, addressed, minted
from archive.document import Speaker
from archive.feeds import Arrival, Correction, arrivals, corrections
from archive.portrait import known, requests
from archive.search import PassageHit, SearchRequest

from . import params
from .headers import with_etag
from .here import archive, language
from .params import BadArgument

pages = Blueprint("feeds", __name__)

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed in which nothing has come yet
VIEW = ("size", "colours")
_POSITION = re.compile("[1-9][0-9]{0,11}")


@pages.get("/search.atom")
def search() -> Response:
    """What a search finds, as it comes; the arguments of the page of results."""
    kept = MultiDict((n, v) for n, v in request.args.items(True) if n not in ("before", *VIEW))
    return _feed(params.read(kept, strict=True), "feeds.search")


@pages.get("/people/<id:person>.atom")
def person(person: str) -> Response:
    """A person's words, whoever utters them, as they come."""
    one = known(archive(), person)
    asked = requests(one)["authored"]
    return _feed(asked, "feeds.person", one.name(language()), person=person)


@pages.get("/changes.atom")
def changes() -> Response:
    """New versions of documents, with what is different in them."""
    found = corrections(archive(), _before())
    return _answer(
        "changes.atom.xml",
        "feeds.changes",
        {},
        found.further,
        max((entry.new.version.seen for entry in found.entries), default=BEGINNING),
        entries=found.entries,
        id_of=id_of_version,
    )


def id_of(arrival: Arrival) -> str:
    """The id of a document's entry: the same in every feed, archive and year."""
    return _urn(f"document:{arrival.hit.id}")


def id_of_version(correction: Correction) -> str:
    """The id of the entry of a new version."""
    version = correction.new.version
    return _urn(f"version:{version.document}:{version.number}:{version.digest}")


def _feed(asked: SearchRequest, endpoint: str, about: str = "", **values: str) -> Response:
    found = arrivals(archive(), asked, _before())
    return _answer(
        "search.atom.xml",
        endpoint,
        values or params.following(asked),
        found.further,
        max((entry.seen for entry in found.entries), default=BEGINNING),
        entries=found.entries,
        asked=asked,
        about=about,
        id_of=id_of,
        spoken=_spoken,
        address_of=_address_of,
        whose=_whose,
    )


def _answer(
    template: str,
    endpoint: str,
    arguments: dict,
    further: int | None,
    updated: datetime,
    **shown: object,
) -> Response:
    before = _before()
    plain = {"size": None, "colours": None, "_external": True}
    first = url_for(endpoint, **arguments, **plain)
    here = url_for(endpoint, **arguments, before=before, **plain) if before else first
    later = url_for(endpoint, **arguments, before=further, **plain) if further else None
    path = url_for(endpoint, **arguments, size=None, colours=None)
    body = render_template(
        template, feed_id=_urn(f"feed:{path}"), first=first, here=here, later=later,
        updated=updated, **shown,
    )  # fmt: skip
    response = make_response(body)
    response.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    # Only the ETag is compared: in one second more may come than a date can tell apart.
    answer = with_etag(response, "feed") if not _dated_only() else response
    answer.last_modified = updated
    return answer


def _dated_only() -> bool:
    return "If-Modified-Since" in request.headers and "If-None-Match" not in request.headers


def _before() -> int | None:
    given = request.args.getlist("before")
    if not given:
        return None
    if len(given) > 1:
        raise BadArgument("before", "repeated")
    if not _POSITION.fullmatch(given[0]):
        raise BadArgument("before", "number")
    return int(given[0])


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"harbin:{name}").urn


def _spoken(arrival: Arrival) -> PassageHit | None:
    """The passage an entry shows: the first of those found that is not the title."""
    passages = arrival.hit.passages
    return next((p for p in passages if p.number > 0), passages[0] if passages else None)


def _address_of(arrival: Arrival, passage: PassageHit) -> Address | None:
    stored = archive().get(arrival.hit.id, arrival.version)
    if not passage.text:
        return None
    whole = addressed(stored.document)
    end = (passage.number, len(passage.text))
    return minted(arrival.hit.id, arrival.version, whole, (passage.number, 0), end)


def _whose(passage: PassageHit | None) -> Speaker | None:
    return passage.voice.words_of() if passage and passage.voice else None
