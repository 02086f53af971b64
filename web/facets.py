"""What stands beside the results? The values of each facet, ready to be printed: some hundreds of
rows a page, so nothing is looked up, written or translated twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from archive.search import FacetValue, ResultFacet, SearchRequest

from . import links, params, words
from .filters import thousands, tongue
from .here import archive, language

SIDE = ("language", "speaker", "author", "source", "kind", "place", "channel", "mentioned")
"""Facets beside the results, in this order."""

SHOWN = 7  # values of a facet before the fold
FOLDED = 60  # behind it

WORDS = {"language": words.LANGUAGES, "kind": words.KINDS, "channel": words.CHANNELS}


class Row(NamedTuple):
    """A value: its name and the language that is in ("" for the interface's own words), its count,
    a bar in percent of the longest, its list, whether it is chosen, and the list of what is chosen
    with this one added or, when chosen, taken out (None: there is nothing to add it to)."""

    name: str
    lang: str
    count: str
    share: float
    href: str
    held: bool
    change: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """A facet: its first values and those chosen, those behind the fold, and how many there are
    beyond the first."""

    name: str
    rows: tuple[Row, ...]
    folded: tuple[Row, ...]
    more: int


def listed(facets: Iterable[ResultFacet]) -> tuple[ResultFacet, ...]:
    """The facets that have values, in the order of SIDE."""
    by_name = {facet.name: facet for facet in facets if facet.values}
    return tuple(by_name[name] for name in SIDE if name in by_name)


def side(facet: ResultFacet, asked: SearchRequest) -> Side:
    """A facet ready to be printed; names are those of the authority file."""
    made = _maker(facet, asked)
    first, rest = facet.values[:SHOWN], facet.values[SHOWN:]
    chosen = [value for value in rest if value.value in facet.chosen]
    folded = [value for value in rest[:FOLDED] if value.value not in facet.chosen]
    return Side(
        facet.name, tuple(map(made, (*first, *chosen))), tuple(map(made, folded)), len(rest)
    )


def _maker(facet: ResultFacet, asked: SearchRequest) -> Callable[[FacetValue], Row]:
    """How a value of this facet becomes a row."""
    named = _namer(facet.name)
    only = links.only(asked, facet.name)
    also = links.also(asked, facet.name) if facet.chosen else None
    most = max(value.documents for value in facet.values) or 1
    separator = thousands(language())

    def made(value: FacetValue) -> Row:
        held = value.value in facet.chosen
        name, lang = named(value.value)
        return Row(
            name,
            lang,
            f"{value.documents:,}".replace(",", separator),
            round(100 * value.documents / most, 2),
            only(value.value),
            held,
            links.search_url(params.without(asked, facet.name, value.value))
            if held
            else also and also(value.value),
        )

    return made


def _namer(facet: str) -> Callable[[str], tuple[str, str]]:
    """What a value of this facet is called, and in which language."""
    if facet in WORDS:
        return lambda value: (words.word(WORDS[facet], value), "")
    if facet == "source":
        return lambda value: (
            (words.word(words.SOURCES, value), "")
            if value in words.SOURCES
            else (value, tongue(value))
        )
    called = archive().labels(facet, language())
    return lambda value: (name := called(value), tongue(name))
