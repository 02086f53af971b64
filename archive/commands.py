"""The commands that only need the archive: init, search, show, export, index, status, verify."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

import click

from . import config, errata, health
from . import people as authority
from .config import Config
from .console import (
    BAD_DATA,
    CANNOT_CREATE,
    as_json,
    counted,
    in_archive,
    opened,
    print_json,
    progress,
)
from .document import CHANNELS, KINDS, SUMMARY, TITLE, Voice, plain_stored
from .errors import StorageFailed
from .events import document_object
from .exports import FORMATS, Means, documents, lines, selected, write_file, written
from .objects import search_object
from .opening import create_archive
from .priority import give_way
from .query import UNUSED, one_date
from .search import (
    GRAINS,
    MOST_PER_PAGE,
    PER_PAGE,
    SORTS,
    Filters,
    PassageHit,
    QueryReading,
    SearchRequest,
)
from .snippet import pieces
from .suggest import Suggestion

ADDRESS = MappingProxyType({TITLE: "title:", SUMMARY: "summary:"})  # what has no #pN


LABELS = MappingProxyType({"lang": "language", "kind": "kind", "source": "source"})
"""Fields whose values are told when there is no such one."""

BY_HAND = MappingProxyType(
    {
        "changed": "people.toml or errata.toml has changed since the index was built: what it says"
        " is searched after the next job, or harbin index",
        "broken": "what it says is left out, and nothing can be added until it is mended",
    }
)


class PrintedDate(click.ParamType):
    """A partial date of the query language."""

    name = "date"

    def convert(
        self, value: str, parameter: click.Parameter | None, context: click.Context | None
    ) -> str:
        """The date as it is kept in filters: 2024, 2024-05 or 2024-05-17."""
        found = one_date(value)
        if found is None:
            self.fail(f"{value!r} is no date (2024, 2024-05 or 2024-05-17)", parameter, context)
        return found


DATE = PrintedDate()


class Sort(click.Choice):
    """An order of results by the name it has here, or by that of the site's addresses."""

    OF_THE_SITE = MappingProxyType({"new": "newest", "old": "oldest"})

    def convert(
        self, value: str, parameter: click.Parameter | None, context: click.Context | None
    ) -> str:
        """The name it has here."""
        return super().convert(self.OF_THE_SITE.get(value, value), parameter, context)


CHOICES = (
    click.option("--lang", "language", multiple=True),
    click.option("--source", multiple=True),
    click.option("--kind", multiple=True, type=click.Choice(KINDS)),
    click.option("--place", multiple=True),
    click.option("--speaker", multiple=True),
    click.option("--author", multiple=True),
    click.option("--channel", multiple=True, type=click.Choice(CHANNELS)),
    click.option("--from", "since", type=DATE, help="A date: 2024, 2024-05 or 2024-05-17."),
    click.option("--to", "until", type=DATE, help="A date, included."),
    click.option("--exact", is_flag=True, help="Words as printed, no other forms."),
)


def choosing(command: Callable) -> Callable:
    """The options that choose among documents."""
    for option in reversed(CHOICES):
        command = option(command)
    return command


@click.command()
@click.option("--database", help="A PostgreSQL URL (postgresql+psycopg://…); else SQLite.")
@click.option("--engine", type=click.Choice(config.ENGINES), default="whoosh", show_default=True)
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An authority file to begin with (corpus/people.toml shows its form).",
)
@click.option(
    "--errata",
    "misprints",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Misprints that are known (corpus/errata.toml shows their form).",
)
@in_archive
def init(
    folder: Path, database: str | None, engine: str, people: Path | None, misprints: Path | None
) -> None:
    """Make an empty archive."""
    if config.exists(folder):
        raise click.UsageError(f"there is an archive in {folder} already")
    settings = Config(folder, database, engine)
    if people:
        authority.read(people)  # a broken file is refused before anything is made
    if misprints:
        errata.read(misprints)
    make(settings)
    for given, kept in ((people, settings.people), (misprints, settings.errata)):
        if given:
            shutil.copyfile(given, kept)
    click.echo(f"An empty archive in {folder}")


@click.command()
@click.argument("query", default="")
@choosing
@click.option("--by", type=click.Choice(GRAINS), default="document", show_default=True)
@click.option(
    "--sort",
    type=Sort(SORTS),
    default="relevance",
    show_default=True,
    help="new and old will do, too, as on the site.",
)
@click.option("--facets/--no-facets", default=False, help="Counts beside the results.")
@click.option("--page", type=click.IntRange(1), default=1)
@click.option("--per-page", type=click.IntRange(1, MOST_PER_PAGE), default=PER_PAGE)
@as_json
@in_archive
def search(folder: Path, query: str, as_json: bool, facets: bool, **options) -> None:
    """Search, with the query language of the site.

    A query that begins with a minus comes last, after --: harbin search -- "-word".
    """
    request = request_of(query, **options)
    with opened(folder) as living:
        archive = living.as_of_now()
        page = archive.search(request if facets or as_json else replace(request, facets=()))
        meant = archive.meant(request, page)
    if as_json:
        print_json(search_object(page, meant))
        return
    found = f"{counted(page.documents, 'document')}, {counted(page.turns, 'turn')}"
    click.echo(f"{found}: {page.query.read_as}".rstrip())
    if page.indexed < page.seq:
        behind = counted(page.seq - page.indexed, "change")
        click.echo(f"not searchable yet: {behind}", err=True)
    for sentence in doubts(page.query, meant):
        click.echo(sentence, err=True)
    if page.documents and not page.hits:
        click.echo(f"the list ends before page {page.page}", err=True)
    for hit in page.hits:
        day = hit.published.value if hit.published else "undated"
        click.echo(f"\n{hit.id}  {day}  {hit.title}")
        for passage in hit.passages:
            where = ADDRESS.get(passage.number, f"#p{passage.number}")
            said = f"{who(passage.voice)}: " if passage.voice else ""
            click.echo(f"  {where} {said}{excerpt(passage)}")
    for facet in page.facets:
        told = ", ".join(f"{value.label} {value.documents}" for value in facet.values[:10])
        if told:
            click.echo(f"\n{facet.name}: {told}")


def who(voice: Voice) -> str:
    """Whose mouth, whose words and through whom, as text exports say it."""
    author = f", reading out {voice.author.name}" if voice.author else ""
    channel = "" if voice.channel == "original" else f" ({voice.channel})"
    return f"{voice.speaker.name}{author}{channel}"


def doubts(reading: QueryReading, meant: tuple[Suggestion, ...]) -> Iterator[str]:
    """What of a query could not be used, what nothing here has, and what may have been meant."""
    for piece, why in reading.unused:
        yield f"not used: {piece}: {UNUSED[why]}"
    for one in reading.unknown:
        yield f"no such {LABELS[one.field]}: {one.value}; known: {', '.join(one.known) or 'none'}"
    if meant:
        told = "; ".join(f"{one.text} ({one.documents})" for one in meant)
        yield f"Did you mean: {told}"


def excerpt(passage: PassageHit) -> str:
    """A verbatim piece of a passage for one line of a terminal, matches in *stars*, "…" for what
    was left out."""
    shown = []
    for piece in pieces(passage.text, passage.marks, 160, passage.parts):
        words = "…" if piece.elided else piece.text.replace("\n", " ")
        shown.append(f"*{words}*" if piece.marked else words)
    return "".join(shown)


def request_of(
    query: str,
    since: str | None = None,
    until: str | None = None,
    exact: bool = False,
    by: str = "document",
    sort: str = "relevance",
    page: int = 1,
    per_page: int = PER_PAGE,
    **chosen: tuple[str, ...],
) -> SearchRequest:
    """The request the options of a command describe."""
    filters = Filters(since=since, until=until, **chosen)
    return SearchRequest(
        query, filters, exact=exact, by=by, sort=sort, page=page, per_page=per_page
    )


@click.command()
@click.argument("id")
@click.option("--version", type=click.IntRange(1))
@as_json
@in_archive
def show(folder: Path, id: str, version: int | None, as_json: bool) -> None:
    """Print a document."""
    with opened(folder) as archive:
        stored = archive.get(id, version)
        if as_json:
            print_json(document_object(archive, stored))
        else:
            click.echo("\n".join(lines(plain_stored(stored))))


@click.command()
@click.argument("query", default="")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="jsonl")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write this file, and its manifest beside it; else print.",
)
@click.option("--resume", is_flag=True, help="Go on with a file that was cut short.")
@choosing
@in_archive
def export(
    folder: Path, query: str, form: str, output: Path | None, resume: bool, **choices
) -> None:
    """Give every document a query finds (all, without one), never cut.

    A query that begins with a minus comes last, after --: harbin export -- "-word".
    """
    if resume and output is None:
        raise click.UsageError("--resume goes on with a file: name it with --output")
    with opened(folder) as living, progress() as bar:
        archive = living.as_of_now()
        selection = selected(archive, request_of(query, **choices))
        if output is None:
            means = Means(archive.people)
            for piece in written(
                FORMATS[form], documents(archive.store, archive.people, selection), means
            ):
                click.echo(piece.encode("utf-8", "surrogatepass"), nl=False)
            return
        task = bar.add_task("Exporting", total=len(selection.ids))
        done = write_file(
            archive,
            selection,
            form,
            output,
            resume=resume,
            tell=lambda count: bar.update(task, completed=count),
        )
    if done.why:
        click.echo(f"begun anew: {done.why}", err=True)
    kept = f", {done.kept} of them kept from before" if done.kept else ""
    click.echo(f"{counted(done.documents, 'document')} in {output}{kept}")
    click.echo(f"sha256 {done.sha256}")


@click.command()
@click.option("--rebuild", is_flag=True, help="Build it afresh beside the old one, then swap.")
@in_archive
def index(folder: Path, rebuild: bool) -> None:
    """Bring the index up to the catalogue, giving way to whoever is busy."""
    give_way()
    with opened(folder, write=True) as archive, progress() as bar, archive.store.writer():
        task = bar.add_task("Indexing", total=None)
        act = archive.index.rebuild if rebuild else archive.index.follow
        seq = act(archive.store, archive.people, lambda n: bar.advance(task, n))
    click.echo(f"The index is at change {seq}")


@click.command()
@as_json
@in_archive
def status(folder: Path, as_json: bool) -> None:
    """Show how the archive does: counts, last jobs, what needs a look."""
    with opened(folder) as archive:
        now = health.status(archive)
    if as_json:
        print_json(
            {
                "seq": now.seq,
                "indexed": now.indexed,
                "trouble": now.trouble,
                "by_hand": now.by_hand,
                "trouble_by_hand": now.trouble_by_hand,
                "counts": dict(now.counts),
                "runs": [asdict(run) | {"counts": dict(run.counts)} for run in now.runs],
                "quarantined": [asdict(account) for account in now.quarantined],
                "flagged": [asdict(account) for account in now.flagged],
            }
        )
        return
    click.echo(", ".join(f"{number} {name}" for name, number in now.counts))
    click.echo(f"index: {now.trouble or f'at change {now.indexed} of {now.seq}'}")
    if now.by_hand:
        why = f"{now.trouble_by_hand}; " if now.trouble_by_hand else ""
        click.echo(f"kept by hand: {why}{BY_HAND[now.by_hand]}")
    for run in now.runs[:5]:
        told = ", ".join(f"{number} {name}" for name, number in run.counts.items())
        ended = f"{run.ended:%H:%M:%S}" if run.ended else "did not end"
        click.echo(f"run {run.number}: {run.began:%Y-%m-%d %H:%M:%S} – {ended}: {told}")
    for account in (*now.quarantined, *now.flagged):
        click.echo(f"{account.outcome}: {account.input}: {'; '.join(account.reasons)}")


@click.command()
@click.option("--full", is_flag=True, help="Also read every blob and every index file.")
@as_json
@in_archive
def verify(folder: Path, full: bool, as_json: bool) -> None:
    """Compare everything kept with the digests it was kept under."""
    with opened(folder) as archive:
        problems = [*health.problems(archive, full)]
    if as_json:
        print_json({"problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(f"{problem.subject}: {problem.sentence}", err=True)
        told = counted(len(problems), "problem")
        click.echo(told if problems else "Everything is as it was kept")
    if problems:
        sys.exit(BAD_DATA)


def make(settings: Config) -> None:
    """Makes an archive, or ends with exit code 73."""
    try:
        create_archive(settings)
    except (OSError, StorageFailed) as error:
        click.echo(f"harbin: cannot make an archive in {settings.folder}: {error}", err=True)
        sys.exit(CANNOT_CREATE)


COMMANDS = (init, search, show, export, index, status, verify)
