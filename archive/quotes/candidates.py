"""In which turns may a quote stand? A few questions to the engine, no text read.

First the whole quote as one phrase. Where that is nowhere, its *shingles*: runs of a few words, the
rarest first, each a phrase of its own; a turn is as likely as its shingles are many and rare, and a
long speech is not put behind a short note, as it would be by a score that minds length. Last its
rarest words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..analysis import EXACT, SECOND, Token, tokenize
from ..engine import Question, Reader
from ..engine.plan import And, Or, RankTerm, Slot
from ..engine.plan import Sequence as Phrase
from .values import Span

Turn = tuple[str, int]
"""The id of a document and the number of a turn (index.turns) in it."""

LONG, SHORT = 6, 3  # tokens of a shingle; of words, half as many and one
_MOST_LONG, _MOST_SHORT = 10, 14
_COMMON = 60  # turns: a shingle in more of them is no evidence
_MOST_COUNTED = 80  # terms whose frequency is looked up
_ENOUGH = 2.0  # votes of a turn that is not looked for with shorter shingles
_MOST_WORDS = 12
_MOST_MENDED = 6
_MOST_PARTS = 40  # pieces of a quote with omissions that are asked for at once


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the whole quote stands as one phrase: how many turns and documents, and some turns."""

    turns: int
    documents: int
    some: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """An engine with what is chosen beforehand (the language), asked about one quote; in the words
    that stand, or (field "earlier") in those that only earlier versions have."""

    engine: Reader
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: str = "text"

    def whole(
        self, rows: Sequence[tuple[Token, ...]], most: int, **more: tuple[str, ...]
    ) -> Standing:
        """Turns that have every row of tokens as a phrase, oldest first."""
        parts = tuple(dict.fromkeys(self._phrase(row) for row in rows))
        parts = tuple(sorted(parts, key=lambda part: -len(part.slots))[:_MOST_PARTS])
        match = parts[0] if len(parts) == 1 else And(parts)
        chosen = {**self.chosen, **more}
        found = self.engine.search(
            Question(match, chosen=chosen, by="turn", sort="oldest", count=most)
        )
        return Standing(
            found.turns, found.documents, tuple((h.document, h.best[0]) for h in found.hits)
        )

    def likely(self, rows: Sequence[tuple[Token, ...]], most: int) -> tuple[Turn, ...]:
        """The turns in which pieces of the quote stand as they are, likeliest first."""
        rarity = self._rarity(rows)
        votes: dict[Turn, float] = {}
        for length, shingles_most in ((LONG, _MOST_LONG), (SHORT, _MOST_SHORT)):
            self._vote(_shingles(rows, length, rarity, shingles_most), votes)
            if votes and max(votes.values()) > _ENOUGH:
                break
        return tuple(sorted(votes, key=lambda turn: (-votes[turn], turn))[:most])

    def _vote(self, shingles: Iterable[tuple[Token, ...]], votes: dict[Turn, float]) -> None:
        for shingle in shingles:
            question = Question(
                self._phrase(shingle), chosen=self.chosen, by="turn", sort="oldest", count=_COMMON
            )
            found = self.engine.search(question)
            if 0 < found.turns <= _COMMON:
                worth = 1 / math.log2(1 + found.turns)
                for hit in found.hits:
                    turn = hit.document, hit.best[0]
                    votes[turn] = votes.get(turn, 0.0) + worth

    def by_words(self, rows: Sequence[tuple[Token, ...]], most: int) -> tuple[Turn, ...]:
        """Turns with the most of the quote's rarest words in any form, misprints mended."""
        tokens = {token.terms[0]: token for row in rows for token in row}
        rarity = self._rarity(rows)
        counted = sorted((n, term) for term, n in rarity.items() if n)[:_MOST_WORDS]
        meant = [_broad(tokens[term]) for _, term in counted]
        lost = sorted((t for t, n in rarity.items() if not n and len(t) > 6), key=len, reverse=True)
        for term in lost[:_MOST_MENDED]:
            near = self.engine.similar("text", term, 2 if len(term) > 9 else 1, 2)
            meant += [(found.term,) for found in near]
        rank = tuple(RankTerm("text", term) for terms in meant for term in terms)
        match = Or(tuple(Phrase("text", (Slot(terms),)) for terms in meant))
        found = self.engine.search(Question(match, rank, self.chosen, by="turn", count=most))
        return tuple((hit.document, hit.best[0]) for hit in found.hits)

    def _rarity(self, rows: Sequence[tuple[Token, ...]]) -> dict[str, int]:
        """In how many turns the quote's words stand; of a long quote, of every so manieth."""
        terms = list(dict.fromkeys(token.terms[0] for row in rows for token in row))
        step = max(1, len(terms) // _MOST_COUNTED)
        return {term: self._count(term) for term in terms[::step]}

    def _count(self, term: str) -> int:
        found = self.engine.terms(self.within, term, 1)
        return next((t.turns for t in found if t.term == term), 0)

    def _phrase(self, row: Sequence[Token]) -> Phrase:
        return Phrase(self.within, tuple(Slot((token.terms[0],)) for token in row))


def tokens_apart(text: str, apart: Iterable[Span]) -> tuple[tuple[Token, ...], ...]:
    """The words of a text in rows, cut where something of the quoter's own stands."""
    rows: list[tuple[Token, ...]] = []
    start = 0
    for a, b in (*sorted(apart), (len(text), len(text))):
        if row := tokenize(text[start:a]):
            rows.append(row)
        start = max(start, b)
    return tuple(rows)


def _shingles(
    rows: Sequence[tuple[Token, ...]], length: int, rarity: Mapping[str, int], most: int
) -> list[tuple[Token, ...]]:
    """Runs of words without overlap, spread over the quote, the rarest of them."""
    found: list[tuple[float, tuple[Token, ...]]] = []
    for row in rows:
        at = 0
        while at < len(row):
            size = length if _ideographic(row[at]) else max(2, length // 2 + 1)
            shingle = row[at : at + size]
            if len(shingle) == size or len(row) < size:
                counts = [rarity[t.terms[0]] for t in shingle if t.terms[0] in rarity]
                if counts and min(counts) > 0:
                    found.append((min(counts), shingle))
            at += max(1, size // 2)
    return [shingle for _, shingle in sorted(found, key=lambda pair: pair[0])[:most]]


def _broad(token: Token) -> tuple[str, ...]:
    """The terms by which a word is looked for in any form: of an ideograph it and its neighbour."""
    pair = tuple(term for term in token.terms if term.startswith(SECOND))
    if _ideographic(token):
        return pair or token.terms[:1]
    return tuple(term for term in token.terms if not term.startswith((SECOND, EXACT + "=")))


def _ideographic(token: Token) -> bool:
    return token.stop - token.start == 1 and token.terms[0][-1] >= "\u2e80"
