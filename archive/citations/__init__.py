"""How is a document, or a passage of it, cited? In five styles, in the words of its own language.

    >>> from archive.document import PartialDate
    >>> from archive.citations.cited import Contributor
    >>> from archive.citations.names import split
    >>> forum = Cited("x-1", 1, "ru", "transcript", "final", "Открытие форума",
    ...     (Contributor(split("Иван Лесной"), "Мэр Речного города"),), (), (), (),
    ...     ("interpreted",), "Речной город", True,
    ...     PartialDate("2024-05-17", "printed", "17 мая 2024 года"), None,
    ...     "Речной город", None, "https://press.example/1", date(2024, 5, 18))
    >>> print(cite(forum, "gost", link="https://harbin.example/ru/d/x-1/v/1").text)
    Лесной И. Открытие форума [Электронный ресурс] : стенограмма, устный перевод (Речной город) //
    Речной город : сайт. 2024. 17 мая. URL: https://harbin.example/ru/d/x-1/v/1
    (дата обращения: 18.05.2024).

Every citation says whose words they are and through whom, where and when, who published them, the
day they were seen, and the link. What is not known is said to be unknown, or left out; nothing is
guessed. Each style is a module that makes a row of runs of the same facts (`cited.Cited`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from . import apa, chicago, gbt7714, gost, plain
from .cited import Cited, cited
from .runs import Row, html, shortened
from .runs import plain as text
from .terms import Terms, terms

__all__ = ["STYLES", "Citation", "Cited", "cite", "cited"]

Style = Callable[[Cited, Terms, str, date], Row]

MAKERS: Mapping[str, Style] = MappingProxyType(
    {
        "gost": gost.citation,
        "gbt7714": gbt7714.citation,
        "chicago": chicago.citation,
        "apa": apa.citation,
        "plain": plain.citation,
    }
)
LONGEST, LONGEST_OTHER = 500, 120
"""Code points of a title, and of a place or an agency's name, that a citation prints; where there
are more it says so with "[…]". Records for reference managers have all."""

STYLES = tuple(MAKERS)
"""The styles there are: GOST R 7.0.5-2008, GB/T 7714-2015, Chicago (bibliography), APA 7, plain."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as plain text and as HTML (escaped; a span with its language, titles in italics
    where the style has them, the link a link)."""

    text: str
    html: str


def cite(
    source: Cited,
    style: str,
    language: str | None = None,
    *,
    link: str,
    accessed: date | None = None,
) -> Citation:
    """The citation of a source in one of STYLES (KeyError for another).

    `language`: in which words; None, as the standards have it: the source's own. `link` is the
    address that shows exactly this (a version, or a permalink). `accessed`: the day it was looked
    at; None: the day this version was first received.
    """
    tongue = language or source.language
    words = terms(tongue)
    runs = MAKERS[style](_fit(source, words), words, link, accessed or source.seen)
    return Citation(text(runs), html(runs, tongue))


def _fit(source: Cited, words: Terms) -> Cited:
    """The source with a title that is there and that a bibliography can bear."""
    title = shortened(source.title, LONGEST) or f"[{words.untitled}]"
    return replace(
        source,
        title=title,
        place=source.place and shortened(source.place, LONGEST_OTHER),
        credit=source.credit and shortened(source.credit, LONGEST_OTHER),
    )
