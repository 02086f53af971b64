"""Records are read back by other people's parsers, every field as it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from archive.citations.cited import Contributor, one_line
from archive.citations.names import split
from archive.citations.reference import Reference, reference
from archive.exports import bibtex, csl, ris
from tests.citations.cases import CASES

LINK = "https://harbin.example/ru/q/x-1.1.1:0-1:5.0123456789abcdef?a=1&b=50%25#p_1"
RECORDS = {name: reference(source, LINK) for name, source in CASES.items()}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(one_line).filter(bool)
HOSTILE = [
    "Braces { that } do not {{ close",
    "} @misc{forged, title={x}}",
    r"C:\temp\%TEMP% & co_ #1 $5 ~ ^ \\",
    "a --- b -- c ``d'' 'e' \"f\"",
    "ER  - \r\nTY  - BOOK",
    "Форум «Река», 50 % & 100 #: {а}_б",
    "两城论坛 “开幕”｛｝＆％",
    "and",
    "Smith and Jones and others",
    "x" * 10_000,
]


def record(title: str, author: str = "Вера Морозова", note: str = "устный перевод") -> Reference:
    """A record with this title, author and note."""
    known = RECORDS["a Russian speaker whose parts are known by the authority file"]
    return replace(known, title=title, authors=(Contributor(split(author)),), note=note)


def unescaped(value: str) -> str:
    """The text that a field of BibTeX prints: our table of commands read backwards."""
    commands = {command: sign for sign, command in bibtex.ESCAPES.items()} | {"{}": ""}
    longest = sorted(commands, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda found: commands[found[0]], value)


def parsed_bibtex(one: Reference):
    entries = parse_string(bibtex.entry(one), "bibtex").entries
    assert list(entries) == [one.key]
    return entries[one.key]


@pytest.mark.parametrize("case", RECORDS)
def test_bibtex_gives_every_field_back(case: str) -> None:
    one = RECORDS[case]
    entry = parsed_bibtex(one)
    fields = entry.fields
    assert unescaped(fields["title"][1:-1]) == one.title
    assert fields.get("date") == one.published
    assert fields.get("eventdate") == one.occurred
    assert unescaped(fields.get("venue", "")) == (one.place or "")
    assert unescaped(fields["howpublished"]) == one.genre
    assert unescaped(fields.get("note", "")) == one.note
    assert fields["url"] == one.url
    assert fields["urldate"] == one.accessed.isoformat()
    people = [unescaped(str(person)) for person in entry.persons.get("author", [])]
    assert [name.replace("{", "").replace("}", "") for name in people] == names(one)


def names(one: Reference) -> list[str]:
    """Authors as "Family, Given", or whole."""
    shown = [
        f"{a.name.family}, {' '.join(a.name.given)}" if a.name.parted else a.name.printed
        for a in one.authors
    ]
    return shown or ([one.body] if one.body else [])


@pytest.mark.parametrize("text", HOSTILE)
def test_bibtex_is_not_opened_by_its_values(text: str) -> None:
    title = one_line(text)
    entry = parsed_bibtex(record(title, author=title, note=title))
    assert unescaped(entry.fields["title"][1:-1]) == title
    assert unescaped(entry.fields["note"]) == title
    assert len(entry.persons["author"]) == 1


@given(TEXTS, TEXTS)
def test_bibtex_keeps_any_text(title: str, note: str) -> None:
    entry = parsed_bibtex(record(title, note=note))
    assert unescaped(entry.fields["title"][1:-1]) == title
    assert unescaped(entry.fields["note"]) == note


@pytest.mark.parametrize("case", RECORDS)
def test_ris_gives_every_field_back(case: str) -> None:
    one = RECORDS[case]
    [read] = rispy.loads(ris.entry(one))
    assert read["id"] == one.key
    assert read.get("title", "") == one.title
    assert read.get("authors", []) == names(one)
    assert read.get("year") == (one.published and one.published[:4])
    assert read.get("place_published") == one.place
    assert read.get("publisher") == one.publisher
    assert read.get("notes", []) == ([one.note] if one.note else [])
    assert read["language"] == one.language
    assert read["urls"] == [one.url]
    assert read["access_date"] == "2024/05/18/"


@pytest.mark.parametrize("text", HOSTILE)
def test_ris_has_no_forged_tags(text: str) -> None:
    written = ris.entry(record(text, note=text))
    assert written.count("\r\nER  - ") == 1
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in written.split("\r\n") if line)
    assert "\n" not in written.replace("\r\n", "")
    [read] = rispy.loads(written)
    assert read["title"] == " ".join(text.split())


@given(TEXTS)
def test_ris_keeps_any_title(title: str) -> None:
    [read] = rispy.loads(ris.entry(record(title)))
    assert read["title"] == title


NAME = {"family", "given", "literal", "non-dropping-particle", "dropping-particle", "suffix"}
TYPES = {"speech", "webpage", "document"}
SHAPES = {  # a variable of CSL 1.0.2: what its value is
    "id": str, "type": str, "title": str, "container-title": str, "publisher": str,
    "event-place": str, "genre": str, "note": str, "language": str, "URL": str,
    "author": list, "contributor": list, "issued": dict, "event-date": dict, "accessed": dict,
}  # fmt: skip


def assert_csl(item: dict) -> None:
    """What the schema of CSL-JSON asks of an item, as far as we use it."""
    assert {"id", "type"} <= set(item)
    assert item["type"] in TYPES
    for variable, value in item.items():
        assert isinstance(value, SHAPES[variable])
        assert value
    for person in (*item.get("author", ()), *item.get("contributor", ())):
        assert set(person) <= NAME
        assert all(isinstance(part, str) and part for part in person.values())
        assert ("literal" in person) != ("family" in person)
    for variable in ("issued", "event-date", "accessed"):
        for parts in item.get(variable, {}).get("date-parts", ()):
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


@pytest.mark.parametrize("case", RECORDS)
def test_csl_json_is_well_formed_and_complete(case: str) -> None:
    one = RECORDS[case]
    item = json.loads(csl.entry(one))
    assert_csl(item)
    assert item.get("title", "") == one.title
    assert item["URL"] == one.url
    dates = item.get("issued", {}).get("date-parts", [[]])[0]
    assert "-".join(f"{part:02}" for part in dates) == (one.published or "")
    people = [p.get("literal") or f"{p['family']}, {p['given']}" for p in item.get("author", ())]
    assert people == names(one)


TYPED = [
    ("a Russian speaker whose parts are known by the authority file", "speech"),
    ("a release without a voice", "webpage"),
    ("a file that was never on the web", "document"),
    ("a passage that nobody is named for", "webpage"),
]


@pytest.mark.parametrize(("case", "kind"), TYPED)
def test_what_sort_of_thing_it_is(case: str, kind: str) -> None:
    assert RECORDS[case].type == kind


def test_the_note_says_how_far_the_words_are_the_speakers() -> None:
    read_out = RECORDS["a message read out, through an interpreter"]
    assert read_out.note == "устный перевод; читает Тагир Кош"
    assert RECORDS["reported speech in English"].note.startswith("reported, not verbatim")


def test_what_is_not_known_is_left_out() -> None:
    bare = reference(CASES["no date"])
    assert "issued" not in csl.fields(bare)
    assert "PY  -" not in ris.entry(bare)
    assert "year =" not in bibtex.entry(bare)
    assert bare.url == "https://press.example/1"
    assert bare.accessed == date(2024, 5, 18)
