"""How does a row prove itself unaltered? By the sha256 of all that stands in it.

The same functions serve every store, so that the same additions give the same chain of changes
in memory, in SQLite and in PostgreSQL.

    >>> seal("kremlin-en-1", 1, None) == seal("kremlin-en-1", 1, "")
    False
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from ..document import Document, Version, plain

FIRST = ""
"""Stands before the first change, where later ones have the digest of the change before."""


def seal(*values: str | int | None) -> str:
    """The sha256 (hexadecimal) of these values in this order."""
    return sha256(json.dumps(values, separators=(",", ":")).encode("ascii"))


def sha256(body: bytes) -> str:
    """The sha256 of bytes, hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def written(document: Document) -> str:
    """The document as the one line of JSON that is kept: same document, same characters."""
    return json.dumps(plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def instant(when: datetime) -> str:
    """A moment as it is kept: ISO 8601 in UTC. Raises ValueError for a time without a zone."""
    if when.tzinfo is None:
        raise ValueError("a time without a zone does not say when")
    return when.astimezone(UTC).isoformat()


def addition(previous: str, seq: int, version: Version, text: str) -> str:
    """The digest of the change that added `version`, of which `text` is what is kept."""
    return seal(
        previous,
        seq,
        version.document,
        version.number,
        instant(version.seen),
        version.raw,
        version.recipe,
        version.digest,
        sha256(text.encode("utf-8", "surrogateescape")),
    )


def removal(previous: str, seq: int, document: str, reason: str) -> str:
    """The digest of the change that removed `document`."""
    return seal(previous, seq, document, None, reason)
