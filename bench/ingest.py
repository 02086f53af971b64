"""How many pages a CPU second, stage by stage?

    python bench/ingest.py FOLDER_OR_TAR [--pages 500]

FOLDER_OR_TAR holds saved pages (*.html). Each stage is timed alone over the same pages in one
process, in CPU seconds; then `harbin add` of the whole as a process of its own, children included.
Shares and ratios hold on a noisy machine; seconds do not.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.config import Config  # noqa: E402
from archive.index import entry  # noqa: E402
from archive.opening import create_archive, open_archive  # noqa: E402
from archive.store import Provenance  # noqa: E402
from ingest.decode import decode  # noqa: E402
from ingest.page import RECIPE, Capture, Reading  # noqa: E402
from ingest.quality import verdict  # noqa: E402
from ingest.reading import blocks_of  # noqa: E402
from ingest.structure import structured  # noqa: E402

NOW = datetime(2024, 6, 1, tzinfo=UTC)
Given = TypeVar("Given")
BATCH = 50


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=Path)
    options.add_argument("--pages", dest="most", type=int, default=500)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pages"
        folder.mkdir()
        captures = [
            Capture(name, None, NOW, body) for name, body in saved(chosen.pages, chosen.most)
        ]
        for capture in captures:
            (folder / capture.input).write_bytes(capture.body)
        print(f"{len(captures)} pages, {sum(len(c.body) for c in captures) / 1e6:.1f} MB")
        stages(captures, Path(scratch) / "stages")
        whole(folder, Path(scratch) / "whole", len(captures))


def saved(source: Path, most: int) -> list[tuple[str, bytes]]:
    """The first pages of a folder or of a packed one, by name."""
    if source.is_dir():
        paths = sorted(source.rglob("*.html"))[:most]
        return [(path.name, path.read_bytes()) for path in paths]
    with tarfile.open(source) as packed:
        members = sorted((m for m in packed if m.name.endswith(".html")), key=lambda m: m.name)
        return [(Path(m.name).name, packed.extractfile(m).read()) for m in members[:most]]


def stages(captures: list[Capture], folder: Path) -> None:
    """Each stage alone, in CPU seconds."""
    table: list[tuple[str, float]] = []

    def timed(name: str, act: Callable[[Given], object], given: Iterable[Given]) -> list:
        began = time.process_time()
        results = [act(each) for each in given]
        table.append((name, time.process_time() - began))
        return results

    pages = timed("decode", decode, captures)
    blocks = timed("clean", blocks_of, pages)
    read = timed(
        "structure",
        lambda three: structured(*three),
        [
            (page, cleaned, capture)
            for page, cleaned, capture in zip(pages, blocks, captures, strict=True)
        ],
    )
    kept = [
        row
        for row in zip(captures, pages, blocks, read, strict=True)
        if isinstance(row[3], Reading)
    ]
    timed("judge", lambda row: verdict(row[1], row[2], row[3], NOW.date()), kept)
    create_archive(Config(folder))
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:

        def put(batch: list) -> None:
            for capture, _, _, reading in batch:
                raw = writer.keep(capture.body, Provenance(capture.input, None, NOW))
                writer.put(reading.document, raw, RECIPE, NOW)
            writer.commit()

        timed("store", put, [kept[n : n + BATCH] for n in range(0, len(kept), BATCH)])
        timed("analyse", lambda row: entry(row[3].document, archive.people), kept)
        began = time.process_time()
        archive.index.follow(archive.store, archive.people)
        table.append(("index (analysis in it)", time.process_time() - began))
    archive.close()
    total = sum(seconds for name, seconds in table if name != "analyse")
    print(f"{'stage':24}{'pages / CPU s':>14}{'share':>8}")
    for name, seconds in table:
        rate = len(captures) / max(seconds, 1e-9)
        print(f"{name:24}{rate:14.0f}{seconds / total:8.0%}")
    print(f"{'all, in one process':24}{len(captures) / total:14.1f}")
    costliest = max((row for row in table if row[0] != "analyse"), key=lambda row: row[1])
    print(f"costliest: {costliest[0]}")


def whole(folder: Path, archive: Path, pages: int) -> None:
    """`harbin add` twice, as a script would."""
    for name in ("first", "second"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, ROOT / "harbin.py", "add", folder, "--archive", archive, "--json"],
            check=False,
            stdout=subprocess.PIPE,
        )
        counts = {k: v for k, v in json.loads(done.stdout).items() if v and k != "results"}
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        wall = time.perf_counter() - began
        print(
            f"harbin add, {name} run: {pages / cpu:.1f} pages / CPU s, {wall:.1f} s on the clock, "
            f"peak {after.ru_maxrss / 1024:.0f} MB; {counts}"
        )


if __name__ == "__main__":
    main()
