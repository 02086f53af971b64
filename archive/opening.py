"""How is an archive put together? The only wiring: everything else is given what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from . import config as configuration
from . import errata as misprints
from . import people as authority
from .byhand import HandFile, Held
from .catalogue import Archive
from .config import Config
from .document import Document
from .engine import Reader, SearchEngine
from .engine.memory import MemoryEngine
from .errata import Errata
from .errors import ArchiveError, NoArchive
from .index import Index, MakeEngine, analysis_fingerprint, catch_up, fingerprint
from .people import People
from .store import Provenance, Store
from .store.memory import MemoryStore
from .store.sql import SqlStore

__all__ = ["Archive", "Config", "create_archive", "memory_archive", "open_archive"]

NOBODY = """# Who a name belongs to. After a change: harbin index
#
# [[person]]
# id = "vera-morozova"
# names = [
#     {language = "ru", text = "Вера Морозова"},
#     {language = "ru", text = "В.Морозова", kind = "short"},
#     {language = "zh", text = "薇拉·莫罗佐娃"},
# ]
# offices = [{title = {ru = "Президент", zh = "总统"}, from = "2021-03", to = ""}]
"""


def create_archive(config: Config) -> None:
    """Makes an empty archive, ready to be opened. Raises ArchiveError where one cannot be."""
    config.folder.mkdir(parents=True, exist_ok=True)
    _store(config, create=True, write=True).close()
    if not config.people.exists():  # so that a file lost later is missed
        config.people.write_text(NOBODY, "utf8")
    # Last: where this file is, all the rest is; a making cut short is begun again.
    configuration.write(config)


def open_archive(folder: Path, *, write: bool = False) -> Archive:
    """Opens the archive in a folder, for reading unless told. Raises NoArchive, NewerFormat; for
    writing ArchiveError where a file kept by hand is faulty, or the authority file gone: readers do
    without."""
    if not configuration.exists(folder):
        raise NoArchive(f"there is no archive in {folder} (make one with: harbin init)")
    config = configuration.read(folder)
    people = HandFile(config.people, authority.read, People())
    errata = HandFile(config.errata, misprints.read, Errata())
    if write and (trouble := people.trouble or errata.trouble):
        raise ArchiveError(f"{trouble}: mend it first, then write")
    store = _store(config, create=False, write=write)
    known = errata()
    named = fingerprint(people(), known)
    index = Index(config.index, _maker(named), named, store, known)
    return Archive(store, index, people, errata)


def memory_archive(
    documents: Iterable[Document], people: People | None = None, errata: Errata | None = None
) -> Archive:
    """An archive held in memory: for tests and trials; nothing is written anywhere."""
    people = people or People()
    store = MemoryStore()
    now = datetime.now(UTC)
    with store.writer() as writer:
        for document in documents:
            raw = writer.keep(document.url.encode(), Provenance(document.id, document.url, now))
            writer.put(document, raw, "by hand", now)
        writer.commit()
    known = errata or Errata()
    engine = MemoryEngine(fingerprint(people, known))
    catch_up(engine, store, people, errata=known)
    return Archive(store, HeldIndex(engine), Held(people), Held(known))


class HeldIndex(Index):
    """An index of one engine, held in memory."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    def engine(self) -> SearchEngine:
        return self._engine

    def reader(self) -> Reader:
        return self._engine.reader()

    def close(self) -> None:
        pass


def _store(config: Config, *, create: bool, write: bool) -> Store:
    return SqlStore.open(config.folder, config.database, create=create, write=write)


def loaded_engine() -> type:
    """The kind of engine on disk. Loaded when it is needed, for its machine code takes a while and
    most commands can do without."""
    from .engine.whoosh import WhooshEngine

    return WhooshEngine


def _maker(named: str) -> MakeEngine:
    """How an engine is opened in a folder; a reader does not mind another authority file."""

    def make(folder: Path, write: bool) -> SearchEngine:
        return loaded_engine()(
            folder, fingerprint=named if write else analysis_fingerprint(), writable=write
        )

    return make
