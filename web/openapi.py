"""How is the API described to programs? OpenAPI 3.1, written by hand and held to the routes by a
test: only what works is listed.
"""

from __future__ import annotations

from archive.address import FORM
from archive.document import CHANNELS, KINDS
from archive.exports import FORMATS
from archive.quotes.values import LONGEST
from archive.search import GRAINS, MOST_PER_PAGE, PER_PAGE, SWITCHES

from .params import FACETS, SORTS
from .schemas import NULL, schema, schemas
from .words import LANGUAGES

_ID = {
    "name": "document",
    "in": "path",
    "required": True,
    "description": "The id of a document.",
    "schema": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,199}$"},
}
_TONGUE = {"enum": ["ru", "zh", "en"], "default": "en"}
_LANGUAGE = {"enum": [*LANGUAGES]}
_ADDRESS = {
    "name": "address",
    "in": "path",
    "required": True,
    "description": "Document, version, place and digest of some words, as a permanent link has it.",
    "schema": {"type": "string", "pattern": FORM.pattern},
}
_FACET_SENTENCES = {
    "lang": "Language of the text.",
    "speaker": "Who speaks: an id of the authority file, or the name as printed.",
    "author": "Whose words they are: differs from the speaker where a message is read out.",
    "source": "The source.",
    "kind": "Kind of document.",
    "place": "Where it happened, as printed.",
    "channel": "Whether the words are the speaker's own, interpreted or translated.",
    "person": "Who is mentioned.",
}


def description() -> dict:
    """The OpenAPI object."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Harbin",
            "version": "1",
            "description": "Press releases and speeches, found again and quoted exactly. "
            "Offsets are code points into the text as stored.",
        },
        "paths": _paths(),
        "components": {"schemas": schemas()},
    }


def _paths() -> dict:
    document = "/api/v1/documents/{document}"
    version, passage = _number("version"), _number("passage")
    return {
        "/api/v1/search": _get("Searches.", "Search", _search_arguments(), (400, 503)),
        "/api/v1/suggest": _get(
            "What may have been meant.", "Suggest", _search_arguments(), (400, 503)
        ),
        "/api/v1/complete": _get(
            "What the last word of a query may become as it is typed.",
            "Complete",
            _search_arguments(),
            (400, 503),
        ),
        "/api/v1/export": _export(),
        document: _get("A document, newest version.", "Document", [_ID], (404,)),
        f"{document}/related": _get(
            "Versions, copies, and documents of the same occasion.", "Related", [_ID], (404, 503)
        ),
        "/api/v1/people": _get("Whose words are here.", "People", [], (503,)),
        "/api/v1/people/{person}": _get(
            "What there is of a person.", "Person", [_ID | {"name": "person"}], (404, 503)
        ),
        f"{document}/versions": _get("Its versions.", "Versions", [_ID], (404,)),
        f"{document}/versions/{{version}}": _get(
            "A document as it was.", "Document", [_ID, version], (404,)
        ),
        f"{document}/passages/{{passage}}": _get(
            "A passage, newest version.", "OnePassage", [_ID, passage], (404,)
        ),
        f"{document}/versions/{{version}}/passages/{{passage}}": _get(
            "A passage as it was.", "OnePassage", [_ID, version, passage], (404,)
        ),
        "/api/v1/quotes": _quotes(),
        "/api/v1/articles": _articles(),
        "/api/v1/quotes/{address}": _get(
            "The words at a permanent address, and what became of them.",
            "Quotation",
            [_ADDRESS],
            (404, 410),
        ),
        f"{document}/versions/{{version}}/address": _get(
            "The permanent address of a stretch of a version, with copies in every style.",
            "Selection",
            [_ID, version, *_stretch()],
            (400, 404),
        ),
        "/api/v1/openapi.json": _get("This description.", None, [], ()),
        "/health": _health(),
    }


def _get(summary: str, schema: str | None, arguments: list, errors: tuple[int, ...]) -> dict:
    shape = {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}
    answers = {"200": {"description": "Found.", "content": {"application/json": {"schema": shape}}}}
    problems = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for code in errors:
        answers[str(code)] = {"description": "A problem.", "content": problems}
    return {"get": {"summary": summary, "parameters": arguments, "responses": answers}}


def _quotes() -> dict:
    """Asked by GET, or by POST with a form or JSON."""
    partial = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    text = {"type": "string", "maxLength": LONGEST}
    arguments = [
        _argument("q", "The words, as they are quoted.", text) | {"required": True},
        _argument("speaker", "Who is claimed to have said so.", {"type": "string"}),
        _argument("date", "When, as claimed.", partial),
        _argument("lang", "Look only in documents of this language.", _LANGUAGE),
    ]
    line = _argument("interface", "In which language the line to be cited is.", _TONGUE)
    said = _get(
        "Whether these are the exact words, and whose.", "Quote", [*arguments, line], (400, 503)
    )
    fields = {"text": text, "speaker": schema("string?"), "language": {"anyOf": [_LANGUAGE, NULL]}}
    asked = {"type": "object", "properties": fields | {"date": {"anyOf": [partial, NULL]}}}
    body = {"content": {"application/json": {"schema": asked | {"required": ["text"]}}}}
    return said | {"post": {**said["get"], "parameters": [line], "requestBody": body}}


def _articles() -> dict:
    """An article in the body: its text, a page, a Word document."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    binary = {"schema": {"type": "string", "contentEncoding": "binary"}}
    kinds = {"text/plain": {"schema": {"type": "string"}}, "text/html": binary, word: binary}
    said = _get("Each quotation of an article, with its verdict.", None, [], (400, 413, 503))
    date = _argument("date", "When the words were said, as claimed.", schema("string?"))
    return {"post": {**said["get"], "parameters": [date], "requestBody": {"content": kinds}}}


def _export() -> dict:
    """A stream in the form that is asked for; its manifest is JSON."""
    forms = {"enum": [*FORMATS], "default": "jsonl"}
    arguments = [
        *(one for one in _search_arguments() if one["name"] not in ("page", "per_page")),
        _argument("format", "In which form.", forms),
        _argument("manifest", "Its account instead.", {"enum": ["0", "1"], "default": "0"}),
    ]
    said = _get("Everything a search finds, never cut.", None, arguments, (400, 503))
    media = dict.fromkeys(form.media.partition(";")[0] for form in FORMATS.values())
    said["get"]["responses"]["200"]["content"] = {
        one: {"schema": {"type": "string"}} for one in (*media, "application/json")
    }
    return said


def _health() -> dict:
    said = _get("Whether the archive can answer.", "Health", [], ())
    answer = said["get"]["responses"]["200"]["content"]
    said["get"]["responses"]["503"] = {"description": "It cannot search.", "content": answer}
    return said


def _number(name: str) -> dict:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    }


def _stretch() -> list[dict]:
    place = {"type": "string", "pattern": r"^-?\d+:\d+$"}
    return [
        _argument("start", "A passage and a code point in it, as 3:0.", place) | {"required": True},
        _argument("stop", "Where it ends.", place) | {"required": True},
        _argument("interface", "In which language.", _TONGUE),
    ]


def _search_arguments() -> list[dict]:
    written = "2024, 2024-05, 2024-05-17, or as in a query (17.05.2024)"
    known = {"kind": KINDS, "channel": CHANNELS}
    return [
        _argument("q", "The question, in the query language.", {"type": "string"}),
        *(_repeated(name, _FACET_SENTENCES[name], known.get(name)) for name in FACETS),
        _argument("from", f"The first day: {written}.", {"type": "string"}),
        _argument("to", f"The last day: {written}.", {"type": "string"}),
        _argument("by", "What is listed.", {"enum": list(GRAINS), "default": "document"}),
        _argument("sort", "The order.", {"enum": list(SORTS), "default": "relevance"}),
        _argument("exact", "Words as typed.", {"enum": ["0", "1"], "default": "0"}),
        _repeated("off", "Expansions switched off.", SWITCHES),
        _argument("page", "From 1.", {"type": "integer", "minimum": 1, "default": 1}),
        _argument(
            "per_page",
            "Hits on a page.",
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        ),
    ]


def _argument(name: str, sentence: str, schema: dict) -> dict:
    return {"name": name, "in": "query", "description": sentence, "schema": schema}


def _repeated(name: str, sentence: str, known: tuple[str, ...] | None) -> dict:
    value = {"enum": list(known)} if known else {"type": "string"}
    told = f"{sentence} May be repeated: any of the values will do."
    return _argument(name, told, {"type": "array", "items": value}) | {"explode": True}
