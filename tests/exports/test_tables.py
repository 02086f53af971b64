"""A result leaves the archive verbatim, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.document import (
    Document,
    PartialDate,
    Passage,
    Speaker,
    Stored,
    Version,
    Voice,
    plain,
    restored,
)
from archive.exports import COLUMNS, FORMATS, Means, written

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
VOICES = st.none() | st.builds(
    Voice,
    st.builds(Speaker, TEXTS, TEXTS, st.none() | TEXTS),
    st.none() | st.builds(Speaker, TEXTS, TEXTS),
    st.sampled_from(["speech", "read-out"]),
    st.sampled_from(["original", "interpreted"]),
)


def document(texts: list[tuple[str, Voice | None]], title: str = "Открытие моста") -> Document:
    return Document(
        id="sample-1",
        url="http://sample.example/1",
        source="sample",
        kind="release",
        language="ru",
        title=title,
        summary=None,
        published=PartialDate("2024-05-17", "printed", "17 мая 2024 года"),
        occurred=None,
        place="Благовещенск",
        status="final",
        passages=tuple(
            Passage(number, "speech" if voice else "narration", text, voice)
            for number, (text, voice) in enumerate(texts, 1)
        ),
    )


def exported(form: str, given_document: Document) -> str:
    version = Version(given_document.id, 1, datetime(2024, 5, 18, tzinfo=UTC), "0", "by hand", "0")
    return "".join(written(FORMATS[form], [Stored(given_document, version, 1)], Means()))


@given(st.lists(st.tuples(TEXTS, VOICES), max_size=4), TEXTS)
def test_what_is_plain_is_restored(texts, title) -> None:
    kept = document(texts, title)
    assert restored(json.loads(json.dumps(plain(kept)))) == kept


@given(st.lists(st.tuples(TEXTS, VOICES), max_size=4))
def test_jsonl_is_verbatim(texts) -> None:
    line = exported("jsonl", document(texts))
    assert [p["text"] for p in json.loads(line)["passages"]] == [text for text, _ in texts]


@given(st.lists(st.tuples(TEXTS, VOICES), max_size=4))
def test_csv_runs_nothing_and_loses_nothing(texts) -> None:
    table = exported("csv", document(texts))
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    assert tuple(header) == (*COLUMNS, "changed")
    assert len(rows) == len(texts)
    for row, (text, _) in zip(rows, texts, strict=True):
        assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)
        shown = row[COLUMNS.index("text")]
        assert shown.removeprefix("'") == text  # at most one apostrophe, and only ours
        assert ("text" in row[-1].split()) == (shown != text)


ROWS = [
    # voice, (speaker, speaker_person, author, author_person)
    (None, ("", "", "", "")),
    (
        Voice(Speaker("Мэр Иван Лесной", "Иван Лесной", "Мэр", "ivan-lesnoy")),
        ("Мэр Иван Лесной", "ivan-lesnoy", "Мэр Иван Лесной", "ivan-lesnoy"),
    ),
    (
        Voice(Speaker("Лю Фан", "Лю Фан"), Speaker("方道川", "方道川", None, "fang-daochuan")),
        ("Лю Фан", "", "方道川", "fang-daochuan"),
    ),
]


@pytest.mark.parametrize(("voice", "cells"), ROWS)
def test_csv_says_whose_words_they_are(voice, cells) -> None:
    table = exported("csv", document([("Друзья!", voice)]))
    [row] = csv.DictReader(io.StringIO(table, newline=""))
    names = ("speaker", "speaker_person", "author", "author_person")
    assert tuple(row[name] for name in names) == cells


def test_csv_has_a_byte_order_mark_only_for_spreadsheets() -> None:
    one = document([("Друзья!", None)])
    plainly = exported("csv", one)
    assert not plainly.startswith("\ufeff")
    assert exported("csv-excel", one) == f"\ufeff{plainly}"


def test_text_names_a_voice_where_it_begins() -> None:
    han = Voice(Speaker("Лю Фан", "Лю Фан"), None, "speech", "interpreted")
    read_out = Voice(han.speaker, Speaker("Чэнь Го", "Чэнь Го"), "read-out", "interpreted")
    forum = document(
        [
            ("Вступление.", None),
            ("Друзья!", han),
            ("Успехов!", read_out),
            ("Затем зачитали обращение.", None),
        ]
    )
    assert exported("text", forum).splitlines() == [
        "Открытие моста",
        "2024-05-17, Благовещенск",
        "http://sample.example/1",
        "",
        "Вступление.",
        "",
        "Лю Фан (interpreted):",
        "",
        "Друзья!",
        "",
        "Лю Фан, reading out Чэнь Го (interpreted):",
        "",
        "Успехов!",
        "",
        "[no speaker]:",
        "",
        "Затем зачитали обращение.",
    ]
