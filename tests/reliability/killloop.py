"""Does a yes hold? Jobs are killed at random and at each system call, and the archive is looked at.

    python -m tests.reliability.killloop [KILLS]

runs the full form and prints what it saw. After each kill: everything acknowledged is there, once;
`verify` finds nothing; the same job run again completes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive import health
from archive.errors import EngineUnavailable, NoArchive, StorageFailed
from archive.opening import open_archive
from archive.search import SearchRequest
from archive.store.sql import SqlStore
from tests.reliability.job import add, name

STATE_CHANGING = (
    "write", "pwrite64", "writev", "fsync", "fdatasync", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "mkdir", "mkdirat", "link", "linkat", "symlink", "ftruncate",
    "truncate", "fallocate", "chmod", "fchmod", "utimensat", "flock", "msync",
)  # fmt: skip
OPENING = ("open", "openat", "creat")
ROOT = Path(__file__).resolve().parents[2]

PAGES = 60  # of the real command: two commits
FEW_PAGES = 6  # one commit, where every system call has its kill

Command = Sequence[str]
Making = Callable[[Path], Command]
"""The command that makes and fills an archive in a folder."""


def _silent(_line: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Point:
    """The `number`th time that `call` is made."""

    call: str
    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that ended: how (negative: by that signal), what it said, after how many seconds."""

    code: int
    said: str
    seconds: float

    def acknowledged(self) -> list[int]:
        """The numbers it printed as acknowledged; a line without its end was not printed."""
        whole = self.said[: self.said.rfind("\n") + 1]
        lines = re.findall(r"^acknowledged (.*)$", whole, re.MULTILINE)
        return [int(number) for line in lines for number in line.split()]


def has_strace() -> bool:
    """Whether system calls can be met with a kill here."""
    program = shutil.which("strace")
    return program is not None and (
        subprocess.run([program, "-o", os.devnull, "true"], capture_output=True).returncode == 0
    )


def run(command: Command, kill_after: float | None = None) -> Ended:
    """Runs a command to its end, or kills it and all its children after so many seconds."""
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=kill_after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
    return Ended(process.returncode, said, time.monotonic() - began)


def points(command: Command) -> list[Point]:
    """Every state-changing system call a command makes, in order, when nothing disturbs it."""
    with tempfile.NamedTemporaryFile("r", suffix=".strace") as log:
        calls = ",".join(f"?{call}" for call in (*STATE_CHANGING, *OPENING))
        ended = run(["strace", "-f", "-qq", "-o", log.name, "-e", f"trace={calls}", *command])
        if ended.code != 0:
            raise RuntimeError(f"the job does not even work undisturbed: {ended.said}")
        return list(_points(log))


def _points(log: Iterator[str]) -> Iterator[Point]:
    """Numbers count the calls of one name; opening counts, but matters only where it creates."""
    made: Counter[str] = Counter()
    for line in log:
        called = re.match(r"\d+ +(\w+)\((.*)", line)
        if not called:
            continue
        call, arguments = called.groups()
        made[call] += 1
        if call not in OPENING or "O_CREAT" in arguments:
            yield Point(call, made[call])


def killed_at(point: Point, command: Command) -> Ended:
    """Runs a command that is killed when it comes to a point."""
    return injected(f"{point.call}:signal=KILL:when={point.number}", command)


def injected(what: str, command: Command) -> Ended:
    """Runs a command with strace interfering (see -e inject= in its manual)."""
    return run(["strace", "-f", "-qq", "-o", os.devnull, "-e", f"inject={what}", *command])


def spread(found: Sequence[Point], number: int) -> list[Point]:
    """So many of the points, evenly; all of them where there are no more."""
    if len(found) <= number:
        return list(found)
    return [found[index * len(found) // number] for index in range(number)]


@dataclass(slots=True)
class Tally:
    """What was seen: kills that met a running job, and how long the looking took."""

    jobs: int = 0
    killed: int = 0
    acknowledged: int = 0
    seconds: float = 0.0

    def saw(self, ended: Ended, acknowledged: int, seconds: float) -> None:
        """Counts one job and the look at what it left."""
        self.jobs += 1
        self.killed += ended.code in (-signal.SIGKILL, 128 + signal.SIGKILL)
        self.acknowledged += acknowledged
        self.seconds = max(self.seconds, seconds)


Ending = Callable[[Path], Ended]
Look = Callable[[Path, Ended], None]
Telling = Callable[[Ended], Collection]
"""What a job acknowledged before it ended."""


def loop(
    endings: Iterator[Ending],
    look: Look,
    places: Path,
    told: Telling = Ended.acknowledged,
) -> Tally:
    """Runs each job in a folder of its own and looks at what it left."""
    tally = Tally()
    for number, ending in enumerate(endings):
        folder = places / f"archive{number}"
        ended = ending(folder)
        began = time.monotonic()
        look(folder, ended)
        tally.saw(ended, len(told(ended)), time.monotonic() - began)
        shutil.rmtree(folder, ignore_errors=True)
    return tally


def storing(documents: int) -> Making:
    """The command that adds so many documents to the store alone (see job.py)."""
    words = [sys.executable, "-m", "tests.reliability.job"]
    return lambda folder: [*words, str(folder), "0", str(documents)]


def look_at_store(folder: Path, ended: Ended, documents: int) -> None:
    """What must hold after a job of so many documents was killed, and after it ran again."""
    acknowledged = [name(number) for number in ended.acknowledged()]
    if acknowledged or is_archive(folder):
        store = SqlStore.open(folder)
        _require(set(store.many(tuple(acknowledged))) == set(acknowledged), "acknowledged lost")
        _look_at_counts(store)
        store.close()
    add(folder, range(documents), tell=_silent)
    store = SqlStore.open(folder)
    _require(store.ids() == tuple(sorted(map(name, range(documents)))), "not completed")
    _look_at_counts(store, full=True)
    store.close()


def is_archive(folder: Path) -> bool:
    """Whether a job came so far as to make one."""
    try:
        SqlStore.open(folder).close()
    except StorageFailed:
        return False
    return True


def _look_at_counts(store: SqlStore, full: bool = False) -> None:
    """Nothing twice, nothing half, nothing altered."""
    counts = store.counts()
    _require(counts["documents"] == counts["versions"] == store.seq(), f"doubled: {counts}")
    _require(counts["blobs"] == counts["accounts"] == counts["documents"], f"half: {counts}")
    found = list(store.verify(full))
    _require(not found, f"verify found {found}")


def _require(held: bool, sentence: str) -> None:
    if not held:
        raise AssertionError(sentence)


def harbin(*words: str) -> Making:
    """A command of `harbin`, told the archive's folder."""
    command = [sys.executable, str(ROOT / "harbin.py"), *words]
    return lambda folder: [*command, "--archive", str(folder)]


def adding(pages: Path) -> Making:
    """The real command over a folder of pages. It reads them in its own process: the pages are
    harmless, and only one process is to be killed."""
    return harbin("add", str(pages), "--workers", "0")


def write_pages(folder: Path, number: int) -> None:
    """So many small releases, each with a sign that is flagged: the command tells of flagged
    inputs one by one, once their commit is durable, so a kill meets what is acknowledged."""
    folder.mkdir()
    for page in range(number):
        opened = f"Bridge number \u202e{page}\u202c was opened today."
        text = f"Release {page}\n\nMay 17, 2024, Harbin\n\n{opened}"
        (folder / f"release-{page}.txt").write_text(text, "utf8")


def told_of(ended: Ended, pages: int) -> set[str]:
    """The inputs `harbin add` said it had kept: each flagged one, and all in its last line."""
    whole = ended.said[: ended.said.rfind("\n") + 1]
    if re.search(rf"^{pages} inputs: ", whole, re.MULTILINE):
        return {f"release-{page}.txt" for page in range(pages)}
    return set(re.findall(r"^flagged: ([^:]+): ", whole, re.MULTILINE))


def look_at_archive(folder: Path, making: Making, ended: Ended, pages: int) -> None:
    """What must hold after `harbin add` was killed, and after it ran again: catalogue sound and
    readable, nothing lost that it told of, nothing found that is not kept; then everything there
    once, and in the index."""
    before = 0
    acknowledged = told_of(ended, pages)
    _require(not acknowledged or is_archive(folder), "acknowledged lost, with the archive")
    if is_archive(folder):
        store = SqlStore.open(folder)
        _look_at_counts(store)
        before = store.counts()["documents"]
        kept = {account.input for account in store.accounts("flagged", pages)}
        _require(acknowledged <= kept, f"acknowledged lost: {acknowledged - kept}")
        store.close()
        _require(_indexed(folder) <= before, "the index knows what the catalogue does not")
    again = run(making(folder))
    _require(again.code == 0, f"the same command does not complete: {again.said[-2000:]}")
    store = SqlStore.open(folder)
    _look_at_counts(store, full=True)
    kept = store.counts()["documents"]
    store.close()
    _require(kept == pages >= before, f"{kept} of {pages} documents, {before} before")
    _require(_indexed(folder) == kept, "index and catalogue differ")
    archive = open_archive(folder)
    found = list(health.problems(archive, full=True))
    archive.close()
    _require(not found, f"verify found {found}")


def _indexed(folder: Path) -> int:
    """How many documents the index finds; 0 while there is none."""
    try:
        archive = open_archive(folder)
    except NoArchive:
        return 0
    try:
        return archive.search(SearchRequest("")).documents
    except EngineUnavailable:
        return 0
    finally:
        archive.close()


def random_kills(number: int, making: Making, longest: float, seed: int = 1) -> Iterator[Ending]:
    """Jobs killed at random moments, some of them several times before anyone looks."""
    chance = random.Random(seed)

    def ending(times: list[float]) -> Ending:
        def killed(folder: Path) -> Ended:
            all_ended = [run(making(folder), kill_after=after) for after in times]
            said = "".join(f"{ended.said}\n" for ended in all_ended)
            return Ended(all_ended[-1].code, said, all_ended[-1].seconds)

        return killed

    for _ in range(number):
        yield ending([chance.uniform(0.02, longest) for _ in range(chance.choice([1, 1, 2, 3]))])


def system_call_kills(making: Making, number: int | None = None) -> Iterator[Ending]:
    """Jobs killed at each state-changing system call, or at so many of them."""
    with tempfile.TemporaryDirectory() as folder:
        found = points(making(Path(folder, "archive")))
    for point in found if number is None else spread(found, number):
        yield lambda folder, point=point: killed_at(point, making(folder))


def main(arguments: list[str]) -> None:
    """The full form."""
    kills = int(arguments[0]) if arguments else 200
    with tempfile.TemporaryDirectory() as work:
        place = Path(work)
        store = lambda folder, ended: look_at_store(folder, ended, FEW_PAGES)  # noqa: E731
        trials = [("store", storing(FEW_PAGES), store, Ended.acknowledged)]
        for number in (PAGES, FEW_PAGES):
            trials.append((f"harbin add, {number} pages", *trial(place / f"pages{number}", number)))
        for name, making, look, told in trials:
            whole = run(making(place / "whole")).seconds
            shutil.rmtree(place / "whole")
            tally = loop(random_kills(kills, making, whole), look, place, told)
            print(f"{name}, at random: {tally}", flush=True)
            some = kills if name.endswith(f" {PAGES} pages") else None
            tally = loop(system_call_kills(making, some), look, place, told)
            print(f"{name}, at system calls: {tally}", flush=True)


def trial(pages: Path, number: int) -> tuple[Making, Look, Telling]:
    """`harbin add` of so many pages: the command, what must hold after, and what it tells of."""
    write_pages(pages, number)
    making = adding(pages)
    return (
        making,
        lambda folder, ended: look_at_archive(folder, making, ended, number),
        lambda ended: told_of(ended, number),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
