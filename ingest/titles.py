"""What is the title of a page no site of ours knows, and which node prints it?

    >>> without_site_name("Взрыв на стадионе — football.example", [])
    'Взрыв на стадионе'
    >>> without_site_name("法国全国大罢工再次严重影响交通-新华网", ["新华网"])
    '法国全国大罢工再次严重影响交通'
    >>> without_site_name("Служба границы :: О новом мосте", ["Служба границы"])
    'О новом мосте'

The head (`<title>`, og:title) says the title together with the site's name, on either side of
it; the page prints the title alone. So what is printed stands, and the head only tells which of
the printed lines it is. The name of the site is what its home links and its head call it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bs4 import Tag

from ingest.tree import Tree

TITLE = range(4, 301)
"""Characters a title may have."""

PART = range(8, TITLE.stop)
"""Characters of a part of what the head says that may be looked for on the page."""

HEADLINES = (
    *("[itemprop=headline]", "h1", ".headline", ".article-title", ".news-title", ".post_title"),
    *(".news_title", ".entry-title", ".h-title", "h2", "h3", ".title", "#title"),
)
"""Where the title is printed; asked in this order."""

META_TITLES = ("og:title", "twitter:title", "ArticleTitle", "headline")
META_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")

AROUND_PAGES = ("header", "nav", "footer", "aside")
"""Elements that surround every page of a site, unless an article has one of its own."""

SITE_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (
        # Служба границы :: О новом мосте · О встрече | Пресс-служба · 标题_栏目_新华网
        r"\s*(?:::+|\||_+|--)\s*|\s[»•·]\s",
        # О встрече — Пресс-служба
        r"\s[–—-]\s",
        # 法国全国大罢工再次严重影响交通-新华网; Пресс-служба and COVID-19 stay whole
        r"\s*(?:(?<![A-Za-zА-Яа-яЁё0-9])[-–—]|[-–—](?!\d)(?=[^-–—]*[\u4e00-\u9fff]))"
        r"(?=[^-–—]{2,16}$)",
    )
)
"""What stands between a title and the site's name, the plainest first."""

_JOINT = r"(?:\s*(?:::+|\||_+|--)\s*|\s+[-–—»•·/]\s+)"
_HAN_JOINT = r"\s*[-–—_|:/]+\s*"
"""What sets a known name apart: between Han characters a bare dash does, between others not."""


def site_names(tree: Tree) -> tuple[str, ...]:
    """What the site calls itself on this page: in the head, and in its links home."""
    said = [tree.meta(name) for name in META_NAMES]
    for link in tree.index.get("a", ()):
        if _leads_home(str(link.get("href") or "")):
            said += [link.get_text(), link.get("title"), *_alternatives(link)]
    names = (" ".join(str(name).split()) for name in said if name)
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def meta_title(tree: Tree, names: Sequence[str]) -> tuple[str, str]:
    """The title the head gives, without the site's name, and the rule; "" when it gives none."""
    for name in META_TITLES:
        said = tree.meta(name)
        if said:
            return without_site_name(said, names), f'meta "{name}"'
    for node in tree.index.get("title", ())[:1]:
        said = " ".join(node.get_text().split())
        return without_site_name(said, names), "<title> without the site's name"
    return "", ""


def without_site_name(title: str, names: Sequence[str]) -> str:
    """A title as the head gives it, without the site's name before or after it; of a name that
    is not known, up to where it seems to begin."""
    bare = title[: 2 * TITLE.stop]
    for name in sorted(names, key=len, reverse=True):
        bare = _without(bare, name)
    for pattern in SITE_BREAKS:
        first = pattern.split(bare, maxsplit=1)[0].strip()
        if first != bare.strip() and len(first) in TITLE:
            return first
    return bare.strip() or title.strip()


def title_parts(tree: Tree, names: Sequence[str]) -> list[str]:
    """What the head says of the title, whole and in parts, as it could be printed on the page;
    none of them the site's own name."""
    said = [said for said in (tree.meta(name) for name in META_TITLES) if said]
    said += [" ".join(node.get_text().split()) for node in tree.index.get("title", ())[:1]]
    parts = [part.strip() for whole in said for part in (whole, *_parts(whole))]
    return [part for part in parts if len(part) in PART and part not in names]


def printed_title(tree: Tree, nodes: Sequence[Tag], names: Sequence[str]) -> tuple[Tag | None, str]:
    """The node that prints the title and the rule: the first headline that agrees with what the
    head says, rather the title alone than another part of it; else the page's only h1. It is
    never all of the text, which is in `nodes`."""
    whole = [id(node) for node in nodes]
    inside = whole if len(whole) == 1 else []
    named = {squeezed(name) for name in names}
    title = squeezed(meta_title(tree, names)[0])
    others = [squeezed(part) for part in title_parts(tree, names)]
    for said in ([title] if title else [], others):
        for selector in HEADLINES:
            for node in tree.select(selector):
                text = squeezed(node.get_text())
                fits = len(text) in TITLE and id(node) not in inside and text not in named
                if fits and any(_same(text, one) for one in said):
                    return node, f"{selector}, as the head says"
    only = [node for node in tree.select("h1") if len(squeezed(node.get_text())) in TITLE]
    if len(only) == 1 and id(only[0]) not in inside and _is_articles(only[0], named, bool(title)):
        return only[0], "the only h1"
    return None, ""


def squeezed(text: str) -> str:
    """A text to compare by: without white space."""
    return "".join(text.split())


def _parts(title: str) -> list[str]:
    """A title parted at every break, and at the plainest alone: a dash may be the title's own."""
    parts = [title[: 2 * TITLE.stop]]
    told: list[str] = []
    for pattern in SITE_BREAKS:
        parts = [piece for part in parts for piece in pattern.split(part)]
        told += parts
    return list(dict.fromkeys(told))


def _without(title: str, name: str) -> str:
    """A title without a name that stands before or after it, set apart; the name alone stays.

    >>> _without("Новости Севера", "Новости"), _without("О севере | Новости", "Новости")
    ('Новости Севера', 'О севере')
    """
    apart = _HAN_JOINT if name >= "\u3400" else _JOINT
    sides = (
        rf"(?P<title>.+?){apart}{re.escape(name)}",
        rf"{re.escape(name)}{apart}(?P<title>.+)",
    )
    for side in sides if name in title else ():
        found = re.fullmatch(side, title)
        if found and len(found["title"].strip()) in TITLE:
            return found["title"].strip()
    return title


def _is_articles(headline: Tag, named: set[str], said: bool) -> bool:
    """Whether an h1 that the head does not speak of is the page's own, not the site's."""
    if squeezed(headline.get_text()) in named:
        return False
    around = [parent.name for parent in headline.parents]
    return not said or "article" in around or not set(around) & set(AROUND_PAGES)


def _leads_home(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    return parts.path in ("/", "") and not parts.query and bool(parts.path or parts.netloc)


def _alternatives(link: Tag) -> list[str]:
    return [str(image.get("alt") or "") for image in link.find_all("img")]


def _same(printed: str, said: str) -> bool:
    """Whether a headline is what the head says, or one cuts the other short."""
    short, long = sorted((printed.rstrip(".…"), said.rstrip(".…")), key=len)
    return long.startswith(short) and len(short) >= min(8, len(long))
