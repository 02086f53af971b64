"""No title, name or place breaks a citation: it stays one line, in one direction, and harmless."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.citations import STYLES, cite
from archive.document import Speaker, Voice
from tests.citations.cases import CASES, LINK, whole

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eright to left\u2066",
    "two\nlines\r\nand\ttabs\x0b\x85\u2028",
    '<span class="nocase">kept</span>',
    "«“”»„“‘’",
    "العربية שלום",
    "{}%s{0}",
    "x" * 10_000,
    "слово " * 2_000,
    "\x00\ufffe\U000e0041",
]


class Text(HTMLParser):
    """What a browser would show of HTML, and the elements in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name == "href"]

    def handle_data(self, data):
        self.text += data


def everywhere(text: str):
    """A transcript that says it everywhere."""
    speaker = Speaker(text, text, text)
    voices = (Voice(speaker), Voice(Speaker("x", "x"), speaker, "read-out", "interpreted"))
    return whole("en", text, *voices, place=text, credit=text, url="https://press.example/1")


def assert_sound(source, style: str) -> None:
    made = cite(source, style, link=LINK)
    assert made.text == " ".join(made.text.split())
    assert not any(unicodedata.bidirectional(c) in BIDI for c in made.text)
    assert LINK in made.text
    shown = Text(made.html)
    assert shown.text == made.text
    assert set(shown.tags) <= {"span", "i", "a"}
    assert shown.links == [LINK]


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text(style: str, text: str) -> None:
    assert_sound(everywhere(text), style)


@settings(max_examples=60)
@given(TEXTS)
def test_any_text(text: str) -> None:
    for style in STYLES:
        assert_sound(everywhere(text), style)


@pytest.mark.parametrize("case", CASES)
def test_html_and_text_say_the_same(case: str) -> None:
    for style in STYLES:
        assert_sound(CASES[case], style)


def test_only_web_addresses_become_links() -> None:
    made = cite(CASES["a year"], "apa", link="javascript:alert(1)")
    assert Text(made.html).links == []


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_is_never_endless(style: str) -> None:
    assert len(cite(everywhere("слово " * 2_000), style, link=LINK).text) < 60_000
