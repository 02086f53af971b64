"""How soon is a visitor helped who types, and one who mistyped?

    python bench/visitor.py ARCHIVE [--seed N] [--count N]

Completions: words drawn from the archive's own texts, cut after two to six letters, alone or after
another word of the same text. Suggestions: one, two and three words of a text, each with one letter
wrong (with two, from eight letters on). Milliseconds of CPU, after two hundred of them; the
search of the page itself, beside which both stand, is the baseline.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.catalogue import Archive  # noqa: E402
from archive.opening import open_archive  # noqa: E402
from archive.search import SearchRequest  # noqa: E402

WARM = 200  # a server has read the commonest words before
WORD = re.compile(r"[а-яё]{4,}|[a-z]{4,}|[\u4e00-\u9fff]{2,4}", re.IGNORECASE)


def texts(archive: Archive, chance: random.Random, count: int) -> list[list[str]]:
    """The words of so many passages."""
    ids = chance.sample(sorted(archive.store.ids(limit=100_000)), count)
    stored = archive.store.many(tuple(ids)).values()
    passages = (
        chance.choice(one.document.passages).text for one in stored if one.document.passages
    )
    return [words for words in map(WORD.findall, passages) if len(words) > 5]


def begun(words: list[str], chance: random.Random) -> str:
    """The end of a query being typed."""
    word = chance.choice(words)
    cut = word[: chance.randint(1 if word > "\u4e00" else 2, 6)]
    return cut if chance.random() < 0.5 else f"{chance.choice(words)} {cut}"


def mistyped(words: list[str], count: int, chance: random.Random) -> str:
    """Words with a letter wrong."""
    return " ".join(_wrong(word, chance) for word in chance.sample(words, min(count, len(words))))


def _wrong(word: str, chance: random.Random) -> str:
    for _ in range(2 if len(word) >= 8 else 1):
        at = chance.randrange(len(word))
        word = word[:at] + chance.choice(word) + word[at + 1 :]
    return word


def row(name: str, ask: Callable[[SearchRequest], object], questions: list[str]) -> None:
    """Prints one row of the table."""
    spent = []
    for text in questions:
        began = time.process_time()
        ask(SearchRequest(text))
        spent.append((time.process_time() - began) * 1000)
    spent = sorted(spent[WARM:])
    p95 = spent[int(len(spent) * 0.95)]
    print(f"{name:<28}{statistics.median(spent):8.1f}{p95:8.1f}{spent[-1]:8.1f}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=400)
    given = parser.parse_args()
    archive, chance = open_archive(given.archive), random.Random(given.seed)
    state = archive.index.reader().state()
    drawn = texts(archive, chance, min(given.count + WARM, state.documents))
    print(f"{state.turns} turns; ms of CPU     p50     p95     max")
    row("search, five facets", archive.search, [" ".join(words[:2]) for words in drawn])
    row("completion", archive.completions, [begun(words, chance) for words in drawn])
    for count in (1, 2, 3):
        wrong = [mistyped(words, count, chance) for words in drawn]
        row(f"suggestions, {count} words wrong", archive.suggestions, wrong)


if __name__ == "__main__":
    main()
