"""How is the API described to programs? OpenAPI 3.1, written by hand and held to the routes by a
test: only what works is listed.
"""

from __future__ import annotations

from archive.address import FORM
from archive.document import BASES, CHANNELS, KINDS, MODES, PASSAGE_KINDS, STATUSES
from archive.exports import FORMATS
from archive.quotes.values import ALARMS, CLAIMS, LONGEST, NOTES, PIECES, VARIANTS, VERDICTS
from archive.search import GRAINS, MOST_PER_PAGE, PER_PAGE, SWITCHES

from .params import FACETS, SORTS

NULL = {"type": "null"}
_ID = {
    "name": "document",
    "in": "path",
    "required": True,
    "description": "The id of a document.",
    "schema": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,199}$"},
}
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
        "components": {"schemas": _schemas()},
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
        _argument("lang", "Look only in documents of this language.", {"type": "string"}),
    ]
    said = _get("Whether these are the exact words, and whose.", "Quote", arguments, (400, 503))
    fields = {"text": text, "speaker": _schema("string?"), "language": _schema("string?")}
    asked = {"type": "object", "properties": fields | {"date": {"anyOf": [partial, NULL]}}}
    body = {"content": {"application/json": {"schema": asked | {"required": ["text"]}}}}
    return said | {"post": {**said["get"], "parameters": [], "requestBody": body}}


def _articles() -> dict:
    """An article in the body: its text, a page, a Word document."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    binary = {"schema": {"type": "string", "contentEncoding": "binary"}}
    kinds = {"text/plain": {"schema": {"type": "string"}}, "text/html": binary, word: binary}
    said = _get("Each quotation of an article, with its verdict.", None, [], (400, 413, 503))
    date = _argument("date", "When the words were said, as claimed.", _schema("string?"))
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
        _argument("interface", "In which language.", {"enum": ["ru", "zh", "en"], "default": "en"}),
    ]


def _search_arguments() -> list[dict]:
    partial = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    known = {"kind": KINDS, "channel": CHANNELS}
    return [
        _argument("q", "The question, in the query language.", {"type": "string"}),
        *(_repeated(name, _FACET_SENTENCES[name], known.get(name)) for name in FACETS),
        _argument("from", "The first day.", partial),
        _argument("to", "The last day.", partial),
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


def _object(**properties: object) -> dict:
    return {
        "type": "object",
        "required": list(properties),
        "properties": {name: _schema(shape) for name, shape in properties.items()},
    }


def _schema(shape: object) -> dict:
    """A schema from shorthand: "string", "string?", ["Name"] for a list, a tuple for an enum."""
    if isinstance(shape, dict):
        return shape
    if isinstance(shape, list):
        return {"type": "array", "items": _schema(shape[0])}
    if isinstance(shape, tuple):
        return {"enum": list(shape)}
    name, optional = str(shape).removesuffix("?"), str(shape).endswith("?")
    known = {"$ref": f"#/components/schemas/{name}"} if name[0].isupper() else {"type": name}
    return {"anyOf": [known, {"type": "null"}]} if optional else known


def _quote_schemas() -> dict:
    date = {"anyOf": [{"enum": ["right", "differs", "unknown"]}, NULL]}
    words = {"quoted": "string", "stored": "string"}
    return {
        "Quote": _object(
            query=_object(text="string", speaker="string?", date="string?", language="string?"),
            verdict=VERDICTS,
            notes=[NOTES],
            same_words=_object(documents="integer?", turns="integer?"),
            matches=["QuoteMatch"],
            coverage="Coverage",
        ),
        "QuoteMatch": _object(
            verdict=VERDICTS, address="string", id="string", version="integer",
            versions="integer", url="string", title="string", source="string", kind=KINDS,
            status=STATUSES, language="string", published="PartialDate?", place="string?",
            voice="Voice?", quoted=["integer"], start=["integer"], stop=["integer"],
            text="string", before="string", after="string", likeness="number",
            variants=[VARIANTS], alarms=[_object(kind=ALARMS, **words)], notes=[NOTES],
            pieces=["QuotePiece"], claim="Claim?",
        ),
        "QuotePiece": _object(
            kind=PIECES, **words, at="integer", place=["integer"], variants=[VARIANTS],
            alarms=[ALARMS],
        ),
        "Claim": _object(
            speaker={"anyOf": [{"enum": list(CLAIMS)}, NULL]}, date=date, whose="Speaker?",
            uttered="Speaker?", persons=["string"],
        ),
        "Coverage": _object(
            sources=[_object(source="string", documents="integer")], documents="integer",
            turns="integer", first="string?", last="string?", seq="integer", digest="string",
            language="string?", line="string",
        ),
    }  # fmt: skip


def _schemas() -> dict:
    identity = {"id": "string", "url": "string", "source": "string", "kind": KINDS}
    text = {"language": "string", "title": "string"}
    return {
        "PartialDate": _object(value="string", time="string?", basis=BASES, evidence="string"),
        "Speaker": _object(label="string", name="string", office="string?", person="string?"),
        "Voice": _object(speaker="Speaker", author="Speaker?", mode=MODES, channel=CHANNELS),
        "Passage": _object(number="integer", kind=PASSAGE_KINDS, text="string", voice="Voice?"),
        "Document": _object(
            **identity,
            **text,
            summary="string?",
            status=STATUSES,
            published="PartialDate?",
            occurred="PartialDate?",
            place="string?",
            credit="string?",
            sections=["string"],
            flags=["string"],
            passages=["Passage"],
            version="integer",
            versions="integer",
            seen="string",
            raw="string",
            recipe="string",
            digest="string",
            counterparts=["object"],
        ),
        "Related": _object(
            id="string", versions=["Joined"], copies=["Joined"], event=["Joined"],
        ),
        "Joined": _object(
            **identity, **text, date="string?",
            signs=[_object(sign="string", what=["string"])],
        ),
        "PersonName": _object(language="string", text="string", kind="string"),
        "People": _object(
            people=[_object(id="string", names=["PersonName"], documents="integer")],
            others=[_object(name="string", documents="integer")],
        ),
        "Person": _object(
            id="string",
            names=["PersonName"],
            offices=[_object(**{"title": {"type": "object"}, "from": "string?", "to": "string?"})],
            counts=[_object(of="string", documents="integer", search={"type": "object"})],
            years=[_object(year="string", documents="integer")],
            **{"with": [_object(speaker="string", known="boolean", documents="integer")]},
            latest=[
                _object(
                    id="string", **text, date="string?", passage="integer", address="string",
                    **{"text": "string"},
                )
            ],
        ),
        "OnePassage": _object(
            id="string", **text, version="integer", digest="string", page="string",
            passage="Passage",
        ),
        "Quotation": _object(
            address="string",
            state=("stands", "changed-later", "moved"),
            shown="string",
            link="string",
            words=["string"],
            passages=[_object(number="integer", kind=PASSAGE_KINDS, voice="Voice?")],
            document="object",
            checks="object",
            now="string?",
            later="object?",
        ),
        "Selection": _object(
            address="string", link="string", words=["string"], sha256="string", copies="object",
            misprints=[_object(printed="string", meant="string")], noted="object?",
        ),
        "Versions": _object(
            versions=[
                _object(
                    document="string", number="integer", seen="string", raw="string",
                    recipe="string", digest="string",
                )
            ]
        ),
        "Found": _object(number="integer", voice="Voice?", text="string", marks=[["integer"]]),
        "Hit": _object(
            **identity, **text, published="PartialDate?", place="string?", status=STATUSES,
            flags=["string"], score="number", turns="integer", passages=["Found"],
        ),
        "Search": _object(
            query=_object(
                text="string",
                read_as="string",
                parts=[
                    _object(text="string", kind="string", terms=["string"], documents="integer?")
                ],
                unused=[_object(piece="string", reason="string")],
                unknown=[
                    _object(field=("lang", "kind", "source"), value="string", known=["string"])
                ],
            ),
            total=_object(documents="integer", turns="integer"),
            page="integer",
            per_page="integer",
            seq="integer",
            indexed="integer",
            hits=["Hit"],
            facets={
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": _object(value="string", label="string", documents="integer"),
                },
            },
            suggestions=["Meant"],
        ),
        "Meant": _object(
            kind=("spelling", "keyboard", "pinyin"), text="string", documents="integer"
        ),
        "Suggest": _object(
            suggestions=["Meant"],
            apart=[_object(text="string", documents="integer")],
        ),
        "Complete": _object(
            completions=[
                _object(
                    kind=("word", "speaker", "author", "place", "label", "field"),
                    how=("typed", "keyboard", "pinyin"),
                    text="string",
                    shown="string",
                    detail="string",
                    language="string",
                    documents="integer?",
                    turns="integer?",
                )
            ],
        ),
        **_quote_schemas(),
        "Health": _object(
            seq="integer", indexed="integer?", degraded="boolean", trouble="string?",
            process="integer", processes="integer",
        ),
        "Problem": _object(type="string", title="string", status="integer", detail="string"),
    }  # fmt: skip
