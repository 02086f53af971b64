"""What does one generation hold? The sealed segments, opened, and which of their turns live.

A snapshot never changes: a search that began on it ends on it, whatever the writer does; its maps
stay valid when the files are gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from .codec import SUFFIX, toc
from .seal import Manifest, Signature, sizes_fit
from .segment import Postings, Segment, opened


@dataclass(frozen=True)
class Live:
    """A segment and what of it lives: `mask` over its turns."""

    name: str
    segment: Segment
    mask: np.ndarray

    @cached_property
    def turns(self) -> int:
        """How many turns live."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def whole(self) -> bool:
        """Whether nothing in it is dead."""
        return self.turns == self.segment.turns

    def bearing(self, field: str, term: str) -> int:
        """In how many live turns the term stands."""
        turns = self.segment.fields[field].of(term)
        return len(turns) if self.whole else int(np.count_nonzero(self.mask[turns]))

    def bearers(self, postings: Postings, numbers: range) -> list[int]:
        """For each of the terms of these numbers, in how many live turns it stands."""
        at = postings.at[numbers.start : numbers.stop + 1]
        if self.whole or not len(numbers):
            return np.diff(at).tolist()
        live = self.mask[postings.turns[at[0] : at[-1]]]
        return np.add.reduceat(live, at[:-1] - at[0], dtype=np.int64).tolist()

    def tokens(self, field: str) -> int:
        """How many tokens of the field live."""
        length = self.segment.fields[field].length
        return int((length if self.whole else length[self.mask]).sum(dtype=np.int64))


@dataclass(frozen=True)
class Snapshot:
    """A generation: the manifest that seals it, as it was on disk, and its segments."""

    signature: Signature
    manifest: Manifest
    segments: tuple[Live, ...]

    def stands(self, folder: Path) -> bool:
        """Whether the files it maps are still there in their sizes: to read on in a map whose
        file was cut short kills the process."""
        return sizes_fit(folder, self.manifest)


def load(
    folder: Path, signature: Signature, manifest: Manifest, known: Iterable[Live] = ()
) -> Snapshot:
    """Opens the generation that a manifest seals; segments already open are used again.
    Raises OSError and whatever damaged files cause."""
    already = {live.name: live.segment for live in known}
    segments = []
    for sealed in toc(folder, manifest.generation).segments:
        name = sealed.segment_id()
        segment = already[name] if name in already else opened(folder / (name + SUFFIX))
        mask = np.ones(segment.turns, bool)
        mask[np.fromiter(sealed.deleted_docs(), np.int64, sealed.deleted_count())] = False
        segments.append(Live(name, segment, mask))
    return Snapshot(signature, manifest, tuple(segments))
