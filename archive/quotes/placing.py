"""Where in a turn does a quote stand, and how near is it? A window of the text first, by pieces of
the quote that stand in it letter by letter; then the alignment within.

    >>> from archive.document import Passage
    >>> friends = Passage(1, "speech", "Friends.")
    >>> turn = Turn(0, None, (friends, Passage(2, "speech", "We share a border.")))
    >>> placed = place(prepared("share a border"), Text.of(turn))
    >>> placed.span, placed.likeness
    ((12, 26), 1.0)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np
from rapidfuzz.distance import Indel

from ..address import Place
from ..document import Turn
from .alignment import GAP, Asked, aligned, asked
from .folding import ELLIPSIS, Shadow, Unit, shadow, units
from .pieces import Cell, Sides, side_by_side
from .values import Span

_OPEN, _CLOSE = "[(<（［〈【", "])>）］〉】"
_GAP = re.compile(rf"[{re.escape(_OPEN)}]\s*{ELLIPSIS}\s*[{re.escape(_CLOSE)}]|{ELLIPSIS}")
_BRACKETS = re.compile(r"[\[［〔]([^\[\]［］〔〕]{1,200})[\]］〕]")
_LABEL = re.compile(r"([^:：\n]{1,60}?)\s*[:：]\s*(?=\S)")
_PAIRS = (
    "«»",
    "“”",
    "„“",
    "„”",
    "”“",
    '""',
    "''",
    "‘’",
    "「」",
    "『』",
    "‹›",
    "＂＂",
    "〝〞",
    "《》",
)
_SMALL = 1000  # letters of a text that is its own window
_CHEAP = 30_000  # units of a quote times letters of a text that is its own window, too
_LARGEST = 30_000  # code points of a window
_GRAM, _GRAM_HAN = 8, 4
_MOST_GAPS = 20  # omissions of a quote; further dots are taken for marks
_AROUND = 40  # code points beside the words: what stands just outside is looked at
_MOST_PLACES = 50  # of the same words in a turn


@dataclass(frozen=True, slots=True)
class Prepared:
    """A quote ready to be looked for: `text` as given, compared from `begin` to `end`; `gaps` what
    says that words are left out, `brackets` what the quoter put in; `notes` of values.NOTES."""

    text: str
    begin: int
    end: int
    asked: Asked
    gaps: tuple[Span, ...]
    brackets: tuple[Span, ...]
    shadows: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many units it has to compare."""
        return sum(unit.kind != GAP for unit in self.asked.units)

    def weight(self, span: Span) -> int:
        """How long a stretch of it is, in ideographs: a word counts as two."""
        return weight(self.text, *span)


def weight(text: str, start: int = 0, stop: int | None = None) -> int:
    """How long a text is, or a stretch of it, in ideographs: a word counts as two."""
    return sum(1 if unit.kind == "han" else 2 for unit in units(text, start, stop))


def prepared(text: str, start: int = 0, stop: int | None = None) -> Prepared:
    """A quote, or a piece of it, without its outer spaces, one pair of outer quotation marks, and
    an ellipsis at either end."""
    begin, end, notes = _core(text, start, len(text) if stop is None else stop)
    found = units(text, begin, end)
    inner = (found[0].start, found[-1].stop) if found else (begin, begin)
    gaps = tuple(m.span() for m in islice(_GAP.finditer(text, *inner), _MOST_GAPS))
    put = (m.span() for m in _BRACKETS.finditer(text, begin, end) if units(m.group()))
    brackets = tuple(islice(put, _MOST_GAPS))
    rows = _apart(found, gaps)
    row = tuple(unit for part in rows for unit in part)
    shadows = tuple(
        shadow("".join(text[u.start : u.stop] for u in part if u.kind != GAP)).text
        for part in _apart_only(rows)
    )
    return Prepared(text, begin, end, asked(row, brackets), gaps, brackets, shadows, notes)


def labelled(quote: Prepared) -> tuple[str, Prepared] | None:
    """What a transcript prints before a colon, if it is a name, and the quote without it."""
    label = _LABEL.match(quote.text, quote.begin, quote.end)
    if label is None:
        return None
    rest = prepared(quote.text, label.end(), quote.end)
    return label[1], replace(rest, notes=(*quote.notes, *rest.notes, "label"))


def _core(text: str, begin: int, end: int) -> tuple[int, int, tuple[str, ...]]:
    notes: dict[str, None] = {}

    def trimmed() -> None:
        nonlocal begin, end
        while begin < end and text[begin].isspace():
            begin += 1
        while end > begin and text[end - 1].isspace():
            end -= 1

    trimmed()
    if end - begin > 2 and text[begin] + text[end - 1] in _PAIRS and _one_pair(text[begin:end]):
        begin, end = begin + 1, end - 1
        notes["marks"] = None
        trimmed()
    if leading := _GAP.match(text, begin, end):
        begin = leading.end()
        notes["ellipsis-start"] = None
    trailing = next((m for m in _GAP.finditer(text, begin, end) if m.end() == end), None)
    if trailing:
        end = trailing.start()
        notes["ellipsis-end"] = None
    trimmed()
    return begin, end, tuple(notes)


def _one_pair(text: str) -> bool:
    """Whether the outer marks are a pair: not those of two quotations with words between."""
    opening, closing, depth = text[0], text[-1], 0
    for at, c in enumerate(text):
        if c == opening and (opening != closing or at == 0):
            depth += 1
        elif c == closing:
            depth -= 1
            if depth == 0:
                return at == len(text) - 1
    return False


def _apart(found: tuple[Unit, ...], gaps: tuple[Span, ...]) -> list[list[Unit]]:
    """The units in rows, a gap (as a unit) opening each row but the first."""
    rows: list[list[Unit]] = [[]]
    waiting = list(gaps)
    for unit in found:
        while waiting and waiting[0][1] <= unit.start:
            start, stop = waiting.pop(0)
            rows.append([Unit(GAP, start, stop, "")])
        rows[-1].append(unit)
    return rows


def _apart_only(rows: list[list[Unit]]) -> Iterator[list[Unit]]:
    return ([u for u in row if u.kind != GAP] for row in rows if any(u.kind != GAP for u in row))


@dataclass(frozen=True)
class Text:
    """A turn as one text, a line feed between passages; `starts` where each passage begins."""

    turn: Turn
    joined: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, turn: Turn) -> Text:
        """The text of a turn."""
        starts, at = [], 0
        for passage in turn.passages:
            starts.append(at)
            at += len(passage.text) + 1
        return cls(turn, "\n".join(p.text for p in turn.passages), tuple(starts))

    @property
    def borders(self) -> frozenset[int]:
        """The offsets of the line feeds between passages."""
        return frozenset(start - 1 for start in self.starts[1:])

    def place(self, offset: int) -> Place:
        """The passage and the offset in it."""
        at = bisect_right(self.starts, offset) - 1
        return self.turn.passages[at].number, offset - self.starts[at]

    @cached_property
    def shadow(self) -> Shadow:
        """What it is searched by."""
        return shadow(self.joined)


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote beside a stretch `span` of a turn's text: its cells, the units of the text around
    and the first and last of them in the stretch; `likeness` 0…1."""

    text: Text
    sides: Sides
    cells: tuple[Cell, ...]
    span: Span
    units: tuple[Unit, ...]
    first: int
    last: int
    likeness: float


def place(quote: Prepared, text: Text) -> Placed | None:
    """The stretch of a turn that is most like the quote; None when nothing is."""
    span = window(quote, text)
    if span is None:
        return None
    around = units(text.joined, *span)
    if not around:
        return None
    path = _same(quote, around) or aligned(quote.asked, around).path
    places = [at for _, at in path if at is not None]
    if not places:
        return None
    sides = Sides(quote.text, text.joined, quote.begin, quote.end, text.borders, quote.brackets)
    cells = side_by_side(sides, quote.asked.units, around, path)
    return Placed(
        text,
        sides,
        cells,
        (cells[0].text[0], cells[-1].text[1]),
        around,
        places[0],
        places[-1],
        likeness(cells),
    )


def likeness(cells: tuple[Cell, ...]) -> float:
    """Of all words of both sides, the share that is the same; long words count more, and words
    that are exchanged as much as their letters agree, where most of them do."""
    same = both = 0.0
    for cell in cells:
        if cell.kind in ("left-out", "bracketed"):
            continue
        sides = _weight(cell.ones) + _weight(cell.others)
        both += sides
        if cell.kind in ("same", "variant"):
            same += sides
        elif cell.kind == "replaced":
            same += sides * misprint(cell.ones, cell.others)
    return same / both if both else 0.0


def misprint(ones: tuple[Unit, ...], others: tuple[Unit, ...]) -> float:
    """How much the letters of some words agree with those of others; 0 where most do not, or where
    they are no words of letters: another figure is no misprint."""
    if any(unit.kind != "word" for unit in ones + others):
        return 0.0
    letters = ("".join(unit.key for unit in row) for row in (ones, others))
    return Indel.normalized_similarity(*letters, score_cutoff=0.6) if ones and others else 0.0


def _weight(row: tuple[Unit, ...]) -> float:
    return sum(1.5 if unit.kind == "han" else min(len(unit.key), 8) for unit in row)


def _same(quote: Prepared, around: tuple[Unit, ...]) -> tuple[tuple[int, int], ...] | None:
    """The path where the units of the quote stand in a row, without a table."""
    keys = [unit.key for unit in quote.asked.units]
    if quote.gaps or len(keys) > len(around):
        return None
    row = [unit.key for unit in around]
    for at in range(len(row) - len(keys) + 1):
        if row[at] == keys[0] and row[at : at + len(keys)] == keys:
            return tuple((number, at + number) for number in range(len(keys)))
    return None


def window(quote: Prepared, text: Text) -> Span | None:
    """The part of a turn's text in which the quote, if anywhere, stands."""
    exact = _exact(quote, text.joined)
    if exact is not None:
        return _to_borders(text.joined, exact[0] - _AROUND, exact[1] + _AROUND)
    length = sum(map(len, quote.shadows))
    size = len(text.joined)
    if size <= _SMALL + 2 * length or size * quote.size <= _CHEAP:
        return 0, len(text.joined)
    spans = [span for part in quote.shadows if (span := _spot(part, text.shadow))]
    if not spans:
        return None
    start, stop = min(a for a, _ in spans), max(b for _, b in spans)
    if stop - start > _LARGEST:
        start, stop = max(spans, key=lambda span: span[1] - span[0])
    at = text.shadow.at
    a = int(at[max(0, start)]) if start > 0 else 0
    b = int(at[stop]) if stop < len(at) else len(text.joined)
    return _to_borders(text.joined, a, b)


def _exact(quote: Prepared, text: str) -> Span | None:
    """Where the quote stands code point for code point, no word cut at its ends."""
    core = quote.text[quote.begin : quote.end]
    at = text.find(core)
    for _ in range(_MOST_PLACES):
        if at < 0:
            break
        ends = (text[max(0, at - 1) : at + 1], text[at + len(core) - 1 : at + len(core) + 1])
        if not any(map(_within_word, ends)):
            return at, at + len(core)
        at = text.find(core, at + 1)
    return None


def _within_word(pair: str) -> bool:
    return len(pair) == 2 and all(c.isalnum() and c < "\u2e80" for c in pair)


def _to_borders(text: str, start: int, stop: int) -> Span:
    """The stretch, grown to spaces: no unit is cut."""
    start, stop = max(0, start), min(len(text), stop)
    for _ in range(120):
        if start == 0 or text[start - 1].isspace():
            break
        start -= 1
    for _ in range(120):
        if stop >= len(text) or text[stop].isspace():
            break
        stop += 1
    return start, stop


def _spot(part: str, text: Shadow) -> Span | None:
    """Where most of a part's grams stand close together, in the shadow; with room around."""
    whole = text.text.find(part)
    room = 40 + len(part) // 3
    if whole >= 0:
        return whole - 40, whole + len(part) + 40
    found = _grams(part, text.text)
    if not found:
        return None
    shifts = np.array([place - at for at, place in found])
    order = np.argsort(shifts, kind="stable")
    shifts = shifts[order]
    reach = np.searchsorted(shifts, shifts + max(20, len(part) // 4), side="right")
    best = int((reach - np.arange(len(shifts))).argmax())
    chosen = shifts[best : reach[best]]
    return int(chosen[0]) - room, int(chosen[-1]) + len(part) + room


def _grams(part: str, text: str) -> list[tuple[int, int]]:
    """(offset in the part, offset in the text) of pieces of the part that stand in the text."""
    size = _GRAM_HAN if part[len(part) // 2 : len(part) // 2 + 1] >= "\u2e80" else _GRAM
    found: list[tuple[int, int]] = []
    for step in (size // 2, 1):
        found = []
        for at in range(0, max(1, len(part) - size + 1), step):
            gram = part[at : at + size]
            place = text.find(gram)
            for _ in range(30):
                if place < 0:
                    break
                found.append((at, place))
                place = text.find(gram, place + 1)
        if len(found) * step > len(part) // 3:
            break
    return found
