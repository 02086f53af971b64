"""The composition root: the `harbin` command gathers what the three packages do.

Results go to stdout (with --json nothing else does); progress and complaints to stderr.
"""

from __future__ import annotations

import os
import sys
import traceback
from types import MappingProxyType

import click

import archive.articles.commands
import archive.commands
import archive.people_commands
import archive.quotes.commands
import ingest.commands
import web.commands
from archive.console import BAD_DATA, BUG, IO_FAILED, READER_GONE, TRY_AGAIN, USAGE
from archive.errors import (
    ArchiveError,
    Busy,
    EngineBusy,
    NewerFormat,
    NoSuch,
    NotFound,
    StorageFailed,
    TooBroad,
)
from web.words import TOO_BROAD

EXIT_CODES = MappingProxyType(
    {
        Busy: TRY_AGAIN,
        StorageFailed: IO_FAILED,
        EngineBusy: IO_FAILED,
        NewerFormat: BAD_DATA,
        NotFound: BAD_DATA,
        TooBroad: USAGE,
        NoSuch: USAGE,
        ArchiveError: BAD_DATA,
    }
)


class Commands(click.Group):
    """A group that leaves as other tools do when its reader has gone (`| head -1`): click's own
    exit code for it is 1, and here that says "some inputs were refused"."""

    def invoke(self, ctx: click.Context) -> object:
        """The command; in silence exit code 141 when nobody reads its output any more."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(READER_GONE)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="harbin")
def commands() -> None:
    """A bilingual archive of press releases and speeches in Russian and Chinese, with search."""


for command in (
    *archive.commands.COMMANDS,
    *archive.people_commands.COMMANDS,
    *archive.quotes.commands.COMMANDS,
    *archive.articles.commands.COMMANDS,
    *ingest.commands.COMMANDS,
    *web.commands.COMMANDS,
):
    commands.add_command(command)


def main() -> None:
    """The `harbin` command: errors become a sentence and an exit code, never a traceback."""
    try:
        commands(prog_name="harbin")
    except ArchiveError as error:
        sentence = TOO_BROAD.get(str(error), str(error))
        click.echo(f"harbin: {sentence}", err=True)
        sys.exit(next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)))
    except OSError as error:
        click.echo(f"harbin: {error.strerror or error}", err=True)
        sys.exit(IO_FAILED)
    except Exception:
        # Exit code 1 would say "some inputs were refused"; a bug must not look like that.
        traceback.print_exc()
        sys.exit(BUG)


if __name__ == "__main__":
    main()
