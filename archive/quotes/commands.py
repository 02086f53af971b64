"""The command that finds a quote: harbin quote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..commands import DATE, who
from ..console import SOME_REFUSED, as_json, in_archive, opened, print_json
from .citable import coverage_line
from .objects import quote_object
from .values import FOUND, Claim, Piece, QuoteMatch, QuoteQuery, QuoteReport, Superseded

VERDICTS = {
    "verbatim": "VERBATIM: these are the exact words",
    "omission": "VERBATIM, WITH AN OMISSION: the exact words; what the dots stand for is left out",
    "variants": "THE SAME WORDS, written otherwise",
    "altered": "ALTERED: these are not the exact words",
    "stitched": "STITCHED: pieces of several places",
    "near": "NOT THIS TEXT; a similar passage is shown",
    "absent": "NOT IN THE ARCHIVE",
}
CLAIMS = {
    "right": "as claimed: said by {whose}",
    "read-by-other": "the words of {whose}, read out by {uttered}",
    "read-out": "{uttered} reads out the words of {whose}",
    "reported": "{whose} is reported to have said so; not the words as spoken",
    "interpreted": "the words of {whose} as interpreted, not as spoken",
    "translated": "the words of {whose} in translation",
    "ambiguous": "the name given may mean several: {persons}; here {whose} speaks",
    "unknown": "whether these are the words of the person named cannot be told",
    "other": "NOT AS CLAIMED: the words are those of {whose}",
    "editorial": "NOT AS CLAIMED: the editor's text, nobody's words",
}
CHANGED = {"same": "{0}", "gone": "[-{0}-]", "new": "{{+{0}+}}"}
SIGNS = {"inserted": "{{+{0}+}}", "omitted": "[-{1}-]", "replaced": "[-{1}-]{{+{0}+}}"}


@click.command()
@click.argument("text")
@click.option("--speaker", help="Who is claimed to have said so.")
@click.option("--date", type=DATE, help="When, as claimed: 2024, 2024-05 or 2024-05-17.")
@click.option("--lang", "language", help="Look only in documents of this language.")
@as_json
@in_archive
def quote(folder: Path, text: str, as_json: bool, **claimed: str | None) -> None:
    """Say whether these are the exact words, whose, where and when.

    TEXT - reads standard input. Exit code 0: the words stand so (but for punctuation, case or
    spelling variants, and for omissions it marks itself); 1: they do not.
    """
    if text == "-":
        text = sys.stdin.read().removesuffix("\n")
    with opened(folder) as archive:
        report = archive.quote(QuoteQuery(text, **claimed))
    if as_json:
        print_json(quote_object(report))
    else:
        click.echo("\n".join(lines(report)))
    if report.verdict not in FOUND:
        sys.exit(SOME_REFUSED)


def lines(report: QuoteReport) -> Iterator[str]:
    """A report as lines for a person: verdict, alarms, places, coverage."""
    yield VERDICTS[report.verdict]
    if report.matches and report.matches[0].superseded:
        yield "  OF AN EARLIER VERSION: the newest has them so no longer"
    if report.notes:
        yield f"  {', '.join(report.notes)}"
    if report.turns and report.turns > len(report.matches):
        yield f"  the same words stand in {report.turns} turns of {report.documents} documents"
    for match in report.matches:
        yield ""
        yield from _match(match, report.verdict)
    yield ""
    yield coverage_line(report.coverage)


def _match(match: QuoteMatch, verdict: str) -> Iterator[str]:
    document = match.stored.document
    day = document.date()
    facts = (day.value if day else "undated", document.place, document.language, document.title)
    yield f"{who(match.voice) if match.voice else '[no speaker]'}: {', '.join(filter(None, facts))}"
    if verdict == "stitched":
        yield f"  of the quote, from {match.quoted[0]} to {match.quoted[1]}: {match.verdict}"
    for alarm in match.alarms:
        yield f"  ! {alarm.kind}: “{alarm.quoted}” in the quote, “{alarm.stored}” in the archive"
    yield f"  {match.before[-80:]}«{''.join(map(_piece, match.pieces))}»{match.after[:80]}".replace(
        "\n", " ¶ "
    )
    if match.variants or match.notes:
        yield f"  {', '.join((*match.variants, *match.notes))}"
    if match.superseded:
        yield from _superseded(match, match.superseded)
    if match.claim:
        yield from _claim(match.claim)
    yield f"  {match.address}  {document.url}"


def _superseded(match: QuoteMatch, by: Superseded) -> Iterator[str]:
    seen = f"{by.version.seen:%Y-%m-%dT%H:%MZ}"
    stood = f"in version {match.stored.version.number} of {by.newest}"
    yield f"  {stood}, until version {by.version.number} was received, {seen}"
    if by.trace.kind == "changed":
        now = "".join(CHANGED[run.kind].format(run.text) for run in by.trace.runs)
        yield f"  now: {now}".replace("\n", " ¶ ")


def _piece(piece: Piece) -> str:
    return SIGNS.get(piece.kind, "{1}").format(piece.quoted, piece.stored)


def _claim(claim: Claim) -> Iterator[str]:
    if claim.speaker:
        named = {
            "whose": claim.whose.label if claim.whose else "",
            "uttered": claim.uttered.label if claim.uttered else "",
            "persons": ", ".join(claim.persons),
        }
        yield f"  {CLAIMS[claim.speaker].format(**named)}"
    if claim.date == "differs":
        yield "  NOT AS CLAIMED: the date differs"


COMMANDS = (quote,)
