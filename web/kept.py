"""Which pages need not be made again? Those that would say the very same.

A page of results follows from its address and from what the archive holds. Those made last are
kept, in each process its own, together with the state of the archive they were made in and with
all that was put into the template. In the same state a page is answered again without a question.
In any other (a document added, a name in the authority file, a misprint in `errata.toml`) the
archive is asked anew, and only where every answer is what it was is the page the one before:
compared whole, so that nothing out of date is ever answered.

    >>> pages = Kept(most=32)
    >>> pages.put("/en/search?q=a", Page("monday", {"documents": 1}, b"one page"))
    >>> pages.last("/en/search?q=a").at("tuesday").body, pages.last("/en/search?q=b")
    (b'one page', None)
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from threading import Lock

from flask import Flask, Response, current_app, g, render_template, request

from .here import archive

MOST = 32 * 1024 * 1024
"""Bytes of pages in a process: about 500 pages of results. What they were made of takes about as
much again (measured: 10.9 MB beside 12.8)."""

Told = Mapping[str, object]
"""All that a template is given, by name."""


@dataclass(frozen=True)
class Page:
    """A page, what it was made of, and a state of the archive in which it is right."""

    state: object
    told: Told
    body: bytes

    @cached_property
    def tag(self) -> str:
        """Names the body: its ETag."""
        return hashlib.sha256(self.body).hexdigest()[:32]

    def at(self, state: object) -> Page:
        """The same page in another state that says the same."""
        return replace(self, state=state)


class Kept:
    """The page of each address as it was made last, at most so many bytes of them, those asked for
    last. For all threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        with self._lock:
            return len(self._pages)

    def last(self, address: str) -> Page | None:
        """The page of an address as it was made last; None when it is not kept."""
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: Page) -> None:
        """Keeps the page instead of the one before; those asked for longest ago make room."""
        with self._lock:
            self._take_out(address)
            self._pages[address] = page
            self._size += len(address) + len(page.body)
            while self._size > self._most:
                self._take_out(next(iter(self._pages)))

    def _take_out(self, address: str) -> None:
        gone = self._pages.pop(address, None)
        if gone is not None:
            self._size -= len(address) + len(gone.body)


def add_kept(app: Flask) -> None:
    """Gives an application its keeping."""
    app.extensions["kept"] = Kept()


def kept(template: str) -> Callable[[Callable[[], Told]], Callable[[], Response]]:
    """Makes a view of what asks the archive for all that this template is given. The page may
    follow from that, its address and who is known alone. It is kept when no document came while it
    was made (all else stands still for a request, see Archive.as_of_now) and nothing was left out
    of it (`leave_out`); errors are not."""

    def of(told: Callable[[], Told]) -> Callable[[], Response]:
        @wraps(told)
        def answered() -> Response:
            page = _page(template, told)
            response = Response(page.body, mimetype="text/html")
            response.set_etag(page.tag)
            # Werkzeug writes a date, too, which costs more than the rest; the server has its own.
            return response.make_conditional(request) if request.if_none_match else response

        return answered

    return of


def _page(template: str, told: Callable[[], Told]) -> Page:
    pages: Kept = current_app.extensions["kept"]
    address = f"{request.script_root}{request.path}?{request.query_string.decode('latin-1')}"
    state, before = archive().as_it_is(), pages.last(address)
    if before is not None and before.state == state:
        return before
    now = told()
    if before is not None and before.told == now:
        page = before.at(state)
    else:
        page = Page(state, now, render_template(template, **now).encode("utf8"))
    if not g.get("left_out") and archive().as_it_is() == state:
        pages.put(address, page)
    return page


def leave_out() -> None:
    """Says that the page being made lacks something that another time it may have."""
    g.left_out = True
