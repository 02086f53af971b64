"""What do the commands share? Opening an archive, printing, progress."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .catalogue import Archive
from .opening import open_archive

SOME_REFUSED, USAGE, BAD_DATA, BUG, CANNOT_CREATE, IO_FAILED, TRY_AGAIN = 1, 2, 65, 70, 73, 74, 75
"""Exit codes, after sysexits.h."""
READER_GONE = 141
"""What a shell says of a tool whose reader has gone: 128 and the number of SIGPIPE."""

in_archive = click.option(
    "--archive",
    "folder",
    envvar="HARBIN_ARCHIVE",
    default="harbin-archive",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The archive's folder ($HARBIN_ARCHIVE).",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


@contextmanager
def opened(folder: Path, write: bool = False) -> Iterator[Archive]:
    """The archive, closed in the end."""
    archive = open_archive(folder, write=write)
    if archive.trouble_by_hand:
        click.echo(f"harbin: {archive.trouble_by_hand}; what it says is left out", err=True)
    try:
        yield archive
    finally:
        archive.close()


def followed(archive: Archive) -> None:
    """Brings the index up to the store, while the store's writer is held."""
    archive.index.follow(archive.store, archive.people)


def progress() -> Progress:
    """A progress bar on stderr; nothing where that is not a terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def now() -> datetime:
    """The clock of every command."""
    return datetime.now(UTC)


def print_json(value: object) -> None:
    """One line of JSON, text as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def counted(number: int, thing: str) -> str:
    """So many of a thing: 1 input, 2 inputs."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
