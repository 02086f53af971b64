"""What must a reader see first of a difference? Figures, negations, names, modal verbs, questions.

>>> from .folding import units
>>> from .pieces import Cell, Sides
>>> quote, text = "28 regions", "25 regions"
>>> cell = Cell("replaced", (0, 2), (0, 2), units(quote)[:1], units(text)[:1])
>>> alarms(cell, Sides(quote, text), Known())
('figure',)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .folding import Unit, units
from .pieces import CHANGED, Cell, Sides
from .senses import chinese_word, denies, magnitude, senses
from .values import ALARMS

_SENTENCE_END = re.compile(r"[.!?。！？…\n]")
_BEFORE_CAPITAL = re.compile(r"(?:^|[.!?…:。！？\n])[^\w]*$")
_LONG = 60  # code points: of so much changed Chinese words are not looked up
_QUESTION = re.compile("[?？]")


@dataclass(frozen=True, slots=True)
class Known:
    """Names of people as they fold: single words of letters, and whole Chinese names."""

    words: frozenset[str] = frozenset()
    chinese: tuple[str, ...] = ()


def alarms(cell: Cell, sides: Sides, known: Known) -> tuple[str, ...]:
    """The alarms of a cell, in the order of ALARMS."""
    if cell.kind in CHANGED:
        found = {*_changed(cell, sides), *_names(cell, sides, known)}
    elif cell.kind == "left-out":
        found = {*_left_out(cell, sides)}
    elif cell.kind == "variant" and not cell.ones:
        found = {*_marks(cell, sides)}
    else:
        found = set()
    return tuple(name for name in ALARMS if name in found)


def outside(
    sides: Sides, text: Sequence[Unit], first: int, last: int, span: tuple[int, int]
) -> Iterator[tuple[str, str]]:
    """(alarm, the stored words) for what stands just outside a stretch and belongs to it: `first`
    and `last` are its units."""
    stored = sides.stored
    if first:
        before = text[first - 1]
        word, start = _word(stored, before)
        apart = stored[before.stop : text[first].start].strip()
        if not apart and "negation" in senses(word, before.kind):
            yield "cut-negation", stored[start : before.stop]
    if last + 1 < len(text):
        after, inside = text[last + 1], text[last]
        apart = stored[inside.stop : after.start]
        belongs = "figure" in _of(stored, inside) and magnitude(after.key, after.kind)
        if belongs and not apart.strip(" \u00a0\u202f\u2009"):
            yield "cut-figure", stored[after.start : after.stop]
    marks = re.compile(r"[^\w\s]*").match(stored, span[1]).group()
    if _QUESTION.search(marks) and not _QUESTION.search(sides.quote[-3:]):
        yield "cut-question", marks


def _word(text: str, unit: Unit) -> tuple[str, int]:
    """The word a unit is in, and where it begins: 不要 denies what follows, with either character,
    and is shown whole."""
    return chinese_word(text, unit.start) if unit.kind == "han" else (unit.key, unit.start)


def _of(text: str, unit: Unit, changed: tuple[int, int] | None = None) -> tuple[str, ...]:
    """What a unit means where it stands: of Chinese by the word it is in. Where only part of that
    word is `changed`, the character by itself: 不断 without 不 may be anything."""
    alone = senses(unit.key, unit.kind)
    if unit.kind != "han" or (changed and changed[1] - changed[0] > _LONG):
        return alone
    word, start = chinese_word(text, unit.start)
    by_word = senses(word, "han")
    whole = changed is None or (changed[0] <= start and start + len(word) <= changed[1])
    return tuple(
        name
        for name in ("figure", "negation", "modal")
        if (name in alone and (name in by_word or not whole))
        or (name == "modal" and name in by_word)
    )


def _changed(cell: Cell, sides: Sides) -> Iterator[str]:
    asked = [(name, u.key) for u in cell.ones for name in _of(sides.quote, u, cell.quote)]
    stored = [(name, u.key) for u in cell.others for name in _of(sides.stored, u, cell.text)]
    for name in ("figure", "negation", "modal"):
        if [key for of, key in asked if of == name] != [key for of, key in stored if of == name]:
            yield name
    if any(denies(one.key, other.key) for one in cell.ones for other in cell.others):
        yield "negation"
    if _asks(sides.quote[slice(*cell.quote)]) != _asks(sides.stored[slice(*cell.text)]):
        yield "question"


def _asks(text: str) -> bool:
    return _QUESTION.search(text) is not None


def _names(cell: Cell, sides: Sides, known: Known) -> Iterator[str]:
    named = [_named(u, sides.quote, known) for u in cell.ones]
    named += [_named(u, sides.stored, known) for u in cell.others]
    if any(named):
        yield "name"


def _named(unit: Unit, text: str, known: Known) -> bool:
    if unit.kind == "han":
        around = text[max(0, unit.start - 8) : unit.stop + 8]
        at = unit.start - max(0, unit.start - 8)
        return any(at - len(n) < place <= at for n in known.chinese for place in _places(n, around))
    if unit.kind != "word":
        return False
    if unit.key in known.words:
        return True
    surface = text[unit.start : unit.stop]
    if not surface[0].isupper() or len(surface) < 2:
        return False
    return surface.isupper() or not _BEFORE_CAPITAL.search(
        text[max(0, unit.start - 8) : unit.start]
    )


def _places(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _left_out(cell: Cell, sides: Sides) -> Iterator[str]:
    """Words left out within a sentence may turn it round; whole sentences are another matter."""
    if _SENTENCE_END.search(sides.stored, *cell.text):
        return
    for unit in units(sides.stored, *cell.text):
        if "negation" in _of(sides.stored, unit):
            yield "negation"


def _marks(cell: Cell, sides: Sides) -> Iterator[str]:
    asked, stored = sides.quote[slice(*cell.quote)], sides.stored[slice(*cell.text)]
    if _asks(asked) != _asks(stored):
        yield "question"
    figures = (
        sides.quote[cell.quote[0] - 1 : cell.quote[0]]
        + sides.quote[cell.quote[1] : cell.quote[1] + 1]
    )
    if (
        len(figures) == 2
        and figures.isdigit()
        and ("dashes" in cell.variants and not (asked.strip() and stored.strip()))
    ):
        yield "figure"
