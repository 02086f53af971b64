"""How is the archive read? Pages and an API over it: each view reads the request, asks, renders.

Reading keeps no state: no cookies, no sessions, no writes. `create_app` is the only wiring.
"""

from __future__ import annotations

from flask import Flask, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import RequestEntityTooLarge

from archive import patience
from archive.catalogue import Archive

from . import (
    api,
    basket,
    checking,
    documents,
    errors,
    events,
    exports,
    feeds,
    home,
    pages,
    people,
    permalinks,
    quotations,
    quotes,
    search,
)
from .converters import DocumentId, Number, Sha256
from .filters import add_filters
from .headers import add_headers
from .here import LANGUAGES, Asked
from .kept import add_kept
from .language import add_languages
from .metadata import add_metadata
from .params import read_view
from .parts import add_parts

__all__ = ["create_app"]

LARGEST_BODY = 2 * 1024 * 1024
LOOPBACK = ("localhost", "127.0.0.1")


def create_app(archive: Archive, hosts: tuple[str, ...] = ()) -> Flask:
    """The site and the API of an open archive. `hosts` are the names it may be asked under
    besides those of the own machine."""
    app = Flask(__name__)
    app.request_class = Asked
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        MAX_FORM_PARTS=100,
        TRUSTED_HOSTS=[*LOOPBACK, *hosts],
        PATIENCE=patience.SECONDS,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.extensions["archive"] = archive
    app.json.ensure_ascii = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters.update(id=DocumentId, number=Number, sha256=Sha256)
    add_headers(app)
    app.before_request(_read_view)
    add_languages(app)
    add_filters(app)
    add_metadata(app)
    add_kept(app)
    add_parts(app)
    exports.add_exports(app)
    errors.add_errors(app)
    _add_pages(app)
    return app


def _add_pages(app: Flask) -> None:
    app.register_blueprint(home.front)
    app.register_blueprint(api.pages)
    app.register_blueprint(quotations.machines)
    app.register_blueprint(quotes.machines)
    app.register_blueprint(checking.machines)
    app.register_blueprint(exports.machines)
    app.register_blueprint(events.machines)
    app.register_blueprint(people.machines)
    prefix = f"/<any({','.join(LANGUAGES)}):interface>"
    desk = (quotes.pages, checking.pages, permalinks.pages, basket.pages)
    parts = (home.pages, search.pages, documents.pages, *desk)
    for part in (*parts, exports.pages, people.pages, events.pages, feeds.pages, pages.pages):
        app.register_blueprint(part, url_prefix=prefix)


def _read_view() -> None:
    """What every request is checked for before a view sees it."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise RequestEntityTooLarge
    if request.url_rule is not None and "interface" in request.url_rule.arguments:
        request.view = read_view(request.args)
