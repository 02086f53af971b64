"""Which shapes have the answers of the API? A table of schemas (JSON Schema 2020-12) by name.

>>> schema("Voice?")
{'anyOf': [{'$ref': '#/components/schemas/Voice'}, {'type': 'null'}]}
"""

from __future__ import annotations

from archive.document import BASES, CHANNELS, KINDS, MODES, PASSAGE_KINDS, STATUSES
from archive.quotes.values import ALARMS, CLAIMS, NOTES, PIECES, VARIANTS, VERDICTS

NULL = {"type": "null"}
_IDENTITY = {"id": "string", "url": "string", "source": "string", "kind": KINDS}
_TEXT = {"language": "string", "title": "string"}


def schemas() -> dict:
    """All of them."""
    return {
        **_documents(),
        **_people(),
        **_addresses(),
        **_searching(),
        **_quotes(),
        **_health(),
    }


def shaped(**properties: object) -> dict:
    """An object with these properties, all required."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": {name: schema(shape) for name, shape in properties.items()},
    }


def schema(shape: object) -> dict:
    """A schema from shorthand: "string", "string?", ["Name"] for a list, a tuple for an enum."""
    if isinstance(shape, dict):
        return shape
    if isinstance(shape, list):
        return {"type": "array", "items": schema(shape[0])}
    if isinstance(shape, tuple):
        return {"enum": list(shape)}
    name, optional = str(shape).removesuffix("?"), str(shape).endswith("?")
    known = {"$ref": f"#/components/schemas/{name}"} if name[0].isupper() else {"type": name}
    return {"anyOf": [known, {"type": "null"}]} if optional else known


def _documents() -> dict:
    """What the archive holds: documents, voices, versions, passages."""
    return {
        "PartialDate": shaped(value="string", time="string?", basis=BASES, evidence="string"),
        "Speaker": shaped(label="string", name="string", office="string?", person="string?"),
        "Voice": shaped(speaker="Speaker", author="Speaker?", mode=MODES, channel=CHANNELS),
        "Passage": shaped(number="integer", kind=PASSAGE_KINDS, text="string", voice="Voice?"),
        "Document": shaped(
            **_IDENTITY,
            **_TEXT,
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
        "OnePassage": shaped(
            id="string", **_TEXT, version="integer", digest="string", page="string",
            passage="Passage",
        ),
        "Versions": shaped(
            versions=[
                shaped(
                    document="string", number="integer", seen="string", raw="string",
                    recipe="string", digest="string",
                )
            ]
        ),
    }  # fmt: skip


def _people() -> dict:
    """People, and documents of one occasion."""
    return {
        "Related": shaped(
            id="string", versions=["Joined"], copies=["Joined"], event=["Joined"],
        ),
        "Joined": shaped(
            **_IDENTITY, **_TEXT, date="string?",
            signs=[shaped(sign="string", what=["string"])],
        ),
        "PersonName": shaped(language="string", text="string", kind="string"),
        "People": shaped(
            people=[shaped(id="string", names=["PersonName"], documents="integer")],
            others=[shaped(name="string", documents="integer")],
        ),
        "Person": shaped(
            id="string",
            names=["PersonName"],
            offices=[shaped(**{"title": {"type": "object"}, "from": "string?", "to": "string?"})],
            counts=[shaped(of="string", documents="integer", search={"type": "object"})],
            years=[shaped(year="string", documents="integer")],
            **{"with": [shaped(speaker="string", known="boolean", documents="integer")]},
            latest=[
                shaped(
                    id="string", **_TEXT, date="string?", passage="integer", address="string",
                    **{"text": "string"},
                )
            ],
        ),
    }  # fmt: skip


def _addresses() -> dict:
    """Words at an address, and what is selected."""
    return {
        "Quotation": shaped(
            address="string",
            state=("stands", "changed-later", "moved"),
            shown="string",
            link="string",
            words=["string"],
            passages=[shaped(number="integer", kind=PASSAGE_KINDS, voice="Voice?")],
            document="object",
            checks="object",
            now="string?",
            later="object?",
        ),
        "Selection": shaped(
            address="string", link="string", words=["string"], sha256="string", copies="object",
            misprints=[shaped(printed="string", meant="string")], noted="object?",
        ),
    }  # fmt: skip


def _searching() -> dict:
    """A page of results, what may have been meant, completions."""
    return {
        "Found": shaped(number="integer", voice="Voice?", text="string", marks=[["integer"]]),
        "Hit": shaped(
            **_IDENTITY, **_TEXT, published="PartialDate?", place="string?", status=STATUSES,
            flags=["string"], score="number", turns="integer", passages=["Found"],
        ),
        "Search": shaped(
            query=shaped(
                text="string",
                read_as="string",
                parts=[
                    shaped(text="string", kind="string", terms=["string"], documents="integer?")
                ],
                unused=[shaped(piece="string", reason="string")],
                unknown=[
                    shaped(field=("lang", "kind", "source"), value="string", known=["string"])
                ],
            ),
            total=shaped(documents="integer", turns="integer"),
            page="integer",
            per_page="integer",
            seq="integer",
            indexed="integer",
            hits=["Hit"],
            facets={
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": shaped(value="string", label="string", documents="integer"),
                },
            },
            left_out="boolean",
            suggestions=["Meant"],
        ),
        "Meant": shaped(
            kind=("spelling", "keyboard", "pinyin", "operator"), text="string", documents="integer"
        ),
        "Suggest": shaped(
            suggestions=["Meant"],
            apart=[shaped(text="string", documents="integer")],
            left_out="boolean",
        ),
        "Complete": shaped(
            completions=[
                shaped(
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
    }  # fmt: skip


def _quotes() -> dict:
    """Verdicts on quotes."""
    date = {"anyOf": [{"enum": ["right", "differs", "unknown"]}, NULL]}
    words = {"quoted": "string", "stored": "string"}
    return {
        "Quote": shaped(
            query=shaped(text="string", speaker="string?", date="string?", language="string?"),
            verdict=VERDICTS,
            notes=[NOTES],
            same_words=shaped(documents="integer?", turns="integer?"),
            matches=["QuoteMatch"],
            coverage="Coverage",
        ),
        "QuoteMatch": shaped(
            verdict=VERDICTS, address="string", id="string", version="integer",
            versions="integer", url="string", title="string", source="string", kind=KINDS,
            status=STATUSES, language="string", published="PartialDate?", place="string?",
            voice="Voice?", quoted=["integer"], start=["integer"], stop=["integer"],
            text="string", before="string", after="string", likeness="number",
            variants=[VARIANTS], alarms=[shaped(kind=ALARMS, **words)], notes=[NOTES],
            pieces=["QuotePiece"], claim="Claim?", superseded="Superseded?",
        ),
        "Superseded": shaped(
            version="integer", seen="string", newest="integer", kind=("same", "changed", "gone"),
            difference=[shaped(kind=("same", "gone", "new"), text="string")],
        ),
        "QuotePiece": shaped(
            kind=PIECES, **words, at="integer", place=["integer"], variants=[VARIANTS],
            alarms=[ALARMS],
        ),
        "Claim": shaped(
            speaker={"anyOf": [{"enum": list(CLAIMS)}, NULL]}, date=date, whose="Speaker?",
            uttered="Speaker?", persons=["string"],
        ),
        "Coverage": shaped(
            sources=[shaped(source="string", documents="integer")], documents="integer",
            turns="integer", first="string?", last="string?", seq="integer", digest="string",
            language="string?", line="string",
        ),
    }  # fmt: skip


def _health() -> dict:
    """How the archive does, and what went wrong."""
    return {
        "Health": shaped(
            seq="integer", indexed="integer?", degraded="boolean", trouble="string?",
            process="integer", processes="integer",
        ),
        "Problem": shaped(type="string", title="string", status="integer", detail="string"),
    }  # fmt: skip
