"""The command that says whose words are here: harbin people."""

from __future__ import annotations

from pathlib import Path

import click

from .console import as_json, in_archive, opened, print_json
from .portrait import people_object


@click.command()
@click.argument("name", default="")
@as_json
@in_archive
def people(folder: Path, name: str, as_json: bool) -> None:
    """List whose words are here, with the number of documents; NAME narrows to names that begin
    so, in any script."""
    with opened(folder) as archive:
        told = people_object(archive, name)
    if as_json:
        print_json(told)
        return
    for one in told["people"]:
        names = " · ".join(n["text"] for n in one["names"] if n["kind"] == "full")
        click.echo(f"{one['documents']:>6}  {one['id']}  {names}")
    for one in told["others"]:
        click.echo(f"{one['documents']:>6}  (not in the authority file)  {one['name']}")


COMMANDS = (people,)
