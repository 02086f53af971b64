"""How well does ranking put the right passage first? Our compiled rank beside its variants.

    python bench/relevance.py ../shared/data/samples/xquad ../shared/data/scale

A question of XQuAD is asked of the paragraphs of its language, alone and among distractors drawn by
a seed from other texts of the language, cut to the length of paragraphs. A visitor's words must all
be found in a turn; a question's need not: what is measured is the order, so whatever bears one of
the ranked terms is found, and the rest is left to the score. MRR@10 in per cent: the mean of one
over the place of the right paragraph, nothing beyond the tenth.

Every variant ranks on the same index; they differ in the terms asked for and their weights.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archive.analysis import SECOND, UNFOLDED, WORDS, readings, russian, tokenize
from archive.compiling import compiled
from archive.engine import UNDATED, Entry, EntryTurn, Question, SearchEngine
from archive.engine.plan import Or, Rank, RankMatch, RankTerm, Sequence, Slot
from archive.engine.whoosh import WhooshEngine
from archive.query import Word

LANGUAGES = ("ru", "zh", "en")
PARAGRAPH = {"ru": 900, "en": 900, "zh": 300}  # code points of a distractor
HARD = {"ru": 961, "en": 840, "zh": 2609}  # documents with the distractors
BATCH = 500

Variant = Callable[[str], tuple[Rank, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the number of the paragraph that answers it."""

    text: str
    paragraph: int


def xquad(path: Path) -> tuple[list[str], list[Asked]]:
    """The paragraphs and the questions of a language."""
    paragraphs: list[str] = []
    questions: list[Asked] = []
    for article in json.loads(path.read_text("utf8"))["data"]:
        for paragraph in article["paragraphs"]:
            number = len(paragraphs)
            paragraphs.append(paragraph["context"])
            questions += [Asked(qa["question"], number) for qa in paragraph["qas"]]
    return paragraphs, questions


def distractors(path: Path, language: str, count: int, seed: int) -> list[str]:
    """The beginnings of so many texts, drawn by the seed."""
    with lzma.open(path, "rt", encoding="utf8") as file:
        texts = [json.loads(line)["text"] for line in file]
    drawn = random.Random(seed).sample(texts, min(count, len(texts)))
    return [text[: PARAGRAPH[language]] for text in drawn]


def built(paragraphs: list[str]) -> SearchEngine:
    """An engine in which each paragraph is a document; its number is its id."""
    engine = WhooshEngine(None, fingerprint="", writable=True)
    rows = [
        Entry(str(number), UNDATED, (EntryTurn(0, {"text": tokenize(text)}, {}),))
        for number, text in enumerate(paragraphs)
    ]
    for at in range(0, len(rows), BATCH):
        engine.update(rows[at : at + BATCH], seq=at + 1)
    return engine


# -- variants ------------------------------------------------------------------------------------


def ours(question: str) -> tuple[Rank, ...]:
    """What the site asks for, as it weighs it; there are no titles here."""
    ranked = compiled(Word(question)).rank
    return tuple(t for t in ranked if isinstance(t, RankMatch) or t.field == "text")


def ours_with(**weights: float) -> Variant:
    """The site's terms with other weights by stream: x, w, g."""

    def weighed(question: str) -> tuple[RankTerm, ...]:
        ranked = (replace(t, weight=weights.get(t.term[0], t.weight)) for t in _every(question))
        return tuple(term for term in ranked if term.weight)

    return weighed


def likely(question: str) -> tuple[RankTerm, ...]:
    """The site's terms, a Russian lemma weighing as much as it is probable."""
    return tuple(replace(t, weight=w) for t, w in _likely(question))


def first_lemma(question: str) -> tuple[RankTerm, ...]:
    """The site's terms, of Russian lemmas the likeliest alone."""
    kept: dict[RankTerm, None] = {}
    for reading in readings(question):
        for token in reading.tokens:
            words = [term for term in token.terms if term.startswith(WORDS)]
            seconds = [term for term in token.terms if term.startswith(SECOND)]
            words = words if reading.script == "han" else words[:1]
            kept |= {RankTerm("text", term): None for term in (*words, *seconds)}
    return tuple(kept)


def _every(question: str) -> tuple[RankTerm, ...]:
    """Every term of the question once, but for unfolded ones."""
    terms = dict.fromkeys(
        term
        for token in tokenize(question)
        for term in token.terms
        if not term.startswith(UNFOLDED)
    )
    return tuple(RankTerm("text", term) for term in terms)


def _likely(question: str) -> Iterator[tuple[RankTerm, float]]:
    chances: dict[str, float] = {}
    for token in tokenize(question):
        surface = question[token.start : token.stop].lower()
        for lemma, chance in russian.lemmas(surface):
            term = WORDS + lemma.replace("ё", "е")
            chances[term] = max(chance, chances.get(term, 0.0))
    for term in ours(question):
        if isinstance(term, RankMatch):
            continue
        yield term, term.weight * min(1.0, chances.get(term.term, 1.0))


VARIANTS: dict[str, Variant] = {
    "as the site ranks": ours,
    "as printed": ours_with(x=1, w=0, g=0),
    "words": ours_with(x=0, w=1, g=0),
    "stems, bigrams": ours_with(x=0, w=0, g=1),
    "words + stems, bigrams": ours_with(x=0, w=1, g=1),
    "… g: 0.5": ours_with(x=0, w=1, g=0.5),
    "… g: 1.5": ours_with(x=0, w=1, g=1.5),
    "… x: 0.15": ours_with(x=0.15, w=1, g=1),
    "… x: 0.3": ours_with(x=0.3, w=1, g=1),
    "… x: 0.6": ours_with(x=0.6, w=1, g=1),
    "likeliest lemma": first_lemma,
    "lemmas by chance": likely,
}
"""By name, what a question asks for. Where a language has no such stream, variants coincide."""


# -- measure -------------------------------------------------------------------------------------


def mrr(engine: SearchEngine, questions: list[Asked], variant: Variant) -> float:
    """The mean reciprocal rank within the first ten, in per cent."""
    return 100 * sum(_reciprocal(engine, asked, variant) for asked in questions) / len(questions)


def _reciprocal(engine: SearchEngine, asked: Asked, variant: Variant) -> float:
    rank = variant(asked.text)
    terms = (each for each in rank if isinstance(each, RankTerm))
    match = Or(tuple(Sequence(t.field, (Slot((t.term,)),)) for t in terms))
    hits = engine.search(Question(match, rank, count=10)).hits
    places = [at for at, hit in enumerate(hits, 1) if hit.document == str(asked.paragraph)]
    return 1 / places[0] if places else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("xquad", type=Path, help="folder of xquad.LANGUAGE.json")
    parser.add_argument("texts", type=Path, help="folder of LANGUAGE.jsonl.xz, for distractors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--many", type=int, default=5000, help="distractors of the largest set")
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    asked = parser.parse_args()
    for language in asked.languages:
        paragraphs, questions = xquad(asked.xquad / f"xquad.{language}.json")
        others = distractors(asked.texts / f"{language}.jsonl.xz", language, asked.many, asked.seed)
        hard = min(len(others), max(0, HARD[language] - len(paragraphs)))
        sizes = (0, hard, len(others))
        engines = [built(paragraphs + others[:size]) for size in sizes]
        print(f"\n{language}: {len(questions)} questions; MRR@10 among how many paragraphs")
        print(f"{'':24}", *(f"{len(paragraphs) + size:8}" for size in sizes))
        for name, variant in VARIANTS.items():
            figures = (mrr(engine, questions, variant) for engine in engines)
            print(f"{name:24}", *(f"{figure:8.2f}" for figure in figures))


if __name__ == "__main__":
    main()
