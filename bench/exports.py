"""What does it cost to take everything away, in each form, and is it the same bytes after kills?

    python bench/exports.py FOLDER ../shared/data/scale/*.jsonl.xz --documents 24000 --kills 4

FOLDER takes an archive of the texts (made once, a turn a paragraph, every third turn in somebody's
mouth). Each form is written twice undisturbed by `harbin export --output` in a process of its own,
then once more under kills: SIGKILL at moments drawn by a seed from the time the first writing took,
each followed by `--resume`. A row is a form: bytes, CPU and peak memory of the first writing beside
those of jsonl, and whether all three files and their manifests are the same byte for byte.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain, islice, zip_longest
from json import loads
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.config import Config  # noqa: E402
from archive.config import exists as made  # noqa: E402
from archive.document import Document, PartialDate, Passage, Speaker, Voice  # noqa: E402
from archive.exports import FORMATS  # noqa: E402
from archive.opening import create_archive, open_archive  # noqa: E402
from archive.store import Provenance  # noqa: E402

BATCH = 500  # documents a commit
NOW = datetime(2024, 6, 1, tzinfo=UTC)
VOICES = {
    "ru": Voice(Speaker("Мэр Иван Лесной", "Иван Лесной", "Мэр")),
    "zh": Voice(Speaker("发言人方道川", "方道川", "发言人"), channel="translated"),
    "en": Voice(Speaker("Mayor Ivan Lesnoy", "Ivan Lesnoy", "Mayor"), channel="interpreted"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """One undisturbed writing: seconds of wall and of CPU, peak memory in MB, and the bytes."""

    wall: float
    cpu: float
    peak: float
    size: int
    digest: str


def built(folder: Path, texts: list[Path], most: int) -> None:
    """Makes the archive, unless it is there; an export of everything asks no index."""
    if made(folder):
        return
    create_archive(Config(folder))
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:
        for number, document in enumerate(islice(documents(texts), most), 1):
            raw = writer.keep(document.id.encode(), Provenance(document.id, document.url, NOW))
            writer.put(document, raw, "by hand", NOW)
            if number % BATCH == 0:
                writer.commit()
        writer.commit()
    archive.close()


def documents(texts: list[Path]) -> Iterator[Document]:
    """Documents of all files in turn."""
    for line in chain.from_iterable(zip_longest(*map(_lines, texts))):
        if line:
            yield _document(loads(line))


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        yield from file


def _document(text: dict) -> Document:
    passages = tuple(
        Passage(number, "narration", part)
        if number % 3
        else Passage(number, "speech", part, VOICES[text["lang"]])
        for number, part in enumerate(filter(str.strip, text["text"].split("\n")), 1)
    )
    day = (text["date"] or "")[:10]
    return Document(
        id=re.sub("[^a-z0-9]+", "-", f"scale-{text['lang']}-{text['id']}".lower()),
        url=text["url"] or f"https://press.example/{text['id']}",
        source=text["source"],
        kind="release",
        language=text["lang"],
        title=text["title"] or passages[0].text[:80],
        summary=None,
        published=PartialDate(day, "printed", day) if day else None,
        occurred=None,
        place=None,
        status="final",
        passages=passages,
    )


def exporting(folder: Path, form: str, file: Path, *more: str) -> subprocess.Popen:
    """A process that writes everything in a form."""
    command = [str(Path(sys.executable).with_name("harbin")), "export", "--archive", str(folder)]
    command += ["--format", form, "--output", str(file), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def undisturbed(folder: Path, form: str, file: Path) -> Written:
    """Writes a form once and says what it cost."""
    began = time.perf_counter()
    process = exporting(folder, form, file)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{form} was not written: {status}")
    size = file.stat().st_size
    return Written(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size, digest(file))


def disturbed(folder: Path, form: str, file: Path, moments: list[float]) -> tuple[str, int]:
    """Writes a form through kills at these seconds of a process's life; gives the digest in the
    end and how many processes were really killed at work."""
    killed = 0
    for moment in moments:
        process = exporting(folder, form, file, "--resume")
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    if exporting(folder, form, file, "--resume").wait():
        raise SystemExit(f"{form} could not be gone on with")
    return digest(file), killed


def digest(file: Path) -> str:
    """Of an export and its manifest together."""
    total = sha256()
    for path in (file, file.with_name(f"{file.name}.manifest.json")):
        with open(path, "rb") as body:
            while piece := body.read(1 << 20):
                total.update(piece)
    return total.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, default=24_000)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--forms", nargs="+", choices=tuple(FORMATS), default=list(FORMATS))
    given = parser.parse_args()
    built(given.folder, given.texts, given.documents)
    chance, baseline = random.Random(1), None
    print("form        MB     CPU s  of jsonl  peak MB  kills  the same bytes", flush=True)
    for form in given.forms:
        files = [given.folder / f"export-{number}.{form}" for number in range(3)]
        for path in given.folder.glob("export-*"):
            path.unlink()
        first, second = (undisturbed(given.folder, form, file) for file in files[:2])
        baseline = baseline or first
        moments = [chance.uniform(0.2, 1) * first.wall for _ in range(given.kills)]
        after, killed = disturbed(given.folder, form, files[2], moments)
        same = "yes" if first.digest == second.digest == after else "NO"
        print(
            f"{form:10}{first.size / 1e6:7.1f}{first.cpu:9.1f}{first.cpu / baseline.cpu:9.2f}"
            f"{first.peak:9.0f}{killed:7}  {same}",
            flush=True,
        )
    for path in given.folder.glob("export-*"):
        path.unlink()


if __name__ == "__main__":
    main()
