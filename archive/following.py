"""What became of the words of an address? They stand, have changed since, stand elsewhere, or not.

An address is of one version, which never changes: its words are shown from there, whatever came
later. Where that version is not here (an archive built anew numbers versions otherwise), exactly
these words, in these voices, are looked for in the other versions of the same document, and are
taken only where they stand in one place. Nothing similar is ever taken for them.

    >>> from archive.address import addressed, minted
    >>> from archive.document import Document
    >>> from archive.opening import memory_archive
    >>> said = Passage(1, "speech", "We share a border."), Passage(2, "speech", "And a river.")
    >>> old = Document("a-1", "", "a", "release", "en", "T", None, None, None, None, "final", said)
    >>> new = replace(old, passages=(Passage(1, "speech", "We share one border."), said[1]))
    >>> archive = memory_archive([old, new])
    >>> fates = [fate(archive, minted("a-1", 1, addressed(old), *span))
    ...     for span in (((1, 0), (1, 18)), ((2, 0), (2, 12)))]
    >>> [(one.state, one.words) for one in fates]
    [('changed-later', ('We share a border.',)), ('stands', ('And a river.',))]
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from .address import Address, Place, addressed, minted, touched, words
from .difference import BREAK, Run, Step, moves, printed, rows, runs, steps
from .document import Passage, Stored, Version, Voice
from .errors import NotFound

STATES = ("stands", "changed-later", "moved", "several", "unfit", "gone", "unknown")
"""`stands`: in its version, and in the newest alike, if that has them at all in view;
`changed-later`: in its version, but a later one differs in this very place; `moved`: not where the
address says, but exactly these words in one other place; `several`: exactly these words, but in
more than one place, or in another's mouth; `unfit`: a version of this number is here, but neither
it nor another has words that fit the digest; `gone`: nowhere in the document, of which that version
is not here; `unknown`: no such document."""

KEPT = 0.3  # the share of letters that must be left for words to be "changed" and not "gone"
MOST_HASHED = 100_000_000
"""Bytes hashed at most in a version while words over several passages are looked for: about a
quarter of a second."""

_MOST_PLACES = 20


class Reader(Protocol):
    """What is asked of an archive."""

    def get(self, id: str, version: int | None = None) -> Stored:
        """A version of a document. Raises NotFound."""

    def versions(self, id: str) -> tuple[Version, ...]:
        """All its versions, oldest first. Raises NotFound."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a stretch in another version: `kind` is same, changed or gone; `runs` the
    difference word by word; `start` and `stop` where it stands there (None: gone); `voices` the
    voices that are others there, before and after."""

    kind: str
    runs: tuple[Run, ...]
    start: Place | None = None
    stop: Place | None = None
    voices: tuple[tuple[Voice | None, Voice | None], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a reader must be told."""
        return self.kind != "same" or bool(self.voices)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an address. `stored` is the version its words are shown from and `shown`
    where they stand in it (None: they are not shown); `newest` the newest version (None: the
    document was taken out), `trace` what became of the words there and `now` where they stand
    unchanged; `places` all where exactly these words stand, when that is not for us to choose;
    `otherwise` the versions that give the same words other voices."""

    address: Address
    state: str
    stored: Stored | None = None
    shown: Address | None = None
    newest: Stored | None = None
    trace: Trace | None = None
    now: Address | None = None
    places: tuple[Address, ...] = ()
    otherwise: tuple[tuple[int, tuple[tuple[Voice | None, Voice | None], ...]], ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words, verbatim, a string for each passage; none where they are not shown."""
        if self.stored is None:
            return ()
        return words(addressed(self.stored.document), self.shown.start, self.shown.stop)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages they stand in."""
        if self.stored is None:
            return ()
        return touched(addressed(self.stored.document), self.shown.start, self.shown.stop)


def fate(archive: Reader, address: Address) -> Fate:
    """What became of the words of an address."""
    try:
        versions = archive.versions(address.document)
    except NotFound:
        return Fate(address, "unknown")
    newest = _newest(archive, address.document)
    here = any(version.number == address.version for version in versions)
    if here:
        stored = archive.get(address.document, address.version)
        if address.stands(addressed(stored.document)):
            return _standing(archive, Fate(address, "stands", stored, address, newest), versions)
    lost = Fate(address, "unfit" if here else "gone", newest=newest)
    return _sought(archive, lost, versions)


def trace(old: Sequence[Passage], new: Sequence[Passage], start: Place, stop: Place) -> Trace:
    """What became of a stretch of `old` in `new`."""
    within = touched(old, start, stop)
    first = old.index(within[0])
    begin, end = (first, start[1]), (first + len(within) - 1, stop[1])
    inside = _clipped(steps(old, new), begin, end)
    if all(step.kind == "same" for step in inside):
        return _kept(old, new, inside)
    moved = _moved(old, new, within)
    if moved:
        other = tuple(moved[passage] for passage in within)
        return Trace(
            "same",
            (Run("same", BREAK.join(words(old, start, stop))),),
            (other[0].number, start[1]),
            (other[-1].number, stop[1]),
            _revoiced(zip(within, other, strict=True)),
        )
    if _share(inside) < KEPT:
        return Trace("gone", runs(inside))
    return replace(_kept(old, new, inside), kind="changed")


def occurrences(address: Address, passages: Sequence[Passage], version: int) -> Iterator[Address]:
    """Everywhere exactly the words of an address stand in these passages, in whatever voices.

    What is known of lost words is their digest, where they began and ended, and so how long they
    were; of words over several passages, how far they reach into the last. Every stretch that
    could be they is hashed, up to MOST_HASHED bytes; beyond, only those that begin as they did.
    """
    for start, stop in _stretches(address, passages):
        there = _at(address, passages, version, start, stop)
        if there and there.words == address.words:
            yield there


def _stretches(address: Address, passages: Sequence[Passage]) -> Iterator[tuple[Place, Place]]:
    """Where the words may stand, by their digest."""
    (first, begin), (last, end) = address.start, address.stop
    if first != last and first <= 0:  # from the head on into the text: one place at most
        yield address.start, address.stop
    elif first == last:
        for passage in passages:
            for at in _found(passage.text, end - begin, address.words):
                yield (passage.number, at), (passage.number, at + end - begin)
    else:
        yield from _ranges(address, passages, last - first)


def _ranges(
    address: Address, passages: Sequence[Passage], span: int
) -> Iterator[tuple[Place, Place]]:
    room = MOST_HASHED
    for opening, row in zip(passages, _rows(passages, span), strict=False):
        rest = BREAK.join(("", *(p.text for p in row[:-1]), row[-1].text[: address.stop[1]]))
        tail, head = rest.encode("utf-8", "surrogatepass"), opening.text
        cost = len(head) * (3 * len(head) + len(tail))
        places = range(len(head)) if cost <= room else (0, address.start[1])
        room -= cost if cost <= room else 0
        for at in places:
            said = head[at:].encode("utf-8", "surrogatepass") + tail
            if _fits(said, address.words):
                yield (opening.number, at), (row[-1].number, address.stop[1])


def _rows(passages: Sequence[Passage], span: int) -> Iterator[Sequence[Passage]]:
    """The `span` passages after each."""
    return (passages[at + 1 : at + 1 + span] for at in range(len(passages) - span))


def _newest(archive: Reader, document: str) -> Stored | None:
    with suppress(NotFound):
        return archive.get(document)
    return None


def _standing(archive: Reader, found: Fate, versions: tuple[Version, ...]) -> Fate:
    """Words that are shown, with what the other versions make of them."""
    found = replace(found, versions=versions, otherwise=_otherwise(archive, found, versions))
    stored, newest = found.stored, found.newest
    if newest is None or newest.version.number == stored.version.number:
        return found
    old, new = addressed(stored.document), addressed(newest.document)
    there = trace(old, new, found.shown.start, found.shown.stop)
    if there.differs:
        state = "changed-later" if found.state == "stands" else found.state
        return replace(found, state=state, trace=there)
    now = minted(found.address.document, newest.version.number, new, there.start, there.stop)
    return replace(found, trace=there, now=now if now.words == found.shown.words else None)


def _sought(archive: Reader, lost: Fate, versions: tuple[Version, ...]) -> Fate:
    """Words that are not where their address says: exactly they, in the newest version that has
    them."""
    lost = replace(lost, versions=versions)
    for version in reversed(versions):
        stored = archive.get(lost.address.document, version.number)
        places = tuple(occurrences(lost.address, addressed(stored.document), version.number))
        alike = [place for place in places if place.voices == lost.address.voices]
        if len(places) == len(alike) == 1:
            found = replace(lost, state="moved", stored=stored, shown=places[0])
            return _standing(archive, found, versions)
        if places:
            return replace(lost, state="several", places=places[:_MOST_PLACES])
    return lost


def _otherwise(archive: Reader, found: Fate, versions: tuple[Version, ...]) -> tuple:
    """Which versions, but the newest (of which there is a trace), give these words other voices."""
    spared = {found.stored.version.number, found.newest and found.newest.version.number}
    told = []
    for version in versions[-_MOST_PLACES:]:
        if version.number not in spared:
            other = archive.get(found.address.document, version.number)
            there = trace(
                addressed(found.stored.document),
                addressed(other.document),
                found.shown.start,
                found.shown.stop,
            )
            same = there.kind == "same" and there.voices
            told += [(version.number, there.voices)] if same else []
    return tuple(told)


def _at(
    address: Address, passages: Sequence[Passage], version: int, start: Place, stop: Place
) -> Address | None:
    with suppress(NotFound):
        return minted(address.document, version, passages, start, stop)
    return None


def _found(text: str, length: int, digest: str) -> Iterator[int]:
    """Where a stretch of this length has this digest."""
    for at in range(len(text) - length + 1):
        if _fits(text[at : at + length].encode("utf-8", "surrogatepass"), digest):
            yield at


def _fits(said: bytes, digest: str) -> bool:
    return hashlib.sha256(said).hexdigest().startswith(digest)


def _clipped(walked: Sequence[Step], begin: Place, end: Place) -> list[Step]:
    """The steps through a stretch of the old text: words cut where it begins and ends, and what
    is new between them. Places are of passages in their row, not by number."""
    inside: list[Step] = []
    waiting: list[Step] = []
    for step in walked:
        if step.old is None:
            waiting += [step] if inside else []
            continue
        low = max((step.old.passage, step.old.start), begin)
        high = min((step.old.passage, step.old.start + len(step.old.text)), end)
        if low < high:
            inside += [*waiting, _cut(step, low[1] - step.old.start, high[1] - step.old.start)]
            waiting = []
    return inside


def _cut(step: Step, start: int, stop: int) -> Step:
    old, new = (
        word and word._replace(start=word.start + start, text=word.text[start:stop])
        for word in step
    )
    return Step(old, new)


def _kept(old: Sequence[Passage], new: Sequence[Passage], inside: Sequence[Step]) -> Trace:
    """The trace of words of which at least some stand in both."""
    both = [step for step in inside if step.kind == "same"]
    first, last = both[0].new, both[-1].new
    pairs = dict.fromkeys((step.old.passage, step.new.passage) for step in both)
    return Trace(
        "same",
        runs(inside),
        (new[first.passage].number, first.start),
        (new[last.passage].number, last.start + len(last.text)),
        _revoiced((old[a], new[b]) for a, b in pairs),
    )


def _revoiced(pairs) -> tuple[tuple[Voice | None, Voice | None], ...]:
    """The voices that are others, before and after, each once."""
    other = [(a.voice, b.voice) for a, b in pairs if printed(a.voice) != printed(b.voice)]
    return tuple(dict.fromkeys(other))


def _moved(
    old: Sequence[Passage], new: Sequence[Passage], within: Sequence[Passage]
) -> dict[Passage, Passage] | None:
    """Where passages went that stand, whole and still side by side, in another place."""
    there, _ = moves(rows(old, new))
    if not all(passage in there for passage in within):
        return None
    places = [new.index(there[passage]) for passage in within]
    side_by_side = all(b == a + 1 for a, b in pairwise(places))
    return there if side_by_side else None


def _share(inside: Sequence[Step]) -> float:
    """Which part of the letters still stands."""
    kept = sum(len(step.old.text) for step in inside if step.kind == "same")
    return kept / max(1, sum(len(step.old.text) for step in inside if step.old))
