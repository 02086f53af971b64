"""In which language does the site speak? The address says: /ru, /zh or /en.

The interface's language is apart from the texts' own: a Russian page may show a Chinese text.
"""

from __future__ import annotations

from flask import Flask, request, url_for
from flask_babel import Babel
from markupsafe import Markup

from . import here, links, params


def add_languages(app: Flask) -> None:
    """Gives an application its languages, and every link the language and view it was made in."""
    Babel(app, locale_selector=here.language)
    app.jinja_env.globals.update(_=_words, gettext=_words, ngettext=_words_of_many)

    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict | None) -> None:
        if values:
            values.pop("interface", None)

    @app.url_defaults
    def keep(endpoint: str, values: dict) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "interface"):
            values.setdefault("interface", here.language())
            for name, value in here.view_arguments().items():
                values.setdefault(name, value)

    @app.context_processor
    def shared() -> dict:
        return {
            "interface": here.language(),
            "tag": here.TAGS[here.language()],
            "tags": here.TAGS,
            "signs": here.SIGNS[here.language()],
            "languages": here.LANGUAGES,
            "view": here.view(),
            "params": params,
            "this_page": this_page,
            "search_path": links.search_path,
            "arguments": arguments,
            "search_url": links.search_url,
            "within": links.within,
            "label": label,
            "is_known": lambda value: here.archive().people.get(value) is not None,
        }


def _words(text: str, **given: object) -> Markup:
    """A msgid in the interface's language, what is put into it escaped."""
    words = Markup(here.gettext(text))
    return words % given if given else words


def _words_of_many(one: str, many: str, number: int, **given: object) -> Markup:
    """The same in the form for that number."""
    return Markup(here.translations().ungettext(one, many, number)) % given


def this_page(**changes: str | None) -> str:
    """The address of this page with some arguments changed (None takes one out); of the front
    page where there is no such page."""
    if request.url_rule is None or "interface" not in request.url_rule.arguments:
        return url_for("home.page", **{n: v for n, v in changes.items() if n == "interface"})
    kept = request.args.to_dict(flat=False) | dict(request.view_args or {})
    return url_for(str(request.endpoint), **(kept | changes))


def arguments(*without: str) -> tuple[tuple[str, str], ...]:
    """The arguments of this page, for a form that keeps them."""
    return tuple((n, v) for n, v in request.args.items(multi=True) if v and n not in without)


def label(facet: str, value: str) -> str:
    """What a value of a facet is called in the interface's language."""
    return here.archive().label(facet, value, here.language())
