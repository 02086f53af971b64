"""What does the catalogue look like? Seven tables; blobs themselves are files beside it.

UNIQUE constraints and foreign keys do the work, checks before inserts do not. A `seal` is the
sha256 of the row it stands in, so that an altered row is found (see verify.py). Keys are compared
byte by byte on every database, whatever its locale is or becomes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from .seal import seal

FORMAT = 1
"""Raised when older programs could no longer read or write the catalogue rightly."""

metadata = MetaData()

_key = Text().with_variant(Text(collation="C"), "postgresql")

# "format", "epoch" and "schema" (see `shape`): the one table every format has, so that a newer
# one can be told.
archive = Table(
    "archive",
    metadata,
    Column("name", _key, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", _key, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("sidecar", _key, nullable=False),  # the sha256 of the file that says whence
    Column("seal", _key, nullable=False),
)

# All but `id` follows from the newest version and the last change; kept to find and to sort.
documents = Table(
    "documents",
    metadata,
    Column("id", _key, primary_key=True),
    Column("source", _key, nullable=False),
    Column("language", _key, nullable=False),
    Column("filed", _key, nullable=False),  # the first moment it may be of; "" when undated
    Column("newest", Integer, nullable=False),
    Column("removed", Boolean, nullable=False),
    Index("documents_filed", "removed", "filed", "id"),
)

versions = Table(
    "versions",
    metadata,
    Column("document", _key, ForeignKey("documents.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seen", _key, nullable=False),
    Column("raw", _key, ForeignKey("blobs.sha256"), nullable=False),
    Column("recipe", _key, nullable=False),
    Column("digest", _key, nullable=False),
    Column("text", Text, nullable=False),  # the document as JSON, in characters as they came
    Column("seal", _key, nullable=False),  # of `text`
    PrimaryKeyConstraint("document", "number"),
)

# One row a change, numbered without gaps; each digest covers the one before (see seal.py).
changes = Table(
    "changes",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("document", _key, ForeignKey("documents.id"), nullable=False),
    Column("version", Integer),
    Column("reason", Text),
    Column("digest", _key, nullable=False),
    ForeignKeyConstraint(["document", "version"], ["versions.document", "versions.number"]),
    UniqueConstraint("document", "version"),
    sqlite_autoincrement=False,
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("began", _key, nullable=False),
    Column("ended", _key),
    Column("counts", Text, nullable=False),
    Column("seal", _key, nullable=False),
)

# The standing accounts. `raw` is "" when the bytes were not kept: NULLs would not be unique.
accounts = Table(
    "accounts",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
    Column("input", _key, nullable=False),
    Column("raw", _key, nullable=False),
    Column("recipe", _key, nullable=False),
    Column("outcome", _key, nullable=False),
    Column("document", _key),
    Column("version", Integer),
    Column("reasons", Text, nullable=False),
    Column("seal", _key, nullable=False),
    UniqueConstraint("raw", "recipe", "input"),
    Index("accounts_outcome", "outcome", "number"),
)


def shape(connection: Connection) -> int:
    """A number that tells whether the tables of a SQLite file are those that were made: their
    definitions are text in that file, and may be damaged like any other. 0 on other databases."""
    if connection.dialect.name != "sqlite":
        return 0
    asked = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    definitions = (value for row in connection.execute(asked) for value in row)
    return int(seal(*definitions)[:15], 16)
