"""Which terms are Chinese characters indexed under?

One character a position. x: the character, simplified; w: the dictionary words that start at it
(jieba's search mode: every word inside a longer one too); g: it and its neighbour.

    >>> for terms in run_terms("臺灣人"): print(*terms)
    x:台 x:=臺 w:台湾 w:台湾人 g:台湾
    x:湾 x:=灣 g:湾人
    x:人
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version

from opencc import OpenCC

from .folding import HAN, canonical
from .token import EXACT, SECOND, UNFOLDED, WORDS

with warnings.catch_warnings():  # jieba 0.42 imports pkg_resources and has invalid escapes
    warnings.simplefilter("ignore")
    import jieba
try:
    import rjieba
except ImportError:  # no wheel for this machine: the same dictionary and algorithm, slower
    rjieba = None

Cut = Callable[[str, str], list[tuple[str, int, int]]]
"""Words of a run with start and stop, in a mode: "search" or "default"."""


@cache
def rust_cutter() -> Cut | None:
    """rjieba; None where it is not installed."""
    if rjieba is None:
        return None
    segmenter = rjieba.Jieba()
    return segmenter.tokenize


@cache
def python_cutter() -> Cut:
    """jieba.

    Our own Tokenizer, because the global one's dictionary is everyone's; and loaded from the
    package, because its cache is a file in the temporary folder that anyone could have put there.
    """
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(segmenter.get_dict_file())
    segmenter.initialized = True
    return lambda run, mode: list(segmenter.tokenize(run, mode))


def cut(run: str, mode: str, cutter: Cut | None = None) -> Iterator[tuple[str, int, int]]:
    """The words of a run of simplified characters with start and stop: mode "default" without
    overlap, "search" with every dictionary word inside a longer one too.

    Each character the dictionary cannot have is a word of its own; the two segmenters group those
    differently, and in all else are equal (the tests hold them so).
    """
    cutter = cutter or rust_cutter() or python_cutter()
    for stretch in _dictionary_characters().finditer(run):
        begin, words = stretch.start(), cutter(stretch.group(), mode)
        yield from ((word, begin + start, begin + stop) for word, start, stop in words)


@cache
def _dictionary_characters() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fd5]+|.", re.DOTALL)


def lengths(run: str) -> tuple[int, ...]:
    """How many characters the words of a run have that follow each other without overlap."""
    found = cut(_for_segmenting(run, simplified(run)), "default")
    return tuple(stop - start for _, start, stop in found)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def simplified_characters() -> dict[int, str]:
    """Each character that is searched as another one: traditional → simplified by itself,
    compatibility ideographs → unified. A context-free table, so that any part of a text folds
    as it does within the text (a phrase-wise conversion keeps 乾 in 乾隆 but not in 乾燥)."""
    every = [chr(code) for code in _han_codes()]
    unified = [canonical(character) for character in every]
    simple = _converter().convert("\n".join(unified)).split("\n")
    pairs = zip(every, unified, simple, strict=True)
    table = {ord(a): (c if len(c) == 1 else b) for a, b, c in pairs if a != b or b != c}
    # 薴 → 苧 → 苎: what is itself searched as another goes all the way.
    return {code: table.get(ord(simple), simple) for code, simple in table.items()}


@cache
def traditional_characters() -> dict[str, tuple[str, ...]]:
    """The inverse: the unified characters that are searched as this one: 台 → 檯, 臺, 颱."""
    table: dict[str, list[str]] = {}
    for code, simple in simplified_characters().items():
        if canonical(chr(code)) == chr(code):
            table.setdefault(simple, []).append(chr(code))
    return {simple: tuple(sorted(variants)) for simple, variants in table.items()}


def _han_codes() -> list[int]:
    pattern = re.compile(f"[{HAN}]")
    return [code for code in range(0x2E80, 0x33480) if pattern.match(chr(code))]


def simplified(run: str) -> str:
    """A run of ideographs as it is searched, character by character."""
    return run.translate(simplified_characters())


def run_terms(run: str) -> list[tuple[str, ...]]:
    """The terms at each position of a run of ideographs."""
    simple = simplified(run)
    starts: list[list[str]] = [[] for _ in run]
    for word, start, _ in cut(_for_segmenting(run, simple), "search"):
        if WORDS + word not in starts[start]:
            starts[start].append(WORDS + word)
    last = len(run) - 1
    found = []
    for at, character in enumerate(run):
        pair = (SECOND + simple[at : at + 2],) if at < last else ()
        found.append((*character_terms(character), *starts[at], *pair))
    return found


@lru_cache(maxsize=1 << 14)
def character_terms(character: str) -> tuple[str, ...]:
    """The exact terms of one ideograph."""
    unified, simple = canonical(character), simplified(character)
    return (EXACT + simple, UNFOLDED + unified) if unified != simple else (EXACT + simple,)


def _for_segmenting(run: str, simple: str) -> str:
    # A whole phrase converts better (乾隆 stays), which is what the dictionary has.
    if run == simple:
        return run
    phrase = _converter().convert("".join(map(canonical, run)))
    return phrase if len(phrase) == len(run) else simple


def spellings(text: str) -> tuple[str, ...]:
    """How a text is written in simplified and in traditional characters."""
    return _converter().convert(text), _traditional_converter().convert(text)


@cache
def _traditional_converter() -> OpenCC:
    return OpenCC("s2t")


def fingerprint() -> str:
    """The dictionary and conversion these terms come from. rjieba and jieba cut alike."""
    return f"jieba {version('jieba')} opencc {version('opencc')}"
