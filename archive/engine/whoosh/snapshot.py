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

from ...errors import EngineUnavailable
from .codec import SUFFIX, toc
from .seal import Manifest, Signature, altered, signature
from .segment import Postings, Segment, opened


@dataclass(frozen=True)
class Live:
    """A segment, the file it maps (as it was when opened) and what of it lives: `mask` over its
    turns."""

    path: Path
    signature: Signature
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

    def stands(self) -> bool:
        """Whether the files it maps are as they were: what is written over them shows in the
        maps, and to read where one was cut short kills the process."""
        try:
            return all(signature(live.path) == live.signature for live in self.segments)
        except OSError:
            return False


def load(
    folder: Path, sealed: Signature, manifest: Manifest, known: Iterable[Live] = ()
) -> Snapshot:
    """Opens the generation that a manifest seals; segments already open are used again.
    Raises OSError, EngineUnavailable, and whatever damaged files cause."""
    already = {live.path: live for live in known}
    segments = []
    for entry in toc(folder, manifest.generation).segments:
        path = folder / (entry.segment_id() + SUFFIX)
        written, before = signature(path), already.get(path)
        if before is not None and before.signature == written:
            segment = before.segment
        elif before is not None and altered(folder, manifest, [path.name]):
            raise EngineUnavailable("damaged: a file of the index was written over")
        else:
            segment = opened(path)
        mask = np.ones(segment.turns, bool)
        mask[np.fromiter(entry.deleted_docs(), np.int64, entry.deleted_count())] = False
        segments.append(Live(path, written, segment, mask))
    return Snapshot(sealed, manifest, tuple(segments))
