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

Text is never mended: a quotation with the misprint is the right one. Only who looks for words in
their forms finds it by what is meant, too: those terms stand at the printed place, and never in the
exact stream.

    >>> meant("Sport evets.", known.of("sample-1"))
    {1: ('m:events', 'w:event')}
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .analysis import EXACT, MEANT, UNFOLDED, Token, tokenize
from .errors import ArchiveError

SIC = {"ru": " [так в тексте]", "zh": "［原文如此］", "en": " [sic]"}
"""What an editor puts after a misprint, by the language of the text."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """What a document prints, letter for letter, and what is meant."""

    document: str
    printed: str
    meant: str


@dataclass(frozen=True)
class Errata:
    """The misprints that are known."""

    misprints: tuple[Misprint, ...] = ()

    @cached_property
    def _by_document(self) -> Mapping[str, Errata]:
        rows: dict[str, list[Misprint]] = {}
        for one in self.misprints:
            rows.setdefault(one.document, []).append(one)
        return {document: Errata(tuple(row)) for document, row in rows.items()}

    def of(self, document: str) -> Errata:
        """Those of a document."""
        return self._by_document.get(document, NONE)

    def found(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Where misprints stand in a text, in order: start, stop, what is meant. As whole words;
        in a script without spaces, wherever the characters stand."""
        spots = {
            (at.start(), at.end(), one.meant)
            for one in self.misprints
            for at in re.finditer(_bounded(one.printed), text)
        }
        return tuple(sorted(spots))

    def digest(self) -> str:
        """Changes whenever a misprint does."""
        return hashlib.sha256(repr(self.misprints).encode("utf8")).hexdigest()


NONE = Errata()


def words(text: str, errata: Errata = NONE) -> tuple[Token, ...]:
    """The words of a text as they are indexed: a misprint as printed and as meant."""
    tokens, more = tokenize(text), meant(text, errata)
    if not more:
        return tokens
    return tuple(
        token._replace(terms=tuple(dict.fromkeys(token.terms + more.get(token.position, ()))))
        for token in tokens
    )


def meant(text: str, errata: Errata) -> dict[int, tuple[str, ...]]:
    """By position in a text, the terms of what is meant there. Word for word from the first on;
    where more is meant than is printed, the rest at the last. (So of a Chinese misprint that lacks
    a character only what stands before the gap, and behind it, is found.)"""
    terms: dict[int, tuple[str, ...]] = {}
    spots = errata.found(text)
    tokens = tokenize(text) if spots else ()
    for start, stop, instead in spots:
        places = [t.position for t in tokens if t.start < stop and start < t.stop]
        for number, word in enumerate(tokenize(instead) if places else ()):
            place = places[min(number, len(places) - 1)]
            terms[place] = terms.get(place, ()) + _as_meant(word)
    return terms


def _as_meant(word: Token) -> tuple[str, ...]:
    """The terms of a word that is not printed: nothing in the exact stream."""
    return tuple(
        MEANT + term[len(EXACT) :] if term.startswith(EXACT) else term
        for term in word.terms
        if not term.startswith(UNFOLDED)
    )


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
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"the misprints cannot be read: {error!r}") from error


def _bounded(printed: str) -> str:
    before = r"(?<!\w)" if _joins(printed[:1]) else ""
    after = r"(?!\w)" if _joins(printed[-1:]) else ""
    return f"{before}{re.escape(printed)}{after}"


def _joins(character: str) -> bool:
    """Whether a letter more beside it would make another word."""
    return character.isalnum() and not "\u2e80" <= character <= "\u9fff"
