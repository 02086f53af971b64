"""What does a check of an article answer with? Plain dicts and lists, ready for JSON.

Offsets are code points into the article's text as it was read, which is given back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from ..quotes.objects import quote_object
from .checking import Checked, of_another


def article_object(article: str, checked: Iterable[Checked]) -> dict:
    """A checked article: its text, each quotation with its answer, how many of each
    verdict, and which are somebody else's than the article says."""
    rows = tuple(checked)
    return {
        "text": article,
        "quotations": [_row(number, one) for number, one in enumerate(rows, start=1)],
        "counts": dict(Counter(outcome(one) for one in rows)),
        "of_another": [number for number, one in enumerate(rows, start=1) if of_another(one)],
    }


def outcome(one: Checked) -> str:
    """The verdict on a quotation in one word; for what was not looked up, why."""
    if one.report is None:
        return one.unchecked or "name"
    return one.report.verdict


def _row(number: int, one: Checked) -> dict:
    quotation = one.quotation
    return {
        "number": number,
        "kind": quotation.kind,
        "language": quotation.language,
        "pieces": [list(piece) for piece in quotation.pieces],
        "text": quotation.text,
        "closed": quotation.closed,
        "attribution": None if quotation.attribution is None else asdict(quotation.attribution),
        "speaker": one.speaker,
        "unchecked": one.unchecked,
        "answer": None if one.report is None else quote_object(one.report),
    }
