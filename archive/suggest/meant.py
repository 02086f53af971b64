"""Which other query may have been meant by one that finds little? Its words mended, one or several
at once; each tried and counted before it is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, product

from ..engine import Reader
from ..query import And, Field, Near, Not, Or, Phrase, Query, Word, parse, unparse
from ..search import SearchRequest
from .indexed import stands
from .keyboard import other_keyboard
from .known import Known
from .operators import with_operators
from .phrases import mended
from .pinyin import chinese_names, chinese_words, nearly_chinese
from .words import instead, is_meant, is_short, joined

FEW = 2  # documents: a query (or a word) that finds no more may be a mistake
MOST = 4  # suggestions
_MOST_TRIED = 10  # queries counted for them
_MOST_WORDS = 6  # of a query, looked at
_MOST_NEARLY = 3  # words of a query in which one may be pinyin with a letter wrong

Count = Callable[[SearchRequest], int]
"""How many documents a request finds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that may have been meant: `kind` is spelling, keyboard, pinyin or operator; `text`
    the query, `documents` how many it finds as the request has it otherwise."""

    kind: str
    text: str
    documents: int


def suggestions(
    request: SearchRequest, now: int, count: Count, engine: Reader, known: Known
) -> tuple[Suggestion, ...]:
    """At most four queries that find more than this one, which finds few (`now`); likeliest
    first."""
    tree = parse(request.text).tree
    if now > FEW:
        return ()
    tried = dict.fromkeys(islice(_meant(request, tree, count, engine, known), _MOST_TRIED))
    found: dict[str, Suggestion] = {}
    for kind, text in tried:
        new = text != request.text and text not in found and not parse(text).refusal
        if new and len(found) < MOST:
            documents = count(replace(request, text=text, page=1))
            if documents > now:
                found[text] = Suggestion(kind, text, documents)
    return tuple(found.values())


def apart(request: SearchRequest, count: Count) -> tuple[tuple[str, int], ...]:
    """Each part of a query that asks for several at once, and how many documents have it; nothing
    when there is one part only, or too many to count."""
    tree = parse(request.text).tree
    if not isinstance(tree, And) or len(tree.parts) > _MOST_WORDS:
        return ()
    texts = dict.fromkeys(unparse(part) for part in tree.parts if not isinstance(part, Not))
    return tuple((text, count(replace(request, text=text, page=1))) for text in texts)


def _meant(
    request: SearchRequest, tree: Query, count: Count, engine: Reader, known: Known
) -> Iterator[tuple[str, str]]:
    joining = with_operators(request.text)
    if joining:
        yield "operator", joining
    leaves = list(islice(_leaves(tree, "text"), _MOST_WORDS + 1))
    if not leaves or len(leaves) > _MOST_WORDS:
        return
    parts = tree.parts if isinstance(tree, And) else (tree,)
    if all(isinstance(part, Word) for part in parts):
        yield from _whole(request.text, [part.text for part in parts], known)
    yield from _side_by_side(parts, engine)
    stray = any(reason == "unknown-field" for _, reason in parse(request.text).unused)
    nearly, choices = len(leaves) <= _MOST_NEARLY, []
    for field, leaf in dict.fromkeys(leaves):
        found = count(replace(request, text=_asked(field, leaf), page=1))
        if found <= FEW and not (isinstance(leaf, Word) and stray and is_short(leaf.text)):
            meant = is_meant(leaf.text, found)
            offered = _choices((field, leaf), nearly, engine, known)
            choices.append(tuple(row for row in offered if row[1] != "spelling" or not meant))
    excluded = dict(_excluded(tree, engine))
    for chosen in _likeliest([choice for choice in choices if choice]):
        changed = {old: new for old, _, new in chosen}
        yield chosen[0][1], unparse(_replaced(tree, excluded | changed))


def _choices(
    place: tuple[str, Word | Phrase], nearly: bool, engine: Reader, known: Known
) -> Iterator[tuple[Query, str, Query]]:
    """(a word or phrase, kind, what may stand for it)."""
    field, leaf = place
    if isinstance(leaf, Phrase):
        for kind, text in mended(field, leaf.text, engine):
            yield leaf, kind, Phrase(text)
        return
    for kind, text in instead(field, leaf.text, nearly, engine, known):
        yield leaf, kind, _typed(text)


def _excluded(tree: Query, engine: Reader) -> Iterator[tuple[Query, Query]]:
    """Excluded words that only the other keyboard makes words of; when the rest is mended, so are
    they."""
    for part in tree.parts if isinstance(tree, And) else ():
        if isinstance(part, Not) and isinstance(part.part, Word | Phrase):
            text = part.part.text
            relaid = None if stands("text", text, engine) else other_keyboard(text)
            if relaid and stands("text", relaid, engine):
                yield part.part, type(part.part)(relaid)


def _whole(text: str, words: list[str], known: Known) -> Iterator[tuple[str, str]]:
    """The query taken as one text: on the other keyboard, or as pinyin."""
    relaid = other_keyboard(text)
    if relaid:
        yield "keyboard", unparse(parse(relaid).tree)
    typed = "".join(words)
    chinese = [*dict.fromkeys(chinese_names(typed, known))]
    for name in chinese:
        yield "pinyin", name
        yield "pinyin", unparse(Field("author", Word(name)))
    if len(words) > 1:
        read = chinese_words(typed, known) or (() if chinese else nearly_chinese(typed, known))
        yield from (("pinyin", word) for word in read)


def _side_by_side(parts: tuple[Query, ...], engine: Reader) -> Iterator[tuple[str, str]]:
    """The query with two neighbours as the one word they may be."""
    for at, (left, right) in enumerate(pairwise(parts)):
        if isinstance(left, Word) and isinstance(right, Word):
            for made in joined(left.text, right.text, "text", engine):
                rest = (*parts[:at], Word(made), *parts[at + 2 :])
                yield "spelling", unparse(And(rest) if len(rest) > 1 else rest[0])


def _likeliest(choices: list[tuple]) -> list[tuple]:
    """One candidate for each word, first candidates first."""
    if not choices:
        return []
    numbered = product(*(tuple(enumerate(choice)) for choice in choices))
    ordered = sorted(islice(numbered, 200), key=lambda row: sum(at for at, _ in row))
    return [tuple(candidate for _, candidate in row) for row in ordered]


def _leaves(tree: Query, field: str) -> Iterator[tuple[str, Word | Phrase]]:
    """(field, word or phrase) of each that must be there."""
    match tree:
        case Word() | Phrase():
            yield field, tree
        case Field(name, value) if name in ("title", "speaker", "author", "place"):
            yield from _leaves(value, name)
        case Near(left, right, _):
            yield from chain(_leaves(left, field), _leaves(right, field))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, field)


def _asked(field: str, leaf: Word | Phrase) -> str:
    return unparse(leaf if field == "text" else Field(field, leaf))


def _replaced(tree: Query, changed: Mapping[Query, Query]) -> Query:
    match tree:
        case Word() | Phrase():
            return changed.get(tree, tree)
        case Field(name, value):
            return Field(name, _replaced(value, changed))
        case Near(left, right, distance):
            return Near(_replaced(left, changed), _replaced(right, changed), distance)
        case Not(part) if part in changed:
            return Not(changed[part])
        case And(parts) | Or(parts):
            return type(tree)(tuple(_replaced(part, changed) for part in parts))
        case _:
            return tree


def _typed(text: str) -> Query:
    """A word, or two that were typed as one: side by side."""
    return Phrase(text) if " " in text else Word(text)
