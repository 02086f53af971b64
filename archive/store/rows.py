"""How do values become rows, and rows values? Pure functions, both ways, with their seals."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Row

from ..document import Document, Stored, Version, restored
from ..errors import Damaged
from . import Account, Change, Run
from .seal import instant, seal, sha256, written


def filed(document: Document) -> str:
    """Where a document stands in the order of time: the first day it may be of, and the time of
    day if that is known; "" when it is undated, before all others."""
    date = document.date()
    return "" if date is None else f"{date.first().isoformat()}T{date.time or ''}"


def document_row(document: Document, newest: int) -> dict:
    """A present document."""
    return {
        "source": document.source,
        "language": document.language,
        "filed": filed(document),
        "newest": newest,
        "removed": False,
    }


def version_row(version: Version, document: Document) -> dict:
    """A version with its text."""
    text = written(document)
    return {
        "document": version.document,
        "number": version.number,
        "seen": instant(version.seen),
        "raw": version.raw,
        "recipe": version.recipe,
        "digest": version.digest,
        "text": text,
        "seal": sha256(text.encode()),
    }


def version_of(row: Row) -> Version:
    """The version a row stands for."""
    seen = datetime.fromisoformat(row.seen)
    return Version(row.document, row.number, seen, row.raw, row.recipe, row.digest)


def document_of(text: str) -> Document:
    """The document that was written so."""
    return restored(json.loads(text))


def read_anew(seal: str, text: str) -> Document:
    """The document of a seal, by its text."""
    return document_of(text)


def stored_of(row: Row, decoded: Callable[[str, str], Document] = read_anew) -> Stored:
    """A row of a version joined with its document's `newest`; `decoded` may know already what the
    text of a seal says. Raises Damaged for altered text: what was not received is never shown."""
    if sha256(row.text.encode()) != row.seal:
        raise Damaged(f"version {row.number} of {row.document} is not the text that was kept")
    document = decoded(row.seal, row.text)
    return Stored(document, version_of(row), row.newest)


def change_of(row: Row) -> Change:
    """The change a row stands for."""
    return Change(row.seq, row.document, row.version, row.digest)


def blob_row(name: str, size: int, sidecar: bytes) -> dict:
    """A blob and the digest of what stands beside it."""
    fields = {"sha256": name, "size": size, "sidecar": sha256(sidecar)}
    return fields | {"seal": seal(*fields.values())}


def account_row(number: int, account: Account) -> dict:
    """An account; those with a higher number are newer."""
    fields = {
        "number": number,
        "run": account.run,
        "input": account.input,
        "raw": account.raw or "",
        "recipe": account.recipe,
        "outcome": account.outcome,
        "document": account.document,
        "version": account.version,
        "reasons": json.dumps(account.reasons, ensure_ascii=False),
    }
    return fields | {"seal": seal(*fields.values())}


def account_of(row: Row) -> Account:
    """The account a row stands for."""
    return Account(
        row.run,
        row.input,
        row.raw or None,
        row.recipe,
        row.outcome,
        row.document,
        row.version,
        tuple(json.loads(row.reasons)),
    )


def run_row(number: int, began: str, ended: str | None, counts: Mapping[str, int]) -> dict:
    """A run; times as `instant` writes them."""
    fields = {
        "number": number,
        "began": began,
        "ended": ended,
        "counts": json.dumps(dict(sorted(counts.items()))),
    }
    return fields | {"seal": seal(*fields.values())}


def run_of(row: Row) -> Run:
    """The run a row stands for."""
    ended = datetime.fromisoformat(row.ended) if row.ended else None
    return Run(row.number, datetime.fromisoformat(row.began), ended, json.loads(row.counts))


def unaltered(row: Row) -> bool:
    """Whether a row of blobs, accounts or runs has the seal it was written with."""
    *values, sealed = row
    return seal(*values) == sealed
