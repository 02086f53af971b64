"""Do one writer and many readers keep out of each other's way? Also across processes and forks."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import ArchiveError, Busy, StaleWriter, StorageFailed
from archive.store.sql import SqlStore

from .samples import NOON, RECIPE, add, altered, document, provenance

ROOT = Path(__file__).resolve().parents[2]


def test_readers_see_no_error_and_never_go_backwards(make_sql):
    store = make_sql()
    done = threading.Event()

    def read() -> list[tuple[int, ...]]:
        seen = []
        while not done.is_set() or not seen:
            seq, counts = store.seq(), store.counts()
            ids = store.ids()
            assert list(store.many(ids)) == list(ids)
            latest = [stored.document.id for stored in store.latest(3)]
            assert latest == sorted(latest, reverse=True)
            assert latest[:1] >= list(ids[-1:])
            seen.append((seq, counts["documents"], counts["versions"], len(ids)))
        return seen

    with ThreadPoolExecutor(4) as readers:
        reading = [readers.submit(read) for _ in range(4)]
        for start in range(0, 60, 3):
            with store.writer() as writer:
                add(writer, *(document(f"office-en-{n:03}") for n in range(start, start + 3)))
                writer.commit()
        done.set()
        for seen in (future.result() for future in reading):
            for numbers in zip(*seen, strict=True):
                assert list(numbers) == sorted(numbers)
            assert all(number % 3 == 0 for numbers in seen for number in numbers)
    assert store.seq() == 60


def test_half_a_commit_is_never_seen(make_sql):
    """A commit changes two documents together; one reading shows both old or both new."""
    store = make_sql()
    pair = ("office-en-1", "office-en-2")
    with store.writer() as writer:
        add(writer, *(document(id, "0") for id in pair))
        writer.commit()
    done = threading.Event()

    def read() -> int:
        looks = 0
        while not done.is_set():
            first, second = store.many(pair).values()
            assert first.document.passages == second.document.passages
            assert first.versions == second.versions
            looks += 1
        return looks

    with ThreadPoolExecutor(2) as readers:
        reading = [readers.submit(read) for _ in range(2)]
        with store.writer() as writer:
            for number in range(1, 40):
                add(writer, *(altered(document(id), str(number)) for id in pair))
                writer.commit()
        done.set()
        assert all(future.result() for future in reading)


def test_two_writers_in_turn_lose_nothing(make_sql):
    store = make_sql()

    def job(first: int) -> None:
        for number in range(first, first + 10):
            with store.writer() as writer:
                add(writer, document(f"office-en-{number}"))
                writer.commit()

    with ThreadPoolExecutor(2) as writers:
        for future in [writers.submit(job, first) for first in (0, 10)]:
            future.result()
    assert store.counts()["documents"] == store.seq() == 20
    assert list(store.verify(full=True)) == []


def test_the_same_job_twice_at_once_adds_once(make_sql):
    store = make_sql()
    put = [document(f"office-en-{number}") for number in range(20)]

    def job() -> list[tuple[str, int]]:
        with store.writer() as writer:
            results = add(writer, *put)
            writer.commit()
        return results

    with ThreadPoolExecutor(2) as writers:
        outcomes = [future.result() for future in [writers.submit(job) for _ in range(2)]]
    assert sorted(outcomes) == [[("added", 1)] * 20, [("unchanged", 1)] * 20]
    assert store.seq() == 20


def test_a_replaced_writer_is_refused(make_sql, request):
    """The lock file is removed by hand while its holder sleeps (SQLite); a session that holds
    PostgreSQL's lock is ended by its administrator."""
    store = make_sql()
    other = SqlStore.open(store._database.folder, store._database.url, write=True)
    with store.writer() as slow:
        add(slow, document("office-en-1"))
        slow.commit()
        (store._database.folder / "LOCK").unlink()
        if url := store._database.url:
            held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            request.getfixturevalue("server").execute(held, url)
        with other.writer(wait=1.0) as writer:
            add(writer, document("office-en-2"))
            writer.commit()
        for _ in range(2):
            with pytest.raises((StaleWriter, StorageFailed)):
                add(slow, document("office-en-3"))
            with pytest.raises((StaleWriter, StorageFailed)):
                slow.commit()
    assert store.ids() == ("office-en-1", "office-en-2")
    with store.writer(wait=1.0) as writer:
        assert add(writer, document("office-en-3")) == [("added", 1)]
        writer.commit()
    assert list(store.verify(full=True)) == []
    other.close()


def test_a_writer_inside_a_transaction_is_not_overtaken(make_sql):
    store = make_sql()
    other = SqlStore.open(store._database.folder, store._database.url, write=True)
    with store.writer() as slow:
        add(slow, document("office-en-1"))
        (store._database.folder / "LOCK").unlink()
        with pytest.raises(Busy), other.writer(wait=0.3):
            pytest.fail("two writers")
        slow.commit()
    assert store.ids() == ("office-en-1",)
    other.close()


def test_a_job_refused_once_takes_nothing_more(make_sql, tmp_path):
    """The place for blobs is gone: what came before since the last commit is dropped with it."""
    store = make_sql()
    part = store._database.folder / "blobs" / "part"
    with store.writer() as writer:
        add(writer, document("office-en-1"))
        part.rmdir()
        with pytest.raises(StorageFailed):
            add(writer, document("office-en-2"))
        part.mkdir()
        for act in (lambda: add(writer, document("office-en-2")), writer.commit):
            with pytest.raises(StorageFailed):
                act()
    assert store.ids() == ()
    with store.writer() as writer:
        add(writer, document("office-en-1"), document("office-en-2"))
        writer.commit()
    assert store.seq() == 2


def in_child(act) -> int:
    """Runs something in a forked child; gives its exit code (0: it went well)."""
    pid = os.fork()
    if pid == 0:
        try:
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_no_connection_crosses_a_fork(make_sql):
    store = make_sql()
    with store.writer() as writer:
        add(writer, document("office-en-1"))
        writer.commit()

        def child() -> None:
            assert store.ids() == ("office-en-1",)
            with pytest.raises(StaleWriter):
                add(writer, document("office-en-2"))

        assert in_child(child) == 0
        assert add(writer, document("office-en-3")) == [("added", 1)]
        writer.commit()
    assert store.ids() == ("office-en-1", "office-en-3")


def test_a_child_that_outlives_its_parent_does_not_hold_the_archive(make_sql):
    store = make_sql()
    with store.writer():
        pid = os.fork()
        if pid == 0:
            signal.pause()
            os._exit(0)
    try:
        with store.writer(wait=10.0) as writer:  # it lets go when it first runs
            add(writer, document())
            writer.commit()
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert store.seq() == 1


def test_the_lock_is_free_when_its_holder_is_killed(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.job", str(tmp_path / "archive"), "0", "2", "-2"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "waiting\n"
    store = SqlStore.open(tmp_path / "archive", write=True)
    with pytest.raises(Busy), store.writer(wait=0.1):
        pytest.fail("two writers")
    holder.kill()
    holder.communicate()
    with store.writer(wait=5.0) as writer:
        add(writer, document())
        writer.commit()
    store.close()


def test_files_of_a_job_at_work_are_no_orphans_but_older_ones_are(make_sql):
    store = make_sql()
    stray = store._database.folder / "blobs" / "stray"
    stray.write_bytes(b"whose?")
    os.utime(stray, (1, 1))
    with store.writer() as writer:
        add(writer, document())
        assert [problem.subject for problem in store.verify(full=True)] == ["file stray"]
        writer.commit()


def test_half_written_files_are_swept_by_the_next_writer(make_sql):
    store = make_sql()
    left = store._database.folder / "blobs" / "part" / ("0" * 64)
    left.write_bytes(b"half of")
    with store.writer():
        assert not left.exists()
    left.parent.rmdir()  # as a copy without empty folders would
    with store.writer() as writer:
        assert add(writer, document()) == [("added", 1)]


def test_bytes_a_killed_job_left_are_taken_up(make_sql):
    """It had written the blob, and perhaps its sidecar, and never committed."""
    store = make_sql()
    with store.writer() as writer:
        raw = writer.keep(b"bytes", provenance("first.html"))
    assert [p.subject for p in store.verify(full=True)] == [
        f"file {raw[:2]}/{raw}",
        f"file {raw[:2]}/{raw}.json",
    ]
    with store.writer() as writer:
        assert writer.keep(b"bytes", provenance("second.html")) == raw
        writer.put(document(), raw, RECIPE, NOON)
        writer.commit()
    assert store.provenance(raw).input == "first.html"
    assert list(store.verify(full=True)) == []


@pytest.mark.parametrize("left", [b"", b"byt", b"other bytes"])
def test_a_torn_blob_a_crash_left_is_written_anew(make_sql, left):
    """After a power failure a file that was never acknowledged may hold anything."""
    store = make_sql()
    with store.writer() as writer:
        raw = writer.keep(b"bytes", provenance())
    path = store._database.folder / "blobs" / raw[:2] / raw
    for torn in (path, path.with_suffix(".json")):
        torn.chmod(0o640)
        torn.write_bytes(left)
    with store.writer() as writer:
        writer.keep(b"bytes", provenance("second.html"))
        writer.commit()
    assert store.blob(raw) == b"bytes"
    assert store.provenance(raw).input == "second.html"
    assert list(store.verify(full=True)) == []


def test_blobs_cannot_be_written_to(make_sql):
    store = make_sql()
    with store.writer() as writer:
        raw = writer.keep(b"bytes", provenance())
        writer.commit()
    path = store._database.folder / "blobs" / raw[:2] / raw
    assert [p.stat().st_mode & 0o777 for p in (path, path.with_suffix(".json"))] == [0o440] * 2


def test_the_catalogue_is_whole_in_one_file_after_a_job(tmp_path):
    """Though readers are there, whose closing would leave all in SQLite's log."""
    store = SqlStore.open(tmp_path / "archive", create=True, write=True)
    assert store.seq() == 0
    with store.writer() as writer:
        add(writer, document())
        writer.commit()
        assert store.seq() == 1
    alone = tmp_path / "alone.sqlite"
    alone.write_bytes((tmp_path / "archive" / "catalogue.sqlite").read_bytes())
    with closing(sqlite3.connect(alone)) as connection:
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (1,)
    store.close()


def test_an_archive_opened_for_reading_has_no_writer(make_sql):
    store = make_sql()
    reader = SqlStore.open(store._database.folder, store._database.url)
    with pytest.raises(StorageFailed), reader.writer():
        pytest.fail("a reader that writes")
    reader.close()


def test_opening_what_is_not_there_makes_nothing(tmp_path):
    with pytest.raises(ArchiveError):
        SqlStore.open(tmp_path / "nowhere", write=True)
    assert list(tmp_path.iterdir()) == []


def test_making_twice_keeps_what_is_there(make_sql):
    store = make_sql()
    with store.writer() as writer:
        add(writer, document())
        writer.commit()
        again = SqlStore.open(store._database.folder, store._database.url, create=True, write=True)
        assert again.ids() == ("office-en-1",)
        again.close()


@pytest.mark.parametrize("name", ["пресс релиз", "a?b=c", "100%", "a#b"])
def test_folders_may_have_any_name(tmp_path, name):
    store = SqlStore.open(tmp_path / name, create=True, write=True)
    with store.writer() as writer:
        add(writer, document())
        writer.commit()
    assert store.seq() == 1
    store.close()
    assert (tmp_path / name / "catalogue.sqlite").exists()
