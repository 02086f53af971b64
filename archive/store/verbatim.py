r"""Can this text be kept exactly as it is? Two things cannot: U+0000 and a lone surrogate.

PostgreSQL refuses the first, UTF-8 has no bytes for the second. Every store refuses both alike,
before anything is written; what is kept comes back character for character.

    >>> storable("the title", "Речь\x00")
    Traceback (most recent call last):
    archive.errors.Unstorable: the title holds U+0000 at character 4, which cannot be kept verbatim
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..document import Document, plain
from ..errors import Unstorable
from . import Account, Provenance

_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def storable(subject: str, text: str | None) -> None:
    """Raises Unstorable, naming `subject`, the character and its offset, for text that cannot."""
    found = _FORBIDDEN.search(text or "")
    if found:
        character = f"U+{ord(found.group()):04X}"
        raise Unstorable(
            f"{subject} holds {character} at character {found.start()}, "
            "which cannot be kept verbatim"
        )


def is_storable(text: str) -> bool:
    """Whether nothing forbids it: what cannot be kept need not be looked for."""
    return _FORBIDDEN.search(text) is None


def storable_document(document: Document) -> None:
    """Raises Unstorable when any text of the document cannot be kept."""
    storable("the id", document.id)
    _storable_value(document.id, plain(document))


def storable_provenance(provenance: Provenance) -> None:
    """Raises Unstorable when whence something came cannot be written down."""
    storable("the name of the input", provenance.input)
    storable("the address of the input", provenance.url)
    for name, value in provenance.headers.items():
        storable("a header", name + value)


def storable_account(account: Account) -> None:
    """Raises Unstorable when an account cannot be written down."""
    storable("the name of the input", account.input)
    storable("the recipe", account.recipe)
    for reason in account.reasons:
        storable("a reason", reason)


def _storable_value(subject: str, value: object) -> None:
    if isinstance(value, str):
        storable(subject, value)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            _storable_value(f"{subject}, {name}", part)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            _storable_value(f"{subject} {number}", part)
