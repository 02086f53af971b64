"""Are the quotations of an article right? A page to paste or send one, and the same for programs.

What is sent is read, answered and forgotten: nothing of it is kept, so it is sent by POST.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import FileStorage, MultiDict

from archive.articles import lists
from archive.articles.checking import Checked, checked, in_pieces, of_another
from archive.articles.commands import table
from archive.articles.lists import NoList
from archive.articles.objects import article_object, outcome
from archive.articles.reading import Unreadable, read
from archive.cells import row
from archive.exports.tables import BYTE_ORDER_MARK
from archive.quotes.values import QuoteReport

from . import params
from .api import as_json
from .errors import problem
from .here import archive
from .permalinks import link_to

pages = Blueprint("checking", __name__)
machines = Blueprint("checking_api", __name__)

LARGEST_TEXT = 1_500_000  # bytes of a pasted article
LISTS = (".csv", ".tsv")


@pages.get("/check")
def page() -> str:
    """The form."""
    return _rendered("", (), None)


@pages.post("/check")
def check() -> str | Response:
    """An article, pasted or as a file, with a verdict on each quotation; a list as a table."""
    request.max_form_memory_size = LARGEST_TEXT
    sent = request.files.get("article")
    asked = params.read_quote(MultiDict({"date": request.form.get("date", "")}))
    try:
        if sent is not None and (sent.filename or "").lower().endswith(LISTS):
            return _answered_list(read(sent.read(), sent.filename or ""))
        text = _text(sent)
        rows = tuple(checked(text, archive().quote, archive().people, asked.date))
    except (Unreadable, NoList) as refusal:
        return _rendered("", (), str(refusal))
    if request.form.get("as") == "table":
        return _file("".join(table(rows, link_to)), "quotations.csv")
    return _rendered(text, rows, None)


@machines.post("/api/v1/articles")
def article() -> Response:
    """The check of an article: its text, HTML or .docx as the body, or a form with `text`."""
    request.max_form_memory_size = LARGEST_TEXT
    asked = params.read_quote(MultiDict({"date": request.args.get("date", "")}), strict=True)
    try:
        return as_json(_article_object(asked.date))
    except Unreadable as refusal:
        return problem(400, str(refusal))


def _article_object(date: str | None) -> dict:
    form = request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data")
    page = ".html" if request.mimetype == "text/html" else ""
    text = _text(request.files.get("article")) if form else read(request.get_data(), page)
    return article_object(text, checked(text, archive().quote, archive().people, date))


def _text(sent: FileStorage | None) -> str:
    """The article of the form: its file, else what was pasted. Raises Unreadable."""
    if sent is not None and sent.filename:
        return read(sent.read(), sent.filename)
    return request.form.get("text", "").replace("\r\n", "\n")


def _rendered(text: str, rows: tuple[Checked, ...], refusal: str | None) -> str:
    found = [one for one in rows if one.report is not None]
    return render_template(
        "check.html",
        article=text,
        rows=[(number, one) for number, one in enumerate(rows, start=1)],
        pieces_of_article=list(in_pieces(text, rows)),
        outcomes={number: outcome(one) for number, one in enumerate(rows, start=1)},
        found=found,
        others={number for number, one in enumerate(rows, start=1) if of_another(one)},
        refusal=refusal,
        link_to=link_to,
        ask=lambda one: params.write_quote(
            params.read_quote(MultiDict({"q": one.quotation.text, "speaker": one.speaker or ""}))
        ),
    )


def _answered_list(text: str) -> Response:
    """A list of quotes with its answers, as a table to be saved."""
    answered = [row((*one.cells, *lists.answer(_found(one), link_to))) for one in lists.asked(text)]
    return _file(row(lists.named(lists.columns(text))) + "".join(answered), "quotes.csv")


def _found(one: lists.Asked) -> QuoteReport | None:
    return archive().quote(one.query) if one.query else None


def _file(text: str, name: str) -> Response:
    """A table to be saved, marked as UTF-8 for spreadsheets."""
    response = Response(BYTE_ORDER_MARK + text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
