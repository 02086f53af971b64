"""Which language is a text in? Scripts are counted; only where they do not decide, words are.

Chinese is what is mostly Han without kana; Russian is told from the other Cyrillic languages and
English from the other Latin ones by py3langid (Lui & Baldwin, ACL 2012), asked about those only.

    >>> [language_of(text) for text in ("Добрый день, коллеги!", "各位来宾，大家好", "Good day.")]
    ['ru', 'zh', 'en']
    >>> [language_of(text) for text in ("Шановні пані та панове, вітаю", "2024", "おはよう皆さん")]
    ['und', 'und', 'und']
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

CYRILLIC_LANGUAGES = ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn")
LATIN_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "tr", "ro", "hu", "vi", "id",
)  # fmt: skip

SAMPLE = 20_000
"""Characters looked at, from the middle of a long text: greetings and credits are at its ends."""

SAID = 2_000
"""Characters whose words are looked at."""

FEW = 20
"""Letters below which words say nothing: a name is in every language."""

_SCRIPTS = {
    "zh": re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"),
    "ja": re.compile("[\u3041-\u30fa\u30fd-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ru": re.compile("[\u0400-\u052f]"),
    "en": re.compile("[A-Za-z\u00c0-\u024f]"),
    "other": re.compile("[\u0370-\u03ff\u0530-\u1cff]"),
}
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђџѕқңөүұһғәІЇЄҐЎЈЉЊЋЂЏЅ]")
_HAN_WEIGHT = 3  # a Chinese character says as much as three letters


def language_of(text: str) -> str:
    """ "ru", "zh" or "en"; "und" when it is another language, mixed evenly, or has no letters."""
    start = max(0, (len(text) - SAMPLE) // 2)
    text = text[start : start + SAMPLE]
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    counts["zh"] *= _HAN_WEIGHT
    counts["ko"] *= 2
    script = max(counts, key=counts.__getitem__)
    if not counts[script] or counts["ja"] * 10 > counts["zh"] + counts["ja"] > counts["ru"]:
        return "und"
    if counts[script] * 2 <= sum(counts.values()):
        return "und"
    if script == "ru":
        return "ru" if _is(text, counts["ru"], "ru") else "und"
    if script == "en":
        return "en" if _is(text, counts["en"], "en") else "und"
    return script if script == "zh" else "und"


def _is(text: str, letters: int, language: str) -> bool:
    """Whether it is the language its script is mostly used for here."""
    if letters < FEW:
        return language != "ru" or not _NOT_RUSSIAN.search(text)
    others = CYRILLIC_LANGUAGES if language == "ru" else LATIN_LANGUAGES
    ranked = (name for name, _ in _identifier().rank(text[:SAID]))
    return next(name for name in ranked if name in others) == language


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
