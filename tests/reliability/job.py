"""What is killed? A job that adds documents and prints each batch once it is acknowledged.

    python -m tests.reliability.job FOLDER FIRST LAST [BATCH [DATABASE]]

makes the archive if need be and adds documents FIRST … LAST-1 as an ingest would: what the same
bytes became earlier is not done again. Prints "acknowledged N…" after each commit. Exits with 74
when the disk refuses, 75 when another writes, 76 when another has taken over. With BATCH negative
it waits for a line on standard input before each batch.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from archive.errors import Busy, StaleWriter, StorageFailed
from archive.store import Provenance, Writer
from archive.store.seal import sha256
from archive.store.sql import SqlStore
from tests.store.samples import NOON, RECIPE, added, document

FAILED, BUSY, STALE = 74, 75, 76


def name(number: int) -> str:
    """The id of the document with a number."""
    return f"office-en-{number}"


def told(line: str) -> None:
    """A line on standard output, in one piece, by a system call the archive does not use: so a
    disk can refuse the one and the other still be heard."""
    os.writev(sys.stdout.fileno(), [f"{line}\n".encode()])


def add(
    folder: Path,
    numbers: range,
    batch: int = 2,
    database: str | None = None,
    tell: Callable[[str], None] = told,
) -> None:
    """The whole job."""
    store = SqlStore.open(folder, database, create=True, write=True)
    try:
        with store.writer() as writer:
            run = writer.begin(NOON)
            writer.commit()
            for start in range(0, len(numbers), abs(batch)):
                some = numbers[start : start + abs(batch)]
                if batch < 0:
                    tell("waiting")
                    sys.stdin.readline()
                for number in some:
                    _add_one(writer, run, number)
                writer.commit()
                tell(" ".join(["acknowledged", *map(str, some)]))
            writer.end(run, NOON)
    finally:
        store.close()


def _add_one(writer: Writer, run: int, number: int) -> None:
    input = f"{number}.html"
    body = f"<p>Release {number}</p>".encode() * 50
    known = writer.accounts_of(sha256(body), RECIPE)
    if known:
        writer.account(added(run, input, sha256(body), "unchanged"))
        return
    raw = writer.keep(body, Provenance(input, None, NOON))
    one = document(name(number), f"Выпуск {number}. " * 50)
    outcome, version = writer.put(one, raw, RECIPE, NOON)
    account = added(run, input, raw, outcome, document=one.id, version=version.number)
    writer.account(account)


def main(arguments: list[str]) -> int:
    """The command; gives its exit code."""
    folder, first, last, *more = arguments
    try:
        add(Path(folder), range(int(first), int(last)), *map(int, more[:1]), *more[1:2])
    except StorageFailed as error:
        told(f"failed: {error}")
        return FAILED
    except Busy:
        return BUSY
    except StaleWriter:
        return STALE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
