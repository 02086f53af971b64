"""Which source does a page come from, and what number has it there?

>>> site_named("kremlin-en").hosts[0]
'en.kremlin.ru'
>>> number_in("kremlin-en", "http://en.kremlin.ru/events/president/news/54223")
'54223'
>>> number_in("kremlin-en", "local:kremlin-en/opening.txt") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from ingest.page import Page, Site
from ingest.sites import fmprc, govcn, kremlin, sample
from ingest.tree import Tree

SITES: tuple[Site, ...] = (
    kremlin.ENGLISH,
    kremlin.RUSSIAN,
    fmprc.SITE,
    govcn.SITE,
    *sample.SITES,
)

HEAD = 60_000  # characters: twice what the longest head seen takes, before the body begins


def site_for(page: Page, tree: Tree) -> Site | None:
    """The source a page comes from: by the address it gives itself or was fetched from, else by
    a mark in its head; None when none of ours knows it."""
    for host in _hosts(page, tree):
        for site in SITES:
            if host in site.hosts:
                return site
    head = page.text[:HEAD]
    return next((site for site in SITES if any(mark in head for mark in site.marks)), None)


def site_named(name: str) -> Site | None:
    """The source of that name."""
    return next((site for site in SITES if site.name == name), None)


def number_in(source: str, url: str) -> str | None:
    """The number the source itself gives the page, as it stands in the address, with only
    [a-z0-9-] left; None when the address has none."""
    site = site_named(source)
    found = re.match(site.address, url) if site and site.address else None
    if not found:
        return None
    return re.sub(r"[^a-z0-9]+", "-", found["number"].lower()).strip("-") or None


def _hosts(page: Page, tree: Tree) -> Iterator[str]:
    for address in chain(tree.addresses(), (page.url or "",)):  # lazily: the last cost most
        try:
            yield (urlsplit(address).hostname or "").lower()
        except ValueError:
            continue
