"""In whose voice does each paragraph of a page stand?

    >>> from ingest.page import Block
    >>> lines = ("They met in Harbin.", "Remarks at the opening:",
    ...          "Han Zheng (retranslated): Mr Putin,", "Good afternoon!")
    >>> page = [Block("text", line) for line in lines]
    >>> for passage in voiced(page).passages:
    ...     print(passage.kind, passage.voice and passage.voice.speaker.name, passage.text)
    narration None They met in Harbin.
    heading None Remarks at the opening:
    speech Han Zheng Mr Putin,
    speech Han Zheng Good afternoon!

A label's voice holds until the next label. Editorial text has no voice; where it is not certain
whose words a paragraph is, it has none either, and a flag says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.document import Voice
from ingest.label_words import HEADING_STARTS, ROLES
from ingest.labels import SPACE, Label, candidate, is_heading_line, renamed
from ingest.page import Block
from ingest.readouts import readout

LONGEST_HEADING = 200  # characters
LONGEST_NOTE = 700


@dataclass(frozen=True, slots=True)
class Voiced:
    """A passage before it is numbered: kind, text and voice as archive.document.Passage, and the
    rule that decided."""

    kind: str
    text: str
    voice: Voice | None
    rule: str


@dataclass(frozen=True, slots=True)
class Body:
    """The passages of a page, and doubts about them as "code: a sentence"."""

    passages: tuple[Voiced, ...]
    flags: tuple[str, ...]


def voiced(blocks: Sequence[Block], labelled: bool = True) -> Body:
    """The body blocks (heading, text, note, separator) as passages with their voices; without
    any where it is known that nobody is labelled."""
    labels, doubts = labels_of(blocks) if labelled else ({}, ())
    walk = _Walk(labels)
    passages = tuple(
        passage
        for index, block in enumerate(blocks)
        for passage in walk.step(index, block, _next_label(labels, blocks, index))
    )
    passages, unread = _with_readouts(passages)
    return Body(passages, (*doubts, *walk.flags, *unread))


def labels_of(blocks: Sequence[Block]) -> tuple[dict[int, Label], tuple[str, ...]]:
    """Which blocks begin with a label, by index, and doubts.

    A candidate that is not sure by its form becomes a label when the same is printed twice, when
    a sure label has its name, or when it is a name among sure labels.
    """
    found = {
        index: label
        for index, block in enumerate(blocks)
        if block.role == "text" and not is_heading_line(block.text)
        if (label := candidate(block.text, block.lead)) is not None
    }
    sure = [label for label in found.values() if label.sure]
    names = {label.speaker.name for label in sure}
    often = Counter(label.speaker.label for label in found.values())
    labels, doubts = {}, []
    for index, label in found.items():
        reason = _reason(label, bool(sure), names, often)
        if reason is not None:
            labels[index] = replace(label, rule=f"{label.rule}{reason}")
        else:
            printed = label.speaker.label
            doubts.append(f"doubtful-label: nothing but its form says “{printed}:” is a speaker")
    alone = {label.speaker.name for label in labels.values() if not label.speaker.office}
    alone = {name for name in alone if " " in name or "." in name}
    spelt = {_squeezed(label.speaker.name): label.speaker.name for label in labels.values()}
    spelt |= {_squeezed(name): name for name in alone if name != name.upper()}
    told = {index: _spelt(renamed(label, alone), spelt) for index, label in labels.items()}
    return told, tuple(doubts)


def _spelt(label: Label, spelt: dict[str, str]) -> Label:
    """The label with its name as other labels spell it: "VladimirPutin:", "VLADIMIR PUTIN:"."""
    name = spelt.get(_squeezed(label.speaker.name), label.speaker.name)
    return replace(label, speaker=replace(label.speaker, name=name))


def _squeezed(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()


def _reason(label: Label, any_sure: bool, names: set[str], often: Counter[str]) -> str | None:
    if label.sure:
        return ", bold" if label.bold else ""
    if often[label.speaker.label] > 1:
        return ", printed again"
    if label.speaker.name in names:
        return ", named by another label"
    return ", among sure labels" if any_sure else None


def _next_label(labels: dict[int, Label], blocks: Sequence[Block], index: int) -> bool:
    """Whether the next block of words begins with a label."""
    for later in range(index + 1, len(blocks)):
        if blocks[later].role in ("text", "heading"):
            return later in labels
    return False


class _Walk:
    """The walk down a page: which voice holds, and what has put it in doubt."""

    def __init__(self, labels: dict[int, Label]) -> None:
        self.labels = labels
        self.names = {label.speaker.name for label in labels.values()}
        self.names -= {name for name in self.names if name.casefold() in ROLES}
        self.voice: Voice | None = None
        self.rule = "editorial: no label before it"
        self.broken = ""  # what stood between the turn and the next paragraph
        self.interpreted: set[str] = set()
        self.flags: list[str] = []

    def step(self, index: int, block: Block, before_label: bool) -> Iterator[Voiced]:
        """The passage a block makes; none for a separator or a label that stands alone."""
        if index in self.labels:
            yield from self._turn(self.labels[index], block)
            return
        told = shape(block, before_label, bool(self.voice))
        if told is None:
            yield self._paragraph(block)
            return
        kind, rule = told
        if kind == "separator":
            self.broken = "separator"
            return
        if kind == "heading":
            self._under(block.text)
        elif rule == "note: part left out" and not self.broken:
            self.broken = "part left out"
        yield Voiced(kind, block.text, None, rule)

    def _turn(self, label: Label, block: Block) -> Iterator[Voiced]:
        name, channel, rule = label.speaker.name, label.channel, label.rule
        if re.search(r"\((?:in|speaks|speaking|по-)\W?\w+\)", label.speaker.label):
            self.interpreted.discard(name)
        elif channel == "interpreted" and name.casefold() not in ROLES:
            self.interpreted.add(name)
        elif name in self.interpreted:
            channel, rule = "interpreted", f"{rule}, interpreted as before"
        mode = label.mode
        if mode == "speech" and self.voice and self.voice.mode == "question":
            mode, rule = "answer", f"{rule}, after a question"
        self.voice = Voice(label.speaker, None, mode, channel)
        self.rule, self.broken = rule, ""
        words = block.text[label.end :]
        if QUOTED.fullmatch(words.strip(SPACE)):
            self.broken = "quoted turn"
        if words:
            yield Voiced("speech", words, self.voice, rule)

    def _paragraph(self, block: Block) -> Voiced:
        if self.voice and self.broken:
            self._resume(block.text)
        self.broken = ""
        if self.voice is None:
            return Voiced("narration", block.text, None, self.rule)
        return Voiced("speech", block.text, self.voice, "turn: until the next label")

    def _under(self, heading: str) -> None:
        """A heading that opens another part of the page ends the turn; others only question it."""
        first = (heading.split() or [""])[0].casefold()
        if self.voice and first in HEADING_STARTS:
            self.voice, self.rule = None, "editorial: under a heading that opens another part"
        elif self.voice:
            self.broken = self.broken or "heading"

    def _resume(self, text: str) -> None:
        """Whether the turn goes on behind a break, by the person the paragraph speaks in."""
        if SPOKEN.search(text) and self.broken != "quoted turn":
            return
        if any(names_him(text, name) for name in self.names):
            self.rule = f"editorial: after a {self.broken}, speaks of a speaker"
        elif self.broken == "quoted turn":
            self.rule = "editorial: the turn was one quotation, which has ended"
        elif self.broken == "separator":
            self.rule = "editorial: after a separator, nobody says I or we"
            self.flags.append(
                "unclear-voice: after a separator within a turn nothing says whose words follow "
                f"(“{text[:40]}”)"
            )
        else:
            return
        self.voice = None


# «Цитата.»: in news a label before a quotation holds for the quotation only.
QUOTED = re.compile(r"[«“„][^«“„]*(?:[«“„][^«“„»”]*[»”][^«“„]*)*[»”][.!?…]?|「[^「」]*」[。]?")

# Who says I, we or you, or greets, speaks himself.
SPOKEN = re.compile(
    r"\b(?:I|we|you|me|us|my|our|your|Friends|friends|[Cc]olleagues|Thank|[Ll]et’s)\b"
    r"|\b(?i:я|мы|вы|мне|нам|вам|меня|нас|вас|мой|наш\w*|ваш\w*|друзья|коллеги|спасибо|уважаемые)\b"
    r"|[我你您咱]|各位|女士们|先生们|同志们|朋友们|谢谢"
)


def names_him(text: str, name: str) -> bool:
    """Whether a paragraph names the speaker, by the last word of his name (or its stem)."""
    words = re.split(r"[\s.\xa0]+", name.strip("."))
    last = words[-1]
    if len(last) < 3 or re.search(r"[\u3400-\u9fff]", last):
        return last in text
    return re.search(rf"\b{re.escape(last[: max(4, len(last) - 1)])}", text) is not None


def shape(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    """What a block without a label is by its form (kind, rule); None of a plain paragraph."""
    for rule in SHAPES:
        told = rule(block, before_label, speaking)
        if told is not None:
            return told
    return None


def _separator(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    # * * *
    if block.role == "separator" or re.fullmatch(
        r"[*＊\s\xa0_–—-]*[*＊_][*＊\s\xa0_–—-]*", block.text
    ):
        return "separator", "separator"
    return None


def _left_out(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    # <…>, <...>, […]
    if re.fullmatch(r"[<\[(‹«＜]?\s*(?:…|\.{3,}|……)\s*[>\])›»＞]", block.text.strip(SPACE)):
        return "note", "note: part left out"
    return None


def _bracketed(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    # (Applause.), (Аплодисменты.), （掌声）, [Video is shown.]
    text = block.text.strip(SPACE)
    if len(text) > LONGEST_NOTE or text[:1] not in "(（[<" or not text:
        return None
    closing = {"(": ")", "（": "）", "[": "]", "<": ">"}[text[0]]
    inner = text[1:].rstrip(SPACE + ".。")
    if inner.endswith(closing) and inner.count(closing) == 1 + inner.count(text[0]):
        depth = 0
        for character in inner[:-1]:
            depth += (character == text[0]) - (character == closing)
            if depth < 0:
                return None
        return "note", "note: in brackets"
    return None


def _caption(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    # Photo: official website of the President
    if block.role == "note":
        return "note", f"note: {block.rule}" if block.rule else "note"
    if len(block.text) < 160 and re.match(
        r"(?:Photo|Photos|Фото|图|图片|摄影)\s*[:：]", block.text
    ):
        return "note", "note: caption"
    return None


def _marked_heading(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    if block.role == "heading":
        return "heading", f"heading: {block.rule}" if block.rule else "heading"
    return None


def _bold_heading(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    # <b>Speech at the expanded meeting of the Defence Ministry Board</b>
    text = block.text.strip(SPACE)
    if block.lead.strip(SPACE) != text or not text or len(text) > LONGEST_HEADING:
        return None
    return None if text[-1] in ".,;!?…。，；！？" else ("heading", "heading: a whole line in bold")


def _opening_heading(block: Block, before_label: bool, speaking: bool) -> tuple[str, str] | None:
    # "Remarks at the opening ceremony:", "Beginning of Russian-Belarusian talks"
    text = block.text.strip(SPACE)
    if not before_label or len(text) > LONGEST_HEADING:
        return None
    if is_heading_line(text):
        return "heading", "heading: a line with a colon that opens another part"
    first = (text.split() or [""])[0].casefold()
    if first in HEADING_STARTS and text[-1] not in ".,;!?…。":
        return "heading", "heading: a line that opens another part"
    return None


SHAPES = (
    _separator,
    _left_out,
    _bracketed,
    _caption,
    _marked_heading,
    _opening_heading,
    _bold_heading,
)


def _with_readouts(passages: tuple[Voiced, ...]) -> tuple[tuple[Voiced, ...], tuple[str, ...]]:
    """The same passages, with the author where a message is read out inside a turn."""
    read, flags = list(passages), []
    for start, end in _turns(passages):
        paragraphs = tuple(passage.text for passage in passages[start:end])
        index = 0
        while index < len(paragraphs):
            found = readout(paragraphs, index)
            index += 1
            if found is None:
                continue
            if found.author is None:
                flags.append(f"unclear-readout: a message is announced, but {found.doubt}")
                continue
            for inside in range(found.first, found.last + 1):
                passage = read[start + inside]
                voice = replace(passage.voice, author=found.author, mode="read-out")
                rule = f"read-out: announced, quoted and closed; by {found.author.label}"
                read[start + inside] = replace(passage, voice=voice, rule=rule)
            index = found.last + 1
    return tuple(read), tuple(flags)


def _turns(passages: tuple[Voiced, ...]) -> Iterator[tuple[int, int]]:
    """Where each run of one voice begins and ends."""
    changes = [0]
    changes += [number for number, (a, b) in enumerate(pairwise(passages), 1) if a.voice != b.voice]
    for start, end in pairwise((*changes, len(passages))):
        if passages and passages[start].voice:
            yield start, end
