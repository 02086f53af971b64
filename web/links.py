"""Which addresses do the links of a page have? A page of results has some hundreds of them, which
differ in one value: routes are asked once, and what stands around the value is written once.

>>> row = Around("/en/search?q=a+b&source=", "&page=2")
>>> row("mid/cn"), row("x&y")
('/en/search?q=a+b&source=mid/cn&page=2', '/en/search?q=a+b&source=x%26y&page=2')
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, quote_plus, urlencode

from flask import g, url_for

from archive.search import SearchRequest

from . import here, params

SAFE = "!$'()*,/:;?@"  # what the router, too, leaves as it is in arguments
STAND_IN = "the-document"


class Around(NamedTuple):
    """Addresses that differ in the value of one argument, written `times` under its names: what
    stands before the value, between its two places, and after it."""

    before: str
    after: str
    between: str | None = None

    def __call__(self, value: str) -> str:
        """The address with this value."""
        written = _written(value)
        again = "" if self.between is None else self.between + written
        return f"{self.before}{written}{again}{self.after}"


class Passages(NamedTuple):
    """Addresses of documents and their passages, with what is to be marked in them."""

    before: str
    after: str

    def __call__(self, id: str, number: int | None = None) -> str:
        """The address of a document, at a passage when there is a number."""
        anchor = "" if number is None else f"#p{number}"
        return f"{self.before}{quote(id, safe=SAFE)}{self.after}{anchor}"


def search_path() -> str:
    """Where a search form sends its question: the page of results without any argument."""
    paths = g.setdefault("search_paths", {})
    interface = here.language()
    if interface not in paths:
        paths[interface] = url_for("search.results", size=None, colours=None)
    return paths[interface]


def search_url(asked: SearchRequest) -> str:
    """The address of a search."""
    arguments = _query(params.write(asked) | _view())
    return f"{search_path()}?{arguments}" if arguments else search_path()


def only(asked: SearchRequest, facet: str) -> Around:
    """Addresses of the search with nothing but a value chosen in a facet."""
    before, after = params.around(asked, params.ARGUMENT_OF[facet])
    return _around(before, (params.ARGUMENT_OF[facet],), after)


def also(asked: SearchRequest, facet: str) -> Around:
    """Addresses of the search with a further value chosen in a facet."""
    name = params.ARGUMENT_OF[facet]
    before, after = params.around(asked, name)
    chosen = list(asked.filters.chosen().get(facet, ()))
    return _around(before | ({name: chosen} if chosen else {}), (name,), after)


def within(asked: SearchRequest) -> Around:
    """Addresses of the search within one year, month or day."""
    before, after = params.around(asked, *params.DATES)
    return _around(before, params.DATES, after)


def passages(asked: SearchRequest) -> Passages:
    """Addresses of what was found."""
    whole = url_for("documents.newest", document=STAND_IN, **params.marking(asked))
    before, _, after = whole.partition(STAND_IN)
    return Passages(before, after)


@lru_cache(maxsize=1 << 14)  # facets have the same values on page after page
def _written(value: str) -> str:
    return quote_plus(value, safe=SAFE)


def _around(before: dict, names: tuple[str, ...], after: dict) -> Around:
    start, stop = _query(before), _query(after | _view())
    first = f"{search_path()}?{start}{'&' if start else ''}{names[0]}="
    between = f"&{names[1]}=" if len(names) > 1 else None
    return Around(first, f"&{stop}" if stop else "", between)


def _view() -> dict[str, list[str]]:
    return {name: [value] for name, value in here.view_arguments().items()}


def _query(arguments: dict[str, list[str]]) -> str:
    return urlencode([(n, v) for n, values in arguments.items() for v in values], safe=SAFE)
