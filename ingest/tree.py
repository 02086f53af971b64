"""What is on this page, and where? The page parsed once, its nodes found fast by selector.

    >>> from ingest.page import Page
    >>> tree = parsed(Page("a.html", None, "utf-8", "", True, "<p class='lead'>One</p><p>Two"))
    >>> [node.get_text() for node in tree.select("p.lead")], tree.has("h1")
    (['One'], False)

The page comes decoded (`Page.text`): no charset named inside it is looked at. libxml2 is driven
event by event, so that its limits of depth and size for whole trees do not cut text off.
"""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import soupsieve
from bs4 import BeautifulSoup, Comment, Tag, XMLParsedAsHTMLWarning
from bs4.builder import LXMLTreeBuilder
from bs4.exceptions import ParserRejectedMarkup

from ingest.page import Page, Refusal

_LAST = re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9]*|\*?)((?:[#.][\w-]+)*)(?:\[[^\]]*\])*$")
"""The last compound of a simple selector: its tag, its ids and classes."""

_FIRST = re.compile(r"[a-z0-9]*([#.][\w-]+)(?:[#.][\w-]+)*[\s>]")
"""The first compound of a selector that has more, by its first id or class."""

_GROUPED = re.compile(r"\([^()]*\)|\[[^\]]*\]")
"""What stands in brackets in a selector: its commas part no alternatives."""

_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
"""What browsers write into a page they save: `<!-- saved from url=(0042)http://… -->`."""


LISTS = ("class", "rel")
"""Attributes whose values are lists of words; those of bs4's that we ask for."""


class _Builder(LXMLTreeBuilder):
    """bs4's builder without what only XML needs: HTML as libxml2 reads it has no namespaces.

    Nine tenths of parsing are bs4's bookkeeping, and half of that is copying the attributes of
    each element three times; here they are copied once. The tree is the same.
    """

    def start(
        self, tag: str, attrib: Mapping[str, str], nsmap: Mapping[str | None, str] | None = None
    ) -> None:
        attributes: dict[str, object] = dict(attrib)
        for name in LISTS:
            if name in attributes:
                attributes[name] = attrib[name].split()
        self.soup.handle_starttag(tag, None, None, attributes)

    def end(self, tag: str) -> None:
        self.soup.handle_endtag(tag)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A parsed page. `index` holds its tags by "name", "#id", ".class" and "*" (all),
    each in the page's order."""

    soup: BeautifulSoup
    index: Mapping[str, tuple[Tag, ...]]

    @property
    def root(self) -> Tag:
        """The body element, or the whole where there is none."""
        return self.index.get("body", (self.soup,))[0]

    def select(self, selector: str) -> list[Tag]:
        """The nodes a CSS selector matches, in the page's order.

        Most of our selectors end in a class, an id or a tag: only the nodes that have it are
        asked, which is many times cheaper than asking all of a page of 1,500 nodes.
        """
        if "," in _GROUPED.sub("", selector):
            if _GROUPED.search(selector):
                return self.soup.select(selector)
            found = {id(node) for part in selector.split(",") for node in self.select(part.strip())}
            return [node for node in self.index["*"] if id(node) in found]
        last = _LAST.search(selector)
        if last is None or not (last[1].strip("*") or last[2]):
            return self.soup.select(selector)
        key = re.findall(r"[#.][\w-]+", last[2])[0] if last[2] else last[1]
        candidates = self.index.get(key, ())
        if not candidates or selector == key:
            return list(candidates)
        if key[0] not in ".#":
            candidates = self._within(selector, key, candidates)
        pattern = soupsieve.compile(selector)
        return [node for node in candidates if pattern.match(node)]

    def _within(self, selector: str, name: str, candidates: Sequence[Tag]) -> Sequence[Tag]:
        """Of many nodes of a name those inside what the selector begins with: ".notes p a"."""
        first = _FIRST.match(selector)
        if first is None:
            return candidates
        around = self.index.get(first[1], ())
        inside = {id(node) for scope in around for node in scope.find_all(name)}
        return [node for node in candidates if id(node) in inside]

    def has(self, selector: str) -> bool:
        """Whether a CSS selector matches anything."""
        return bool(self.select(selector))

    def meta(self, *names: str) -> str | None:
        """The content of the first `meta` with one of these names, properties or itemprops."""
        for name in names:
            for node in self.index.get("meta", ()):
                if name in (node.get("property"), node.get("name"), node.get("itemprop")):
                    content = str(node.get("content") or "").strip()
                    if content:
                        return content
        return None

    def language(self) -> str | None:
        """The page's own word for its language ("ru", "zh", "en"), as `html lang` says it."""
        for node in self.index.get("html", ()):
            said = str(node.get("lang") or node.get("xml:lang") or "").lower()
            if said[:2] in ("ru", "zh", "en") and not said[2:3].isalpha():
                return said[:2]
        return None

    def addresses(self) -> Iterator[str]:
        """The absolute addresses the page gives as its own: link canonical, og:url, and what a
        browser noted when saving it. Relative ones are not here: a saved copy has them wrong."""
        for node in self.index.get("link", ()):
            if "canonical" in (node.get("rel") or ()):
                yield from _absolute(str(node.get("href") or ""))
        yield from _absolute(self.meta("og:url") or "")
        for comment in self.soup.find_all(string=lambda text: isinstance(text, Comment), limit=20):
            saved = _SAVED_FROM.match(comment)
            if saved:
                yield from _absolute(saved[1])

    def relative_address(self) -> str | None:
        """The href of link canonical as written, if it is relative."""
        for node in self.index.get("link", ()):
            href = str(node.get("href") or "").strip()
            if "canonical" in (node.get("rel") or ()) and href and not list(_absolute(href)):
                return href
        return None


def parsed(page: Page) -> Tree | Refusal:
    """The page as a tree; a Refusal (quarantined) when the parser will not have it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            warnings.simplefilter("ignore", UserWarning)
            with _no_collection():
                soup = _soup(page.text)
    except (UnicodeEncodeError, ParserRejectedMarkup) as error:
        reason = f"unparsable: the parser refused the page ({type(error).__name__})"
        return Refusal("quarantined", (reason,))
    return Tree(soup, _indexed(soup))


def _soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(
        markup, builder=_Builder, attribute_dict_class=dict, multi_valued_attributes=None
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """While a tree grows there is nothing to collect, and looking for it is a tenth of the work."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def address_of(tree: Tree, page: Page, site_name: str, address: str = "") -> str:
    """The page's canonical address: of what the page says of itself, then the address it was
    fetched from, the first that fits the site's `address` pattern, else the first; a page
    without any is `local:SOURCE/input`."""
    said = list(tree.addresses())
    relative = tree.relative_address()
    if page.url:
        if relative:
            said += _absolute(urljoin(page.url, relative))
        said += [page.url]
    fits = [url for url in said if address and re.search(address, url)]
    return (fits + said + [f"local:{site_name}/{page.input}"])[0]


def _indexed(soup: BeautifulSoup) -> dict[str, tuple[Tag, ...]]:
    index: dict[str, list[Tag]] = {"*": list(soup.find_all(True))}
    for node in index["*"]:
        index.setdefault(node.name, []).append(node)
        attributes = node.attrs
        if not attributes:
            continue
        if "id" in attributes:
            index.setdefault(f"#{attributes['id']}", []).append(node)
        for name in set(attributes.get("class", ())):
            index.setdefault(f".{name}", []).append(node)
    return {key: tuple(nodes) for key, nodes in index.items()}


def _absolute(url: str) -> Iterator[str]:
    """The address without its fragment, if it is http(s), has a host and is not a whole site's."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return
    if (
        parts.scheme in ("http", "https")
        and parts.hostname
        and (parts.path.strip("/") or parts.query)
    ):
        yield urlunsplit(parts._replace(fragment=""))
