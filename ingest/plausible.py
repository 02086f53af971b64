"""How much does a text look like Russian, Chinese or English rather than a wrong decoding?

Every Cyrillic decoding of Cyrillic bytes succeeds "strictly", so the text itself must speak:
letters that follow each other in Russian, characters in use in Chinese, capitals only where
words begin, no two scripts in one word, no symbols inside words, no controls.

    >>> plausibility("Здравствуйте, товарищи!").value > 0.9
    True
    >>> wrong = "Здравствуйте, товарищи!".encode("cp1251").decode("koi8-r")
    >>> plausibility(wrong).value < 0.3
    True
    >>> [how for how, _ in repairs("РџСЂРёРІРµС‚, РјРёСЂ")]
    ['utf-8 read as windows-1251']
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .letters import COMMON_HAN, RUSSIAN_PAIRS, RUSSIAN_WORDS, USED_HAN

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
FOREIGN = re.compile("[\u0590-\u1cff\u3040-\u31ff\uac00-\ud7ff]+")
"""Kana, Hangul, Arabic, Thai …: letters we cannot judge."""

WORD = re.compile(r"[^\W\d_]+")
RUSSIAN = re.compile("[а-яё]+")
SLAVIC = re.compile("[а-яёіїєґў]+")
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
ACCENTED_RUN = re.compile("[\u00aa-\u02ff]{2}")

INNER_CAPITAL = re.compile("[a-z][\u00c0-\u00de]")

MARKS = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""Marks inside words that are no sign of anything: accents apart (NFD), hyphens, directions."""

DAMAGE = re.compile(
    "[\x80-\x9f\ufffd\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
    "|锟斤拷|烫烫烫|屯屯屯"
)
"""What no press office writes: C1 controls, U+FFFD, private use, noncharacters, 锟斤拷."""

_ODD = "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶¸¹º»¼½¾¿×÷†‡•‰€™√ƒ≈∆≠≤≥∞◊∙≡⌠⌡№"
SQUARE = re.compile("[\u3200-\u33ff\uff61-\uffdc]")
"""Square units, letters in brackets, half-width kana: two bytes of something else."""

_QUOTES = "‘’‚“”„–—…"
INSIDE = re.compile(
    rf"(?<=[^\W\d_])[{_QUOTES}]{{0,2}}[{_ODD}][{_ODD}{_QUOTES}]{{0,3}}(?=[^\W\d_])"
    "|[\u2500-\u259f]\\w|\\w[\u2500-\u259f]|[âвÃÂРС][€‚]|[\u00c0-\u00ff][€‚ƒ„†‡‰]"
)
"""A symbol between two letters, a line of a table at a letter: ``вЂ™``, ``п÷я─``."""

BEFORE = re.compile(r"(?<!\S)[¬√ƒ≈∆¿¡»÷–—”€](?=[а-яё])")
"""A symbol where a capital should be: ``¬ладимир``, ``—егодня`` (windows-1251 as Mac Cyrillic)."""

FITTING = re.compile(
    r"(?<=[A-Za-z])’(?=[a-z])|(?<![^\s(])[“‘«„](?=\w)|(?<=[\w.,!?])[”’»](?!\w)|(?<=\s)[–—](?=\s)"
)
"""Quotation marks, apostrophes and dashes where an English or Russian writer puts them."""

REPAIRS = (
    ("windows-1251", "cp1251", "utf-8"),
    ("windows-1252", "cp1252", "utf-8"),
    ("iso-8859-1", "latin-1", "utf-8"),
    ("koi8-r", "koi8-r", "utf-8"),
    ("ibm866", "cp866", "utf-8"),
    ("x-mac-cyrillic", "mac-cyrillic", "utf-8"),
    ("gb18030", "gb18030", "utf-8"),
    ("big5", "big5hkscs", "utf-8"),
    ("iso-8859-1", "latin-1", "cp1251"),
    ("windows-1252", "cp1252", "cp1251"),
    ("koi8-r", "koi8-r", "cp1251"),
    ("windows-1251", "cp1251", "koi8-r"),
    ("ibm866", "cp866", "cp1251"),
    ("windows-1251", "cp1251", "cp866"),
    ("iso-8859-1", "latin-1", "gb18030"),
    ("windows-1252", "cp1252", "gb18030"),
    ("gb18030", "gb18030", "big5hkscs"),
    ("big5", "big5hkscs", "gb18030"),
)
"""Ways a text is spoilt before it is saved: what it was read as, and what it was."""


@dataclass(frozen=True, slots=True)
class Plausibility:
    """Weights of letters that speak for a reading and against it."""

    good: float
    bad: float
    other: bool = False

    @property
    def value(self) -> float:
        """From 0 to 1; 1 when there is nothing but ASCII, 0.5 when nothing can be judged."""
        if not self.good and not self.bad:
            return 0.5 if self.other else 1.0
        return self.good / (self.good + 2 * self.bad)

    @property
    def weight(self) -> float:
        """How much is said for the reading, less what is said against it, in letters."""
        return self.good - 2 * self.bad


def plausibility(text: str) -> Plausibility:
    """How a text reads; only what is not ASCII speaks."""
    if text.isascii():
        return Plausibility(0, 0)
    text = text.replace("\x85", "\x84")  # a C1 control too, but str.split takes it for white space
    text = MARKS.sub("", " ".join(word for word in text.split() if not word.isascii()))
    if text.isascii():  # there were no-break spaces only
        return Plausibility(0, 0)
    han = Counter("".join(HAN.findall(text)))
    rest = FOREIGN.sub(" ", HAN.sub(" ", text))
    foreign = sum(map(len, FOREIGN.findall(text)))  # says nothing either way: a value of 0.5
    parts = [_han(han), (0.2 * foreign, 0.1 * foreign), *_words(rest), _signs(text)]
    return Plausibility(sum(g for g, _ in parts), sum(b for _, b in parts), other=True)


def repairs(text: str) -> list[tuple[str, str]]:
    """Readings of a spoilt text that look much better than it: how it was spoilt, and the text.
    Never applied: shown to a person."""
    judged = plausibility(text)
    now = judged.value
    found = []
    for name, spoilt, right in REPAIRS if now < 0.7 and judged.bad else ():
        try:
            mended = text.encode(spoilt).decode(right)
        except UnicodeError:
            continue
        if mended != text and plausibility(mended).value > now + 0.3:
            found.append((f"{_NAMES.get(right, right)} read as {name}", mended))
    return found


_NAMES = {"cp1251": "windows-1251", "cp866": "ibm866", "big5hkscs": "big5"}


def _han(counts: Counter[str]) -> tuple[float, float]:
    """Common characters speak for, rare ones against, the rest says little."""
    common = sum(count for c, count in counts.items() if c in COMMON_HAN)
    used = sum(count for c, count in counts.items() if c in USED_HAN) - common
    rare = counts.total() - common - used
    return common + 0.1 * used, 0.4 * used + rare


def _words(text: str) -> list[tuple[float, float]]:
    words = Counter(word for word in WORD.findall(text) if not word.isascii())
    return [(good * n, bad * n) for word, n in words.items() for good, bad in (_word(word),)]


def _word(word: str) -> tuple[float, float]:
    """What one word with letters beyond ASCII says, in letters."""
    size = len(word)
    if CYRILLIC.search(word):
        if LATIN.search(word) or not _cased(word):
            return 0, size
        return _cyrillic(word.lower().replace("ё", "е"), size)
    if LATIN.search(word):
        return (0, size) if _spoilt_latin(word) else (1, 0)
    return 0.1, 0.05  # Greek, Armenian …: says nothing either way


def _cyrillic(word: str, size: int) -> tuple[float, float]:
    if not RUSSIAN.fullmatch(word):
        return (0.6 * size, 0.1 * size) if SLAVIC.fullmatch(word) else (0.1 * size, size)
    if size == 1:
        return (1, 0) if word in RUSSIAN_WORDS else (0.3, 0.5)
    pairs = sum(word[i : i + 2] in RUSSIAN_PAIRS for i in range(size - 1))
    right = min(1.0, pairs / (size - 1) / 0.7)
    return right * size, (1 - right) * size


def _cased(word: str) -> bool:
    """Capitals only at the start, or everywhere; or as in МИДом, ВОЗом (an ending on capitals)."""
    if word.islower() or word.isupper() or word[1:].islower():
        return True
    tail = word.lstrip("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ")
    return len(word) - len(tail) >= 2 and len(tail) <= 3 and tail.islower()


def _spoilt_latin(word: str) -> bool:
    """``Ïðèâåò``, ``DebianÕs``: accented letters in a row, or inside as capitals, or most."""
    plain = sum(c.isascii() for c in word)
    return bool(ACCENTED_RUN.search(word) or INNER_CAPITAL.search(word)) or plain * 2 <= len(word)


def _signs(text: str) -> tuple[float, float]:
    """What is between the words."""
    damage = sum(3 * len(found) for found in DAMAGE.findall(text))
    damage += len(SQUARE.findall(text))
    inside = 3 * len(INSIDE.findall(text)) + 3 * len(BEFORE.findall(text))
    fitting = len(FITTING.findall(text))
    return 0.5 * fitting, damage + inside
