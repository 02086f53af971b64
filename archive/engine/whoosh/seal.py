"""Which generation is the index, and is it whole? `MANIFEST.json`, and nothing else, decides.

::

    {"format": 2, "generation": 7, "seq": 4711, "fingerprint": "…", "documents": 9, "turns": 80,
     "files": {"_MAIN_7.toc": [1204, "sha256…"], "MAIN_x1….arrays": […]},
     "seal": "sha256 of all the rest, keys sorted"}

A commit writes its files under new names, syncs them and the folder, then puts the manifest in
place by renaming, and syncs the folder again: after a kill or a power cut at any instant the
manifest is the old one or the new one, and all it names is there. Files it does not name are
rubbish, which the next writer sweeps away.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ...errors import EngineUnavailable

FORMAT = 2
NAME = "MANIFEST.json"
FRESH = "MANIFEST.new"

Signature = tuple[int, int, int, int]
"""Tells one writing of a file from another: inode, size, times of writing and of change."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is sealed. `files`: size and sha256 by name."""

    generation: int
    seq: int
    fingerprint: str
    documents: int
    turns: int
    files: Mapping[str, tuple[int, str]]


def signature(path: Path | str) -> Signature:
    """That of a file as it is now. Raises OSError."""
    seen = os.stat(path)
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def read(folder: Path) -> Manifest:
    """The manifest in place, whole and of a known format, in a folder only its owner writes to.
    Raises OSError where there is none, EngineUnavailable."""
    if stat.S_IMODE(os.stat(folder).st_mode) & 0o022:
        raise EngineUnavailable("damaged: others may write to the index folder (chmod 700)")
    try:
        fields = json.loads((folder / NAME).read_bytes())
        number, seal = fields.pop("format"), fields.pop("seal")
    except (ValueError, KeyError, AttributeError) as error:
        raise EngineUnavailable("damaged: the manifest of the index is not whole") from error
    if not isinstance(number, int) or number > FORMAT:
        raise EngineUnavailable(
            f"the index has format {number}, of a newer Harbin; this one reads up to {FORMAT}"
        )
    if number < FORMAT:
        raise EngineUnavailable(
            f"the index has format {number}, of an older Harbin: run harbin index"
        )
    if seal != _seal(number, fields):
        raise EngineUnavailable("damaged: the manifest of the index is not as it was sealed")
    files = {name: (size, digest) for name, (size, digest) in fields.pop("files").items()}
    return Manifest(**fields, files=files)


def put(folder: Path, manifest: Manifest) -> None:
    """Makes this the manifest, durably: all it names must be on the disk. Raises OSError."""
    fields = asdict(manifest)
    text = json.dumps({"format": FORMAT, **fields, "seal": _seal(FORMAT, fields)}, indent=1)
    fresh = folder / FRESH
    with open(fresh, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
    sync(folder)


def sealed_file(path: Path) -> tuple[int, str]:
    """Brings a written file to the disk; gives its size and sha256. Raises OSError."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest()


def sync(folder: Path) -> None:
    """Brings the names in a folder to the disk. Raises OSError."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def sizes_fit(folder: Path, manifest: Manifest) -> bool:
    """Whether all files are there in their sizes."""
    try:
        return all(
            os.stat(folder / name).st_size == size for name, (size, _) in manifest.files.items()
        )
    except OSError:
        return False


def altered(folder: Path, manifest: Manifest, names: Iterable[str] | None = None) -> list[str]:
    """The files (all, or those named) that are not as they were sealed, byte by byte."""
    wrong = []
    for name in manifest.files if names is None else names:
        try:
            with open(folder / name, "rb") as file:
                size, digest = manifest.files[name]
                whole = os.fstat(file.fileno()).st_size == size
                if not whole or hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    wrong.append(name)
        except OSError:
            wrong.append(name)
    return wrong


def sweep(folder: Path, manifest: Manifest, keep: Iterable[str] = ()) -> None:
    """Deletes whatever the manifest does not name: old generations, leavings of a killed job,
    stray TOCs. Only by the writer. What cannot be deleted now is left to the next time."""
    named = {NAME, *keep, *manifest.files}
    for path in folder.iterdir():
        if path.name not in named:
            try:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            except OSError:
                continue


def _seal(number: int, fields: Mapping) -> str:
    whole = json.dumps({"format": number, **fields}, sort_keys=True)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()
