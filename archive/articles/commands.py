"""The command that checks an article or a list of quotes: harbin check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from ..address import Address
from ..catalogue import Archive
from ..cells import row
from ..commands import DATE, who
from ..console import SOME_REFUSED, as_json, counted, in_archive, opened, print_json
from ..quotes.values import FOUND
from . import lists
from .checking import Checked, checked, of_another
from .objects import article_object, outcome
from .reading import read

FINE = (*FOUND, "name")
DOUBT = "?"


@click.command()
@click.argument("article", type=click.Path(allow_dash=True, dir_okay=False, exists=True))
@click.option("--date", type=DATE, help="When the words are claimed to have been said.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table; a .csv or .tsv is answered so.")
@as_json
@in_archive
def check(folder: Path, article: str, date: str | None, as_csv: bool, as_json: bool) -> None:
    """Check the quotations of an ARTICLE (text, HTML, .docx; - for standard input).

    A .csv or .tsv file is a list of quotes: its first row names the columns; `quote` must be
    there, `speaker` and `date` may be. Exit code 1: some are not in the archive as they stand.
    """
    body = sys.stdin.buffer.read() if article == "-" else Path(article).read_bytes()
    with opened(folder) as archive:
        if article.lower().endswith((".csv", ".tsv")):
            fine = _list(archive, read(body, article))
        else:
            text = read(body, article)
            rows = tuple(checked(text, archive.quote, archive.people, date))
            fine = all(outcome(one) in FINE and not of_another(one) for one in rows)
            _print(text, rows, as_json, as_csv)
    if not fine:
        sys.exit(SOME_REFUSED)


def _list(archive: Archive, table: str) -> bool:
    """Prints a list with its answers; whether all were found."""
    click.echo(row(lists.named(lists.columns(table))), nl=False)
    fine = True
    for one in lists.asked(table):
        report = archive.quote(one.query) if one.query else None
        fine &= report is None or report.verdict in FOUND
        click.echo(row((*one.cells, *lists.answer(report))), nl=False)
    return fine


def _print(text: str, rows: tuple[Checked, ...], as_json: bool, as_csv: bool) -> None:
    if as_json:
        print_json(article_object(text, rows))
    elif as_csv:
        click.echo("".join(table(rows)), nl=False)
    else:
        click.echo("\n".join(line for one in rows for line in _lines(one)))
        click.echo(counted(len(rows), "quotation"))


def table(rows: Iterable[Checked], link: Callable[[Address], str] = str) -> Iterator[str]:
    """A checked article as a table, a quotation a row."""
    yield row(lists.named(("number", "kind", "quote", "attributed_to", "sure")))
    for number, one in enumerate(rows, start=1):
        told = one.quotation.attribution
        cells = (
            str(number),
            one.quotation.kind,
            one.quotation.text,
            one.speaker or (told.label if told else ""),
            "" if told is None else ("yes" if told.sure else "no"),
        )
        yield row((*cells, *lists.answer(one.report, link)))


def _lines(one: Checked) -> Iterator[str]:
    quotation, told = one.quotation, one.quotation.attribution
    whom = one.speaker or (told.label if told else "nobody named")
    doubt = "" if told is None or told.sure else DOUBT
    yield f"{outcome(one):9} {quotation.kind:8} {whom}{doubt}: {quotation.text}"
    if one.report is None or not one.report.matches:
        return
    best = one.report.matches[0]
    day = best.stored.document.date()
    said = who(best.voice) if best.voice else "[no speaker]"
    claim = f" ({best.claim.speaker})" if best.claim and best.claim.speaker else ""
    yield f"{'':9} {said}{claim}, {day.value if day else 'undated'}: {best.text}"
    if best.superseded:
        stood = f"version {best.stored.version.number} of {best.superseded.newest}"
        yield f"{'':9} ! of {stood}: the newest has these words so no longer"
    for alarm in best.alarms:
        yield f"{'':9} ! {alarm.kind}: “{alarm.quoted}” in the quote, “{alarm.stored}” there"
    yield f"{'':9} {best.address}"


COMMANDS = (check,)
