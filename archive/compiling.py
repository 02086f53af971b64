"""What does a query ask of an engine? The tree of words to a plan of terms.

    >>> plan = compiled(Word("俄罗斯总统"))
    >>> [len(sequence.slots) for sequence in plan.match.parts]
    [3, 2]
    >>> compiled(Word("стали")).match
    Sequence(field='text', slots=(Slot(terms=('x:стали', 'w:стать', 'w:сталь'), excluded=()),))

A Russian or English word is found in any of its forms; unquoted Chinese as its dictionary words
(together.py), each a sequence of characters, so that whatever contains the text typed is always
found, and it comes first; a phrase as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .analysis import (
    EXACT,
    MEANT,
    SECOND,
    UNFOLDED,
    WORDS,
    Reading,
    Token,
    chinese,
    readings,
    russian,
)
from .document import PartialDate
from .engine import plan
from .matching import Touching
from .query import (
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
from .search import Part
from .together import Unit, is_one_character, printed, stretches, units

FACET_OF = {"source": "source", "kind": "kind", "lang": "language", "id": "id"}
TITLE_WEIGHT = 2.0
MOST = 40.0
"""No term of weight 1 adds so much to a score: BM25 is at most 2.2 × ln(1 + 2N) over N turns."""
SURFACE_WEIGHT = 0.3
_SCRIPT = re.compile(r"(?<=-)[a-z]{4}\b")


@dataclass(frozen=True, slots=True)
class Compiled:
    """`match`: which turns; `rank`: how they are scored; `parts`: the expansions in force, each
    of which can be switched off by its kind; `shown`: what is marked of a match, which is the match
    but for single characters of a longer run of Chinese."""

    match: plan.Match
    rank: tuple[plan.RankTerm, ...]
    parts: tuple[Part, ...]
    shown: plan.Match


@dataclass(frozen=True, slots=True)
class _Reading:
    """How words are read: which field, and which expansions are on."""

    field: str = "text"
    forms: bool = True
    yo: bool = True
    variants: bool = True
    apart: bool = True
    marking: bool = False


def compiled(tree: Query, *, exact: bool = False, off: tuple[str, ...] = ()) -> Compiled:
    """The plan of a tree. `exact` reads words as printed; `off` are search.SWITCHES turned off."""
    how = _Reading(
        forms=not exact and "forms" not in off,
        yo="yo" not in off,
        variants="variants" not in off,
        apart="apart" not in off,
    )
    leaves = _leaves(tree, how)
    parts = tuple(dict.fromkeys(part for leaf, read in leaves for part in _parts(leaf, read)))
    shown = _match(tree, replace(how, marking=True))
    return Compiled(_match(tree, how), _rank(tree, how), parts, shown)


# --- match ------------------------------------------------------------------------------------


def _match(tree: Query, how: _Reading) -> plan.Match:
    match tree:
        case Everything():
            return plan.All()
        case Word(text):
            return _word(text, how)
        case Phrase(text):
            return _phrase(text, how)
        case Prefix(text):
            return _prefix(text, how)
        case Near(left, right, distance):
            return plan.Near(_unit(left, how), _unit(right, how), distance)
        case Field(name, value) if name in FACET_OF:
            return plan.Label(FACET_OF[name], _labels(name, value))
        case Field(name, value):
            return _match(value, replace(how, field=name))
        case DateRange(since, until):
            return _within(since, until)
        case Not(part):
            return plan.Not(_match(part, _as_it_stands(how)))
        case And(parts):
            return plan.And(tuple(_match(part, how) for part in parts))
        case Or(parts):
            return plan.Or(tuple(_match(part, how) for part in parts))


def _labels(name: str, value: Query) -> tuple[str, ...]:
    """Labels are small letters, but for the script of a language (zh-Hant, RFC 5646)."""
    parts = value.parts if isinstance(value, Or) else (value,)
    labels = dict.fromkeys(part.text.lower() for part in parts)
    if name != "lang":
        return tuple(labels)
    return tuple(_SCRIPT.sub(lambda found: found[0].title(), label) for label in labels)


def _within(since: str | None, until: str | None) -> plan.Within:
    first = PartialDate(since or "0001", "printed", "").first()
    last = PartialDate(until or "9999", "printed", "").last()
    return plan.Within(first.toordinal(), last.toordinal())


def _as_it_stands(how: _Reading) -> _Reading:
    """Where a piece of Chinese is one whole: beside NEAR; and what must not be there, for whoever
    leaves out 经济发展 does not leave out each text with both words."""
    return replace(how, apart=False)


def _word(text: str, how: _Reading) -> plan.Match:
    """A piece as typed: its units, all of them somewhere in the turn."""
    typed = _typed(text, how)
    if how.marking:
        return plan.And(tuple(_marked(typed, at, how) for at in range(len(typed))))
    found = tuple(_unit_match(unit, how) for unit in typed)
    return found[0] if len(found) == 1 else plan.And(found)


def _typed(text: str, how: _Reading) -> list[Unit]:
    return units(text) if how.apart else [readings(text)]


def _marked(units: list[Unit], at: int, how: _Reading) -> plan.Match:
    """Where a unit of a piece is marked: of 的合作 the word 合作 wherever it stands, but 的, which
    stands in every sentence, only beside it, as it was typed."""
    if len(units) == 1 or not is_one_character(units[at]):
        return _unit_match(units[at], how)
    pairs = (units[max(0, at - 1) : at + 1], units[at : at + 2])
    beside = [[slot for unit in pair for r in unit for slot in _slots(r, how)] for pair in pairs]
    return plan.Or(tuple(Touching(how.field, tuple(s)) for s in beside if len(s) > 1))


def _unit_match(unit: Unit, how: _Reading) -> plan.Match:
    slots = tuple(slot for reading in unit for slot in _slots(reading, how))
    side_by_side = plan.Sequence(how.field, slots)
    if len(unit) > 1 or not unit[0].whole:
        return side_by_side
    whole = tuple(t for t in unit[0].whole if how.forms or t.startswith(EXACT))
    return plan.Or((side_by_side, plan.Sequence(how.field, (plan.Slot(whole),))))


def _phrase(text: str, how: _Reading) -> plan.Sequence:
    """Words side by side as printed; of a single one, that word as printed."""
    printed = replace(how, forms=False)
    slots = tuple(slot for reading in readings(text) for slot in _slots(reading, printed))
    return plan.Sequence(how.field, slots)


def _prefix(text: str, how: _Reading) -> plan.Match:
    found = readings(text)
    if len(found) != 1 or found[0].script == "han":
        return _phrase(text, how)
    terms = found[0].whole or found[0].tokens[0].terms
    return plan.Prefix(how.field, terms[0])


def _unit(tree: Query, how: _Reading) -> plan.Match:
    """One side of NEAR: everything of a piece side by side, Chinese too."""
    match tree:
        case Word(text):
            return _unit_match(readings(text), how)
        case Or(parts):
            return plan.Or(tuple(_flat(_unit(part, how) for part in parts)))
        case _:
            return _match(tree, how)


def _flat(parts: Iterator[plan.Match]) -> Iterator[plan.Match]:
    for part in parts:
        yield from part.parts if isinstance(part, plan.Or) else (part,)


def _slots(reading: Reading, how: _Reading) -> Iterator[plan.Slot]:
    for token in reading.tokens:
        if reading.script == "han":
            yield _character_slot(token, how)
        elif how.yo or "е" not in token.terms[0]:
            yield plan.Slot(_found_by(token, how))
        else:
            yield _yo_slot(token, how)


def _yo_slot(token: Token, how: _Reading) -> plan.Slot:
    """With ё and е told apart: typed with ё only what is printed so; typed with е nothing that
    is the same word printed with ё."""
    unfolded = _unfolded(token)
    if unfolded:
        return plan.Slot(unfolded)
    spellings = russian.yo_spellings(token.terms[0][len(EXACT) :])
    return plan.Slot(_found_by(token, how), tuple(UNFOLDED + word for word in spellings))


def _unfolded(token: Token) -> tuple[str, ...]:
    return tuple(term for term in token.terms if term.startswith(UNFOLDED))


def _character_slot(token: Token, how: _Reading) -> plan.Slot:
    exact, unfolded = token.terms[0], _unfolded(token)
    if how.variants:
        meant = (MEANT + exact[len(EXACT) :],) if how.forms else ()
        return plan.Slot((exact, *meant))
    if unfolded:
        return plan.Slot(unfolded)
    others = chinese.traditional_characters().get(exact[len(EXACT) :], ())
    return plan.Slot((exact,), tuple(UNFOLDED + other for other in others))


def _found_by(token: Token, how: _Reading) -> tuple[str, ...]:
    """The terms a word is found by: as printed, its lemmas or stem; a word the Russian dictionary
    does not have also by its Snowball stem, because its lemmas are guesses."""
    exact = token.terms[0]
    if not how.forms:
        return (exact,)
    words = tuple(term for term in token.terms if term.startswith(WORDS))
    stems = tuple(term for term in token.terms if term.startswith(SECOND))
    known = not stems or russian.is_known(exact[len(EXACT) :])
    return (exact, *words, *(() if known else stems))


# --- rank -------------------------------------------------------------------------------------


def _rank(tree: Query, how: _Reading) -> tuple[plan.Rank, ...]:
    """What is asked for, in its field; what is asked for in the text counts in the title too. What
    holds Chinese as it was typed comes before all that holds its words apart."""
    weights: dict[tuple[str, str], float] = {}
    for field, text in _wanted(tree, "text"):
        places = {"text": 1.0, "title": TITLE_WEIGHT} if field == "text" else {field: 1.0}
        for term, weight in _weights(text, how.forms):
            for place, factor in places.items():
                key = (place, term)
                weights[key] = max(weight * factor, weights.get(key, 0.0))
    terms = (plan.RankTerm(place, term, weight) for (place, term), weight in weights.items())
    before_all = MOST * sum(weights.values())
    whole = (plan.RankMatch(match, before_all) for match in dict.fromkeys(_whole(tree, how)))
    return (*terms, *whole)


def _whole(tree: Query, how: _Reading) -> Iterator[plan.Match]:
    """What may stand apart, as it was typed; of an OR any of its parts."""
    match tree:
        case Word(text) if len(_typed(text, how)) > 1:
            for stretch in stretches(text):
                slots = tuple(slot for reading in stretch for slot in _slots(reading, how))
                yield plan.Sequence(how.field, slots)
        case Field(name, value) if name not in FACET_OF:
            yield from _whole(value, replace(how, field=name))
        case And(parts):
            for part in parts:
                yield from _whole(part, how)
        case Or(parts):
            each = [(part, tuple(_whole(part, how))) for part in parts]
            if any(whole for _, whole in each):
                yield plan.Or(tuple(plan.And((_match(p, how), *whole)) for p, whole in each))


def _wanted(tree: Query, field: str) -> Iterator[tuple[str, str]]:
    """(field, text) of everything asked for, nothing of what must not be there."""
    match tree:
        case Word(text) | Phrase(text):
            yield field, text
        case Field(name, value) if name not in FACET_OF:
            yield from _wanted(value, name)
        case Near(left, right, _):
            yield from _wanted(left, field)
            yield from _wanted(right, field)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part, field)


def _weights(text: str, forms: bool) -> Iterator[tuple[str, float]]:
    for reading in readings(text):
        for token in reading.tokens:
            yield from _token_weights(token, forms)
        yield from ((term, 1.0) for term in reading.whole if term.startswith(WORDS) == forms)


def _token_weights(token: Token, forms: bool) -> Iterator[tuple[str, float]]:
    exact = token.terms[0]
    if not forms:
        yield exact, 1.0
        return
    words = [term for term in token.terms if term.startswith(WORDS)]
    yield from ((term, 1.0) for term in words)
    yield from ((term, 1.0) for term in token.terms if term.startswith(SECOND))
    if exact.isascii():
        yield exact, SURFACE_WEIGHT


# --- parts ------------------------------------------------------------------------------------


def _leaves(tree: Query, how: _Reading) -> Iterator[tuple[Query, _Reading]]:
    """Words, phrases and prefixes, and how each is read."""
    match tree:
        case Field(name, value) if name not in FACET_OF:
            yield from _leaves(value, how)
        case Near(left, right, _):
            yield from _leaves(left, _as_it_stands(how))
            yield from _leaves(right, _as_it_stands(how))
        case Not(part):
            yield from _leaves(part, _as_it_stands(how))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, how)
        case Word() | Phrase() | Prefix():
            yield tree, how


def _parts(leaf: Query, how: _Reading) -> Iterator[Part]:
    if isinstance(leaf, Prefix):
        yield Part(f"{leaf.text}*", "prefix", (f"{leaf.text}…",))
        return
    if isinstance(leaf, Word):
        yield from _apart_parts(leaf.text, how)
    for reading in readings(leaf.text):
        first, last = reading.tokens[0].start, reading.tokens[-1].stop
        if reading.script == "han":
            yield from _variant_parts(leaf.text[first:last], how)
            continue
        for token in reading.tokens:
            typed = leaf.text[token.start : token.stop]
            with_yo = _yo_terms(typed, token) if how.yo else ()
            if how.forms and isinstance(leaf, Word):
                yield from _form_parts(typed, token, with_yo)
            if with_yo:
                yield Part(typed, "yo", with_yo)


def _apart_parts(text: str, how: _Reading) -> Iterator[Part]:
    typed = _typed(text, how)
    if len(typed) > 1:
        yield Part(text, "apart", tuple(dict.fromkeys(printed(unit, text) for unit in typed)))


def _variant_parts(typed: str, how: _Reading) -> Iterator[Part]:
    others = tuple(dict.fromkeys(s for s in chinese.spellings(typed) if s != typed))
    if how.variants and others:
        yield Part(typed, "variants", others)


def _form_parts(typed: str, token: Token, told: tuple[str, ...]) -> Iterator[Part]:
    """The lemmas of a Russian word but for those `told` already; of an English one nothing but that
    it is found in all its forms: its stem is no word."""
    exact = token.terms[0][len(EXACT) :]
    if any(term.startswith(SECOND) for term in token.terms):
        lemmas = tuple(lemma for lemma, _ in russian.lemmas(typed.lower()) if lemma not in told)
        yield Part(typed, "forms", lemmas)
        return
    stem, letters = token.terms[-1][len(WORDS) :], exact.replace("'", "")
    if letters.isalpha() and (letters.isascii() or stem != exact):
        yield Part(typed, "forms", ())


def _yo_terms(typed: str, token: Token) -> tuple[str, ...]:
    """The same word with ё for е, or the other way about."""
    exact = token.terms[0][len(EXACT) :]
    if not any(term.startswith(SECOND) for term in token.terms):
        return ()
    others = (s for s in (exact, *russian.known_spellings(exact)) if s != typed.lower())
    return tuple(dict.fromkeys(others))
