"""What did a visitor type? The query language: text to tree, and back.

    >>> parse('инвестиции "25 regions" -мост').tree
    And(parts=(Word(text='инвестиции'), Phrase(text='25 regions'), Not(part=Word(text='мост'))))
    >>> unparse(parse("speaker:(Хань OR 韩正) “一带一路” date:2024").tree)
    'speaker:(Хань OR 韩正) "一带一路" date:2024'
    >>> parse("Путин colour:red (").unused
    (('colour:', 'unknown-field'), ('(', 'unbalanced-bracket'))

Words stand side by side: all must be found in one turn. ``OR`` (``|``, ИЛИ, 或) joins only its
neighbours: ``a b OR c`` is a and (b or c). ``NEAR/n`` binds tighter still. ``-`` or ``NOT`` stands
before what must not be there; ``AND`` may be written and changes nothing. Operators are in
capitals. `parse` never raises: what it cannot use it reports as (piece, reason), one of REASONS;
what is beyond the bounds is not run at all (`Parsed.refusal`, one of REFUSALS).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .analysis import readings
from .analysis.words import grouped_number
from .query_words import WORDS

LONGEST = 512  # characters
MOST_TERMS = 32
DEEPEST = 10  # brackets within brackets
MOST_WILDCARDS = 3
FARTHEST = 50  # NEAR/50
SHORTEST_PREFIX = 3  # letters; one Chinese character is enough

TEXT_FIELDS = ("title", "speaker", "author", "place")
LABEL_FIELDS = ("source", "kind", "lang", "id")
FIELDS = ("speaker", "author", "source", "kind", "lang", "place", "title", "date", "id")

REFUSALS = ("too-long", "too-many-words", "too-deep", "too-many-wildcards")
REASONS = (
    "no-letters", "unbalanced-quote", "unbalanced-bracket", "empty-brackets", "operator-alone",
    "unknown-field", "empty-field", "field-value", "nested-field", "bad-date", "short-prefix",
    "wildcard-place", "near-distance", "near-operand",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Everything:
    """Every turn: what an empty query asks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece without spaces, as typed; found in any of its forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; `text` without the asterisk."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two of Word, Phrase, Prefix, or an Or of these, at most `distance` words (in Chinese:
    characters) apart, in either order."""

    left: Query
    right: Query
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """`value` in one of TEXT_FIELDS, or a label in one of LABEL_FIELDS (then Word, Phrase or an
    Or of them)."""

    name: str
    value: Query


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dated within; each end '2024', '2024-05', '2024-05-17' or None (open)."""

    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be found."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more, none of them And or Everything."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more, none of them Or; of none: nothing, which is what a query asks that is
    refused, or of which nothing could be used."""

    parts: tuple[Query, ...]


Query = Everything | Word | Phrase | Prefix | Near | Field | DateRange | Not | And | Or
Unused = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: `unused` are (piece, one of REASONS) in the order of the text;
    `refusal`, one of REFUSALS, when it is beyond the bounds and must not be run."""

    tree: Query
    unused: tuple[Unused, ...] = ()
    refusal: str | None = None


def parse(text: str) -> Parsed:
    """The tree of any text at all. Never raises; never drops anything without saying so."""
    if len(text) > LONGEST:
        return _refused("too-long")
    lexemes, unused = _lexemes(text)
    refusal = _beyond(lexemes)
    if refusal:
        return _refused(refusal)
    reader = _Reader(lexemes, unused)
    tree = reader.group(top=True)
    reported = sorted(reader.unused, key=lambda found: found[0])
    if tree is None:
        tree = Or(()) if reported else Everything()
    return Parsed(tree, tuple((piece, why) for _, piece, why in reported))


def _refused(code: str) -> Parsed:
    return Parsed(Or(()), refusal=code)


# --- text to lexemes --------------------------------------------------------------------------

_SEPARATORS = frozenset("，、。；！？,;")
_OPEN, _CLOSE = frozenset("(（"), frozenset(")）")
_DOUBLE = '"＂“”„‟〝〞'  # the marks of one family close each other, however mixed
_QUOTES = dict.fromkeys(_DOUBLE, _DOUBLE) | {"«": "»", "「": "」", "『": "』"}
_CLOSERS = frozenset("»」』")
_BARS = frozenset("|｜")
_MINUS = frozenset("-－−")
_STARS = "*＊"
_ENDS = _SEPARATORS - {","} | _OPEN | _CLOSE | _QUOTES.keys() | _CLOSERS | _BARS
_TAIL = ",.!?…"  # after a word, not of it
_OPERATORS = {"OR": "or", "ИЛИ": "or", "或": "or", "AND": "and", "NOT": "not"}
_NEAR = re.compile(r"NEAR[/／]([0-9]{1,9})")
_FIELD = re.compile(r"([A-Za-z]{2,20})[:：](?!//)")
_NUMBER = re.compile(grouped_number())
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})(?:[-./](?P<month>[0-9]{1,2})(?:[-./](?P<day>[0-9]{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>[0-9]{1,2})\.)?(?P<month>[0-9]{1,2})\.)(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"),
)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    """`kind`: word phrase prefix open close or and not near field. `at`: where it began."""

    kind: str
    text: str
    at: int
    distance: int = 0


def _lexemes(text: str) -> tuple[list[_Lexeme], list[tuple[int, str, str]]]:
    scanner = _Scanner(text)
    while scanner.at < len(text):
        scanner.step()
    return scanner.lexemes, scanner.unused


class _Scanner:
    """One pass over the text; every step goes forward."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lexemes: list[_Lexeme] = []
        self.unused: list[tuple[int, str, str]] = []

    def step(self) -> None:
        character = self.text[self.at]
        if character.isspace() or character in _SEPARATORS:
            self.at += 1
        elif character in _OPEN:
            self._emit("open", "(", 1)
        elif character in _CLOSE:
            self._emit("close", ")", 1)
        elif character in _BARS:
            self._emit("or", character, 1)
        elif character in _QUOTES:
            self._phrase()
        elif character in _CLOSERS:
            self._report(1, "unbalanced-quote")
        elif character in _MINUS:
            self._minus()
        else:
            self._piece()

    def _emit(self, kind: str, text: str, length: int, distance: int = 0) -> None:
        self.lexemes.append(_Lexeme(kind, text, self.at, distance))
        self.at += length

    def _report(self, length: int, reason: str) -> None:
        self.unused.append((self.at, self.text[self.at : self.at + length], reason))
        self.at += length

    def _phrase(self) -> None:
        closers = _QUOTES[self.text[self.at]]
        stop = self.at + 1
        while stop < len(self.text) and self.text[stop] not in closers:
            stop += 1
        if stop == len(self.text):
            self._report(1, "unbalanced-quote")
            return
        inside, length = self.text[self.at + 1 : stop].strip(), stop + 1 - self.at
        if readings(inside):
            self._emit("phrase", inside, length)
        else:
            self._report(length, "no-letters")

    def _minus(self) -> None:
        stop = self.at
        while stop < len(self.text) and self.text[stop] in _MINUS:
            stop += 1
        before = self.text[self.at - 1] if self.at else " "
        after = self.text[stop] if stop < len(self.text) else " "
        starts = before.isspace() or before in _SEPARATORS or before in _OPEN or before in ":：|｜"
        if stop == self.at + 1 and starts and not after.isspace() and after not in _CLOSE:
            self._emit("not", "-", 1)
        elif starts:
            self._report(stop - self.at, "no-letters")
        else:
            self.at = stop

    def _piece(self) -> None:
        number = _NUMBER.match(self.text, self.at)  # 2 500 is one piece
        stop = number.end() if number else self.at + 1
        while stop < len(self.text) and not self._ends(stop):
            stop += 1
        piece = self.text[self.at : stop]
        name = _FIELD.match(piece)
        if name and name[1].lower() in FIELDS:
            self._emit("field", name[1].lower(), len(name[0]))
        elif name:
            self._report(len(name[0]), "unknown-field")
        else:
            self._plain(piece if self._dating() else piece.rstrip(_TAIL) or piece)
            self.at = stop

    def _plain(self, piece: str) -> None:
        near = _NEAR.fullmatch(piece)
        if near:
            self._emit("near", piece, len(piece), int(near[1]))
        elif piece in _OPERATORS:
            self._emit(_OPERATORS[piece], piece, len(piece))
        else:
            self._word(piece)

    def _dating(self) -> bool:
        """Whether a date is being read, in which dots have a meaning."""
        last = self.lexemes[-1] if self.lexemes else None
        return last is not None and last.kind == "field" and last.text == "date"

    def _ends(self, at: int) -> bool:
        return self.text[at].isspace() or self.text[at] in _ENDS

    def _word(self, piece: str) -> None:
        stem = piece.rstrip(_STARS)
        found = readings(piece)
        if not found:
            self._report(len(piece), "no-letters")
            return
        reason = _not_a_prefix(stem) if stem != piece else _star_inside(piece)
        if reason:
            self.unused.append((self.at, piece, reason))
        if stem == piece or reason:
            self._emit("word", piece, len(piece))
        else:
            self._emit("prefix", stem, len(piece))


def _star_inside(piece: str) -> str | None:
    return "wildcard-place" if any(star in piece for star in _STARS) else None


def _not_a_prefix(stem: str) -> str | None:
    """Why the asterisk after this cannot be used."""
    found = readings(stem)
    if len(found) != 1 or found[0].tokens[-1].stop != len(stem) or _star_inside(stem):
        return "wildcard-place"
    letters = sum(token.stop - token.start for token in found[0].tokens)
    if found[0].script != "han" and letters < SHORTEST_PREFIX:
        return "short-prefix"
    return None


def _beyond(lexemes: list[_Lexeme]) -> str | None:
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


# --- lexemes to tree --------------------------------------------------------------------------


class _Reader:
    """Recursive descent; every method takes lexemes from the front and gives a tree or None."""

    def __init__(self, lexemes: list[_Lexeme], unused: list[tuple[int, str, str]]) -> None:
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

    def _bracket(self, opened: _Lexeme) -> Query | None:
        before = len(self.unused)
        inside = self.group()
        if self._peek() is None:
            self._report(opened, "unbalanced-bracket")
        else:
            self._take()
            if inside is None and len(self.unused) == before:
                self._report(replace(opened, text="()"), "empty-brackets")
        return inside

    def _field(self, lexeme: _Lexeme) -> Query | None:
        named = replace(lexeme, text=f"{lexeme.text}:")
        if self.field:
            self._report(named, "nested-field")
            return self.atom() if self._atom_follows() else None
        if lexeme.text == "date":
            return self._date(named)
        self.field = lexeme.text
        value = self.atom() if self._atom_follows() else None
        self.field = None
        if value is None:
            self._report(named, "empty-field")
            return None
        if lexeme.text in LABEL_FIELDS and not _is_label(value):
            self._report(replace(named, text=f"{lexeme.text}:{_atom(value)}"), "field-value")
            return None
        return Field(lexeme.text, value)

    def _date(self, named: _Lexeme) -> Query | None:
        lexeme = self._peek()
        if lexeme is None or lexeme.kind not in ("word", "phrase"):
            self._report(named, "empty-field")
            return None
        self._take()
        found = date_range(lexeme.text)
        if found is None:
            self._report(replace(named, text=f"date:{lexeme.text}"), "bad-date")
        return found

    def _peek(self) -> _Lexeme | None:
        return self.lexemes[self.next] if self.next < len(self.lexemes) else None

    def _take(self) -> _Lexeme:
        self.next += 1
        return self.lexemes[self.next - 1]

    def _atom_follows(self) -> bool:
        lexeme = self._peek()
        return lexeme is not None and lexeme.kind in ("word", "phrase", "prefix", "open", "field")

    def _operand_follows(self) -> bool:
        lexeme = self._peek()
        return self._atom_follows() or (lexeme is not None and lexeme.kind == "not")

    def _report(self, lexeme: _Lexeme, reason: str) -> None:
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


def date_range(text: str) -> DateRange | None:
    """'2024', '2024-5..2024-06', '..2024', '2024..' as a range; None if it is none. A day may
    also be written 17.05.2024, 2024/5/17 or 2024年5月17日.

    >>> date_range("2024-5.."), date_range("17.05.2024")  # doctest: +NORMALIZE_WHITESPACE
    (DateRange(since='2024-05', until=None), DateRange(since='2024-05-17', until='2024-05-17'))
    """
    since, dots, until = text.partition("..")
    if not dots:
        until = since
    first, last = _day(since), _day(until)
    if (since and not first) or (until and not last) or not (first or last):
        return None
    if first and last and (first > last and not first.startswith(last)):
        return None
    return DateRange(first, last)


def _day(text: str) -> str | None:
    found = next((found for form in _DAYS if (found := form.fullmatch(text))), None)
    if not found:
        return None
    given = [found[name] for name in ("year", "month", "day") if found[name]]
    year, month, day = (int(number) for number in [*given, "1", "1"][:3])
    lengths = (31, 29 if _is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        return None
    return "-".join((f"{year:04}", f"{month:02}", f"{day:02}")[: len(given)])


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# --- making and printing trees ----------------------------------------------------------------


def both(*parts: Query) -> Query | None:
    """The And of parts in its normal form; None of none."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif not isinstance(part, Everything):
            flat.append(part)
    return And(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def either(*parts: Query) -> Query | None:
    """The Or of parts in its normal form; None of none."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return Or(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def without(part: Query) -> Query:
    """The Not of a part in its normal form."""
    return part.part if isinstance(part, Not) else Not(part)


def unparse(tree: Query) -> str:
    """The tree in the query language: parse(unparse(tree)).tree == tree for every tree that
    parse gives."""
    match tree:
        case Everything():
            return ""
        case Word(text):
            return text
        case Phrase(text):
            return _quoted(text)
        case Prefix(text):
            return f"{text}*"
        case Near(left, right, distance):
            return f"{_atom(left)} NEAR/{distance} {_atom(right)}"
        case Field(name, value):
            return f"{name}:{_atom(value)}"
        case DateRange(since, until):
            return f"date:{since}" if since == until else f"date:{since or ''}..{until or ''}"
        case Not(part):
            return f"-{_atom(part)}"
        case And(parts):
            return " ".join(_atom(p) if isinstance(p, Or) else unparse(p) for p in parts)
        case Or(()):
            return "()"
        case Or(parts):
            return " OR ".join(_atom(p) if isinstance(p, And) else unparse(p) for p in parts)


def _atom(tree: Query) -> str:
    """As one unit: in brackets if it has several parts."""
    loose = isinstance(tree, And | Or | Near | Not)
    return f"({unparse(tree)})" if loose else unparse(tree)


def _quoted(text: str) -> str:
    for opening, closing in (('""', _DOUBLE), ("«»", "»"), ("「」", "」"), ("『』", "』")):
        if not any(mark in text for mark in closing):
            return f"{opening[0]}{text}{opening[1]}"
    raise ValueError(f"no quotation marks are left for: {text}")


# --- telling it back --------------------------------------------------------------------------


def describe(tree: Query, language: str) -> str:
    """The tree as a plain sentence in 'ru', 'zh' or 'en', for "How I read your query".

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
