"""How is a document written as a line of JSON, as rows of a table, as plain text?

>>> head().split(",")[:3]
['id', 'version', 'url']
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..cells import harmless, written

BYTE_ORDER_MARK = "\ufeff"
UNVOICED = "[no speaker]"
COLUMNS = (
    "id", "version", "url", "language", "published", "title",
    "passage", "kind", "speaker", "speaker_person", "author", "author_person",
    "mode", "channel", "text",
)  # fmt: skip


def jsonl(fields: dict) -> str:
    """A document object on a line, verbatim."""
    return json.dumps(fields, ensure_ascii=False) + "\n"


def head() -> str:
    """The first row: the names of the columns."""
    return written((*COLUMNS, "changed"))


def rows(fields: dict) -> str:
    """A passage a row (RFC 4180), UTF-8 without a byte order mark.

    `author` is whose words they are: the speaker where they are the speaker's own. `speaker_person`
    and `author_person` are ids of the authority file, empty where nobody is known. A cell that a
    spreadsheet would run as a formula is given a leading apostrophe (OWASP, CSV injection), and so
    is one that begins with an apostrophe itself: take one leading apostrophe off every cell that
    has one, and all is verbatim. The last column names the columns of the row that were changed.
    """
    published = fields["published"]["value"] if fields["published"] else ""
    head = [fields["id"], str(fields["version"]), fields["url"], fields["language"]]
    head += [published, fields["title"]]
    return "".join(_shielded(head + _passage_cells(passage)) for passage in fields["passages"])


def _shielded(cells: list[str]) -> str:
    safe = [harmless(cell) for cell in cells]
    changed = [
        name for name, cell, shown in zip(COLUMNS, cells, safe, strict=True) if cell != shown
    ]
    return written((*safe, " ".join(changed)))


def text(fields: dict) -> str:
    """A document as plain text."""
    return "\n".join(lines(fields)) + "\n"


def lines(fields: dict) -> Iterator[str]:
    """A document object as lines: its head, then passages, each voice named where it begins; and
    where one ends, so that no word of the editor reads as the last speaker's."""
    published = fields["published"]["value"] if fields["published"] else "undated"
    yield fields["title"]
    yield ", ".join(filter(None, (published, fields["place"])))
    yield fields["url"]
    if fields["summary"]:
        yield f"\n{fields['summary']}"
    before = None
    for passage in fields["passages"]:
        voice = passage["voice"]
        if voice != before:
            yield f"\n{_label(voice) if voice else UNVOICED}:"
        before = voice
        yield f"\n{passage['text']}"


def _passage_cells(passage: dict) -> list[str]:
    voice = passage["voice"] or {"speaker": None, "author": None, "mode": "", "channel": ""}
    named = [
        cell
        for person in (voice["speaker"], voice["author"] or voice["speaker"])
        for cell in ((person["label"], person["person"] or "") if person else ("", ""))
    ]
    cells = [str(passage["number"]), passage["kind"], *named]
    return [*cells, voice["mode"], voice["channel"], passage["text"]]


def _label(voice: dict) -> str:
    author = f", reading out {voice['author']['label']}" if voice["author"] else ""
    channel = "" if voice["channel"] == "original" else f" ({voice['channel']})"
    return f"{voice['speaker']['label']}{author}{channel}"
