"""What does a store mean? The whole contract over dictionaries: definition and judge of the others.

Nothing survives the process. A commit replaces the state, and readers keep the one they took.

    >>> from datetime import UTC
    >>> store = MemoryStore()
    >>> with store.writer() as writer:
    ...     raw = writer.keep(b"Friends", Provenance("page.html", None, datetime.now(UTC)))
    ...     before = store.counts()["blobs"]
    ...     seq = writer.commit()
    >>> before, store.counts()["blobs"]
    (0, 1)
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..document import Document, Stored, Version, digest
from ..errors import Busy, NotFound, StaleWriter
from . import Account, Change, Problem, Provenance, Run, Writer
from .rows import filed
from .seal import FIRST, addition, instant, removal, sha256, written
from .verbatim import storable, storable_account, storable_document, storable_provenance

_Kept = tuple[Version, Document]


@dataclass(frozen=True, slots=True)
class _State:
    """One committed state. A commit makes another; the collections of this one are left alone."""

    blobs: dict[str, tuple[bytes, Provenance]] = field(default_factory=dict)
    documents: dict[str, tuple[_Kept, ...]] = field(default_factory=dict)
    removed: dict[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    reasons: dict[int, str] = field(default_factory=dict)
    accounts: dict[tuple[str, str | None, str], Account] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()

    def last(self, at: int | None) -> dict[str, int | None]:
        """The version of each document after that change (None: now); None of a removed one."""
        return {change.document: change.version for change in self.changes[:at]}

    def copy(self) -> _State:
        """A state of its own to write in."""
        return replace(
            self,
            blobs=dict(self.blobs),
            documents=dict(self.documents),
            removed=dict(self.removed),
            reasons=dict(self.reasons),
            accounts=dict(self.accounts),
        )


class MemoryStore:
    """The Store of tests and trials."""

    def __init__(self) -> None:
        self._state = _State()
        self._lock = threading.Lock()

    @contextmanager
    def writer(self, wait: float = 60.0) -> Iterator[Writer]:
        """See Store.writer."""
        if not self._lock.acquire(timeout=wait):
            raise Busy("another job is writing to this archive")
        writer = MemoryWriter(self)
        try:
            yield writer
        finally:
            writer.close()
            self._lock.release()

    def seq(self) -> int:
        return len(self._state.changes)

    def get(self, id: str, version: int | None = None) -> Stored:
        state = self._state
        kept = state.documents.get(id, ())
        number = len(kept) if version is None else version
        if not 1 <= number <= len(kept) or (version is None and id in state.removed):
            raise NotFound(id if version is None else f"{id}, version {version}")
        return _stored(kept, number)

    def many(self, ids: tuple[str, ...], at: int | None = None) -> dict[str, Stored]:
        state = self._state
        last = state.last(at)
        there = ((id, last[id]) for id in ids if last.get(id) is not None)
        return {id: _stored(state.documents[id][:version]) for id, version in there}

    def versions(self, id: str) -> tuple[Version, ...]:
        kept = self._state.documents.get(id)
        if kept is None:
            raise NotFound(id)
        return tuple(version for version, _ in kept)

    def ids(self, after: str = "", limit: int = 1000, at: int | None = None) -> tuple[str, ...]:
        present = (id for id, version in self._state.last(at).items() if version is not None)
        return tuple(id for id in sorted(present) if id > after)[:limit]

    def changes(self, after: int, limit: int = 1000) -> tuple[Change, ...]:
        return self._state.changes[max(0, after) :][:limit]

    def latest(self, limit: int = 10) -> tuple[Stored, ...]:
        stored = [_stored(kept) for kept in _present(self._state).values()]
        stored.sort(key=lambda s: (filed(s.document), s.document.id), reverse=True)
        return tuple(stored[:limit])

    def counts(self) -> dict[str, int]:
        state = self._state
        return {
            "documents": len(_present(state)),
            "versions": sum(map(len, state.documents.values())),
            "blobs": len(state.blobs),
            "accounts": len(state.accounts),
            "removed": len(state.removed),
        }

    def blob(self, sha256: str) -> bytes:
        return _found(self._state.blobs, sha256)[0]

    def provenance(self, sha256: str) -> Provenance:
        return _found(self._state.blobs, sha256)[1]

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        return self._state.runs[::-1][:limit]

    def accounts(self, outcome: str, limit: int = 100) -> tuple[Account, ...]:
        standing = reversed(self._state.accounts.values())
        return tuple(account for account in standing if account.outcome == outcome)[:limit]

    def verify(self, full: bool = False) -> Iterator[Problem]:
        """See Store.verify; memory has no damage of its own, but a chain that can be wrong."""
        state = self._state
        carried = FIRST
        for number, change in enumerate(state.changes, 1):
            if (change.seq, change.digest) != (number, _linked(state, carried, change)):
                yield Problem(f"change {number} ({change.document})", "the change was altered")
            carried = change.digest
        for kept in state.documents.values():
            for version, document in kept:
                if digest(document) != version.digest or version.raw not in state.blobs:
                    subject = f"{version.document}, version {version.number}"
                    yield Problem(subject, "the text does not have its digest or its bytes")
        for name, (body, _) in state.blobs.items() if full else ():
            if sha256(body) != name:
                yield Problem(f"blob {name}", "it does not have its digest")

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryWriter:
    """The Writer of MemoryStore: works on a state of its own."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._closed = False
        self._state = store._state.copy()

    def begin(self, now: datetime) -> int:
        state = self._open()
        run = Run(len(state.runs) + 1, _utc(now), None, {})
        self._state = replace(state, runs=(*state.runs, run))
        return run.number

    def keep(self, body: bytes, provenance: Provenance) -> str:
        state = self._open()
        storable_provenance(provenance)
        name = sha256(body)
        whence = replace(
            provenance, fetched=_utc(provenance.fetched), headers=dict(provenance.headers)
        )
        state.blobs.setdefault(name, (body, whence))
        return name

    def accounts_of(self, raw: str, recipe: str) -> tuple[Account, ...]:
        standing = self._open().accounts.values()
        return tuple(a for a in standing if (a.raw, a.recipe) == (raw, recipe))

    def newest(self, document: str) -> int | None:
        return len(_present(self._open()).get(document, ())) or None

    def put(self, document: Document, raw: str, recipe: str, seen: datetime) -> tuple[str, Version]:
        state = self._open()
        storable_document(document)
        storable("the recipe", recipe)
        kept = state.documents.get(document.id, ())
        removed = document.id in state.removed
        text = digest(document)
        if kept and not removed and kept[-1][0].digest == text:
            return "unchanged", kept[-1][0]
        _found(state.blobs, raw)
        version = Version(document.id, len(kept) + 1, _utc(seen), raw, recipe, text)
        state.documents[document.id] = (*kept, (version, document))
        state.removed.pop(document.id, None)
        self._change(document.id, version.number)
        return "updated" if kept and not removed else "added", version

    def remove(self, document: str, reason: str) -> None:
        state = self._open()
        storable("the reason", reason)
        _found(_present(state), document)
        state.removed[document] = reason
        state.reasons[len(state.changes) + 1] = reason
        self._change(document, None)

    def account(self, account: Account) -> None:
        state = self._open()
        storable_account(account)
        if account.raw is not None:
            _found(state.blobs, account.raw)
        self._count(account.run, account.outcome)
        key = (account.input, account.raw, account.recipe)
        if key in state.accounts and account.outcome == "unchanged":
            return
        state.accounts.pop(key, None)  # the newest stands last
        state.accounts[key] = account

    def commit(self) -> int:
        self._store._state = self._open()
        self._state = self._state.copy()
        return self._store.seq()

    def end(self, run: int, now: datetime) -> None:
        self._write_run(replace(self._run(run), ended=_utc(now)))
        self.commit()

    def close(self) -> None:
        """Drops what was not committed and takes nothing more."""
        self._closed = True

    def _open(self) -> _State:
        if self._closed:
            raise StaleWriter("this writer has been closed")
        return self._state

    def _change(self, document: str, version: int | None) -> None:
        changes = self._state.changes
        carried = changes[-1].digest if changes else FIRST
        unsigned = Change(len(changes) + 1, document, version, "")
        change = replace(unsigned, digest=_linked(self._state, carried, unsigned))
        self._state = replace(self._state, changes=(*changes, change))

    def _count(self, number: int, outcome: str) -> None:
        run = self._run(number)
        self._write_run(replace(run, counts=dict(Counter(run.counts) + Counter([outcome]))))

    def _run(self, number: int) -> Run:
        runs = self._open().runs
        if not 1 <= number <= len(runs):
            raise NotFound(f"run {number}")
        return runs[number - 1]

    def _write_run(self, run: Run) -> None:
        runs = self._state.runs
        self._state = replace(self._state, runs=(*runs[: run.number - 1], run, *runs[run.number :]))


def _present(state: _State) -> dict[str, tuple[_Kept, ...]]:
    return {id: kept for id, kept in state.documents.items() if id not in state.removed}


def _stored(kept: tuple[_Kept, ...], number: int | None = None) -> Stored:
    version, document = kept[(number or len(kept)) - 1]
    return Stored(document, version, len(kept))


def _found(kept: dict, subject: str):
    if subject not in kept:
        raise NotFound(subject)
    return kept[subject]


def _linked(state: _State, carried: str, change: Change) -> str:
    """The digest this change carries after one with the digest `carried`."""
    if change.version is None:
        return removal(carried, change.seq, change.document, state.reasons[change.seq])
    version, document = state.documents[change.document][change.version - 1]
    return addition(carried, change.seq, version, written(document))


def _utc(when: datetime) -> datetime:
    instant(when)  # raises for a time without a zone
    return when.astimezone(UTC)
