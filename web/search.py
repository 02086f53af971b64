"""What was found? The page of results: how the question was read, hits, facets, ways on."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, current_app, request

from archive.document import TITLE
from archive.patience import Patience
from archive.query import excludes_words, parse
from archive.search import DEEPEST, SWITCHES, ResultFacet, ResultHit, ResultPage, SearchRequest

from . import links, params
from .facets import listed, side
from .here import archive
from .kept import kept, leave_out
from .timeline import Counts, timeline
from .ways import Way, counted, quoted, ways_out

pages = Blueprint("search", __name__)


@pages.get("/search")
@kept("search.html")
def results() -> dict[str, object]:
    """What the page of results says."""
    asked = params.read(request.args)
    patience = Patience(current_app.config["PATIENCE"])
    found = archive().search(asked, patience)
    beside = _beside(asked, found, patience)
    if patience.spent:
        leave_out()
    facets = {facet.name: facet for facet in found.facets}
    return beside | {
        "asked": asked,
        "found": printed(found),
        "facets": listed(found.facets),
        "side": side,
        "people": archive().people.digest(),
        "years": _years(facets, asked),
        "year": chosen_year(asked),
        "timeline": timeline,
        "last": last_page(asked, found),
        "left_out": patience.spent,
        "excluding": bool(found.documents) and excludes_words(parse(asked.text).tree),
        "passage_url": links.passages(asked),
        "first_spoken": first_spoken,
        "title_marks": title_marks,
        "switches": SWITCHES,
        "with_switch": with_switch,
        "without_switch": without_switch,
    }


def _beside(asked: SearchRequest, found: ResultPage, patience: Patience) -> dict[str, object]:
    """What a page offers besides what was found, as long as there is patience: the likeliest help
    first."""
    nothing = not found.documents
    switched = switched_on(asked, patience)
    meant, apart = (), ()
    with patience.leaving_out():
        meant = archive().meant(asked, found, patience)
    with patience.leaving_out():
        apart = archive().apart(asked, patience) if nothing else ()
    return {
        "switched_on": switched,
        "meant": meant,
        "apart": apart,
        "ways": ways_out(asked, patience) if nothing else (),
        "quoted": quoted(asked) if nothing else "",
        "names": () if nothing else other_names(asked, found, patience),
    }


def chosen_year(asked: SearchRequest) -> str | None:
    """The year within which the chosen dates lie; None when there is no such year."""
    since, until = asked.filters.since, asked.filters.until
    return since[:4] if since and until and since[:4] == until[:4] else None


def last_page(asked: SearchRequest, found: ResultPage) -> int:
    """The number of the last page one can turn to."""
    count = found.turns if asked.by == "turn" else found.documents
    deepest = DEEPEST // asked.per_page
    return max(1, min(deepest, -(-count // asked.per_page)))


def first_spoken(hit: ResultHit) -> int | None:
    """The number of the first passage shown of a hit, its head apart; None when there is none."""
    return next((passage.number for passage in hit.passages if passage.number > 0), None)


def title_marks(hit: ResultHit) -> tuple[tuple[int, int], ...]:
    """What matched in the title of a hit."""
    return next((passage.marks for passage in hit.passages if passage.number == TITLE), ())


def printed(found: ResultPage) -> ResultPage:
    """What was found as it is printed. Not printed is what any document added may change: scores,
    and in which state this was found, unless the index is behind."""
    hits = tuple(replace(hit, score=0.0) for hit in found.hits)
    if found.indexed < found.seq:
        return replace(found, hits=hits)
    return replace(found, hits=hits, seq=0, indexed=0)


def with_switch(off: tuple[str, ...], switch: str) -> tuple[str, ...]:
    """The expansions switched off, and one more."""
    return tuple(one for one in SWITCHES if one in off or one == switch)


def without_switch(off: tuple[str, ...], switch: str) -> tuple[str, ...]:
    """The expansions switched off, without one."""
    return tuple(one for one in off if one != switch)


def switched_on(asked: SearchRequest, patience: Patience) -> dict[str, int | None]:
    """What each expansion switched off would find if it were on again, in documents; None where
    there was no time to count."""
    every = ((one, without_switch(asked.off, one)) for one in asked.off)
    return {one: counted(params.shown(asked, off=off), patience) for one, off in every}


def other_names(asked: SearchRequest, found: ResultPage, patience: Patience) -> tuple[Way, ...]:
    """Of each person named in the question, what is found under all the names; where more is."""
    ways = (
        Way("names", name, changed, counted(changed, patience) or 0)
        for name, text in archive().every_name(asked.text)
        for changed in (params.shown(asked, text=text),)
    )
    return tuple(way for way in ways if way.documents > found.documents)


def _years(facets: dict[str, ResultFacet], asked: SearchRequest) -> Counts:
    """The counts of the years found, or of the months of the chosen one."""
    year = chosen_year(asked)
    facet = facets.get("month" if year else "year")
    values = facet.values if facet else ()
    return tuple((v.value, v.documents) for v in values if not year or v.value[:4] == year)
