"""Which parts of a page need not be printed again? Those of the very same values.

A document added changes the counts of a page of results, seldom its hits. What a macro prints
follows from what it is given, the language and view of the reader, and where the site stands; it is
remembered by all of these, whole and compared, so that a part can never be of another state.
"""

from __future__ import annotations

from collections.abc import Hashable

from flask import Flask, current_app, request
from jinja2.runtime import Macro
from markupsafe import Markup

from archive.made import Made

from . import here

MOST = 32 * 1024 * 1024  # code points of parts in a process: of about 500 pages of results


def add_parts(app: Flask) -> None:
    """Gives the templates `part`."""
    app.extensions["parts"] = Made(MOST, size=len)
    app.jinja_env.globals["part"] = part


def part(macro: Macro, *given: Hashable) -> Markup:
    """What a macro prints of values. The macro may look at nothing of the page but these."""
    parts: Made[Markup] = current_app.extensions["parts"]
    key = (macro.name, here.language(), here.view(), request.script_root, given)
    return parts(key, lambda: macro(*given))
