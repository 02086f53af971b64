"""What may have been meant by a query that finds little? Words of the index within one edit, the
other keyboard, pinyin.

    >>> other_keyboard("gtrby"), other_keyboard("фкьн"), other_keyboard("[fh,by")
    ('пекин', 'army', 'харбин')

Nothing here is ever applied by itself: each suggestion is a query that finds something, offered
with how many documents it finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, product

from .analysis import EXACT, SECOND, WORDS, pinyin, readings, russian
from .engine import TermCount
from .query import And, Field, Near, Not, Or, Query, Word, parse, unparse
from .search import SearchRequest

FEW = 2  # documents: a query (or a word) that finds no more may be a mistake
MOST = 4  # suggestions
_MOST_TRIED = 10  # queries counted for them
_MOST_WORDS = 6  # of a query, looked at
_PER_WORD = 3  # candidates
_LONGEST = 24  # letters of a word whose edits are tried
_MOST_READ = 2000  # terms in a row
_SAME_START = 300  # words of the index beginning with one character that are looked at

Terms = Callable[[str, str, int], tuple[TermCount, ...]]
"""SearchEngine.terms: the terms of a field that begin so."""

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
    request: SearchRequest, count: Count, terms: Terms, names: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """At most four queries that find more than this one, which finds few; likeliest first.
    `names` are Chinese names that pinyin may mean, beside the words of the index."""
    now = count(request)
    tree = parse(request.text).tree
    if now > FEW:
        return ()
    tried = dict.fromkeys(islice(_meant(request, tree, count, terms, tuple(names)), _MOST_TRIED))
    found = []
    for kind, text in tried:
        documents = count(replace(request, text=text, page=1)) if text != request.text else 0
        if documents > now:
            found.append(Suggestion(kind, text, documents))
    return tuple(found[:MOST])


def apart(request: SearchRequest, count: Count) -> tuple[tuple[str, int], ...]:
    """Each part of a query that asks for several at once, and how many documents have it; nothing
    when there is one part only, or too many to count."""
    tree = parse(request.text).tree
    if not isinstance(tree, And) or len(tree.parts) > _MOST_WORDS:
        return ()
    texts = dict.fromkeys(unparse(part) for part in tree.parts if not isinstance(part, Not))
    return tuple((text, count(replace(request, text=text, page=1))) for text in texts)


# --- whole queries ----------------------------------------------------------------------------


def _meant(
    request: SearchRequest, tree: Query, count: Count, terms: Terms, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    words = list(islice(_words(tree, "text"), _MOST_WORDS + 1))
    if not words or len(words) > _MOST_WORDS:
        return
    parts = tree.parts if isinstance(tree, And) else (tree,)
    if all(isinstance(part, Word) for part in parts):
        relaid = other_keyboard(request.text)
        if relaid:
            yield "keyboard", unparse(parse(relaid).tree)
        typed = "".join(part.text for part in parts)
        for name in _named(typed, names):
            yield "pinyin", name
            yield "pinyin", unparse(Field("author", Word(name)))
        for chinese in _chinese(typed, "text", terms) if len(parts) > 1 else ():
            yield "pinyin", chinese
    doubtful = [
        (field, text)
        for field, text in dict.fromkeys(words)
        if count(replace(request, text=_asked(field, text), page=1)) <= FEW
    ]
    choices = [tuple(_instead(field, text, terms, names)) for field, text in doubtful]
    for chosen in _likeliest([choice for choice in choices if choice]):
        changed = {old: new for old, _, new in chosen}
        yield chosen[0][1], unparse(_replaced(tree, changed))


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
            return Word(changed[text])
        case Field(name, value):
            return Field(name, _replaced(value, changed))
        case Near(left, right, distance):
            return Near(_replaced(left, changed), _replaced(right, changed), distance)
        case And(parts) | Or(parts):
            return type(tree)(tuple(_replaced(part, changed) for part in parts))
        case _:
            return tree


# --- one word ---------------------------------------------------------------------------------


def _instead(
    field: str, word: str, terms: Terms, names: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """(word, kind, other word): what may stand for a word, likeliest first."""
    relaid = other_keyboard(word)
    if relaid and _stands(field, relaid, terms):
        yield word, "keyboard", relaid
    for other in _near(field, word, terms):
        yield word, "spelling", other
    for other in (*_named(word, names), *_chinese(word, field, terms)):
        yield word, "pinyin", other


def _stands(field: str, word: str, terms: Terms) -> bool:
    """Whether the index has every word of a text, in some form."""
    tokens = [token for reading in readings(word) for token in reading.tokens]
    return bool(tokens) and all(_known(field, "", token.terms, terms) for token in tokens)


def _near(field: str, word: str, terms: Terms) -> list[str]:
    """Words of the index within one edit, most frequent first."""
    found = readings(word)
    if len(found) != 1 or len(word) > _LONGEST:
        return []
    if found[0].script == "han":
        return _near_chinese(field, word, terms)
    exact = found[0].tokens[0].terms[0][len(EXACT) :]
    if len(found[0].tokens) != 1 or not exact.isalpha() or len(exact) < 3:
        return []
    nearby = edits(exact)
    same = _known(field, EXACT, nearby, terms) or _known(field, WORDS, nearby, terms)
    if same:
        return same
    stem = russian.stem(exact)
    ending = exact[len(stem) :] if exact.startswith(stem) else ""
    return [other + ending for other in _known(field, SECOND, edits(stem), terms)]


def _known(field: str, stream: str, candidates: Iterable[str], terms: Terms) -> list[str]:
    """Those of the candidates that the index has, most frequent first."""
    wanted = set(candidates)
    start, beginning = _beginning(field, stream, wanted, terms)
    counted = []
    for candidate in wanted:
        term = stream + candidate
        if start and candidate.startswith(start):
            turns = beginning.get(term, 0)
        else:
            turns = next((found.turns for found in terms(field, term, 1) if found.term == term), 0)
        if turns:
            counted.append((-turns, candidate))
    return [candidate for _, candidate in sorted(counted)[:_PER_WORD]]


def _beginning(
    field: str, stream: str, candidates: set[str], terms: Terms
) -> tuple[str, dict[str, int]]:
    """A start that many of the candidates share, and all terms that begin so: to read these in a
    row is cheaper than to look each up. "" where there are too many to read."""
    for length in (2, 4):
        often = Counter(candidate[:length] for candidate in candidates)
        start = often.most_common(1)[0][0] if often else ""
        found = terms(field, stream + start, _MOST_READ) if start else ()
        if len(found) < _MOST_READ:
            return start, {one.term: one.turns for one in found}
    return "", {}


_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def edits(word: str) -> set[str]:
    """Every word of the same alphabet one letter away: left out, put in, changed, or two
    neighbours changed about (Damerau 1964)."""
    alphabet = _LATIN if word.isascii() else _CYRILLIC
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {before + after[1:] for before, after in cuts if after}
    made |= {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    made |= {before + letter + after for before, after in cuts for letter in alphabet}
    made |= {before + letter + after[1:] for before, after in cuts if after for letter in alphabet}
    return made - {word, ""}


def _near_chinese(field: str, word: str, terms: Terms) -> list[str]:
    """Dictionary words of the index with one other character."""
    counted = [
        (-found.turns, found.term[len(WORDS) :])
        for found in terms(field, WORDS + word[0], _SAME_START)
        if _one_apart(found.term[len(WORDS) :], word)
    ]
    return [other for _, other in sorted(counted)[:_PER_WORD]]


def _one_apart(one: str, other: str) -> bool:
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _named(typed: str, names: tuple[str, ...]) -> Iterator[str]:
    """Names that a text may be the pinyin of."""
    for way in pinyin.syllables(typed):
        read = [pinyin.characters(syllable) for syllable in way]
        yield from (name for name in names if _is_read(name, read))


def _chinese(typed: str, field: str, terms: Terms) -> list[str]:
    """Words of the index that a text may be the pinyin of; most frequent first."""
    for way in pinyin.syllables(typed):
        read = [pinyin.characters(syllable) for syllable in way]
        counted = [
            (-found.turns, found.term[len(WORDS) :])
            for first in read[0]
            for found in terms(field, WORDS + first, _SAME_START)
            if _is_read(found.term[len(WORDS) :], read)
        ]
        if counted:
            return [word for _, word in sorted(counted)[:_PER_WORD]]
    return []


def _is_read(word: str, read: list[frozenset[str]]) -> bool:
    return len(word) == len(read) and all(c in so for c, so in zip(word, read, strict=True))


# --- keyboards --------------------------------------------------------------------------------

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_KEYS_RU = "йцукенгшщзхъфывапролджэячсмитьбюё"
_UPPER, _UPPER_RU = _KEYS.upper(), _KEYS_RU.upper()
_TO_RUSSIAN = str.maketrans(_UPPER + _KEYS, _UPPER_RU + _KEYS_RU)
_TO_LATIN = str.maketrans(_UPPER_RU + _KEYS_RU, _UPPER + _KEYS)


def other_keyboard(text: str) -> str | None:
    """What the same keys give on the other keyboard (ЙЦУКЕН, QWERTY); None where letters of both,
    or of neither, were typed."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if letters and all(letter in _KEYS for letter in letters):
        return text.translate(_TO_RUSSIAN)
    if letters and all(letter in _KEYS_RU for letter in letters):
        return text.translate(_TO_LATIN)
    return None
