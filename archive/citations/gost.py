"""How does GOST R 7.0.5-2008 cite it? A reference after the text, to a part of an electronic
resource (sections 7 and 10 of the standard).

    Лесной И. Открытие форума [Электронный ресурс] : стенограмма (Речной город, 16 мая 2024 г.)
    // Президент России : сайт. 2024. 17 мая. URL: https://… (дата обращения: 18.05.2024).

One to three authors stand before the title; more stand behind it after a slash, three of them and
«[и др.]» (7.4.2). A reader stands there too: «/ читает …».
"""

from __future__ import annotations

from datetime import date

from archive.document import PartialDate

from .cited import Cited, Contributor
from .names import PersonalName
from .runs import Row, Run, capital, row, sentence
from .terms import (
    MONTHS_EN,
    MONTHS_RU,
    OF_MONTHS_RU,
    Terms,
    described,
    halved,
    listed,
    notes,
    parts,
)

MOST = 3
SHORT = {
    1: "янв.", 2: "февр.", 4: "апр.", 8: "авг.", 9: "сент.", 10: "окт.", 11: "нояб.", 12: "дек.",
}  # fmt: skip
"""The months that are shortened (GOST R 7.0.12); the others are written out."""


def citation(source: Cited, words: Terms, link: str, accessed: date) -> Row:
    """The reference as runs."""
    words = halved(words)
    head = ", ".join(_inverted(one.name) for one in source.authors[:MOST])
    if len(source.authors) > MOST:
        head = ""
    day = accessed.strftime("%d.%m.") + f"{accessed.year:04}"
    return row(
        sentence(head) + " " if head else "",
        source.title,
        f" [{words.electronic}]{_other_title(source, words)}",
        _responsible(source, words),
        _site(source, words),
        f"{_when(source.published, words)} ",
        "".join(f"{sentence(capital(note))} " for note in notes(source, words)),
        "URL: ",
        Run(link, "link"),
        f" ({words.accessed}: {day}).",
    )


def _other_title(source: Cited, words: Terms) -> str:
    """: стенограмма, устный перевод (Речной город, 16 мая 2024 г.)"""
    told = ", ".join(described(source, words))
    occurred = words.day(source.occurred.value) if source.occurred else ""
    event = ", ".join(filter(None, (source.place, occurred)))
    shown = " ".join(filter(None, (told, f"({event})" if event else "")))
    return f" : {shown}" if shown else ""


def _responsible(source: Cited, words: Terms) -> str:
    """/ И. Лесной, Чэнь Гуанмин, В. Морозова [и др.] ; читает Линь Годун"""
    shown = []
    if len(source.authors) > MOST:
        direct = ", ".join(_direct(one) for one in source.authors[:MOST])
        shown.append(f"{direct} [{words.others}]")
    if source.readers:
        shown.append(words.read.format(listed(source.readers, words)))
    return f" / {' ; '.join(shown)}" if shown else ""


def _site(source: Cited, words: Terms) -> str:
    if not source.publisher:
        return ". "
    return f" // {source.publisher} : {words.site}. "


def _when(published: PartialDate | None, words: Terms) -> str:
    """2024. 17 мая. · 2006. 25 янв. · 2024. Май. · 2024. · [б. г.]."""
    if published is None:
        return f"[{words.undated}]."
    year, *rest = parts(published.value)
    if not rest:
        return f"{year}."
    return f"{year}. {sentence(_month(rest, words))}"


def _month(rest: list[int], words: Terms) -> str:
    month, *day = rest
    if words.language == "zh":
        return f"{month}月" + (f"{day[0]}日" if day else "")
    if words.language == "en":
        return (f"{day[0]} " if day else "") + MONTHS_EN[month - 1]
    short = SHORT.get(month)
    if day:
        return f"{day[0]} {short or OF_MONTHS_RU[month - 1]}"
    return capital(short or MONTHS_RU[month - 1])


def _inverted(name: PersonalName) -> str:
    return f"{name.family} {name.initials()}" if name.parted else name.printed


def _direct(one: Contributor) -> str:
    name = one.name
    return f"{name.initials()} {name.family}" if name.parted else name.printed
