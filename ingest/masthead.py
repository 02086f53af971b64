"""What stands over a release on a page no site of ours knows: its title, its date, its source.

>>> without_site_name("Взрыв на стадионе — football.example", None)
'Взрыв на стадионе'
>>> without_site_name("法国全国大罢工再次严重影响交通-新华网", "新华网")
'法国全国大罢工再次严重影响交通'
>>> credit_in("2019-08-13 14:07 来源：澎湃新闻")
'澎湃新闻'
>>> credit_in("Источник: ТАСС"), credit_in("Источник шума найден.") is None
('ТАСС', True)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import Tag

from ingest.dates import first_date
from ingest.tree import Tree

TITLE = range(4, 301)
"""Characters a title may have."""

HEADLINES = (
    *("[itemprop=headline]", "h1", ".headline", ".article-title", ".news-title", ".post_title"),
    *(".news_title", ".entry-title", ".h-title", "h2", "h3", ".title", "#title"),
)
"""Where the title is printed; asked in this order."""

META_TITLES = ("og:title", "twitter:title", "ArticleTitle", "headline")
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

SITE_BREAK = re.compile(r"\s*(?:_+|\s[|–—-]\s|\||--)\s*|\s*[-–—](?=[^-–—]{2,16}$)")
CREDIT = re.compile(
    r"(?:^|(?<=[\s|]))(?:本文)?(?:来源|稿源|信息来源|文章来源|Источник|Source)\s*[：:]\s*"
    r"(?P<name>[^\s，。；,;|：:](?:[^\n，。；;|：:]{0,40}?[^\s，。；,;|：:])?)"
    r"(?=\s{2,}|\s*$|[，。；,;|]|\s+(?:作者|编辑|责任编辑|责编|记者|字号|字体|时间|日期|\d|[【（(\[]))"
)
"""来源：澎湃新闻 · 本文来源：每日经济新闻 · Источник: ТАСС"""

SUMMARY = 20
"""Characters of the shortest summary; a shorter one is a keyword or the site's name."""

BESIDE = 20
"""Characters that may stand beside the date in a line that is only a date line."""

LINE = 160
"""Characters of the longest line over a text that may hold its date or its source."""


def meta_title(tree: Tree) -> tuple[str, str]:
    """The title the head gives, without the site's name, and the rule; "" when it gives none."""
    site_name = tree.meta("og:site_name")
    for name in META_TITLES:
        said = tree.meta(name)
        if said:
            return without_site_name(said, site_name), f'meta "{name}"'
    for node in tree.index.get("title", ())[:1]:
        said = " ".join(node.get_text().split())
        return without_site_name(said, site_name), "<title> without the site's name"
    return "", ""


def without_site_name(title: str, site_name: str | None) -> str:
    """A title as the head gives it, up to where the site begins to name itself."""
    if site_name and title.endswith(site_name) and title != site_name:
        title = title[: -len(site_name)].rstrip(" _|-–—")
    first = _parts(title)[0].strip()
    return first if len(first) in TITLE else title.strip()


def title_parts(tree: Tree) -> list[str]:
    """What the head says of the title, whole and in parts, as it could be printed on the page."""
    said = [said for said in (tree.meta(name) for name in META_TITLES) if said]
    said += [" ".join(node.get_text().split()) for node in tree.index.get("title", ())[:1]]
    parts = [part.strip() for whole in said for part in (whole, *_parts(whole))]
    return [part for part in parts if len(part) in range(8, TITLE.stop)]


def _parts(title: str) -> list[str]:
    return SITE_BREAK.split(title[: 2 * TITLE.stop])


def printed_title(tree: Tree, nodes: Iterable[Tag]) -> tuple[Tag | None, str]:
    """The node that prints the title and the rule: the first headline that agrees with what the
    head says; the page's only h1 where the head says nothing."""
    inside = {id(node) for node in nodes}
    said = [squeezed(text) for text in (meta_title(tree)[0], *title_parts(tree)) if text]
    for selector in HEADLINES:
        for node in tree.select(selector):
            text = squeezed(node.get_text())
            if len(text) in TITLE and id(node) not in inside and any(_same(text, s) for s in said):
                return node, f"{selector}, as the head says"
    only = [node for node in tree.select("h1") if len(squeezed(node.get_text())) in TITLE]
    if len(only) == 1 and not said and id(only[0]) not in inside:
        return only[0], "the only h1"
    return None, ""


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
    rest = CREDIT.sub("", text[: found.start] + text[found.end :])
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
    found = CREDIT.search(text) if len(text) <= LINE else None
    return found["name"].strip() if found else None


def squeezed(text: str) -> str:
    """A text to compare by: without white space."""
    return "".join(text.split())


def _same(printed: str, said: str) -> bool:
    """Whether a headline is what the head says, or one cuts the other short."""
    short, long = sorted((printed.rstrip(".…"), said.rstrip(".…")), key=len)
    return long.startswith(short) and len(short) >= min(8, len(long))
