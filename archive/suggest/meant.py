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
from .keyboard import other_keyboard
from .known import Known
from .words import chinese_names, chinese_words, instead, joined

FEW = 2  # documents: a query (or a word) that finds no more may be a mistake
MOST = 4  # suggestions
_MOST_TRIED = 10  # queries counted for them
_MOST_WORDS = 6  # of a query, looked at

Count = Callable[[SearchRequest], int]
"""How many documents a request finds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that may have been meant: `kind` is spelling, keyboard or pinyin; `text` the query,
    `documents` how many it finds as the request has it otherwise."""

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
        if text != request.text and text not in found and len(found) < MOST:
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
    words = list(islice(_words(tree, "text"), _MOST_WORDS + 1))
    if not words or len(words) > _MOST_WORDS:
        return
    parts = tree.parts if isinstance(tree, And) else (tree,)
    if all(isinstance(part, Word) for part in parts):
        yield from _whole(request.text, [part.text for part in parts], known)
    yield from _side_by_side(parts, engine)
    doubtful = [
        (field, text)
        for field, text in dict.fromkeys(words)
        if count(replace(request, text=_asked(field, text), page=1)) <= FEW
    ]
    choices = [tuple(instead(field, text, engine, known)) for field, text in doubtful]
    for chosen in _likeliest([choice for choice in choices if choice]):
        changed = {old: new for old, _, new in chosen}
        yield chosen[0][1], unparse(_replaced(tree, changed))


def _whole(text: str, words: list[str], known: Known) -> Iterator[tuple[str, str]]:
    """The query taken as one text: on the other keyboard, or as pinyin."""
    relaid = other_keyboard(text)
    if relaid:
        yield "keyboard", unparse(parse(relaid).tree)
    typed = "".join(words)
    for name in dict.fromkeys(chinese_names(typed, known)):
        yield "pinyin", name
        yield "pinyin", unparse(Field("author", Word(name)))
    for chinese in chinese_words(typed, known) if len(words) > 1 else ():
        yield "pinyin", chinese


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


def _words(tree: Query, field: str) -> Iterator[tuple[str, str]]:
    """(field, word) of each single word that must be there."""
    match tree:
        case Word(text):
            yield field, text
        case Field(name, value) if name in ("title", "speaker", "author", "place"):
            yield from _words(value, name)
        case Near(left, right, _):
            yield from chain(_words(left, field), _words(right, field))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part, field)


def _asked(field: str, text: str) -> str:
    return text if field == "text" else unparse(Field(field, Word(text)))


def _replaced(tree: Query, changed: Mapping[str, str]) -> Query:
    match tree:
        case Word(text) if text in changed:
            return _typed(changed[text])
        case Field(name, value):
            return Field(name, _replaced(value, changed))
        case Near(left, right, distance):
            return Near(_replaced(left, changed), _replaced(right, changed), distance)
        case And(parts) | Or(parts):
            return type(tree)(tuple(_replaced(part, changed) for part in parts))
        case _:
            return tree


def _typed(text: str) -> Query:
    """A word, or two that were typed as one: side by side."""
    return Phrase(text) if " " in text else Word(text)
