"""Which segments are merged, and how? A small one with all that are smaller, a large one when it is
no larger than SHARE times all that are smaller.

So when a job has ended all that is small is one segment, and an archive that is small as a whole is
one; each that is larger is more than SHARE times all smaller ones together: their number grows with
the logarithm of the turns. What would rewrite more turns than it is allowed waits, unless most of
it is dead, or there are MOST_SEGMENTS: then the smaller half of them becomes one. What is merged is
never in memory as a whole: a field is taken term by term in blocks of about as many positions, each
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

SMALL = 20_000
"""Turns of a segment that is rewritten for however little: a job that adds one release pays up to
about 0.3 s of processor time for it, a quarter of what it costs to start one. A page of results
from two segments takes 1.3 times as long as from one, from four 1.7 times."""

SHARE = 10
"""Of more, large segments are rewritten more often; of less, what is not yet worth merging with
them is itself rewritten by more jobs. Ten thousand jobs of 15 turns, on none: each writes 4,500
turns and at most 3 segments are left; of 3 it is 7,500 turns, of 30 it is 3,600."""

MOST_SEGMENTS = 16
"""So many are never left standing."""

Part = tuple[Segment, np.ndarray]
"""A segment, and a mask of which of its turns live."""


def due(sizes: Iterable[tuple[int, int]], most: int) -> list[int]:
    """Which of the segments, each (turns that live, turns), to merge into one, smallest first; none
    if nothing is to be done. To make order among segments that live at most `most` turns are
    written.

    What is small becomes one:
    >>> due([(900_000, 900_000), (15, 15), (9_000, 9_000), (1, 1)], most=100_000)
    [3, 1, 2]
    >>> due([(900_000, 900_000), (9_016, 9_016)], most=100_000)
    []

    or, of one, whole:
    >>> due([(900_000, 900_000), (9_015, 9_016)], most=100_000)
    [1]

    What is larger, when the rest is worth it:
    >>> due([(30_000, 30_000), (2_900, 2_900)], most=100_000)
    []
    >>> due([(30_000, 30_000), (2_900, 2_900), (100, 100)], most=100_000)
    [2, 1, 0]

    With no more leave than that:
    >>> due([(30_000, 30_000), (2_900, 2_900), (100, 100)], most=5_000)
    [2, 1]
    >>> due([(30_000, 30_000), (2_900, 2_900), (100, 100)], most=0)
    []

    What cannot wait for leave:
    >>> due([(900, 900), (40, 100), (100, 100), (0, 7)], most=0)
    [3, 1]
    >>> due([(900, 900)] * 16, most=0)
    [0, 1, 2, 3, 4, 5, 6, 7, 8]
    """
    numbered = sorted((live, turns, number) for number, (live, turns) in enumerate(sizes))
    together = smaller = 0
    for count, (live, turns, _) in enumerate(numbered, 1):
        mostly_dead = live * 2 < turns
        improved = smaller or live < turns
        worth = improved and live <= min(max(SMALL, SHARE * smaller), most - smaller)
        if mostly_dead or worth:
            together = count
        smaller += live
    if len(numbered) >= MOST_SEGMENTS:
        together = max(together, len(numbered) - MOST_SEGMENTS // 2 + 1)
    return [number for _, _, number in numbered[:together]]


def fitting(segments: Iterable[Segment]) -> int:
    """How many of the segments, from the first on, one can be made of: it must be able to number
    the positions of all of them. (Two of which it cannot stay apart: of ten million turns each.)"""
    count, positions = 0, dict.fromkeys(FIELDS, 0)
    for segment in segments:
        for name, field in segment.fields.items():
            positions[name] += int(field.base[-1])
        if max(positions.values()) > MOST_POSITIONS:
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
