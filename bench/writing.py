"""What does it cost to change the index? Building it, adding one release, ten thousand in a row.

    python bench/writing.py ../shared/data/scale/*.jsonl.xz --turns 100000

Texts are cut into turns of about a hundred tokens, a release has as many as its text; where the
texts do not suffice they are told again under new names. Measured are: building, from tokens to
searchable, in processor time; one release added to what was built, from the entry given to the
engine until a reader that was open all along finds it, every fourth time in the place of an older
one, and what the end of a job costs afterwards (archive.index.settle); and `--singles` releases of
one turn added one by one in one job to an index of a tenth of the turns, what the end of that job
costs, and how fast the index then answers beside the same built at once.
"""

from __future__ import annotations

import argparse
import marshal
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from search import entries

from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn, Question
from archive.engine.plan import And, RankTerm, Sequence, Slot
from archive.engine.whoosh import WhooshEngine
from archive.index import BATCH, BULK, settle

FACETS = ("language", "source", "speaker", "year", "month")
TOKENIZED = 50_000  # turns made from the texts; more are the same again
FINGERPRINT = "of this bench"


class Corpus:
    """Entries in a file, so that none need be held: as many turns as asked for, each id once."""

    def __init__(self, path: Path, texts: list[Path], turns: int) -> None:
        self._path, self._turns = path, turns
        with open(path, "wb") as file:
            for entry in entries(texts, min(turns, TOKENIZED), random.Random(1)):
                row = [
                    (t.number, dict(t.labels), [(w.position, w.terms) for w in t.tokens["text"]])
                    for t in entry.turns
                ]
                marshal.dump((entry.id, entry.days, row), file)

    def __iter__(self) -> Iterator[Entry]:
        left = self._turns
        for again in count():
            for entry in self._told():
                left -= len(entry.turns)
                yield replace(entry, id=f"{again}-{entry.id}")
                if left <= 0:
                    return

    def _told(self) -> Iterator[Entry]:
        with open(self._path, "rb") as file:
            while True:
                try:
                    id, days, row = marshal.load(file)
                except EOFError:
                    return
                yield Entry(id, days, tuple(_turn(*turn) for turn in row))


def _turn(number: int, labels: dict, tokens: list) -> EntryTurn:
    words = tuple(Token(position, 0, 0, terms) for position, terms in tokens)
    return EntryTurn(number, {"text": words}, labels)


def opened(folder: Path, writable: bool = False) -> WhooshEngine:
    return WhooshEngine(folder, fingerprint=FINGERPRINT, writable=writable)


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.arrays")))


def built(folder: Path, corpus: Iterable[Entry], say: bool = True) -> WhooshEngine:
    """An index of the corpus, made as a rebuild makes it; what the corpus costs is left out."""
    engine = opened(folder, writable=True)
    rest, reading, most = iter(corpus), 0.0, 0

    def told(first: Entry) -> Iterator[Entry]:
        nonlocal reading
        yield first
        for start in range(1, BULK, BATCH):
            begun = time.process_time()
            some = list(islice(rest, min(BATCH, BULK - start)))
            reading += time.process_time() - begun
            yield from some

    spent = 0.0
    for seq, first in enumerate(rest, 1):
        begun = time.process_time()
        engine.update(told(first), seq=seq)
        spent += time.process_time() - begun
        most = max(most, segments(folder))
    begun = time.process_time()
    engine.tidy(engine.state().turns)
    spent += time.process_time() - begun - reading
    if say:
        turns, peak = engine.state().turns, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = sum(path.stat().st_size for path in folder.glob("*.arrays"))
        print(
            f"built: {turns} turns, {turns / spent:.0f} a second of processor time,"
            f" {size / 1e6:.0f} MB, peak {peak / 1e3:.0f} MB, at most {most} segments,"
            f" {segments(folder)} in the end"
        )
    return engine


def marked(entry: Entry, word: str, id: str) -> Entry:
    """The entry under another id, with a word in its first turn that stands nowhere else."""
    first, *others = entry.turns
    last = first.tokens["text"][-1].position if first.tokens["text"] else 0
    more = (*first.tokens["text"], Token(last + 1, 0, 0, (f"x:{word}", f"w:{word}")))
    return replace(entry, id=id, turns=(replace(first, tokens={"text": more}), *others))


def added(folder: Path, engine: WhooshEngine, releases: list[Entry], known: list[str]) -> None:
    """Adds releases one by one to an index of those that are `known`."""
    reader = opened(folder)
    wall, processor, after, worked_after, again = [], [], [], [], []
    for number, release in enumerate(releases):
        id = known[number] if number % 4 == 0 else f"new-{number}"
        entry = marked(release, f"sign{number}", id)
        begun, worked = time.perf_counter(), time.process_time()
        engine.update([entry], seq=engine.state().seq + 1)
        found = reader.search(_question((f"w:sign{number}",)))
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - worked)
        assert found.documents == 1
        begun, worked = time.perf_counter(), time.process_time()
        settle(engine)
        after.append(time.perf_counter() - begun)
        worked_after.append(time.process_time() - worked)
        begun = time.perf_counter()
        reader.search(_question((f"w:sign{number}",)))
        again.append(time.perf_counter() - begun)
    turns = statistics.mean(len(release.turns) for release in releases)
    print(f"one release ({turns:.0f} turns) of {len(releases)}, p50 / p95 / most in ms:")
    for what, times in (
        ("until it is found, by the clock", wall),
        ("… processor time", processor),
        ("the end of its job afterwards, by the clock", after),
        ("… processor time", worked_after),
        ("the first answer after that", again),
    ):
        print(f"  {what}: {_told(times)}")
    print(f"  segments in the end: {segments(folder)}")
    reader.close()


def _told(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=20)
    return " / ".join(f"{1000 * value:.1f}" for value in (cuts[9], cuts[18], max(seconds)))


def singly(folder: Path, corpus: Corpus, base: int, number: int) -> None:
    """Adds turns one by one to an index of `base` releases, and the same at once to another."""
    rest = iter(corpus)
    first = list(islice(rest, base))
    single = [
        Entry(f"single-{n}", entry.days, (turn,))
        for n, (entry, turn) in enumerate(
            islice(((entry, turn) for entry in rest for turn in entry.turns), number)
        )
    ]
    one = built(folder / "one", [*first, *single], say=False)
    many = built(folder / "many", first, say=False)
    before = many.state().turns
    wall, most = _one_by_one(folder / "many", many, single)
    left, begun = segments(folder / "many"), time.process_time()
    settle(many)
    spent = time.process_time() - begun
    print(
        f"{number} single adds to {before} turns in one job: at most {most} segments; each until"
        f" visible {_told(wall)} ms\n"
        f"  the end of the job: {left} segments to {segments(folder / 'many')} in {spent:.2f} s of"
        " processor time"
    )
    same = one.search(Question(facets=FACETS)).facets == many.search(Question(facets=FACETS)).facets
    print(f"  the same as built at once: {same}")
    _compared(one, many, [entry.turns[0] for entry in single])
    for engine in (one, many):
        engine.close()


def _one_by_one(folder: Path, engine: WhooshEngine, single: list[Entry]) -> tuple[list[float], int]:
    """Commits each as a job does one of its batches (archive.index.catch_up); gives how long each
    took until it was visible, and the most segments there were."""
    reader = opened(folder)
    wall, most, found = [], 0, 0
    for n, entry in enumerate(single):
        begun = time.perf_counter()
        engine.update([entry], seq=engine.state().seq + 1)
        wall.append(time.perf_counter() - begun)
        most = max(most, segments(folder))
        engine.tidy(0)
        if n % 100 == 0:
            now = reader.search(Question(count=1)).documents
            assert now > found
            found = now
    reader.close()
    return wall, most


def _compared(one: WhooshEngine, many: WhooshEngine, turns: list[EntryTurn]) -> None:
    """How fast both answer the same 200 questions: words, pairs of words and phrases."""
    chance = random.Random(2)
    asked = []
    while len(asked) < 200:
        tokens = chance.choice(turns).tokens["text"]
        if len(tokens) > 20:
            at = chance.randrange(len(tokens) - 1)
            asked.append(_question((tokens[at].terms[-1],)))
            asked.append(_question((tokens[at].terms[-1], chance.choice(tokens).terms[-1])))
            asked.append(_question((tokens[at].terms[0], tokens[at + 1].terms[0]), phrase=True))
    best = {engine: [_quickest(engine, question) for question in asked] for engine in (one, many)}
    for engine, name in ((one, "built at once"), (many, "added one by one")):
        print(f"  a page of results, {name}: {_told(best[engine])} ms")
    ratios = [there / here for here, there in zip(best[one], best[many], strict=True)]
    print(f"  one by one over at once, median of {len(asked)}: {statistics.median(ratios):.2f}")


def _quickest(engine: WhooshEngine, question: Question) -> float:
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        engine.search(question)
        times.append(time.perf_counter() - begun)
    return min(times)


def _question(words: tuple[str, ...], phrase: bool = False) -> Question:
    slots = [Slot((word,)) for word in words]
    rows = [slots] if phrase else [[slot] for slot in slots]
    match = And(tuple(Sequence("text", tuple(row)) for row in rows))
    rank = tuple(RankTerm("text", word) for word in words)
    return Question(match, rank, facets=FACETS, count=10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path, help="files of texts, .jsonl.xz")
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--adds", type=int, default=200)
    parser.add_argument("--singles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to work; else a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        folder = Path(place)
        corpus = Corpus(folder / "corpus", given.texts, given.turns)
        engine = built(folder / "index", corpus)
        if given.adds:
            known = [entry.id for entry in islice(corpus, given.adds)]
            releases = list(islice((e for e in corpus if len(e.turns) > 3), given.adds))
            added(folder / "index", engine, releases, known)
        engine.close()
        if given.singles:
            small = Corpus(folder / "small", given.texts, given.turns // 10 + 4 * given.singles)
            releases_before = given.turns // 10 // 8
            singly(folder, small, releases_before, given.singles)


if __name__ == "__main__":
    main()
