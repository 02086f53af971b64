"""How does a capture become a document? The stages of reading, one after the other.

    >>> from datetime import UTC, datetime
    >>> lines = ("EXPO opens", "May 17, 2024, Harbin", "The exhibition opened today.")
    >>> body = "\\n\\n".join(lines).encode()
    >>> read(Capture("opening.txt", None, datetime.now(UTC), body)).document.place
    'Harbin'

Pure: bytes in, a value out; no clock, no network, no files.
"""

from __future__ import annotations

from ingest.clean import cleaned
from ingest.decode import decode
from ingest.generic import guessed
from ingest.page import Capture, Cleaned, Page, Reading, Refusal
from ingest.quality import verdict
from ingest.sites import site_for
from ingest.sites.text import text_cleaned
from ingest.structure import structured
from ingest.tree import parsed


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
    """The page as blocks: by its site's selectors, by the fallback, or as plain text."""
    if not page.html:
        return text_cleaned(page)
    tree = parsed(page)
    if isinstance(tree, Refusal):
        return tree
    site = site_for(page, tree)
    return cleaned(tree, page, site) if site else guessed(tree, page)
