"""TEI is valid, says who speaks and whose words they are, and gives the text back as kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.document import Document, Passage, Speaker, Stored, Voice
from archive.exports import FORMATS, Means, written
from archive.exports.manifest import ending
from tests.citations.cases import LIN_RU, MOROZOVA_RU, PEOPLE, dated, source

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("tei.rng")))
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def exported(*documents: Stored) -> etree._Element:
    """The corpus, parsed and held against the schema; every pointer leads to something."""
    text = "".join(written(FORMATS["tei"], documents, Means(PEOPLE)))
    root = etree.fromstring(text.encode("utf-8"))
    SCHEMA.assertValid(root)
    ids = {element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")}
    for element in root.iter():
        for name in ("who", "ana"):
            assert {p.removeprefix("#") for p in element.get(name, "").split()} <= ids
    return root


def said(element: etree._Element) -> str:
    """The text of an element, with the characters that XML cannot hold put back."""
    text = element.text or ""
    for child in element:
        if child.tag == f"{TEI}g":
            text += chr(int(child.get("n")[2:], 16))
        else:
            text += said(child)
        text += child.tail or ""
    return text


def passages(root: etree._Element, document: Document) -> list[str]:
    """The text of each passage, by the ids."""
    found = {element.get(f"{XML}id"): element for element in root.iter()}
    return [said(found[f"{document.id}.p{passage.number}"]) for passage in document.passages]


@pytest.mark.parametrize(
    "voices",
    [
        (None,),
        (Voice(MOROZOVA_RU),),
        (None, Voice(MOROZOVA_RU), Voice(LIN_RU, MOROZOVA_RU, "read-out", "interpreted"), None),
        (Voice(Speaker("Вопрос", "Вопрос"), mode="question"), Voice(LIN_RU, mode="answer")),
        (Voice(LIN_RU, mode="reported", channel="translated"),),
    ],
)
def test_it_is_valid_and_verbatim(voices) -> None:
    stored = source("ru", "Форум", *voices, place="Город", occurred=dated("2024-05"))
    assert passages(exported(stored), stored.document) == [
        passage.text for passage in stored.document.passages
    ]


def test_an_empty_corpus_is_valid_and_says_so() -> None:
    root = exported()
    (only,) = root.iter(f"{TEI}TEI")
    assert (only.get("n"), said(only.find(f"{TEI}text")).strip()) == ("0", "")
    assert only.find(f".//{TEI}title").text == "No document answers what was asked for"
    whole = "".join(written(FORMATS["tei"], (), Means(PEOPLE)))
    assert ending("tei", 0).decode() == whole


ODD = [
    "\x0b",
    "\ufffe",
    "a\r\nb",
    "]]>",
    "&amp;",
    "<u who='#x'>",
    "\ufeffx",
    "\x85\u2028",
    "𠀀\uffff",
]


@pytest.mark.parametrize("text", ODD)
def test_what_xml_cannot_hold_is_kept_readable(text: str) -> None:
    stored = titled(text)
    root = exported(stored)
    assert passages(root, stored.document) == [text]
    assert said(root.find(f".//{TEI}head")) == text


def titled(text: str) -> Stored:
    """A document of nothing but a text."""
    stored = source("ru", text, None)
    document = stored.document
    return Stored(
        Document(
            document.id,
            document.url,
            document.source,
            document.kind,
            document.language,
            text,
            text,
            document.published,
            None,
            text,
            document.status,
            (Passage(1, "narration", text),),
            text,
            (text,),
            (text,),
        ),
        stored.version,
        1,
    )


@settings(max_examples=60)
@given(ANY)
def test_any_text_is_given_back(text: str) -> None:
    stored = titled(text)
    assert passages(exported(stored), stored.document) == [text]


def test_whose_words_and_who_reads_them() -> None:
    voice = Voice(LIN_RU, MOROZOVA_RU, "read-out", "interpreted")
    root = exported(source("ru", "Форум", voice))
    turn = root.find(f".//{TEI}u")
    people = {p.get(f"{XML}id"): p for p in root.iter(f"{TEI}person")}
    reader, author = people[turn.get("who")[1:]], people[turn.find(f".//{TEI}q").get("who")[1:]]
    assert reader.find(f"{TEI}idno").text == "lin-guodong"
    assert author.find(f"{TEI}idno").text == "vera-morozova"
    assert {n.text for n in author.iter(f"{TEI}persName")} >= {"Вера Морозова", "薇拉·莫罗佐娃"}
    assert turn.get("ana") == "#mode.read-out #channel.interpreted"
    assert turn.get(f"{XML}lang") == "ru"


def test_the_editors_words_are_in_nobodys_mouth() -> None:
    root = exported(source("ru", "Форум", None, Voice(MOROZOVA_RU), None))
    assert [e.tag for e in root.find(f".//{TEI}div")] == [
        f"{TEI}{name}" for name in ("head", "note", "u", "note")
    ]


def test_many_documents_have_ids_of_their_own() -> None:
    first = source("ru", "Форум", Voice(MOROZOVA_RU))
    second = Stored(replaced(first.document, "9-x"), first.version, 1)
    root = exported(first, second)
    assert [e.get(f"{XML}id") for e in root.iter(f"{TEI}TEI")] == ["x-1", "_9-x"]


def replaced(document: Document, id: str) -> Document:
    return Document(id, *(getattr(document, name) for name in Document.__slots__[1:]))
