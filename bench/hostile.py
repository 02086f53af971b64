"""Can a visitor who asks the worst spoil it for the others?

    python bench/hostile.py FOLDER [--count 300] [--processes 2]

serves the archive in FOLDER (bench/serving.py makes one), sends hostile requests one after another
while twenty visitors read, and tells the slowest, what was answered, how much memory was taken,
and what the visitors saw with and without the enemy.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from serving import questions, serving, visited

from archive.opening import open_archive
from tests.web.hostile import Answered, Hostile, requests, sent

PAUSE = 2.0  # seconds a visitor reads between two pages


def resident(pid: int) -> int:
    """kB a process and its children hold; 0 where that is not told."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        status = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)
    return own + sum(resident(int(child)) for child in children)


def attacked(address: str, asked: list[Hostile], told: list[tuple[Hostile, Answered]]) -> None:
    """Sends them all, one after another."""
    for one in asked:
        told.append((one, sent(address, one)))


def late(seconds: list[float]) -> str:
    """The median and the 95th percentile."""
    tail = statistics.quantiles(seconds, n=20)[18]
    return f"p50 {statistics.median(seconds) * 1000:.0f} ms, p95 {tail * 1000:.0f} ms"


def main() -> None:
    """Prints what came of it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--seed", type=int, default=4)
    given = options.parse_args()
    archive = open_archive(given.folder)
    paths = questions(archive, 1)
    archive.close()
    told: list[tuple[Hostile, Answered]] = []
    asked = requests(given.seed, given.count)
    with serving(given.folder, given.processes, port=8800) as (address, pid):
        visited(address, paths, 8, 0)
        before = resident(pid)
        print("visitors alone:", late(visited(address, paths, given.seconds, PAUSE).seconds))
        enemy = threading.Thread(target=attacked, args=(address, asked, told))
        enemy.start()
        print("and beside it: ", late(visited(address, paths, given.seconds, PAUSE).seconds))
        enemy.join()
        print(f"memory: {before // 1024} MB, then {resident(pid) // 1024} MB")
    print("answers:", dict(sorted(Counter(answer.status for _, answer in told).items())))
    print("of all hostile requests:", late([answer.seconds for _, answer in told]))
    for one, answer in sorted(told, key=lambda pair: -pair[1].seconds)[:10]:
        print(f"{answer.seconds:7.2f} s  {answer.status}  {one.kind}: {one.path[:90]}")


if __name__ == "__main__":
    main()
