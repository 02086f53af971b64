"""Twelve states an index folder may be found in. What do commands and site say, and who mends it?

Whatever the state: a reader is told that the index cannot answer, or what is not searchable yet, or
is given the right answer; never a bare "0 results". The next job makes it right by itself, be it
one that adds nothing new.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import harbin
from archive.errors import EngineUnavailable
from archive.opening import open_archive
from archive.search import SearchRequest
from web import create_app

RELEASE = "Release {0}\n\nMay 17, 2024, Harbin\n\nBridge number {0} was opened by {1} today.\n"
BEHIND = "not searchable yet"


@dataclass(frozen=True, slots=True)
class Kept:
    """Archives to begin from, and the pages of the first: `before` has two of its three."""

    now: Path
    before: Path
    foreign: Path
    pages: Path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    place = tmp_path_factory.mktemp("states")
    whole = Kept(*(place / name for name in ("now", "before", "foreign", "pages")))
    write_pages(whole.pages, 2, "the mayor")
    said("add", whole.pages, whole.now)
    shutil.copytree(whole.now, whole.before)
    write_pages(whole.pages, 3, "the mayor")
    said("add", whole.pages, whole.now)
    write_pages(place / "others", 3, "a stranger")
    said("add", place / "others", whole.foreign)
    return whole


def write_pages(folder: Path, number: int, who: str) -> None:
    folder.mkdir(exist_ok=True)
    for n in range(number):
        (folder / f"release-{n}.txt").write_text(RELEASE.format(n, who), "utf8")


def said(command: str, *words: object) -> Result:
    """What `harbin` says; the last word is the archive. Errors of ours end it; others are bugs."""
    *options, archive = map(str, words)
    workers = ["--workers", "0"] if command == "add" else []
    done = CliRunner().invoke(harbin.commands, [command, *options, *workers, "--archive", archive])
    if done.exception and not isinstance(done.exception, SystemExit | EngineUnavailable):
        raise done.exception
    return done


def generation(archive: Path) -> Path:
    return next((archive / "index").glob("gen-*"))


def changed(change: Callable[[bytes], bytes]) -> Callable[[Path, Kept], None]:
    """Every segment's bytes are other ones."""

    def state(archive: Path, _kept: Kept) -> None:
        for path in generation(archive).glob("*.arrays"):
            path.write_bytes(change(path.read_bytes()))

    return state


def flip(data: bytes) -> bytes:
    """The letter "e" of "bridge", as the index keeps it, is another letter."""
    return data.replace(b"bridge", b"bridgd")


def replaced(name: str, part: str) -> Callable[[Path, Kept], None]:
    """A part of the archive is that of another."""

    def state(archive: Path, kept: Kept) -> None:
        shutil.rmtree(archive / part)
        shutil.copytree(getattr(kept, name) / part, archive / part)

    return state


def deleted(archive: Path, _kept: Kept) -> None:
    shutil.rmtree(archive / "index")


def empty(archive: Path, _kept: Kept) -> None:
    folder = generation(archive)
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)


def stray(archive: Path, _kept: Kept) -> None:
    (generation(archive) / "_MAIN_999.toc").write_bytes(b"of a stock Whoosh")


def open_to_all(archive: Path, _kept: Kept) -> None:
    generation(archive).chmod(0o777)


def newer_format(archive: Path, _kept: Kept) -> None:
    manifest = generation(archive) / "MANIFEST.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 99}))


def catalogue_of(name: str, index: str) -> Callable[[Path, Kept], None]:
    """Everything is of one state of the archive, but the index of another."""

    def state(archive: Path, kept: Kept) -> None:
        shutil.rmtree(archive)
        shutil.copytree(getattr(kept, name), archive)
        replaced(index, "index")(archive, kept)

    return state


STATES: dict[str, Callable[[Path, Kept], None]] = {
    "deleted": deleted,
    "truncated": changed(lambda data: data[: len(data) // 2]),
    "zeroed": changed(lambda data: bytes(len(data))),
    "flipped": changed(flip),
    "old copy": replaced("before", "index"),
    "foreign copy": replaced("foreign", "index"),
    "empty": empty,
    "stray TOC": stray,
    "wrong mode": open_to_all,
    "newer format": newer_format,
    "older than the catalogue": catalogue_of("now", "before"),
    "newer than the catalogue": catalogue_of("before", "now"),
}
HARMLESS = {"stray TOC"}


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def archive(kept: Kept, tmp_path: Path, state: str) -> Path:
    shutil.copytree(kept.now, tmp_path / "archive")
    STATES[state](tmp_path / "archive", kept)
    return tmp_path / "archive"


def documents(archive: Path) -> int:
    """How many the catalogue has."""
    (base,) = archive.glob("*.sqlite")
    with sqlite3.connect(base) as connection:
        return connection.execute("SELECT count(*) FROM documents").fetchone()[0]


def test_a_command_never_says_a_bare_nothing(archive: Path, state: str) -> None:
    done = said("search", "bridge", archive)
    if isinstance(done.exception, EngineUnavailable):
        assert state not in HARMLESS
        return
    assert done.exit_code == 0
    (found,) = re.findall(r"^(\d+) documents", done.stdout, re.MULTILINE)
    assert int(found) == documents(archive) or BEHIND in done.stderr


def test_the_site_never_says_a_bare_nothing(archive: Path, state: str) -> None:
    opened = open_archive(archive)
    page = create_app(opened).test_client().get("/en/search?q=bridge")
    opened.close()
    if page.status_code == 503:
        assert state not in HARMLESS
        return
    assert page.status_code == 200
    right = f"{documents(archive)} documents" in page.text
    assert right or "The index is behind" in page.text


def test_a_reader_open_all_along_never_hears_a_bare_nothing(
    kept: Kept, tmp_path: Path, state: str
) -> None:
    shutil.copytree(kept.now, tmp_path / "archive")
    opened = open_archive(tmp_path / "archive")
    assert opened.search(SearchRequest("bridge")).documents == 3
    if not state.endswith("the catalogue"):  # its catalogue is not exchanged under a reader
        STATES[state](tmp_path / "archive", kept)
    try:
        page = opened.search(SearchRequest("bridge"))
        assert page.documents == 3 or page.indexed < page.seq
    except EngineUnavailable:
        assert state not in HARMLESS
    finally:
        opened.close()


def test_status_and_verify_say_so(archive: Path, state: str) -> None:
    status = json.loads(said("status", "--json", archive).stdout)
    verified = said("verify", archive)
    told = bool(status["trouble"]) or status["indexed"] != status["seq"]
    assert told == (verified.exit_code != 0) == (state not in HARMLESS)


@pytest.mark.parametrize("job", ["add", "index"])
def test_the_next_job_mends_it(archive: Path, kept: Kept, state: str, job: str) -> None:
    words = [kept.pages] if job == "add" else []
    assert said(job, *words, archive).exit_code == 0
    there = documents(archive)
    assert there == (2 if state == "newer than the catalogue" and job == "index" else 3)
    assert said("search", "bridge", archive).stdout.startswith(f"{there} documents")
    assert said("verify", "--full", archive).exit_code == 0
    status = json.loads(said("status", "--json", archive).stdout)
    assert (status["indexed"], status["trouble"]) == (status["seq"], None)
