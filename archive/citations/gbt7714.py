"""How does GB/T 7714-2015 cite it? An electronic resource (section 4.6 of the standard), numeric.

    林国栋. 题名: 文字实录[EB/OL]. 北岭省人民政府, 2024(2024-05-17)[2024-05-18]. https://….
    中华人民共和国外交部. 题名[EB/OL]. (2024-05-17)[2024-05-18]. https://….

Signs are half-width, as the standard prints them. Up to three authors, then 等 (8.1.2). The
family name of a Latin or Cyrillic name is in capitals, given names as initials without stops; a
Chinese name in Latin letters keeps its given name (8.1.1). Of a foreign name in Chinese only the
family's name is given, where it is known which it is.
"""

from __future__ import annotations

from datetime import date

from .cited import Cited
from .names import PersonalName
from .runs import Row, Run, capital, row, sentence
from .terms import Terms, described, halved, listed, notes

MOST = 3


def citation(source: Cited, words: Terms, link: str, accessed: date) -> Row:
    """The reference as runs."""
    words = halved(words)
    authors = _authors(source, words)
    further = [*notes(source, words)]
    if source.readers:
        further.insert(0, _read(source, words))
    return row(
        sentence(authors) + " " if authors else "",
        f"{source.title}{_other_title(source, words)}[EB/OL]. ",
        "".join(f"{sentence(capital(piece))} " for piece in further),
        _issued(source, words),
        f"[{accessed.isoformat()}]. ",
        Run(link, "link"),
        ".",
    )


def _read(source: Cited, words: Terms) -> str:
    """陈光明, 宣读 · читает Чэнь Гуанмин"""
    names = listed(source.readers, words)
    return words.read.format(f"{names}, " if words.language == "zh" else names)


def _authors(source: Cited, words: Terms) -> str:
    named = [_named(one.name) for one in source.authors[:MOST]]
    if len(source.authors) > MOST:
        named.append(words.others)
    if not named and source.body and source.publisher:
        return source.publisher
    return ", ".join(named)


def _other_title(source: Cited, words: Terms) -> str:
    """: 文字实录, 口译(河城, 2024年5月16日)"""
    told = ", ".join(described(source, words))
    occurred = words.day(source.occurred.value) if source.occurred else ""
    event = ", ".join(filter(None, (source.place, occurred)))
    gap = "" if words.language == "zh" else " "
    shown = f"{told}{gap}({event})" if event else told
    return f": {shown}" if shown else ""


def _issued(source: Cited, words: Terms) -> str:
    """出版者, 2024(2024-05-17) · (2024-05-17) · [日期不详]"""
    published = source.published.value if source.published else None
    stands = source.publisher and (source.authors or not source.body)
    dated = f"({published})" if published else f"[{words.undated}]"
    if not stands:
        return dated
    return (
        f"{source.publisher}, {published[:4]}{dated}"
        if published
        else (f"{source.publisher}, {dated}")
    )


def _named(name: PersonalName) -> str:
    if name.family is None:
        return name.printed
    if "·" in name.printed:
        return name.family
    if name.han:
        return " ".join((name.family.upper(), *name.given))
    return f"{name.family.upper()} {name.initials().replace('.', '')}"
