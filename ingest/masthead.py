"""What stands around a release on a page no site of ours knows: its date, its place, its source.

>>> credit_in("2019-08-13 14:07 来源：澎湃新闻"), credit_in("資料來源：北嶺日報")
('澎湃新闻', '北嶺日報')
>>> credit_in("Источник: ТАСС"), credit_in("Источник шума найден.") is None
('ТАСС', True)
>>> closing_credit("Based on materials from the River Gazette")
'the River Gazette'
>>> place_beside("Хэвань, 17 мая 2024 года", ("Поезд прибыл в Хэвань.",))
'Хэвань'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.dates import date_line, first_date
from ingest.sites import places
from ingest.titles import squeezed
from ingest.traditional import simplified
from ingest.tree import Tree

META_DATES = (
    *("article:published_time", "og:published_time", "datePublished", "publishdate", "pubdate"),
    *(
        "PubDate",
        "publishedtime",
        "firstpublishedtime",
        "og:release_date",
        "date",
        "DC.date.issued",
    ),
)
DATED = ("[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "time[datetime]")

CREDIT = re.compile(
    r"(?:^|(?<=[\s|]))(?:本文)?(?:来源|稿源|(?:信息|文章|资料|新闻|消息|稿件)来源|Источник|Source)\s*[：:]\s*"
    r"(?P<name>[^\s，。；,;|：:](?:[^\n，。；;|：:]{0,40}?[^\s，。；,;|：:])?)"
    r"(?=\s{2,}|\s*$|[，。；,;|]|\s+(?:作者|编辑|责任编辑|责编|记者|字号|字体|时间|日期|\d|[【（(\[]))"
)
"""来源：澎湃新闻 · 本文来源：每日经济新闻 · Источник: ТАСС; asked of simplified characters"""

BASED_ON = re.compile(
    r"(?:(?:Based on|According to) (?:materials?|reports?|information) (?:from|of|by|provided by)"
    r"|По материалам|Подготовлено по материалам)[:：]?\s+"
    r"(?P<name>(?:(?:the|сайта|газеты|журнала|агентства|портала|пресс-службы)\s)?"
    r"[«“\"]?[A-ZА-ЯЁ][^.,;:：!?\n]{1,60})\.?"
    r"|[（(](?:(?:综合)?整理自|综合)(?P<made>[^，。；：（）()\n]{2,30}?)等?(?:报[道导]|消息|讯)?[）)]"
    r"|[（(]据(?P<after>[^，。；：（）()\n]{2,24}?)(?:报[道导]|消息|讯|电)[）)]"
)
"""Based on materials from Amur Telegraph · По материалам газеты «Река» · （综合新华社报道）"""

LONGEST_NAME = 8
"""Words of the longest name of a source; what runs longer is a sentence."""

SUMMARY = 20
"""Characters of the shortest summary; a shorter one is a keyword or the site's name."""

BESIDE = 20
"""Characters that may stand beside the date in a line that is only a date line."""

PLACE_WORDS = 5
"""Words of the longest place beside a date."""

LINE = 160
"""Characters of the longest line over a text that may hold its date or its source."""


def summary_said(tree: Tree) -> str:
    """What the head says the page is about, without white space; "" if it says little."""
    said = squeezed(tree.meta("og:description", "description") or "")
    return said if len(said) >= SUMMARY else ""


def dates_in_head(tree: Tree) -> Iterator[tuple[str, str]]:
    """The dates that elements and the head give, as they give them, and where."""
    for selector in DATED:
        for node in tree.select(selector)[:1]:
            yield str(node.get("datetime") or node.get("content") or node.get_text()), selector
    for name in META_DATES:
        said = tree.meta(name)
        if said:
            yield said, f'meta "{name}"'


def has_whole_date(text: str) -> bool:
    """Whether a line prints a date with its day, and little else."""
    found = first_date(text) if len(text) <= LINE else None
    return bool(found and found.year and found.month and found.day)


def is_date_line(text: str) -> bool:
    """Whether a line is a date and no more than its label, an author or a source beside it.

    >>> [is_date_line(text) for text in ("更新时间 2012年12月10日", "2019-12-10 来源：新华网")]
    [True, True]
    >>> is_date_line("Встреча состоялась 3 июня 2025 года в Москве, в здании министерства.")
    False
    """
    found = first_date(text) if has_whole_date(text) else None
    if found is None:
        return False
    rest = CREDIT.sub("", simplified(text[: found.start] + text[found.end :]))
    return len(squeezed(rest)) <= BESIDE and not rest.rstrip().endswith((".", "。"))


def date_part(text: str) -> str:
    """The whole of a date line; of a line that says more, its date with the time alone."""
    found = first_date(text)
    return text if found is None or is_date_line(text) else found.text


def day_of(text: str) -> str | None:
    """The first whole date of a text as ISO 8601, the day alone."""
    found = first_date(text)
    return found.value() if found else None


def credit_in(text: str) -> str | None:
    """The source a line names as such; None of any other line."""
    found = CREDIT.search(simplified(text)) if len(text) <= LINE else None
    return text[found.start("name") : found.end("name")].strip() if found else None


def closing_credit(text: str) -> str | None:
    """The source a line below a text says it was made from; None of any other line.

    >>> closing_credit("Based on reports from the scene the road is closed, said the minister.")
    >>> closing_credit("（綜合北嶺日報報道）")
    '北嶺日報'
    """
    found = BASED_ON.fullmatch(simplified(text)) if len(text) <= LINE else None
    if found is None:
        return None
    name = text[slice(*found.span(found.lastgroup or 0))]
    return name.strip() if len(name.split()) <= LONGEST_NAME else None


def place_beside(text: str, words: Iterable[str]) -> str | None:
    """The place a date line prints beside its date, set apart by a comma: a town we know, or a
    name that the page speaks of again; an author's name stands there, too, but once.

    >>> place_beside("Мария Иванова, 17 мая 2024 года", ("Поезд прибыл в Хэвань.",))
    """
    line = date_line(text)
    if line is None or line.place is None or len(line.place.split()) > PLACE_WORDS:
        return None
    apart = text[: line.found.start].rstrip().endswith((",", "，"))
    apart = apart or text[line.found.end :].lstrip().startswith((",", "，"))
    if not apart:
        return None
    known = places.PLACE.match(line.place)
    if known and known.end() == len(line.place):
        return line.place
    said = "\n".join(words)
    return line.place if all(stem in said for stem in _stems(line.place)) else None


def _stems(name: str) -> list[str]:
    """The words of a name without the endings that Russian cases change."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)
    return [word if len(word) < 4 or word.isascii() else word[:-2] for word in words]
