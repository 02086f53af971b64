"""What do the store's tests put in? Small documents, written here, about no one."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from archive.document import (
    BASES,
    CHANNELS,
    KINDS,
    MODES,
    PASSAGE_KINDS,
    STATUSES,
    Document,
    PartialDate,
    Passage,
    Speaker,
    Voice,
)
from archive.store import Account, Provenance, Writer

NOON = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)
RECIPE = "reading-1"


def document(id: str = "office-en-1", text: str = "Friends, colleagues.", **more) -> Document:
    """A document of one passage."""
    fields = {
        "id": id,
        "url": f"https://office.example/{id}",
        "source": "office-en",
        "kind": "release",
        "language": "en",
        "title": f"Release {id}",
        "summary": None,
        "published": PartialDate("2024-05-17", "printed", "May 17, 2024"),
        "occurred": None,
        "place": "Harbin",
        "status": "final",
        "passages": (Passage(1, "narration", text),),
    }
    return Document(**fields | more)


def dated(id: str, value: str | None, time: str | None = None) -> Document:
    """A document of which only the date matters."""
    date = None if value is None else PartialDate(value, "printed", value, time)
    return document(id, published=date)


def body(id: str) -> bytes:
    """The bytes a document came from; no two alike."""
    return f"<html>{id}</html>".encode()


def provenance(id: str = "page.html") -> Provenance:
    """Whence they came."""
    return Provenance(id, None, NOON)


def add(writer: Writer, *documents: Document) -> list[tuple[str, int]]:
    """Keeps bytes and puts each document; gives outcome and version number."""
    results = []
    for one in documents:
        raw = writer.keep(body(f"{one.id} {one.passages}"), provenance(one.id))
        outcome, version = writer.put(one, raw, RECIPE, NOON)
        results.append((outcome, version.number))
    return results


def added(run: int, input: str, raw: str | None, outcome: str = "added", **more) -> Account:
    """An account of an input."""
    fields = {"document": None, "version": None, "reasons": ()}
    return Account(run, input, raw, RECIPE, outcome, **fields | more)


def altered(one: Document, text: str) -> Document:
    """The same document, saying something else."""
    return replace(one, passages=(Passage(1, "narration", text),))


# Every character that can be kept at all; awkward ones often.
AWKWARD = (
    "e\u0301й\u0438\u0306\uf90a金\u202e\u2066\u200b\u200d\u00ad\u00a0\r\n\t\u2028\u0085\ufeff\ufffe"
    "\U0001f600\U00020000\U0010ffff\"'\\{}ёЁ«»"
)
texts = st.text(
    st.one_of(
        st.sampled_from(AWKWARD),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    max_size=40,
)
_maybe = st.none() | texts
_ids = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=30)
_speakers = st.builds(Speaker, texts, texts, _maybe, st.none() | _ids)
_voices = st.none() | st.builds(
    Voice,
    _speakers,
    st.none() | _speakers,
    st.sampled_from(MODES),
    st.sampled_from(CHANNELS),
)
_dates = st.none() | st.builds(
    PartialDate,
    st.sampled_from(["1999", "2003-05", "2003-05-27", "2024-02-29"]),
    st.sampled_from(BASES),
    texts,
    st.none() | st.sampled_from(["00:00", "09:45"]),
)
_passages = st.lists(st.tuples(st.sampled_from(PASSAGE_KINDS), texts, _voices), max_size=4).map(
    lambda rows: tuple(Passage(number, *row) for number, row in enumerate(rows, 1))
)
documents = st.builds(
    Document,
    id=_ids,
    url=texts,
    source=_ids,
    kind=st.sampled_from(KINDS),
    language=st.sampled_from(["ru", "zh", "en"]),
    title=texts,
    summary=_maybe,
    published=_dates,
    occurred=_dates,
    place=_maybe,
    status=st.sampled_from(STATUSES),
    passages=_passages,
    credit=_maybe,
    sections=st.lists(texts, max_size=2).map(tuple),
    flags=st.lists(texts, max_size=2).map(tuple),
)
