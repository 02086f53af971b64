"""What is here? The front page in each language, and the way to it."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from archive.search import SearchRequest

from .here import archive, wished
from .timeline import timeline

SHOWN = 8  # languages and sources before the fold

front = Blueprint("front", __name__)
pages = Blueprint("home", __name__)


@front.get("/")
def choose() -> Response:
    """Leads to the front page in the language the browser asks for; asks when it says none."""
    wish = wished()
    if wish:
        response = redirect(url_for("home.page", interface=wish))
    else:
        response = make_response(render_template("choose.html"))
    response.vary.add("Accept-Language")
    return response


@pages.get("/")
def page() -> str:
    """The search box, what is here, and the latest."""
    overview = archive().overview()
    return render_template(
        "home.html",
        overview=overview,
        years=timeline(overview.months, by="year"),
        months=timeline(overview.months, by="month"),
        everything=SearchRequest(),
        shown=SHOWN,
    )
