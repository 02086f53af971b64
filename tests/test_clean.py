"""How does markup read? A table of small bodies, each with what it teaches; then what holds of
any body: no visible character is lost, none is made up."""

# ruff: noqa: E501 (a row of a table is a line)

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import cleaned
from ingest.layout import EDGE
from ingest.page import Block, Cleaned, Page, Refusal, Site
from ingest.sites import kremlin
from ingest.tree import address_of, parsed

SITE = Site(
    name="gazette",
    hosts=("gazette.example",),
    language=None,
    selectors={
        "title": ("h1.no-such", "h1.headline"),
        "date": ("time",),
        "summary": (".lead",),
        "section": ('meta[property="article:section"]',),
        "place": (".place",),
    },
    body=(".text",),
    cut=((".share", "share block"),),
    listing=(".news-list",),
    address=r"https://gazette\.example/(?P<number>\d+)$",
)


def page_of(
    markup: str, url: str | None = "https://gazette.example/7", name: str = "7.html"
) -> Page:
    return Page(name, url, "utf-8", "strict UTF-8", True, markup)


def read_of(markup: str, site: Site = SITE) -> Cleaned:
    page = page_of(markup)
    read = cleaned(parsed(page), page, site)
    assert isinstance(read, Cleaned), read
    return read


@dataclass(frozen=True)
class Case:
    """A body, what it teaches, and the texts of its blocks."""

    teaches: str
    body: str
    texts: tuple[str, ...]


CASES = (
    Case("paragraphs are blocks", "<p>One<p>Two</p>", ("One", "Two")),
    Case("text between blocks is a block", "A<p>B</p>C<div>D</div>E", ("A", "B", "C", "D", "E")),
    Case("inline elements break nothing", "<p>a<i>b</i><a href=x>c</a>d</p>", ("abcd",)),
    Case("white space collapses to one space", "<p> a \n\t b  <b> c </b></p>", ("a b c",)),
    Case("no-break spaces are text", "<p>25\u00a0regions of&nbsp;Russia", ("25\u00a0regions of\u00a0Russia",)),
    Case("a Chinese indent is layout", "<p>　　两国元首</p>", ("两国元首",)),
    Case("a no-break indent is layout too", "<p>&nbsp;&nbsp;&emsp;两国元首&nbsp;</p>", ("两国元首",)),
    Case("wide spaces inside are text", "<p>　　主　任：孙某　副主任</p>", ("主　任：孙某　副主任",)),
    Case("a line end between wide characters is nothing", "<p>两国\n  元首，\n会谈</p>", ("两国元首，会谈",)),
    Case("a line end beside a letter is a space", "<p>两国\nABC\n元首</p>", ("两国 ABC 元首",)),
    Case("soft hyphens stay", "<p>co&shy;operation", ("co\u00adoperation",)),
    Case("zero-width and bidi signs stay", "<p>a\u200bb\u202ec\u2069\ufeff", ("a\u200bb\u202ec\u2069\ufeff",)),
    Case("nothing is composed", "<p>и\u0306 e\u0301", ("и\u0306 e\u0301",)),
    Case("compatibility ideographs stay", "<p>\uf900\ufa0e金", ("\uf900\ufa0e金",)),
    Case("full-width signs stay", "<p>ＡＢＣ１２３％", ("ＡＢＣ１２３％",)),
    Case("entities are characters", "<p>&laquo;Да&raquo; &amp;amp; &lt;b&gt; &#8212; &#x4e2d;", ("«Да» &amp; <b> — 中",)),
    Case("Windows numbers read as browsers read them", "<p>&#150;&#133;&#147;", ("–…“",)),
    Case("planes above the first", "<p>𠮷野家 𝄞", ("𠮷野家 𝄞",)),
    Case("a br ends a block", "<p>One.<br>Two.</p>", ("One.", "Two.")),
    Case("two do", "a<br><br>b<br/> &nbsp; <br/>c", ("a", "b", "c")),
    Case("but a sentence runs on over one", "<p>The ministers<br>agreed.</p>", ("The ministers\nagreed.",)),
    Case("not over two", "<p>The ministers<br><br>agreed.</p>", ("The ministers", "agreed.")),
    Case("not after its end", "<p>Agreed.<br>and more</p>", ("Agreed.", "and more")),
    Case("an indent after br begins a paragraph", "第一段<br>　　第二段<br>　　abc", ("第一段", "第二段", "abc")),
    Case("nested divisions", "<div><div>a<div>b</div></div>c</div>", ("a", "b", "c")),
    Case("a paragraph in a paragraph ends it", "<p>a<p>b</p>c</p>", ("a", "b", "c")),
    Case("unclosed tags", "<p>a <b>b <i>c<p>d", ("a b c", "d")),
    Case("stray end tags", "a</span></b>b</i>", ("ab",)),
    Case("lists", "<ul><li>a<li>b<ol><li>c</ol></ul>", ("a", "b", "c")),
    Case("a definition list", "<dl><dt>a<dd>b<dt>c</dl>", ("a", "b", "c")),
    Case("a quotation", "<blockquote>a<p>b</blockquote>", ("a", "b")),
    Case("a row of short cells is a block", "<table><tr><td>a<td> b <tr><th>c<td></table>", ("a b", "c")),
    Case("a cell with one paragraph is short", "<table><tr><td><p>a<td><p>b<br>c</table>", ("a b c",)),
    Case("a cell with two is a division", "<table><tr><td><p>a<p>b<td>c</table>", ("a", "b", "c")),
    Case("a table in a table", "<table><tr><td>x<table><tr><td>a<td>b</table></table>", ("x", "a b")),
    Case("a caption", "<table><caption>t</caption><tr><td>a</table>", ("t", "a")),
    Case("pre keeps its spaces and lines", "<pre>a  b\n  c\n\nd</pre>", ("a  b\n  c", "d")),
    Case("a heading keeps its line break", "<h2>Заявление<br>Для прессы</h2>", ("Заявление\nДля прессы",)),
    Case("comments are not text", "a<!-- b --><p>c<!--[if IE]>d<![endif]--></p>", ("a", "c")),
    Case("scripts, styles, templates are not text", "a<script>b</script><style>c</style><template>d</template>", ("a",)),
    Case("ruby gives its base", "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字</ruby>", ("漢字",)),
    Case("hidden elements are cut", "<p>a<span style='color:red; DISPLAY : none'>b</span>c<i hidden>d</i>", ("ac",)),
    Case("a cut span does not break its sentence", "<p>Mr <b class=share>x</b>Orlov spoke", ("Mr Orlov spoke",)),
    Case("a cut division does", "<div>a<div class=share>x</div>b</div>", ("a", "b")),
    Case("controls are cut", "<p>a<button>b</button><select><option>c</select>", ("a",)),
    Case("a block of nothing visible is none", "<p>&nbsp;　</p><p> </p><p>a", ("a",)),
    Case("a zero-width space is no white space", "<p>\u200b</p><p>a", ("\u200b", "a")),
    Case("unknown elements are inline", "<o:p>a</o:p><x-y>b</x-y>", ("ab",)),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.teaches)
def test_a_body_reads_as_a_browser_shows_it(case: Case):
    read = read_of(f"<div class=text>{case.body}</div>")
    assert tuple(block.text for block in read.blocks) == case.texts


@pytest.mark.parametrize(
    ("body", "role", "lead"),
    [
        ("<p><b>Vladimir Orlov:</b> Good day.", "text", "Vladimir Orlov:"),
        ("<p> <strong>问：</strong>两国", "text", "问："),
        ("<p><b>A</b> <b>B:</b> c", "text", "A B:"),
        ("<p><span style='font-weight: bold'>Вопрос:</span> Да", "text", "Вопрос:"),
        ("<p>c <b>not the start</b>", "text", ""),
        ("<p><b>All of it</b>", "text", "All of it"),
        ("<h3>On trade</h3>", "heading", ""),
        ("<figure><figcaption>Photo</figcaption></figure>", "note", ""),
        ("<p>* * *</p>", "separator", ""),
        ("<p>———</p>", "separator", ""),
        ("<hr>", "separator", ""),
        ("<p>– No, – he said.", "text", ""),
    ],
)
def test_a_block_has_its_role_and_its_bold_start(body: str, role: str, lead: str):
    (block,) = read_of(f"<div class=text>{body}</div>").blocks
    assert (block.role, block.lead) == (role, lead)
    assert block.text.startswith(block.lead)


def test_roles_come_by_selector_in_the_order_of_the_page():
    read = read_of(
        '<meta property="article:section" content="News"><p class=lead>What<p class=lead>was'
        "<h1 class=headline>On <i>trade</i><br>and more</h1><div class=text>"
        "<time>May 17, <span>2024</span></time>Words.<span class=place>Harbin</span></div>"
    )
    assert [(block.role, block.text, block.rule) for block in read.blocks] == [
        ("section", "News", 'meta[property="article:section"]'),
        ("summary", "What", ".lead"),
        ("summary", "was", ".lead"),
        ("title", "On trade and more", "h1.headline"),
        ("date", "May 17, 2024", "time"),
        ("place", "Harbin", ".place"),
        ("text", "Words.", ".text div"),
    ]


def test_a_title_of_two_chinese_lines_is_joined_by_nothing():
    read = read_of("<h1 class=headline>关于调整<br>　　组成人员的通知</h1><div class=text>a</div>")
    assert read.blocks[0] == Block("title", "关于调整组成人员的通知", "", "h1.headline")


def test_what_is_left_out_is_told_with_its_rule():
    read = read_of(
        "<nav>Menu</nav><div class=text>a<p class=share>Share</p><noscript>b</noscript>"
        "<p style='visibility:hidden'>c</div><footer>Foot</footer>"
    )
    assert [(cut.text, cut.rule) for cut in read.cuts] == [
        ("Menu", "outside the document's nodes"),
        ("Share", "share block"),
        ("b", "element: noscript"),
        ("c", "hidden element"),
        ("Foot", "outside the document's nodes"),
    ]


def test_a_listing_is_skipped_and_a_page_without_a_body_is_for_a_person():
    listing = page_of("<div class=news-list></div><div class=text>a</div>")
    other = page_of("<div>a</div>")
    assert cleaned(parsed(listing), listing, SITE) == Refusal(
        "skipped", ("listing: it has .news-list, which only listings have",)
    )
    assert cleaned(parsed(other), other, SITE) == Refusal(
        "quarantined", ("no-body: nothing on the page is .text",)
    )


def test_a_body_without_text_is_still_a_body():
    assert read_of("<h1 class=headline>A picture</h1><div class=text><img></div>").blocks == (
        Block("title", "A picture", "", "h1.headline"),
    )


ADDRESSES = (
    ("the page's own", '<link rel=canonical href="https://gazette.example/8">', None, "https://gazette.example/8"),
    ("og:url", '<meta property="og:url" content="https://gazette.example/8">', None, "https://gazette.example/8"),
    ("a saved copy's canonical is relative: the fetched one stands", '<link rel=canonical href="8.html">', "https://gazette.example/8", "https://gazette.example/8"),
    ("or og:url does", '<link rel=canonical href="8.html"><meta property="og:url" content="https://gazette.example/8">', None, "https://gazette.example/8"),
    ("a relative canonical that fits the site", '<link rel=canonical href="/8">', "https://gazette.example/8?utm=1", "https://gazette.example/8"),
    ("the front page is no page's address", '<link rel=canonical href="https://gazette.example/">', "https://gazette.example/8", "https://gazette.example/8"),
    ("a fragment is no part of it", "", "https://gazette.example/8#p1", "https://gazette.example/8#p1"),
    ("what the browser noted when saving", "<!-- saved from url=(0025)https://gazette.example/8 -->", None, "https://gazette.example/8"),
    ("none at all", "", None, "local:gazette/dir/8.html"),
    ("a script's is none", '<link rel=canonical href="javascript:alert(1)">', None, "local:gazette/dir/8.html"),
    ("one that fits the site before one that does not", '<link rel=canonical href="https://gazette.example/print/8">', "https://gazette.example/8", "https://gazette.example/8"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "fetched", "address"),
    [row[1:] for row in ADDRESSES],
    ids=[row[0] for row in ADDRESSES],
)
def test_the_address_of_a_page(markup: str, fetched: str | None, address: str):
    page = page_of(f"<head>{markup}</head><body>a", fetched, "dir/8.html")
    assert address_of(parsed(page), page, "gazette", SITE.address) == address


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("ru", "Заявление для прессы", "ru"),
        ("ru-RU", "Заявление для прессы", "ru"),
        ("en", "Заявление для прессы", None),
        ("zh-CN", "两国元首发表声明", "zh"),
        ("en-GB", "A statement", "en"),
        ("uk", "Заява для преси", None),
        ("", "A statement", None),
    ],
)
def test_the_page_s_word_for_its_language_counts_if_its_letters_bear_it_out(said, text, language):
    assert read_of(f"<html lang='{said}'><div class=text>{text}</div>").language == language


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("p", ["a", "b", "c"]),
        (".x", ["b", "c"]),
        ("p.x", ["b", "c"]),
        ("#one", ["a"]),
        ("div > p.x", ["b"]),
        ("p#one, p.y", ["a", "c"]),
        ("p.y, #one", ["a", "c"]),
        ("p:not(.x, .y)", ["a"]),
        ('p:-soup-contains("b", "c")', ["b", "c"]),
        ("p.x[title='q,r']", ["b"]),
        ("section *", ["c"]),
        (".box > p", ["a", "b"]),
        ("div.box p.x", ["b"]),
        (".none", []),
    ],
)
def test_selecting_gives_what_css_says_in_the_order_of_the_page(selector: str, texts: list[str]):
    markup = "<div class=box><p id=one>a</p><p class='x' title='q,r'>b</p></div><section><p class='x y'>c"
    tree = parsed(page_of(markup))
    assert [node.get_text() for node in tree.select(selector)] == texts
    assert tree.select(selector) == tree.soup.select(selector)


def test_a_page_nested_deeper_than_parsers_like_keeps_its_tail():
    read = read_of("<div class=text>" + "<div>" * 4000 + "deep" + "</div>" * 4000 + "<p>tail</div>")
    assert [block.text for block in read.blocks] == ["deep", "tail"]


def test_a_very_long_text_is_whole():
    long = "слово " * 2_000_000
    read = read_of(f"<div class=text><p>{long}<p>tail</div>")
    assert [len(block.text) for block in read.blocks] == [len(long) - 1, 4]


def test_half_a_surrogate_pair_is_refused_not_mended():
    assert parsed(page_of("<p>a\ud800b")) == Refusal(
        "quarantined", ("unparsable: the parser refused the page (UnicodeEncodeError)",)
    )


INLINE = st.sampled_from(["b", "i", "span", "a", "em", "font"])
BLOCK = st.sampled_from(
    ["p", "div", "li", "h2", "blockquote", "td", "tr", "table", "pre", "ul", "dd"]
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="<>&")
    | st.sampled_from(" \n\t\u00a0\u3000\u00ad\u200b.Aяж中，"),
    max_size=12,
)
BREAK = st.sampled_from(["<br>", "<hr>", "<!-- x -->", "<img alt=x>", "<script>no()</script>"])


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Markup around markup: some of it cut, hidden or a role, some never closed."""
    attributes = st.sampled_from(
        ["", "", "", " class=share", " hidden", " class=place", " class=lead"]
    )
    end = st.booleans()
    return st.builds(
        lambda name, attribute, content, closed: (
            f"<{name}{attribute}>{''.join(content)}" + (f"</{name}>" if closed else "")
        ),
        INLINE | BLOCK,
        attributes,
        st.lists(inside, max_size=4),
        end,
    )


MARKUP = st.lists(st.recursive(TEXT | BREAK, element, max_leaves=14), max_size=5).map("".join)


def visible(text: str) -> str:
    return "".join(sign for sign in text if sign not in EDGE)


@given(MARKUP)
def test_every_visible_character_is_in_a_block_or_in_a_cut(markup: str):
    page = page_of(f"<p>before<div class=text>{markup}</div>after")
    tree = parsed(page)
    read = cleaned(tree, page, SITE)
    assert isinstance(read, Cleaned)
    kept = [block.text for block in read.blocks] + [cut.text for cut in read.cuts]
    for script in tree.select("script"):
        script.decompose()
    assert sorted(visible("".join(kept))) == sorted(visible(tree.root.get_text()))


def test_no_visible_character_of_a_real_page_is_lost(shared: Path):
    pages = sorted((shared / "data/samples/kremlin_en/article").glob("*.html"))
    assert pages
    for path in pages:
        page = page_of(path.read_text("utf-8"), None, path.name)
        tree = parsed(page)
        read = cleaned(tree, page, kremlin.ENGLISH)
        assert isinstance(read, Cleaned), path.name
        kept = "".join([block.text for block in read.blocks] + [cut.text for cut in read.cuts])
        for unseen in (*tree.select("script"), *tree.select("style")):
            unseen.decompose()
        assert Counter(visible(kept)) == Counter(visible(tree.root.get_text())), path.name


@given(MARKUP)
def test_a_block_has_no_white_edge_and_begins_with_its_bold_start(markup: str):
    for block in read_of(f"<div class=text>{markup}</div>").blocks:
        assert block.text == block.text.strip(EDGE)
        assert block.text.startswith(block.lead)
        assert block.text or block.role == "separator"


@given(st.lists(TEXT.filter(lambda text: visible(text)), min_size=1, max_size=5))
def test_paragraphs_of_text_are_blocks_of_that_text_in_order(texts: list[str]):
    read = read_of("<div class=text>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>")
    assert [visible(block.text) for block in read.blocks] == [visible(text) for text in texts]
