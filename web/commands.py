"""The command that serves the site: serve."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from archive import config
from archive.console import followed, in_archive, opened
from archive.errors import Busy, StorageFailed
from archive.opening import open_archive

from .serve import serve as serve_site
from .serve import usual_processes


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=usual_processes,
    help="How many answer at once; as many as there are cores, at most 4, unless told.",
)
@in_archive
def serve(folder: Path, port: int, processes: int) -> None:
    """Serve the site and the API, on this port or the next free one."""
    if config.exists(folder):
        mended(folder)
    with opened(folder):
        pass  # what keeps it from being opened is said once, before anyone is told to serve
    serve_site(partial(open_archive, folder), port, processes=processes)


def mended(folder: Path) -> None:
    """Brings the index up to the catalogue where no other job is at it."""
    try:
        with opened(folder, write=True) as archive, archive.store.writer(wait=0):
            followed(archive)
    except (Busy, StorageFailed) as error:
        click.echo(f"serving as it is: {error}", err=True)


COMMANDS = (serve,)
