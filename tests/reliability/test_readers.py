"""Is the archive open while a job writes? `harbin serve` is asked all the while `harbin add` runs.

Short here; HARBIN_READERS_PAGES says how many pages are added.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from archive.opening import open_archive
from archive.search import SearchRequest
from tests.reliability import killloop

PAGES = int(os.environ.get("HARBIN_READERS_PAGES", "150"))
FIRST = 10
ASKED = ("/api/v1/search?q=bridge", "/api/v1/search?q=%22bridge+number%22&by=turn")
SHOWN = ("/en/", "/en/search?q=bridge", "/ru/status", "/health")


def add(pages: Path, archive: Path) -> subprocess.Popen:
    words = [sys.executable, killloop.ROOT / "harbin.py", "add", pages, "--archive", archive]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that has some pages already."""
    killloop.write_pages(tmp_path / "first", FIRST)
    assert add(tmp_path / "first", tmp_path / "archive").wait() == 0
    return tmp_path / "archive"


@pytest.fixture
def site(archive: Path) -> Iterator[str]:
    """The address of `harbin serve`."""
    words = [sys.executable, killloop.ROOT / "harbin.py", "serve", "--port", "8300"]
    with subprocess.Popen([*words, "--archive", archive], stdout=subprocess.PIPE) as server:
        try:
            yield server.stdout.readline().decode().strip().rstrip("/")
        finally:
            server.terminate()


def body(address: str) -> bytes:
    """What the site answers; an error raises."""
    with urlopen(address, timeout=60) as answer:
        return answer.read()


def totals(site: str) -> tuple[int, ...]:
    """The counts of a round of questions to the site, whose pages are looked at too."""
    assert all(body(site + path) for path in SHOWN)
    answers = [json.loads(body(site + path)) for path in ASKED]
    assert all(hit["passages"] for answer in answers for hit in answer["hits"])
    return tuple(answer["total"]["documents"] for answer in answers)


def test_no_error_and_no_count_falls_while_a_job_writes(tmp_path, archive, site):
    killloop.write_pages(tmp_path / "pages", PAGES)
    opened = open_archive(archive)
    seen = [(*totals(site), opened.search(SearchRequest("bridge")).documents)]
    assert seen == [(FIRST, FIRST, FIRST)]
    job = add(tmp_path / "pages", archive)
    while job.poll() is None:
        seen.append((*totals(site), opened.search(SearchRequest("bridge")).documents))
    seen.append((*totals(site), opened.search(SearchRequest("bridge")).documents))
    opened.close()
    print(f"{len(seen)} rounds, {len(set(seen))} states seen")
    assert job.returncode == 0
    for counts in zip(*seen, strict=True):
        assert list(counts) == sorted(counts)
    assert seen[-1] == (PAGES, PAGES, PAGES)
    assert len(set(seen)) > 2
