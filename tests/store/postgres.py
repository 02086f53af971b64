"""Where do tests find a PostgreSQL? A private one, started here and removed after.

Debian's programs, a cluster in a temporary folder, a socket in that folder and no port. Its order
of words is not the order of code points, so that a forgotten COLLATE "C" shows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

PROGRAMS = "/usr/lib/postgresql"
SETTINGS = ("listen_addresses=", "fsync=off", "shared_buffers=16MB", "max_connections=40")


class Server:
    """A running cluster. Each archive gets a database of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"archive{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._url(name)

    def execute(self, statement: str, url: str | None = None) -> None:
        """Runs a statement as the administrator, in the database at `url` if one is told."""
        engine = create_engine(url or self._url("postgres"), poolclass=NullPool)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that Debian's packages installed."""
    found = sorted(Path(PROGRAMS).glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """A private cluster while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="harbin-pg-"))  # short: a socket's path is bounded
    # A server refuses to run as root: then it runs as the user the packages made.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            check=True,
        )

    cluster = str(folder / "cluster")
    options = " ".join(
        f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}")
    )
    collation = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
    try:
        run("initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "--no-sync", *collation)
        run("pg_ctl", "-D", cluster, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
