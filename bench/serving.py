"""How soon does a page of results come, when twenty visitors ask at once?

    python bench/serving.py FOLDER ../shared/data/scale/*.jsonl.xz --turns 100000

FOLDER takes an archive made of the texts through the real store and index (made once; later runs
find it there): turns of about a hundred tokens, speakers as unequally talkative as people are,
some of them in the authority file. `harbin serve` answers `GET /en/search` with all facets; the
visitors sit in another process, keep their connections, and ask 200 questions drawn from the corpus
by a seed, in an order of their own. Each row is a run: how many processes serve, whether a job adds
documents meanwhile, and how long a visitor reads between two pages. A server keeps the pages it has
made while nothing changes: the row "just started" is one that has none yet; while a job adds
documents one by one, hardly any page lasts. CPU is told of each side, for
server, visitors and job share one machine (Linux tells it of processes; elsewhere the column is
empty).
"""

from __future__ import annotations

import argparse
import http.client
import json
import lzma
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, pairwise, product, zip_longest
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.analysis import tokenize  # noqa: E402
from archive.catalogue import Archive  # noqa: E402
from archive.config import Config  # noqa: E402
from archive.config import exists as made  # noqa: E402
from archive.document import Document, PartialDate, Passage, Speaker, Voice  # noqa: E402
from archive.opening import create_archive, open_archive  # noqa: E402
from archive.priority import give_way  # noqa: E402
from archive.store import Provenance, Writer  # noqa: E402

TURN = 100  # tokens
BATCH = 100  # documents a commit
SPEAKERS = 200
KNOWN = 60  # of them in the authority file
CLIENTS = 20
QUESTIONS = 200
STARTED = 3  # seconds a job needs to begin
NOW = datetime(2024, 6, 1, tzinfo=UTC)
PLACES = ("Moscow", "北京", "Харбин", "The Kremlin, Moscow", None, None)

# -- the archive ---------------------------------------------------------------------------------


def built(folder: Path, texts: list[Path], turns: int) -> None:
    """Makes the archive, unless it is there."""
    if made(folder):
        return
    create_archive(Config(folder))
    (folder / "people.toml").write_text("\n".join(map(_authority, range(KNOWN))), "utf8")
    archive = open_archive(folder, write=True)
    began = time.process_time()
    count = 0
    with archive.store.writer() as writer:
        for number, (document, _) in enumerate(documents(texts, turns)):
            add(writer, document)
            count += len(document.passages)
            if number % BATCH == BATCH - 1:
                writer.commit()
                archive.index.follow(archive.store, archive.people)
        writer.commit()
        archive.index.follow(archive.store, archive.people)
    archive.close()
    print(f"built: {count} turns in {time.process_time() - began:.0f} s of CPU")


def documents(texts: list[Path], turns: int) -> Iterator[tuple[Document, int]]:
    """Documents from all files in turn, each with the number of turns so far, until `turns`."""
    chance, total = random.Random(1), 0
    for line in chain.from_iterable(zip_longest(*map(_lines, texts))):
        if line and total < turns:
            document = _document(json.loads(line), chance, turns - total)
            total += len(document.passages)
            yield document, total


def add(writer: Writer, document: Document) -> None:
    """Keeps a document and bytes it may have come from."""
    raw = writer.keep(document.id.encode(), Provenance(document.id, document.url, NOW))
    writer.put(document, raw, "by hand", NOW)


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        yield from file


def _document(text: dict, chance: random.Random, most: int) -> Document:
    tokens = tokenize(text["text"])
    cuts = [0, *(tokens[at].start for at in range(TURN, len(tokens), TURN)), len(text["text"])]
    passages = []
    for number, (start, stop) in enumerate(pairwise(cuts), 1):
        voice = _voice(int(SPEAKERS * chance.random() ** 3), text["lang"])
        passages.append(Passage(number, "speech", text["text"][start:stop].strip() or "…", voice))
    day = (text["date"] or "")[:10]
    return Document(
        id=f"scale-{text['lang']}-{text['id']}".lower().replace("_", "-").replace("/", "-"),
        url=text["url"] or f"https://press.example/{text['id']}",
        source=text["source"],
        kind=chance.choice(("release", "transcript", "statement")),
        language=text["lang"],
        title=(text["title"] or text["text"][:60]).strip() or "…",
        summary=None,
        published=PartialDate(day, "printed", day) if len(day) == 10 else None,
        occurred=None,
        place=chance.choice(PLACES),
        status="final",
        passages=tuple(passages[:most]),
    )


def _voice(number: int, language: str) -> Voice:
    name = _name(number, language)
    office = ("Minister of Bridges", "部长", "Министр мостов")[number % 3]
    return Voice(Speaker(f"{office} {name}", name, office))


def _name(number: int, language: str) -> str:
    if language == "zh":
        return "赵钱孙李周吴郑王冯陈"[number % 10] + chr(0x5100 + number)
    syllables = ("la", "mo", "ri", "ve", "no", "ta") if language == "en" else ("ла", "мо", "ри")
    parts = [syllables[number // 3**n % len(syllables)] for n in range(5)]
    return "".join(parts[:2]).title() + " " + "".join(parts[2:]).title() + str(number)


def _authority(number: int) -> str:
    names = ", ".join(
        f'{{language = "{tongue}", text = "{_name(number, tongue)}"}}'
        for tongue in ("ru", "zh", "en")
    )
    return f'[[person]]\nid = "speaker-{number}"\nnames = [{names}]\n'


# -- the questions -------------------------------------------------------------------------------


def questions(archive: Archive, seed: int) -> list[str]:
    """Paths of 200 different pages of results: words from frequent to rare, phrases, NEAR, OR,
    NOT, prefixes, and a choice of language or years."""
    chance = random.Random(seed)
    rows = _rows(archive, chance)
    often = Counter(word for row in rows for word in row if len(word) > 1)
    known = [word for word, count in often.most_common() if count > 1]

    def a_word() -> str:
        return known[int(len(known) ** chance.random()) - 1]

    def a_row(count: int) -> str:
        row = chance.choice([row for row in rows if len(row) > count])
        at = chance.randrange(len(row) - count)
        between = "" if len(row[at]) == 1 else " "
        return between.join(row[at : at + count])

    def long_word() -> str:
        return chance.choice([word for word in known if len(word) > 6])

    makers = (
        lambda: {"q": a_word()},
        lambda: {"q": a_word()},
        lambda: {"q": f"{a_word()} {a_word()}"},
        lambda: {"q": f"{a_word()} {a_word()} {a_word()}"},
        lambda: {"q": f'"{a_row(2)}"'},
        lambda: {"q": f'"{a_row(3)}"'},
        lambda: {"q": f"{a_word()} NEAR/9 {a_word()}"},
        lambda: {"q": f"{a_word()} OR {a_word()} OR {a_word()}"},
        lambda: {"q": f"{a_word()} -{a_word()}"},
        lambda: {"q": f"{long_word()[:5]}*"},
        lambda: {"q": a_word(), "lang": chance.choice(("ru", "zh", "en"))},
        lambda: {"q": a_word(), "from": "2015", "to": "2022"},
    )
    asked: dict[str, None] = {}
    while len(asked) < QUESTIONS:
        asked["/en/search?" + urlencode(makers[len(asked) % len(makers)]())] = None
    return list(asked)


def _rows(archive: Archive, chance: random.Random) -> list[list[str]]:
    """Some hundred passages as the words printed in them."""
    ids = sorted(chain.from_iterable(_chunks(archive)))
    chosen = chance.sample(ids, min(len(ids), 400))
    rows = []
    for stored in archive.store.many(tuple(chosen)).values():
        text = chance.choice(stored.document.passages).text
        rows.append([text[token.start : token.stop] for token in tokenize(text)])
    return [row for row in rows if len(row) > 20]


def _chunks(archive: Archive) -> Iterator[tuple[str, ...]]:
    after = ""
    while ids := archive.store.ids(after):
        yield ids
        after = ids[-1]


# -- visitors ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Visit:
    """What visitors saw: seconds of each answer, pages other than 200, bytes, CPU of their own."""

    seconds: list[float]
    failed: int
    size: int
    cpu: float


def visitors(
    address: str, paths: list[str], clients: int, lasting: float, pause: float, told: object
) -> None:
    """In a process of its own: asks for `lasting` seconds after a round to warm up; a Visit is
    put to `told`."""
    seconds: list[float] = []
    failed, size = Counter(), Counter()
    until = time.monotonic() + lasting

    def one(number: int) -> None:
        chance = random.Random(number)
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        while time.monotonic() < until:
            path = chance.choice(paths)
            if pause:
                time.sleep(chance.expovariate(1 / pause))
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            seconds.append(time.perf_counter() - began)
            size["all"] += len(body)
            failed["all"] += answer.status != 200
        connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(clients)]
    began = time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put(Visit(seconds, failed["all"], size["all"], time.process_time() - began))


def visited(
    address: str, paths: list[str], lasting: float, pause: float, clients: int = CLIENTS
) -> Visit:
    """What `clients` visitors saw."""
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    process = context.Process(target=visitors, args=(address, paths, clients, lasting, pause, told))
    process.start()
    visit = told.get()
    process.join()
    return visit


# -- the server and the job ----------------------------------------------------------------------


@contextmanager
def serving(folder: Path, processes: int, port: int = 8700) -> Iterator[tuple[str, int]]:
    """`harbin serve` in a process of its own: its address and its number."""
    command = [sys.executable, str(ROOT / "harbin.py"), "serve", "--archive", str(folder)]
    options = ["--port", str(port), "--processes", str(processes)]
    server = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip(), server.pid
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


def adding(folder: Path, texts: list[Path], turns: int, stop: object) -> None:
    """The job: adds documents under ids the archive has not, one by one, each searchable at once,
    until told to stop; then takes them out again. It gives way as the commands do."""
    give_way()
    archive = open_archive(folder, write=True)
    fresh: list[str] = []
    with archive.store.writer() as writer:
        for document, _ in documents(texts, turns):
            if stop.is_set():
                break
            fresh.append(f"fresh-{document.id}")
            add(writer, replace(document, id=fresh[-1]))
            writer.commit()
            archive.index.follow(archive.store, archive.people)
        for id in fresh:
            writer.remove(id, "a trial")
        writer.commit()
        archive.index.follow(archive.store, archive.people)
    archive.close()
    print(f"  the job added {len(fresh)} documents")


def cpu(pid: int) -> float | None:
    """CPU seconds a process and its children have used so far; None where that is not told."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    own = (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu(int(child)) or 0 for child in children)


# -- the table -----------------------------------------------------------------------------------


def row(name: str, visit: Visit, lasting: float, spent: float | None) -> str:
    """A line of the table."""
    count = len(visit.seconds)
    middle = statistics.median(visit.seconds) * 1000
    late = statistics.quantiles(visit.seconds, n=20)[18] * 1000
    last = max(visit.seconds) * 1000
    page = f"{spent / count * 1000:10.2f}" if spent is not None else " " * 10
    return (
        f"{name:<44}{count / lasting:9.0f}{middle:9.1f}{late:9.1f}{last:9.1f}{page}"
        f"{visit.cpu / count * 1000:10.2f}{visit.size / count / 1000:8.0f}{visit.failed:7}"
    )


def run(folder: Path, given: argparse.Namespace, paths: list[str], processes: int) -> None:
    """All rows with so many processes."""
    with serving(folder, processes) as (address, pid):
        before = cpu(pid)
        visit = visited(address, paths, given.seconds, 0)  # warms every process
        spent = None if before is None else cpu(pid) - before
        name = f"{processes} process{'es' if processes > 1 else ''}"
        print(row(f"{name}, just started", visit, given.seconds, spent), flush=True)
        visited(address, paths, given.warming, 0)
        for busy, pause in product((False, True), given.pauses):
            context = multiprocessing.get_context("spawn")
            stop = context.Event()
            job = context.Process(target=adding, args=(folder, given.texts, given.turns, stop))
            if busy:
                job.start()
                time.sleep(STARTED)
            before = cpu(pid)
            visit = visited(address, paths, given.seconds, pause)
            spent = None if before is None else cpu(pid) - before
            name = f"{processes} process{'es' if processes > 1 else ''}"
            name += f", {'an ingest' if busy else 'no ingest'}"
            name += f", {pause:g} s between pages" if pause else ", no pause"
            print(row(name, visit, given.seconds, spent), flush=True)
            if busy:
                stop.set()
                job.join()


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("texts", nargs="+", type=Path, help="files of texts, .jsonl.xz")
    options.add_argument("--turns", type=int, default=100_000)
    options.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    options.add_argument("--warming", type=float, default=30, help="seconds until all are kept")
    options.add_argument("--pauses", type=float, nargs="+", default=[0.0, 1.0])
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    built(given.folder, given.texts, given.turns)
    archive = open_archive(given.folder)
    paths = questions(archive, given.seed)
    archive.close()
    print(f"{os.cpu_count()} cores, {CLIENTS} visitors, {len(paths)} questions; milliseconds")
    times = f"{'pages/s':>9}{'p50':>9}{'p95':>9}{'max':>9}"
    heads = f"{times}{'CPU/page':>10}{'visitor':>10}{'kB':>8}{'not 200':>8}"
    print(f"{'':<44}{heads}")
    for processes in given.processes:
        run(given.folder, given, paths, processes)


if __name__ == "__main__":
    main()
