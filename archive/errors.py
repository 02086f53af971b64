"""What can go wrong in the archive. Every error carries its subject; nothing foreign leaves us."""

from __future__ import annotations


class ArchiveError(Exception):
    """The root of all our errors: a sentence for a person, without paths or SQL."""


class NotFound(ArchiveError):
    """There is no such document, version, passage or blob; `subject` is what was asked for."""

    def __init__(self, subject: str) -> None:
        super().__init__(f"not in the archive: {subject}")
        self.subject = subject


class NoArchive(ArchiveError):
    """No archive has been made where one was looked for."""


class Busy(ArchiveError):
    """Another job is writing; try again later (exit code 75)."""


class StaleWriter(ArchiveError):
    """This writer was stopped and replaced: its epoch is over, nothing more is accepted from it."""


class Damaged(ArchiveError):
    """Something kept does not have the digest it was kept under; the sentence names it."""


class Unstorable(ArchiveError):
    """A text that cannot be kept verbatim (U+0000, a lone surrogate); nothing of it was written."""


class NewerFormat(ArchiveError):
    """The archive was written by a newer Harbin; it is left as it is."""


class StorageFailed(ArchiveError):
    """The disk or the database refused (full, failing). What was acknowledged is whole."""


class EngineUnavailable(ArchiveError):
    """The index cannot answer now (damaged, being rebuilt, unreachable). Never "0 results"."""


class EngineBusy(EngineUnavailable):
    """Nor for a reason outside it: no room on the disk, too little memory, another job. What the
    index holds stays good; to make it anew would not help."""


class NoSuch(ArchiveError):
    """A value that nothing here has: a slip there would find nothing, and sound sure. `field` is
    what is chosen by (language), `known` the values there are."""

    def __init__(self, field: str, value: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no such {field}: {value}; known: {', '.join(known)}")
        self.field, self.value, self.known = field, value, known


class TooBroad(ArchiveError):
    """A question that would cost more than its bound; the sentence says how to narrow it."""
