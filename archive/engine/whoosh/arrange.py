"""How are loose parts arranged into a segment? Number anew, then one sort of integers per field.

A pair (term, position) becomes one integer, the term's number above and the global position below;
sorting these sorts everything (segment.py shows the result).
"""

from __future__ import annotations

from collections.abc import Sequence as Row

import numpy as np

from ..plan import FACETS, FIELDS
from .gather import Loose, LooseBearers, LooseField
from .segment import MARK
from .sets import changes

LOW = np.int64(0xFFFFFFFF)
MOST_POSITIONS = 2**31 - 1
"""Global positions are kept in 32 bits with sign."""

PROFILE = 16
FEW = 256
"""So few profiles (segment.py) are allowed, or a PROFILE-th as many as there are documents."""


class TooLarge(ValueError):
    """More positions than one segment can number."""


def arranged(parts: Row[Loose]) -> dict[str, np.ndarray]:
    """The live documents of all parts as the arrays of one segment. An id must be live once."""
    named, renumbered = framed(parts)
    for name in FIELDS:
        fields = [part.fields[name] for part in parts]
        spans, lengths = [field.span for field in fields], [field.length for field in fields]
        named |= spanned(f"field.{name}", spans, lengths, renumbered)
        named |= _posted(f"field.{name}", fields, renumbered, named[f"field.{name}.base"])
    return named


Renumbered = Row[np.ndarray]
"""For each part, the new number of each of its turns; -1 for those left behind."""


def framed(parts: Row[Loose]) -> tuple[dict[str, np.ndarray], Renumbered]:
    """Documents, turns and facets: all but the fields."""
    ids = [id for part in parts for id in part.ids]
    live = np.concatenate([part.live for part in parts])
    kept = sorted(np.flatnonzero(live).tolist(), key=ids.__getitem__)
    order = np.array(kept, np.int64)
    counts = np.concatenate([part.counts for part in parts])[order]
    turns_at = starts(counts)
    named = {
        **lexicon("documents", [ids[document] for document in kept]),
        "documents.first": np.concatenate([part.first for part in parts])[order],
        "documents.last": np.concatenate([part.last for part in parts])[order],
        "documents.turns": turns_at.astype(np.int32),
        "turns.document": np.repeat(np.arange(len(order), dtype=np.int32), counts),
    }
    renumbered = _renumbered(parts, order, turns_at)
    named["turns.number"] = _placed([part.number for part in parts], renumbered)
    valued = {}
    for name in FACETS:
        under, facets = f"facet.{name}", [part.facets[name] for part in parts]
        named |= _borne(under, facets, renumbered)
        borne = Borne(named[f"{under}.at"], named[f"{under}.turns"], named["turns.document"])
        value = borne.value()
        if value is not None:
            valued[name] = value
        named |= _values(under, borne, counted=value is None and borne.values > 0)
    return named | _profiles(valued), renumbered


def _renumbered(parts: Row[Loose], order: np.ndarray, turns_at: np.ndarray) -> Renumbered:
    begins = np.full(sum(len(part.ids) for part in parts), -1, np.int64)
    begins[order] = turns_at[:-1]
    renumbered, before = [], 0
    for part in parts:
        begin = begins[before : before + len(part.ids)]
        before += len(part.ids)
        old = starts(part.counts)[:-1]
        document = np.repeat(np.arange(len(part.ids)), part.counts)
        within = np.arange(len(document)) - old[document]
        renumbered.append(np.where(begin[document] < 0, -1, begin[document] + within))
    return renumbered


def _placed(values: Row[np.ndarray], renumbered: Renumbered) -> np.ndarray:
    """A value per turn, in the new order of turns."""
    placed = np.zeros(sum(int((new >= 0).sum()) for new in renumbered), np.int32)
    for value, new in zip(values, renumbered, strict=True):
        placed[new[new >= 0]] = value[new >= 0]
    return placed


def spanned(
    under: str, spans: Row[np.ndarray], lengths: Row[np.ndarray], renumbered: Renumbered
) -> dict[str, np.ndarray]:
    """Where each turn's positions begin, and its length. Raises TooLarge."""
    base = starts(_placed(spans, renumbered))
    if base[-1] > MOST_POSITIONS:
        raise TooLarge(f"{base[-1]} positions")
    return {
        f"{under}.base": base.astype(np.int32),
        f"{under}.marks": _marks(base),
        f"{under}.length": _placed(lengths, renumbered),
    }


def _marks(base: np.ndarray) -> np.ndarray:
    every = np.arange(0, base[-1], 1 << MARK)
    return (base.searchsorted(every, side="right") - 1).astype(np.int32)


def _posted(
    under: str, parts: Row[LooseField], renumbered: Renumbered, base: np.ndarray
) -> dict[str, np.ndarray]:
    """The terms of the parts and who bears them where."""
    terms, codes = united([part.terms for part in parts])
    keys = _keys(parts, codes, renumbered, base.astype(np.int64))
    code, place = keys >> 32, (keys & LOW).astype(np.int32)
    turn = (base.searchsorted(place, side="right") - 1).astype(np.int32)
    begins = np.flatnonzero(changes(code) | changes(turn))
    often = np.diff(begins, append=len(code))
    used, at = grouped(code[begins])
    return {
        **lexicon(under, [terms[number] for number in used]),
        f"{under}.at": at,
        f"{under}.turns": turn[begins],
        f"{under}.often": often.astype(narrow(often)),
        f"{under}.places.at": grouped(code)[1],
        f"{under}.places": place,
    }


def _borne(under: str, parts: Row[LooseBearers], renumbered: Renumbered) -> dict[str, np.ndarray]:
    terms, codes = united([part.terms for part in parts])
    keys = _keys(parts, codes, renumbered, None)
    used, at = grouped(keys >> 32)
    return {
        **lexicon(under, [terms[number] for number in used]),
        f"{under}.at": at,
        f"{under}.turns": (keys & LOW).astype(np.int32),
    }


class Borne:
    """The pairs of a value and a document in which it is borne, by value and then by document:
    `first` is where among `turns` the turns of each begin."""

    def __init__(self, at: np.ndarray, turns: np.ndarray, document: np.ndarray) -> None:
        self.values, self.at, self.turns = len(at) - 1, at, turns
        self.number = np.repeat(np.arange(self.values), np.diff(at))
        self.begins = changes(self.number) | changes(document[turns])
        self.first = np.flatnonzero(self.begins)
        self.holder = document[turns[self.first]]
        self.sizes = np.bincount(document)
        """How many turns each document has."""

    def whole(self) -> bool:
        """Whether all turns of each document that bears a value bear it."""
        turns = np.diff(self.first, append=len(self.turns))
        return np.array_equal(turns, self.sizes[self.holder])

    def value(self) -> np.ndarray | None:
        """For each document the value all its turns bear, `values` where none do; None where that
        cannot be said, or where there are no values."""
        if not self.values or not self.whole():
            return None
        if np.bincount(self.holder).max() > 1:
            return None
        value = np.full(len(self.sizes), self.values)
        value[self.holder] = self.number[self.first]
        return value


def _values(under: str, borne: Borne, counted: bool) -> dict[str, np.ndarray]:
    """What documents bear where all turns of each that bears a value bear it, else turns. Nothing
    where that is not what is counted."""
    value, bearer, bearing = borne.number, borne.turns, int(borne.sizes.sum())
    if borne.whole():
        value, bearer, bearing = value[borne.first], borne.holder, len(borne.sizes)
    if not counted:
        value, bearer, bearing = value[:0], bearer[:0], 0
    number = np.bincount(bearer, minlength=bearing)
    several = bool((number > 1).any())
    if several:
        of = value[np.argsort(bearer, kind="stable")]
    else:
        of = np.full(bearing, borne.values)
        of[bearer] = value
    return {
        f"{under}.values.of": of.astype(np.int32),
        f"{under}.values.of.at": (starts(number) if several else number[:0]).astype(np.int32),
    }


def _profiles(valued: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Documents by the values they bear of several facets at once: as many facets together as
    leave few profiles (a PROFILE-th of the documents, or FEW), those of few values first."""
    groups: list[tuple[list[str], np.ndarray]] = []
    for name in sorted(valued, key=lambda name: valued[name].max(initial=0)):
        value = valued[name].astype(np.int64)
        for names, of in groups:
            joint = np.unique(of * (value.max() + 1) + value, return_inverse=True)
            if len(joint[0]) <= max(FEW, len(value) // PROFILE):
                names.append(name)
                of[:] = joint[1]
                break
        else:
            groups.append(([name], np.unique(value, return_inverse=True)[1].astype(np.int64)))
    named = {}
    for number, (names, of) in enumerate(groups):
        first = np.unique(of, return_index=True)[1]
        values = np.stack([valued[name][first] for name in names], axis=1)
        named[f"profiles.{number}.facets"] = np.array([FACETS.index(n) for n in names], np.uint8)
        named[f"profiles.{number}.of"] = of.astype(np.int32)
        named[f"profiles.{number}.values"] = values.ravel().astype(np.int32)
    return named


def united(parts: Row[list[bytes]]) -> tuple[list[bytes], list[np.ndarray]]:
    """The terms of all parts, sorted, and for each part the numbers of its own among them."""
    terms = sorted(set().union(*parts))
    number = {term: new for new, term in enumerate(terms)}
    return terms, [
        np.fromiter(map(number.__getitem__, part), np.int64, len(part)) for part in parts
    ]


def _keys(
    parts: Row[LooseBearers],
    codes: Row[np.ndarray],
    renumbered: Renumbered,
    base: np.ndarray | None,
) -> np.ndarray:
    """The live pairs as sorted integers, each once: term above; below the global position, or
    the turn where there is no base."""
    rows = []
    for part, code, new in zip(parts, codes, renumbered, strict=True):
        turn = new[part.turns]
        live = turn >= 0
        low = turn if base is None else base[turn] + part.positions
        rows.append(((code[part.codes] << 32) | low)[live] if len(code) else low[:0])
    keys = np.concatenate(rows)
    keys.sort()
    return keys[changes(keys)]


def lexicon(under: str, terms: list[bytes]) -> dict[str, np.ndarray]:
    """The terms end to end, and where each begins."""
    return {
        f"{under}.terms": np.frombuffer(b"".join(terms), np.uint8),
        f"{under}.terms.at": starts(np.array([len(term) for term in terms], np.int64)),
    }


def grouped(code: np.ndarray) -> tuple[list[int], np.ndarray]:
    """The numbers in a sorted row, each once, and where each begins (and the last ends)."""
    begins = np.flatnonzero(changes(code))
    return code[begins].tolist(), np.append(begins, len(code))


def starts(counts: np.ndarray) -> np.ndarray:
    """Where runs of these lengths begin, and where the last ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def narrow(numbers: np.ndarray) -> type:
    """The smallest unsigned type that holds them."""
    most = int(numbers.max(initial=0))
    return np.uint8 if most < 2**8 else np.uint16 if most < 2**16 else np.uint32
