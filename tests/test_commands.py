"""The command line as a script would use it: output, exit codes, nothing else on stdout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.priority import AUTOGROUP, NICENESS

ROOT = Path(__file__).parent.parent
RELEASE = """Открытие моста через Амур

17 мая 2024 года, Благовещенск

В Благовещенске открыт новый мост. На церемонии присутствовали жители двух берегов.

Движение по мосту начнётся в понедельник.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    (folder / "in").mkdir()
    (folder / "in" / "bridge.txt").write_text(RELEASE, "utf8")
    return folder


def harbin(home: Path, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, ROOT / "harbin.py", *words],
        cwd=home,
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "HARBIN_ARCHIVE": str(home / "archive")},
    )


@pytest.fixture(scope="module")
def filled(home: Path) -> Path:
    done = harbin(home, "add", "in", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["inputs"] == 1
    assert summary["added"] + summary["flagged"] == 1
    return home


def found(filled: Path, *words: str) -> dict:
    done = harbin(filled, "search", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_search_show_and_export_tell_of_the_same_document(filled: Path) -> None:
    page = found(filled, "мосты")
    [hit] = page["hits"]
    assert page["total"] == {"documents": 1, "turns": 1}
    shown = json.loads(harbin(filled, "show", hit["id"], "--json").stdout)
    exported = json.loads(harbin(filled, "export", "--format", "jsonl").stdout)
    assert shown == exported
    assert shown["published"]["value"] == "2024-05-17"
    assert "В Благовещенске открыт новый мост." in harbin(filled, "show", hit["id"]).stdout.decode()
    csv = harbin(filled, "export", "мост", "--format", "csv").stdout.decode()
    assert csv.count("\r\n") == 1 + len(shown["passages"])


def test_one_is_one(filled: Path) -> None:
    assert harbin(filled, "search", "мост").stdout.startswith(b"1 document, 1 turn: ")
    assert harbin(filled, "search", "паром").stdout.startswith(b"0 documents, 0 turns: ")
    assert harbin(filled, "add", "in").stdout.startswith(b"1 input: ")
    exported = harbin(filled, "export", "--output", "one.jsonl").stdout
    assert exported.startswith(b"1 document in one.jsonl")


def test_explain_names_the_rule_of_each_passage(filled: Path) -> None:
    told = json.loads(harbin(filled, "explain", "in/bridge.txt", "--json").stdout)
    assert told["encoding"] == "utf-8"
    assert all(passage["rule"] for passage in told["passages"])
    by_id = harbin(filled, "explain", told["id"]).stdout.decode()
    assert "#p1" in by_id
    assert told["title"] in by_id


def test_a_second_run_and_a_rehearsal_change_nothing(filled: Path) -> None:
    before = json.loads(harbin(filled, "status", "--json").stdout)["seq"]
    again = json.loads(harbin(filled, "add", "in", "--json").stdout)
    assert again["unchanged"] == again["inputs"] == 1
    rehearsal = json.loads(harbin(filled, "add", "in", "--dry-run", "--json").stdout)
    assert rehearsal["unchanged"] == 1
    assert json.loads(harbin(filled, "status", "--json").stdout)["seq"] == before
    assert harbin(filled, "verify", "--full").returncode == 0
    assert harbin(filled, "index", "--rebuild").returncode == 0
    assert found(filled, "мост")["total"]["documents"] == 1


def test_each_job_leaves_one_segment(home: Path) -> None:
    """Whatever it did, for a small archive is one segment as a whole."""
    archive = ("--archive", "jobs")
    (home / "jobs-in").mkdir()
    for number, text in enumerate(("Паром отменён.", "Мост закрыт.", "Мост открыт."), 1):
        release = RELEASE.replace("Открытие моста", f"Сообщение {number}") + f"\n{text}\n"
        (home / "jobs-in" / f"{number}.txt").write_text(release, "utf8")
        assert harbin(home, "add", "jobs-in", *archive).returncode == 0
        assert len([*home.glob("jobs/index/gen-*/*.arrays")]) == 1
        assert found(home, "мост", *archive)["total"]["documents"] == number
    assert harbin(home, "index", "--rebuild", *archive).returncode == 0
    assert len([*home.glob("jobs/index/gen-*/*.arrays")]) == 1
    assert harbin(home, "verify", "--full", *archive).returncode == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("search", "--sort", "sideways"), 2),
        (("nonsense",), 2),
        (("add",), 2),
        (("show", "no-such-document"), 65),
        (("search", "х " * 600), 2),
        (("search", "мост", "--from", "yesterday"), 2),
        (("search", "мост", "--kind", "poem"), 2),
        (("export", "--kind", "poem"), 2),
        (("search", "мост", "--channel", "radio"), 2),
        (("search", "мост", "--kind", "release", "--channel", "original"), 0),
        (("search", "мост", "--sort", "new"), 0),
        (("search", "мост", "--sort", "oldest"), 0),
        (("explain", "in"), 2),
        (("explain", "in/bridge.txt", "--url", "notaurl"), 2),
        (("add", "in/bridge.txt", "--dry-run", "--url", "http://"), 2),
        (("add", "in/bridge.txt", "--dry-run", "--url", "https://press.example/1"), 0),
        (("init",), 2),
        (("status",), 0),
    ],
)
def test_exit_codes(filled: Path, words: tuple[str, ...], code: int) -> None:
    done = harbin(filled, *words)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert code == 0 or done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("мост", "--kind", "poem"), "'transcript', 'briefing', 'release',"),
        (("мост", "--channel", "radio"), "'original', 'interpreted', 'translated'"),
        (("мост", "--page", "99"), "the list ends before page 99"),
        (("паром", "--page", "99"), ""),
        (("мост", "--page", "1"), ""),
    ],
)
def test_a_search_that_lists_nothing_says_why(filled: Path, words, told: str) -> None:
    said = harbin(filled, "search", *words).stderr.decode()
    assert told in said
    assert bool(told) == bool(said)


def test_some_refused_is_exit_code_1(home: Path) -> None:
    done = harbin(home, "add", "-", "--archive", "other", stdin=b"")
    assert done.returncode == 1
    assert b"rejected" in done.stderr


def told_after(filled: Path, begun: str, words: tuple[str, ...], told: str) -> str:
    """What is told by a process that led its session when it has run a command."""
    run = "import os, harbin; {}; harbin.commands(standalone_mode=False); print(); print({})"
    done = subprocess.run(
        [sys.executable, "-c", run.format(begun, told), *words],
        cwd=filled,
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "HARBIN_ARCHIVE": str(filled / "archive")},
        start_new_session=True,
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "given", "niceness"),
    [
        (("add", "in"), 0, NICENESS),
        (("add", "in"), 15, 15),
        (("index",), 0, NICENESS),
        (("search", "мост"), 0, 0),
    ],
)
def test_a_job_gives_way_to_visitors(
    filled: Path, words: tuple[str, ...], given: int, niceness: int
) -> None:
    own = os.nice(0)
    left = told_after(filled, f"os.nice({given})", words, "os.nice(0)")
    assert int(left) == min(19, max(own + given, niceness))


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="sessions share alike only on some Linux")
def test_the_session_of_a_job_gives_way_too(filled: Path) -> None:
    left = told_after(filled, "pass", ("add", "in"), f"open('{AUTOGROUP}').read().strip()")
    assert left.endswith(f"nice {max(os.nice(0), NICENESS)}")


def test_a_job_without_standard_input(filled: Path) -> None:
    line = f'exec "{sys.executable}" "{ROOT / "harbin.py"}" add in --archive archive <&-'
    done = subprocess.run(["sh", "-c", line], cwd=filled, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_mistyped_archive_is_not_made_among_other_files(home: Path) -> None:
    kept = home / "kept"
    kept.mkdir()
    (kept / "letter.txt").write_text("mine")
    assert harbin(home, "add", "in", "--archive", "kept").returncode == 73
    assert [found.name for found in kept.iterdir()] == ["letter.txt"]


def test_no_archive_is_a_plain_sentence(home: Path) -> None:
    done = harbin(home, "search", "мост", "--archive", "nowhere")
    assert done.returncode == 65
    assert b"harbin init" in done.stderr


def test_where_nothing_can_be_made(home: Path) -> None:
    (home / "file").write_text("in the way")
    assert harbin(home, "init", "--archive", "file/archive").returncode == 73


@pytest.mark.parametrize("words", ["export --format csv", "search мост", "status"])
def test_a_reader_that_went_away_is_no_error_of_the_disk(filled: Path, words: str) -> None:
    """`| head -1`: quietly, and as every tool says it."""
    ours, gone = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, ROOT / "harbin.py", *words.split()],
        cwd=filled,
        stdout=gone,
        stderr=subprocess.PIPE,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "HARBIN_ARCHIVE": str(filled / "archive")},
    )
    os.close(gone)
    assert (done.returncode, done.stderr) == (141, b"")
