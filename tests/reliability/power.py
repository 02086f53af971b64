"""What is left of the index when the power goes? A writer is killed, then its disk forgets.

    python -m tests.reliability.power [KILLS]

runs the full form and prints what it saw. The writer commits and merges as fast as it can while its
system calls are written down. It is killed at a random instant, and then the folder is made what a
disk may hold that was cut off at that instant: of the files it had not synced since it wrote to
them, four in ten are cut short, zeroed, altered by a bit or gone; a renaming that the folder was
not synced after is undone four times in ten. Then: what was acknowledged is found, all of it and
nothing else; and the same writer goes on from there, with no person's help.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn, Question
from archive.engine.plan import Sequence, Slot
from archive.engine.whoosh import WhooshEngine

from .killloop import ROOT

FINGERPRINT = "of this trial"
SHARE = 0.4  # of what was not synced, how much is damaged
STANDING = 30  # documents that every commit replaces one of
CALLS = "trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,unlinkat"


def entry(seq: int, id: str) -> Entry:
    """A document that says in which commit it was written."""
    words = (Token(0, 0, 0, ("w:peace",)), Token(1, 0, 0, (f"w:seq{seq}",)))
    return Entry(id, (0, 0), (EntryTurn(0, {"text": words}, {}),))


def expected(seq: int) -> dict[str, int]:
    """After commit `seq`, in which commit each document was written."""
    standing = {f"d{n % STANDING}": n for n in range(1, seq + 1)}
    return standing | {f"new{n}": n for n in range(1, seq + 1) if n % 3}


def write(folder: Path) -> None:
    """Commits and merges until killed; says each commit once it is acknowledged."""
    engine = WhooshEngine(folder, fingerprint=FINGERPRINT, writable=True)
    seq = engine.state().seq
    while True:
        seq += 1
        new = [entry(seq, f"new{seq}")] if seq % 3 else []
        engine.update([entry(seq, f"d{seq % STANDING}"), *new], seq=seq)
        os.write(1, f"{seq}\n".encode())
        engine.tidy((0, 30, 1000)[seq % 3])


# -- the disk ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Disk:
    """What a log of system calls says of a folder: the files written to since they were synced,
    and the renaming that the folder was not synced after, with what stood there before."""

    folder: Path
    dirty: set[str] = field(default_factory=set)
    renamed: str | None = None
    texts: dict[str, bytes] = field(default_factory=dict)
    before: bytes = b""

    def hear(self, line: str) -> None:
        """Takes one line of the log."""
        call, path, rest = _call(line)
        name = Path(path).name
        if Path(path) == self.folder and call == "fsync":
            self.renamed = None
        elif Path(path).parent != self.folder:
            return
        elif call == "openat" and "O_TRUNC" in rest:
            self.dirty.add(name)
            self.texts[name] = b""
        elif call in ("write", "pwrite64", "ftruncate"):
            self.dirty.add(name)
            if name.endswith(".new"):
                self.texts[name] += _text(rest)
        elif call in ("fsync", "fdatasync"):
            self.dirty.discard(name)
        elif call == "rename":
            self._rename(name, Path(rest).name)
        else:
            self.dirty.discard(name)

    def _rename(self, old: str, new: str) -> None:
        self.before, self.renamed = self.texts.get(new, b""), new
        self.texts[new] = self.texts.pop(old, b"")
        if old in self.dirty:
            self.dirty.remove(old)
            self.dirty.add(new)

    def forget(self, chance: random.Random) -> list[str]:
        """Damages what was not brought to the disk; says what."""
        told = []
        for name in sorted(self.dirty):
            path = self.folder / name
            if path.exists() and chance.random() < SHARE:
                how = chance.choice(DAMAGES)
                how(path, chance)
                told.append(f"{name} {how.__name__}")
        if self.renamed and self.before and chance.random() < SHARE:
            (self.folder / self.renamed).write_bytes(self.before)
            told.append(f"{self.renamed} as before")
        return told


def _call(line: str) -> tuple[str, str, str]:
    """The call, the path it is about, and the rest; empty where the line tells of none."""
    called = re.match(r"\d+ +(\w+)\((.*)", line)
    if not called or "= -1 " in line:
        return "", "/", ""
    call, rest = called.groups()
    paths = re.findall(r'"([^"]*)"', rest)
    if call in ("rename", "unlink", "unlinkat", "openat") and paths:
        return call, paths[0], rest if call == "openat" else paths[-1]
    descriptor = re.match(r"\d+<([^>]*)>", rest)
    return call, descriptor[1] if descriptor else "/", rest


def _text(rest: str) -> bytes:
    """What a call wrote, as strace prints it."""
    printed = re.search(r'"((?:\\.|[^"\\])*)"', rest)
    return printed[1].encode("ascii").decode("unicode_escape").encode("latin-1") if printed else b""


def cut(path: Path, chance: random.Random) -> None:
    """Some of its end is missing."""
    os.truncate(path, chance.randrange(path.stat().st_size + 1))


def zeroed(path: Path, _chance: random.Random) -> None:
    """As long as it was, and empty."""
    path.write_bytes(bytes(path.stat().st_size))


def flipped(path: Path, chance: random.Random) -> None:
    """One bit is another."""
    data = bytearray(path.read_bytes())
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)


def gone(path: Path, _chance: random.Random) -> None:
    """Not there at all."""
    path.unlink()


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (cut, zeroed, flipped, gone)

# -- the trial -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Seen:
    """What was seen over all kills: commits that stand, kills that met a segment half written,
    files damaged or put back, and the longest look at what was left, in seconds."""

    kills: int = 0
    commits: int = 0
    writing: int = 0
    damaged: int = 0
    slowest: float = 0.0


def trial(folder: Path, kills: int, seed: int = 1) -> Seen:
    """Kills a writer again and again in one folder, and looks each time."""
    chance, seen, acknowledged = random.Random(seed), Seen(), 0
    for _ in range(kills):
        said, disk = _killed(folder, chance.uniform(0.0, 0.6))
        acknowledged = max([acknowledged, *said])
        seen.writing += any(name.endswith(".arrays") for name in disk.dirty)
        seen.damaged += len(disk.forget(chance))
        begun = time.monotonic()
        reached = look(folder, acknowledged)
        seen.slowest = max(seen.slowest, time.monotonic() - begun)
        seen.kills, seen.commits, acknowledged = seen.kills + 1, reached, reached
    return seen


def _killed(folder: Path, after: float) -> tuple[list[int], Disk]:
    """A writer killed so many seconds after its first commit: what it acknowledged, its disk."""
    writer = [sys.executable, "-m", "tests.reliability.power", "--write", str(folder)]
    with tempfile.NamedTemporaryFile("r", suffix=".strace", errors="replace") as log:
        strace = ["strace", "-f", "-y", "-qq", "-s", "65536", "-o", log.name, "-e", CALLS]
        with subprocess.Popen(
            [*strace, *writer], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
        ) as process:
            first = process.stdout.readline()
            if not first:
                raise AssertionError("the writer does not begin")
            time.sleep(after)
            os.killpg(process.pid, signal.SIGKILL)
            lines = [first, *process.stdout]
        disk = Disk(folder)
        for line in log:
            disk.hear(line)
    return [int(line) for line in lines if line.endswith(b"\n")], disk


def look(folder: Path, acknowledged: int) -> int:
    """What must hold after a cut of power; gives the commit that stands."""
    for writable in (False, True):
        engine = WhooshEngine(folder, fingerprint=FINGERPRINT, writable=writable)
        reached = engine.state().seq
        if reached not in (acknowledged, acknowledged + 1):
            raise AssertionError(f"{acknowledged} was acknowledged, {reached} stands")
        wanted = expected(reached)
        _same("documents", engine.search(_asked("w:peace")).documents, len(wanted))
        for id, seq in sorted(wanted.items(), key=lambda item: item[1])[-STANDING - 5 :]:
            found = {hit.document for hit in engine.search(_asked(f"w:seq{seq}")).hits}
            if id not in found:
                raise AssertionError(f"{id} of commit {seq} is lost")
        _same("verify", tuple(engine.verify()), ())
        engine.close()
    return reached


def _asked(term: str) -> Question:
    return Question(Sequence("text", (Slot((term,)),)))


def _same(what: str, seen: object, wanted: object) -> None:
    if seen != wanted:
        raise AssertionError(f"{what}: {seen}, not {wanted}")


def main(arguments: list[str]) -> None:
    """The full form; or, told so, the writer."""
    if arguments[:1] == ["--write"]:
        write(Path(arguments[1]))
    with tempfile.TemporaryDirectory() as place:
        print(trial(Path(place) / "index", int(arguments[0]) if arguments else 200))


if __name__ == "__main__":
    main(sys.argv[1:])
