"""What can an enemy do by asking? Three hundred requests to a real server on a real archive: none
breaks it, none makes it grow, and what is refused is refused in words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest

from archive.config import Config
from archive.opening import create_archive
from tests.web.conftest import ROOT, put, served
from tests.web.hostile import QUERIES, SIZES, Enemy, Hostile, requests, sent
from tests.web.samples import documents

COUNT = 300
PART = 50
GROWTH = 300_000  # kB
REFUSED_BY_THE_SERVER = ("a line of a megabyte", "a megabyte of percent signs")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample documents in an archive on disk."""
    folder = tmp_path_factory.mktemp("archive")
    create_archive(Config(folder))
    put(folder, documents())
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the number of one process that serves it."""
    with served(folder, 1) as (process, address):
        yield address, process.pid


def resident(pid: int) -> int:
    """kB of memory a process holds; 0 where that is not told."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


@pytest.mark.parametrize("first", range(0, COUNT, PART))
def test_no_request_breaks_the_server(server: tuple[str, int], first: int) -> None:
    address, pid = server
    sent(address, Hostile("", "GET", "/en/search?q=" + quote("мост")))
    before = resident(pid)
    for asked in requests(seed=4, count=COUNT)[first : first + PART]:
        status = sent(address, asked).status
        shown = (asked.kind, asked.method, asked.path[:200])
        assert status < 500, shown
        assert status or asked.body or asked.kind in REFUSED_BY_THE_SERVER, shown
    assert resident(pid) - before <= GROWTH
    assert sent(address, Hostile("", "GET", "/health")).status == 200


@pytest.mark.parametrize("kind", ["brackets", "many words", "bidi", "short prefixes", "SQL"])
def test_the_command_answers_or_refuses_in_a_sentence(folder: Path, kind: str) -> None:
    query = QUERIES[kind](Enemy(Random(1), "ru", SIZES[2]))
    words = [sys.executable, ROOT / "harbin.py", "search", "--archive", folder, "--", query]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 2), done.stderr
    assert "Traceback" not in done.stderr
