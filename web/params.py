"""What do the arguments of an address mean? The only place that knows their names.

A single-valued argument given twice, a NUL, or a value nobody defined is refused with a plain
sentence (BadArgument), never guessed at. Facets repeat their argument: OR within, AND across.

    >>> from werkzeug.datastructures import MultiDict
    >>> asked = read(MultiDict([("q", "инвестиции"), ("lang", "ru"), ("sort", "new")]))
    >>> asked.filters.language, asked.sort
    (('ru',), 'newest')
    >>> write(also(asked, "language", "zh"))
    {'q': ['инвестиции'], 'lang': ['ru', 'zh'], 'sort': ['new']}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from archive.document import CHANNELS, KINDS, PartialDate
from archive.query import one_date
from archive.quotes.values import QuoteQuery
from archive.search import DEEPEST, GRAINS, MOST_PER_PAGE, PER_PAGE, SWITCHES, SearchRequest

FACETS = {
    "lang": "language",
    "speaker": "speaker",
    "author": "author",
    "source": "source",
    "kind": "kind",
    "place": "place",
    "channel": "channel",
    "person": "mentioned",
}
"""Argument → the facet it chooses in."""

Arguments = dict[str, list[str]]

ARGUMENT_OF = {facet: argument for argument, facet in FACETS.items()}
SORTS = {"relevance": "relevance", "new": "newest", "old": "oldest"}
CLOSED = {"kind": KINDS, "channel": CHANNELS}
SINGLE = ("q", "from", "to", "by", "sort", "page", "per_page", "exact")
KNOWN = frozenset(SINGLE) | frozenset(FACETS) | {"off"}

SIZES = ("normal", "large", "larger")
COLOURS = ("paper", "white", "black", "blue")

MOST_VALUES = 40
LONGEST_VALUE = 600
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class BadArgument(ValueError):
    """An argument that cannot be used: its `name`, and why (`reason`, a code of words.REFUSALS)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class View:
    """How a visitor wishes to read: size of the type and colours of the site."""

    size: str = "normal"
    colours: str = "paper"


def read(arguments: MultiDict, strict: bool = False) -> SearchRequest:
    """The request these arguments ask for. `strict` refuses names nobody defined (the API does:
    there a misspelt filter would be a wrong answer). Raises BadArgument."""
    for name in arguments:
        if strict and name not in KNOWN:
            raise BadArgument(name, "name")
        if name in KNOWN:
            _check_characters(name, arguments.getlist(name))
    single = {name: _single(arguments, name) for name in SINGLE}
    filters = {facet: _values(arguments, name) for name, facet in FACETS.items()}
    since, until = _date("from", single["from"]), _date("to", single["to"])
    if since and until and _first(since) > _last(until):
        raise BadArgument("from", "order")
    request = SearchRequest(text=single["q"] or "")
    return replace(
        request,
        filters=replace(request.filters, **filters, since=since, until=until),
        exact=_flag("exact", single["exact"]),
        off=_off(arguments),
        by=_one_of("by", single["by"], GRAINS, "document"),
        sort=SORTS[_one_of("sort", single["sort"], SORTS, "relevance")],
        **_page(single["page"], single["per_page"]),
    )


def usable(arguments: MultiDict) -> SearchRequest:
    """The request these arguments ask for without those that are refused."""
    left = arguments.copy()
    while True:
        try:
            return read(left)
        except BadArgument as error:
            left.poplist(error.name)


def write(request: SearchRequest) -> dict[str, list[str]]:
    """The arguments that ask for it, without those that say what is said anyway; `read` is its
    inverse."""
    single = {
        "q": request.text,
        "from": request.filters.since or "",
        "to": request.filters.until or "",
        "by": "" if request.by == "document" else request.by,
        "sort": "" if request.sort == "relevance" else _name_of_sort(request.sort),
        "page": "" if request.page == 1 else str(request.page),
        "per_page": "" if request.per_page == PER_PAGE else str(request.per_page),
        "exact": "1" if request.exact else "",
    }
    facets = {ARGUMENT_OF[name]: list(chosen) for name, chosen in request.filters.chosen().items()}
    given = {name: [value] for name, value in single.items() if value}
    every = given | facets | ({"off": list(request.off)} if request.off else {})
    return {name: every[name] for name in ORDER if name in every}


DATES = ("from", "to")

ORDER = ("q", *FACETS, "from", "to", "by", "sort", "exact", "off", "page", "per_page")
"""The order of arguments in addresses we write: the same request has one address."""


def around(request: SearchRequest, *names: str) -> tuple[Arguments, Arguments]:
    """The arguments of page 1 of a request but for those of these names: what stands before them
    in an address, and what after."""
    kept = write(request)
    kept.pop("page", None)
    place = ORDER.index(names[0])
    return (
        {name: kept[name] for name in ORDER[:place] if name in kept},
        {name: kept[name] for name in ORDER[place:] if name in kept and name not in names},
    )


def only(request: SearchRequest, facet: str, value: str) -> SearchRequest:
    """Replaces what is chosen in the facet: its list has as many documents as the value counts."""
    return _chosen(request, facet, (value,))


def also(request: SearchRequest, facet: str, value: str) -> SearchRequest:
    """Adds a value to the facet's choice (OR)."""
    before = getattr(request.filters, facet)
    return _chosen(request, facet, before if value in before else (*before, value))


def without(request: SearchRequest, facet: str, value: str | None = None) -> SearchRequest:
    """Takes a value out of the facet's choice; without a value, all of them."""
    before = getattr(request.filters, facet)
    return _chosen(request, facet, tuple(v for v in before if value is not None and v != value))


def within(request: SearchRequest, since: str | None, until: str | None) -> SearchRequest:
    """Replaces the range of dates."""
    return replace(request, filters=replace(request.filters, since=since, until=until), page=1)


def shown(request: SearchRequest, **ways: object) -> SearchRequest:
    """The same question shown another way: `sort`, `by`, `exact`, `off`, `text`, `per_page` (each
    starts at page 1) or `page`."""
    return replace(request, **({"page": 1} | ways))


def unfiltered(request: SearchRequest) -> SearchRequest:
    """The same words, with nothing chosen."""
    return replace(request, filters=type(request.filters)(), page=1)


def read_quote(arguments: MultiDict, strict: bool = False) -> QuoteQuery:
    """The quote these arguments ask about, as `read` reads a search. Raises BadArgument."""
    for name in arguments:
        if strict and name not in QUOTE:
            raise BadArgument(name, "name")
        if name in QUOTE:
            _check_characters(name, arguments.getlist(name))
    single = {name: _single(arguments, name) for name in QUOTE}
    speaker, language = single["speaker"], single["lang"]
    if speaker and len(speaker) > LONGEST_VALUE:
        raise BadArgument("speaker", "long")
    if language and not _LANGUAGE.fullmatch(language):
        raise BadArgument("lang", "unknown")
    text = (single["q"] or "").replace("\r\n", "\n")  # forms send line ends so (HTML)
    return QuoteQuery(text, speaker, _claimed(single["date"]), language)


def _claimed(value: str | None) -> str | None:
    """A date as people write it: 29.07.2024 and 2024年7月29日, too."""
    if not value or not value.strip():
        return None
    return _date("date", value)


def write_quote(query: QuoteQuery) -> dict[str, str]:
    """The arguments that ask about it; `read_quote` is its inverse."""
    given = (query.text, query.speaker, query.date, query.language)
    return {name: value for name, value in zip(QUOTE, given, strict=True) if value}


QUOTE = ("q", "speaker", "date", "lang")
"""The arguments of a quote: its text, who is claimed to have said so and when, where to look."""


def read_view(arguments: MultiDict) -> View:
    """How these arguments ask to be shown. Raises BadArgument."""
    return View(
        _one_of("size", _single(arguments, "size"), SIZES, "normal"),
        _one_of("colours", _single(arguments, "colours"), COLOURS, "paper"),
    )


def choice(arguments: MultiDict, name: str, known: Mapping | tuple, usual: str) -> str:
    """A single argument with one of the known values. Raises BadArgument."""
    return _one_of(name, _single(arguments, name), known, usual)


def write_view(view: View) -> dict[str, str]:
    """The arguments that keep a view on the next page."""
    kept = {"size": view.size, "colours": view.colours}
    usual = {"size": "normal", "colours": "paper"}
    return {name: value for name, value in kept.items() if value != usual[name]}


def marking(request: SearchRequest) -> dict[str, list[str]]:
    """The arguments a document's page needs to mark what was searched for."""
    kept = write(request)
    return {name: kept[name] for name in ("q", "exact", "off") if name in kept}


def following(request: SearchRequest) -> dict[str, list[str]]:
    """The arguments of the feed of a search: its order and its pages are its own."""
    return write(replace(request, by="document", sort="relevance", page=1, per_page=PER_PAGE))


def _chosen(request: SearchRequest, facet: str, values: tuple[str, ...]) -> SearchRequest:
    return replace(request, filters=replace(request.filters, **{facet: values}), page=1)


def _check_characters(name: str, values: list[str]) -> None:
    for value in values:
        if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
            raise BadArgument(name, "characters")


def _single(arguments: MultiDict, name: str) -> str | None:
    values = arguments.getlist(name)
    if len(values) > 1:
        raise BadArgument(name, "repeated")
    return values[0] if values and values[0] else None


def _values(arguments: MultiDict, name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in arguments.getlist(name) if value))
    if len(values) > MOST_VALUES or any(len(value) > LONGEST_VALUE for value in values):
        raise BadArgument(name, "long")
    known = CLOSED.get(name)
    if known and not set(values) <= set(known):
        raise BadArgument(name, "unknown")
    if name == "lang" and not all(_LANGUAGE.fullmatch(value) for value in values):
        raise BadArgument(name, "unknown")
    return values


def _one_of(name: str, value: str | None, known: Mapping | tuple, usual: str) -> str:
    if value is None:
        return usual
    if value not in known:
        raise BadArgument(name, "unknown")
    return value


def _flag(name: str, value: str | None) -> bool:
    return _one_of(name, value, ("0", "1"), "0") == "1"


def _off(arguments: MultiDict) -> tuple[str, ...]:
    values = set(arguments.getlist("off")) - {""}
    if not values <= set(SWITCHES):
        raise BadArgument("off", "unknown")
    return tuple(switch for switch in SWITCHES if switch in values)


def _date(name: str, value: str | None) -> str | None:
    """A date in any form a query takes, as it is kept in filters."""
    if value is None:
        return None
    found = one_date(value)
    if found is None:
        raise BadArgument(name, "date")
    return found


def _first(value: str):
    return PartialDate(value, "printed", "").first()


def _last(value: str):
    return PartialDate(value, "printed", "").last()


def _page(page: str | None, per_page: str | None) -> dict[str, int]:
    for name, value in (("page", page), ("per_page", per_page)):
        if value is not None and not _NUMBER.fullmatch(value):
            raise BadArgument(name, "number")
    number, count = int(page or 1), int(per_page or PER_PAGE)
    if count > MOST_PER_PAGE:
        raise BadArgument("per_page", "number")
    if number * count > DEEPEST:
        raise BadArgument("page", "deep")
    return {"page": number, "per_page": count}


def _name_of_sort(sort: str) -> str:
    return next(name for name, value in SORTS.items() if value == sort)
