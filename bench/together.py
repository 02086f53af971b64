"""Does what holds a Chinese run as typed come before what holds its parts?

    python bench/together.py ../shared/data/samples/xwlb.jsonl ../shared/data/samples/cpc_news.jsonl

Runs of four ideographs are drawn by a seed from the texts (JSON lines with `title` and `text`): any
four, and such as the dictionary cuts into two words. Each is asked without quotation marks of an
archive of these texts. A run is in order when every document that holds it stands before every one
that does not; runs that only such documents answer, or none, have no order and are left aside.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from archive.analysis import chinese, tokenize
from archive.compiling import compiled
from archive.engine import UNDATED, Entry, EntryTurn, Question, SearchEngine
from archive.engine.whoosh import WhooshEngine
from archive.query import Phrase, Word

LENGTH = 4


class Text(NamedTuple):
    """A document: all of it is one turn, its title included."""

    title: str
    text: str


class Answer(NamedTuple):
    """What a run finds: how many documents, where (from 1) those stand that hold it as typed."""

    documents: int
    places: tuple[int, ...]

    def has_order(self) -> bool:
        return 0 < len(self.places) < self.documents

    def in_order(self) -> bool:
        return self.places[-1] == len(self.places)


def texts(paths: list[Path]) -> list[Text]:
    """The texts of all files."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf8").splitlines()]
    return [Text(row["title"], f"{row['title']}\n{row['text']}") for row in rows]


def built(documents: list[Text]) -> SearchEngine:
    """An engine that has them; a document's number is its id."""
    engine = WhooshEngine(None, fingerprint="", writable=True)
    rows = [
        Entry(str(number), UNDATED, (EntryTurn(0, _tokens(each), {}),))
        for number, each in enumerate(documents)
    ]
    engine.update(rows, seq=1)
    return engine


def _tokens(document: Text) -> dict[str, tuple]:
    return {"title": tokenize(document.title), "text": tokenize(document.text)}


def any_run(documents: list[Text], chance: random.Random) -> Iterator[str]:
    """Any four ideographs that stand together, wherever words begin."""
    while True:
        text = chance.choice(documents).text
        at = chance.randrange(max(1, len(text) - LENGTH))
        if re.fullmatch(r"[\u4e00-\u9fff]+", run := text[at : at + LENGTH]) and len(run) == LENGTH:
            yield run


def two_words(documents: list[Text], chance: random.Random) -> Iterator[str]:
    """Such as are two words of two ideographs."""
    yield from (run for run in any_run(documents, chance) if chinese.lengths(run) == (2, 2))


KINDS: dict[str, Callable[[list[Text], random.Random], Iterator[str]]] = {
    "any four": any_run,
    "two words": two_words,
}


def asked(engine: SearchEngine, run: str, count: int) -> Answer:
    """The answer to an unquoted run."""
    plan = compiled(Word(run))
    hits = engine.search(Question(plan.match, plan.rank, count=count)).hits
    phrase = Question(compiled(Phrase(run)).match, count=count)
    holding = {hit.document for hit in engine.search(phrase).hits}
    places = (at for at, hit in enumerate(hits, 1) if hit.document in holding)
    return Answer(len(hits), tuple(places))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, nargs="+", help="JSON lines with title and text")
    parser.add_argument("--runs", type=int, default=40, help="runs of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="each run that is not in order")
    told = parser.parse_args()
    documents = texts(told.texts)
    engine = built(documents)
    print(f"{len(documents)} documents")
    for kind, drawn in KINDS.items():
        runs = drawn(documents, random.Random(told.seed))
        answers = {
            run: asked(engine, run, len(documents))
            for run, _ in zip(runs, range(told.runs), strict=False)
        }
        ordered = {run: answer for run, answer in answers.items() if answer.has_order()}
        wrong = {run: answer for run, answer in ordered.items() if not answer.in_order()}
        began = time.process_time()
        for run in answers:
            plan = compiled(Word(run))
            engine.search(Question(plan.match, plan.rank, count=10))
        spent = (time.process_time() - began) * 1000 / len(answers)
        print(
            f"{kind}: {len(answers)} runs, {len(ordered)} with an order, "
            f"{len(ordered) - len(wrong)} of them in order; {spent:.2f} ms a page"
        )
        for run, answer in wrong.items() if told.show else ():
            print(f"  {run}: {len(answer.places)} of {answer.documents}, at {answer.places}")


if __name__ == "__main__":
    main()
