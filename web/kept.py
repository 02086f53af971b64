"""Which pages need not be made again? Pages of a search, asked again while nothing has changed.

A page of results follows from its address and from what the archive holds. Those made last are
kept, in each process its own, together with the state of the archive they were made in; whatever
changes that state (a document added, a name in the authority file, a misprint in `errata.toml`)
empties the keeping, so nothing out of date is ever answered.

    >>> pages = Kept(most=32)
    >>> pages.put("monday", "/en/search?q=a", b"one page")
    >>> pages.get("monday", "/en/search?q=a"), pages.get("tuesday", "/en/search?q=a")
    (b'one page', None)
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from flask import Flask, Response, current_app, g, request

from .here import archive

MOST = 32 * 1024 * 1024  # bytes of pages in a process: about 500 pages of results


class Kept:
    """Bodies of pages of one state of the archive, at most so many bytes, those asked for last.
    States are compared, not hashed. For all threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._state: object = None
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        with self._lock:
            return len(self._pages)

    def get(self, state: object, address: str) -> bytes | None:
        """The page of an address as it is in this state; None when it is not kept."""
        with self._lock:
            if self._state != state:
                self._begin(state)
            body = self._pages.get(address)
            if body is not None:
                self._pages.move_to_end(address)
            return body

    def put(self, state: object, address: str, body: bytes) -> None:
        """Keeps the page made in this state; those asked for longest ago make room."""
        with self._lock:
            if self._state != state:
                self._begin(state)
            if address not in self._pages:
                self._size += len(address) + len(body)
            self._pages[address] = body
            while self._size > self._most:
                address, body = self._pages.popitem(last=False)
                self._size -= len(address) + len(body)

    def _begin(self, state: object) -> None:
        self._state, self._size = state, 0
        self._pages.clear()


def add_kept(app: Flask) -> None:
    """Gives an application its keeping."""
    app.extensions["kept"] = Kept()


def kept(view: Callable[[], str]) -> Callable[[], Response]:
    """A page that follows from its address and the archive alone. It is kept when the archive was
    the same before and after it was made, and nothing was left out of it (`leave_out`); errors are
    not. The ETag is that of the body."""

    @wraps(view)
    def answered() -> Response:
        pages: Kept = current_app.extensions["kept"]
        address = f"{request.script_root}{request.path}?{request.query_string.decode('latin-1')}"
        state = archive().as_it_is()
        body = pages.get(state, address)
        if body is None:
            body = view().encode("utf8")
            if not g.get("left_out") and archive().as_it_is() == state:
                pages.put(state, address, body)
        response = Response(body, mimetype="text/html")
        response.set_etag(hashlib.sha256(body).hexdigest()[:32])
        # Werkzeug writes a date, too, which costs more than all the rest; the server has its own.
        return response.make_conditional(request) if request.if_none_match else response

    return answered


def leave_out() -> None:
    """Says that the page being made lacks something that another time it may have."""
    g.left_out = True
