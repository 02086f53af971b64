"""Whose are quotations of people nobody knows said to be, in articles no rule was written for?

press/held.toml holds eighteen articles in three languages. A quotation counts as *given* when the
name is the right one (nobody, where the article names nobody), as *another's* when it is not, as
*nobody's* when a speaker was left out. Texts are compared by their letters: where a quotation is
interrupted by its attribution, its parts may be found as one or apart.

    >>> letters("«Да, — сказал…»")
    'дасказал'
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.articles.checking import claimed
from archive.articles.quotations import Quotation, quotations
from archive.people import People

PRESS = Path(__file__).parent / "press"
NOBODY_KNOWN = People(())


def letters(text: str) -> str:
    """A text without spaces, marks and case."""
    return re.sub(r"\W", "", text).casefold()


def found_for(meant: dict, found: list[Quotation]) -> Quotation | None:
    """The quotation that covers what was meant, or at least half of it; the nearest in length."""
    words = letters(meant["text"])
    sizes = {
        one: abs(len(letters(one.text)) - len(words))
        for one in found
        if words in letters(one.text)
        or (letters(one.text) in words and 2 * len(letters(one.text)) >= len(words))
    }
    return min(sizes, key=lambda one: (one.kind == "indirect", sizes[one])) if sizes else None


def same(name: str, meant: dict) -> bool:
    """Whether a name is of who was meant: by the surname, in any case, or another of his names."""
    whole = letters(name)
    stems = [meant["speaker"], *meant.get("also", ())]
    words = [letters(re.split(r"[\s·]", one)[-1]) for one in stems]
    return any(word[: max(2, len(word) - 2)] in whole or whole in word for word in words)


def given(meant: dict, found: list[Quotation], article: str) -> str:
    """What became of a quotation: "given", "nobody's", "another's" or "missed"."""
    one = found_for(meant, found)
    if one is None:
        return "missed"
    name = claimed(one, article, NOBODY_KNOWN) or ""
    if not name:
        return "nobody's" if meant["speaker"] else "given"
    return "given" if meant["speaker"] and same(name, meant) else "another's"


def articles(name: str) -> Iterator[dict]:
    yield from tomllib.loads((PRESS / f"{name}.toml").read_text("utf8"))["article"]


def measured(name: str) -> dict[str, Counter[str]]:
    """Of a set of articles, by language: how many quotations came to what."""
    counts: dict[str, Counter[str]] = {}
    for article in articles(name):
        text = article["text"]
        found = [one for one in quotations(text) if one.kind != "name"]
        counts.setdefault(article["language"], Counter()).update(
            given(meant, found, text) for meant in article["quotation"]
        )
    return counts


BEFORE = {
    "ru": Counter({"given": 39, "nobody's": 10, "another's": 8, "missed": 8}),
    "zh": Counter({"given": 38, "nobody's": 13, "another's": 4, "missed": 11}),
    "en": Counter({"given": 41, "nobody's": 10, "another's": 17, "missed": 8}),
}
"""Of the eighteen, before anything was learned from them: the figure to expect of new articles."""


NOW = {
    "ru": Counter({"given": 53, "nobody's": 8, "missed": 4}),
    "zh": Counter({"given": 53, "nobody's": 5, "missed": 8}),
    "en": Counter({"given": 59, "nobody's": 7, "another's": 1, "missed": 9}),
}
"""Since they were learned from: of no use as a forecast."""


@pytest.mark.parametrize("language", NOW)
def test_strangers_get_no_words_of_others(language: str) -> None:
    assert measured("held")[language] == NOW[language]
    assert NOW[language]["given"] >= BEFORE[language]["given"]
