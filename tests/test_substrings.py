"""Whatever stands in a Chinese passage is found: every piece of 2–6 characters, as a phrase.

Over the sample corpus in the suite; over any archive with HARBIN_SUBSTRINGS_ARCHIVE, and as many
passages as HARBIN_SUBSTRINGS_PASSAGES says.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Archive
from archive.compiling import compiled
from archive.document import Document, Passage
from archive.opening import open_archive
from archive.query import parse
from archive.search import SearchRequest
from archive.snippet import marks

ROOT = Path(__file__).parent.parent
PASSAGES = int(os.environ.get("HARBIN_SUBSTRINGS_PASSAGES", "8"))
LENGTHS = range(2, 7)
PIECE = r"[\u4e00-\u9fff][^\"“”„«»\s]*[\u4e00-\u9fff]"
"""From an ideograph to an ideograph; what is between may be a sign, a number or a Latin word. Not
a quotation mark: that ends a phrase."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    told = os.environ.get("HARBIN_SUBSTRINGS_ARCHIVE")
    folder = Path(told) if told else added(tmp_path_factory.mktemp("substrings") / "archive")
    opened = open_archive(folder)
    yield opened
    opened.close()


def added(folder: Path) -> Path:
    """The sample corpus, as the command adds it."""
    words = [sys.executable, ROOT / "harbin.py", "add", ROOT / "corpus" / "pages"]
    subprocess.run([*words, "--archive", folder], check=False, capture_output=True)
    return folder


def passages(archive: Archive) -> list[tuple[Document, Passage]]:
    """Random passages with Chinese in them."""
    every = [
        (stored.document, passage)
        for stored in archive.every()
        for passage in stored.document.passages
        if re.search(PIECE, passage.text)
    ]
    return random.Random(19).sample(every, min(PASSAGES, len(every)))


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Every piece of a text once, and where it first stands."""
    seen = set()
    for at in range(len(text)):
        for length in LENGTHS:
            piece = text[at : at + length]
            if len(piece) == length and piece not in seen and re.fullmatch(PIECE, piece):
                seen.add(piece)
                yield at, piece


def lost(archive: Archive, document: Document, passage: Passage) -> Iterator[str]:
    """The pieces of a passage by which its turn is not found, or which are not marked in it."""
    turn = next(turn for turn in document.turns() if passage in turn.passages)
    numbers = {each.number for each in turn.passages}
    for at, piece in pieces(passage.text):
        phrase = f'"{piece}"'
        request = SearchRequest(f"{phrase} id:{document.id}", by="turn", per_page=100, facets=())
        shown = (each.number for hit in archive.search(request).hits for each in hit.passages)
        spans = marks(passage.text, compiled(parse(phrase).tree).match)
        marked = any(start <= at and at + len(piece) <= stop for start, stop in spans)
        if not marked or numbers.isdisjoint(shown):
            yield piece


def test_every_piece_of_a_chinese_passage_is_found_as_a_phrase(archive: Archive) -> None:
    asked = 0
    missed = []
    for document, passage in passages(archive):
        missed += lost(archive, document, passage)
        asked += sum(1 for _ in pieces(passage.text))
    print(f"{asked - len(missed)} of {asked} pieces found")
    assert not missed
    assert asked > 100
