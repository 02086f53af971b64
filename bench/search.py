"""How long does a page of results take? Ours beside stock Whoosh, on the same tokens, in one run.

    python bench/search.py ../shared/data/scale/*.jsonl.xz --turns 10000

A page of results is the best ten, the exact total and the counts of five facets. Texts (one JSON
object a line, with `id`, `lang`, `source`, `date`, `text`) are cut into turns of about a hundred
tokens; speakers are made up, as unequally talkative as people are. Questions are drawn from the
corpus by a seed, so a second run asks the same.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from pathlib import Path

from whoosh import fields, index, query
from whoosh.analysis import Token as Heard
from whoosh.analysis import Tokenizer
from whoosh.query import spans

from archive.analysis import tokenize
from archive.analysis.token import Token
from archive.engine import UNDATED, Entry, EntryTurn, Question
from archive.engine.plan import And, Label, Match, Near, Not, Or, Prefix, RankTerm, Sequence, Slot
from archive.engine.whoosh import WhooshEngine

FACETS = ("language", "source", "speaker", "year", "month")
TURN = 100  # tokens
BATCH = 200  # documents a commit
SPEAKERS = 200

# -- corpus --------------------------------------------------------------------------------------


def entries(paths: list[Path], turns: int, chance: random.Random) -> Iterator[Entry]:
    """Documents from all files in turn, until there are as many turns."""
    made = 0
    for line in chain.from_iterable(zip_longest(*map(_lines, paths))):
        if line and made < turns:
            entry = _entry(json.loads(line), chance, turns - made)
            made += len(entry.turns)
            yield entry
        elif line:
            return


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        yield from file


def _entry(text: dict, chance: random.Random, most: int) -> Entry:
    tokens = tokenize(text["text"])
    cut = [tokens[at : at + TURN] for at in range(0, len(tokens), TURN)][:most]
    labels = {"language": (text["lang"],), "source": (text["source"],)}
    turns = tuple(
        EntryTurn(
            number,
            {"text": tuple(t._replace(position=t.position - row[0].position) for t in row)},
            labels | {"speaker": (f"speaker-{int(SPEAKERS * chance.random() ** 3)}",)},
        )
        for number, row in enumerate(cut)
    )
    day = UNDATED
    if text["date"] and len(text["date"]) >= 10:
        day = (date.fromisoformat(text["date"][:10]).toordinal(),) * 2
    return Entry(text["id"], day, turns)


# -- questions -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for both engines; `terms` are what its score adds up."""

    kind: str
    match: Match
    stock: query.Query
    terms: tuple[str, ...]


def asked(corpus: list[Entry], chance: random.Random) -> list[Asked]:
    """200 questions, drawn from the corpus."""
    often = Counter(
        term
        for entry in corpus
        for turn in entry.turns
        for token in turn.tokens["text"]
        for term in token.terms
        if term[0] == "w"
    )
    known = [term for term, count in often.most_common() if count > 1]
    turns = [turn.tokens["text"] for entry in corpus for turn in entry.turns]

    def a_word() -> str:
        """From frequent to rare, evenly over the logarithm of the rank."""
        return known[int(len(known) ** chance.random()) - 1]

    def a_row(count: int) -> tuple[str, ...]:
        """Words that stand next to each other somewhere."""
        while True:
            row = chance.choice(turns)
            if len(row) > count:
                at = chance.randrange(len(row) - count)
                return tuple(token.terms[0] for token in row[at : at + count])

    made = [_words("one word", (a_word(),), And, query.And) for _ in range(40)]
    for _ in range(40):
        words = tuple(a_word() for _ in range(chance.randint(2, 4)))
        made.append(_words("two to four words", words, And, query.And))
    made += [_phrase(a_row(chance.randint(2, 5))) for _ in range(30)]
    made += [_near(*a_row(2), distance=chance.randint(2, 20)) for _ in range(20)]
    made += [_words("or", tuple(a_word() for _ in range(4)), Or, query.Or) for _ in range(20)]
    made += [_without(a_word(), a_word()) for _ in range(20)]
    made += [_prefix(chance.choice([w for w in known[:5000] if len(w) > 5])[:5]) for _ in range(10)]
    made += [_chosen(a_word(), chance.choice(("ru", "zh", "en"))) for _ in range(20)]
    return made


def _word(term: str) -> Match:
    return Sequence("text", (Slot((term,)),))


def _words(kind: str, words: tuple[str, ...], ours: Callable, theirs: Callable) -> Asked:
    terms = [query.Term("text", term) for term in words]
    return Asked(kind, ours(tuple(map(_word, words))), theirs(terms), words)


def _phrase(words: tuple[str, ...]) -> Asked:
    slots = tuple(Slot((term,)) for term in words)
    return Asked("phrase", Sequence("text", slots), query.Phrase("text", list(words)), words)


def _near(left: str, right: str, distance: int) -> Asked:
    terms = [query.Term("text", left), query.Term("text", right)]
    theirs = spans.SpanNear2(terms, slop=distance, ordered=False)
    return Asked("near", Near(_word(left), _word(right), distance), theirs, (left, right))


def _without(wanted: str, unwanted: str) -> Asked:
    ours = And((_word(wanted), Not(_word(unwanted))))
    theirs = query.AndNot(query.Term("text", wanted), query.Term("text", unwanted))
    return Asked("not", ours, theirs, (wanted,))


def _prefix(prefix: str) -> Asked:
    return Asked("prefix", Prefix("text", prefix), query.Prefix("text", prefix), ())


def _chosen(term: str, language: str) -> Asked:
    ours = And((_word(term), Label("language", (language,))))
    theirs = query.And([query.Term("text", term), query.Term("language", language)])
    return Asked("with a choice", ours, theirs, (term,))


# -- the two engines -----------------------------------------------------------------------------


class Ready(Tokenizer):
    """Gives stock Whoosh our tokens as they are: all terms of a token at its position."""

    def __call__(self, value: str, **_: object) -> Iterator[Heard]:
        heard = Heard()
        heard.boost, heard.stopped = 1.0, False
        for position, terms in enumerate(value.split("\n")):
            for term in terms.split("\t"):
                heard.text, heard.pos = term, position
                yield heard


def _ready(tokens: tuple[Token, ...]) -> str:
    return "\n".join("\t".join(token.terms) for token in tokens)


def stock_built(folder: Path, corpus: list[Entry]) -> index.Index:
    """The same turns in stock Whoosh, in one segment."""
    labels = {name: fields.ID(sortable=True) for name in FACETS}
    built = index.create_in(
        str(folder), fields.Schema(text=fields.TEXT(analyzer=Ready()), **labels)
    )
    writer = built.writer(limitmb=512)
    for entry in corpus:
        month = date.fromordinal(entry.days[0]).isoformat()[:7] if entry.days[0] else "-"
        for turn in entry.turns:
            bearing = {name: turn.labels[name][0] for name in ("language", "source", "speaker")}
            writer.add_document(
                text=_ready(turn.tokens["text"]),
                year=month[:4],
                month=month,
                _stored_text="",
                **bearing,
            )
    writer.commit()
    return built


def timed(kinds: list[str], calls: list[Callable[[], int]]) -> dict[str, list[float]]:
    """Milliseconds by kind of question: the best of three tries of each, so that what else the
    machine does is left out, for both engines alike."""
    taken: dict[str, list[float]] = {}
    for kind, call in zip(kinds, calls, strict=True):
        tries = []
        for _ in range(3):
            begun = time.perf_counter()
            call()
            tries.append(time.perf_counter() - begun)
        taken.setdefault(kind, []).append(min(tries) * 1000)
    return taken


def percentiles(milliseconds: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[18]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path, help="files of texts, .jsonl.xz")
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ours-only", action="store_true", help="leave stock Whoosh out")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    corpus = list(entries(given.texts, given.turns, chance))
    turns = sum(len(entry.turns) for entry in corpus)
    tokens = sum(len(turn.tokens["text"]) for entry in corpus for turn in entry.turns)
    print(f"{len(corpus)} documents, {turns} turns, {tokens} tokens")
    questions = asked(corpus, chance)
    kinds = [one.kind for one in questions]
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(Path(folder), corpus, questions, kinds)
        theirs = {} if given.ours_only else _stock(Path(folder), corpus, questions, kinds)
    _table(ours, theirs)


def _ours(
    folder: Path, corpus: list[Entry], questions: list[Asked], kinds: list[str]
) -> dict[str, list[float]]:
    engine = WhooshEngine(folder / "ours", fingerprint="bench", writable=True)
    begun, rest = time.process_time(), iter(corpus)
    for seq, batch in enumerate(iter(lambda: list(islice(rest, BATCH)), []), 1):
        engine.update(batch, seq=seq)
    _built("ours", engine.state().turns, time.process_time() - begun, folder / "ours")
    calls = [
        lambda one=one: (
            engine.search(
                Question(
                    one.match,
                    tuple(RankTerm("text", term) for term in one.terms),
                    facets=FACETS,
                    count=10,
                )
            ).turns
        )
        for one in questions
    ]
    taken = timed(kinds, calls)
    engine.close()
    return taken


def _stock(
    folder: Path, corpus: list[Entry], questions: list[Asked], kinds: list[str]
) -> dict[str, list[float]]:
    (folder / "stock").mkdir()
    begun = time.process_time()
    built = stock_built(folder / "stock", corpus)
    _built("stock", built.doc_count(), time.process_time() - begun, folder / "stock")
    with built.searcher() as searcher:
        calls = [
            lambda one=one: len(searcher.search(one.stock, limit=10, groupedby=list(FACETS)))
            for one in questions
        ]
        return timed(kinds, calls)


def _built(name: str, turns: int, seconds: float, folder: Path) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1e6 if sys.platform == "darwin" else 1e3
    )
    print(f"{name}: {turns / seconds:.0f} turns/s built, {size:.0f} MB, peak so far {peak:.0f} MB")


def _table(ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> None:
    heads = f"{'ours p50':>10}{'p95':>10}{'stock p50':>12}{'p95':>10}{'ratio':>16}"
    print(f"\n{'milliseconds':<20}{heads}")
    for kind in (*ours, "all"):
        mine = percentiles(_of(ours, kind))
        line = f"{kind:<20}{mine[0]:>10.2f}{mine[1]:>10.2f}"
        if theirs:
            stock = percentiles(_of(theirs, kind))
            ratio = f"{stock[0] / mine[0]:.1f}× / {stock[1] / mine[1]:.1f}×"
            line += f"{stock[0]:>12.2f}{stock[1]:>10.2f}{ratio:>16}"
        print(line)


def _of(taken: dict[str, list[float]], kind: str) -> list[float]:
    return taken[kind] if kind != "all" else list(chain.from_iterable(taken.values()))


if __name__ == "__main__":
    main()
