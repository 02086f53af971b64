"""Which blocks is this page made of? HTML to blocks with roles, by a site's selectors.

    >>> from ingest.page import Page, Site
    >>> from ingest.tree import parsed
    >>> site = Site("gazette", ("gazette.example",), "en", {"title": ("h1",)}, (".text",),
    ...             cut=((".share", "share block"),))
    >>> page = Page("1.html", "https://gazette.example/1", "utf-8", "", True,
    ...     "<h1>A title</h1>Menu<div class=text><p>Words.<p class=share>Share</div>")
    >>> read = cleaned(parsed(page), page, site)
    >>> [(block.role, block.text, block.rule) for block in read.blocks]
    [('title', 'A title', 'h1'), ('text', 'Words.', '.text p')]
    >>> [(cut.text, cut.rule) for cut in read.cuts]
    [('Menu', "outside the document's nodes"), ('Share', 'share block')]

Parse once (`ingest.tree.parsed`), hand the tree on. How text is laid out is `ingest.layout`'s.

Every visible character of the page is in a block or in a cut. A title, a date, a place, a
number, a credit and a section are one block a node, their lines made one; the others are a
block a paragraph. A selector of a `meta` element gives its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from bs4 import Tag

from ingest.layout import HEADINGS, NOTES, Piece, Place, is_separator, one_line, pieces
from ingest.page import Block, Cleaned, Cut, Page, Refusal, Site
from ingest.tree import Tree, address_of

WHOLE = frozenset(("title", "date", "place", "number", "written", "credit", "section"))
"""Roles of which a node is one block, whatever is inside."""


def cleaned(tree: Tree, page: Page, site: Site) -> Cleaned | Refusal:
    """A parsed page as blocks, in the order of the page, and what was cut.

    Refuses a listing (skipped) and a page that has none of the site's body nodes (quarantined).
    A body without text is no refusal: some releases are a title and a picture.
    """
    for selector in site.listing:
        if tree.has(selector):
            return Refusal("skipped", (f"listing: it has {selector}, which only listings have",))
    bodies, body_rule = first_found(tree, site.body)
    if not bodies:
        tried = ", ".join(site.body)
        return Refusal("quarantined", (f"no-body: nothing on the page is {tried}",))
    roles = {role: first_found(tree, tried) for role, tried in site.selectors.items()}
    places = _places(roles) | {id(node): Place("body", body_rule) for node in bodies}
    for selector, rule in site.cut:
        places |= {id(node): Place("cut", rule) for node in tree.select(selector)}
    blocks, cuts = in_order(pieces(tree.root, places))
    blocks = (*_from_head(roles), *blocks)
    return Cleaned(
        site.name,
        address_of(tree, page, site.name, site.address),
        site.language or language_of(tree, blocks),
        site.refine(blocks) if site.refine else blocks,
        cuts,
    )


def language_of(tree: Tree, blocks: Iterable[Block]) -> str | None:
    """The page's own word for its language, if its letters bear it out: many a Russian page is
    made from a template that says "en"."""
    said = tree.language()
    letters = {"han": 0, "cyrillic": 0, "latin": 0}
    for sign in "".join(block.text for block in blocks)[:20_000]:
        if "\u3400" <= sign <= "\u9fff":
            letters["han"] += 3
        elif "\u0400" <= sign <= "\u04ff":
            letters["cyrillic"] += 1
        elif sign.isalpha() and sign < "\u0250":
            letters["latin"] += 1
    most = max(letters, key=lambda script: letters[script])
    return said if {"zh": "han", "ru": "cyrillic", "en": "latin"}.get(said or "") == most else None


def first_found(tree: Tree, selectors: Iterable[str]) -> tuple[list[Tag], str]:
    """The nodes of the first selector that finds any with text (else any at all), and it."""
    empty: tuple[list[Tag], str] = ([], "")
    for selector in selectors:
        nodes = tree.select(selector)
        if any(_has_text(node) for node in nodes):
            return nodes, selector
        if nodes and not empty[0]:
            empty = (nodes, selector)
    return empty


def in_order(found: Iterable[Piece]) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """Pieces of a page as its blocks and its cuts, each in the order of the page."""
    blocks: list[Block] = []
    cuts: list[Cut] = []
    whole: dict[tuple[int, str], int] = {}
    for (place, node), group in groupby(found, key=lambda piece: (piece.place, piece.node)):
        run = tuple(group)
        if place.kind in ("cut", "outside"):
            cuts.append(Cut("\n".join(piece.text for piece in run), place.rule))
        elif place.role not in WHOLE:
            blocks.extend(_block(piece) for piece in run)
        elif not any(piece.text for piece in run):
            continue
        elif (node, place.role) in whole:
            number = whole[node, place.role]
            first = blocks[number]
            blocks[number] = replace(first, text=one_line((first.text, _whole(place, run).text)))
        else:
            whole[node, place.role] = len(blocks)
            blocks.append(_whole(place, run))
    return tuple(blocks), tuple(cuts)


def _places(roles: Mapping[str, tuple[list[Tag], str]]) -> dict[int, Place]:
    return {
        id(node): Place("role", rule, role)
        for role, (nodes, rule) in roles.items()
        for node in nodes
        if node.name != "meta"
    }


def _from_head(roles: Mapping[str, tuple[list[Tag], str]]) -> Iterator[Block]:
    for role, (nodes, rule) in roles.items():
        if nodes and nodes[0].name == "meta":
            yield Block(role, str(nodes[0]["content"]).strip(), "", rule)


def _has_text(node: Tag) -> bool:
    if node.name == "meta":
        return bool(str(node.get("content") or "").strip())
    return any(text.strip() for text in node.strings)


def _whole(place: Place, run: Iterable[Piece]) -> Block:
    return Block(place.role, one_line(piece.text for piece in run), "", place.rule)


def _block(piece: Piece) -> Block:
    """A paragraph with its role: that of its place, else that of its element."""
    rule = piece.place.rule if piece.place.role else f"{piece.place.rule} {piece.tag}"
    if piece.tag == "hr" or is_separator(piece.text):
        return Block("separator", piece.text, "", rule)
    role = piece.place.role or _role_of(piece.tag)
    return Block(role, piece.text, piece.lead, rule)


def _role_of(tag: str) -> str:
    if tag in HEADINGS:
        return "heading"
    return "note" if tag in NOTES else "text"
