"""Does the engine on disk answer as the definition does, over as many questions as one likes?

    python -m tests.engine.differential QUESTIONS [SEED]

asks both engines the same questions over corpora drawn by SEED, SEED + 1, …, and tells what was
reached. The first difference ends it, with the seed of its corpus and the question.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from archive.engine import Question, Results
from archive.engine.memory import MemoryEngine
from archive.engine.plan import And, Label, Match, Near, Not, Or, Prefix, RankMatch, Within
from archive.engine.whoosh import WhooshEngine, seal
from tests.engine.chance import Commit, history, question

QUESTIONS = 50  # asked of each corpus
HELD = 5  # every so many of them, of the state when half was told
FINGERPRINT = "f"


def differing(seed: int, questions: int = QUESTIONS) -> Counter[str]:
    """What the corpus and the questions of a seed reach. Raises AssertionError where the engines
    differ."""
    chance = Random(seed)
    told = history(chance)
    asked = [question(chance) for _ in range(questions)]
    return compared(told, asked, f"seed {seed}")


def compared(told: tuple[Commit, ...], asked: list[Question], name: str) -> Counter[str]:
    """Both engines are told and asked the same; what was reached. Raises AssertionError."""
    judge = MemoryEngine(FINGERPRINT, clock=lambda: 0.0)
    reached: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        engine = WhooshEngine(path, fingerprint=FINGERPRINT, writable=True, clock=lambda: 0.0)
        try:
            held = judge.reader(), engine.reader()
            for seq, commit in enumerate(told, 1):
                for each in (judge, engine):
                    each.update(commit.entries, commit.removed, seq=seq)
                if seq == len(told) // 2:
                    held = judge.reader(), engine.reader()
                if commit.tidied:
                    engine.tidy(commit.tidied)
            assert engine.state() == judge.state(), name
            assert engine.verify() == (), name
            segments = len(seal.read(path).segments)
            reached.update(_of_corpus(told, segments, judge.state().documents))
            for number, one in enumerate(asked):
                earlier = number % HELD == 0
                both = held if earlier else (judge, engine)
                expected, got = (each.search(one) for each in both)
                reached["asked of an earlier state"] += earlier
                difference = differences(expected, got)
                assert not difference, f"{name}, question {number}: {difference}\n{one}\n{told}"
                reached.update(_of_question(one, expected))
            for field, prefix in (("text", ""), ("text", "w:с"), ("title", "x:"), ("нет", "")):
                assert engine.terms(field, prefix, 7) == judge.terms(field, prefix, 7), name
        finally:
            engine.close()
    return reached


def differences(expected: Results, got: Results) -> str:
    """In what two answers differ: ids, totals, counts, order, or scores by over a millionth."""
    if (got.documents, got.turns) != (expected.documents, expected.turns):
        return f"totals {got.documents, got.turns}, not {expected.documents, expected.turns}"
    if got.facets != expected.facets:
        return "facets"
    shown = [(hit.document, hit.turns, hit.best) for hit in got.hits]
    if shown != [(hit.document, hit.turns, hit.best) for hit in expected.hits]:
        return f"hits {shown}"
    close = all(
        math.isclose(mine.score, judge.score, rel_tol=1e-6, abs_tol=1e-12)
        for mine, judge in zip(got.hits, expected.hits, strict=True)
    )
    return "" if close else "scores"


def _of_corpus(told: tuple[Commit, ...], segments: int, documents: int) -> Iterator[str]:
    """What a corpus has that another may not have."""
    given = [entry for commit in told for entry in commit.entries]
    seen = Counter(entry.id for entry in given)
    yield from ("corpora", f"{segments} segments")
    if not documents:
        yield "empty corpora"
    if any(count > 1 for count in seen.values()):
        yield "replaced documents"
    if any(id in seen for commit in told for id in commit.removed):
        yield "removed documents"
    if any(entry.days == (0, 0) for entry in given):
        yield "undated documents"
    yield from {f"documents of {_size(len(entry.turns))}" for entry in given}
    if any(commit.tidied for commit in told):
        yield "tidied between commits"


def _size(turns: int) -> str:
    return {0: "no turns", 1: "one turn"}.get(turns, "several turns")


def _of_question(asked: Question, found: Results) -> Iterator[str]:
    """What a question has that another may not have."""
    yield from ("questions", f"by {asked.by}", f"sorted by {asked.sort}")
    kinds = Counter(type(part).__name__ for part in _parts(asked.match))
    yield from (f"{kind} in the tree" for kind in kinds)
    if found.turns:
        yield "something found"
    if found.hits and asked.start >= 5:
        yield "a later page"
    if not found.hits and found.turns and asked.start:
        yield "a page beyond the last"
    if asked.days:
        yield "days chosen"
    if any(len(set(values)) > 1 for values in asked.chosen.values()):
        yield "several values chosen"
    if len(asked.chosen) > 1:
        yield "several facets chosen"
    if asked.rank and found.hits and found.hits[0].score:
        yield "scored"
        if any(isinstance(each, RankMatch) for each in asked.rank):
            yield "scored by a match"


def _parts(match: Match) -> Iterator[Match]:
    yield match
    match match:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _parts(part)
        case Not(part):
            yield from _parts(part)
        case Near(left, right, _):
            yield from _parts(left)
            yield from _parts(right)
        case Label() | Prefix() | Within() | _:
            return


def main(arguments: list[str]) -> None:
    """Asks, and tells what was reached."""
    questions, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0
    reached: Counter[str] = Counter()
    while reached["questions"] < questions:
        reached += differing(seed)
        seed += 1
        if reached["corpora"] % 100 == 0:
            print(f"{reached['questions']} questions, next seed {seed}", flush=True)
    for name, count in sorted(reached.items()):
        print(f"{count:9} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
