"""What holds of every quote, whatever it is."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.address import addressed, words
from archive.document import Document, Passage
from archive.errors import TooBroad
from archive.opening import memory_archive
from archive.quotes.alignment import aligned, asked
from archive.quotes.folding import shadow, units, variants
from archive.quotes.pieces import Sides, side_by_side
from archive.quotes.values import ALARMS, CLAIMS, NOTES, PIECES, VARIANTS, VERDICTS, QuoteQuery

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LETTERS = "аеёийнот abcde ,.—«»“”…[]!? 1234 中国不一二三臺 \u00a0\u00ad\u200b-"
anything = st.text(alphabet=LETTERS, min_size=1, max_size=60)
HALF = re.compile(r"[^\W\d_]\Z|\d\Z")


@pytest.fixture(scope="module")
def texts(archive):
    """Every passage of the archive, with its document."""
    return [
        (stored.document, passage)
        for stored in archive.every()
        for passage in stored.document.passages
        if len(passage.text) > 20
    ]


@cache
def whole_words(text: str) -> tuple[int, ...]:
    """Where in a text a quote may begin or end: no word, figure or compound is cut there."""
    inside = re.compile(r"[\w\-‐‑%$€№°+±/:.,'’–—]")
    han = re.compile("[\u4e00-\u9fff]")
    numerals = "〇零一二三四五六七八九十百千万亿两"
    places = []
    for at in range(len(text) + 1):
        left, right = text[at - 1 : at], text[at : at + 1]
        cut = inside.match(left or " ") and inside.match(right or " ")
        both_han = han.match(left or " ") and han.match(right or " ")
        if (not cut and right != "%") or (
            both_han and not (left in numerals and right in numerals)
        ):
            places.append(at)
    return tuple(places)


@quick
@given(data=st.data())
def test_a_stretch_of_a_passage_is_verbatim(archive, texts, data):
    document, passage = data.draw(st.sampled_from(texts))
    ends = [*whole_words(passage.text)]
    start = data.draw(st.sampled_from(ends[:-1]))
    stop = data.draw(st.sampled_from([end for end in ends if end > start]))
    text = passage.text[start:stop].strip()
    if not units(text) or units(text)[0].kind == "symbol" or "…" in text or len(units(text)) < 3:
        return
    report = archive.quote(QuoteQuery(text, language=document.language))
    assert report.verdict == "verbatim", text
    assert any(match.text in text for match in report.matches)


@quick
@given(data=st.data())
def test_verbatim_is_only_said_of_what_stands_so(archive, texts, data):
    _, passage = data.draw(st.sampled_from(texts))
    at = data.draw(st.integers(0, len(passage.text) - 1))
    stop = data.draw(st.integers(at + 1, min(len(passage.text), at + 80)))
    edit = data.draw(anything)
    place = data.draw(st.integers(at, stop))
    text = passage.text[at:place] + edit + passage.text[place + data.draw(st.integers(0, 6)) : stop]
    try:
        report = archive.quote(QuoteQuery(text))
    except TooBroad:
        return
    if report.verdict == "verbatim":
        core = text.strip().strip("«»“”„\"'「」 ").strip()
        core = re.sub(r"^[\[(]?…+[\])]?|[\[(]?…+[\])]?$", "", core).strip()
        found = "\n".join(p.text for p in addressed(report.matches[0].stored.document))
        spaced = re.compile(r"\s+")
        assert spaced.sub(" ", core) in spaced.sub(" ", found)


PUT = st.lists(st.sampled_from(["не", "12", "слово", "…", "的", "[word]"]), max_size=2)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2), PUT), min_size=1, max_size=3)


@quick
@given(which=st.integers(0, 10_000), edits=EDITS)
def test_pieces_joined_are_the_quote_and_the_stored_words(archive, texts, which, edits):
    _, passage = texts[which % len(texts)]
    row = passage.text[:400].split(" ")
    for place, gone, put in edits:
        at = int(place * len(row))
        row[at : at + gone] = put
    try:
        report = archive.quote(QuoteQuery(" ".join(row)[:2000]))
    except TooBroad:
        return
    for match in report.matches:
        begin, end = match.quoted
        assert "".join(p.quoted for p in match.pieces) == report.query.text[begin:end]
        assert "".join(p.stored for p in match.pieces) == match.text
        said = words(addressed(match.stored.document), match.start, match.stop)
        assert "\n".join(said) == match.text
        assert match.address.stands(addressed(match.stored.document))
        assert match.verdict in VERDICTS
        assert set(match.variants) <= set(VARIANTS)
        assert set(match.notes) <= set(NOTES)
        assert {p.kind for p in match.pieces} <= set(PIECES)
        assert {alarm.kind for alarm in match.alarms} <= set(ALARMS)


@quick
@given(quote=anything, text=anything)
def test_side_by_side_loses_nothing(quote, text):
    ones, others = units(quote), units(text)
    if not ones or not others:
        return
    path = aligned(asked(ones), others).path
    if all(at is None for _, at in path):
        return
    cells = side_by_side(Sides(quote, text), ones, others, path)
    assert "".join(quote[slice(*cell.quote)] for cell in cells) == quote
    start, stop = cells[0].text[0], cells[-1].text[1]
    assert "".join(text[slice(*cell.text)] for cell in cells) == text[start:stop]
    for cell in cells:
        if cell.kind == "same" and cell.ones:
            assert quote[slice(*cell.quote)] == text[slice(*cell.text)]


@quick
@given(text=st.text(max_size=80))
def test_units_and_shadow_point_into_the_text(text):
    found = units(text)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert all(text[u.start : u.stop] and u.key for u in found)
    seen = shadow(text)
    assert len(seen.text) == len(seen.at)
    assert all(0 <= at < len(text) for at in seen.at)


@quick
@given(word=st.text(alphabet="аеёйабвАЕЁ\u0301\u00ad", min_size=1, max_size=8))
def test_the_same_letters_have_no_variants(word):
    assert variants(word, word) == ()


@quick
@given(text=st.text(max_size=2000))
def test_any_text_is_answered_or_refused(archive, text):
    try:
        report = archive.quote(QuoteQuery(text, speaker=text[:30]))
    except TooBroad:
        return
    assert report.verdict in VERDICTS
    assert all(match.claim.speaker in CLAIMS for match in report.matches)


HOSTILE = (
    "a " * 1000, "的" * 2000, "1 " * 1000, "а\u0301" * 1000, "[" * 1000 + "а" + "]" * 900,
    "… а " * 500, "[…]а" * 500, "« " * 900 + "а", "\U0001f600" * 1900 + "а", "не " * 666,
    "the of and " * 180, "一" * 1999 + "二", "\u202e" * 1900 + "слово", "x" * 2000,
    "- " * 900 + "5",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered(text):
    long = Passage(1, "speech", (text + " " + text[::-1]) * 3)
    document = Document(
        "text-1", "local:1", "text", "release", "ru", "…", None, None, None, None, "final", (long,)
    )
    report = memory_archive((document,)).quote(QuoteQuery(text))
    assert report.verdict in VERDICTS
