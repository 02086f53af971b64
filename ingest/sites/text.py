"""How does a release or a transcript read as plain text, without any markup?

    >>> lines = ("View settings", "EXPO opens", "May 17, 2024, Harbin", "It opened today.")
    >>> page = Page("opening.txt", None, "utf-8", "", False, "\\n\\n".join(lines))
    >>> read = text_cleaned(page)
    >>> [(block.role, block.text) for block in read.blocks]
    [('title', 'EXPO opens'), ('date', 'May 17, 2024'), ('place', 'Harbin'),
     ('text', 'It opened today.')]
    >>> read.cuts[0].rule
    'text: view settings'

A title, then a date line (perhaps a summary before it), then paragraphs; at the end credits and
captions. What a copied page brings along of its site is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.dates import date_line
from ingest.labels import candidate
from ingest.page import Block, Cleaned, Cut, Page, Refusal
from ingest.sites.flattened import flattened

EDGE = " \t\r\n\f\v\xa0\u3000"
LONGEST_TITLE = 300
LONGEST_HEADING = 100
HEADER = 12  # paragraphs from the top in which the site's own words and the title stand

# What the site says around every page, each with its printed line.
CHROME: tuple[tuple[str, str], ...] = (
    (r"View settings|Настройки(?: просмотра)?|Версия для слабовидящих", "text: view settings"),
    (r"(?:Font size|Site colou?rs|Images|Размер шрифта|Цвета сайта|Изображения)\s*:?",
     "text: view settings"),
    (r"Official website of .{3,80}|President of Russia|Официальный сайт .{3,80}|Президент России",
     "text: the site's name"),
    (r"(?:[^\s/|>«»]+\s){0,5}[^\s/|>«»]*\s*[/|>»]", "text: breadcrumbs"),
    (r"События|Events|Новости|News|首页|Главная|Home", "text: breadcrumbs"),
    (r"Publication status|Статус материала", "text: publication status"),
    (r"Text version|Текстовая версия|Print|Печать|打印|Share|Поделиться|分享", "text: page tools"),
)  # fmt: skip
CHROME_RULES = tuple((re.compile(pattern, re.I), rule) for pattern, rule in CHROME)

SITE_NAMES = {
    "Official website of the President of Russia": ("kremlin-en", "en"),
    "Официальный сайт Президента России": ("kremlin-ru", "ru"),
}

# Below the text: "Published in sections: News, Transcripts", "Direct link: en.kremlin.ru/d/54223".
SECTIONS = re.compile(
    r"(?:Published in sections?|Опубликован[оа]? в раздел(?:е|ах))\s*:\s*(.+)", re.I
)
LINK = re.compile(r"(?:Direct link|Ссылка на материал)\s*:\s*(?:https?://)?(\S+)", re.I)
PUBLISHED = re.compile(
    r"(?:Publication date|Дата публикации|发布时间|发布日期)\s*[:：]\s*(.+)", re.I
)
CREDIT = re.compile(
    r"(?:Based on (?:materials|reports?) (?:from|of|by)|According to materials of|Source|Credit"
    r"|По материалам|По сообщениям|Источник|来源|稿件来源|据)\s*[:：]?\s*"
    r"(?P<who>[^.。:：]{2,60}?)(?:\s*(?:报道|讯|消息))?[.。]?",
    re.I,
)
END = '.!?…。！？;；:：,，”»"'


@dataclass(slots=True)
class _Sorted:
    """The blocks and cuts of a text as they are being found."""

    blocks: list[Block] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    source: str = "text"
    language: str | None = None
    link: str | None = None


def text_cleaned(page: Page) -> Cleaned | Refusal:
    """A plain text as blocks; refuses (rejected) a text of white space only."""
    whole = flattened(page)
    if whole is not None:
        return whole
    paragraphs = paragraphs_of(page.text)
    if not paragraphs:
        return Refusal("rejected", ("empty: the file has no words",))
    found = _Sorted()
    rest = _without_chrome(paragraphs, found)
    rest = _head(rest, found)
    rest, tail = _tail(rest, found)
    found.blocks += _body(rest)
    found.blocks += tail
    url = page.url or found.link or f"local:{found.source}/{page.input}"
    return Cleaned(found.source, url, found.language, tuple(found.blocks), tuple(found.cuts))


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text: runs of lines between empty ones where lines are broken to a
    width (their line ends kept), else each line.

    >>> paragraphs_of("One.\\nTwo.\\n\\n  Three.  ")
    ['One.', 'Two.', 'Three.']
    """
    lines = re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))
    runs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip(EDGE):
            runs.append([])
            continue
        if runs[-1] and _indented(line) and not _indented(runs[-1][-1]):
            runs.append([])
        runs[-1].append(line)
    runs = [run for run in runs if run]
    if _broken_to_width(runs):
        return ["\n".join(run).strip(EDGE) for run in runs]
    return [line.strip(EDGE) for run in runs for line in run]


def _indented(line: str) -> bool:
    return line[:3].isspace()


def _broken_to_width(runs: Sequence[Sequence[str]]) -> bool:
    """Whether lines end because they are full: many of nearly one length, few ends of sentences."""
    full = [line for run in runs for line in run[:-1]]
    if len(full) < 4 or len(full) < len(runs) // 2:
        return False
    lengths = [len(line.rstrip()) for line in full]
    ended = sum(line.rstrip().endswith(tuple(END)) for line in full)
    return 45 <= median(lengths) <= 90 and max(lengths) <= 120 and ended < len(full) * 0.4


def _without_chrome(paragraphs: Sequence[str], found: _Sorted) -> list[str]:
    kept = []
    for index, text in enumerate(paragraphs):
        near_edge = index < HEADER or index >= len(paragraphs) - HEADER
        rule = _chrome(text) if near_edge else None
        if text in SITE_NAMES and near_edge:
            found.source, found.language = SITE_NAMES[text]
        if rule is None and not (near_edge and _footer(text, found)):
            kept.append(text)
        elif rule is not None:
            found.cuts.append(Cut(text, rule))
    return kept


def _chrome(text: str) -> str | None:
    if len(text) > 80:
        return None
    return next((rule for pattern, rule in CHROME_RULES if pattern.fullmatch(text)), None)


def _footer(text: str, found: _Sorted) -> bool:
    """Takes what stands below the text of a copied page."""
    sections = SECTIONS.fullmatch(text)
    if sections:
        names = [name.strip(EDGE) for name in sections[1].split(",")]
        found.blocks += [Block("section", name, "", "text: published in") for name in names]
    link = LINK.fullmatch(text)
    if link and "kremlin.ru/" in link[1]:
        found.source, found.language = (
            ("kremlin-en", "en") if link[1].startswith("en.") else ("kremlin-ru", "ru")
        )
        found.link = f"http://{link[1]}"
    published = PUBLISHED.fullmatch(text)
    if published:
        found.blocks.append(Block("date", published[1], "", "text: publication date"))
    rule = "text: publication status" if sections or link or published else ""
    if rule:
        found.cuts.append(Cut(text, rule))
    return bool(rule)


def _head(paragraphs: list[str], found: _Sorted) -> list[str]:
    """Takes the title, the summary and the date line off the top."""
    at = next(
        (index for index, text in enumerate(paragraphs[:5]) if date_line(text) is not None), None
    )
    if at is None:
        if len(paragraphs) > 1 and _could_be_title(paragraphs[0]):
            found.blocks.append(Block("title", paragraphs[0], "", "text: first line"))
            return paragraphs[1:]
        return paragraphs
    before = paragraphs[:at]
    rest = paragraphs[at + 1 :]
    if not before and rest and _could_be_title(rest[0]):
        before, rest = rest[:1], rest[1:]
    if before:
        found.blocks.append(Block("title", before[0], "", "text: line above the date"))
    if len(before) > 1:
        found.blocks += [Block("summary", text, "", "text: above the date") for text in before[1:]]
    _date_line(paragraphs[at], found)
    return rest


def _date_line(text: str, found: _Sorted) -> None:
    line = date_line(text)
    if line is not None:
        found.blocks.insert(1, Block("date", line.found.text, "", "text: date line"))
        if line.place:
            found.blocks.insert(2, Block("place", line.place, "", "text: date line"))


def _could_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and candidate(text) is None


def _tail(paragraphs: list[str], found: _Sorted) -> tuple[list[str], list[Block]]:
    """Takes credits and captions off the end: "Photo: …", "Based on materials from TASS"."""
    rest, tail = list(paragraphs), []
    while len(rest) > 1:
        text = rest[-1]
        credit = CREDIT.fullmatch(text)
        if credit:
            tail.insert(0, Block("credit", credit["who"].strip(EDGE), "", "text: credit line"))
            found.cuts.append(Cut(text, "text: credit line"))
        elif _is_caption(text, bool(tail)):
            tail.insert(0, Block("note", text, "", "text: line below the text"))
        else:
            break
        rest.pop()
    return rest, tail


def _is_caption(text: str, below: bool) -> bool:
    """A caption says so; another short line without an end is one if it stands among them."""
    if len(text) > 160:
        return False
    if re.match(r"(?:Photo|Photos|Фото|图|图片|Video|Видео|GSV)\b\s*[:：]?", text):
        return True
    plain = text.rstrip('"”»')
    return below and len(text) <= 80 and plain[-1:] not in ".!?…。" and date_line(text) is None


def _body(paragraphs: Sequence[str]) -> list[Block]:
    """Paragraphs and, before anyone speaks, headings: short lines without an end above longer."""
    blocks: list[Block] = []
    spoken = False
    for index, text in enumerate(paragraphs):
        spoken = spoken or candidate(text) is not None
        below = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        if not spoken and _is_heading(text, below):
            blocks.append(Block("heading", text, "", "text: short line above a paragraph"))
        else:
            blocks.append(Block("text", text, "", "text: paragraph"))
    return blocks


def _is_heading(text: str, below: str) -> bool:
    return (
        len(text) <= LONGEST_HEADING
        and text[-1] not in END
        and len(below) > len(text)
        and not re.fullmatch(r"[*＊\s\xa0]+|[-–—_=]+", text)
        and not text[:1].islower()
        and below[-1:] in END
    )
