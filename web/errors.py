"""What does a visitor see when something cannot be done? A page in the interface's language, or
application/problem+json for programs; never a traceback, a path or SQL.
"""

from __future__ import annotations

import json
import uuid
from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, SecurityError

from archive.errors import ArchiveError, EngineUnavailable, NoSuch, NotFound, TooBroad

from . import words
from .here import SIGNS, for_machines, language
from .params import DATES, BadArgument, usable
from .words import N_

TITLES = {
    400: N_("This cannot be understood"),
    404: N_("There is no such page"),
    405: N_("This page can only be read"),
    413: N_("This is too much at once"),
    500: N_("Something went wrong on our side"),
    503: N_("The archive cannot search just now"),
}

SENTENCES = {
    400: N_("The address of the page holds something that cannot be used."),
    404: N_("The address may be mistyped, or the document is not in the archive."),
    405: N_("The address exists, but nothing can be sent to it."),
    413: N_("What was sent is larger than this site accepts."),
    500: N_("The fault has been written down. If it comes back, name the number below."),
    503: N_(
        "The index is being repaired or rebuilt. The documents themselves are safe and can be "
        "read; only the search is waiting."
    ),
}

TOO_BROAD = N_(
    "This search would have to look through too much. Add letters before the asterisk, use fewer "
    "words, or narrow it by date, source or language."
)

NOT_OUR_NAME = N_("This site is not served under this name.")


def add_errors(app: Flask) -> None:
    """Turns errors into pages, once, here."""
    for kind in (BadArgument, NoSuch, TooBroad):
        app.register_error_handler(kind, _refused)
    app.register_error_handler(NotFound, lambda error: answer(404))
    app.register_error_handler(EngineUnavailable, _unavailable)
    app.register_error_handler(ArchiveError, _broken)
    app.register_error_handler(SecurityError, _untrusted)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def answer(
    code: int, sentence: str | None = None, detail: str | None = None, **filled: object
) -> Response:
    """An error's page or problem object. `detail`, what it is about, stands before the sentence for
    programs, and beneath it for people. `filled`: what the forms of the page are filled in with
    (`asked`, `dates`)."""
    title = gettext(TITLES.get(code, TITLES[400 if code < 500 else 500]))
    sentence = sentence or gettext(SENTENCES.get(code, SENTENCES[400 if code < 500 else 500]))
    if for_machines():
        return problem(code, f"{detail}: {sentence}" if detail else sentence)
    about = {"code": code, "title": title, "sentence": sentence, "detail": detail}
    page = render_template("error.html", **{"asked": None, "dates": None} | about | filled)
    return Response(page, code, mimetype="text/html")


def problem(code: int, detail: str) -> Response:
    """RFC 9457."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
    }
    return Response(
        json.dumps(said, ensure_ascii=True), code, content_type="application/problem+json"
    )


def refusal(error: BadArgument | NoSuch | TooBroad) -> str:
    """Why a question is not answered, as a sentence in the language of who asks. A TooBroad says a
    code of words.TOO_BROAD, or a sentence of its own."""
    if isinstance(error, BadArgument):
        return words.word(words.REFUSALS, error.reason)
    if isinstance(error, TooBroad):
        code = str(error)
        return words.word(words.TOO_BROAD, code) if code in words.TOO_BROAD else gettext(TOO_BROAD)
    if for_machines():
        return str(error)
    there = f"{gettext('there are')}: {', '.join(error.known)}"
    return f"{words.word(words.NO_SUCH, error.field)}: {error.value[:80]} — {there}"


def _refused(error: BadArgument | NoSuch | TooBroad) -> Response:
    """The page of a search keeps what was asked but for what is refused; a date is to be mended in
    the form it was typed into."""
    name = error.name if isinstance(error, BadArgument) else ""
    sentence = refusal(error)
    if for_machines() or request.endpoint != "search.results":
        return answer(400, sentence, name[:80] or None)
    filled: dict[str, object] = {"asked": usable(request.args)}
    if name in DATES and error.reason in ("date", "order"):
        filled["dates"] = tuple(request.args.get(end, "") for end in DATES)
    if name not in words.ARGUMENTS:
        return answer(400, sentence, name[:80] or None, **filled)
    if error.reason != "order":  # that is of both dates
        sentence = f"{words.word(words.ARGUMENTS, name)}{SIGNS[language()]['colon']}{sentence}"
    return answer(400, sentence, **filled)


def _unavailable(error: EngineUnavailable) -> Response:
    response = answer(503)
    response.headers["Retry-After"] = "30"
    return response


def _untrusted(error: SecurityError) -> Response:
    """A host this site is not asked under: no page, for every link on it would name that host."""
    if for_machines():
        return problem(400, gettext(NOT_OUR_NAME))
    return Response(gettext(NOT_OUR_NAME), 400, content_type="text/plain; charset=utf-8")


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400 or error.response is not None:  # a redirect is an answer, not an error
        return error.get_response()
    response = answer(code)
    for name in ("Allow", "Retry-After"):
        for value in dict(error.get_headers()).get(name, "").split("\n"):
            if value:
                response.headers[name] = value
    return response


def _broken(error: Exception) -> Response:
    number = uuid.uuid4().hex[:12]
    current_app.logger.error("%s: %a failed", number, request.path, exc_info=error)
    return answer(500, detail=number)
