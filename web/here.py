"""Which archive, which interface language and which view does this request have?"""

from __future__ import annotations

from functools import cached_property

from babel.support import NullTranslations
from flask import Request, current_app, request
from flask_babel import get_translations

from archive.catalogue import Archive

from . import params
from .params import View

LANGUAGES = {"ru": "Русский", "zh": "中文", "en": "English"}
"""The interface languages, each by its own name."""

TAGS = {"ru": "ru", "zh": "zh-Hans", "en": "en"}
"""What `lang` says of the interface's words."""

SIGNS = {
    "ru": {
        "colon": ": ", "comma": ", ", "semicolon": "; ", "stop": ".", "open": " (", "close": ")",
        "dash": " — ", "space": " ",
    },
    "zh": {
        "colon": "：", "comma": "，", "semicolon": "；", "stop": "。", "open": "（", "close": "）",
        "dash": "——", "space": "",
    },
    "en": {
        "colon": ": ", "comma": ", ", "semicolon": "; ", "stop": ".", "open": " (", "close": ")",
        "dash": " — ", "space": " ",
    },
}  # fmt: skip
"""Signs between words of the interface, as each language prints them."""

MACHINES = ("/api/", "/health")


class Asked(Request):
    """A request, and what a page asks of it some hundred times, found out once. `view` is the usual
    one until the arguments were read, and where they could not be."""

    view = View()

    @cached_property
    def archive(self) -> Archive:
        """See `archive`."""
        return current_app.extensions["archive"].as_of_now()

    @cached_property
    def interface(self) -> str:
        """See `language`."""
        return _language()

    @cached_property
    def translations(self) -> NullTranslations:
        """See `translations`."""
        return get_translations()

    @cached_property
    def view_arguments(self) -> dict[str, str]:
        """See `view_arguments`."""
        return params.write_view(self.view)


def archive() -> Archive:
    """The archive this application shows, for one request as it was at one moment."""
    return request.archive


def for_machines() -> bool:
    """Whether a program asks: errors are then application/problem+json, in English."""
    return request.path.startswith(MACHINES)


def language() -> str:
    """The interface language: the address says it; where it does not, the browser's wish."""
    return request.interface


def _language() -> str:
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    if for_machines():
        return "en"
    return wished() or "en"


def translations() -> NullTranslations:
    """The words of the interface's language."""
    return request.translations


def gettext(text: str) -> str:
    """A msgid in the interface's language."""
    return translations().ugettext(text)


def wished() -> str | None:
    """The best of our languages by Accept-Language; None when it names none of them."""
    return request.accept_languages.best_match(tuple(LANGUAGES))


def view() -> View:
    """How this visitor reads."""
    return request.view


def view_arguments() -> dict[str, str]:
    """The arguments that keep it on the next page."""
    return request.view_arguments
