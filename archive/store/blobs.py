"""Where are the bytes as they were received? In files named by their sha256, never overwritten.

`blobs/ab/<sha256>`, and beside each a sidecar `<sha256>.json` that says whence it came. A file is
written whole under `blobs/part/`, flushed to the disk, then renamed; `sync` makes the names last.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     blobs = Blobs(Path(folder))
    ...     blobs.make()
    ...     name = sha256(b"Friends, colleagues.")
    ...     _ = blobs.keep(name, b"Friends, colleagues.", b"{}")
    ...     blobs.sync()
    ...     blobs.body(name)
    b'Friends, colleagues.'
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ..errors import Damaged
from . import Provenance
from .seal import instant, sha256

PART = "part"


class Blobs:
    """The blobs below `folder`. Reading is thread-safe; writing is the one writer's.

    Raises OSError as it comes (the store translates) and Damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unsynced: set[Path] = set()

    def make(self) -> None:
        """Makes the folders, or does nothing when they are there."""
        (self._folder / PART).mkdir(parents=True, exist_ok=True)
        synced(self._folder)
        synced(self._folder.parent)

    def sweep(self) -> None:
        """Removes what an interrupted job left half written; only for the holder of the lock.
        (A copied archive may lack the folder: many tools leave empty ones out.)"""
        (self._folder / PART).mkdir(exist_ok=True)
        for left in (self._folder / PART).iterdir():
            left.unlink()

    def keep(self, name: str, body: bytes, sidecar: bytes) -> bytes:
        """Keeps bytes that the catalogue does not know yet; gives the sidecar that stands: an
        interrupted job may have left one, which then says whence they came first."""
        path = self._path(name)
        if not path.parent.exists():
            path.parent.mkdir()
            self._unsynced.add(self._folder)
        self._land(path, body)
        earlier = self._whole_sidecar(name)
        self._land(path.with_suffix(".json"), earlier or sidecar)
        return earlier or sidecar

    def sync(self) -> None:
        """Makes the names of all kept files durable."""
        for folder in sorted(self._unsynced):
            synced(folder)
        self._unsynced.clear()

    def body(self, name: str) -> bytes:
        """The bytes. Raises Damaged when they are gone or have another digest."""
        try:
            body = self._path(name).read_bytes()
        except FileNotFoundError:
            raise Damaged(f"blob {name} is gone") from None
        if sha256(body) != name:
            raise Damaged(f"blob {name} does not have its digest")
        return body

    def sidecar(self, name: str) -> bytes:
        """The bytes of the sidecar. Raises Damaged when it is gone."""
        try:
            return self._path(name).with_suffix(".json").read_bytes()
        except FileNotFoundError:
            raise Damaged(f"the sidecar of blob {name} is gone") from None

    def size(self, name: str) -> int | None:
        """How many bytes the file has (None: there is none), without reading it."""
        try:
            return self._path(name).stat().st_size
        except FileNotFoundError:
            return None

    def files(self) -> Iterator[tuple[str, int]]:
        """Every file here but the half written ones: its path below the folder, and its age as
        nanoseconds of the file system's clock."""
        for folder in sorted(self._folder.iterdir()):
            if folder.name == PART:
                continue
            if not folder.is_dir():
                yield folder.name, folder.stat().st_mtime_ns
                continue
            for entry in sorted(os.scandir(folder), key=lambda e: e.name):
                yield f"{folder.name}/{entry.name}", entry.stat().st_mtime_ns

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _land(self, path: Path, content: bytes) -> None:
        """Puts content under a name, durable but for the name itself. A file that is there and
        the same was left by an interrupted job: perhaps in memory only, so it is synced too."""
        self._unsynced.add(path.parent)
        if path.exists() and path.read_bytes() == content:
            synced(path)
            return
        part = self._folder / PART / path.name
        try:
            with open(part, "xb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o440)
                os.fsync(file.fileno())
            os.rename(part, path)
        except OSError:
            part.unlink(missing_ok=True)
            raise

    def _whole_sidecar(self, name: str) -> bytes | None:
        try:
            sidecar = self.sidecar(name)
            read_sidecar(sidecar)
        except (Damaged, ValueError):
            return None
        return sidecar


def synced(path: Path) -> None:
    """Flushes a folder (the names in it) or a file to the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def written_sidecar(provenance: Provenance) -> bytes:
    """Whence bytes came, as the JSON kept beside them."""
    fields = {
        "input": provenance.input,
        "url": provenance.url,
        "fetched": instant(provenance.fetched),
        "headers": dict(provenance.headers),
    }
    return json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_sidecar(body: bytes) -> Provenance:
    """The inverse of `written_sidecar`. Raises ValueError for anything else."""
    try:
        fields = json.loads(body)
        fetched = datetime.fromisoformat(fields["fetched"])
        return Provenance(fields["input"], fields["url"], fetched, dict(fields["headers"]))
    except (KeyError, TypeError) as error:
        raise ValueError("not a sidecar") from error
