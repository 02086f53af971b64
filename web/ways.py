"""What would find something where a search found nothing? The nearest ways out, least change
first: each is tried, and shown with what it finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from archive.analysis import readings
from archive.patience import Patience
from archive.query import And, DateRange, Everything, Field, Not, Or, Phrase, Query, parse, unparse
from archive.search import SWITCHES, SearchRequest
from archive.together import spaced

from . import params
from .here import archive

MOST = 8
_MOST_TRIED = 20
_QUOTES = '"«»“”„「」'
_WIDER = 1  # years on either side


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a search that found nothing: what to change (`kind`, `value`), the request,
    and how many documents it finds."""

    kind: str
    value: str
    asked: SearchRequest
    documents: int


def ways_out(asked: SearchRequest, patience: Patience | None = None) -> tuple[Way, ...]:
    """At most eight that find something, each another request; fewer when there is no patience."""
    patience = patience or Patience()
    found: dict[SearchRequest, Way] = {}
    for kind, value, changed in islice(_changes(asked), _MOST_TRIED):
        if not _asks_the_same_or_all(asked, changed) and changed not in found and len(found) < MOST:
            documents = counted(changed, patience)
            if documents:
                found[changed] = Way(kind, value, changed, documents)
    return tuple(found.values())


def _asks_the_same_or_all(asked: SearchRequest, changed: SearchRequest) -> bool:
    """Whether a change is none, or leaves nothing of what was typed: the whole archive is no way
    out of a lone quotation mark."""
    nothing_left = changed.text != asked.text and parse(changed.text).tree == Everything()
    return changed == asked or nothing_left


def quoted(asked: SearchRequest) -> str:
    """The longest phrase of a question, to be checked as a quote; "" where there is none of two
    words at least."""
    phrases = (part.text for part in _parts(parse(asked.text).tree) if isinstance(part, Phrase))
    sizes = ((sum(len(reading.tokens) for reading in readings(text)), text) for text in phrases)
    words, text = max(sizes, default=(0, ""))
    return text if words > 1 else ""


def _parts(tree: Query) -> tuple[Query, ...]:
    return tree.parts if isinstance(tree, And | Or) else (tree,)


def counted(asked: SearchRequest, patience: Patience) -> int | None:
    """How many documents a request finds; None when it is too broad to be told in time."""
    with patience.leaving_out():
        return archive().count(asked, patience)
    return None


def _changes(asked: SearchRequest) -> Iterator[tuple[str, str, SearchRequest]]:
    if asked.exact:
        yield "exact", "", params.shown(asked, exact=False)
    for switch in asked.off:
        off = tuple(one for one in SWITCHES if one in asked.off and one != switch)
        yield "switch", switch, params.shown(asked, off=off)
    if any(mark in asked.text for mark in _QUOTES):
        yield "phrase", "", params.shown(asked, text=_unquoted(asked.text))
    if (text := spaced(asked.text)) != asked.text:
        yield "phrase", "", params.shown(asked, text=text)
    for name, text in archive().every_name(asked.text):
        yield "names", name, params.shown(asked, text=text)
    yield from _fewer_filters(asked)
    yield from _fewer_parts(asked)


def _fewer_filters(asked: SearchRequest) -> Iterator[tuple[str, str, SearchRequest]]:
    chosen, filters = asked.filters.chosen(), asked.filters
    dated = filters.since or filters.until
    for facet in chosen:
        yield "facet", facet, params.without(asked, facet)
    if dated:
        for since, until in _wider(filters.since, filters.until):
            yield "wider", f"{since or ''}..{until or ''}", params.within(asked, since, until)
        yield "dates", "", params.within(asked, None, None)
    if len(chosen) + bool(dated) > 1:
        yield "filters", "", params.unfiltered(asked)


def _wider(since: str | None, until: str | None) -> Iterator[tuple[str | None, str | None]]:
    """The whole years, then a year more on either side."""
    first, last = (since or "")[:4] or None, (until or "")[:4] or None
    if (first, last) != (since, until):
        yield first, last
    yield (
        f"{max(1, int(first) - _WIDER):04}" if first else None,
        f"{min(9999, int(last) + _WIDER):04}" if last else None,
    )


def _fewer_parts(asked: SearchRequest) -> Iterator[tuple[str, str, SearchRequest]]:
    """The question without a field, a date or an exclusion; words by themselves are counted
    elsewhere (archive.suggest.apart)."""
    tree = parse(asked.text).tree
    if not isinstance(tree, And):
        return
    for at, part in enumerate(tree.parts):
        if isinstance(part, Field | DateRange | Not):
            rest = (*tree.parts[:at], *tree.parts[at + 1 :])
            text = unparse(And(rest) if len(rest) > 1 else rest[0])
            yield "without", unparse(part), replace(asked, text=text, page=1)


def _unquoted(text: str) -> str:
    return "".join(" " if mark in _QUOTES else mark for mark in text).strip()
