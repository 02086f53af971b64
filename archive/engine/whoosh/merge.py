"""Which segments are merged, and how? Whatever is no larger than SHARE times all that are smaller.

So each segment that is left is more than that many times all smaller ones together: their number
grows with the logarithm of the turns, and a turn is rewritten a few times as often. A job that adds
little rewrites little: what would rewrite more turns than it is allowed waits, unless most of it is
dead, or there are MOST_SEGMENTS: then the smaller half of them becomes one. What is merged is never
in memory as a whole: a field is taken term by term in blocks of about as many positions, each
joined (join.py) and written behind the one before.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Row
from typing import BinaryIO

import numpy as np

from ..plan import FIELDS
from . import layout
from .arrange import MOST_POSITIONS, Renumbered, framed, spanned
from .gather import Loose, LooseBearers
from .join import joined
from .segment import Bearers, Postings, Segment

BLOCK = 2_000_000
"""Positions taken at a time, of all segments together; of one term alone all are."""

SHARE = 3
"""Of more, fewer segments are left and turns are rewritten more often: over ten thousand commits of
one turn at most 7 segments and 14 times a turn; of 1 it is 13 segments and 8 times."""

MOST_SEGMENTS = 16
"""So many are never left standing."""

Part = tuple[Segment, np.ndarray]
"""A segment, and a mask of which of its turns live."""


def due(sizes: Iterable[tuple[int, int]], most: int) -> list[int]:
    """Which of the segments, each (turns that live, turns), to merge into one; none if nothing is
    to be done. To make order among segments that live at most `most` turns are written.

    >>> due([(900, 900), (10, 10), (14, 14), (10, 10), (100, 100)], most=50)
    [1, 3, 2]
    >>> due([(900, 900), (10, 10), (14, 14), (10, 10), (100, 100)], most=25)
    [1, 3]
    >>> due([(900, 900), (10, 10), (30, 30)], most=50)
    [1, 2]
    >>> due([(900, 900), (40, 100), (100, 100), (0, 7)], most=50)
    [3, 1]
    >>> due([(900, 900), (900, 900)], most=50)
    []
    >>> due([(900, 900)] * 16, most=50)
    [0, 1, 2, 3, 4, 5, 6, 7, 8]
    """
    numbered = sorted((live, turns, number) for number, (live, turns) in enumerate(sizes))
    together = smaller = 0
    for count, (live, turns, _) in enumerate(numbered, 1):
        mostly_dead = live * 2 < turns
        if mostly_dead or live <= min(SHARE * smaller, most - smaller):
            together = count
        smaller += live
    if len(numbered) >= MOST_SEGMENTS:
        together = max(together, len(numbered) - MOST_SEGMENTS // 2 + 1)
    return [number for _, _, number in numbered[:together]]


def fitting(segments: Iterable[Segment]) -> int:
    """How many of the segments, from the first on, one can be made of: it must be able to number
    the positions of all of them."""
    count, positions = 0, dict.fromkeys(FIELDS, 0)
    for segment in segments:
        for name, field in segment.fields.items():
            positions[name] += int(field.base[-1])
        if max(positions.values()) > MOST_POSITIONS // 2:
            break
        count += 1
    return count


def merge(file: BinaryIO, parts: Row[Part], block: int = BLOCK) -> None:
    """Writes what lives of all parts as one segment."""
    named, renumbered = framed([_frame(*part) for part in parts])
    for name in parts[0][0].fields:
        fields = [segment.fields[name] for segment, _ in parts]
        spans = [np.diff(field.base) for field in fields]
        lengths = [field.length for field in fields]
        named |= spanned(f"field.{name}", spans, lengths, renumbered)
    most: dict[str, tuple[str, int]] = {
        name: (array.dtype.str, len(array)) for name, array in named.items()
    }
    for name in parts[0][0].fields:
        most |= _most(f"field.{name}", [segment.fields[name] for segment, _ in parts])
    pieces = layout.Pieces(file, most)
    for name, array in named.items():
        pieces.append(name, array)
    for name in parts[0][0].fields:
        fields = [segment.fields[name] for segment, _ in parts]
        for _ in _merged_blocks(pieces, f"field.{name}", fields, renumbered, named, block):
            for segment, _ in parts:
                _let_go(segment)
    pieces.close()


def _let_go(segment: Segment) -> None:
    """Lets the system take back what was read of a mapped file: it stays in the cache of the disk,
    but no longer counts as memory of ours."""
    seen = segment.number.base
    if isinstance(seen, memoryview) and isinstance(seen.obj, mmap.mmap):
        seen.obj.madvise(mmap.MADV_DONTNEED)


def _merged_blocks(
    pieces: layout.Pieces,
    under: str,
    fields: Row[Postings],
    renumbered: Renumbered,
    named: dict[str, np.ndarray],
    block: int,
) -> Iterator[None]:
    """Writes a field, and stops after each block."""
    for name in ("terms.at", "at", "places.at"):
        pieces.append(f"{under}.{name}", np.zeros(1, np.int64))
    for ranges in _blocks(fields, block):
        arrays = joined(under, fields, ranges, renumbered, named[f"{under}.base"])
        before = {name: pieces.length(f"{under}.{name}") for name in ("terms", "turns", "places")}
        for name, begins in (("terms", "terms.at"), ("turns", "at"), ("places", "places.at")):
            pieces.append(f"{under}.{name}", arrays[f"{under}.{name}"])
            pieces.append(f"{under}.{begins}", arrays[f"{under}.{begins}"][1:] + before[name])
        pieces.append(f"{under}.often", arrays[f"{under}.often"])
        yield


def _blocks(fields: Row[Postings], block: int) -> Iterator[list[range]]:
    """Ranges of term numbers, one in each field, that are the same terms: about `block` positions
    of all fields together, less than twice as many unless a term alone has more."""
    begins, taken = [0] * len(fields), 0
    for cut in _cuts(fields, max(1, block // len(fields))):
        stops = [field.lexicon.before(cut) for field in fields]
        places = sum(int(field.places_at[stop]) for field, stop in zip(fields, stops, strict=True))
        if places - taken >= block:
            yield [range(begin, stop) for begin, stop in zip(begins, stops, strict=True)]
            begins, taken = stops, places
    stops = [len(field.lexicon) for field in fields]
    if stops != begins:
        yield [range(begin, stop) for begin, stop in zip(begins, stops, strict=True)]


def _cuts(fields: Row[Postings], step: int) -> list[bytes]:
    """Terms in order, between two of which no field has many more than `step` positions."""
    cuts: set[bytes] = set()
    for field in fields:
        edges = np.arange(step, int(field.places_at[-1]), step)
        numbers = np.unique(field.places_at.searchsorted(edges, side="right") - 1)
        cuts.update(field.lexicon[number] for number in numbers.tolist())
    return sorted(cuts)


def _most(under: str, fields: Row[Postings]) -> dict[str, tuple[str, int]]:
    """The kind and greatest length of each array of a field."""
    terms = sum(len(field.lexicon) for field in fields) + 1
    often = max((field.often.dtype for field in fields), key=lambda kind: kind.itemsize)
    return {
        f"{under}.terms": ("<u1", sum(len(field.lexicon.blob) for field in fields)),
        f"{under}.terms.at": ("<i8", terms),
        f"{under}.at": ("<i8", terms),
        f"{under}.turns": ("<i4", sum(len(field.turns) for field in fields)),
        f"{under}.often": (often.str, sum(len(field.often) for field in fields)),
        f"{under}.places.at": ("<i8", terms),
        f"{under}.places": ("<i4", sum(len(field.places) for field in fields)),
    }


def _frame(segment: Segment, live: np.ndarray) -> Loose:
    """A segment taken apart again, without its fields; `live` tells which turns are."""
    return Loose(
        ids=segment.ids.all(),
        live=live[segment.turns_at[:-1]],
        first=segment.first,
        last=segment.last,
        counts=np.diff(segment.turns_at),
        number=segment.number,
        fields={},
        facets={name: _loose_bearers(facet) for name, facet in segment.facets.items()},
    )


def _loose_bearers(facet: Bearers) -> LooseBearers:
    return LooseBearers(facet.lexicon.all(), facet.numbers(), facet.turns)
