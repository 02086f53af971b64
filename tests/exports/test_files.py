"""An export is of one moment, the same again, and whole however often it was cut short."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from archive.catalogue import Archive
from archive.config import Config
from archive.document import Document
from archive.errors import Busy
from archive.exports import FORMATS, Means, documents, selected, write_file, written
from archive.exports.files import contents, part
from archive.opening import create_archive, memory_archive, open_archive
from archive.search import Filters, SearchRequest
from archive.store import Provenance
from tests.web.samples import PEOPLE, small
from tests.web.samples import documents as samples

NOW = datetime(2026, 11, 1, tzinfo=UTC)
EVERYTHING = SearchRequest()


class Cut(Exception):
    """A kill, as far as this process is concerned."""


def cut_after(count: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done == count:
            raise Cut

    return tell


@pytest.fixture
def archive() -> Archive:
    return memory_archive(samples(), PEOPLE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export"


def put(archive: Archive, *given: Document) -> None:
    """A job that adds documents, or newer versions of them."""
    with archive.store.writer() as writer:
        raw = writer.keep(b"later", Provenance("later", None, NOW))
        for document in given:
            writer.put(document, raw, "by hand", NOW)
        writer.commit()


def remove(archive: Archive, id: str) -> None:
    with archive.store.writer() as writer:
        writer.remove(id, "a test")
        writer.commit()


def whole(archive: Archive, form: str) -> bytes:
    """The export as a stream."""
    selection = selected(archive, EVERYTHING)
    stream = written(
        FORMATS[form], documents(archive.store, archive.people, selection), Means(archive.people)
    )
    return "".join(stream).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_the_stream_and_the_manifest_its_account(archive, file, form) -> None:
    done = write_file(archive, selected(archive, EVERYTHING), form, file)
    body = file.read_bytes()
    assert body == whole(archive, form)
    told = json.loads(Path(f"{file}.manifest.json").read_text("utf8"))
    assert (told["sha256"], told["bytes"]) == (sha256(body).hexdigest(), len(body))
    assert (told["documents"], told["format"], told["query"]) == (len(samples()), form, "")
    assert told["seq"] == archive.store.seq()
    assert done.sha256 == told["sha256"]
    at = 0
    for entry in told["contents"]:
        assert entry["sha256"] == sha256(body[at : entry["stop"]]).hexdigest()
        assert entry["digest"] == archive.get(entry["id"]).version.digest
        at = entry["stop"]
    assert sorted(file.parent.iterdir()) == [file, Path(f"{file}.manifest.json")]


def test_a_question_is_exported_whole_with_its_choices(archive, file) -> None:
    request = SearchRequest("мост", Filters(language=("ru",), since="2017"), exact=True)
    write_file(archive, selected(archive, request), "jsonl", file)
    ids = [json.loads(line)["id"] for line in file.read_text("utf8").splitlines()]
    assert ids == [*archive.found_ids(request)]
    assert len(ids) > 5
    told = json.loads(Path(f"{file}.manifest.json").read_text("utf8"))
    assert told["query"] == "мост"
    assert told["filters"] == {"language": ["ru"], "since": "2017", "exact": True}


def test_nothing_found_is_an_empty_export(archive, file) -> None:
    selection = selected(archive, SearchRequest("qqqzzz"))
    write_file(archive, selection, "csl-json", file)
    assert json.loads(file.read_text("utf8")) == []


@pytest.mark.parametrize("form", ["jsonl", "csl-json", "tei", "text"])
@pytest.mark.parametrize("count", [1, 2, 17, len(samples())])
def test_what_was_cut_is_gone_on_with(archive, file, form, count) -> None:
    selection = selected(archive, EVERYTHING)
    with pytest.raises(Cut):
        write_file(archive, selection, form, file, tell=cut_after(count))
    assert not file.exists()
    done = write_file(archive, selection, form, file, resume=True)
    assert (done.kept, done.why) == (count, "")
    assert file.read_bytes() == whole(archive, form)


@pytest.mark.parametrize("seed", range(25))
def test_whatever_became_of_the_parts_the_file_is_whole(archive, file, seed) -> None:
    chance = random.Random(seed)
    selection = selected(archive, EVERYTHING)
    for _ in range(3):
        count = chance.randrange(1, len(samples()))
        with pytest.raises(Cut):
            write_file(archive, selection, "jsonl", file, tell=cut_after(count))
        spoilt = chance.choice([part(file), contents(file)])
        body = bytearray(spoilt.read_bytes())
        at = chance.randrange(len(body))
        if chance.random() < 0.5:
            del body[at:]
        else:
            body[at : at + 40] = bytes(40)
        spoilt.write_bytes(body)
    write_file(archive, selection, "jsonl", file, resume=True)
    assert file.read_bytes() == whole(archive, "jsonl")
    again = file.with_name("again")
    write_file(archive, selection, "jsonl", again)
    manifests = [Path(f"{one}.manifest.json").read_bytes() for one in (file, again)]
    assert manifests[0] == manifests[1]


def test_a_changed_archive_is_begun_anew_and_says_so(archive, file) -> None:
    with pytest.raises(Cut):
        write_file(archive, selected(archive, EVERYTHING), "jsonl", file, tell=cut_after(9))
    put(archive, small(1000))
    done = write_file(archive, selected(archive, EVERYTHING), "jsonl", file, resume=True)
    assert (done.kept, done.documents) == (0, len(samples()) + 1)
    assert "the archive has changed since" in done.why
    assert file.read_bytes() == whole(archive, "jsonl")


OTHERS = [
    (EVERYTHING, "ris", "it was begun as jsonl"),
    (SearchRequest(filters=Filters(language=("ru",))), "jsonl", "another question"),
]


@pytest.mark.parametrize(("request_", "form", "why"), OTHERS)
def test_another_export_is_begun_anew(archive, file, request_, form, why) -> None:
    with pytest.raises(Cut):
        write_file(archive, selected(archive, EVERYTHING), "jsonl", file, tell=cut_after(9))
    done = write_file(archive, selected(archive, request_), form, file, resume=True)
    assert done.kept == 0
    assert why in done.why


def test_an_export_is_of_one_moment(archive, file) -> None:
    """Documents changed, removed, put back and added while it is written are as they were."""
    before = whole(archive, "jsonl")
    selection = selected(archive, EVERYTHING)
    old = {stored.document.id: stored.document for stored in archive.every()}
    put(archive, replace(old["small-7"], title="Другое"), small(2000))
    remove(archive, "small-8")
    remove(archive, "small-9")
    put(archive, replace(old["small-9"], title="Вернулось"))
    put(archive, replace(old["small-7"], title="Третье"))
    assert whole(archive, "jsonl") != before
    write_file(archive, selection, "jsonl", file)
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_written_is_said_plainly(archive, tmp_path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Exception, match="cannot be written"):
        write_file(archive, selected(archive, EVERYTHING), "jsonl", tmp_path / "none" / "x")


def test_an_export_does_not_wait_for_a_job_to_end(folder, tmp_path) -> None:
    """While a job adds and removes what it is asked for, each export is of some state the archive
    was in, whole."""
    kept, ended = tmp_path / "busy", threading.Event()
    shutil.copytree(folder, kept)
    archive = open_archive(kept, write=True)
    archive.index.follow(archive.store, archive.people)
    archive.close()
    reader = open_archive(kept)
    ru = SearchRequest(filters=Filters(language=("ru",)))

    def job() -> None:
        archive = open_archive(kept, write=True)
        try:
            for number in range(3000, 3060, 3):
                put(archive, small(number), replace(small(number - 3000), title="Другое"))
                remove(archive, f"small-{number - 2997}")
                archive.index.follow(archive.store, archive.people)
        finally:
            ended.set()
            archive.close()

    with ThreadPoolExecutor(1) as pool:
        done, seen = pool.submit(job), []
        while not ended.is_set():
            seen += [(asked, selected(reader, asked)) for asked in (ru, EVERYTHING)]
        done.result()
    assert len({selection.state.seq for _, selection in seen}) > 5
    for asked, selection in seen:
        ids = reader.store.ids(limit=9999, at=selection.state.seq)
        wanted = {id for id in ids if asked == EVERYTHING or int(id.split("-")[1]) % 3 == 0}
        assert set(selection.ids) == wanted
        assert len(selection.ids) == len(wanted)
        assert [one.document.id for one in documents(reader.store, reader.people, selection)] == [
            *selection.ids
        ]
    reader.close()


def test_two_do_not_write_one_file(archive, file) -> None:
    selection = selected(archive, EVERYTHING)

    def tell(done: int) -> None:
        with pytest.raises(Busy):
            write_file(archive, selection, "jsonl", file)

    write_file(archive, selection, "jsonl", file, tell=tell)
    assert file.read_bytes() == whole(archive, "jsonl")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """An archive on disk."""
    folder = tmp_path_factory.mktemp("exports") / "archive"
    create_archive(Config(folder, None, "whoosh"))
    archive = open_archive(folder, write=True)
    put(archive, *(small(number) for number in range(1500)))
    archive.close()
    return folder


def test_killed_again_and_again_it_comes_out_the_same(folder, file) -> None:
    def run(name: str, *more: str) -> subprocess.Popen:
        words = ["export", "--archive", str(folder), "--output", str(file.with_name(name)), *more]
        command = [sys.executable, "-m", "harbin", *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    out, err = run("undisturbed").communicate()
    assert b"1500 documents" in out, err
    kills, half = 0, file.with_name("killed.part")
    for wanted in (1, 400_000, 900_000):
        process = run("killed", "--resume")
        while process.poll() is None and not (half.exists() and half.stat().st_size >= wanted):
            time.sleep(0.005)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.communicate()
    out, err = run("killed", "--resume").communicate()
    assert b"1500 documents" in out, err
    assert kills >= 2
    for suffix in ("", ".manifest.json"):
        pair = [file.with_name(f"{name}{suffix}") for name in ("undisturbed", "killed")]
        assert pair[0].read_bytes() == pair[1].read_bytes()
