"""Does a word mean the same in whatever thread it is asked? A server has several."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.analysis import english, russian

RUSSIAN = ("сотрудничество", "приветствующими", "договорённостями", "открывшийся", "и", "стали")
ENGLISH = ("cooperation", "relationally", "openings", "investments", "of", "generalizations")


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize(("stem", "words"), [(russian.stem, RUSSIAN), (english.stem, ENGLISH)])
def test_stems_do_not_depend_on_other_threads(
    hurried: None, stem: Callable[[str], str], words: tuple[str, ...]
) -> None:
    alone = {word: stem(word) for word in words}
    asked = words * 150
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(stem, asked)) == [alone[word] for word in asked]


def test_lemmas_do_not_depend_on_other_threads(hurried: None) -> None:
    lemmas = russian.lemmas.__wrapped__  # what is remembered is not asked again
    alone = {word: lemmas(word) for word in RUSSIAN}
    asked = RUSSIAN * 40
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lemmas, asked)) == [alone[word] for word in asked]
