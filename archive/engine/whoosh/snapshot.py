"""What does one generation hold? The sealed segments, opened, and which of their turns live.

A snapshot never changes: a search that began on it ends on it, whatever the writer does; its maps
stay valid when the files are gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from .seal import Held, Manifest, Signature, signature
from .segment import Postings, Segment, decoded
from .sets import Turns, both
from .values import Values, numbered

K1, B = 1.2, 0.75
"""Of BM25 (rank.py)."""


@dataclass(frozen=True)
class Live:
    """A segment, the file it maps (as it was when opened) and what of it lives: `mask` over its
    turns."""

    path: Path
    signature: Signature
    segment: Segment
    mask: np.ndarray

    @cached_property
    def file(self) -> str:
        """The path as the system takes it, made once: it is looked at before every answer."""
        return str(self.path)

    def written_over(self) -> bool:
        """Whether the very file it maps was written to since it was opened. Deleted it may be, or
        replaced by another, linked to or guarded otherwise: what is mapped stays."""
        try:
            inode, *written, _ = signature(self.file)
        except OSError:
            return False
        before, *as_opened, _ = self.signature
        return inode == before and written != as_opened

    @cached_property
    def turns(self) -> int:
        """How many turns live."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def whole(self) -> bool:
        """Whether nothing in it is dead."""
        return self.turns == self.segment.turns

    @cached_property
    def tokens(self) -> Mapping[str, int]:
        """How many tokens of each field live."""
        return {
            name: int((field.length if self.whole else field.length[self.mask]).sum(dtype=np.int64))
            for name, field in self.segment.fields.items()
        }

    @cached_property
    def values(self) -> Mapping[str, list[str]]:
        """The values of each facet, in order."""
        facets = self.segment.facets.items()
        return {name: [decoded(term) for term in facet.lexicon.all()] for name, facet in facets}

    def living(self, turns: Turns) -> Turns:
        """Those of a set that live."""
        return turns if self.whole else both(turns, self.mask)

    def count(self, turns: np.ndarray) -> int:
        """How many of these turns live."""
        return len(turns) if self.whole else int(np.count_nonzero(self.mask.take(turns)))

    def bearing(self, field: str, term: str) -> int:
        """In how many live turns the term stands."""
        return self.count(self.segment.fields[field].of(term))

    def borne(self, postings: Postings, numbers: range) -> np.ndarray:
        """For each of the terms of these numbers, in how many live turns it stands."""
        at = postings.at[numbers.start : numbers.stop + 1]
        if self.whole or not len(numbers):
            return np.diff(at).astype(np.int64)
        live = self.mask[postings.turns[at[0] : at[-1]]]
        return np.add.reduceat(live, at[:-1] - at[0], dtype=np.int64)

    @cached_property
    def shapes(self) -> dict:
        """The shapes of terms by field and stream, made when first asked for (vocabulary.py)."""
        return {}


@dataclass(frozen=True)
class Snapshot:
    """A generation: the manifest that seals it, the file it stands in, and its segments."""

    file: Held
    manifest: Manifest
    segments: tuple[Live, ...]

    @cached_property
    def turns(self) -> int:
        """How many live."""
        return sum(live.turns for live in self.segments)

    def norms(self, field: str) -> list[tuple[np.ndarray, float]]:
        """For each segment what BM25 divides by for the length of each turn, and the least of
        these; made on first use, for it depends on the mean over all segments."""
        if field not in self._norms:
            mean = sum(live.tokens[field] for live in self.segments) / self.turns
            lengths = (live.segment.fields[field].length for live in self.segments)
            norms = [K1 * (1 - B + B * length / mean) for length in lengths]
            self._norms[field] = [(norm, float(norm.min(initial=K1))) for norm in norms]
        return self._norms[field]

    @cached_property
    def level(self) -> list[np.ndarray]:
        """For each segment the norms of turns that are all as long as the mean."""
        return [np.full(live.segment.turns, K1) for live in self.segments]

    @cached_property
    def values(self) -> Values:
        """All values of all facets, numbered over all segments; made on first use."""
        each = [live.values for live in self.segments]
        return numbered(each, [live.segment.profiles for live in self.segments])

    @cached_property
    def terms(self) -> dict:
        """The terms turns were ranked by, in each segment (rank.py)."""
        return {}

    @cached_property
    def _norms(self) -> dict[str, list[tuple[np.ndarray, float]]]:
        return {}

    def stands(self) -> bool:
        """Whether the files it maps are as they were: what is written over them shows in the
        maps, and to read where one was cut short kills the process."""
        try:
            return all(signature(live.file) == live.signature for live in self.segments)
        except OSError:
            return False
