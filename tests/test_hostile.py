"""Hostile inputs, each between two good pages: read verbatim, or refused or flagged; never wrong.

The needle stands at the end of each page: what a parser drops silently is what follows a trap.
"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from ingest.cage import Cage
from ingest.page import Capture, Reading, Refusal

NOW = datetime(2024, 5, 17, tzinfo=UTC)

LEAD = (
    "<p>The fair opened in the city on Friday and will run for five days, the organisers said in "
    "the press centre; delegations of thirty regions take part in it this year.</p>"
)
NEEDLE = "The needle sentence stands exactly here, in the last paragraph of the page."
RUSSIAN = "Последний абзац стоит именно здесь, и ни одна буква в нём не потеряна."
CHINESE = "最后一段话就在这里，一个字也没有丢失，请大家放心阅读。"


def page(body: str, needle: str = NEEDLE, head: str = "") -> bytes:
    text = f"<html><head>{head}<title>The fair opened</title></head><body><h1>The fair opened</h1>"
    return (text + LEAD + body + f"<p>{needle}</p></body></html>").encode()


def labelled(needle: str, encoding: str, label: str) -> bytes:
    return page("", needle, f"<meta charset={label}>").decode().encode(encoding, "ignore")


NFD = "Ваи\u0306н е\u0308лки и café\u0301 стоят в первом предложении последнего абзаца."
COMPAT = "他说\uf90a属工业今年继续发展，各方代表都表示满意和支持。"
SPACES = "\xa0".join(["Слово"] * 607)
BIDI = "The sum was \u202e321\u202c million, the minister said at the end of the meeting."

INPUTS = {
    "depth 5,000": (page("<div>" * 5_000 + "deep" + "</div>" * 5_000), NEEDLE),
    "depth unclosed": (page("<font>" * 5_000), NEEDLE),
    "depth behind stray ends": (page("<b><div></b></div>" * 300), NEEDLE),
    "text node of 12 MB": (page("<p>" + "word " * 2_400_000), NEEDLE),
    "word of 12 MB": (page("<p>" + "a" * 12_000_000), NEEDLE),
    "comment of 12 MB": (page("<!--" + "a " * 6_000_000 + "-->"), NEEDLE),
    "unclosed comment": (page("<!-- never closed"), NEEDLE),
    "unclosed script": (page("<script>var a = 1;"), NEEDLE),
    "unclosed attribute": (page('<a href="x>'), NEEDLE),
    "200,000 attributes": (page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">"), NEEDLE),
    "200,000 bare attributes": (page("<p " + "a " * 200_000 + ">"), NEEDLE),
    "300,000 paragraphs": (page("<p>" * 300_000), NEEDLE),
    "100,000 less-than signs": (page("<" * 100_000), NEEDLE),
    "NUL": (page("<p>One\x00two</p>"), NEEDLE),
    "NUL in the needle": (page("", NEEDLE[:20] + "\x00" + NEEDLE[20:]), NEEDLE),
    "NUL by reference": (page("<p>One&#0;two</p>"), NEEDLE),
    "lone surrogate": (page("").replace(b"needle", b"nee\xed\xa0\x80dle"), NEEDLE),
    "surrogate by reference": (page("<p>One&#xD800;two</p>"), NEEDLE),
    "noncharacter": (page("<p>One\uffff</p>"), NEEDLE),
    "bell and escape": (page("<p>One\x07\x1b[31m</p>"), NEEDLE),
    "bidi": (page("", BIDI), BIDI),
    "NFD": (page("", NFD), NFD),
    "compatibility ideograph": (page("", COMPAT), COMPAT),
    "606 no-break spaces": (page("", SPACES), SPACES),
    "soft hyphens": (page("", "Пере\u00adстрой\u00adка: " + RUSSIAN), "Пере\u00adстрой\u00adка: "),
    "zero width": (page("", "Zero\u200bwidth. " + NEEDLE), "Zero\u200bwidth. " + NEEDLE),
    "astral": (page("", "Это 𠮷野家 🙂: " + RUSSIAN), "Это 𠮷野家 🙂: " + RUSSIAN),
    "cp1251 as koi8-r": (labelled(RUSSIAN, "cp1251", "koi8-r"), RUSSIAN),
    "koi8-r as cp1251": (labelled(RUSSIAN, "koi8-r", "windows-1251"), RUSSIAN),
    "cp1251 as mac": (labelled(RUSSIAN, "cp1251", "x-mac-cyrillic"), RUSSIAN),
    "cp1251 as gb2312": (labelled(RUSSIAN, "cp1251", "gb2312"), RUSSIAN),
    "utf-8 as cp1251": (labelled(RUSSIAN, "utf-8", "windows-1251"), RUSSIAN),
    "utf-8 as gb2312": (labelled(CHINESE, "utf-8", "gb2312"), CHINESE),
    "gbk as utf-8": (labelled(CHINESE, "gbk", "utf-8"), CHINESE),
    "gbk as big5": (labelled(CHINESE, "gbk", "big5"), CHINESE),
    "gbk beyond gb2312": (labelled("朱镕基" + CHINESE, "gbk", "gb2312"), "朱镕基" + CHINESE),
    "big5 as gbk": (labelled("最後一段話就在這裡，請大家放心閱讀。", "big5", "gbk"), "最後一段話"),
    "double mojibake": (page("", RUSSIAN.encode().decode("cp1251", "replace")), RUSSIAN),
    "truncated multibyte": (page("", RUSSIAN)[:-40], RUSSIAN),
    "gzip": (gzip.compress(page("")), NEEDLE),
    "empty": (b"", NEEDLE),
    "white space": (b" \r\n\t " * 1_000, NEEDLE),
    "script only": (b"<html><script>" + b"x();" * 1_000 + b"</script></html>", NEEDLE),
    "not found": (b"<html><title>404 Not Found</title><h1>404 Not Found</h1><p>nginx", NEEDLE),
    "random": (bytes((n * n * 31 + n // 7) % 256 for n in range(20_000)), NEEDLE),
}

QUICK = 120.0
"""Seconds an input may take here: a loaded machine is no failure, a hang is."""


@pytest.fixture(scope="module")
def cage():
    with Cage(1, seconds=QUICK) as cage:
        yield cage


@pytest.fixture(scope="module")
def good() -> bytes:
    return page("<p>Ordinary paragraphs follow each other on this page.</p>")


def read(result: Reading | Refusal, needle: str) -> bool:
    """Whether the needle is in a passage verbatim."""
    return isinstance(result, Reading) and any(
        needle in passage.text for passage in result.document.passages
    )


@pytest.mark.parametrize("name", INPUTS)
def test_silent_wrong_is_zero(cage, good, name):
    body, needle = INPUTS[name]
    bodies = (good, body, good)
    captures = [Capture(f"{n}.html", None, NOW, body) for n, body in enumerate(bodies)]
    before, hostile, after = (result for _, result in cage.results(captures))
    assert read(before, NEEDLE), before
    assert read(after, NEEDLE), after
    if isinstance(hostile, Refusal):
        assert hostile.outcome in ("quarantined", "skipped", "rejected")
        assert hostile.reasons
    else:
        assert read(hostile, needle) or hostile.document.flags, hostile


KEPT = ("NFD", "compatibility ideograph", "606 no-break spaces", "soft hyphens", "astral")


@pytest.mark.parametrize("name", KEPT)
def test_what_is_odd_but_right_is_kept_as_it_is(cage, name):
    body, needle = INPUTS[name]
    [(_, reading)] = cage.results([Capture("a.html", None, NOW, body)])
    assert read(reading, needle), reading


MUST_REFUSE = (
    "depth 5,000", "depth behind stray ends", "text node of 12 MB", "200,000 attributes", "NUL",
    "lone surrogate", "cp1251 as koi8-r", "gbk as utf-8", "big5 as gbk", "gzip", "empty",
    "white space", "script only", "not found", "random", "double mojibake",
)  # fmt: skip


@pytest.mark.parametrize("name", MUST_REFUSE)
def test_what_cannot_be_trusted_is_refused(cage, name):
    body, _ = INPUTS[name]
    [(_, refusal)] = cage.results([Capture("a.html", None, NOW, body)])
    assert isinstance(refusal, Refusal), refusal


def test_bidi_is_kept_and_flagged(cage):
    body, needle = INPUTS["bidi"]
    [(_, reading)] = cage.results([Capture("a.html", None, NOW, body)])
    assert read(reading, needle)
    assert any(flag.startswith("direction-controls: ") for flag in reading.document.flags)
