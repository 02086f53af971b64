"""What differs between two states of a text? Word by word, however its passages were parted.

What is unique in both is matched first (passages, then words), what lies between by difflib: a
split or a joined passage is a paragraph sign gone or new, and nothing else. A match is always of
equal code points; what is not matched is gone or new.

    >>> old = (Passage(1, "speech", "We share a border."), Passage(2, "note", "Applause."))
    >>> new = (Passage(1, "speech", "We share one border."), Passage(2, "note", "Applause."))
    >>> [(run.kind, run.text) for run in rows(old, new)[0].runs]
    [('same', 'We share '), ('gone', 'a'), ('new', 'one'), ('same', ' border.')]
    >>> [row.same for row in rows(old, new)]
    [False, True]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from .document import Passage, Voice

BREAK = "\n"
"""What stands between two passages: in runs, the sign of a new paragraph."""

_MOST_COMPARED = 40_000  # pairs of words without any unique one that difflib is given
_WORD = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    "|[^\\W_\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|\\s+|.",
    re.DOTALL,
)


class Word(NamedTuple):
    """A word, sign or run of spaces: of which passage (its place in the row of passages), from
    which code point; BREAK for the end of a passage."""

    passage: int
    start: int
    text: str


class Step(NamedTuple):
    """One step through both texts: a word that stands in both (equal), only in the old or only in
    the new."""

    old: Word | None
    new: Word | None

    @property
    def kind(self) -> str:
        """`same`, `gone` or `new`."""
        if self.old and self.new:
            return "same"
        return "gone" if self.old else "new"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: `same`, `gone` (only the old has it) or `new`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Passages that stand against each other: most often one and one; none on one side where one
    was added or taken out; more where one was split or joined. `runs` are their words. `moved`:
    the same passage stands elsewhere on the other side."""

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    runs: tuple[Run, ...]
    moved: bool = False

    @property
    def same(self) -> bool:
        """Whether nothing has changed: no word, no voice, no kind."""
        return all(run.kind == "same" for run in self.runs) and not self.otherwise_said

    @property
    def otherwise_said(self) -> bool:
        """Whether words on both sides are in other voices, or of another kind."""
        return bool(self.old and self.new) and _spoken(self.old) != _spoken(self.new)


def steps(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Step, ...]:
    """All words of both in order, matched where they are equal and in the same order."""
    found: list[Step] = []
    i = j = 0
    same = matched([p.text for p in old], [p.text for p in new])
    for a, b in (*same, (len(old), len(new))):
        found += _between(old, new, (i, a), (j, b))
        if a < len(old):
            whole = Word(a, 0, old[a].text), Word(b, 0, new[b].text)
            found += [Step(*whole)] if old[a].text else []
            found.append(Step(*(Word(w.passage, len(w.text), BREAK) for w in whole)))
        i, j = a + 1, b + 1
    return tuple(found)


def rows(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Row, ...]:
    """Both texts passage against passage, in order."""
    made = tuple(_row(old, new, chunk) for chunk in _chunks(steps(old, new)))
    shifted = moves(made)
    return tuple(
        Row(row.old, row.new, row.runs, moved=True)
        if any(p in shifted[side] for side in (0, 1) for p in (row.old, row.new)[side])
        else row
        for row in made
    )


def moves(made: Sequence[Row]) -> tuple[dict[Passage, Passage], dict[Passage, Passage]]:
    """Passages that are gone from one place and new in another, word for word and only once on
    each side: from the old to the new, and from the new to the old."""
    gone = [row.old[0] for row in made if len(row.old) == 1 and not row.new]
    come = [row.new[0] for row in made if len(row.new) == 1 and not row.old]
    once = _unique([p.text for p in gone]) & _unique([p.text for p in come])
    there = {p.text: p for p in come}
    pairs = {p: there[p.text] for p in gone if p.text in once}
    return pairs, {new: old for old, new in pairs.items()}


def printed(voice: Voice | None) -> tuple | None:
    """A voice as it is printed, without who the authority file says that is."""
    if voice is None:
        return None
    author = voice.author and (voice.author.label, voice.author.name, voice.author.office)
    speaker = voice.speaker
    return (speaker.label, speaker.name, speaker.office), author, voice.mode, voice.channel


def runs(walked: Sequence[Step]) -> tuple[Run, ...]:
    """Steps as stretches of text; of a stretch that changed, what is gone stands before what is
    new."""
    made: list[Run] = []
    for same, stretch in groupby(walked, key=lambda step: step.kind == "same"):
        inside = list(stretch)
        for kind in ("same",) if same else ("gone", "new"):
            words = [step.old if kind != "new" else step.new for step in inside]
            text = "".join(
                word.text for word, step in zip(words, inside, strict=True) if step.kind == kind
            )
            made += [Run(kind, text)] if text else []
    return tuple(made)


def matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[tuple[int, int], ...]:
    """Which of two rows of things are the same, in order: pairs of places.

    >>> matched("abcd", "xbcy")
    ((1, 1), (2, 2))
    """
    return tuple(_matched(old, new, 0, 0))


def _matched(
    old: Sequence[Hashable], new: Sequence[Hashable], i: int, j: int
) -> Iterator[tuple[int, int]]:
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    yield from ((i + n, j + n) for n in range(head))
    yield from _inner(old[head : len(old) - tail], new[head : len(new) - tail], i + head, j + head)
    ends = i + len(old) - tail, j + len(new) - tail
    yield from ((ends[0] + n, ends[1] + n) for n in range(tail))


def _inner(
    old: Sequence[Hashable], new: Sequence[Hashable], i: int, j: int
) -> Iterator[tuple[int, int]]:
    if not old or not new:
        return
    anchors = _anchors(old, new)
    if not anchors:
        yield from ((i + a, j + b) for a, b in _compared(old, new))
        return
    a = b = 0
    for one, other in (*anchors, (len(old), len(new))):
        yield from _matched(old[a:one], new[b:other], i + a, j + b)
        if one < len(old):
            yield i + one, j + other
        a, b = one + 1, other + 1


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest row of things unique on both sides that stand in the same order."""
    once = _unique(old) & _unique(new)
    there = {thing: place for place, thing in enumerate(new) if thing in once}
    pairs = [(place, there[thing]) for place, thing in enumerate(old) if thing in once]
    ends: list[int] = []  # the least place in `new` at which a row of each length ends
    last: list[int] = []  # and which pair that is
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    row, at = [], last[-1] if last else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) > _MOST_COMPARED:
        return
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((block.a + n, block.b + n) for n in range(block.size))


def _unique(things: Sequence[Hashable]) -> set[Hashable]:
    return {thing for thing, times in Counter(things).items() if times == 1}


def _between(
    old: Sequence[Passage], new: Sequence[Passage], ours: tuple[int, int], theirs: tuple[int, int]
) -> list[Step]:
    """The steps through passages that were not found alike."""
    before, after = list(_words(old, *ours)), list(_words(new, *theirs))
    found: list[Step] = []
    i = j = 0
    alike = matched([w.text for w in before], [w.text for w in after])
    for a, b in (*_telling(alike, before), (len(before), len(after))):
        found += [Step(word, None) for word in before[i:a]]
        found += [Step(None, word) for word in after[j:b]]
        found += [Step(before[a], after[b])] if a < len(before) else []
        i, j = a + 1, b + 1
    return found


def _telling(pairs: Sequence[tuple[int, int]], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The pairs without lone signs and spaces amid changed words, which only look alike."""
    runs: list[list[tuple[int, int]]] = []
    for a, b in pairs:
        if runs and runs[-1][-1] == (a - 1, b - 1):
            runs[-1].append((a, b))
        else:
            runs.append([(a, b)])
    for run in runs:
        texts = [words[a].text for a, _ in run]
        inside = run[0] != pairs[0] and run[-1] != pairs[-1]
        if not inside or any(text == BREAK or text[0].isalnum() for text in texts):
            yield from run


def _words(passages: Sequence[Passage], start: int, stop: int) -> Iterator[Word]:
    for number in range(start, stop):
        text = passages[number].text
        yield from (Word(number, m.start(), m.group()) for m in _WORD.finditer(text))
        yield Word(number, len(text), BREAK)


def _chunks(walked: Sequence[Step]) -> Iterator[list[Step]]:
    """The steps, parted wherever both texts begin a new paragraph, and around a paragraph that
    only one of them has."""
    chunk: list[Step] = []
    for step in walked:
        kind, ends = step.kind, (step.old or step.new).text == BREAK
        chunk.append(step)
        if ends and kind == "same":
            yield from _apart(chunk)
            chunk = []
        elif ends and all(before.kind == kind for before in chunk):
            yield chunk
            chunk = []


def _apart(chunk: list[Step]) -> Iterator[list[Step]]:
    """Paragraphs that have no word in common do not stand against each other."""
    kinds = {step.kind for step in chunk if any(map(str.isalnum, (step.old or step.new).text))}
    if kinds == {"gone", "new"}:
        yield [Step(step.old, None) for step in chunk if step.old]
        yield [Step(None, step.new) for step in chunk if step.new]
    else:
        yield chunk


def _row(old: Sequence[Passage], new: Sequence[Passage], chunk: Sequence[Step]) -> Row:
    ours = dict.fromkeys(step.old.passage for step in chunk if step.old)
    theirs = dict.fromkeys(step.new.passage for step in chunk if step.new)
    passages = tuple(old[n] for n in ours), tuple(new[n] for n in theirs)
    return Row(*passages, runs(chunk[:-1]))


def _spoken(passages: Sequence[Passage]) -> tuple:
    return tuple(dict.fromkeys((p.kind, printed(p.voice)) for p in passages))
