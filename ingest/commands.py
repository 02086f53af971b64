"""The commands that read pages: add and explain."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive import config
from archive.commands import make
from archive.config import Config
from archive.console import (
    CANNOT_CREATE,
    SOME_REFUSED,
    as_json,
    counted,
    followed,
    in_archive,
    now,
    opened,
    print_json,
    progress,
)
from archive.document import Voice, plain
from archive.priority import give_way
from archive.store import OUTCOMES

from .cage import Cage
from .capture import Unreadable, captures
from .page import SOURCE_HEADER, Capture, Reading, Refusal
from .pipeline import Outcome, ingest, rehearsed
from .reading import read

LOOK = ("flagged", "quarantined", "rejected")  # outcomes that need a person's eye


class WebAddress(click.ParamType):
    """The address of a page, whole: what is kept is cited as it is."""

    name = "url"

    def convert(
        self, value: str, parameter: click.Parameter | None, context: click.Context | None
    ) -> str:
        """The address, if it has a scheme of the web and a host, and no spaces."""
        with suppress(ValueError):
            parts = urlsplit(value)
            if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value):
                return value
        self.fail(f"{value!r} is no address (http://… or https://…)", parameter, context)


ADDRESS = WebAddress()


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--source", help="The source of plain-text files that do not tell it themselves.")
@click.option("--url", type=ADDRESS, help="The address a single file was saved from.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(0, 16))
@click.option("--dry-run", is_flag=True, help="Say what would become of each input; keep nothing.")
@as_json
@in_archive
def add(
    folder: Path,
    paths: tuple[str, ...],
    source: str | None,
    url: str | None,
    workers: int,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Ingest files, folders (recursively) and standard input (-), giving way to whoever is busy."""
    give_way()
    inputs = given(paths, url, source)
    if not config.exists(folder) and not dry_run:
        no_files_of_others(folder)
        make(Config(folder))
        click.echo(f"An empty archive in {folder}", err=True)
    results: list[Outcome] = []
    with opened(folder, write=not dry_run) as archive, Cage(workers) as cage, progress() as bar:
        if dry_run:
            outcomes = rehearsed(inputs, archive.store, cage)
        else:
            outcomes = ingest(inputs, archive.store, cage, now, lambda: followed(archive))
        for outcome in bar.track(outcomes, description="Adding"):
            results.append(outcome)
            if outcome.outcome in LOOK and not as_json:
                reasons = "; ".join(outcome.reasons)
                line = f"{outcome.outcome}: {outcome.input}: {reasons}"
                bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
    report(results, as_json)
    if any(o.outcome in ("quarantined", "rejected") for o in results):
        sys.exit(SOME_REFUSED)


def no_files_of_others(folder: Path) -> None:
    """Ends with exit code 73 where something else is kept: a mistyped folder of a nightly job
    must not become an archive among a person's files. What a killed start left is no such file."""
    others = [found for found in folder.glob("*") if not found.name.startswith(config.OWN)]
    if others:
        click.echo(f"harbin: {folder} is no archive, and holds other files", err=True)
        sys.exit(CANNOT_CREATE)


def given(
    paths: tuple[str, ...], url: str | None, source: str | None
) -> Iterator[Capture | Unreadable]:
    """The inputs named on the command line; a source said there is kept with the bytes."""
    stdin = sys.stdin.buffer if sys.stdin else None  # a job may be started with none
    for item in captures(paths, now=now(), url=url, stdin=stdin):
        told = {SOURCE_HEADER: source} if source and isinstance(item, Capture) else {}
        yield replace(item, headers=told) if told else item


def report(results: list[Outcome], as_json: bool) -> None:
    """The summary of a job: counts that sum to the inputs."""
    counts = Counter(outcome.outcome for outcome in results)
    if as_json:
        summary = {"inputs": len(results)} | {name: counts[name] for name in OUTCOMES}
        print_json(summary | {"results": [asdict(outcome) for outcome in results]})
        return
    told = ", ".join(f"{counts[name]} {name}" for name in OUTCOMES if counts[name])
    click.echo(f"{counted(len(results), 'input')}: {told or 'nothing'}")


@click.command()
@click.argument("subject")
@click.option("--source", help="The source of a plain-text file that does not tell it itself.")
@click.option("--url", type=ADDRESS, help="The address the file was saved from.")
@as_json
@in_archive
def explain(folder: Path, subject: str, source: str | None, url: str | None, as_json: bool) -> None:
    """Show how a page (a PATH, or the ID of a document) is read, and by which rules."""
    if Path(subject).is_dir():
        raise click.UsageError(f"{subject} is a folder: explain reads one page, name a file in it")
    capture = (
        next(given((subject,), url, source))
        if Path(subject).exists()
        else kept_capture(folder, subject)
    )
    reading = capture.refusal if isinstance(capture, Unreadable) else read(capture)
    if isinstance(reading, Refusal):
        if as_json:
            print_json(asdict(reading))
        else:
            click.echo(f"{reading.outcome}: {'; '.join(reading.reasons)}")
        sys.exit(SOME_REFUSED)
    if as_json:
        document = plain(reading.document)
        for passage, rule in zip(document["passages"], reading.rules, strict=True):
            passage["rule"] = rule
        more = {
            "encoding": reading.encoding,
            "encoding_evidence": reading.evidence,
            "notes": list(reading.notes),
            "cuts": [asdict(cut) for cut in reading.cuts],
        }
        print_json(document | more)
    else:
        click.echo("\n".join(explained(reading)))


def kept_capture(folder: Path, id: str) -> Capture:
    """The bytes a document was read from, as they were captured."""
    with opened(folder) as archive:
        raw = archive.get(id).version.raw
        whence = archive.provenance(raw)
        return Capture(
            whence.input, whence.url, whence.fetched, archive.raw(raw), dict(whence.headers)
        )


def explained(reading: Reading) -> Iterator[str]:
    """A reading as lines for a person: facts, then each passage with its rule, then the cuts."""
    document = reading.document
    yield f"{document.id}  {document.kind}, {document.language}, from {document.source}"
    yield f"url        {document.url}"
    yield f"encoding   {reading.encoding} ({reading.evidence})"
    yield f"title      {document.title}"
    for name, day in (("published", document.published), ("occurred", document.occurred)):
        if day:
            time = f" {day.time}" if day.time else ""
            yield f"{name:10} {day.value}{time}, {day.basis}: {day.evidence}"
    for name in ("place", "credit", "summary"):
        if value := getattr(document, name):
            yield f"{name:10} {value}"
    yield from (f"note       {note}" for note in reading.notes)
    yield from (f"flag       {flag}" for flag in document.flags)
    for passage, rule in zip(document.passages, reading.rules, strict=True):
        yield ""
        yield f"#p{passage.number} {passage.kind} [{rule}] {who(passage.voice)}".rstrip()
        yield passage.text
    for cut in reading.cuts:
        yield ""
        yield f"cut [{cut.rule}]"
        yield cut.text


def who(voice: Voice | None) -> str:
    """A voice in a few words."""
    if voice is None:
        return ""
    author = f", words of {voice.author.label}" if voice.author else ""
    return f"{voice.speaker.label}{author} ({voice.mode}, {voice.channel})"


COMMANDS = (add, explain)
