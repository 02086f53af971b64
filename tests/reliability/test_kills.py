"""Does the store's yes hold when its job is killed, stopped, or refused by the disk?

Short here; HARBIN_KILLS=200 makes the full form: so many random kills, and every system call.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.store.sql import SqlStore
from tests.reliability import killloop
from tests.reliability.job import FAILED, STALE, name
from tests.reliability.killloop import Ended

DOCUMENTS = 6
JOB = killloop.storing(DOCUMENTS)
FULL = int(os.environ.get("HARBIN_KILLS", "0"))


@pytest.fixture(scope="session")
def strace() -> None:
    """Skips where system calls cannot be met with a kill; fails there where CI=true."""
    if not killloop.has_strace():
        reason = "NO STRACE: kills at system calls cannot be tried (Debian package: strace)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def look(folder: Path, ended: Ended) -> None:
    killloop.look_at_store(folder, ended, DOCUMENTS)


def test_an_undisturbed_job_acknowledges_everything(tmp_path):
    ended = killloop.run(JOB(tmp_path / "archive"))
    assert (ended.code, ended.acknowledged()) == (0, list(range(DOCUMENTS)))
    look(tmp_path / "archive", ended)


def test_killed_at_random_moments(tmp_path):
    longest = killloop.run(JOB(tmp_path / "whole")).seconds
    kills = killloop.random_kills(FULL or 15, JOB, longest)
    tally = killloop.loop(kills, look, tmp_path)
    assert tally.killed > tally.jobs // 2


@pytest.mark.usefixtures("strace")
def test_killed_at_system_calls(tmp_path):
    kills = killloop.system_call_kills(JOB, None if FULL else 40)
    tally = killloop.loop(kills, look, tmp_path)
    assert tally.killed == tally.jobs


@pytest.mark.usefixtures("strace")
def test_bytes_and_names_are_on_the_disk_before_the_yes(tmp_path):
    """In the order of system calls: blob, its name, its folder, the catalogue, then the answer."""
    log = tmp_path / "log"
    calls = "trace=fsync,fdatasync,rename,writev"
    job = killloop.storing(1)(tmp_path / "archive")
    killloop.run(["strace", "-f", "-y", "-s", "200", "-o", str(log), "-e", calls, *job])
    lines = log.read_text().splitlines()
    (yes,) = (n for n, line in enumerate(lines) if "acknowledged 0" in line)
    renamed = [n for n, line in enumerate(lines) if "rename(" in line and "/part/" in line]
    assert len(renamed) == 2
    for at in renamed:
        part, final = lines[at].split('"')[1::2]
        assert any(f"<{part}>" in line and "fsync(" in line for line in lines[:at])
        parent = os.path.dirname(final)
        assert any(f"<{parent}>)" in line and "fsync(" in line for line in lines[at:yes])
    wal = [n for n, line in enumerate(lines[:yes]) if "sync(" in line and "-wal>" in line]
    assert wal
    assert wal[-1] > max(renamed)


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS"])
@pytest.mark.parametrize(
    ("calls", "first"),
    [("write", 2), ("pwrite64", 30), ("pwrite64", 90), ("fsync", 6), ("rename", 3)],
)
def test_a_disk_that_refuses(tmp_path, error, calls, first):
    """From the n-th call on. Said in a sentence about the disk; what was acknowledged stays."""
    folder = tmp_path / "archive"
    ended = killloop.injected(f"{calls}:error={error}:when={first}+", JOB(folder))
    assert ended.code == FAILED, ended.said
    assert "failed: the disk" in ended.said
    look(folder, ended)


def test_a_stopped_and_replaced_writer_is_refused(tmp_path):
    """SIGSTOP, the lock broken by hand, another writes, SIGCONT: what it then brings is refused."""
    folder = tmp_path / "archive"
    first = waiting_job(folder, "0", "4")
    say_on(first)
    assert first.stdout.readline() == "acknowledged 0 1\n"
    assert first.stdout.readline() == "waiting\n"
    os.kill(first.pid, signal.SIGSTOP)
    (folder / "LOCK").unlink()
    second = killloop.run(
        [sys.executable, "-m", "tests.reliability.job", str(folder), "10", "12"], kill_after=60
    )
    os.kill(first.pid, signal.SIGCONT)
    first.communicate("\n", timeout=60)
    assert (first.returncode, second.code) == (STALE, 0)
    store = SqlStore.open(folder)
    assert set(store.ids()) == {name(0), name(1), name(10), name(11)}
    assert list(store.verify(full=True)) == []
    store.close()


def waiting_job(folder: Path, first: str, last: str) -> subprocess.Popen:
    """A job that waits for a line before each commit."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.job", str(folder), first, last, "-2"],
        cwd=killloop.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def say_on(process: subprocess.Popen) -> None:
    assert process.stdout.readline() == "waiting\n"
    process.stdin.write("\n")
    process.stdin.flush()
