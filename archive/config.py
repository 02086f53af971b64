"""How is an archive set up? One frozen value, read once from `archive.toml` in its folder.

>>> Config(Path("harbin-archive")).index
PosixPath('harbin-archive/index')
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .errors import ArchiveError, NewerFormat, NoArchive

FORMAT = 1
ENGINES = ("whoosh",)
FILE = "archive.toml"
OWN = (FILE, "LOCK", "blobs", "catalogue", "errata", "index", "people")  # so the names in it begin


@dataclass(frozen=True, slots=True)
class Config:
    """`folder` holds everything of the archive; `database` is None for the SQLite file in it, or
    a PostgreSQL URL; `engine` one of ENGINES."""

    folder: Path
    database: str | None = None
    engine: str = "whoosh"

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def people(self) -> Path:
        return self.folder / "people.toml"

    @property
    def errata(self) -> Path:
        return self.folder / "errata.toml"


def exists(folder: Path) -> bool:
    """Whether an archive has been made there."""
    return (folder / FILE).is_file()


def read(folder: Path) -> Config:
    """The archive's set-up. Raises NoArchive, NewerFormat, ArchiveError."""
    try:
        text = (folder / FILE).read_text("utf8")
    except FileNotFoundError:
        raise NoArchive(f"there is no archive in {folder} (make one with: harbin init)") from None
    try:
        settings = tomllib.loads(text)
        number = int(settings["format"])
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ArchiveError(f"{FILE} cannot be read: {error}") from error
    if number > FORMAT:
        raise NewerFormat(f"this archive has format {number}; this Harbin reads up to {FORMAT}")
    engine = settings.get("engine", "whoosh")
    if engine not in ENGINES:
        raise ArchiveError(f"{FILE} names an engine there is not: {engine}")
    return Config(folder, settings.get("database"), engine)


def write(config: Config) -> None:
    """Writes `archive.toml` in the folder, whole or not at all, and on the disk."""
    lines = [f"format = {FORMAT}", f'engine = "{config.engine}"']
    if config.database:
        lines.append(f'database = "{config.database}"')
    fresh = config.folder / f"{FILE}.new"
    with open(fresh, "w", encoding="utf8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(config.folder / FILE)
    folder = os.open(config.folder, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
