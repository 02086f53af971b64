"""harbin people: whose words are here, on a terminal and for programs."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import people as authority
from archive.config import Config
from archive.opening import create_archive, open_archive
from archive.people_commands import people
from archive.store import Provenance
from tests.test_events import PAGES, read_pages

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """An archive of a few pages of the corpus."""
    folder = tmp_path_factory.mktemp("people") / "archive"
    create_archive(Config(folder))
    shutil.copy(PAGES.parent / "people.toml", folder)
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:
        for name, document in read_pages():
            if name in ("bridge", "rivers"):
                raw = writer.keep(document.id.encode(), Provenance(document.id, None, NOW))
                writer.put(document, raw, "by hand", NOW)
        writer.commit()
        archive.index.follow(archive.store, archive.people)
    archive.close()
    return folder


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("мороз", ["vera-morozova"]),
        ("莫罗", ["vera-morozova"]),
        ("Xu", ["xu-dajiang"]),
        ("zzz", []),
    ],
)
def test_names_that_begin_so(folder, name, ids):
    told = CliRunner().invoke(people, [name, "--json", "--archive", str(folder)])
    assert told.exit_code == 0
    assert [one["id"] for one in json.loads(told.stdout)["people"]] == ids


def test_a_line_a_person(folder):
    told = CliRunner().invoke(people, ["--archive", str(folder)])
    known = authority.read(folder / "people.toml")
    lines = told.stdout.splitlines()
    assert any("vera-morozova  Вера Морозова · 薇拉·莫罗佐娃 · Vera Morozova" in x for x in lines)
    assert all(
        known.get(line.split()[1]) or "(not in the authority file)" in line for line in lines
    )
