"""How does one say it in plain words? For a press office: who in which office, what, where, when.

    Иван Лесной (Мэр Речного города). «Открытие форума». Стенограмма, устный перевод. Речной город,
    16 мая 2024 г. Опубликовано: 17 мая 2024 г., Президент России. Дата обращения: 18 мая 2024 г.
    https://…

Every name is as printed, with its office, and nothing is shortened.
"""

from __future__ import annotations

from datetime import date

from .cited import Cited, Contributor
from .runs import Row, Run, capital, row, sentence
from .terms import Terms, described, notes, quoted


def citation(source: Cited, words: Terms, link: str, accessed: date) -> Row:
    """The words as runs."""
    stop, gap = words.stop.strip(), "" if words.language == "zh" else " "
    occurred = words.day(source.occurred.value) if source.occurred else ""
    sentences = [
        _people(source.authors, words),
        quoted(source.title, words),
        words.read.format(_people(source.readers, words)) if source.readers else "",
        words.comma.join(described(source, words)),
        words.comma.join(filter(None, (source.place, occurred))),
        *notes(source, words),
        _issued(source, words),
        f"{words.accessed}{words.colon}{words.day(accessed.isoformat())}",
    ]
    told = gap.join(sentence(capital(one), stop) for one in sentences if one)
    return row(told, " ", Run(link, "link"))


def _people(people: tuple[Contributor, ...], words: Terms) -> str:
    return words.joint.join(_person(one, words) for one in people)


def _person(one: Contributor, words: Terms) -> str:
    if not one.office:
        return one.name.printed
    opening, closing = ("（", "）") if words.language == "zh" else (" (", ")")
    return f"{one.name.printed}{opening}{one.office}{closing}"


def _issued(source: Cited, words: Terms) -> str:
    """Опубликовано: 17 мая 2024 г., Президент России · Президент России, б. г."""
    if source.published is None:
        return words.comma.join(filter(None, (source.publisher, words.undated)))
    when = words.issued.format(words.day(source.published.value))
    joint = words.colon if words.language == "zh" else words.comma
    return joint.join(filter(None, (when, source.publisher)))
