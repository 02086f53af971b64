"""What becomes of each input? Captures to outcomes; the only module of ingest that writes.

Work goes in batches: read (in the cage), keep bytes, put documents, account, commit. An outcome is
given only once its commit is durable. Bytes already read under the same recipe are not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from archive.document import digest
from archive.errors import NotFound
from archive.store import Account, Provenance, Store, Writer

from .cage import READING_FAILED, Cage
from .capture import Unreadable
from .page import RECIPE, Capture, Reading, Refusal

BATCH = 50  # inputs in one commit: what a kill may cost, and what an fsync is shared by
BATCH_BYTES = 32 << 20
PUBLISHED = ("added", "updated", "unchanged", "flagged", "duplicate")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: `outcome` one of archive.store.OUTCOMES, `id` and `version` of its
    document if it has one, `reasons` as "code: a sentence"."""

    input: str
    outcome: str
    id: str | None = None
    version: int | None = None
    reasons: tuple[str, ...] = ()


def ingest(
    inputs: Iterable[Capture | Unreadable],
    store: Store,
    cage: Cage,
    clock: Callable[[], datetime],
    committed: Callable[[], None],
) -> Iterator[Outcome]:
    """Adds what is new and gives each input's outcome, in order, once it is durable.

    `committed` is called after each commit while the writer is still held: the index follows
    there. Raises Busy, StaleWriter, StorageFailed: nothing since the last commit is then kept.
    """
    with store.writer() as writer:
        job = Job(writer, cage, writer.begin(clock()), clock)
        for batch in _batches(inputs):
            outcomes = job.outcomes(batch)
            writer.commit()
            committed()
            yield from outcomes
        writer.end(job.run, clock())


def rehearsed(
    inputs: Iterable[Capture | Unreadable], store: Store, cage: Cage
) -> Iterator[Outcome]:
    """What `ingest` would do to each input; nothing is kept."""
    for batch in _batches(inputs):
        for item in batch:
            reading = item.refusal if isinstance(item, Unreadable) else _read(item, cage)
            yield _expected(item.input, reading, store)


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the writer over batches of inputs."""

    writer: Writer
    cage: Cage
    run: int
    clock: Callable[[], datetime]

    def outcomes(self, batch: list[Capture | Unreadable]) -> list[Outcome]:
        """What becomes of a batch, in order; not yet committed."""
        fresh: dict[str, Capture] = {}
        for item in batch:
            if isinstance(item, Capture):
                raw = sha256(item.body)
                if raw not in fresh and self._known(item.input, raw) is None:
                    fresh[raw] = item
        readings = dict(zip(fresh, (r for _, r in self.cage.results(fresh.values())), strict=True))
        return [self._outcome(item, readings) for item in batch]

    def _outcome(
        self, item: Capture | Unreadable, readings: dict[str, Reading | Refusal]
    ) -> Outcome:
        if isinstance(item, Unreadable):
            return self._refused(item.input, item.refusal, None)
        raw = sha256(item.body)
        known = self._known(item.input, raw)
        if known is not None:
            return self._written(known, raw)
        reading = readings.pop(raw, None) or _read(item, self.cage)
        if isinstance(reading, Reading):
            return self._put(item, reading)
        if reading.outcome != "quarantined":
            return self._refused(item.input, reading, None)
        self._keep(item)
        return self._refused(item.input, reading, raw)

    def _known(self, input: str, raw: str) -> Outcome | None:
        """The outcome of bytes read before under this recipe, where it still holds: not when the
        document has moved on to another version since (a page may change back), nor when the
        reader itself failed (it may have been the machine)."""
        earlier = self.writer.accounts_of(raw, RECIPE)
        if not earlier:
            return None
        same = [account for account in earlier if account.input == input]
        account = (same or list(earlier))[-1]
        if any(reason.startswith(READING_FAILED) for reason in account.reasons):
            return None
        if account.outcome not in PUBLISHED:
            return Outcome(input, account.outcome, None, None, account.reasons)
        if self.writer.newest(account.document) != account.version:
            return None
        outcome = "unchanged" if same and account.outcome != "duplicate" else "duplicate"
        return Outcome(input, outcome, account.document, account.version)

    def _put(self, capture: Capture, reading: Reading) -> Outcome:
        raw = self._keep(capture)
        document = reading.document
        outcome, version = self.writer.put(document, raw, RECIPE, self.clock())
        if outcome != "unchanged" and document.flags:
            outcome = "flagged"
        return self._written(
            Outcome(capture.input, outcome, document.id, version.number, document.flags), raw
        )

    def _refused(self, input: str, refusal: Refusal, raw: str | None) -> Outcome:
        return self._written(Outcome(input, refusal.outcome, reasons=refusal.reasons), raw)

    def _keep(self, capture: Capture) -> str:
        whence = Provenance(capture.input, capture.url, capture.fetched, dict(capture.headers))
        return self.writer.keep(capture.body, whence)

    def _written(self, outcome: Outcome, raw: str | None) -> Outcome:
        self.writer.account(
            Account(
                self.run,
                outcome.input,
                raw,
                RECIPE,
                outcome.outcome,
                outcome.id,
                outcome.version,
                outcome.reasons,
            )
        )
        return outcome


def sha256(body: bytes) -> str:
    """The name of these bytes."""
    return hashlib.sha256(body).hexdigest()


def _read(capture: Capture, cage: Cage) -> Reading | Refusal:
    return next(iter(cage.results([capture])))[1]


def _expected(input: str, reading: Reading | Refusal, store: Store) -> Outcome:
    if isinstance(reading, Refusal):
        return Outcome(input, reading.outcome, reasons=reading.reasons)
    document = reading.document
    try:
        version = store.get(document.id).version
    except NotFound:
        outcome = Outcome(input, "added", document.id, 1, document.flags)
    else:
        if version.digest == digest(document):
            return Outcome(input, "unchanged", document.id, version.number)
        outcome = Outcome(input, "updated", document.id, version.number + 1, document.flags)
    return replace(outcome, outcome="flagged") if document.flags else outcome


def _batches(inputs: Iterable[Capture | Unreadable]) -> Iterator[list[Capture | Unreadable]]:
    batch: list[Capture | Unreadable] = []
    size = 0
    for item in inputs:
        batch.append(item)
        size += len(item.body) if isinstance(item, Capture) else 0
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
