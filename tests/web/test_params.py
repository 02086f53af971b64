"""Arguments: what each means, what is refused, and that writing and reading are inverse."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from archive.document import CHANNELS, KINDS
from archive.search import DEEPEST, SWITCHES, Filters, SearchRequest
from web import params


def read(query: str) -> SearchRequest:
    return params.read(MultiDict(parse_qsl(query, keep_blank_values=True)))


@pytest.mark.parametrize(
    ("query", "request_"),
    [
        ("", SearchRequest()),
        ("q=мост", SearchRequest("мост")),
        ("q=&from=&lang=", SearchRequest()),
        ("lang=ru&lang=zh", SearchRequest(filters=Filters(language=("ru", "zh")))),
        ("lang=ru&lang=ru", SearchRequest(filters=Filters(language=("ru",)))),
        ("person=fang-daochuan", SearchRequest(filters=Filters(mentioned=("fang-daochuan",)))),
        ("from=2024&to=2024-05", SearchRequest(filters=Filters(since="2024", until="2024-05"))),
        ("from=17.05.2024&to=", SearchRequest(filters=Filters(since="2024-05-17"))),
        (
            "from=2024/5&to=2024年5月17日",
            SearchRequest(filters=Filters(since="2024-05", until="2024-05-17")),
        ),
        ("sort=new&by=turn", SearchRequest(sort="newest", by="turn")),
        ("exact=1&off=yo&off=forms", SearchRequest(exact=True, off=("forms", "yo"))),
        ("page=3&per_page=50", SearchRequest(page=3, per_page=50)),
        ("utm_source=letter&q=a", SearchRequest("a")),
    ],
)
def test_what_arguments_mean(query, request_):
    assert read(query) == request_


@pytest.mark.parametrize(
    ("query", "name", "reason"),
    [
        ("q=a&q=b", "q", "repeated"),
        ("from=2024&from=2024", "from", "repeated"),
        ("page=1&page=2", "page", "repeated"),
        ("q=a%00b", "q", "characters"),
        ("speaker=%00", "speaker", "characters"),
        ("sort=best", "sort", "unknown"),
        ("by=passage", "by", "unknown"),
        ("exact=yes", "exact", "unknown"),
        ("off=everything", "off", "unknown"),
        ("kind=poem", "kind", "unknown"),
        ("channel=radio", "channel", "unknown"),
        ("lang=<ru>", "lang", "unknown"),
        ("from=32.05.2024", "from", "date"),
        ("to=2023..2024", "to", "date"),
        ("from=17.05.24", "from", "date"),
        ("from=2024-13", "from", "date"),
        ("to=2023-02-29", "to", "date"),
        ("from=0000", "from", "date"),
        ("from=２０２４", "from", "date"),
        ("from=2024-06&to=2024-05", "from", "order"),
        ("page=0", "page", "number"),
        ("page=-1", "page", "number"),
        ("page=1e3", "page", "number"),
        ("page=٣", "page", "number"),
        ("per_page=101", "per_page", "number"),
        (f"page={DEEPEST // 20 + 1}", "page", "deep"),
        ("speaker=" + "a" * 601, "speaker", "long"),
        ("&".join(f"speaker={n}" for n in range(41)), "speaker", "long"),
    ],
)
def test_what_is_refused(query, name, reason):
    with pytest.raises(params.BadArgument) as refused:
        read(query)
    assert (refused.value.name, refused.value.reason) == (name, reason)


def test_a_surrogate_is_refused():
    with pytest.raises(params.BadArgument):
        params.read(MultiDict([("q", "\ud800")]))


def test_programs_may_not_misspell_a_filter():
    with pytest.raises(params.BadArgument):
        params.read(MultiDict([("speker", "Лесной")]), strict=True)


words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
values = st.lists(words.filter(bool), unique=True, max_size=3).map(tuple)
dates = st.dates().map(lambda d: d.isoformat())
ranges = st.tuples(dates, dates).map(sorted) | st.sampled_from(
    [(None, None), ("2024", None), (None, "2024-05"), ("2024", "2024")]
)


@st.composite
def requests(draw) -> SearchRequest:
    since, until = draw(ranges)
    filters = Filters(
        language=draw(st.sampled_from([(), ("ru",), ("zh-Hant", "en")])),
        kind=draw(st.lists(st.sampled_from(KINDS), unique=True).map(tuple)),
        channel=draw(st.lists(st.sampled_from(CHANNELS), unique=True).map(tuple)),
        since=since,
        until=until,
        **{name: draw(values) for name in ("source", "place", "speaker", "author", "mentioned")},
    )
    return SearchRequest(
        text=draw(words),
        filters=filters,
        exact=draw(st.booleans()),
        off=tuple(s for s in SWITCHES if draw(st.booleans())),
        by=draw(st.sampled_from(["document", "turn"])),
        sort=draw(st.sampled_from(["relevance", "newest", "oldest"])),
        page=draw(st.integers(1, 100)),
        per_page=draw(st.integers(1, 100)),
    )


@given(requests())
def test_reading_undoes_writing(request):
    assert params.read(MultiDict(params.write(request)), strict=True) == request


@given(requests())
def test_an_address_brings_back_the_request(request):
    address = urlencode(params.write(request), doseq=True)
    assert read(address) == request


@given(requests())
def test_choosing_and_taking_back(request):
    held = params.only(request, "speaker", "Лесной")
    assert held.filters.speaker == ("Лесной",)
    both = params.also(held, "speaker", "方道川")
    assert both.filters.speaker == ("Лесной", "方道川")
    assert params.also(both, "speaker", "方道川") == both
    assert params.without(both, "speaker", "方道川") == held
    assert params.without(both, "speaker").filters.speaker == ()
    assert params.unfiltered(both).filters == Filters()
    assert {r.page for r in (held, both, params.within(request, "2024", None))} == {1}
    assert params.shown(request, page=7).page == 7
