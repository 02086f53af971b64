"""What does a query mean? Lexemes to a tree, within bounds; never in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from .days import date_range, is_backwards
from .lexemes import TAIL, Lexeme, lexemes_of
from .printing import atom
from .tree import (
    LABEL_FIELDS,
    Everything,
    Field,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    both,
    either,
    without,
)

LONGEST = 512  # characters
MOST_TERMS = 32
DEEPEST = 10  # brackets within brackets
MOST_WILDCARDS = 3
FARTHEST = 50  # NEAR/50


REFUSALS = ("too-long", "too-many-words", "too-deep", "too-many-wildcards")
REASONS = (
    "no-letters", "unbalanced-quote", "unbalanced-bracket", "empty-brackets", "operator-alone",
    "unknown-field", "empty-field", "field-value", "nested-field", "bad-date", "date-order",
    "short-prefix", "wildcard-place", "near-distance", "near-operand",
)  # fmt: skip

Unused = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: `unused` are (piece, one of REASONS) in the order of the text;
    `refusal`, one of REFUSALS, when it is beyond the bounds and must not be run."""

    tree: Query
    unused: tuple[Unused, ...] = ()
    refusal: str | None = None


@lru_cache(maxsize=64)  # a page asks of its question many times
def parse(text: str) -> Parsed:
    """The tree of any text at all. Never raises; never drops anything without saying so."""
    if len(text) > LONGEST:
        return _refused("too-long")
    lexemes, unused = lexemes_of(text)
    refusal = _beyond(lexemes)
    if refusal:
        return _refused(refusal)
    reader = _Reader(lexemes, unused)
    tree = reader.group(top=True)
    if tree is None:
        reader.unused += [(x.at, x.text, "operator-alone") for x in lexemes if x.kind == "and"]
    reported = sorted(reader.unused, key=lambda found: found[0])
    if tree is None:
        tree = Or(()) if reported else Everything()
    return Parsed(tree, tuple((piece, why) for _, piece, why in reported))


def _refused(code: str) -> Parsed:
    return Parsed(Or(()), refusal=code)


def _beyond(lexemes: list[Lexeme]) -> str | None:
    kinds = [lexeme.kind for lexeme in lexemes]
    if sum(kind in ("word", "phrase", "prefix") for kind in kinds) > MOST_TERMS:
        return "too-many-words"
    depth = deepest = 0
    for kind in kinds:
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        deepest = max(deepest, depth)
    if deepest > DEEPEST or _longest_run(kinds, "not") > DEEPEST:
        return "too-deep"
    return "too-many-wildcards" if kinds.count("prefix") > MOST_WILDCARDS else None


def _longest_run(kinds: list[str], kind: str) -> int:
    longest = run = 0
    for each in kinds:
        run = run + 1 if each == kind else 0
        longest = max(longest, run)
    return longest


class _Reader:
    """Recursive descent; every method takes lexemes from the front and gives a tree or None."""

    def __init__(self, lexemes: list[Lexeme], unused: list[tuple[int, str, str]]) -> None:
        self.lexemes = lexemes
        self.next = 0
        self.unused = unused
        self.field: str | None = None

    def group(self, top: bool = False) -> Query | None:
        """Parts side by side, up to a closing bracket (which is left) or the end."""
        parts: list[Query | None] = []
        while lexeme := self._peek():
            if lexeme.kind == "close":
                if not top:
                    break
                self._report(self._take(), "unbalanced-bracket")
            elif lexeme.kind == "and":
                self._take()
            else:
                parts.append(self.alternatives())
        return both(*(part for part in parts if part))

    def alternatives(self) -> Query | None:
        """Parts joined by OR."""
        parts = [self.negated()]
        while (lexeme := self._peek()) and lexeme.kind == "or":
            self._take()
            right = self.negated() if self._operand_follows() else None
            if right is None or parts == [None]:
                self._report(lexeme, "operator-alone")
            parts.append(right)
        return either(*(part for part in parts if part))

    def negated(self) -> Query | None:
        lexeme = self._peek()
        if lexeme is None or lexeme.kind != "not":
            return self.near()
        self._take()
        part = self.negated() if self._operand_follows() else None
        if part is None:
            self._report(lexeme, "operator-alone")
        return without(part) if part else None

    def near(self) -> Query | None:
        """Atoms joined by NEAR: a NEAR/5 b NEAR/3 c is (a NEAR/5 b) and (b NEAR/3 c)."""
        left = self.atom()
        parts: list[Query | None] = [left]
        joined: set[int] = set()
        while (lexeme := self._peek()) and lexeme.kind == "near":
            self._take()
            right = self.atom() if self._atom_follows() else None
            reason = _not_near(left, right, lexeme.distance)
            if reason:
                self._report(lexeme, reason)
                parts.append(right)
            elif len(parts) - 1 in joined:
                parts.append(Near(left, right, lexeme.distance))
            else:
                parts[-1] = Near(left, right, lexeme.distance)
            if not reason:
                joined.add(len(parts) - 1)
            left = right
        return both(*(part for part in parts if part))

    def atom(self) -> Query | None:
        if not self._atom_follows():
            return None
        lexeme = self._take()
        if lexeme.kind == "open":
            return self._bracket(lexeme)
        if lexeme.kind == "field":
            return self._field(lexeme)
        return {"word": Word, "phrase": Phrase, "prefix": Prefix}[lexeme.kind](lexeme.text)

    def _bracket(self, opened: Lexeme) -> Query | None:
        before = len(self.unused)
        inside = self.group()
        if self._peek() is None:
            self._report(opened, "unbalanced-bracket")
        else:
            self._take()
            if inside is None and len(self.unused) == before:
                self._report(replace(opened, text="()"), "empty-brackets")
        return inside

    def _field(self, lexeme: Lexeme) -> Query | None:
        named = replace(lexeme, text=f"{lexeme.text}:")
        if self.field:
            self._report(named, "nested-field")
            value = self.atom() if self._atom_follows() else None
            if lexeme.text == "date" and isinstance(value, Word):  # read with the dots of a date
                return Word(value.text.rstrip(TAIL) or value.text)
            return value
        if lexeme.text == "date":
            return self._date(named)
        self.field = lexeme.text
        value = self.atom() if self._atom_follows() else None
        self.field = None
        if value is None:
            self._report(named, "empty-field")
            return None
        if lexeme.text in LABEL_FIELDS and not _is_label(value):
            self._report(replace(named, text=f"{lexeme.text}:{atom(value)}"), "field-value")
            return None
        return Field(lexeme.text, value)

    def _date(self, named: Lexeme) -> Query | None:
        lexeme = self._peek()
        if lexeme is None or lexeme.kind not in ("word", "phrase"):
            self._report(named, "empty-field")
            return None
        self._take()
        found = date_range(lexeme.text)
        if found is None:
            why = "date-order" if is_backwards(lexeme.text) else "bad-date"
            self._report(replace(named, text=f"date:{lexeme.text}"), why)
        return found

    def _peek(self) -> Lexeme | None:
        return self.lexemes[self.next] if self.next < len(self.lexemes) else None

    def _take(self) -> Lexeme:
        self.next += 1
        return self.lexemes[self.next - 1]

    def _atom_follows(self) -> bool:
        lexeme = self._peek()
        return lexeme is not None and lexeme.kind in ("word", "phrase", "prefix", "open", "field")

    def _operand_follows(self) -> bool:
        lexeme = self._peek()
        return self._atom_follows() or (lexeme is not None and lexeme.kind == "not")

    def _report(self, lexeme: Lexeme, reason: str) -> None:
        self.unused.append((lexeme.at, lexeme.text, reason))


def _not_near(left: Query | None, right: Query | None, distance: int) -> str | None:
    """Why NEAR cannot join these two."""
    if left is None or right is None:
        return "operator-alone"
    if not 1 <= distance <= FARTHEST:
        return "near-distance"
    return None if _can_be_near(left) and _can_be_near(right) else "near-operand"


def _can_be_near(tree: Query) -> bool:
    if isinstance(tree, Or):
        return all(isinstance(part, Word | Phrase | Prefix) for part in tree.parts)
    return isinstance(tree, Word | Phrase | Prefix)


def _is_label(tree: Query) -> bool:
    if isinstance(tree, Or):
        return all(isinstance(part, Word | Phrase) for part in tree.parts)
    return isinstance(tree, Word | Phrase)
