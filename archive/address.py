"""Which words does a link mean? An address names them so that nothing else can pass for them.

An address says of which version of which document, from where to where, and carries a digest of
the words themselves. Where the digest does not fit, the link says so: it never shows a look-alike.

    >>> from archive.document import Passage
    >>> text = (Passage(1, "speech", "Friends."), Passage(2, "speech", "We share a border."))
    >>> address = minted("sample-1", 3, text, (1, 0), (2, 8))
    >>> str(address)
    'sample-1.3.1:0-2:8.535c3b605a49603c'
    >>> parsed(str(address)) == address, address.stands(text)
    (True, True)
    >>> address.stands((text[0], Passage(2, "speech", "They share a border.")))
    False
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .document import SUMMARY, TITLE, Document, Passage
from .errors import NotFound

DIGITS = 16
"""Hexadecimal digits of the sha256 of the words that an address carries."""

FORM = re.compile(
    r"([a-z0-9-]{1,200})\.([1-9][0-9]{0,8})"
    r"\.(-?[0-9]{1,8}):([0-9]{1,9})-(-?[0-9]{1,8}):([0-9]{1,9})"
    rf"\.([0-9a-f]{{{DIGITS}}})",
    re.ASCII,
)

Place = tuple[int, int]
"""The number of a passage (0 the title, -1 the summary), and an offset in code points into it."""


@dataclass(frozen=True, slots=True)
class Address:
    """The words of a version of a document from `start` up to `stop`; `words` is their digest."""

    document: str
    version: int
    start: Place
    stop: Place
    words: str

    def __str__(self) -> str:
        (first, begin), (last, end) = self.start, self.stop
        return f"{self.document}.{self.version}.{first}:{begin}-{last}:{end}.{self.words}"

    def stands(self, passages: Iterable[Passage]) -> bool:
        """Whether these are the passages it was made of, as far as it reaches."""
        try:
            return digest_of(words(passages, self.start, self.stop)) == self.words
        except NotFound:
            return False


def minted(
    document: str, version: int, passages: Iterable[Passage], start: Place, stop: Place
) -> Address:
    """The address of a stretch of these passages of a version. Raises NotFound when there is no
    such stretch, or nothing in it."""
    return Address(document, version, start, stop, digest_of(words(passages, start, stop)))


def parsed(text: str) -> Address | None:
    """The address so written; None for anything else."""
    found = FORM.fullmatch(text)
    if found is None:
        return None
    document, version, first, begin, last, end, digest = found.groups()
    return Address(document, int(version), (int(first), int(begin)), (int(last), int(end)), digest)


def addressed(document: Document) -> tuple[Passage, ...]:
    """All of a document that has an address: its title and summary, and its passages."""
    head = (Passage(TITLE, "heading", document.title),)
    if document.summary:
        head += (Passage(SUMMARY, "narration", document.summary),)
    return head + document.passages


def words(passages: Iterable[Passage], start: Place, stop: Place) -> tuple[str, ...]:
    """The words of a stretch, verbatim, a string for each passage it touches. Raises NotFound."""
    (first, begin), (last, end) = start, stop
    standing = tuple(passages)
    numbers = [passage.number for passage in standing]
    if first not in numbers or last not in numbers:
        raise NotFound("a passage of that number")
    touched = standing[numbers.index(first) : numbers.index(last) + 1]
    if not touched or begin >= len(touched[0].text) or not 0 < end <= len(touched[-1].text):
        raise NotFound("a place in that passage")
    if len(touched) == 1:
        if begin >= end:
            raise NotFound("words between these places")
        return (touched[0].text[begin:end],)
    between = tuple(passage.text for passage in touched[1:-1])
    return (touched[0].text[begin:], *between, touched[-1].text[:end])


def digest_of(texts: Iterable[str]) -> str:
    """What an address carries of the words: of each passage's, with a line feed between."""
    joined = "\n".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:DIGITS]
