"""What may stand in an address as an id? Strict forms: anything else is no such page."""

from __future__ import annotations

from werkzeug.routing import BaseConverter


class DocumentId(BaseConverter):
    """The id of a document: [a-z0-9-]+, of a sane length."""

    regex = "[a-z0-9][a-z0-9-]{0,199}"


class Sha256(BaseConverter):
    """A digest in hexadecimal."""

    regex = "[0-9a-f]{64}"


class Number(BaseConverter):
    """A number of a version or a passage, from 1 up, without leading zeros."""

    regex = "[1-9][0-9]{0,6}"

    def to_python(self, value: str) -> int:
        return int(value)
