"""How is a query told back to a visitor? A plain sentence in each language of the site."""

from __future__ import annotations

from .tree import (
    And,
    DateRange,
    Everything,
    Field,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)
from .words import WORDS


def describe(tree: Query, language: str) -> str:
    """The tree as a plain sentence in 'ru', 'zh' or 'en', for "How I read your query".

    >>> from archive.query import parse
    >>> print(describe(parse('мост -"под водой" date:2024..').tree, "ru"))
    «мост», исключая дословное «под водой», с 2024
    """
    words = WORDS[language]
    match tree:
        case Everything():
            return words["everything"]
        case Word(text):
            return words["word"].format(text)
        case Phrase(text):
            return words["phrase"].format(text)
        case Prefix(text):
            return words["prefix"].format(text)
        case Near(left, right, distance):
            return words["near"].format(_told(left, language), _told(right, language), distance)
        case Field(name, value):
            return words[name].format(_told(value, language))
        case DateRange():
            return _told_dates(tree, words)
        case Not(part):
            return words["not"].format(_told(part, language))
        case And(parts):
            return _joined(parts, "and", language)
        case Or(parts):
            return _joined(parts, "or", language)


def _told(tree: Query, language: str) -> str:
    told = describe(tree, language)
    loose = isinstance(tree, And | Or | Near | Not)
    return WORDS[language]["group"].format(told) if loose else told


def _told_dates(dates: DateRange, words: dict[str, str]) -> str:
    if dates.since == dates.until:
        return words["day"].format(dates.since)
    if dates.since and dates.until:
        return words["between"].format(dates.since, dates.until)
    return words["since"].format(dates.since) if dates.since else words["until"].format(dates.until)


def _joined(parts: tuple[Query, ...], joint: str, language: str) -> str:
    if not parts:
        return WORDS[language]["nothing"]
    sentence = _told(parts[0], language) if joint == "or" else _said(parts[0], language)
    for part in parts[1:]:
        aside = joint == "and" and isinstance(part, Not | Field | DateRange)
        told = _said(part, language) if aside else _told(part, language)
        sentence = WORDS[language]["with" if aside else joint].format(sentence, told)
    return sentence


def _said(tree: Query, language: str) -> str:
    return describe(tree, language) if isinstance(tree, Not) else _told(tree, language)
