"""How does one search here, and how does the archive do? The help and the status."""

from __future__ import annotations

from flask import Blueprint, render_template

from archive import health
from archive.document import KINDS
from archive.search import SearchRequest

from .here import archive

pages = Blueprint("pages", __name__)


@pages.get("/help")
def help() -> str:
    """The query language, with examples that run."""
    return render_template("help.html", ask=SearchRequest, kinds=KINDS)


@pages.get("/status")
def status() -> str:
    """The last runs, what was set aside, and the state of the index."""
    return render_template("status.html", status=health.status(archive()))
