"""Which pieces is a query made of? One pass over the text: words, phrases, brackets, operators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..analysis import readings
from ..analysis.words import grouped_number
from .tree import FIELDS

SHORTEST_PREFIX = 3  # letters; one Chinese character is enough

_SEPARATORS = frozenset("，、。；！？,;")
_OPEN, _CLOSE = frozenset("(（"), frozenset(")）")
DOUBLE_QUOTES = '"＂“”„‟〝〞'  # the marks of one family close each other, however mixed
_QUOTES = dict.fromkeys(DOUBLE_QUOTES, DOUBLE_QUOTES) | {"«": "»", "「": "」", "『": "』"}
_CLOSERS = frozenset("»」』")
_BARS = frozenset("|｜")
_MINUS = frozenset("-－−")
_STARS = "*＊"
_ENDS = _SEPARATORS - {","} | _OPEN | _CLOSE | _QUOTES.keys() | _CLOSERS | _BARS
TAIL = ",.!?…"  # after a word, not of it
_OPERATORS = {"OR": "or", "ИЛИ": "or", "或": "or", "AND": "and", "NOT": "not"}
_NEAR = re.compile(r"NEAR[/／](?:([0-9]{1,9})|.*)")  # any other distance is none: 0
_FIELD = re.compile(r"([A-Za-z]{2,20})[:：](?!//)")
_TRANSLATED = (
    "спикер", "выступающий", "говорит", "автор", "источник", "вид", "тип", "язык", "место",
    "заголовок", "название", "дата",
    "发言人", "讲话人", "作者", "来源", "类型", "种类", "语言", "地点", "标题", "日期",
)  # fmt: skip
_TRANSLATED_FIELD = re.compile(rf"({'|'.join(_TRANSLATED)})[:：](?=[^\s/])", re.IGNORECASE)
"""Fields as a visitor might translate them: no such fields, and he is told so. Other words before
a colon (ответ:да) are words."""
_NUMBER = re.compile(grouped_number())


@dataclass(frozen=True, slots=True)
class Lexeme:
    """`kind`: word phrase prefix open close or and not near field. `at`: where it began."""

    kind: str
    text: str
    at: int
    distance: int = 0


def lexemes_of(text: str) -> tuple[list[Lexeme], list[tuple[int, str, str]]]:
    scanner = _Scanner(text)
    while scanner.at < len(text):
        scanner.step()
    return scanner.lexemes, scanner.unused


class _Scanner:
    """One pass over the text; every step goes forward."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lexemes: list[Lexeme] = []
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
        self.lexemes.append(Lexeme(kind, text, self.at, distance))
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
        elif translated := _TRANSLATED_FIELD.match(self.text, self.at):
            self._report(len(translated[0]), "unknown-field")
        else:
            self._plain(piece if self._dating() else piece.rstrip(TAIL) or piece)
            self.at = stop

    def _plain(self, piece: str) -> None:
        near = _NEAR.fullmatch(piece)
        if near:
            self._emit("near", piece, len(piece), int(near[1] or 0))
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
