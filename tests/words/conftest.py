"""What the tests of words share: texts searched as the archive would search them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.analysis import tokenize
from archive.compiling import compiled
from archive.engine import Entry, EntryTurn, Question
from archive.engine.memory import MemoryEngine
from archive.query import parse

Found = Callable[..., list[str]]


@pytest.fixture(scope="session")
def found() -> Found:
    """found(query, *texts, exact=…, off=…): those of the texts that a query finds, best first."""

    def search(query: str, *texts: str, **how: object) -> list[str]:
        plan = compiled(parse(query).tree, **how)
        question = Question(plan.match, plan.rank, count=len(texts))
        return [texts[int(hit.document)] for hit in _engine(texts).search(question).hits]

    return search


def _engine(texts: tuple[str, ...]) -> MemoryEngine:
    engine = MemoryEngine()
    entries = [
        Entry(str(number), (0, 0), (EntryTurn(0, {"text": tokenize(text)}, {}),))
        for number, text in enumerate(texts)
    ]
    engine.update(entries, seq=1)
    return engine
