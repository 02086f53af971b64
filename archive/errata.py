"""Which misprints of its sources does the archive know? They stay as printed; pages say [sic].

`errata.toml` in the archive's folder is kept by hand, one table for each:

    [[misprint]]
    document = "sample-1"
    printed = "evets"
    meant = "events"

    >>> known = Errata((Misprint("sample-1", "evets", "events"),))
    >>> known.of("sample-1").found("Sport evets, not revets.")
    ((6, 11, 'events'),)
    >>> sic("Sport evets.", known.of("sample-1"), "en")
    'Sport evets [sic].'

Text is never mended: a quotation with the misprint is the right one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .errors import ArchiveError

SIC = {"ru": " [так в тексте]", "zh": "［原文如此］", "en": " [sic]"}
"""What an editor puts after a misprint, by the language of the text."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """What a document prints, letter for letter, and what is meant."""

    document: str
    printed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Errata:
    """The misprints that are known."""

    misprints: tuple[Misprint, ...] = ()

    def of(self, document: str) -> Errata:
        """Those of a document."""
        return Errata(tuple(one for one in self.misprints if one.document == document))

    def found(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Where misprints stand in a text, in order: start, stop, what is meant. As whole words;
        in a script without spaces, wherever the characters stand."""
        spots = {
            (at.start(), at.end(), one.meant)
            for one in self.misprints
            for at in re.finditer(_bounded(one.printed), text)
        }
        return tuple(sorted(spots))


def sic(text: str, errata: Errata, language: str) -> str:
    """A text as an editor may quote it, with a sign after each misprint."""
    told, here = [], 0
    for _, stop, _ in errata.found(text):
        told += [text[here:stop], SIC.get(language.partition("-")[0], SIC["en"])]
        here = stop
    return "".join((*told, text[here:]))


def read(path: Path) -> Errata:
    """The file of misprints; none when there is no file. Raises ArchiveError."""
    if not path.is_file():
        return Errata()
    try:
        rows = tomllib.loads(path.read_text("utf8")).get("misprint", [])
        return Errata(tuple(Misprint(r["document"], r["printed"], r["meant"]) for r in rows))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path.name} cannot be read: {error!r}") from error


def kept(path: Path) -> Callable[[], Errata]:
    """The misprints of a file, read again when it has changed. A file that breaks while the
    archive is open leaves those that were known."""
    known, stamp = read(path), _signature(path)

    def now() -> Errata:
        nonlocal known, stamp
        if _signature(path) != stamp:
            stamp = _signature(path)
            with suppress(ArchiveError):
                known = read(path)
        return known

    return now


def _signature(path: Path) -> tuple[int, int, int] | None:
    with suppress(OSError):
        status = path.stat()
        return status.st_mtime_ns, status.st_size, status.st_ino
    return None


def _bounded(printed: str) -> str:
    before = r"(?<!\w)" if _joins(printed[:1]) else ""
    after = r"(?!\w)" if _joins(printed[-1:]) else ""
    return f"{before}{re.escape(printed)}{after}"


def _joins(character: str) -> bool:
    """Whether a letter more beside it would make another word."""
    return character.isalnum() and not "\u2e80" <= character <= "\u9fff"
