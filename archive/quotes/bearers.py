"""Which office does a claim name, and whose is it that day? «Министр энергетики», 外交部发言人.

A claim names an office in whole, or by the word it turns on ("Президент" of «Президент Республики
Заозёрье», 省长 of 北岭省省长): the first words of it in Russian and English, the last in Chinese.

    >>> fits("the President", "President of Zaozerye"), fits("总统", "共和国总统")
    ('head', 'head')
    >>> fits("министром энергетики", "Министр энергетики"), fits("省长", "北岭省副省长")
    ('whole', '')
    >>> office_alone("Minister of Culture"), office_alone("Minister Ivan Lesnoy")
    (True, False)
"""

from __future__ import annotations

import re
from datetime import date

from ..analysis import Token, tokenize
from ..analysis.folding import HAN
from ..analysis.token import SECOND
from ..articles.naming import language_of, named
from ..articles.persons import offices
from ..people import Person, plain

_NOT_QUITE = "副代前原"
"""Before a Chinese office these make another of it: 副省长 is no 省长."""


def fits(claimed: str, title: str) -> str:
    """Whether a claim is this title: "whole", "head" or ""."""
    if re.search(f"[{HAN}]", claimed):
        one, other = plain(claimed), plain(title)
        ends = len(one) > 1 and other.endswith(one) and other[: -len(one)][-1:] not in _NOT_QUITE
        return "whole" if one == other else "head" if ends else ""
    row, wanted = _forms(claimed), _forms(title)
    if not row or len(row) > len(wanted):
        return ""
    same = all(word & meant for word, meant in zip(row, wanted, strict=False))
    return ("whole" if len(row) == len(wanted) else "head") if same else ""


def held(person: Person, claimed: str, day: date | None) -> str:
    """How a claim fits the offices that a person may have held that day."""
    how = {
        fits(claimed, title)
        for office in person.offices
        if office.held_on(day)
        for _, title in office.title
    }
    return next((one for one in ("whole", "head") if one in how), "")


def ever_held(person: Person, claimed: str) -> bool:
    """Whether a claim fits any office that a person has, at any time."""
    return any(fits(claimed, title) for office in person.offices for _, title in office.title)


def title(person: Person, language: str, day: date | None) -> str:
    """What a person was that day, or is known to have been."""
    known = [dict(o.title) for o in person.offices if o.held_on(day)]
    known = known or [dict(o.title) for o in person.offices]
    return (known[0].get(language) or next(iter(known[0].values()), "")) if known else ""


def beside(claimed: str, name: str) -> str:
    """What a claim has besides a name: the office of «министр энергетики Сергей Павлов»."""
    if re.search(f"[{HAN}]", claimed):
        return claimed.replace(name, "").strip()
    own = frozenset().union(*_forms(name))
    rest = (token for token in tokenize(claimed) if not _terms(token) & own)
    return " ".join(claimed[token.start : token.stop] for token in rest)


def office_alone(claimed: str) -> bool:
    """Whether a claim is an office and names nobody: one word beside it may be of its place."""
    language = language_of(claimed)
    name = named(claimed, language)
    nobody = not name if language == "zh" else len(name.split()) < 2 or offices(name, language)
    return bool(offices(claimed, language) and nobody)


def _forms(text: str) -> list[frozenset[str]]:
    """The words of a title, in any form; without an article before them."""
    words = [_terms(token) for token in tokenize(text)]
    return words[1:] if words and words[0] & {"x:the"} else words


def _terms(token: Token) -> frozenset[str]:
    return frozenset(term for term in token.terms if not term.startswith(SECOND))
