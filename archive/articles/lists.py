"""How is a list of quotes checked at once? A table in, the same table with the answers out.

    >>> for one in asked('quote,speaker\\n"We share a border.",Han Zheng\\n'):
    ...     print(one.query.text, "|", one.query.speaker)
    We share a border. | Han Zheng

The first row names the columns; `quote` (or text, цитата, 引语) must be there, `speaker` (who,
спикер, кто, 发言人) and `date` (when, дата, когда, 日期) may be, and all others are handed through.
A row whose quote is empty is handed through too. Cells may hold commas and line breaks (RFC 4180).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..address import Address
from ..errors import ArchiveError
from ..quotes.values import QuoteQuery, QuoteReport

MOST = 1000
"""Rows of one list; a longer one is cut by who asks, not by us."""

NAMES = {
    "text": ("quote", "text", "quotation", "цитата", "текст", "引语", "引文", "原文", "引語"),
    "speaker": ("speaker", "who", "by", "спикер", "кто", "автор", "发言人", "讲话人", "發言人"),
    "date": ("date", "when", "дата", "когда", "日期", "时间", "時間"),
}
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

ANSWERS = (
    "verdict", "notes", "said_by", "author", "mode", "channel", "claim", "claim_date", "published",
    "source", "title", "stored", "alarms", "variants", "likeness", "places", "address", "url",
)  # fmt: skip
"""What is answered in columns of their own, behind those of the list, each as "harbin: NAME"."""


class NoList(ArchiveError):
    """A table that cannot be a list of quotes; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: its cells as they were, and the quote to be looked up; None where it has none."""

    cells: tuple[str, ...]
    query: QuoteQuery | None


def columns(table: str) -> tuple[str, ...]:
    """The names in the first row. Raises NoList."""
    first = next(_rows(table), None)
    if first is None:
        raise NoList("the list is empty")
    return tuple(first)


def asked(table: str) -> Iterator[Asked]:
    """The rows of a list. Raises NoList."""
    names = [name.strip().casefold() for name in columns(table)]
    at = {
        field: next((names.index(name) for name in known if name in names), None)
        for field, known in NAMES.items()
    }
    if at["text"] is None:
        raise NoList(f"no column is named quote (or {', '.join(NAMES['text'][1:])})")
    rows = _rows(table)
    next(rows)
    for number, cells in enumerate(rows, start=1):
        if number > MOST:
            raise NoList(f"the list has more than {MOST} rows; cut it into several")
        yield Asked(tuple(cells), _query(cells, at))


def _query(cells: list[str], at: dict[str, int | None]) -> QuoteQuery | None:
    """The quote of a row. Raises NoList for a date that is none."""
    found = {
        field: cells[place].strip() if place is not None and place < len(cells) else ""
        for field, place in at.items()
    }
    if not found["text"]:
        return None
    if found["date"] and not DATE.fullmatch(found["date"]):
        raise NoList(f"a date is written 2024-05-17, 2024-05 or 2024, not {found['date']!r}")
    return QuoteQuery(found["text"], found["speaker"] or None, found["date"] or None)


def _rows(table: str) -> Iterator[list[str]]:
    """The rows that hold anything; the parting sign is that of the first line."""
    text = table.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    parting = max("\t;,", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=parting, strict=True):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise NoList(f"the list is no table: {error}") from error


def answer(report: QuoteReport | None, link: Callable[[Address], str] = str) -> tuple[str, ...]:
    """The answers to one quote, as ANSWERS; all empty where none was asked. `link` writes an
    address."""
    if report is None:
        return ("",) * len(ANSWERS)
    if not report.matches:
        return (report.verdict, _coverage(report), *("",) * (len(ANSWERS) - 2))
    best = report.matches[0]
    document, voice, claim = best.stored.document, best.voice, best.claim
    said = voice.speaker.label if voice else ""
    day = document.date()
    return (
        report.verdict,
        " ".join(dict.fromkeys((*report.notes, *best.notes))),
        said,
        voice.words_of().label if voice else "",
        voice.mode if voice else "editorial",
        voice.channel if voice else "",
        (claim.speaker or "") if claim else "",
        (claim.date or "") if claim else "",
        day.value if day else "",
        document.source,
        document.title,
        best.text,
        "; ".join(f"{alarm.kind}: {alarm.quoted!r} / {alarm.stored!r}" for alarm in best.alarms),
        " ".join(best.variants),
        f"{best.likeness:.2f}",
        "" if report.documents is None else str(report.documents),
        link(best.address),
        document.url,
    )


def _coverage(report: QuoteReport) -> str:
    """Where an absent quote was looked for."""
    covered = report.coverage
    span = f"{covered.first or '?'} – {covered.last or '?'}"
    return f"searched: {covered.documents} documents, {span}, state {covered.seq}"


def named(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns of an answered list."""
    return (*columns, *(f"harbin: {name}" for name in ANSWERS))
