"""Is our tree of a page the one Beautiful Soup itself makes of it, made with less work?"""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from ingest.page import Page
from ingest.tree import LISTS, parsed

MARKUPS = (
    "",
    "plain words",
    "<p>One<p>Two<b>bold<i>both</b>slanted</i>",
    "<p class=' a  b\n'>x<p class=''>y<p class>z<a rel='next nofollow' href=1>link</a>",
    "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:o='urn:o'><o:p xml:lang='ru'>word</o:p>",
    "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><a xlink:href='#1'>s</a></svg>",
    "<!DOCTYPE html><!-- note --><?pi x?><script>a < b</script><style>p {}</style><p>t",
    "<meta charset=gb2312><meta http-equiv=content-type content='text/html; charset=gb2312'>t",
    "<pre>\n  a\n\n b</pre> \n <textarea> \n </textarea><p> \n </p>\u00a0",
    "<ruby>字<rp>(</rp><rt>zì</rt></ruby><template><p>t</template><table><td>1<tr><td>2",
    "<p a=1 a=2 ключ=знач 属性='值'>&amp;&nbsp;&#x4e2d;&unknown;",
    "<option value=1>1<option selected>2</p></div></body></html>after",
)


def page(markup: str) -> Page:
    return Page("1.html", None, "utf-8", "", True, markup)


def theirs(markup: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(markup, "lxml")


def told(soup: BeautifulSoup) -> list[tuple]:
    """The nodes of a tree, in order: a tag with its attributes, a string with its kind."""
    nodes = soup.descendants
    return [_tag(node) if isinstance(node, Tag) else (type(node), str(node)) for node in nodes]


def _tag(tag: Tag) -> tuple:
    attributes = {name: _value(name, value) for name, value in tag.attrs.items()}
    depth = sum(1 for _ in tag.parents)
    return tag.name, tag.prefix, tag.namespace, depth, tuple(attributes.items())


def _value(name: str, value: object) -> str:
    """A value as it would be written: some are lists to us, others to Beautiful Soup."""
    if name in LISTS and isinstance(value, str):
        value = value.split()
    return " ".join(value) if isinstance(value, list) else str(value)


def test_classes_and_relations_are_lists() -> None:
    [link] = parsed(page("<a class='b c' rel='next nofollow' id='d e'>f")).select("a")
    assert (link["class"], link["rel"], link["id"]) == (["b", "c"], ["next", "nofollow"], "d e")


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_tree_is_as_beautiful_soup_makes_it(markup: str) -> None:
    ours = parsed(page(markup)).soup
    assert told(ours) == told(theirs(markup))
    assert str(ours) == str(theirs(markup))


def test_trees_of_real_pages_are_as_beautiful_soup_makes_them(shared: Path) -> None:
    samples = shared / "data" / "samples"
    paths = [*(samples / "html_misc").rglob("*.html")]
    paths += sorted((samples / "kremlin_en" / "article").glob("*.html"))[::4]
    assert len(paths) > 20
    for path in paths:
        markup = path.read_bytes().decode("utf-8", "ignore")
        assert told(parsed(page(markup)).soup) == told(theirs(markup)), path.name


def test_the_collector_runs_again_after_parsing() -> None:
    assert gc.isenabled()
    parsed(page("<p>One"))
    assert gc.isenabled()
    gc.disable()
    try:
        parsed(page("<p>One"))
        assert not gc.isenabled()
    finally:
        gc.enable()
