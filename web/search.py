"""What was found? The page of results: how the question was read, hits, facets, ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from archive.search import DEEPEST, SWITCHES, ResultFacet, ResultPage, SearchRequest
from archive.suggest import FEW

from . import links, params
from .facets import sides
from .here import archive
from .timeline import Timeline, timeline

pages = Blueprint("search", __name__)


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a search that found nothing: what to change (`kind`, `value`), the request,
    and how many documents it finds."""

    kind: str
    value: str
    asked: SearchRequest
    documents: int


@pages.get("/search")
def results() -> str:
    """The page of results."""
    asked = params.read(request.args)
    found = archive().search(asked)
    facets = {facet.name: facet for facet in found.facets}
    return render_template(
        "search.html",
        asked=asked,
        found=found,
        facets=sides(found.facets, asked),
        years=_years(facets, asked),
        year=chosen_year(asked),
        last=last_page(asked, found),
        ways=tuple(ways_out(asked)) if not found.documents else (),
        meant=archive().suggestions(asked) if _found_few(asked, found) else (),
        apart=archive().apart(asked) if not found.documents else (),
        passage_url=links.passages(asked),
        switches=SWITCHES,
        with_switch=with_switch,
        without_switch=without_switch,
    )


def chosen_year(asked: SearchRequest) -> str | None:
    """The year within which the chosen dates lie; None when there is no such year."""
    since, until = asked.filters.since, asked.filters.until
    return since[:4] if since and until and since[:4] == until[:4] else None


def last_page(asked: SearchRequest, found: ResultPage) -> int:
    """The number of the last page one can turn to."""
    count = found.turns if asked.by == "turn" else found.documents
    deepest = DEEPEST // asked.per_page
    return max(1, min(deepest, -(-count // asked.per_page)))


def ways_out(asked: SearchRequest) -> Iterator[Way]:
    """What would find something: each is tried, and only those that do are shown."""
    for kind, value, changed in _changes(asked):
        documents = archive().count(changed)
        if documents:
            yield Way(kind, value, changed, documents)


def with_switch(off: tuple[str, ...], switch: str) -> tuple[str, ...]:
    """The expansions switched off, and one more."""
    return tuple(one for one in SWITCHES if one in off or one == switch)


def without_switch(off: tuple[str, ...], switch: str) -> tuple[str, ...]:
    """The expansions switched off, without one."""
    return tuple(one for one in off if one != switch)


def _changes(asked: SearchRequest) -> Iterator[tuple[str, str, SearchRequest]]:
    chosen = asked.filters.chosen()
    dated = asked.filters.since or asked.filters.until
    if asked.exact:
        yield "exact", "", params.shown(asked, exact=False)
    if any(mark in asked.text for mark in QUOTES):
        yield "phrase", "", params.shown(asked, text=_unquoted(asked.text))
    for facet in list(chosen)[:4]:
        yield "facet", facet, params.without(asked, facet)
    if dated:
        yield "dates", "", params.within(asked, None, None)
    if len(chosen) + bool(dated) > 1:
        yield "filters", "", params.unfiltered(asked)


QUOTES = '"«»“”„'


def _unquoted(text: str) -> str:
    return "".join(" " if mark in QUOTES else mark for mark in text).strip()


def _found_few(asked: SearchRequest, found: ResultPage) -> bool:
    return bool(asked.text.strip()) and asked.page == 1 and found.documents <= FEW


def _years(facets: dict[str, ResultFacet], asked: SearchRequest) -> Timeline:
    year = chosen_year(asked)
    facet = facets.get("month" if year else "year")
    values = facet.values if facet else ()
    counts = tuple((v.value, v.documents) for v in values if not year or v.value[:4] == year)
    return timeline(counts, by="month" if year else "year")
