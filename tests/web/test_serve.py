"""Serving: a real server in a process of its own, on a real port; and several processes on one."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from archive.config import Config
from archive.opening import create_archive
from tests.web.conftest import ROOT, put, samples_served, served
from tests.web.samples import document, documents, spoken
from web.serve import bound


def ask(site: str, method: str, path: str, **headers) -> tuple[http.client.HTTPResponse, str]:
    """One request, and the whole answer."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_it_answers(site):
    answer, body = ask(site, "GET", "/ru/search?q=%D0%BC%D0%BE%D1%81%D1%82")
    assert answer.status == 200
    assert "мост" in body
    assert answer.getheader("Server") is None
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
    assert ask(site, "GET", "/health")[0].status == 200


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/ru/", {"Host": "evil.example"}, 400),
        ("POST", "/ru/search", {}, 405),
        ("GET", "/ru/search?q=%00", {}, 400),
        ("GET", "/ru/search?q=" + "%D0%B0" * 3000, {}, 400),
        ("GET", "/ru/search?q=" + "a" * 40_000, {}, 431),
        ("GET", "//evil.example/%2e%2e", {}, 404),
        ("HEAD", "/ru/", {}, 200),
    ],
)
def test_what_it_refuses(site, method, path, headers, status):
    assert ask(site, method, path, **headers)[0].status == status


def test_it_takes_the_next_free_port_and_stops_when_asked(site):
    taken = urlsplit(site).port
    with samples_served(documents, taken) as (process, address):
        assert urlsplit(address).port > taken
        assert ask(address, "GET", "/health")[0].status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_what_is_loaded_is_not_looked_through_again() -> None:
    """A process says how many values it has put aside when it is to open the archive, and ends."""
    opening = "lambda: sys.exit(str(gc.get_freeze_count()))"
    script = f"import gc, sys; from web.serve import serve; serve({opening}, 0)"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert int(ended.stderr.split()[-1]) > 10_000


def test_no_free_port_is_said():
    with pytest.raises(OSError, match="no free port"):
        bound(65536)


# -- several processes on one socket -------------------------------------------------------------

WAIT = 60  # seconds, for what a busy machine does late


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample documents in an archive on disk."""
    folder = tmp_path_factory.mktemp("archive")
    create_archive(Config(folder))
    put(folder, documents())
    return folder


def serving(address: str, of: int, besides: frozenset[int] = frozenset()) -> frozenset[int]:
    """The numbers of the processes that answer, once `of` of them do, not counting `besides`."""
    seen: set[int] = set()
    until = time.monotonic() + WAIT
    while len(seen) < of and time.monotonic() < until:
        with suppress(OSError, http.client.HTTPException):
            told = [health(address) for _ in range(4)]
            assert {one["processes"] for one in told} == {2}
            seen |= {one["process"] for one in told} - besides
    return frozenset(seen)


def health(address: str) -> dict:
    return json.loads(ask(address, "GET", "/health")[1])


def gone(process: int) -> bool:
    """Whether there is no such process, within reason."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_killed_process_is_replaced(kept: Path) -> None:
    with served(kept, 2) as (server, address):
        before = serving(address, of=2)
        assert len(before) == 2
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        after = serving(address, of=2, besides=frozenset({killed}))
        assert len(after) == 2
        assert server.pid not in before | after


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_when_told_to_end_all_processes_do(kept: Path, number: signal.Signals) -> None:
    with served(kept, 2) as (server, address):
        crew = serving(address, of=2)
        server.send_signal(number)
        assert server.wait(WAIT) == 0
        assert all(map(gone, crew))
    with pytest.raises(ConnectionError):
        ask(address, "GET", "/health")


def test_no_process_outlives_a_killed_parent(kept: Path) -> None:
    with served(kept, 2) as (server, address):
        crew = serving(address, of=2)
        server.kill()
        server.wait(WAIT)
        assert all(map(gone, crew))


def test_what_is_being_answered_is_answered_before_the_end(kept: Path) -> None:
    """A page larger than the pipes between: it is read only after the server was told to end."""
    with served(kept, 2) as (server, address):
        serving(address, of=2)
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=WAIT)
        connection.request("GET", "/ru/search")
        server.send_signal(signal.SIGTERM)
        answer = connection.getresponse()
        assert len(answer.read()) == int(answer.getheader("Content-Length"))
        connection.close()
        assert server.wait(WAIT) == 0


def test_every_process_follows_what_a_job_adds(kept: Path) -> None:
    with served(kept, 2) as (_, address):
        crew = serving(address, of=2)
        for number in range(3):
            id = f"job-{number}"
            put(kept, [document(id, "ru", "Заметка", spoken((f"слово{number}",), None))])
            answered: set[int] = set()
            until = time.monotonic() + WAIT
            while answered != crew and time.monotonic() < until:
                for line in connections(address, 4):
                    found, process = searched(line, f"слово{number}")
                    assert found == 1  # the first question after the job's end finds it
                    answered.add(process)
            assert answered == crew


def connections(address: str, count: int) -> Iterator[http.client.HTTPConnection]:
    for _ in range(count):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=WAIT)
        yield connection
        connection.close()


def searched(connection: http.client.HTTPConnection, query: str) -> tuple[int, int]:
    """How many documents a query finds, and in which process: one connection stays with one."""
    connection.request("GET", f"/api/v1/search?q={quote(query)}")
    found = json.loads(connection.getresponse().read())["total"]["documents"]
    connection.request("GET", "/health")
    return found, json.loads(connection.getresponse().read())["process"]
