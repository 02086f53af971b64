"""What does the archive say to each quotation of an article?

A quotation is looked up with its attribution as the claim. Where the article only says "he", or
goes on after an earlier quotation, the attribution is concluded, and stays marked so: what is
found right is then right *if* that person was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..analysis import tokenize
from ..analysis.token import WORDS
from ..people import People
from ..quotes.values import LONGEST, QuoteQuery, QuoteReport
from .naming import RUNS, is_patronymic, stripped
from .quotations import Quotation, quotations

MOST = 100
"""Quotations of an article that are looked up; those after are listed as not checked."""

Ask = Callable[[QuoteQuery], QuoteReport]


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation, the speaker it was looked up with (a full name where the article or the
    authority file has one; None: nobody is named), and the answer; None where it was not looked
    up, `unchecked` says why: "name", "too-long" or "too-many"."""

    quotation: Quotation
    speaker: str | None
    report: QuoteReport | None
    unchecked: str | None = None


def of_another(one: Checked) -> bool:
    """Whether the words are somebody else's than the article says, or nobody's."""
    claim = one.report.claim if one.report else None
    return claim is not None and claim.speaker in ("other", "editorial", "read-out")


def in_pieces(article: str, rows: Iterable[Checked]) -> Iterator[tuple[str, int | None]]:
    """The article cut at its quotations: each stretch of text, and the number of the row it is
    quoted in (from 1; None: the article's own words). Joined, they are the article."""
    spans = sorted(
        (start, stop, number)
        for number, one in enumerate(rows, start=1)
        if one.quotation.kind not in ("nested", "name")
        for start, stop in one.quotation.pieces
    )
    done = 0
    for start, stop, number in spans:
        if start < done:
            continue
        yield article[done:start], None
        yield article[start:stop], number
        done = stop
    yield article[done:], None


def checked(article: str, ask: Ask, people: People, date: str | None = None) -> Iterator[Checked]:
    """Each quotation of an article with the answer to it, in the order of the article; `date` is
    when the words are claimed to have been said. Raises what `ask` does."""
    asked = 0
    for quotation in quotations(article):
        speaker = claimed(quotation, article, people)
        why = _unchecked(quotation, asked)
        if why:
            yield Checked(quotation, speaker, None, why)
            continue
        asked += 1
        yield Checked(quotation, speaker, ask(QuoteQuery(quotation.text, speaker, date)))


def _unchecked(quotation: Quotation, asked: int) -> str | None:
    if quotation.kind == "name":
        return "name"
    if len(quotation.text) > LONGEST:
        return "too-long"
    return "too-many" if asked >= MOST else None


def claimed(quotation: Quotation, article: str, people: People) -> str | None:
    """Whom the article names, as fully as it does anywhere before: for "Petrov" the "Ivan Petrov"
    of an earlier line; by the name the authority file has, where it can be only one person."""
    told = quotation.attribution
    if told is None or not told.name:
        return None
    name = told.name
    if quotation.language != "zh":
        name = _in_full(name, article[: quotation.start], quotation.language)
    for phrase in (name, told.label):
        known = people.mentioned(tokenize(phrase))
        if len(known) == 1:
            person = people.get(known[0])
            return person.name(quotation.language) if person else name
    return name


def _in_full(name: str, before: str, language: str) -> str:
    """The longest name printed before that ends in the same word, when there is but one such; else
    one that begins with it, as Chinese names do. «Ашот Левонович» is the one «Ашот Саркисов»."""
    words = name.split()
    if len(words) == 2 and is_patronymic(words[1]):
        found = _full_names(_forms(words[0]), before, language, 0)
        full = [one for one in found if not is_patronymic(one.split()[1])]
        return full[0] if len(full) == 1 else name
    if len(words) > 1:
        return name
    for at in (-1, 0):
        found = _full_names(_forms(name), before, language, at)
        if len(found) == 1:
            return found[0]
    return name


def _full_names(wanted: frozenset[str], before: str, language: str, at: int) -> tuple[str, ...]:
    """The different names of several words that have a form of this word at a place."""
    full: dict[frozenset[str], str] = {}
    for run in RUNS[language].finditer(before):
        words = stripped(run.group(), language).split()
        if len(words) > 1 and wanted & _forms(words[at]):
            full.setdefault(_forms(words[0 if at else -1]), " ".join(words))
    return tuple(full.values())


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    """What a word is a form of."""
    terms = {term for token in tokenize(word) for term in token.terms}
    return frozenset(term for term in terms if term.startswith(WORDS))
