"""How are dates and numbers written in each interface language?

>>> partial("2024-05-17", "ru"), partial("2024-05-17", "zh"), partial("2024-05-17", "en")
('17 мая 2024 г.', '2024年5月17日', '17 May 2024')
>>> partial("2024-05", "ru"), partial("2024-05", "zh"), partial("2024", "en")
('май 2024 г.', '2024年5月', '2024')
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from archive.document import PartialDate

from . import words
from .excerpt import drawn, excerpt, hidden, noted, pieces, sign
from .here import language

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0010ffff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = {"ru": "d MMMM y 'г'.", "zh": "y年M月d日", "en": "d MMMM y"}
_MONTH = {"ru": "LLLL y 'г'.", "zh": "y年M月", "en": "LLLL y"}
_YEAR = {"ru": "y 'г'.", "zh": "y年", "en": "y"}
_SMALL_WORDS = frozenset(("a", "an", "any", "are", "is", "it", "of", "the", "there", "was"))
_BEFORE_TIME = {"ru": ", ", "zh": " ", "en": ", "}
_SHORT_MONTH = {"ru": "LLL", "zh": "M月", "en": "LLL"}


@lru_cache(maxsize=4096)
def partial(value: str, locale: str) -> str:
    """A partial date ('2024', '2024-05', '2024-05-17') as that language writes it."""
    parts = [int(part) for part in value.split("-")]
    day = date(*[*parts, 1, 1][:3])
    pattern = (_YEAR, _MONTH, _DAY)[len(parts) - 1][locale]
    return format_date(day, pattern, locale=locale)


def dated(when: PartialDate | None) -> str:
    """A document's date with its time if printed; "" when unknown."""
    if when is None:
        return ""
    text = partial(when.value, language())
    return f"{text}{_BEFORE_TIME[language()]}{when.time}" if when.time else text


def period(value: str) -> str:
    """A year or month, as a value of a facet."""
    return partial(value, language())


def span(value: str) -> str:
    """A range of dates, 'SINCE..UNTIL', either of which may be open."""
    since, _, until = value.partition("..")
    if since == until:
        return period(since)
    return f"{period(since) if since else '…'} – {period(until) if until else '…'}"


def short_month(value: str) -> str:
    """The month of 'YYYY-MM', short."""
    here = language()
    return format_date(date(int(value[:4]), int(value[5:7]), 1), _SHORT_MONTH[here], locale=here)


def instant(when: datetime) -> str:
    """A moment, to the minute, in UTC."""
    known = when.astimezone(UTC)
    text = partial(known.date().isoformat(), language())
    return f"{text}{_BEFORE_TIME[language()]}{known:%H:%M} UTC"


def number(value: int) -> str:
    """A count with the language's own thousands."""
    return f"{value:,}".replace(",", thousands(language())) if value > 999 else str(value)


@cache
def thousands(locale: str) -> str:
    """What stands between the thousands of a count: asked once, for a page has hundreds."""
    return format_decimal(1000, locale=locale).strip("10")


def tongue(text: str) -> str:
    """In which of our languages a name or a sentence of unknown language is most likely written:
    what `lang` says of it.

    >>> tongue("Харбин"), tongue("哈尔滨"), tongue("Harbin")
    ('ru', 'zh', 'en')
    """
    if _HAN.search(text):
        return "zh"
    return "ru" if _CYRILLIC.search(text) else "en"


def printable(text: str) -> str:
    """Text that any page can carry: NUL and lone surrogates, which none can, by their names."""
    named = {"odd": "[{}]", "return": "\r"}
    return "".join(named.get(p.kind, "{}").format(p.text) for p in pieces(text))


def legal(text: str) -> str:
    """Text that XML can carry: what it cannot, by its name.

    >>> legal("a\x01b\tc")
    'a[U+0001]b\tc'
    """
    return _ILLEGAL.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def particulars(reason: str) -> str:
    """The sentence of a reason ("code: sentence") where it says more than the words of its code.

    >>> particulars("no-date: the page prints no date"), particulars("hidden: It is a hidden file.")
    ('', '')
    >>> particulars("no-year: the page prints “5 May” and nothing says of which year")
    'the page prints “5 May” and nothing says of which year'
    """
    code, _, sentence = reason.partition(":")
    said = _plain_words(sentence) - _plain_words(words.REASONS.get(code, "")) - _SMALL_WORDS
    return sentence.strip() if said else ""


def _plain_words(sentence: str) -> set[str]:
    return set(re.findall(r"\w+", sentence.lower()))


@pass_context  # else Jinja works a constant out once, in the language of whoever came first
def word(_: Context, code: str, table: str) -> str:
    """What a code of that table of words is called."""
    return words.word(getattr(words, table), code)


def add_filters(app: Flask) -> None:
    """Gives the templates their filters."""
    app.jinja_env.filters.update(
        dated=dated,
        period=period,
        span=span,
        short_month=short_month,
        instant=instant,
        number=number,
        drawn=drawn,
        noted=noted,
        pieces=pieces,
        sign=sign,
        excerpt=excerpt,
        hidden=hidden,
        tongue=tongue,
        printable=printable,
        legal=legal,
        particulars=particulars,
        known=lambda code, table: code in getattr(words, table),
        word=word,
    )
