"""What the README shows is what happens: its console blocks are run, in order, in one folder."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import errata
from tests.test_events import read_pages

ROOT = Path(__file__).parent.parent
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Each command of the console blocks with the output shown beneath it."""
    for block in CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def read_pages_by_id() -> Iterator[tuple[str, list[str]]]:
    """The texts of each page of the sample."""
    for _, document in read_pages():
        yield document.id, [passage.text for passage in document.passages]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """A folder with the sample corpus in it, and `harbin` on the path."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    bin = folder / "bin"
    bin.mkdir()
    command = bin / "harbin"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} {ROOT / "harbin.py"} "$@"\n')
    command.chmod(0o755)
    path = f"{bin}:{os.environ['PATH']}"
    return {"cwd": folder, "env": {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}}


def test_the_tour_of_the_readme(shell: dict) -> None:
    tour = list(examples((ROOT / "README.md").read_text("utf8")))
    assert len(tour) > 5
    checker = doctest.OutputChecker()
    for command, shown in tour:
        if command.startswith("export "):  # each command has a shell of its own
            name, _, value = command.removeprefix("export ").partition("=")
            shell["env"][name] = value
            continue
        done = subprocess.run(
            command,
            shell=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
            **shell,
        )
        assert checker.check_output(shown, done.stdout, LENIENT), f"$ {command}\n{done.stdout}"


def test_the_misprint_of_the_readme_is_that_of_the_sample(tmp_path: Path) -> None:
    """Its document is in the corpus, and has what is printed."""
    shown = re.search(r"^```toml\n(.*?)^```$", (ROOT / "README.md").read_text("utf8"), re.M | re.S)
    (tmp_path / "errata.toml").write_text(shown[1], "utf8")
    known = errata.read(ROOT / "corpus" / "errata.toml")
    assert errata.read(tmp_path / "errata.toml") == known
    texts = dict(read_pages_by_id())
    for one in known.misprints:
        assert any(known.of(one.document).found(text) for text in texts[one.document])


def test_every_command_of_the_readme_is_there_and_every_command_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf8")
    told = set(re.findall(r"^\| `harbin (\w+)", text, re.MULTILINE))
    helped = subprocess.run(
        [sys.executable, ROOT / "harbin.py", "--help"], capture_output=True, check=True, text=True
    ).stdout
    listed = helped.partition("Commands:")[2]
    assert told == set(re.findall(r"^  (\w+)  ", listed, re.MULTILINE))
