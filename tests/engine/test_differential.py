"""Does the engine on disk answer as the definition does? Random corpora, random plans, both asked.

`HARBIN_EXAMPLES` is the number of questions; `python -m tests.engine.differential` asks more.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.engine.differential import QUESTIONS, differing

CORPORA = -(-int(os.environ.get("HARBIN_EXAMPLES", "2000")) // QUESTIONS)
PART = 10  # corpora a test
SEEDS = range(0, CORPORA, PART)

REACHED = (
    "empty corpora", "replaced documents", "removed documents", "undated documents",
    "documents of one turn", "documents of several turns", "documents of no turns",
    "tidied between commits", "1 segments",
    "And in the tree", "Or in the tree", "Not in the tree", "Sequence in the tree",
    "Near in the tree", "Prefix in the tree", "Label in the tree", "Within in the tree",
    "All in the tree", "by turn", "by document", "sorted by relevance", "sorted by newest",
    "sorted by oldest", "something found", "a later page", "a page beyond the last",
    "days chosen", "several values chosen", "several facets chosen", "scored", "scored by a match",
)  # fmt: skip


@pytest.fixture(scope="module")
def reached() -> Counter[str]:
    """What the tests of this module have reached together."""
    return Counter()


@pytest.mark.parametrize("first", SEEDS)
def test_the_engine_on_disk_answers_as_the_definition(first: int, reached: Counter[str]) -> None:
    for seed in range(first, min(first + PART, CORPORA)):
        reached.update(differing(seed))


def test_what_was_asked_reaches_everything(reached: Counter[str]) -> None:
    """Comes last: the questions above were of every kind, and most found something."""
    assert reached["corpora"] == CORPORA
    assert not [kind for kind in REACHED if not reached[kind]]
    assert reached["something found"] > reached["questions"] / 4
    most = max(int(name.split()[0]) for name in reached if name.endswith("segments"))
    assert most >= 20
