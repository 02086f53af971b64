"""How does the index keep up with the store? Documents to entries; rebuilds aside and swaps.

The index is derived: it can always be thrown away. Its folder holds generations `gen-N/`, each an
engine's own, and `CURRENT`, one line naming the one that answers. A change of analysis, schema,
authority file or misprints, or damage, makes `gen-N+1` beside it; readers go on with the old until
the swap. An index tells by the digest of its last change whose it is: one of another archive, or of
a catalogue that has since been put back to an earlier day, is neither answered from nor added to.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from . import analysis, earlier
from .address import addressed
from .analysis.token import Token
from .document import SUMMARY, TITLE, Document, Passage, Stored, Turn
from .engine import GAP, UNDATED, Entry, EntryTurn, IndexState, Reader, SearchEngine
from .errata import NONE, Errata, words
from .errors import EngineBusy, EngineUnavailable
from .people import People
from .store import Store

SCHEMA = "entries-3"  # raised when entries come out differently
BATCH = 200  # documents in a commit of the engine: bounds memory
BULK = 50_000  # the same of an index made anew, given so that no more than BATCH are in memory
TIDYING = 100_000  # turns a job may rewrite when all is visible: about two seconds
HEAD = -1  # the turn of a head that no narration follows

MakeEngine = Callable[[Path, bool], SearchEngine]
"""Opens the engine in a folder; the flag: to write (makes an empty one when there is none)."""


def fingerprint(people: People, errata: Errata = NONE) -> str:
    """Names everything that decides how a document is indexed: ANALYSIS.AUTHORITY.MISPRINTS. A
    reader needs the first part to be its own (its words must mean what the index's do); a writer
    all of them."""
    return f"{analysis_fingerprint()}.{people.digest()[:8]}.{errata.digest()[:8]}"


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


def entry(
    document: Document, people: People, errata: Errata = NONE, gone: tuple[Passage, ...] = ()
) -> Entry:
    """What an engine is given of a document: tokens by field and labels by facet for each turn;
    `gone` are passages that only its earlier versions have."""
    known = errata.of(document.id)
    day = document.date()
    days = (day.first().toordinal(), day.last().toordinal()) if day else UNDATED
    shared = {
        "title": words(document.title, known),
        "place": words(document.place or "", known),
    }
    labels = {
        "language": (document.language,),
        "source": (document.source,),
        "kind": (document.kind,),
        "place": (_label(document.place),) if document.place else (),
    }
    first, *others = (_turn(turn, shared, labels, people, known) for turn in turns(document))
    if gone:
        first = replace(first, tokens=first.tokens | {"earlier": tuple(_as_printed(gone))})
    return Entry(document.id, days, (first, *others))


def _turn(turn: Turn, shared: dict, labels: dict, people: People, misprints: Errata) -> EntryTurn:
    text = tuple(_in_a_row(turn.passages, misprints))
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


def _as_printed(passages: tuple[Passage, ...]) -> Iterator[Token]:
    """The tokens of passages in the exact stream alone: by which quotes are looked for."""
    for token in _in_a_row(passages):
        yield token._replace(terms=token.terms[:1])


def _label(printed: str) -> str:
    """A name as a facet's value: one line for "The Kremlin, Moscow" however its spaces are set."""
    return " ".join(printed.split())


def _in_a_row(passages: tuple[Passage, ...], misprints: Errata = NONE) -> Iterator[Token]:
    """The tokens of a turn: one row of positions with a gap between passages."""
    after = 0
    for passage in passages:
        last = after - 1
        for token in words(passage.text, misprints):
            last = after + token.position
            yield token._replace(position=last)
        after = last + 1 + GAP


def _names(label: str, person: str | None, people: People) -> tuple[Token, ...]:
    """A label's words, and all names of the person in every script."""
    known = people.get(person) if person else None
    texts = [label, *(name.text for name in known.names)] if known else [label]
    return tuple(_in_a_row(tuple(Passage(n, "note", text) for n, text in enumerate(texts))))


def history(store: Store, seq: int) -> str:
    """The digest of the store's change of that number; nothing where there is none such."""
    return next((change.digest for change in store.changes(seq - 1, 1) if change.seq == seq), "")


class Index:
    """The generations of one archive's index. Readers ask `engine`; the one writer `follow`s."""

    def __init__(
        self,
        folder: Path,
        make: MakeEngine,
        fingerprint: str,
        store: Store,
        errata: Errata = NONE,
    ) -> None:
        self._folder = folder
        self._pointer = str(folder / "CURRENT")
        self._make = make
        self._fingerprint = fingerprint
        self._store = store
        self._errata = errata
        self._open: tuple[str, SearchEngine] | None = None
        self._written: tuple[str, SearchEngine] | None = None
        self._agreed: tuple[int, str] | None = None
        self._named: tuple[object, str] = (None, "")

    def engine(self) -> SearchEngine:
        """The engine that answers now. Raises EngineUnavailable: never an empty answer for a
        broken index, nor one from an index of other documents than the store's."""
        return self._answering()[0]

    def reader(self) -> Reader:
        """What answers now, to be asked more than one thing. Raises as `engine` does."""
        return self._answering()[1]

    def _answering(self) -> tuple[SearchEngine, Reader]:
        """The engine that answers now, and what it answers from. Where a job puts another
        generation in place meanwhile, and deletes this one, that."""
        while True:
            name = self._current()
            try:
                return self._agreeing(name)
            except EngineUnavailable:
                if self._current() == name:
                    raise

    def _agreeing(self, name: str | None) -> tuple[SearchEngine, Reader]:
        if name is None:
            raise EngineUnavailable("the index has not been built yet (harbin index)")
        held = self._open
        if held is None or held[0] != name:
            # The old engine is left to its last reader: another thread may be in the middle of it.
            held = self._open = (name, self._make(self._folder / name, False))
        engine = held[1]
        reader = engine.reader()
        state = reader.state()
        if self._agreed != (state.seq, state.history):
            if not self._ours(state):
                raise EngineUnavailable("the index is of another catalogue (run harbin index)")
            self._agreed = (state.seq, state.history)
        return engine, reader

    def follow(
        self, store: Store, people: People, done: Callable[[int], None] | None = None
    ) -> int:
        """Applies the store's changes, or rebuilds where that cannot be; gives the seq reached.
        Only while holding the store's writer. `done` is told how many documents were indexed.
        Raises EngineBusy where neither can be now: the next job goes on."""
        try:
            engine = self._writable()
            state = engine.state()
            if state.fingerprint == self._fingerprint and self._ours(state):
                seq = catch_up(engine, store, people, done, self._errata)
                settle(engine)
                self._clear()
                return seq
        except EngineBusy:
            raise
        except EngineUnavailable:
            pass  # it cannot be added to: it is made anew
        return self.rebuild(store, people, done)

    def rebuild(
        self, store: Store, people: People, done: Callable[[int], None] | None = None
    ) -> int:
        """Builds a fresh generation beside the current one and swaps; goes on with one begun
        before when it fits. Only while holding the store's writer."""
        current = self._current()
        name = f"gen-{int(current.partition('-')[2]) + 1 if current else 1}"
        engine = self._begun(self._folder / name)
        try:
            seq = _built(engine, store, people, done, self._errata)
        finally:
            engine.close()
        self._swap(name)
        self._clear()
        return seq

    def _clear(self) -> None:
        """Deletes all generations but the one that answers: those before it, and what is left of a
        making that was cut short."""
        name = self._current()
        for old in (*self._folder.glob("gen-*"), *self._folder.glob(".gen-*")):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    def _writable(self) -> SearchEngine:
        """The current generation, to be added to; it stays open for the next time."""
        name = self._current()
        if name is None:
            raise EngineUnavailable("the index has not been built yet")
        if self._written is None or self._written[0] != name:
            self._close_written()
            self._written = (name, self._make(self._folder / name, True))
        return self._written[1]

    def _begun(self, folder: Path) -> SearchEngine:
        try:
            engine = self._make(folder, True)
            state = engine.state()
            if state.fingerprint == self._fingerprint and self._ours(state):
                return engine
            engine.close()
        except EngineBusy:
            raise
        except EngineUnavailable:
            pass
        shutil.rmtree(folder, ignore_errors=True)
        folder.unlink(missing_ok=True)
        return self._make(folder, True)

    def _ours(self, state: IndexState) -> bool:
        """Whether what is in an index came from this store, as it is now."""
        return state.history == history(self._store, state.seq)

    def close(self) -> None:
        """Lets go of the open engines."""
        self._close_written()
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _close_written(self) -> None:
        if self._written is not None:
            self._written[1].close()
            self._written = None

    def _current(self) -> str | None:
        """The generation that answers; CURRENT is read again when the file is another, or another
        than it was."""
        try:
            found = os.stat(self._pointer)
            written = found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
            if self._named[0] != written:
                self._named = (written, Path(self._pointer).read_text("ascii").strip())
        except (OSError, UnicodeDecodeError):
            return None
        name = self._named[1]
        ours = name.startswith("gen-") and name[4:].isdecimal()
        return name if ours and os.path.isdir(f"{self._folder}/{name}") else None

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


class Pinned:
    """What answers of an index, as it was when first asked for."""

    def __init__(self, index: Index | Pinned) -> None:
        self._index = index
        self._reader: Reader | None = None

    def reader(self) -> Reader:
        """See Index."""
        if self._reader is None:
            self._reader = self._index.reader()
        return self._reader


def settle(engine: SearchEngine) -> None:
    """What a job does last, when all it brought can be found: what is small is put together, so
    that it is searched as fast as if it had come at once."""
    _tidy(engine, TIDYING)


def _tidy(engine: SearchEngine, most: int) -> None:
    """Everything is in the index already and can be found: where it cannot be put in order now
    (the disk is full) the next job will, and what is damaged is found by the next that opens it."""
    with suppress(EngineUnavailable):
        engine.tidy(most)


def catch_up(
    engine: SearchEngine,
    store: Store,
    people: People,
    done: Callable[[int], None] | None = None,
    errata: Errata = NONE,
) -> int:
    """Applies all changes of the store after the engine's own, in batches, each of the state after
    its last change; gives the seq reached. Of a document changed many times in a batch only what
    it was in the end is indexed."""
    while changes := store.changes(engine.state().seq, BATCH):
        ids, last = tuple({change.document: None for change in changes}), changes[-1]
        stored = store.many(ids, at=last.seq)
        entries = [_entry(stored[id], store, people, errata) for id in ids if id in stored]
        removed = [id for id in ids if id not in stored]
        engine.update(entries, removed, seq=last.seq, history=last.digest)
        _tidy(engine, 0)
        if done:
            done(len(ids))
    return engine.state().seq


def _built(
    engine: SearchEngine,
    store: Store,
    people: People,
    done: Callable[[int], None] | None,
    errata: Errata,
) -> int:
    """The same for an engine that nobody asks yet: large commits, and order made once, at the end,
    so that each turn is written twice however many there are."""
    while changes := store.changes(engine.state().seq, BULK):
        ids, last = tuple({change.document: None for change in changes}), changes[-1]
        entries = _entries(ids, last.seq, store, people, done, errata)
        engine.update(entries, seq=last.seq, history=last.digest)
    _tidy(engine, engine.state().turns)
    return engine.state().seq


def _entries(
    ids: tuple[str, ...],
    seq: int,
    store: Store,
    people: People,
    done: Callable[[int], None] | None,
    errata: Errata,
) -> Iterator[Entry]:
    """What is to be indexed of these documents as they were after a change; of one that is gone
    an entry without turns."""
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        stored = store.many(some, at=seq)
        for id in some:
            if id in stored:
                yield _entry(stored[id], store, people, errata)
            else:
                yield Entry(id, UNDATED, ())
        if done:
            done(len(some))


def _entry(stored: Stored, store: Store, people: People, errata: Errata) -> Entry:
    """A document with what only its earlier versions have."""
    document = people.resolved(stored.document)
    versions = (addressed(version.document) for version in earlier.before(store, stored))
    return entry(document, people, errata, earlier.gone(addressed(document), versions))
