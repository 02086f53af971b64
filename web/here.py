"""Which archive, which interface language and which view does this request have?"""

from __future__ import annotations

from babel.support import NullTranslations
from flask import current_app, g, request
from flask_babel import get_translations

from archive.catalogue import Archive

from .params import View

LANGUAGES = {"ru": "Русский", "zh": "中文", "en": "English"}
"""The interface languages, each by its own name."""

TAGS = {"ru": "ru", "zh": "zh-Hans", "en": "en"}
"""What `lang` says of the interface's words."""

SIGNS = {
    "ru": {"colon": ": ", "comma": ", ", "stop": ".", "open": " (", "close": ")"},
    "zh": {"colon": "：", "comma": "，", "stop": "。", "open": "（", "close": "）"},
    "en": {"colon": ": ", "comma": ", ", "stop": ".", "open": " (", "close": ")"},
}
"""Signs between words of the interface, as each language prints them."""

MACHINES = ("/api/", "/health")


def archive() -> Archive:
    """The archive this application shows."""
    return current_app.extensions["archive"]


def for_machines() -> bool:
    """Whether a program asks: errors are then application/problem+json, in English."""
    return request.path.startswith(MACHINES)


def language() -> str:
    """The interface language: the address says it; where it does not, the browser's wish."""
    known = g.setdefault("languages", {})  # by path: a page asks some hundred times
    path = request.path
    if path not in known:
        known[path] = _language()
    return known[path]


def _language() -> str:
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    if for_machines():
        return "en"
    return wished() or "en"


def translations() -> NullTranslations:
    """The words of the interface's language: looked up once a request."""
    known = g.setdefault("translations", {})  # by path, as above
    path = request.path
    if path not in known:
        known[path] = get_translations()
    return known[path]


def gettext(text: str) -> str:
    """A msgid in the interface's language."""
    return translations().ugettext(text)


def wished() -> str | None:
    """The best of our languages by Accept-Language; None when it names none of them."""
    return request.accept_languages.best_match(tuple(LANGUAGES))


def view() -> View:
    """How this visitor reads; the usual view when the arguments could not be read."""
    return g.get("view") or View()
