"""Are these the exact words? The page where a quote is checked, and the same for programs.

One reads by GET, so that a verdict has an address. Two thousand Chinese characters make an address
of 18 kB, which our server takes (32 kB); where a proxy takes less, POST asks the same, and keeps
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from archive.earlier import MOST
from archive.errors import NoSuch, TooBroad
from archive.quotes.citable import TONGUES, coverage_line
from archive.quotes.objects import quote_object
from archive.quotes.values import LONGEST, QuoteQuery, QuoteReport

from . import params
from .api import as_json
from .errors import refusal
from .here import LANGUAGES, archive
from .permalinks import link_to

pages = Blueprint("quote", __name__)
machines = Blueprint("quote_api", __name__)

_JSON = {"text": "q", "speaker": "speaker", "date": "date", "language": "lang"}


@pages.route("/quote", methods=["GET", "POST"])
def page() -> str | tuple[str, int]:
    """The form; and the verdict, when there is a quote. Where a field is refused, the form as it
    was filled in, with the reason."""
    given = request.args if request.method == "GET" else request.form
    try:
        asked = params.read_quote(given)
        return _page(asked, archive().quote(asked) if asked.text.strip() else None)
    except (params.BadArgument, NoSuch, TooBroad) as error:
        if getattr(error, "reason", "") == "characters":
            raise  # what no text has is not shown again
        field = getattr(error, "name", "lang" if isinstance(error, NoSuch) else "q")
        filled = QuoteQuery(*(given.get(name, "") for name in params.QUOTE))
        return _page(filled, None, {field: refusal(error)}), 400


def _page(
    asked: QuoteQuery, report: QuoteReport | None, refused: Mapping[str, str] = MappingProxyType({})
) -> str:
    return render_template(
        "quote.html",
        asked=asked,
        report=report,
        refused=refused,
        longest=LONGEST,
        tongues=LANGUAGES,
        link_to=link_to,
        coverage_line=coverage_line,
        most_earlier=MOST,
    )


@machines.route("/api/v1/quotes", methods=["GET", "POST"])
def verdict() -> Response:
    """The quote object. POST takes a form, or JSON with the names of the object's `query`; the
    argument `interface` says in which language the line to be cited is."""
    tongue = request.args.get("interface", "en")
    if tongue not in TONGUES:
        raise params.BadArgument("interface", "unknown")
    return as_json(quote_object(archive().quote(_asked()), tongue))


def _asked() -> QuoteQuery:
    if request.method == "GET":
        return params.read_quote(
            MultiDict((n, v) for n, v in request.args.items(True) if n != "interface"), strict=True
        )
    if not request.is_json:
        return params.read_quote(request.form, strict=True)
    given = request.get_json()
    if not isinstance(given, dict):
        raise params.BadArgument("body", "unknown")
    fields = MultiDict()
    for name, value in given.items():
        if name not in _JSON or not isinstance(value, str | None):
            raise params.BadArgument(name, "unknown" if name in _JSON else "name")
        fields[_JSON[name]] = value or ""
    return params.read_quote(fields, strict=True)
