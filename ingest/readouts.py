"""Is a third person's message read out inside a turn, from where to where, and whose is it?

    >>> lines = ("First, I will read out a message from President Xi Jinping.",
    ...     "“I offer you my best greetings.", "I wish the EXPO every success.",
    ...     "President of the People’s Republic of China Xi Jinping. May 17, 2024.”", "Thank you.")
    >>> found = readout(lines, 0)
    >>> found.first, found.last, found.author.name
    (1, 3, 'Xi Jinping')

Announcement and quotation marks must agree: an announcement, then a paragraph that opens with a
quotation mark, then one that ends with its closing. Anything else is no reading out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.document import Speaker
from ingest.dates import dates_in
from ingest.labels import SPACE, parted

QUOTES = {"“": "”", "«": "»", "「": "」", "『": "』", '"': '"', "„": "“"}
FURTHEST = 80  # paragraphs; the longest message read out in 6,935 pages has 14

# What is read out, and by which verbs it is announced.
MESSAGE_EN = r"(?:message|letter|greetings?|telegram|address|statement|congratulations)"
ANNOUNCED = (
    # "I will read out a message from President Xi Jinping."
    re.compile(
        rf"\b(?:read(?:ing)?(?: you)?(?: out| aloud)?|convey)\b[^.!?]{{0,80}}?\b{MESSAGE_EN}\b"
        r"(?:[^.!?:]{0,60}?\b(?:from|by|of|sent by)\s(?P<author>[^.!?:,;]{3,100}))?",
        re.I,
    ),
    # «Зачитаю приветствие Президента Российской Федерации …»
    re.compile(
        r"\b(?:зачита\w+|зачитыва\w+|огласить|оглашу|прочитаю|прочту|прочесть|прочитать)\b[^.!?]{0,60}?"
        r"\b(?:приветстви\w+|послани\w+|обращени\w+|телеграмм\w+|письм\w+|поздравлени\w+|слова)"
        r"(?:\s(?:от\s)?(?P<author>[А-ЯЁ][^.!?:;,]{2,100}))?",
        re.I,
    ),
    # 受林国栋省长委托，我来宣读他的贺信。
    re.compile(
        r"受(?P<author>[^。！？：，]{2,20}?)(?:的)?委托，?[^。！？：]{0,12}?(?:宣读|转达)[^。！？：]{0,20}?"
        r"(?:贺信|贺词|贺电|致辞|来信|信件|口信)"
    ),
    # 下面，我宣读习近平主席的贺信。
    re.compile(
        r"(?:宣读|转达|念一下|宣讀)(?:了)?(?P<author>[^。！？：，]{2,20}?)"
        r"(?:[致给向][^。！？：，]{0,30}?|发来)?的?(?:贺信|贺词|贺电|致辞|来信|信件|书面致辞|賀信|口信)"
    ),
)
AUTHOR_TAIL = re.compile(
    r"\s(?:to|on|for|addressed|regarding|who|which|that|in|at|участникам|в адрес|по случаю)\b.*$"
)


@dataclass(frozen=True, slots=True)
class Readout:
    """A message read out: the indexes of its first and last paragraph, and its author as printed;
    or, with `doubt`, why an announced one could not be told."""

    first: int
    last: int
    author: Speaker | None
    doubt: str | None = None


def readout(paragraphs: Sequence[str], announcement: int) -> Readout | None:
    """The message announced by a paragraph, if one is. `paragraphs` are those of one turn."""
    announced = next(
        filter(None, (rule.search(paragraphs[announcement]) for rule in ANNOUNCED)), None
    )
    if announced is None:
        return None
    first = announcement + 1
    if first >= len(paragraphs) or paragraphs[first].lstrip(SPACE)[:1] not in QUOTES:
        return _inline(paragraphs[announcement], announced.end(), announcement)
    last = _closing(paragraphs, first)
    if last is None:
        return Readout(first, first, None, "its quotation marks do not close")
    author = _author(paragraphs[last], announced.groupdict().get("author"))
    if author is None:
        return Readout(first, last, None, "its author is not told")
    return Readout(first, last, author)


def _inline(text: str, start: int, index: int) -> Readout | None:
    """A message that begins in the very paragraph that announces it cannot be parted from it."""
    rest = text[start:]
    opened = re.search(r"[:：]\s*([“«「『])", rest)
    if opened and rest.count(opened[1]) > rest.count(QUOTES[opened[1]]):
        return Readout(index, index, None, "it begins within the paragraph that announces it")
    return None


def _closing(paragraphs: Sequence[str], first: int) -> int | None:
    """The paragraph whose end closes the quotation that `first` opens."""
    opening = paragraphs[first].lstrip(SPACE)[0]
    closing, depth = QUOTES[opening], 0
    for index in range(first, min(first + FURTHEST, len(paragraphs))):
        text = paragraphs[index].strip(SPACE)
        if index > first and text.startswith(opening) and opening != closing:
            text = text[1:]  # each paragraph of a long quotation may open anew
        for offset, character in enumerate(text):
            if character == closing and (opening != closing or depth):
                depth -= 1
                if depth == 0:
                    rest = text[offset + 1 :].strip(SPACE + ".。")
                    return None if rest else index
            elif character == opening:
                depth += 1
    return None


def _author(last: str, announced: str | None) -> Speaker | None:
    """Who signed the message, else whose it was announced to be. The signature must be a short
    line, and a name that the announcement knows, if that named anyone."""
    told = AUTHOR_TAIL.sub("", announced).strip(SPACE) if announced else None
    signed = _signature(last)
    if signed and (told is None or _same_name(signed.name, told)):
        return signed
    return parted(told) if told and _names_someone(told) else None


def _signature(last: str) -> Speaker | None:
    line = last.strip(SPACE).rstrip('”»」』".。 ')
    if len(line) > 160:
        return None
    for printed in reversed(tuple(dates_in(line))):
        line = (line[: printed.start] + line[printed.end :]).strip(SPACE + ".,，。")
    speaker = parted(line) if line and not re.search(r"[!?…:;]|\.\s", line) else None
    if speaker is None or not _names_someone(speaker.name) or len(speaker.name.split()) > 4:
        return None
    return speaker


def _same_name(name: str, told: str) -> bool:
    """Whether the announcement has the name: its last word, less two letters of Russian cases."""
    word = re.split(r"[\s.\xa0]+", name.strip("."))[-1]
    if re.search(r"[\u3400-\u9fff]", word):
        return word in told
    return word[: max(3, len(word) - 2)].casefold() in told.casefold()


def _names_someone(text: str) -> bool:
    words = text.split()
    if re.search(r"[\u3400-\u9fff]", text):
        return not re.search(r"的$|^[他她我你其该一]", text)  # 宣读他的贺信: whose is not said
    return (
        bool(words) and words[-1][0].isupper() and words[0].casefold() not in ("the", "our", "my")
    )
