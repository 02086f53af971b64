"""The site in a real browser: no error, no broken policy, no sideways scrolling, enough contrast.

Needs Debian's chromium; without it the tests are skipped, except where CI=true, where they fail.
"""

from __future__ import annotations

import os
import re
import shutil

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

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
    "/help",
    "/status",
    "/nowhere",
)
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHROMIUM = shutil.which("chromium")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true",
    reason="NO BROWSER: chromium is missing; install Debian's chromium to test the pages in it",
)


@pytest.fixture(scope="module")
def browser():
    """Debian's chromium."""
    assert CHROMIUM, "chromium is missing, and this is the place where it must be"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def opened(browser: Browser, width: int, script: bool = True, scheme: str = "light") -> Page:
    """A window that writes down every complaint of the browser."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script, color_scheme=scheme
    )
    window = context.new_page()
    window.complaints = []
    window.on("console", lambda message: window.complaints.append(message.text))
    window.on("pageerror", lambda error: window.complaints.append(str(error)))
    window.on("requestfailed", lambda request: window.complaints.append(failed(request)))
    return window


def complaints(window: Page) -> list[str]:
    """What the browser complained of; a page that is not there is told so by design."""
    return [c for c in window.complaints if c and "status of 404" not in c]


def failed(request: Request) -> str:
    """What did not come, unless the browser itself gave it up on leaving the page."""
    return "" if request.failure == "net::ERR_ABORTED" else f"{request.url} {request.failure}"


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
    assert "/d/" in window.url
    assert window.locator("mark").count() > 0
    assert complaints(window) == []
    window.context.close()


def test_the_view_is_kept_from_page_to_page(browser, site):
    window = opened(browser, 1280, script=False)
    window.goto(f"{site}zh/help")
    window.select_option("select[name=size]", "larger")
    window.select_option("select[name=colours]", "blue")
    window.click(".view button")
    before = window.evaluate("getComputedStyle(document.body).fontSize")
    window.click("nav.places a >> nth=0")
    window.fill("#q", "贸易")
    window.keyboard.press("Enter")
    window.wait_for_url("**/search?q=*")
    window.click("article.hit h2 a >> nth=0")
    html = window.locator("html")
    assert html.get_attribute("data-size") == "larger"
    assert html.get_attribute("data-colours") == "blue"
    assert window.evaluate("getComputedStyle(document.body).fontSize") == before
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
