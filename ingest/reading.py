"""How does a capture become a document? The stages of reading, one after the other.

    >>> from datetime import UTC, datetime
    >>> lines = ("EXPO opens", "May 17, 2024, Harbin", "The exhibition opened today.")
    >>> body = "\\n\\n".join(lines).encode()
    >>> read(Capture("opening.txt", None, datetime.now(UTC), body)).document.place
    'Harbin'

Pure: bytes in, a value out; no clock, no network, no files.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.clean import cleaned
from ingest.decode import decode
from ingest.generic import guessed
from ingest.page import Capture, Cleaned, Page, Reading, Refusal, Site
from ingest.quality import verdict
from ingest.sites import site_for
from ingest.sites.text import text_cleaned
from ingest.structure import structured
from ingest.tree import Tree, address_of, parsed

UNKNOWN_TEMPLATE = (
    "unknown-template: the site is known, but not this kind of page; its parts were guessed"
)


def read(capture: Capture) -> Reading | Refusal:
    """The document in a capture and how it was read, or why there is none."""
    page = decode(capture)
    return page if isinstance(page, Refusal) else read_page(page, capture)


def read_page(page: Page, capture: Capture) -> Reading | Refusal:
    """What a decoded page says, or why it is no document."""
    blocks = blocks_of(page)
    if isinstance(blocks, Refusal):
        return blocks
    reading = structured(page, blocks, capture)
    if isinstance(reading, Refusal):
        return reading
    return verdict(page, blocks, reading, capture.fetched.date())


def blocks_of(page: Page) -> Cleaned | Refusal:
    """The page as blocks: by its site's selectors, by the fallback (a site or a kind of page that
    we do not know), or as plain text."""
    if not page.html:
        return text_cleaned(page)
    tree = parsed(page)
    if isinstance(tree, Refusal):
        return tree
    site = site_for(page, tree)
    if site is None:
        return guessed(tree, page)
    blocks = cleaned(tree, page, site)
    if isinstance(blocks, Refusal) and blocks.outcome == "quarantined":
        return _of_unknown_template(tree, page, site, blocks)
    return blocks


def _of_unknown_template(tree: Tree, page: Page, site: Site, refused: Refusal) -> Cleaned | Refusal:
    """A page of a site we know, printed as we do not know it: as the fallback reads it, flagged,
    for a person to see that the site has changed; where that finds nothing either, both reasons."""
    blocks = guessed(tree, page, site.name)
    if isinstance(blocks, Refusal):
        return Refusal(blocks.outcome, (*refused.reasons, *blocks.reasons))
    address = address_of(tree, page, site.name, site.address)
    language = site.language or blocks.language
    return replace(blocks, url=address, language=language, flags=(UNKNOWN_TEMPLATE,))
