"""The objects of DESIGN §8, the errors of RFC 9457, and a description that covers every route."""

from __future__ import annotations

import os
import re

import pytest

from archive import health
from archive.document import plain_stored
from archive.objects import search_object
from archive.search import Filters, SearchRequest
from web import create_app
from web.openapi import description


def test_search_is_the_search_object(client, archive):
    answer = client.get("/api/v1/search?q=мост&lang=ru&by=turn&sort=old&per_page=5&page=2")
    asked = SearchRequest(
        "мост", Filters(language=("ru",)), by="turn", sort="oldest", per_page=5, page=2
    )
    assert answer.get_json() == search_object(archive.search(asked))
    assert answer.mimetype == "application/json"


def test_the_search_object(client):
    told = client.get("/api/v1/search?q=послание+colour:red").get_json()
    assert told["query"]["text"] == "послание colour:red"
    assert told["query"]["unused"] == [{"piece": "colour:", "reason": "unknown-field"}]
    kinds = {part["kind"] for part in told["query"]["parts"]}
    assert kinds <= {"forms", "yo", "variants", "apart", "prefix"}
    told = client.get("/api/v1/search?q=добрососедство").get_json()
    assert told["total"] == {"documents": 1, "turns": 1}
    [hit] = told["hits"]
    [passage] = hit["passages"]
    assert (hit["id"], hit["language"], hit["kind"]) == ("kremlin-ru-101", "ru", "transcript")
    assert hit["published"] == {
        "value": "2024-05-17", "time": "09:45", "basis": "printed", "evidence": "2024-05-17",
    }  # fmt: skip
    assert passage["number"] == 8
    assert passage["voice"]["author"]["person"] == "fang-daochuan"
    assert passage["voice"]["channel"] == "interpreted"
    [[start, stop]] = passage["marks"]
    assert passage["text"][start:stop] == "Добрососедство"
    assert {"value": "ru", "label": "ru", "documents": 1} in told["facets"]["language"]


def test_documents_versions_and_passages(client, archive):
    stored = archive.get("kremlin-ru-101")
    base = "/api/v1/documents/kremlin-ru-101"
    assert client.get(base).get_json() == plain_stored(stored)
    assert client.get(f"{base}/versions/1").get_json() == plain_stored(stored)
    [version] = client.get(f"{base}/versions").get_json()["versions"]
    assert version["digest"] == stored.version.digest
    for address in (f"{base}/passages/8", f"{base}/versions/1/passages/8"):
        told = client.get(address).get_json()
        assert told["passage"] == plain_stored(stored)["passages"][7]
        assert told["page"] == "/en/d/kremlin-ru-101/v/1#p8"
        assert told["digest"] == stored.version.digest
    assert client.get(base).headers["ETag"].startswith(f'"{stored.version.digest}')


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/api/v1/search?speker=a", 400, "speker: There is no argument of this name."),
        ("/api/v1/search?sort=best", 400, "sort: This argument has a value that is not known."),
        ("/api/v1/search?q=" + "а" * 513, 400, "A question may have 512 characters. Shorten it."),
        ("/api/v1/documents/nothing", 404, "not in the archive"),
        ("/api/v1/nothing", 404, "not in the archive"),
        ("/api/v1/documents/kremlin-ru-101/versions/2", 404, "not in the archive"),
    ],
)
def test_problems(client, address, status, detail):
    answer = client.get(address, headers={"Accept-Language": "ru"})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    told = answer.get_json()
    assert set(told) == {"type", "title", "status", "detail"}
    assert told["status"] == status
    assert detail in told["detail"]


def test_health(client, archive):
    seq = health.status(archive).seq
    assert client.get("/health").get_json() == {
        "seq": seq, "indexed": seq, "degraded": False, "trouble": None,
        "process": os.getpid(), "processes": 1,
    }  # fmt: skip


def test_the_description_covers_every_route(app):
    methods = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/health"))
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    told = {(path, method) for path, ways in description()["paths"].items() for method in ways}
    assert told == methods


def test_arguments_are_described_and_accepted(client):
    arguments = description()["paths"]["/api/v1/search"]["get"]["parameters"]
    for argument in arguments:
        schema = argument["schema"].get("items", argument["schema"])
        value = schema.get("enum", ["2024" if argument["name"] in ("from", "to") else "2"])[-1]
        value = "ru" if argument["name"] == "lang" else value
        answer = client.get("/api/v1/search", query_string={argument["name"]: value})
        assert answer.status_code == 200, argument["name"]


def conforms(value, schema: dict, schemas: dict, where: str = "") -> None:
    """Checks a value against as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        conforms(value, schema["anyOf"][value is None], schemas, where)
        return
    if "enum" in schema:
        assert value in schema["enum"], where
        return
    kinds = {
        "string": str, "integer": int, "number": float, "boolean": bool, "object": dict,
        "array": list, "null": type(None),
    }  # fmt: skip
    assert isinstance(value, kinds[schema["type"]]), where
    for item in value if schema["type"] == "array" else ():
        conforms(item, schema["items"], schemas, f"{where}[]")
    if "properties" in schema:
        assert set(value) == set(schema["required"]), where
        for name, part in schema["properties"].items():
            conforms(value[name], part, schemas, f"{where}.{name}")
    elif "additionalProperties" in schema:
        for name, part in value.items():
            conforms(part, schema["additionalProperties"], schemas, f"{where}.{name}")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/search", "/api/v1/search?q=мост"),
        ("/api/v1/documents/{document}", "/api/v1/documents/kremlin-ru-101"),
        ("/api/v1/documents/{document}/versions", "/api/v1/documents/agency-303/versions"),
        (
            "/api/v1/documents/{document}/passages/{passage}",
            "/api/v1/documents/fmprc-202/passages/2",
        ),
        ("/health", "/health"),
    ],
)
def test_answers_are_as_described(client, path, address):
    said = description()
    shape = said["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    conforms(client.get(address).get_json(), shape, said["components"]["schemas"])


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("search?q=мозт", "suggestions"),
        ("suggest?q=мозт", "suggestions"),
        ("suggest?q=мост qqq", "apart"),
        ("complete?q=мос", "completions"),
    ],
)
def test_programs_wait_no_longer_than_visitors_for_what_is_offered(archive, path, offered):
    """One second for all of it: what there is no time for is left out, and that is said."""
    app = create_app(archive)
    visitor = app.test_client()
    assert visitor.get(f"/api/v1/{path}").get_json()[offered]
    app.config["PATIENCE"] = 0
    told = visitor.get(f"/api/v1/{path}").get_json()
    assert not told[offered]
    assert told.get("left_out", True)
