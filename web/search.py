"""What was found? The page of results: how the question was read, hits, facets, ways on."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from archive.search import DEEPEST, SWITCHES, ResultFacet, ResultPage, SearchRequest

from . import links, params
from .facets import sides
from .here import archive
from .timeline import Timeline, timeline
from .ways import Way, ways_out

pages = Blueprint("search", __name__)


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
        ways=ways_out(asked) if not found.documents else (),
        names=other_names(asked, found) if found.documents else (),
        switched_on=switched_on(asked),
        meant=archive().meant(asked, found),
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


def with_switch(off: tuple[str, ...], switch: str) -> tuple[str, ...]:
    """The expansions switched off, and one more."""
    return tuple(one for one in SWITCHES if one in off or one == switch)


def without_switch(off: tuple[str, ...], switch: str) -> tuple[str, ...]:
    """The expansions switched off, without one."""
    return tuple(one for one in off if one != switch)


def switched_on(asked: SearchRequest) -> dict[str, int]:
    """What each expansion switched off would find if it were on again, in documents."""
    every = ((one, without_switch(asked.off, one)) for one in asked.off)
    return {one: archive().count(params.shown(asked, off=off)) for one, off in every}


def other_names(asked: SearchRequest, found: ResultPage) -> tuple[Way, ...]:
    """Of each person named in the question, what is found under all the names; where more is."""
    ways = (
        Way("names", name, changed, archive().count(changed))
        for name, text in archive().every_name(asked.text)
        for changed in (params.shown(asked, text=text),)
    )
    return tuple(way for way in ways if way.documents > found.documents)


def _years(facets: dict[str, ResultFacet], asked: SearchRequest) -> Timeline:
    year = chosen_year(asked)
    facet = facets.get("month" if year else "year")
    values = facet.values if facet else ()
    counts = tuple((v.value, v.documents) for v in values if not year or v.value[:4] == year)
    return timeline(counts, by="month" if year else "year")
