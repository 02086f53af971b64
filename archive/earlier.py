"""Which words of a document stand only in its earlier versions?

A quote may be of them: "the page said so until May". They are no words of the archive's newest
texts, so nothing else looks at them.

    >>> from archive.document import Document
    >>> old = tuple(Passage(n, "note", text) for n, text in enumerate(("A ferry.", "A bridge."), 1))
    >>> new = (Passage(1, "note", "A bridge."),)
    >>> [passage.text for passage in gone(new, (old,))]
    ['A ferry.']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from .document import Passage, Stored
from .errors import Damaged, NotFound
from .store import Store

MOST = 50
"""Earlier versions of a document that are looked at: a page that changes every night would else
cost more every night. What is said of a search must say this."""


def before(store: Store, newest: Stored) -> Iterator[Stored]:
    """The versions before one, newest first, at most MOST; without those that cannot be read."""
    document, number = newest.version.document, newest.version.number
    for earlier in range(number - 1, max(0, number - 1 - MOST), -1):
        with suppress(NotFound, Damaged):
            yield store.get(document, earlier)


def gone(newest: Sequence[Passage], versions: Iterable[Sequence[Passage]]) -> tuple[Passage, ...]:
    """The passages of these versions whose text is no passage of the newest, each text once."""
    known = {passage.text for passage in newest}
    found = []
    for passages in versions:
        found += [passage for passage in passages if passage.text not in known]
        known |= {passage.text for passage in passages}
    return tuple({passage.text: passage for passage in found}.values())
