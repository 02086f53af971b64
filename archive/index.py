"""How does the index keep up with the store? Documents to entries; rebuilds aside and swaps.

The index is derived: it can always be thrown away. Its folder holds generations `gen-N/`, each an
engine's own, and `CURRENT`, one line naming the one that answers. A change of analysis, schema or
authority file, or damage, makes `gen-N+1` beside it; readers go on with the old until the swap.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from . import analysis
from .analysis import tokenize
from .analysis.token import Token
from .document import SUMMARY, TITLE, Document, Passage, Turn
from .engine import GAP, UNDATED, Entry, EntryTurn, SearchEngine
from .errors import EngineUnavailable
from .people import People
from .store import Store

SCHEMA = "entries-2"  # raised when entries come out differently
BATCH = 200  # documents in a commit of the engine: bounds memory
HEAD = -1  # the turn of a head that no narration follows

MakeEngine = Callable[[Path, bool], SearchEngine]
"""Opens the engine in a folder; the flag: to write (makes an empty one when there is none)."""


def fingerprint(people: People) -> str:
    """Names everything that decides how a document is indexed: ANALYSIS.AUTHORITY. A reader needs
    the first part to be its own (its words must mean what the index's do); a writer both."""
    return f"{analysis_fingerprint()}.{people.digest()[:8]}"


def analysis_fingerprint() -> str:
    """Names the schema and the analysis of this Harbin."""
    text = f"{SCHEMA}\n{analysis.fingerprint()}"
    return hashlib.sha256(text.encode("utf8")).hexdigest()[:16]


def turns(document: Document) -> tuple[Turn, ...]:
    """The document's turns as they are searched: its head (title and summary) opens its first
    turn when that is editorial text, else it is a turn of its own, so that no one is found by
    words only the editor used."""
    head = (Passage(TITLE, "heading", document.title),)
    if document.summary:
        head += (Passage(SUMMARY, "narration", document.summary),)
    spoken = tuple(document.turns())
    if spoken and spoken[0].voice is None:
        first = Turn(0, None, head + spoken[0].passages)
        return (first, *spoken[1:])
    return (Turn(HEAD, None, head), *spoken)


def entry(document: Document, people: People) -> Entry:
    """What an engine is given of a document: tokens by field and labels by facet for each turn."""
    day = document.date()
    days = (day.first().toordinal(), day.last().toordinal()) if day else UNDATED
    shared = {"title": tokenize(document.title), "place": tokenize(document.place or "")}
    labels = {
        "language": (document.language,),
        "source": (document.source,),
        "kind": (document.kind,),
        "place": (_label(document.place),) if document.place else (),
    }
    return Entry(
        document.id,
        days,
        tuple(_turn(turn, shared, labels, people) for turn in turns(document)),
    )


def _turn(turn: Turn, shared: dict, labels: dict, people: People) -> EntryTurn:
    text = tuple(_in_a_row(turn.passages))
    tokens = shared | {"text": text}
    labels = labels | {"mentioned": people.mentioned(text)}
    if turn.voice is not None:
        speaker, author = turn.voice.speaker, turn.voice.words_of()
        tokens |= {
            "speaker": _names(speaker.label, speaker.person, people),
            "author": _names(author.label, author.person, people),
        }
        labels |= {
            "speaker": (speaker.person or _label(speaker.name),),
            "author": (author.person or _label(author.name),),
            "channel": (turn.voice.channel,),
        }
    return EntryTurn(turn.number, tokens, labels)


def _label(printed: str) -> str:
    """A name as a facet's value: one line for "The Kremlin, Moscow" however its spaces are set."""
    return " ".join(printed.split())


def _in_a_row(passages: tuple[Passage, ...]) -> Iterator[Token]:
    """The tokens of a turn: one row of positions with a gap between passages."""
    after = 0
    for passage in passages:
        last = after - 1
        for token in tokenize(passage.text):
            last = after + token.position
            yield token._replace(position=last)
        after = last + 1 + GAP


def _names(label: str, person: str | None, people: People) -> tuple[Token, ...]:
    """A label's words, and all names of the person in every script."""
    known = people.get(person) if person else None
    texts = [label, *(name.text for name in known.names)] if known else [label]
    return tuple(_in_a_row(tuple(Passage(n, "note", text) for n, text in enumerate(texts))))


class Index:
    """The generations of one archive's index. Readers ask `engine`; the one writer `follow`s."""

    def __init__(self, folder: Path, make: MakeEngine, fingerprint: str) -> None:
        self._folder = folder
        self._make = make
        self._fingerprint = fingerprint
        self._open: tuple[str, SearchEngine] | None = None

    def engine(self) -> SearchEngine:
        """The engine that answers now. Raises EngineUnavailable: never an empty answer for a
        broken index."""
        name = self._current()
        if name is None:
            raise EngineUnavailable("the index has not been built yet (harbin index)")
        if self._open is None or self._open[0] != name:
            # The old engine is left to its last reader: another thread may be in the middle of it.
            self._open = (name, self._make(self._folder / name, False))
        return self._open[1]

    def follow(
        self, store: Store, people: People, done: Callable[[int], None] | None = None
    ) -> int:
        """Applies the store's changes, or rebuilds where that cannot be; gives the seq reached.
        Only while holding the store's writer. `done` is told how many documents were indexed."""
        name = self._current()
        if name is not None:
            try:
                engine = self._make(self._folder / name, True)
            except EngineUnavailable:
                return self.rebuild(store, people, done)
            try:
                state = engine.state()
                if state.fingerprint == self._fingerprint and state.seq <= store.seq():
                    return catch_up(engine, store, people, done)
            except EngineUnavailable:
                return self.rebuild(store, people, done)
            finally:
                engine.close()
        return self.rebuild(store, people, done)

    def rebuild(
        self, store: Store, people: People, done: Callable[[int], None] | None = None
    ) -> int:
        """Builds a fresh generation beside the current one and swaps; goes on with one begun
        before when it fits. Only while holding the store's writer."""
        current = self._current()
        name = f"gen-{int(current.partition('-')[2]) + 1 if current else 1}"
        engine = self._begun(self._folder / name, store.seq())
        try:
            seq = catch_up(engine, store, people, done)
        finally:
            engine.close()
        self._swap(name)
        for old in self._folder.glob("gen-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)
        return seq

    def _begun(self, folder: Path, seq: int) -> SearchEngine:
        try:
            engine = self._make(folder, True)
            state = engine.state()
            if state.fingerprint == self._fingerprint and state.seq <= seq:
                return engine
            engine.close()
        except EngineUnavailable:
            pass
        shutil.rmtree(folder, ignore_errors=True)
        return self._make(folder, True)

    def close(self) -> None:
        """Lets go of the open engine."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _current(self) -> str | None:
        try:
            name = (self._folder / "CURRENT").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        ours = name.startswith("gen-") and name[4:].isdecimal()
        return name if ours and (self._folder / name).is_dir() else None

    def _swap(self, name: str) -> None:
        fresh = self._folder / "CURRENT.new"
        with open(fresh, "w", encoding="ascii") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._folder / "CURRENT")
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def catch_up(
    engine: SearchEngine, store: Store, people: People, done: Callable[[int], None] | None = None
) -> int:
    """Applies all changes of the store after the engine's own, in batches; gives the seq reached.
    Of a document changed many times only what it is now is indexed."""
    while changes := store.changes(engine.state().seq, BATCH):
        ids = tuple({change.document: None for change in changes})
        stored = store.many(ids)
        entries = [
            entry(people.resolved(stored[id].document), people) for id in ids if id in stored
        ]
        engine.update(entries, [id for id in ids if id not in stored], seq=changes[-1].seq)
        if done:
            done(len(ids))
    return engine.state().seq
