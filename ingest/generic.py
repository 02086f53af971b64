"""How is a press page read that no site of ours knows? A node is proposed, the reading is ours.

A page may declare its text by a public convention (schema.org, microformats); if not,
readability-lxml proposes the node that holds the release (arc90's scoring of paragraphs by
length, commas and links); of its answer only the place is used, found again by a mark on every
node. The text is read from our own tree (`ingest.layout`), and what is not the release is cut by
`ingest.furniture`, each with its rule. Title, date and source come from `ingest.masthead`: a
date block's rule says whether it is printed ("printed over the text"), the markup's (a selector
or a `meta`) or the address's ("address"; its text then is ISO 8601 and not on the page).

    >>> from ingest.page import Page
    >>> from ingest.tree import parsed
    >>> words = "Министры обсудили торговлю, транспорт и образование. " * 5
    >>> page = Page("1.html", "https://press.example.org/2024/1", "utf-8", "", True,
    ...     f"<title>О встрече — Пресса</title><h1>О встрече</h1><div>17 мая 2024 года</div>"
    ...     f"<div class=text><p>{words}<p>{words}<p>Поделиться</div>")
    >>> read = guessed(parsed(page), page)
    >>> [(block.role, block.text[:20]) for block in read.blocks]
    [('title', 'О встрече'), ('date', '17 мая 2024 года'), ('text', 'Министры обсудили то'),
     ('text', 'Министры обсудили то')]
    >>> read.source, [cut.rule for cut in read.cuts]
    ('example-org', ['sharing and printing'])
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from bs4 import Tag
from lxml import html as lxml_html
from readability import Document
from readability.readability import Unparseable

from ingest.agencies import with_opening
from ingest.clean import in_order, language_of
from ingest.furniture import furniture_of, heads_a_tail, is_caption, named_as_furniture
from ingest.layout import HEADINGS, Piece, Place, pieces
from ingest.masthead import (
    closing_credit,
    credit_in,
    date_part,
    dates_in_head,
    day_of,
    has_whole_date,
    is_date_line,
    place_beside,
    summary_said,
)
from ingest.page import Block, Cleaned, Page, Refusal
from ingest.titles import meta_title, printed_title, site_names, squeezed, title_parts
from ingest.tree import Tree, address_of

MARK = "data-harbin-node"
PROSE = 80
"""Characters of running text without which a page is no release (a Han character counts three)."""

NODES = 100_000
"""Elements of the largest page that is guessed at; the largest press page seen has 6,000, and
guessing takes 80 microseconds an element."""

LISTING_LINKS = 15
LISTING_SHARE = 0.5
"""A page of at least so many links, which hold at least this share of its text, is a listing."""

OPENING = 40
"""Weight of the first paragraph at least; what is shorter stands over the text."""

AROUND = 12
"""Blocks before the text that may hold its date and its source."""

BELOW = 4
"""Blocks at the end of the text that may say what it was made from."""

PRINTED = "printed over the text"
PROPOSED = "proposed by readability"
DECLARED = ("[itemprop~=articleBody]", ".e-content", ".entry-content")
"""How a page itself may say which node is the text: schema.org, microformats 2 and hAtom."""

ADDRESS_DATE = re.compile(r"/(20\d\d)[-/]?([01]\d)[-/]?([0-3]\d)(?=[/_.-]|$)")
"""/2020-02/19/c_1125597921.htm, /202311/17/WS655.html"""

SECOND_LEVEL = frozenset(("com", "co", "org", "net", "gov", "edu", "ac", "msk", "spb"))
"""What stands before a country's name in a host without being anyone's own: com.cn, gov.uk."""


def guessed(tree: Tree, page: Page, source: str | None = None) -> Cleaned | Refusal:
    """A page of an unknown site as blocks, and what was cut.

    The source is `source`, or the host with dashes for dots, or "page". Refuses a listing
    (skipped) and a page without running text (quarantined).
    """
    count = len(tree.index["*"])
    if count > NODES:
        return Refusal("quarantined", (f"too-many-elements: {count}, of a site we do not know",))
    nodes, rule = _declared(tree)
    if not nodes:
        nodes, rule = proposed(tree), PROPOSED
    names = site_names(tree)
    said, said_rule = meta_title(tree, names)
    title, title_rule = printed_title(tree, nodes, names)
    places = {id(node): Place("body", rule) for node in nodes}
    if title is not None:
        places[id(title)] = Place("role", title_rule, "title")
    places |= _furniture(nodes, title)
    found = list(_sifted(pieces(tree.root, places)))
    if title is None:
        found = _titled(found, title_parts(tree, names))
    found = _under_title(found)
    refusal = _refused(found, tree)
    if refusal:
        return refusal
    address = address_of(tree, page, source or "page")
    when = _date(found, tree, address)
    found = list(_mastheaded(_summarised(found, summary_said(tree)), when))
    blocks, cuts = in_order(found)
    if said and not any(block.role == "title" for block in blocks):
        blocks = (Block("title", said, "", said_rule), *blocks)
    if isinstance(when, Block):
        blocks = (when, *blocks)
    name = source or source_of(address)
    if address.startswith("local:"):
        address = f"local:{name}/{page.input}"
    return Cleaned(name, address, language_of(tree, blocks), with_opening(blocks), cuts)


def source_of(url: str) -> str:
    """The name of an unknown site: the part of its host that was registered, dashes for dots.

    >>> source_of("http://www.xinhuanet.com/local/1.htm"), source_of("https://a.b.com.cn/1")
    ('xinhuanet-com', 'b-com-cn')
    """
    labels = (urlsplit(url).hostname or "page").lower().removeprefix("www.").split(".")
    if labels[-1].isdigit():
        return "-".join(labels)
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
    return re.sub(r"[^a-z0-9]+", "-", "-".join(labels[-keep:])).strip("-") or "page"


def _declared(tree: Tree) -> tuple[tuple[Tag, ...], str]:
    """The one node that the page itself declares to be the text, and by which convention."""
    for selector in DECLARED:
        nodes = [node for node in tree.select(selector) if _weight(node.get_text()) > OPENING]
        if len(nodes) == 1 and not _is_links(nodes[0]):
            return tuple(nodes), selector
    return (), ""


def _is_links(node: Tag) -> bool:
    """Whether half of a node's text is links: listings declare their lists, too."""
    linked = sum(len(squeezed(link.get_text())) for link in node.find_all("a"))
    return 2 * linked >= len(squeezed(node.get_text()))


def proposed(tree: Tree) -> tuple[Tag, ...]:
    """The nodes readability takes for the release, in our tree, in the order of the page; empty
    when it finds none. Siblings it took apart are taken with what stands between them."""
    nodes = tree.index["*"]
    for number, node in enumerate(nodes):
        node[MARK] = str(number)
    try:
        markup = str(tree.soup)
    finally:
        for node in nodes:
            del node[MARK]
    numbers = _numbers(markup)
    return _with_between([nodes[number] for number in numbers])


def _numbers(markup: str) -> list[int]:
    """The marks of the topmost nodes in readability's answer."""
    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        answer = Document(markup).summary(html_partial=True)
    except Unparseable:
        return []
    root = lxml_html.fromstring(answer)
    return [int(n) for n in root.xpath(f"//*[@{MARK}][not(ancestor::*[@{MARK}])]/@{MARK}")]


def _with_between(nodes: list[Tag]) -> tuple[Tag, ...]:
    parents = {id(node.parent) for node in nodes}
    if len(nodes) < 2 or len(parents) != 1:
        return tuple(nodes)
    siblings = [child for child in nodes[0].parent.children if isinstance(child, Tag)]
    places = [n for n, child in enumerate(siblings) if any(child is node for node in nodes)]
    return tuple(siblings[min(places) : max(places) + 1])


def _furniture(nodes: Iterable[Tag], title: Tag | None) -> dict[int, Place]:
    """What inside the nodes is furniture by its name, unless it holds half of their text."""
    found: dict[int, Place] = {}
    for body in nodes:
        half = len(squeezed(body.get_text())) / 2
        for node in body.find_all(True):
            rule = named_as_furniture(node.attrs) if node.attrs else None
            if rule is None or node is title or (title and node in title.parents):
                continue
            if len(squeezed(node.get_text())) < half:
                found[id(node)] = Place("cut", f"named as: {rule}")
    return found


def _sifted(found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of the body that are furniture by their words or their links, as cuts."""
    tail = False
    dates: set[str] = set()
    for piece in found:
        if piece.place.kind != "body":
            yield piece
            continue
        rule = furniture_of(piece.text)
        if not rule and has_whole_date(piece.text):
            rule = "date, printed again" if piece.text in dates else None
            dates.add(piece.text)
        linked = piece.linked >= 0.8 * len(squeezed(piece.text))
        short = piece.tag in HEADINGS or _weight(piece.text) < OPENING
        tail = (tail and (linked or short)) or heads_a_tail(piece.text)
        if rule is None and tail:
            rule = "other releases"
        elif rule is None and linked and piece.tag in ("li", "td", "dd"):
            rule = "only links"
        yield _cut(piece, rule) if rule else piece


def _titled(found: list[Piece], said: list[str]) -> list[Piece]:
    """The pieces with one that is a part of what the head says as the title: over the text the
    longest, for a site's or a section's name is shorter than what happened; else the first."""
    parts = {squeezed(part) for part in said}
    lines = [
        number
        for number, piece in enumerate(found)
        if piece.place.kind != "cut" and squeezed(piece.text) in parts
    ]
    start = next((n for n, piece in enumerate(found) if _opens(piece) and n not in lines), 0)
    over = [number for number in lines if number < start]
    if lines:
        number = max(over, key=lambda n: len(found[n].text)) if over else lines[0]
        found[number] = _as(found[number], "title", "a line that the head says")
    return found


def _under_title(found: list[Piece]) -> list[Piece]:
    """The pieces with those of the body that stand over the title as cuts, if no text does."""
    titles = [n for n, piece in enumerate(found) if piece.place.role == "title"]
    over = found[: titles[0]] if titles else []
    if any(_opens(piece) for piece in over):
        return found
    cut = Place("cut", "over the title")
    mended = [replace(p, place=cut) if p.place.kind == "body" else p for p in over]
    return mended + found[len(over) :]


def _refused(found: list[Piece], tree: Tree) -> Refusal | None:
    prose = sum(_weight(piece.text) for piece in found if _is_prose(piece))
    if prose >= PROSE:
        return None
    linked = sum(piece.linked for piece in found)
    everything = sum(len(squeezed(piece.text)) for piece in found)
    links = len(tree.index.get("a", ()))
    if links >= LISTING_LINKS and linked >= LISTING_SHARE * everything:
        return Refusal("skipped", (f"listing: {links} links hold {linked} of {everything} signs",))
    return Refusal("quarantined", ("no-article: no node of running text was found",))


def _is_prose(piece: Piece) -> bool:
    return piece.place.kind == "body" and piece.linked * 2 < len(squeezed(piece.text))


def _opens(piece: Piece) -> bool:
    """Whether a piece is a paragraph of text, not one of the short lines over it."""
    return _is_prose(piece) and _weight(piece.text) > OPENING


def _weight(text: str) -> int:
    return sum(3 if sign >= "\u3400" else 1 for sign in text)


def _date(found: list[Piece], tree: Tree, address: str) -> Piece | Block | None:
    """The piece that prints the date, else a block of what the markup or the address says.

    Of the lines over the text the one stands that agrees with the markup or the address, then
    one that is nothing else, then the first.
    """
    said = [(text, rule) for text, rule in dates_in_head(tree) if has_whole_date(text)]
    in_address = ADDRESS_DATE.search(address)
    if in_address:
        said.append(("-".join(in_address.groups()), "address"))
    days = {day_of(text) for text, _ in said}
    lines = [piece for piece in _over_text(found) if has_whole_date(piece.text)]
    lines.sort(key=lambda piece: (day_of(piece.text) not in days, not is_date_line(piece.text)))
    if lines:
        return lines[0]
    return Block("date", said[0][0], "", said[0][1]) if said else None


def _over_text(found: list[Piece]) -> list[Piece]:
    """The pieces between the title and the text, or the few before the text; and its first."""
    prose = (
        n for n, piece in enumerate(found) if _is_prose(piece) and _weight(piece.text) > OPENING
    )
    start = next(prose, 0)
    titles = [n for n, piece in enumerate(found[:start]) if piece.place.role == "title"]
    first = titles[-1] + 1 if titles else max(0, start - AROUND)
    return [piece for piece in found[first : start + 2] if piece.place.kind != "role"]


def _mastheaded(found: list[Piece], when: Piece | Block | None) -> Iterator[Piece]:
    """The pieces with their roles: the date and the place, over the text; the source, there or in
    the text or below it."""
    over = {id(piece) for piece in _over_text(found)}
    below = {id(piece) for piece in [p for p in found if p.place.kind == "body"][-BELOW:]}
    credits = [_credit(piece, id(piece) in over, id(piece) in below) for piece in found]
    credit = _shortest(said for said in credits if said)
    for piece, said in zip(found, credits, strict=True):
        parts = list(_dated(piece, found)) if piece is when else []
        if credit and said == credit:
            parts.append(_as(piece, "credit", "named as the source", credit))
            credit = None
        elif id(piece) in over and is_date_line(piece.text):
            if piece is not when:
                parts.append(_cut(piece, "another date over the text"))
        elif said:
            parts.append(_cut(piece, "another line of the source"))
        else:
            parts.append(_captioned(piece))
        yield from parts
        if all(part.text != piece.text for part in parts):
            yield _cut(piece, "line of the date or the source")


def _dated(line: Piece, found: list[Piece]) -> Iterator[Piece]:
    """The line that prints the date as a date, and as a place if it prints one beside it."""
    place = place_beside(line.text, (piece.text for piece in found if piece is not line))
    if place is None:
        yield _as(line, "date", PRINTED, date_part(line.text))
        return
    yield _as(line, "date", PRINTED, line.text.replace(place, "", 1).strip(" ,，\u00a0"))
    yield _as(line, "place", "printed beside the date", place)


def _credit(piece: Piece, over: bool, below: bool) -> str | None:
    """The source a piece names: over the text in its line, in the text in a line of its own."""
    if piece.place.kind == "role" or not (over or piece.place.kind == "body"):
        return None
    credit = credit_in(piece.text)
    if credit and (over or piece.text.endswith(credit)):
        return credit
    return closing_credit(piece.text) if below else None


def _shortest(credits: Iterable[str]) -> str | None:
    """The first source named, by its shortest form: in "Daily News report" a link stood close."""
    named = list(credits)
    return min((said for said in named if named[0].startswith(said)), key=len, default=None)


def _summarised(found: list[Piece], said: str) -> list[Piece]:
    """The pieces with the one outside the text that prints what the head says of the page."""
    return [
        _as(piece, "summary", "printed, as the head says")
        if said and piece.place.kind == "outside" and squeezed(piece.text) == said
        else piece
        for piece in found
    ]


def _captioned(piece: Piece) -> Piece:
    """A line of the body that only says what a picture shows, as a note."""
    if piece.place.kind == "body" and is_caption(piece.text):
        return _as(piece, "note", "says what a picture shows")
    return piece


def _cut(piece: Piece, rule: str) -> Piece:
    return replace(piece, place=Place("cut", rule))


def _as(piece: Piece, role: str, rule: str, text: str | None = None) -> Piece:
    return replace(piece, place=Place("role", rule, role), text=text or piece.text, node=id(piece))
