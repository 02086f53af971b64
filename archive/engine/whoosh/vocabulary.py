"""Which terms begin so, most used first, and which are spelt nearly so? Asked of whole lexicons.

A segment's terms lie sorted end to end (segment.py), so those that begin alike are a range of
numbers, and how many turns bear each is a difference of two neighbours: arithmetic, whatever the
size. Spelling is compared in two steps: the *shape* of a term, which is its length in letters and
64 bits of which letters it has, made once a segment; and of the few terms of a fitting shape the
edits, all terms at once.

    >>> letters = np.array([[ord(c) for c in word] for word in ("пекин", "пиикн", "пенки")])
    >>> nearby("пикин", letters, np.array([5, 5, 5]), 2).tolist()
    [1, 1, 3]
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass

import numpy as np

from .. import TermCount
from .segment import Lexicon, Postings, decoded, encoded
from .snapshot import Live, Snapshot

BLOCK = 1 << 16  # terms whose shapes are made in one go
DEEPER = 8  # times as many are looked at when those looked at do not decide
NONE = np.empty(0, np.int64)
STREAM = 2  # characters at the front of a term that name its stream (analysis/token.py)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The terms of one stream: the number of the first, how many letters each has (the stream's
    two characters aside), and which, as bits."""

    begin: int
    letters: np.ndarray
    bits: np.ndarray


def frequent(snapshot: Snapshot, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
    """See Reader.frequent. The most used of each segment are added up over all; where a term that
    no segment has among these might still be more used, more of each are looked at (Fagin's
    threshold algorithm, PODS 2001), and where that does not help soon, as among many that are used
    alike, all of them."""
    alone = len(snapshot.segments) == 1
    for depth in (limit, limit * DEEPER, limit * DEEPER**2) if limit > 0 else ():
        named: set[bytes] = set()
        unseen = 0
        for live in snapshot.segments:
            some, most = _most_used(live, field, prefix, depth)
            named.update(some)
            unseen += most
        counted = _counted(snapshot, field, named)[:limit]
        last = counted[-1].turns if len(counted) == limit else 0
        if not unseen or last > unseen or (alone and last == unseen):
            return counted
    return _most_used_of_all(snapshot, field, prefix, max(limit, 0))


def similar(
    snapshot: Snapshot, field: str, term: str, edits: int, limit: int
) -> tuple[TermCount, ...]:
    """See Reader.similar."""
    near: dict[bytes, int] = {}
    for live in snapshot.segments:
        if field in live.segment.fields:
            near |= _near(live, field, term, edits)
    counted = _counted(snapshot, field, set(near))
    ranked = sorted(counted, key=lambda found: near[encoded(found.term)])
    return tuple(ranked[: max(0, limit)])


def nearby(word: str, letters: np.ndarray, lengths: np.ndarray, edits: int) -> np.ndarray:
    """The edits between a word and each of many (a row of `letters` each, of which `lengths`
    count); what is more than `edits` is edits + 1. Only cells within `edits` of the diagonal can
    matter (Ukkonen 1985)."""
    rows, width = letters.shape
    far = np.full((width + 1, rows), edits + 1, np.int8)
    last, row = far, far.copy()
    row[: edits + 1] = np.arange(edits + 1, dtype=np.int8)[: width + 1, None]
    columns = letters.T
    for at, letter in enumerate(map(ord, word), 1):
        earlier, last, row = last, row, far.copy()
        if at <= edits:
            row[0] = at
        for to in range(max(1, at - edits), min(width, at + edits) + 1):
            fewest = np.minimum(last[to - 1] + (columns[to - 1] != letter), last[to] + 1)
            np.minimum(fewest, row[to - 1] + 1, out=fewest)
            if at > 1 and to > 1:
                swapped = (columns[to - 2] == letter) & (columns[to - 1] == ord(word[at - 2]))
                np.minimum(fewest, np.where(swapped, earlier[to - 2] + 1, edits + 1), out=fewest)
            row[to] = fewest
    return np.minimum(row[lengths, np.arange(rows)], edits + 1)


def shapes(lexicon: Lexicon, stream: bytes) -> Shapes:
    """The shapes of all terms of a stream."""
    numbers = lexicon.starting(stream)
    letters = np.empty(len(numbers), np.uint16)
    bits = np.empty(len(numbers), np.uint64)
    for begin in range(0, len(numbers), BLOCK):
        stop = min(begin + BLOCK, len(numbers))
        at = lexicon.at[numbers.start + begin : numbers.start + stop + 1].astype(np.int64)
        letters[begin:stop], bits[begin:stop] = _shaped(lexicon.blob[at[0] : at[-1]], at - at[0])
    return Shapes(numbers.start, letters, bits)


def _shaped(blob: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of terms end to end. The last byte of a letter's UTF-8 stands for it: an edit then changes
    two bits at most, in every script."""
    follows = (blob & 0xC0) == 0x80
    lasts = ~np.append(follows[1:], False)
    bit = np.where(lasts, np.uint64(1) << (blob & 63).astype(np.uint64), np.uint64(0))
    letters = np.add.reduceat(~follows, at[:-1], dtype=np.uint16) - STREAM
    return letters, np.bitwise_or.reduceat(bit, at[:-1])


def _near(live: Live, field: str, term: str, edits: int) -> dict[bytes, int]:
    """The terms of a segment that are near, but for itself, each with its edits."""
    lexicon = live.segment.fields[field].lexicon
    stream, word = encoded(term[:STREAM]), term[STREAM:]
    known = live.shapes.get((field, stream))
    if known is None:
        known = live.shapes[field, stream] = shapes(lexicon, stream)
    itself = encoded(term)
    mine = np.bitwise_or.reduce([np.uint64(1) << np.uint64(encoded(c)[-1] & 63) for c in term])
    size = known.letters.astype(np.int32)
    fitting = np.flatnonzero(abs(size - len(word)) <= edits)
    fitting = fitting[np.bitwise_count(known.bits[fitting] ^ mine) <= 2 * edits]
    if not len(fitting):
        return {}
    terms = [lexicon[known.begin + number] for number in fitting.tolist()]
    lengths = size[fitting]
    letters = np.zeros((len(terms), len(word) + edits), np.uint32)
    for row, found in enumerate(terms):
        letters[row, : lengths[row]] = np.frombuffer(
            decoded(found)[STREAM:].encode("utf-32-le", "surrogatepass"), np.uint32
        )
    away = nearby(word, letters, lengths, edits).tolist()
    return {
        found: far
        for found, far in zip(terms, away, strict=True)
        if far <= edits and found != itself
    }


def _most_used(live: Live, field: str, prefix: str, depth: int) -> tuple[list[bytes], int]:
    """The terms of a segment that begin so and most turns bear, at most `depth`, of those that are
    used alike the first; and how many turns bear the most used of the others."""
    postings, numbers, counts = _range(live, field, prefix)
    chosen = np.arange(len(counts))
    unseen = 0
    if len(counts) > depth:
        order = np.argpartition(chosen - counts * len(counts), depth)
        chosen, unseen = order[:depth], int(counts[order[depth:]].max())
    return [postings.lexicon[numbers.start + number] for number in chosen.tolist()], unseen


def _most_used_of_all(
    snapshot: Snapshot, field: str, prefix: str, limit: int
) -> tuple[TermCount, ...]:
    """The same over all segments, term by term."""
    total: Counter[bytes] = Counter()
    for live in snapshot.segments:
        postings, numbers, counts = _range(live, field, prefix)
        for number, turns in zip(numbers, counts.tolist(), strict=True):
            total[postings.lexicon[number]] += turns
    most = heapq.nsmallest(limit, ((-turns, name) for name, turns in total.items() if turns))
    return tuple(TermCount(decoded(name), -turns) for turns, name in most)


def _range(live: Live, field: str, prefix: str) -> tuple[Postings, range, np.ndarray]:
    """The terms of a segment that begin so, by number, and how many live turns bear each."""
    postings = live.segment.fields.get(field)
    numbers = postings.lexicon.starting(encoded(prefix)) if postings else range(0)
    return postings, numbers, live.borne(postings, numbers) if numbers else NONE


def _counted(snapshot: Snapshot, field: str, named: set[bytes]) -> tuple[TermCount, ...]:
    """The terms with all their live turns, most used first, then in their order."""
    counted = []
    for name in named:
        term = decoded(name)
        turns = sum(
            live.bearing(field, term) for live in snapshot.segments if field in live.segment.fields
        )
        if turns:
            counted.append((-turns, name, term))
    return tuple(TermCount(term, -turns) for turns, _, term in sorted(counted))
