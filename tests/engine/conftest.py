"""What the engines' tests share: entries written as one line of words, and engines to try."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from archive.analysis.token import Token
from archive.engine import GAP, UNDATED, Entry, EntryTurn, SearchEngine
from archive.engine.memory import MemoryEngine
from archive.engine.whoosh import WhooshEngine

FINGERPRINT = "of these tests"


def written(text: str) -> tuple[Token, ...]:
    """The tokens of a line: "стали/сталь/стать" is the surface with its lemmas, a word alone is
    its own lemma, "¶" begins the next passage."""
    tokens: list[Token] = []
    position = 0
    for word in text.split():
        if word == "¶":
            position += GAP
            continue
        surface, *lemmas = word.split("/")
        terms = (f"x:{surface}", *(f"w:{lemma}" for lemma in lemmas or [surface]))
        tokens.append(Token(position, 0, 0, terms))
        position += 1
    return tuple(tokens)


def spoken(id: str, *turns: str | tuple[str, dict], day: str = "", title: str = "") -> Entry:
    """An entry: each turn a line, or a line and its labels; `day` '2024', '2024-05' or a day."""
    made = []
    for number, turn in enumerate(turns):
        line, labels = (turn, {}) if isinstance(turn, str) else turn
        tokens = {"text": written(line)} | ({"title": written(title)} if title else {})
        labels = {name: (v,) if isinstance(v, str) else v for name, v in labels.items()}
        made.append(EntryTurn(number, tokens, labels))
    return Entry(id, days(day), tuple(made))


def days(day: str) -> tuple[int, int]:
    """The first and last day of '2024', '2024-05' or '2024-05-17'; '' is undated."""
    if not day:
        return UNDATED
    year, month, number = ([int(part) for part in day.split("-")] + [0, 0])[:3]
    if number:
        exact = date(year, month, number).toordinal()
        return exact, exact
    after = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1).toordinal()
    return date(year, month or 1, 1).toordinal(), after - 1


MAKERS: dict[str, Callable[[], SearchEngine]] = {
    "memory": lambda: MemoryEngine(FINGERPRINT),
    "whoosh": lambda: WhooshEngine(None, fingerprint=FINGERPRINT, writable=True),
}


@pytest.fixture(params=MAKERS)
def engine(request: pytest.FixtureRequest) -> Iterator[SearchEngine]:
    """An empty engine of each kind in turn."""
    made = MAKERS[request.param]()
    yield made
    made.close()


@pytest.fixture(name="spoken")
def _spoken() -> Callable[..., Entry]:
    return spoken


@pytest.fixture(name="days")
def _days() -> Callable[[str], tuple[int, int]]:
    return days


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """No file can be written beyond so many bytes, as when there is no room on the disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
