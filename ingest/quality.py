"""Can this reading be trusted? The gate between reading a page and storing a document.

What is not on the page, read as an error message or spoilt is refused; what is odd but verbatim
is stored with a flag, a doubt shown beside it. Flags are rare on purpose.

    >>> error_page("Страница не найдена", "Вернитесь на главную страницу.")
    True
    >>> missing("нет такого текста", "здесьтакоготекстанет", ())
    True
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import unescape

from archive.document import Document, PartialDate

from .language import language_of
from .page import Cleaned, Page, Reading, Refusal
from .plausible import plausibility, repairs
from .visible import squeezed, visible

ERROR_LETTERS = 600
"""A page that says "not found" and little else is an error page; a release may speak of errors."""

EARLIEST = 1900
"""The year before which no press release was published; what says so was misread."""

_ERRORS = re.compile(
    r"^\W*(?:(?:error\s*)?(?:400|401|403|404|410|500|502|503|504)\b(?!\s*[-–]?\w*\s*(?:млн|тыс|万))"
    r"|(?:the\s+)?(?:requested\s+)?(?:page|file|url|document)\s+"
    r"(?:(?:can\s?not|could\s+not) be\s+found|(?:was\s+|is\s+)?not\s+found)|not\s+found"
    r"|access\s+denied|forbidden"
    r"|internal\s+server\s+error|bad\s+gateway|service\s+(?:temporarily\s+)?unavailable"
    r"|(?:запрашиваемая\s+|данная\s+)?страница\s+(?:не\s+найдена|не\s+существует|удалена)"
    r"|доступ\s+(?:запрещ[её]н|ограничен)|ошибка\s+\d{3}|сервис\s+временно\s+недоступен"
    r"|(?:抱歉[，,！!]?\s*)?(?:您(?:所)?(?:访问|请求|查找|要找)的)?(?:页面|网页|文件|内容)"
    r"(?:不存在|未找到|没有找到|已(?:被)?删除|无法(?:访问|显示)|走丢了))",
    re.IGNORECASE,
)
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile("(?<=\\w)[\u200b\u2060\ufeff\u200e\u200f](?=\\w)")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LOST = re.compile(
    "\ufffd|锟斤拷|烫烫烫|屯屯屯|[\ue000-\uf8ff]|[^\\W\\d_]\\?{2,}[^\\W\\d_]|\\?{4,}"
)
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z])[^\W\d_]*")
_SUSPECT = re.compile("[^\x00-\x7f\xa0\xab\xbb\u2010-\u2026\u3000-\u303f\uff00-\uff60№А-Яа-яЁё]")
"""What no plain Russian or English paragraph has, and every spoilt one."""
_LOOKALIKE = frozenset("АВЕКМНОРСТУХаеоруксхАBCEHIKMOPTXYaceiopuxykзЗ")
_WORDS = re.compile(r"[^\W\d_]+")
_MOJIBAKE_LETTERS = 12


def verdict(
    page: Page, cleaned: Cleaned, reading: Reading, seen: date | None = None
) -> Reading | Refusal:
    """The reading with what is doubtful flagged, or why it is not stored ("quarantined").

    `seen` is the day the page was received: a release of a later day is flagged.
    """
    document = reading.document
    for refuse in _REFUSALS:
        refusal = refuse(page, cleaned, document)
        if refusal:
            return Refusal("quarantined", (refusal,))
    doubts = tuple(flag for doubt in _DOUBTS for flag in doubt(page, document, seen))
    known = {flag.partition(":")[0] for flag in document.flags}
    new = tuple(flag for flag in doubts if flag.partition(":")[0] not in known)
    return replace(reading, document=replace(document, flags=document.flags + new))


def error_page(title: str, text: str) -> bool:
    """Whether this is a server's excuse rather than a release."""
    if len(text) > ERROR_LETTERS:
        return False
    return bool(_ERRORS.match(title) or _ERRORS.match(text))


def missing(text: str, seen: str, cuts: tuple[str, ...]) -> bool:
    """Whether a text is not on a page: neither in `seen` (squeezed) as it stands, nor when what is
    accounted for as cut (the tooltip of a term in the middle of a sentence) is taken out."""
    text = squeezed(text)
    if text in seen:
        return False
    for cut in sorted(map(squeezed, cuts), key=len, reverse=True):
        if cut:
            text, seen = text.replace(cut, ""), seen.replace(cut, "")
    return text not in seen


@lru_cache(maxsize=1)  # the page at hand is asked by several rules
def _seen(page: Page) -> str:
    """All a visitor may see, squeezed."""
    return squeezed(unescape(visible(page.text)) if page.html else page.text)


def _texts(document: Document) -> Iterator[str]:
    yield document.title
    if document.summary:
        yield document.summary
    for passage in document.passages:
        yield passage.text


def _nothing(page: Page, cleaned: Cleaned, document: Document) -> str | None:
    """A summary alone is a document: news of a photograph or two."""
    if document.summary or any(squeezed(passage.text) for passage in document.passages):
        return None
    return "no-passages: No paragraph was found on the page."


def _excuse(page: Page, cleaned: Cleaned, document: Document) -> str | None:
    text = "\n".join(passage.text for passage in document.passages)
    if error_page(document.title, text):
        return "error-page: It is a server's message, not a release."
    return None


def _invented(page: Page, cleaned: Cleaned, document: Document) -> str | None:
    seen = _seen(page)
    cuts = tuple(cut.text for cut in cleaned.cuts)
    for text in _texts(document):
        if missing(text, seen, cuts):
            return f"not-on-page: The page does not read “{_shown(text)}”."
    return None


def _doubled(page: Page, cleaned: Cleaned, document: Document) -> str | None:
    """A paragraph that stands more often in the reading than on the page."""
    texts = Counter(squeezed(p.text) for p in document.passages)
    for text, count in texts.items():
        if count > 1 and len(text) >= 20 and _seen(page).count(text) < count:
            return f"doubled: “{_shown(text)}” stands there fewer than {count} times."
    return None


def _spoilt(page: Page, cleaned: Cleaned, document: Document) -> str | None:
    """A paragraph of mojibake among good ones: the page as a whole looks well."""
    for text in _texts(document):
        found = repairs(text) if _SUSPECT.search(text) else []
        if found and plausibility(found[0][1]).good >= _MOJIBAKE_LETTERS:
            how, mended = found[0]
            return f"mojibake: “{_shown(text)}” is {how}: “{_shown(mended)}”."
    return None


Refuse = Callable[[Page, Cleaned, Document], str | None]
_REFUSALS: tuple[Refuse, ...] = (_nothing, _excuse, _invented, _doubled, _spoilt)


def _wrong_label(page: Page, document: Document, seen: date | None) -> Iterator[str]:
    if page.evidence.endswith("which fails"):
        yield f"wrong-label: {page.evidence[0].upper()}{page.evidence[1:]}."


def _lost_letters(page: Page, document: Document, seen: date | None) -> Iterator[str]:
    number = _count(_LOST, document)
    if number:
        yield f"lost-letters: {_places(number)} the source itself has lost its letters."


def _hidden_letters(page: Page, document: Document, seen: date | None) -> Iterator[str]:
    turned = _count(_DIRECTIONS, document)
    if turned:
        yield f"direction-controls: {_places(turned)} hidden marks may change the order seen."
    hidden = _count(_HIDDEN, document)
    if hidden:
        yield f"hidden-characters: {_places(hidden)} a word has a character nobody sees."
    controls = _count(_CONTROLS, document)
    if controls:
        yield f"control-characters: {_places(controls)} the text has a control character."


def _mixed_words(page: Page, document: Document, seen: date | None) -> Iterator[str]:
    """Words of Latin and Cyrillic letters that look alike: typing slips, or a trap for search."""
    words = [word for text in _texts(document) for word in _MIXED.findall(text) if _faked(word)]
    if words:
        shown = ", ".join(dict.fromkeys(words[:3]))
        yield f"mixed-scripts: {_places(len(words))} a word mixes Latin and Cyrillic ({shown})."


def _faked(word: str) -> bool:
    """Whether the letters of the rarer script could pass for the other's, not an ending on a name
    (``IT-шник`` and ``PRом`` are plain to see)."""
    latin = [c for c in word if c.isascii()]
    cyrillic = [c for c in word if not c.isascii()]
    fewer = latin if len(latin) < len(cyrillic) else cyrillic
    return all(c in _LOOKALIKE for c in fewer)


def _language(page: Page, document: Document, seen: date | None) -> Iterator[str]:
    text = "\n".join(passage.text for passage in document.passages)
    if sum(map(len, _WORDS.findall(text))) < 60:
        return
    told = language_of(text)
    if told != document.language:
        name = {"ru": "Russian", "zh": "Chinese", "en": "English"}.get(told, "another language")
        yield f"language: It is filed as {document.language}, but reads as {name}."


def _dates(page: Page, document: Document, seen: date | None) -> Iterator[str]:
    for name, when in (("published", document.published), ("occurred", document.occurred)):
        first = _first(when)
        if when is not None and (first is None or first.year < EARLIEST):
            yield f"impossible-date: It cannot have been {name} on {when.value}."
        elif name == "published" and first and seen and first.toordinal() > seen.toordinal() + 1:
            yield f"future-date: {when.value} is after the day it was received."


def _first(when: PartialDate | None) -> date | None:
    try:
        return when.first() if when else None
    except ValueError:
        return None


Doubt = Callable[[Page, Document, date | None], Iterator[str]]
_DOUBTS: tuple[Doubt, ...] = (
    _wrong_label, _lost_letters, _hidden_letters, _mixed_words, _language, _dates,
)  # fmt: skip


def _count(pattern: re.Pattern[str], document: Document) -> int:
    return sum(len(pattern.findall(text)) for text in _texts(document))


def _places(number: int) -> str:
    return "In one place" if number == 1 else f"In {number} places"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= 60 else text[:59] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
