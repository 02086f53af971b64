"""Which words does a link mean? An address names them so that nothing else can pass for them.

An address says of which version of which document, from where to where, and carries a digest of
the words themselves and a shorter one of the voices they stand in, as printed. Where these do not
fit, the link says so: it never shows a look-alike, nor the same words in another's mouth.

    >>> from archive.document import Passage
    >>> text = (Passage(1, "speech", "Friends."), Passage(2, "speech", "We share a border."))
    >>> address = minted("sample-1", 3, text, (1, 0), (2, 8))
    >>> str(address)
    'sample-1.3.1:0-2:8.535c3b605a49603c95cb9b4f'
    >>> parsed(str(address)) == address, address.stands(text)
    (True, True)
    >>> address.stands((text[0], Passage(2, "speech", "They share a border.")))
    False
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .document import SUMMARY, TITLE, Document, Passage, Speaker, Voice
from .errors import NotFound

DIGITS = 16
"""Hexadecimal digits of the sha256 of the words that an address carries."""

OF_VOICES = 8
"""And, after them, of the digest of the voices."""

FORM = re.compile(
    r"([a-z0-9-]{1,200})\.([1-9][0-9]{0,8})"
    r"\.(-?[0-9]{1,8}):([0-9]{1,9})-(-?[0-9]{1,8}):([0-9]{1,9})"
    rf"\.([0-9a-f]{{{DIGITS}}})([0-9a-f]{{{OF_VOICES}}})",
    re.ASCII,
)

Place = tuple[int, int]
"""The number of a passage (0 the title, -1 the summary), and an offset in code points into it."""


@dataclass(frozen=True, slots=True)
class Address:
    """The words of a version of a document from `start` up to `stop`; `words` is their digest,
    `voices` that of the voices they stand in."""

    document: str
    version: int
    start: Place
    stop: Place
    words: str
    voices: str

    def __str__(self) -> str:
        (first, begin), (last, end) = self.start, self.stop
        return (
            f"{self.document}.{self.version}.{first}:{begin}-{last}:{end}.{self.words}{self.voices}"
        )

    def stands(self, passages: Iterable[Passage]) -> bool:
        """Whether these words, in these voices, stand at this place of these passages."""
        try:
            found = minted(self.document, self.version, passages, self.start, self.stop)
        except NotFound:
            return False
        return found == self


def minted(
    document: str, version: int, passages: Iterable[Passage], start: Place, stop: Place
) -> Address:
    """The address of a stretch of these passages of a version. Raises NotFound when there is no
    such stretch, or nothing in it."""
    standing = touched(passages, start, stop)
    said = digest_of(words(standing, start, stop))
    return Address(document, version, start, stop, said, digest_of_voices(standing))


def parsed(text: str) -> Address | None:
    """The address so written; None for anything else."""
    found = FORM.fullmatch(text)
    if found is None:
        return None
    document, version, first, begin, last, end, *digests = found.groups()
    start, stop = (int(first), int(begin)), (int(last), int(end))
    return Address(document, int(version), start, stop, *digests)


def addressed(document: Document) -> tuple[Passage, ...]:
    """All of a document that has an address: its title and summary, and its passages."""
    head = (Passage(TITLE, "heading", document.title),)
    if document.summary:
        head += (Passage(SUMMARY, "narration", document.summary),)
    return head + document.passages


def touched(passages: Iterable[Passage], start: Place, stop: Place) -> tuple[Passage, ...]:
    """The passages that a stretch reaches into, in order. Raises NotFound where there is no such
    stretch, or nothing in it."""
    (first, begin), (last, end) = start, stop
    standing = tuple(passages)
    numbers = [passage.number for passage in standing]
    if first not in numbers or last not in numbers:
        raise NotFound("a passage of that number")
    within = standing[numbers.index(first) : numbers.index(last) + 1]
    if not within or begin >= len(within[0].text) or not 0 < end <= len(within[-1].text):
        raise NotFound("a place in that passage")
    if len(within) == 1 and begin >= end:
        raise NotFound("words between these places")
    return within


def words(passages: Iterable[Passage], start: Place, stop: Place) -> tuple[str, ...]:
    """The words of a stretch, verbatim, a string for each passage it touches. Raises NotFound."""
    within = touched(passages, start, stop)
    begin, end = start[1], stop[1]
    if len(within) == 1:
        return (within[0].text[begin:end],)
    between = tuple(passage.text for passage in within[1:-1])
    return (within[0].text[begin:], *between, within[-1].text[:end])


def digest_of(texts: Iterable[str]) -> str:
    """What an address carries of the words: of each passage's, with a line feed between."""
    joined = "\n".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:DIGITS]


def digest_of_voices(passages: Iterable[Passage]) -> str:
    """What an address carries of the voices of the passages it touches: as printed, so that a
    mended authority file changes nothing."""
    said = [_printed(passage.voice) for passage in passages]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:OF_VOICES]


def _printed(voice: Voice | None) -> list | None:
    """Label of the speaker, of the author, mode and channel."""
    if voice is None:
        return None
    labels: list[Speaker | None] = [voice.speaker, voice.author]
    return [*(one and one.label for one in labels), voice.mode, voice.channel]
