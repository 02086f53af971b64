"""What may the word being typed become? The last word of a query, completed in the query it stands
in: each completion is a whole query, with what it finds.

Words of the archive come as they are used; of the forms of one word only one, because they find the
same. Beside them stand names in every script of the authority file, places, names of fields, and
what the same keys give on the other keyboard or the letters as pinyin. What finds nothing in the
query is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..analysis import EXACT, SECOND, UNFOLDED, WORDS, pinyin, readings
from ..analysis.chinese import simplified, spellings
from ..analysis.folding import HYPHENS, folded, without_yo
from ..engine import Reader
from ..query import FIELDS, LONGEST, Field, Phrase, Word, unparse
from ..search import SearchRequest
from .keyboard import other_keyboard
from .known import Known, Named
from .pinyin import is_read
from .typed import Typed, closed, typed
from .writing import written

MOST = 8  # completions
_MOST_TRIED = 10  # words counted for them
_READ = 24  # words of the index looked at
_NAMES, _PLACES, _PINYIN = 3, 2, 3  # at most, where there is something else too
_NAME_WORDS = 3  # of the query that may be the beginning of one name
_LONGEST_WORD = 40  # letters
_LONGEST_HAN = 6  # characters at the end of a run that may begin a word
_SHORTEST = 2  # letters
_SOME = 4  # completions as typed; with more, what was typed is no pinyin
_FEW = 3  # completions as typed; with fewer the other keyboard is looked at

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+$")

Totals = Callable[[SearchRequest], tuple[int, int]]
"""How many documents and turns a request finds."""


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` is the whole query with its last word completed to `shown`. `kind`: word, speaker,
    author, place, label (a value of lang:, kind:, source:) or field; `how` it was typed: as it is,
    on the other keyboard, or as pinyin. `detail`: the office of a person; `language` of `shown`,
    as far as its letters tell. `documents` and `turns`: what the query then finds; None for the
    name of a field, which asks for more."""

    kind: str
    how: str
    text: str
    shown: str
    detail: str
    language: str
    documents: int | None
    turns: int | None


@dataclass(frozen=True, slots=True)
class _Idea:
    """A completion not yet counted: what comes instead of the end of the query."""

    kind: str
    text: str
    shown: str
    how: str = "typed"
    detail: str = ""
    counted: bool = True


def completions(
    request: SearchRequest, totals: Totals, engine: Reader, known: Known
) -> tuple[Completion, ...]:
    """At most eight, names first, then words, the most found first within each kind."""
    if len(request.text) > LONGEST:
        return ()
    end = typed(request.text)
    found = _counted(request, _as_typed(end, request, engine, known), totals)
    if len(found) <= _SOME and end.field == "text" and end.word:
        room = _PINYIN if len(found) >= _FEW else MOST - len(found)
        found += _counted(request, _pinyin(end, known), totals)[:room]
    if len(found) < _FEW:
        found += _counted(request, _other_keyboard(end, request, engine, known), totals)
    whole = dict.fromkeys(found)
    return tuple(islice((one for one in whole if one.text != request.text), MOST))


def _as_typed(end: Typed, request: SearchRequest, engine: Reader, known: Known) -> list[_Idea]:
    """Everything that begins with what was typed, in the order of kinds."""
    if end.field in ("speaker", "author", "place"):
        return list(islice(_names(end, known, (end.field,)), MOST))
    if end.field in ("lang", "kind", "source"):
        return list(_labels(end, known))
    if end.field in ("date", "id"):
        return []
    printed, yo = request.exact or end.quoted, "yo" not in request.off
    words = list(islice(_words(end, engine, printed, yo), _MOST_TRIED))
    if end.quoted or end.field != "text":
        return words
    who = list(islice(_names(end, known, ("speaker", "author")), _NAMES))
    where = list(islice(_names(end, known, ("place",)), _PLACES))
    return [*who, *where, *words, *_fields(end)]


def _counted(request: SearchRequest, ideas: list[_Idea], totals: Totals) -> list[Completion]:
    """Those that find something, most first within a kind; kinds as they came."""
    kinds = dict.fromkeys((idea.kind, idea.how) for idea in ideas)
    found: dict[tuple[str, str], list[Completion]] = {kind: [] for kind in kinds}
    for idea in ideas:
        if len(found[idea.kind, idea.how]) == MOST:
            continue
        asked = replace(request, text=closed(idea.text), page=1)
        documents, turns = totals(asked) if idea.counted else (None, None)
        if documents != 0:
            found[idea.kind, idea.how].append(
                Completion(
                    idea.kind, idea.how, asked.text, idea.shown, idea.detail,
                    _language(idea.shown), documents, turns,
                )
            )  # fmt: skip
    return [
        one
        for rows in found.values()
        for one in sorted(rows, key=lambda row: -(row.documents or 0))
    ]


# --- words ------------------------------------------------------------------------------------


def _words(end: Typed, engine: Reader, printed: bool, yo: bool) -> Iterator[_Idea]:
    """Words of the index that begin so, most used first."""
    if len(end.word) > _LONGEST_WORD or end.field not in ("text", "title"):
        return
    before = end.before if end.field == "text" else f"{end.before}{end.field}:"
    run = _HAN.search(end.word)
    if run:
        before += end.word[: run.start()]
        for start, word in _han_words(end.field, run.group(), engine):
            yield _Idea("word", f"{before}{run.group()[:start]}{word}", word)
        return
    beginning = _beginning(end.word)
    if beginning is None:
        return
    found = engine.frequent(end.field, EXACT + beginning, _READ)
    words = [(one.term[len(EXACT) :], one.turns) for one in found if not _unfolded(one.term)]
    spelt = _spelt(end, [word for word, _ in words], engine) if yo else {}
    if spelt:
        words = [(word, often) for word, often in words if word in spelt]
    for word in [word for word, _ in words] if printed else _one_of_each(words):
        if word != beginning:
            shown = spelt.get(word, word)
            if len(end.word) == len(beginning):
                shown = _begun_as_typed(end.word, shown)
            yield _Idea("word", before + shown, shown)


def _spelt(end: Typed, words: list[str], engine: Reader) -> dict[str, str]:
    """Words of the index, where ё and е are one, as they are written; of those that begin as typed
    only these, where ё was typed and there are any."""
    begun = folded(end.word)
    if "ё" not in begun:
        return {word: written(word) for word in words}
    terms = (one.term for one in engine.frequent(end.field, UNFOLDED + begun, _READ))
    printed = {without_yo(word): word for word in (term[len(UNFOLDED) :] for term in terms)}
    spelt = {word: printed.get(word) or written(word) for word in words}
    fitting = {word: shown for word, shown in spelt.items() if shown.startswith(begun)}
    return fitting or spelt


def _begun_as_typed(begun: str, word: str) -> str:
    """The word with the letters that were typed, but for е and ё, of which only its own."""
    head = ""
    for typed_letter, letter in zip(begun, word, strict=False):
        own = typed_letter in "еёЕЁ"
        head += (letter.upper() if typed_letter.isupper() else letter) if own else typed_letter
    return head + word[len(begun) :]


def _unfolded(term: str) -> bool:
    return term.startswith(UNFOLDED)


def _beginning(word: str) -> str | None:
    """What was typed of one word, as it is indexed; None when it is not one word."""
    found = readings(word)
    if len(found) != 1 or found[0].script == "han" or len(word) < _SHORTEST:
        return None
    exact = (found[0].whole or found[0].tokens[0].terms)[0][len(EXACT) :]
    rest = word[found[0].tokens[-1].stop :]
    if (
        found[0].tokens[0].start
        or not exact[0].isalpha()
        or not re.fullmatch(f"[{HYPHENS}]?", rest)
    ):
        return None
    return f"{exact}-" if rest else exact


def _one_of_each(words: list[tuple[str, int]]) -> Iterator[str]:
    """One form of each word: the one in the dictionary if it is used a third as often as the most
    used, which it is otherwise."""
    forms: dict[frozenset[str], list[tuple[str, int]]] = {}
    for word, turns in words:
        [reading, *_] = readings(word)
        terms = reading.whole or reading.tokens[0].terms
        lemmas = frozenset(term[len(WORDS) :] for term in terms if term.startswith(WORDS))
        forms.setdefault(lemmas, []).append((word, turns))
    for lemmas, same in forms.items():
        often = [word for word, turns in same if word in lemmas and 3 * turns >= same[0][1]]
        yield often[0] if often else same[0][0]


def _han_words(field: str, run: str, engine: Reader) -> Iterator[tuple[int, str]]:
    """Where in a run of characters a word begins that is not finished, and what it may become."""
    for start in range(max(0, len(run) - _LONGEST_HAN), len(run)):
        begun = run[start:]
        simple = simplified(begun)
        found = engine.frequent(field, WORDS + simple, _MOST_TRIED + 1)
        words = [one.term[len(WORDS) :] for one in found]
        longer = [word for word in words if len(word) > len(simple)]
        for word in longer:
            rest = spellings(word)[1] if begun != simple else word
            yield start, begun + rest[len(simple) :]
        if longer:
            return


# --- names, labels, fields --------------------------------------------------------------------


def _names(end: Typed, known: Known, fields: tuple[str, ...]) -> Iterator[_Idea]:
    """Names that the last words may be the beginning of, each person once."""
    for before, begun in _ends(end):
        rows = [row for row in known.names().starting(begun) if _belongs(row, fields)]
        seen = set()
        for row in rows:
            if row.value not in seen:
                seen.add(row.value)
                asked = fields[0] if len(fields) == 1 else row.field
                text = before + unparse(Field(asked, _value(row.text)))
                yield _Idea(asked, text, row.text, detail=row.office)
        if rows:
            return


def _ends(end: Typed) -> Iterator[tuple[str, str]]:
    """The end of a query as (what is before, the beginning of a name): of three words, two, one."""
    if end.field != "text":
        yield end.before, end.word
        return
    words = [*re.finditer(r"[^\s()（）\"“”«»„「」|｜,;:：-]+", end.before + end.word)]
    for count in range(min(_NAME_WORDS, len(words)), 0, -1):
        begin = words[-count].start()
        begun = (end.before + end.word)[begin:]
        long = _HAN.search(begun) or len(begun) >= _SHORTEST
        if end.word and long and not re.search(r"[\"“”«»„:：()]", begun):
            yield (end.before + end.word)[:begin], begun


def _belongs(row: Named, fields: tuple[str, ...]) -> bool:
    persons = ("speaker", "author")
    return row.field in fields or (row.field in persons and fields[0] in persons)


def _value(text: str) -> Word | Phrase:
    return Word(text) if len(readings(text)) == 1 and text.isalnum() else Phrase(text)


def _labels(end: Typed, known: Known) -> Iterator[_Idea]:
    for value, _ in known.labels()[end.field]:
        if value.lower().startswith(end.word.lower()):
            text = end.before + unparse(Field(end.field, _value_of_label(value)))
            yield _Idea("label", text, value)


def _value_of_label(value: str) -> Word | Phrase:
    return Phrase(value) if " " in value else Word(value)


def _fields(end: Typed) -> Iterator[_Idea]:
    """Names of fields that begin so."""
    if len(end.word) >= _SHORTEST:
        for name in FIELDS:
            if name.startswith(end.word.lower()):
                yield _Idea("field", f"{end.before}{name}:", f"{name}:", counted=False)


# --- another way of typing --------------------------------------------------------------------


def _pinyin(end: Typed, known: Known) -> list[_Idea]:
    """Chinese words, and names, whose pinyin begins so."""
    if not end.word.isascii() or len(end.word) < _SHORTEST or end.quoted:
        return []
    words: dict[str, int] = {}
    names: dict[str, Named] = {}
    for way in pinyin.beginnings(end.word):
        read = way if len(way) > 1 else (pinyin.characters(end.word.lower()),)
        for first in read[0]:
            for one in known.chinese(first):
                word = one.term[len(WORDS) :]
                if len(word) > 1 and is_read(word, read, begun=True):
                    words[word] = one.turns
            if len(read) > 1:
                rows = known.names().starting(first)
                names |= {row.value: row for row in rows if is_read(row.text, read, begun=True)}
    told = [
        _Idea(row.field, end.before + unparse(Field(row.field, _value(row.text))), row.text,
              "pinyin", row.office)
        for row in islice(names.values(), _NAMES)
    ]  # fmt: skip
    ranked = sorted(words, key=lambda word: (-words[word], word))[:MOST]
    return told + [_Idea("word", end.before + word, word, "pinyin") for word in ranked]


def _other_keyboard(
    end: Typed, request: SearchRequest, engine: Reader, known: Known
) -> list[_Idea]:
    """What the same keys begin on the other keyboard. There some letters are signs at which words
    end («б» is a comma), so all is relaid from the last space on."""
    if end.quoted or end.field != "text":
        return []
    whole = end.before + end.word
    start = max(whole.rfind(" "), whole.rfind("\u3000")) + 1
    relaid = other_keyboard(whole[start:]) if len(whole) - start > _SHORTEST else None
    if relaid is None:
        return []
    again = Typed(whole[:start], relaid)
    ideas = _as_typed(again, request, engine, known)
    itself = _Idea("word", whole[:start] + relaid, relaid)
    return [replace(idea, how="keyboard") for idea in (itself, *ideas) if idea.counted]


def _language(text: str) -> str:
    """In which of the three languages a name or word is written, by its letters."""
    scripts = {reading.script for reading in readings(text)}
    if "han" in scripts:
        return "zh"
    stems = (token.terms for reading in readings(text) for token in reading.tokens)
    return "ru" if any(term.startswith(SECOND) for terms in stems for term in terms) else "en"
