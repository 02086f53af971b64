"""Where is it kept? The seam of the system of record, and what it keeps beside documents.

One writer at a time, many readers. Blobs first, then the catalogue commit, which is the
acknowledgement: nothing before it was promised, nothing after it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ..document import Document, Stored, Version

OUTCOMES = (
    "added", "updated", "unchanged", "duplicate", "flagged", "skipped", "quarantined", "rejected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whence bytes came: `input` the name given (a path relative to what was added, or a URL),
    `url` the address if known, when, and with which headers. Kept beside the blob."""

    input: str
    url: str | None
    fetched: datetime
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Change number `seq` of the archive: a new version of `document` (`version` its number), or
    its removal (`version` None). `digest` chains: the sha256 of the previous change's digest and
    of all that this one did."""

    seq: int
    document: str
    version: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one input: `outcome` one of OUTCOMES, `raw` the sha256 of its bytes (None:
    never kept), `reasons` as "code: a sentence". `run` is the job that read it."""

    run: int
    input: str
    raw: str | None
    recipe: str
    outcome: str
    document: str | None
    version: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A job: when it began, when it ended (None: it did not), how many inputs had each outcome."""

    number: int
    began: datetime
    ended: datetime | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `verify` found: `subject` the document, blob, change or file; a sentence."""

    subject: str
    sentence: str


class Writer(Protocol):
    """The one writer. What it did is visible and durable only once `commit` returns.

    Every method raises StaleWriter when another has taken over, StorageFailed when the disk or
    the database refuses; then nothing since the last commit is kept, and nothing more is taken.
    Text that cannot be kept verbatim (U+0000, a lone surrogate) raises Unstorable and bytes that
    were not kept NotFound, both before anything is written: the job may go on.
    """

    def begin(self, now: datetime) -> int:
        """Opens a run and gives its number."""

    def keep(self, body: bytes, provenance: Provenance) -> str:
        """Keeps bytes and whence they came (blob and sidecar, fsynced); gives their sha256."""

    def accounts_of(self, raw: str, recipe: str) -> tuple[Account, ...]:
        """What became earlier of the same bytes under the same recipe, oldest first."""

    def newest(self, document: str) -> int | None:
        """The number of the newest version, what is not yet committed included; None when there
        is none or the document is removed."""

    def put(self, document: Document, raw: str, recipe: str, seen: datetime) -> tuple[str, Version]:
        """Keeps a document: ("added" | "updated" | "unchanged", its version). Unchanged when
        the newest version has the same digest and the document is not removed."""

    def remove(self, document: str, reason: str) -> None:
        """Leaves a tombstone; versions and blobs stay. Raises NotFound."""

    def account(self, account: Account) -> None:
        """Writes down what became of an input, and counts it in its run. The last account of
        (input, raw, recipe) stands; but "unchanged" is only counted where one stands already, so
        that what was flagged stays so."""

    def commit(self) -> int:
        """Makes all since the last commit durable and visible; gives the archive's seq."""

    def end(self, run: int, now: datetime) -> None:
        """Closes a run (and commits)."""


class Store(Protocol):
    """Keeps documents, their versions, the bytes they came from, and an account of every input.

    Reading never blocks and never sees half a commit. Raises StorageFailed, Damaged, NewerFormat.
    """

    def writer(self, wait: float = 60.0) -> AbstractContextManager[Writer]:
        """The writer, once the one before has let go; raises Busy after `wait` seconds. On
        leaving, what was not committed is dropped."""

    def seq(self) -> int:
        """The number of the last change (0: empty)."""

    def get(self, id: str, version: int | None = None) -> Stored:
        """A document (its newest version unless told). Raises NotFound, also when removed and no
        version is named."""

    def many(self, ids: tuple[str, ...], at: int | None = None) -> dict[str, Stored]:
        """The newest versions of those ids that are there; with `at`, what that would have given
        right after that change."""

    def versions(self, id: str) -> tuple[Version, ...]:
        """All versions, oldest first. Raises NotFound."""

    def ids(self, after: str = "", limit: int = 1000, at: int | None = None) -> tuple[str, ...]:
        """Ids of present documents in code point order, those above `after`; with `at`, of those
        present after that change."""

    def changes(self, after: int, limit: int = 1000) -> tuple[Change, ...]:
        """Changes above `after` in order."""

    def latest(self, limit: int = 10) -> tuple[Stored, ...]:
        """The documents published last (undated last), newest first."""

    def counts(self) -> dict[str, int]:
        """How many "documents", "versions", "blobs" (bytes kept), "accounts", "removed"."""

    def blob(self, sha256: str) -> bytes:
        """The bytes kept under this digest. Raises NotFound, Damaged."""

    def provenance(self, sha256: str) -> Provenance:
        """Whence those bytes first came."""

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The last runs, newest first."""

    def accounts(self, outcome: str, limit: int = 100) -> tuple[Account, ...]:
        """The standing accounts with this outcome, newest first: the quarantine is those of
        outcome "quarantined"."""

    def verify(self, full: bool = False) -> Iterator[Problem]:
        """Every difference between what is kept and what was promised: the chain of changes,
        text digests, blobs there; `full` also reads every blob and finds orphans."""

    def close(self) -> None:
        """Lets go of files and connections."""
