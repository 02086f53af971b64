"""How long does a page of results take? Harbin beside Tantivy, SQLite FTS5 and stock Whoosh.

    python bench/engines.py ../shared/data/scale/*.jsonl.xz --turns 10000 100000

A page of results is the ids of the best ten, the exact total, and the counts of all values of five
facets: every engine gives all of it as Python objects. All engines get the same tokens at the same
positions, all streams of them, and the same 200 questions, drawn from the corpus by a seed. A
passage of about a hundred tokens is a document, so that all count the same; where an engine finds
another total than ours it is said. Every engine is asked as a bulk build leaves it: Harbin as
`harbin index --rebuild` does, Tantivy when its merging threads have ended, FTS5 optimized. To build
is to make of tokens in memory what can be searched: reading the corpus is not counted. Each
question is asked in five rounds, engine after engine, and the best of the five is taken, so that
what else the machine does is left out for all alike. With `--folder` the corpus and what the
engines built are kept there, and a later run only asks. Tantivy is installed into the same folder;
stock Whoosh is left out above 10,000 turns.
"""

from __future__ import annotations

import argparse
import collections
import importlib
import json
import marshal
import multiprocessing
import pickle
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, count, islice
from pathlib import Path
from types import ModuleType
from typing import Any

from search import FACETS, Ready, entries
from whoosh import fields, index, query
from whoosh.query import spans

from archive.analysis.token import Token
from archive.engine import UNDATED, Entry, EntryTurn, Question
from archive.engine.plan import (
    And,
    Label,
    Match,
    Near,
    Not,
    Or,
    Prefix,
    RankTerm,
    Sequence,
    Slot,
    Within,
)
from archive.engine.whoosh import WhooshEngine
from archive.index import BULK

TANTIVY = "tantivy==0.27.0"
STOCK_MOST = 10_000  # turns: above, one question takes stock Whoosh seconds
ROUNDS = 5
SAMPLE = 3000  # turns from which phrases are drawn

# -- corpus --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """A passage as every engine is given it: terms by position; `day` 0 when undated."""

    id: str
    day: int
    labels: dict[str, str]
    tokens: list[tuple[int, tuple[str, ...]]]


class Corpus:
    """Turns in a file: they are read anew for each engine, never held."""

    def __init__(self, path: Path, texts: list[Path], turns: int, seed: int) -> None:
        """Of the texts, made by the seed; what was made before is found."""
        self._path = path
        self.turns = self.tokens = 0
        seen = path.with_suffix(".seen")
        if not seen.exists():
            self._write(texts, turns, random.Random(seed))
            asked = questions(self, random.Random(seed))
            seen.write_bytes(pickle.dumps((self.turns, self.tokens, asked)))
        self.turns, self.tokens, self.asked = pickle.loads(seen.read_bytes())

    def _write(self, texts: list[Path], turns: int, chance: random.Random) -> None:
        self.often: Counter[str] = Counter()
        self.sample: list[list[tuple[int, tuple[str, ...]]]] = []
        with open(self._path, "wb") as file:
            for turn in islice(_turns(texts, turns, chance), turns):
                packed = marshal.dumps((turn.id, turn.day, turn.labels, turn.tokens))
                file.write(len(packed).to_bytes(4, "little") + packed)
                self._see(turn, chance)

    def _see(self, turn: Turn, chance: random.Random) -> None:
        self.turns += 1
        self.tokens += len(turn.tokens)
        self.often.update(term for _, terms in turn.tokens for term in terms if term[0] == "w")
        if len(self.sample) < SAMPLE:
            self.sample.append(turn.tokens)
        elif chance.random() * self.turns < SAMPLE:
            self.sample[chance.randrange(SAMPLE)] = turn.tokens

    def __iter__(self) -> Iterator[Turn]:
        with open(self._path, "rb") as file:
            for _ in range(self.turns):
                size = int.from_bytes(file.read(4), "little")
                yield Turn(*marshal.loads(file.read(size)))


def _turns(texts: list[Path], turns: int, chance: random.Random) -> Iterator[Turn]:
    """The turns of all texts; told again under new names where they do not suffice."""
    for again in count():
        for entry in entries(texts, turns, chance):
            labels = {}
            if entry.days != UNDATED:
                month = date.fromordinal(entry.days[0]).isoformat()[:7]
                labels = {"year": month[:4], "month": month}
            for turn in entry.turns:
                tokens = [(token.position, token.terms) for token in turn.tokens["text"]]
                borne = labels | {name: values[0] for name, values in turn.labels.items()}
                yield Turn(f"{again}-{entry.id}-{turn.number}", entry.days[0], borne, tokens)


# -- questions -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one kind: what each engine makes of it is its own affair."""

    kind: str
    words: tuple[str, ...]
    unwanted: str = ""
    distance: int = 0
    language: str = ""
    days: tuple[int, int] = UNDATED


def questions(corpus: Corpus, chance: random.Random) -> list[Asked]:
    """200 questions, drawn from the corpus."""
    known = [term for term, often in corpus.often.most_common() if often > 1]

    def a_word() -> str:
        """From frequent to rare, evenly over the logarithm of the rank."""
        return known[int(len(known) ** chance.random()) - 1]

    def a_row(most: int) -> tuple[str, ...]:
        """Words (in Chinese: characters) as printed that stand next to each other somewhere."""
        while True:
            tokens = chance.choice(corpus.sample)
            size = chance.randint(2, most)
            if len(tokens) > size:
                at = chance.randrange(len(tokens) - size)
                row = tokens[at : at + size]
                if row[-1][0] - row[0][0] == size - 1:
                    return tuple(terms[0] for _, terms in row)

    asked = [Asked("one word", (a_word(),)) for _ in range(40)]
    asked += [
        Asked("two to four words", tuple(a_word() for _ in range(chance.randint(2, 4))))
        for _ in range(40)
    ]
    asked += [Asked("phrase", a_row(chance.choice((5, 6)))) for _ in range(30)]
    asked += [Asked("near", a_row(2), distance=chance.randint(2, 20)) for _ in range(20)]
    asked += [Asked("or", tuple(a_word() for _ in range(4))) for _ in range(20)]
    asked += [Asked("not", (a_word(),), unwanted=a_word()) for _ in range(20)]
    longer = [term for term in known[:5000] if len(term) > 5]
    asked += [Asked("prefix", (chance.choice(longer)[:5],)) for _ in range(10)]
    for _ in range(20):
        since = date(chance.randint(2008, 2022), 1, 1).toordinal()
        language = chance.choice(("ru", "zh", "en"))
        days = (since, since + 365 * chance.randint(1, 5))
        asked.append(Asked("date and choice", (a_word(),), language=language, days=days))
    return asked


# -- the engines ---------------------------------------------------------------------------------

Ask = Callable[[Asked], Callable[[], int]]
"""Makes a question ready; what it gives asks it, and gives the total."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine is built in a folder of its own, and opened there."""

    build: Callable[[Path, Corpus], None]
    open: Callable[[Path], Ask]


def _build_harbin(folder: Path, corpus: Corpus) -> None:
    engine = WhooshEngine(folder, fingerprint="bench", writable=True)
    turns = map(_entry, corpus)
    for seq, first in enumerate(turns, 1):
        engine.update(chain((first,), islice(turns, BULK - 1)), seq=seq)
    engine.tidy(corpus.turns)
    engine.close()


def _open_harbin(folder: Path) -> Ask:
    engine = WhooshEngine(folder, fingerprint="bench", writable=False)
    print(f"harbin: {len(list(folder.glob('*.arrays')))} segments")
    return lambda asked: partial(_ask_harbin, engine, _question(asked))


def _ask_harbin(engine: WhooshEngine, question: Question) -> int:
    return engine.search(question).turns


def _entry(turn: Turn) -> Entry:
    tokens = {"text": tuple(Token(position, 0, 0, terms) for position, terms in turn.tokens)}
    labels = {name: (value,) for name, value in turn.labels.items()}
    return Entry(turn.id, (turn.day, turn.day), (EntryTurn(0, tokens, labels),))


def _question(asked: Asked) -> Question:
    words = tuple(Sequence("text", (Slot((word,)),)) for word in asked.words)
    rank = tuple(RankTerm("text", word) for word in asked.words)
    match: Match = And(words)
    match asked.kind:
        case "phrase":
            match = Sequence("text", tuple(Slot((word,)) for word in asked.words))
        case "near":
            match = Near(*words, asked.distance)
        case "or":
            match = Or(words)
        case "not":
            match = And((*words, Not(Sequence("text", (Slot((asked.unwanted,)),)))))
        case "prefix":
            match, rank = Prefix("text", asked.words[0]), ()
        case "date and choice":
            match = And((*words, Label("language", (asked.language,)), Within(*asked.days)))
    return Question(match, rank, facets=FACETS, count=10)


def _build_tantivy(folder: Path, corpus: Corpus) -> None:
    module = importlib.import_module("tantivy")
    builder = module.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="raw", index_option="position")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field("id", tokenizer_name="raw", stored=True, index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    folder.mkdir()
    made = module.Index(builder.build(), path=str(folder))
    writer = made.writer(heap_size=1_500_000_000, num_threads=1)
    for turn in corpus:
        tokens = [
            {"offset_from": 0, "offset_to": 0, "position": at, "text": term, "position_length": 1}
            for at, terms in turn.tokens
            for term in terms
        ]
        text = {"text": "", "tokens": tokens}
        writer.add_json(json.dumps({"id": turn.id, "text": text, "day": turn.day, **turn.labels}))
    writer.commit()
    writer.wait_merging_threads()


def _open_tantivy(folder: Path) -> Ask:
    module = importlib.import_module("tantivy")
    made = module.Index.open(str(folder))
    searcher, schema = made.searcher(), made.schema
    print(f"tantivy: {searcher.num_segments} segments")
    wanted = {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS}
    return lambda asked: partial(
        _ask_tantivy, searcher, _tantivy_query(module, schema, asked), wanted
    )


def _ask_tantivy(searcher: Any, wanted: Any, facets: dict) -> int:
    found = searcher.search(wanted, 10, count=True)
    [searcher.doc(address)["id"] for _, address in found.hits]
    searcher.aggregate(wanted, facets)
    return found.count


def _tantivy_query(module: ModuleType, schema: Any, asked: Asked) -> Any:
    made, occur = module.Query, module.Occur
    words = [made.term_query(schema, "text", word) for word in asked.words]
    match asked.kind:
        case "phrase":
            return made.phrase_query(schema, "text", list(asked.words))
        case "near":
            rows = (asked.words, asked.words[::-1])
            slop = asked.distance - 1
            either = [made.phrase_query(schema, "text", list(row), slop) for row in rows]
            return made.boolean_query([(occur.Should, one) for one in either])
        case "or":
            return made.boolean_query([(occur.Should, word) for word in words])
        case "not":
            unwanted = made.term_query(schema, "text", asked.unwanted)
            return made.boolean_query([(occur.Must, words[0]), (occur.MustNot, unwanted)])
        case "prefix":
            return made.regex_query(schema, "text", re.escape(asked.words[0]) + ".*")
        case "date and choice":
            days = made.range_query(schema, "day", module.FieldType.Integer, *asked.days)
            language = made.term_query(schema, "language", asked.language)
            return made.boolean_query([(occur.Must, one) for one in (words[0], language, days)])
    return made.boolean_query([(occur.Must, word) for word in words]) if words[1:] else words[0]


STREAMS = {"x": "exact", "w": "words", "g": "grams"}


def _base(folder: Path) -> sqlite3.Connection:
    base = sqlite3.connect(folder / "base", isolation_level=None)
    base.executescript("""
        PRAGMA journal_mode = off; PRAGMA temp_store = memory; PRAGMA cache_size = -500000;
        PRAGMA mmap_size = 8000000000;
        CREATE TEMP TABLE hit (rowid INTEGER PRIMARY KEY, rank REAL)""")
    return base


def _build_fts5(folder: Path, corpus: Corpus) -> None:
    """A column a stream; of several terms at one place each follows the other, so only phrases in
    the exact stream, which has one at each, are sound."""
    folder.mkdir()
    base = _base(folder)
    base.executescript(f"""
        CREATE VIRTUAL TABLE text USING fts5 (exact, words, grams, content = '',
            tokenize = "unicode61 remove_diacritics 0");
        CREATE TABLE turn (rowid INTEGER PRIMARY KEY, id, day, {", ".join(FACETS)});
        BEGIN""")
    for number, turn in enumerate(corpus, 1):
        base.execute("INSERT INTO text (rowid, exact, words, grams) VALUES (?, ?, ?, ?)",
                     (number, *_streams(turn)))  # fmt: skip
        values = [turn.labels.get(name) for name in FACETS]
        base.execute("INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     (number, turn.id, turn.day, *values))  # fmt: skip
    base.executescript("INSERT INTO text(text) VALUES ('optimize')")
    base.close()


def _open_fts5(folder: Path) -> Ask:
    base = _base(folder)
    return lambda asked: partial(_ask_fts5, base, _fts5_query(asked), asked)


def _streams(turn: Turn) -> list[str]:
    rows: dict[str, list[str]] = {stream: [] for stream in STREAMS}
    last = -1
    for position, terms in turn.tokens:
        rows["x"] += ["0gap"] * (position - last - 1)
        last = position
        for term in terms:
            rows[term[0]].append(_plain(term))
    return [" ".join(row) for row in rows.values()]


def _plain(term: str) -> str:
    """A term as a word that SQLite takes for one."""
    text = term[2:]
    return text if text.isalnum() and text == text.lower() else "0x" + text.encode("utf8").hex()


def _fts5_query(asked: Asked) -> str:
    words = [f'{STREAMS[word[0]]} : "{_plain(word)}"' for word in asked.words]
    plain = [_plain(word) for word in (*asked.words, "w:" + asked.unwanted[2:])]
    match asked.kind:
        case "phrase":
            return f'exact : "{" ".join(plain[:-1])}"'
        case "near":
            return f"exact : NEAR({plain[0]} {plain[1]}, {asked.distance - 1})"
        case "or":
            return " OR ".join(words)
        case "not":
            return f'{words[0]} NOT words : "{plain[-1]}"'
        case "prefix":
            return f'words : "{plain[0]}" *'
    return " AND ".join(words)


def _ask_fts5(base: sqlite3.Connection, match: str, asked: Asked) -> int:
    base.execute("DELETE FROM hit")
    if asked.language:
        base.execute(
            "INSERT INTO hit SELECT text.rowid, text.rank FROM text JOIN turn"
            " ON turn.rowid = text.rowid"
            " WHERE text MATCH ? AND language = ? AND day BETWEEN ? AND ?",
            (match, asked.language, *asked.days),
        )
    else:
        base.execute("INSERT INTO hit SELECT rowid, rank FROM text WHERE text MATCH ?", (match,))
    base.execute(
        "SELECT id FROM hit JOIN turn ON turn.rowid = hit.rowid ORDER BY rank LIMIT 10"
    ).fetchall()
    for name in FACETS:
        base.execute(
            f"SELECT {name}, count(*) FROM hit JOIN turn ON turn.rowid = hit.rowid GROUP BY 1"
        ).fetchall()
    return base.execute("SELECT count(*) FROM hit").fetchone()[0]


def _build_stock(folder: Path, corpus: Corpus) -> None:
    folder.mkdir()
    labels = {name: fields.ID(sortable=True) for name in FACETS}
    day = fields.NUMERIC(int, signed=False)
    schema = fields.Schema(text=fields.TEXT(analyzer=Ready()), id=fields.STORED, day=day, **labels)
    made = index.create_in(str(folder), schema)
    writer = made.writer(limitmb=512)
    for turn in corpus:
        text = "\n".join("\t".join(terms) for terms in _filled(turn.tokens))
        borne = {name: turn.labels.get(name, "-") for name in FACETS}
        writer.add_document(text=text, _stored_text="", id=turn.id, day=turn.day, **borne)
    writer.commit()


def _open_stock(folder: Path) -> Ask:
    searcher = index.open_dir(str(folder)).searcher()
    return lambda asked: partial(_ask_stock, searcher, _stock_query(asked))


def _filled(tokens: list[tuple[int, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """The terms of every position, of those left free too."""
    filled: list[tuple[str, ...]] = [()] * (tokens[-1][0] + 1 if tokens else 0)
    for position, terms in tokens:
        filled[position] += terms
    return [tuple(dict.fromkeys(terms)) or ("-",) for terms in filled]


def _ask_stock(searcher: Any, wanted: query.Query) -> int:
    found = searcher.search(wanted, limit=10, groupedby=list(FACETS))
    [hit["id"] for hit in found]
    [{value: len(turns) for value, turns in found.groups(name).items()} for name in FACETS]
    return len(found)


def _stock_query(asked: Asked) -> query.Query:
    words = [query.Term("text", word) for word in asked.words]
    match asked.kind:
        case "phrase":
            return query.Phrase("text", list(asked.words))
        case "near":
            return spans.SpanNear2(words, slop=asked.distance, ordered=False)
        case "or":
            return query.Or(words)
        case "not":
            return query.AndNot(words[0], query.Term("text", asked.unwanted))
        case "prefix":
            return query.Prefix("text", asked.words[0])
        case "date and choice":
            language = query.Term("language", asked.language)
            return query.And([*words, language, query.NumericRange("day", *asked.days)])
    return query.And(words)


# -- the run -------------------------------------------------------------------------------------


def installed(folder: Path) -> bool:
    """Whether Tantivy could be had, from the package index into a folder of this run."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not (folder / "tantivy").exists():
        done = subprocess.run(
            [*command, "--no-deps", "--target", str(folder), TANTIVY], check=False
        )
        if done.returncode:
            print(f"{TANTIVY} could not be installed: the run goes on without it")
            return False
    sys.path.insert(0, str(folder))
    return True


def engines(folder: Path) -> dict[str, Engine]:
    """By name, ours first."""
    made = {"harbin": Engine(_build_harbin, _open_harbin)}
    if installed(folder):
        made["tantivy"] = Engine(_build_tantivy, _open_tantivy)
    return made | {
        "fts5": Engine(_build_fts5, _open_fts5),
        "stock": Engine(_build_stock, _open_stock),
    }


def built(name: str, engine: Engine, folder: Path, corpus: Corpus) -> None:
    """Builds an engine and says what it cost, unless that was done before."""
    said = folder / f"{name}.said"
    if not said.exists():
        shutil.rmtree(folder / name, ignore_errors=True)
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            seconds, peak = alone.apply(_cost, (engine, folder / name, corpus))
        size = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
        said.write_text(
            f"{name}: {corpus.turns / seconds:.0f} turns/s, {size / 1e6:.0f} MB;"
            f" peak {peak / 1e3:.0f} MB"
        )
    print(said.read_text())


def _cost(engine: Engine, folder: Path, corpus: Corpus) -> tuple[float, int]:
    """Seconds of processor time to build, without reading the corpus, and the most memory."""
    begun = time.process_time()
    collections.deque(corpus, maxlen=0)
    reading = time.process_time() - begun
    engine.build(folder, corpus)
    seconds = time.process_time() - begun - 2 * reading
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def served(folder: Path, asked: list[Asked]) -> float:
    """Asks Harbin all questions; the megabytes this process then has beside mapped files."""
    engine = WhooshEngine(folder, fingerprint="bench", writable=False)
    for one in asked:
        engine.search(_question(one))
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"RssAnon:\s*(\d+)", status)[1]) / 1e3


Times = dict[str, list[float]]


def timed(engines: dict[str, Ask], asked: list[Asked]) -> tuple[Times, dict[str, list[int]]]:
    """Milliseconds and totals, by engine and in the order of the questions."""
    calls = {name: [ask(one) for one in asked] for name, ask in engines.items()}
    best: Times = {name: [float("inf")] * len(asked) for name in engines}
    totals: dict[str, list[int]] = {name: [0] * len(asked) for name in engines}
    for _ in range(ROUNDS):
        for name, some in calls.items():
            for number, call in enumerate(some):
                begun = time.perf_counter()
                totals[name][number] = call()
                taken = (time.perf_counter() - begun) * 1000
                best[name][number] = min(best[name][number], taken)
    return best, totals


def table(asked: list[Asked], best: Times) -> None:
    """p50 and p95 of each engine, by kind of question, and where ours is not the fastest."""
    print("\n| p50 / p95 ms | " + " | ".join(best) + " |\n" + "|---" * (len(best) + 1) + "|")
    slower = []
    for kind in (*dict.fromkeys(one.kind for one in asked), "all"):
        of = [number for number, one in enumerate(asked) if kind in (one.kind, "all")]
        rows = {name: percentiles([taken[n] for n in of]) for name, taken in best.items()}
        cells = (f"{_told(p50)} / {_told(p95)}" for p50, p95 in rows.values())
        print(f"| {kind} | " + " | ".join(cells) + " |")
        for name, theirs in rows.items():
            for what, mine, other in zip(("p50", "p95"), rows["harbin"], theirs, strict=True):
                if mine > other:
                    slower.append(f"{kind} at {what}: {_told(mine)} ms, {name} {_told(other)} ms")
    print("\nharbin is slower in: " + ("; ".join(slower) or "no kind of question"))


def _told(milliseconds: float) -> str:
    return f"{milliseconds:.{3 if milliseconds < 0.1 else 2}f}"


def percentiles(milliseconds: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[18]


def disagreements(asked: list[Asked], totals: dict[str, list[int]]) -> None:
    """Says where an engine finds another total than ours, and an example."""
    for name, theirs in totals.items():
        wrong = [n for n, total in enumerate(theirs) if total != totals["harbin"][n]]
        kinds = dict(Counter(asked[n].kind for n in wrong))
        if wrong:
            first = wrong[0]
            print(
                f"{name} finds other totals in {len(wrong)} of {len(asked)} questions {kinds}, as "
                f"{theirs[first]} for {totals['harbin'][first]} in {asked[first]}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path, help="files of texts, .jsonl.xz")
    parser.add_argument("--turns", type=int, nargs="+", default=[10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", help="engines to ask, harbin among them")
    parser.add_argument("--folder", type=Path, help="where what is built is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = given.folder or Path(passing)
        some = engines(folder / "installed")
        some = {name: engine for name, engine in some.items() if name in (given.only or some)}
        for turns in given.turns:
            run(folder / f"{turns}-{given.seed}", some, given.texts, turns, given.seed)


def run(folder: Path, engines: dict[str, Engine], texts: list[Path], turns: int, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(folder / "corpus", texts, turns, seed)
    print(f"\n{corpus.turns} turns, {corpus.tokens} tokens, {len(corpus.asked)} questions")
    if turns > STOCK_MOST:
        engines = {name: engine for name, engine in engines.items() if name != "stock"}
    for name, engine in engines.items():
        built(name, engine, folder, corpus)
    with multiprocessing.get_context("spawn").Pool(1) as alone:
        memory = alone.apply(served, (folder / "harbin", corpus.asked))
    print(f"harbin: serves in {memory:.0f} MB beside mapped files")
    asks = {name: engine.open(folder / name) for name, engine in engines.items()}
    best, totals = timed(asks, corpus.asked)
    table(corpus.asked, best)
    disagreements(corpus.asked, totals)


if __name__ == "__main__":
    main()
