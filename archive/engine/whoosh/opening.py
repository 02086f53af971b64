"""How is a generation opened? Its segments are mapped; those that are open already stay so.

A file that is, by inode, size and times, the one that was sealed is believed; any other (a copy, or
one written over) is read whole and compared first. So opening costs the same at any size, and what
was done to the index through the file system is found before a question is answered.
"""

from __future__ import annotations

from pathlib import Path

from ...errors import EngineUnavailable
from . import seal
from .seal import Held, Manifest, Sealed
from .segment import opened
from .snapshot import Live, Snapshot


def load(folder: Path, file: Held, manifest: Manifest, held: Snapshot | None) -> Snapshot:
    """Opens the generation that a manifest, in a file, seals; `held` is the one open now. Raises
    OSError, EngineUnavailable, and whatever damaged files cause."""
    known = {}
    if held is not None:
        pairs = zip(held.manifest.segments, held.segments, strict=True)
        known = {before.file: (before, live) for before, live in pairs}
    segments = (
        _live(folder, segment, *known.get(segment.file, ())) for segment in manifest.segments
    )
    return Snapshot(file, manifest, tuple(segments))


def _live(
    folder: Path, sealed: Sealed, before: Sealed | None = None, held: Live | None = None
) -> Live:
    path = folder / sealed.file
    written = seal.signature(path)
    if before is not None and held.signature == written:
        if before.dead == sealed.dead:
            return held
        segment = held.segment
    elif written != sealed.written and seal.altered(folder, sealed):
        raise EngineUnavailable("damaged: a file of the index is not as it was sealed")
    else:
        segment = opened(path)
    mask = seal.unpacked(sealed.dead, sealed.turns)
    mask.flags.writeable = False
    return Live(path, written, segment, mask)
