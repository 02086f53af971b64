"""The site in a real browser: no error, no broken policy, no sideways scrolling, contrast."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.web.browsing import complaints, needs_browser, opened
from web.params import COLOURS

LANGUAGES = ("ru", "zh", "en")
PAGES = (
    "/",
    "/search?q=мост",
    "/search?q=贸易&by=turn",
    "/search?from=2024&to=2024&speaker=ivan-lesnoy&kind=transcript",
    "/search?q=zzzzz",
    "/search?q=мост&size=larger",
    "/d/kremlin-ru-101?q=мост",
    "/d/fmprc-202",
    "/d/agency-303?size=larger&colours=blue",
    "/people",
    "/people/ivan-lesnoy",
    "/people/fang-daochuan?size=larger",
    "/people/ivan-lesnoy/with?other=fang-daochuan",
    "/events/kremlin-ru-101",
    "/quote?q=мост&speaker=Иван",
    "/check",
    "/basket",
    "/help",
    "/status",
    "/nowhere",
)
pytestmark = needs_browser


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_every_page(browser, site, width, lang, script):
    window = opened(browser, width, script)
    outside = []
    window.on("request", lambda r: outside.append(r.url) if not r.url.startswith(site) else None)
    for path in PAGES:
        window.goto(f"{site}{lang}{path}")
        wide = window.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (path, wide)
        assert complaints(window) == [], path
    assert outside == []
    window.context.close()


def test_no_cookie_is_ever_set(browser, site):
    window = opened(browser, 1280)
    for path in PAGES:
        window.goto(f"{site}ru{path}")
    assert window.context.cookies() == []
    window.context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_search_without_script(browser, site, lang):
    window = opened(browser, 360, script=False)
    window.goto(f"{site}{lang}/")
    window.fill("#q", "мост")
    window.keyboard.press("Enter")
    window.wait_for_url("**/search?q=*")
    assert window.locator("article.hit").count() == 16
    window.click("a.narrow")
    assert window.locator("#facets").is_visible()
    window.click("#facets .facet:nth-of-type(6) a >> nth=0")
    assert not window.locator("#facets").is_visible()
    window.click("article.hit h2 a >> nth=0")
    window.wait_for_url("**/d/*")
    assert window.locator("mark").count() > 0
    assert complaints(window) == []
    window.context.close()


def test_the_view_is_kept_from_page_to_page(browser, site):
    window = opened(browser, 1280, script=False)
    window.goto(f"{site}zh/help")
    window.select_option("select[name=size]", "larger")
    window.select_option("select[name=colours]", "blue")
    window.click(".view button")
    window.wait_for_url("**size=larger*")
    before = window.evaluate("getComputedStyle(document.body).fontSize")
    window.click("nav.places a >> nth=0")
    window.fill("#q", "贸易")
    window.keyboard.press("Enter")
    window.wait_for_url("**/search?q=*")
    window.click("article.hit h2 a >> nth=0")
    window.wait_for_url("**/d/*")
    html = window.locator("html")
    assert html.get_attribute("data-size") == "larger"
    assert html.get_attribute("data-colours") == "blue"
    assert window.evaluate("getComputedStyle(document.body).fontSize") == before
    window.context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_place_is_kept_where_the_view_changes(browser, site, lang, script):
    """A fragment is never sent to a server: the browser keeps it, where a form names no address."""
    window = opened(browser, 360, script)
    window.goto(f"{site}{lang}/d/kremlin-ru-101?q=мост#p4")
    window.select_option("select[name=size]", "larger")
    window.select_option("select[name=colours]", "blue")
    window.click(".view button")
    window.wait_for_url("**size=larger*")
    assert window.url.endswith("#p4")
    assert "q=%D0%BC%D0%BE%D1%81%D1%82" in window.url
    assert window.locator("html").get_attribute("data-colours") == "blue"
    assert window.locator("#p4:target p").first.is_visible()
    top = window.evaluate("document.getElementById('p4').getBoundingClientRect().top")
    assert 0 <= top < 800
    window.context.close()


def test_the_place_is_kept_in_another_language_of_the_site(browser, site):
    window = opened(browser, 1280)
    window.goto(f"{site}ru/d/kremlin-ru-101#p4")
    window.click("nav.tongues a[hreflang=en]")
    window.wait_for_url("**/en/d/kremlin-ru-101*")
    assert window.url.endswith("/en/d/kremlin-ru-101#p4")
    window.context.close()


def test_the_keyboard_suffices(browser, site):
    window = opened(browser, 1280)
    window.goto(f"{site}ru/d/kremlin-ru-101?q=мост")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "skip"
    box = window.locator(".skip").bounding_box()
    assert box["x"] >= 0
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main"
    window.goto(f"{site}ru/")
    window.keyboard.press("/")
    assert window.evaluate("document.activeElement.id") == "q"
    window.context.close()


TYPED = (("т", "KeyN", "p3"), ("т", "KeyN", "p9"), ("Process", "KeyP", "p3"), ("о", "KeyJ", "p9"))


def typed(window: Page, key: str, code: str) -> None:
    """A key of another keyboard: what it types, and where it is."""
    session = window.context.new_cdp_session(window)
    for kind in ("keyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": code})
    session.detach()


def test_keys_of_a_russian_and_a_chinese_keyboard(browser, site):
    window = opened(browser, 1280)
    window.goto(f"{site}ru/d/kremlin-ru-101?q=мост")
    for key, code, place in TYPED:
        typed(window, key, code)
        assert window.evaluate("location.hash") == f"#{place}", (key, code)
    typed(window, "с", "KeyC")
    assert window.locator("#copybar").is_visible()
    window.keyboard.press("Escape")
    for key in (".", "、", "Process"):
        window.goto(f"{site}ru/help")
        typed(window, key, "Slash")
        assert window.evaluate("document.activeElement.id") == "q", key
    window.context.close()


LONG = (
    "A" * 120,
    "https://press.example/" + "b" * 150,
    "source:" + "n" * 100,
    "colour:мост -" + "C" * 90,
)


@pytest.mark.parametrize("asked", LONG, ids=["word", "address", "source", "minus"])
def test_long_words_break(browser, site, asked):
    window = opened(browser, 360)
    for path in ("search", "d/kremlin-ru-101", "quote"):
        window.goto(f"{site}en/{path}?q={asked}")
        wide = window.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (path, wide)
    window.context.close()


TARGETS = ".number, .passage .quote, .step a, .chip a, .ways a, .hits > .whence a, .values a"
SMALL = """(selector) => [...document.querySelectorAll(selector)]
  .map((link) => [link.outerHTML, link.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finger_hits_what_it_means(browser, site, lang):
    """WCAG 2.5.8: 24 by 24."""
    window = opened(browser, 360)
    for path in (
        "search?q=торговля&lang=ru",
        "search?q=торговля&lang=ru&by=turn#facets",
        "d/kremlin-ru-101?q=мост",
    ):
        window.goto(f"{site}{lang}/{path}")
        assert window.locator(TARGETS).count() > 9
        assert window.evaluate(SMALL, TARGETS) == []
    window.context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_what_was_found_stands_below_what_was_asked(browser, site, width):
    window = opened(browser, width)
    window.goto(f"{site}ru/search?q=торговля")
    lefts = {
        round(window.locator(one).first.bounding_box()["x"])
        for one in (".ask", ".chips", ".tally", ".hit")
    }
    assert len(lefts) == 1, lefts
    window.context.close()


def luminance(colour: str) -> float:
    """Relative luminance of "rgb(r, g, b)" (WCAG 2.2)."""
    parts = [int(n) / 255 for n in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = """() => {
  const of = (selector, what) => getComputedStyle(document.querySelector(selector))[what];
  const paper = of("body", "backgroundColor");
  return {
    reading: [of(".passage p", "color"), paper],
    mark: [of("mark", "color"), of("mark", "backgroundColor")],
    link: [of(".origin a", "color"), paper],
    number: [of("#p4 .number", "color"), paper],
    label: [of(".voice .label", "color"), paper],
    editorial: [of("#p6 p", "color"), paper],
    doubt: [of(".doubts li", "color"), paper],
    about: [of(".head .about", "color"), paper],
    button: [of("button", "color"), of("button", "backgroundColor")],
    field: [of("select", "color"), of("select", "backgroundColor")],
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", COLOURS)
def test_contrast(browser, site, colours, scheme):
    window = opened(browser, 1280, scheme=scheme)
    window.goto(f"{site}ru/d/kremlin-ru-101?q=мост&colours={colours}")
    pairs = window.evaluate(PAIRS)
    for name, pair in pairs.items():
        assert contrast(*pair) >= (7 if name in ("reading", "mark") else 4.5), (name, pair)
    window.context.close()


def test_dark_is_dark_and_paper_is_light(browser, site):
    seen = []
    for scheme in ("light", "dark"):
        window = opened(browser, 1280, scheme=scheme)
        window.goto(f"{site}ru/")
        seen.append(luminance(window.evaluate("getComputedStyle(document.body).backgroundColor")))
        window.context.close()
    assert seen[0] > 0.8
    assert seen[1] < 0.05


@pytest.mark.parametrize(("lang", "document"), [("ru", "kremlin-ru-101"), ("zh", "fmprc-202")])
def test_the_measure_is_that_of_a_book(browser, site, lang, document):
    """The width of the text, in its own size: as many Han characters, about twice the letters."""
    window = opened(browser, 1280)
    window.goto(f"{site}{lang}/d/{document}")
    width, size = window.evaluate(
        "(() => { const p = document.querySelector('.turn:not(.editorial) .passage p');"
        "return [p.clientWidth, parseFloat(getComputedStyle(p).fontSize)]; })()"
    )
    assert 30 <= width / size <= 38
    window.context.close()


def test_printing_leaves_the_text(browser, site):
    window = opened(browser, 1280)
    window.goto(f"{site}ru/d/kremlin-ru-101")
    window.emulate_media(media="print")
    assert window.locator(".passage").first.is_visible()
    assert window.locator(".voice").first.is_visible()
    assert window.locator(".source").is_visible()
    for gone in (".masthead nav", ".colophon", ".outline"):
        assert not window.locator(gone).first.is_visible()
    window.context.close()
