"""Which terms is a Russian word indexed under?

Its surface, every lemma pymorphy3 thinks possible, and its Snowball stem. ё is folded after
lemmatising, because е may stand for it: «все» is весь and всё.

    >>> terms("стали")
    ('x:стали', 'w:стать', 'w:сталь', 'g:стал')
    >>> terms("ёлку")
    ('x:елку', 'x:=ёлку', 'w:елка', 'g:елк')
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.metadata import version
from itertools import combinations

import pymorphy3
import snowballstemmer

from .folding import without_yo
from .token import EXACT, SECOND, UNFOLDED, WORDS

LEAST = 0.01
"""A lemma less probable than this is left out (scores summed per lemma; LIBRARIES: all lemmas
99.5 % recall, 95.6 % precision on single words)."""

_LONGEST = 40  # letters; a longer "word" is not looked up
_MOST_YO = 5  # letters е of one word that are tried as ё in every combination


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 15)
def terms(word: str) -> tuple[str, ...]:
    """The terms of a folded word (ё kept)."""
    surface = without_yo(word)
    unfolded = (UNFOLDED + word,) if surface != word else ()
    lemma_terms = tuple(WORDS + lemma for lemma in search_lemmas(word))
    return (EXACT + surface, *unfolded, *lemma_terms, SECOND + stem(surface))


def stem(word: str) -> str:
    """The Snowball stem (Porter 2001) of a folded word without ё."""
    if len(word) > _LONGEST:
        return word
    # A stemmer works in its own attributes: one shared by threads mixes up their words.
    return snowballstemmer.stemmer("russian").stemWord(word)


def search_lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of a folded word as they are searched, without ё; likeliest first."""
    return tuple(dict.fromkeys(without_yo(lemma) for lemma, _ in lemmas(word)))


@lru_cache(maxsize=1 << 14)
def lemmas(word: str) -> tuple[tuple[str, float], ...]:
    """The possible lemmas, as written with ё, each with its probability, likeliest first."""
    if len(word) > _LONGEST or len(word) == 1:  # «е» of «т.е.» is no form of быть
        return ((word, 1.0),)
    scores: dict[str, float] = {}
    for parse in _morphology().parse(word):
        scores[parse.normal_form] = scores.get(parse.normal_form, 0.0) + parse.score
    likely = [(lemma, score) for lemma, score in scores.items() if score >= LEAST]
    return tuple(sorted(likely, key=lambda pair: -pair[1])) or ((word, 1.0),)


def is_known(word: str) -> bool:
    """Whether the dictionary has the word, so that its lemmas are no guess."""
    return len(word) <= _LONGEST and _morphology().word_is_known(word)


def may_be_name(word: str) -> bool:
    """Whether a capitalised word may be somebody's name: «Мельник», «Лесной», «Ряйсянен»; but not
    «Следствие», «Вернувшись» or «Коммерсанты», which open a sentence."""
    if not is_known(word) or len(word) < 5:
        return True
    return any(
        parse.tag.POS in ("ADJF", "ADJS")
        or {"Surn", "Name", "Patr"} & parse.tag.grammemes
        or {"anim", "sing"} <= parse.tag.grammemes
        for parse in _morphology().parse(word)
    )


def yo_spellings(word: str) -> tuple[str, ...]:
    """Every way to write the word with ё for some of its е, at most 31 (words with more than
    five е: one or two of them)."""
    places = [at for at, letter in enumerate(word) if letter == "е"]
    most = len(places) if len(places) <= _MOST_YO else 2
    spellings = []
    for count in range(1, most + 1):
        for chosen in combinations(places, count):
            letters = ["ё" if at in chosen else letter for at, letter in enumerate(word)]
            spellings.append("".join(letters))
    return tuple(spellings)


def known_spellings(word: str) -> tuple[str, ...]:
    """How the dictionary writes the word, where е and ё are one: все → всё, все."""
    if len(word) > _LONGEST or not is_known(word):
        return (word,)
    return tuple(dict.fromkeys(parse.word for parse in _morphology().parse(without_yo(word))))


def fingerprint() -> str:
    """The dictionaries and stemmer these terms come from."""
    names = ("pymorphy3", "pymorphy3-dicts-ru", "snowballstemmer")
    return " ".join(f"{name} {version(name)}" for name in names) + f" least {LEAST}"
