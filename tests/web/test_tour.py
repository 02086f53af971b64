"""A reader's tour, with the keyboard alone, on a narrow screen: search, open, go to the third
place found, copy its quotation; what is on the clipboard is what the archive has, code point by
code point."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import complaints, needs_browser, opened
from tests.web.conftest import free_port, samples_served
from tests.web.samples import BRIDGES, bridges

pytestmark = needs_browser

MARKS = {"ru": "«»", "zh": "“”", "en": "“”"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a document in each language is served."""
    with samples_served(bridges, free_port()) as (_, address):
        yield address.rstrip("/")


def tab_to(window: Page, selector: str) -> None:
    """Presses Tab until the keyboard is there."""
    for _ in range(120):
        window.keyboard.press("Tab")
        if window.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached")


def clipboard(browser: Browser, address: str) -> str:
    """What anyone would paste."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    window = context.new_page()
    window.goto(f"{address}/en/help")
    text = window.evaluate("navigator.clipboard.readText()")
    context.close()
    return text


def searched(window: Page, lang: str) -> None:
    """Search from the front page, and open what is found."""
    tab_to(window, "#q")
    window.keyboard.type(BRIDGES[lang][0])
    window.keyboard.press("Enter")
    window.wait_for_url("**/search?q=*")
    tab_to(window, "article.hit h2 a")
    window.keyboard.press("Enter")
    window.wait_for_url(f"**/d/bridge-{lang}*")


def is_quoted(text: str, lang: str) -> None:
    """Whether a copy begins with the third place, exactly, and says through whom it came."""
    opening, closing = MARKS[lang]
    said = BRIDGES[lang][1][3]
    wanted = [ord(c) for c in f"{opening}{said}{closing}"]
    assert [ord(c) for c in text][: len(wanted)] == wanted
    assert "Ван Мин" in text
    spoken = {"ru": "устный перевод", "zh": "口译", "en": "interpreted"}
    assert spoken[lang] in text
    assert f"/{lang}/q/bridge-{lang}.1.4:0-4:{len(said)}." in text


@pytest.mark.parametrize("lang", BRIDGES)
def test_with_a_script(browser, address, lang):
    window = opened(browser, 360)
    window.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    window.goto(f"{address}/{lang}/")
    searched(window, lang)
    window.keyboard.press("n")
    window.keyboard.press("n")
    assert window.evaluate("location.hash") == "#p4"
    assert "3" in window.locator(".passage:target .step").inner_text()
    window.keyboard.press("c")
    assert window.evaluate("document.activeElement.name") == "quote"
    window.keyboard.press("Enter")
    expect(window.locator("#copied")).not_to_be_empty()
    is_quoted(window.evaluate("navigator.clipboard.readText()"), lang)
    html = window.evaluate(HTML)
    assert BRIDGES[lang][1][3] in html
    window.keyboard.press("Escape")
    assert not window.locator("#copybar").is_visible()
    assert window.evaluate("document.activeElement.closest('.passage').id") == "p4"
    window.keyboard.press("p")
    assert window.evaluate("location.hash") == "#p3"
    assert complaints(window) == []
    window.context.close()


HTML = """async () => {
  const [item] = await navigator.clipboard.read();
  const page = new DOMParser().parseFromString(
    await (await item.getType("text/html")).text(), "text/html");
  return page.querySelector("blockquote").textContent;
}"""


@pytest.mark.parametrize("lang", BRIDGES)
def test_without_a_script(browser, address, lang):
    window = opened(browser, 360, script=False)
    window.goto(f"{address}/{lang}/")
    searched(window, lang)
    for _ in range(2):
        tab_to(window, ".step a[href^='#p']:last-child")
        window.keyboard.press("Enter")
    assert window.url.endswith("#p4")
    tab_to(window, "#p4 .quote")
    window.keyboard.press("Enter")
    window.wait_for_url("**/q/*")
    tab_to(window, ".acts .act")
    window.keyboard.press("Enter")
    window.wait_for_url("**/copy")
    tab_to(window, "textarea")
    window.keyboard.press("Control+a")
    window.keyboard.press("Control+c")
    is_quoted(clipboard(browser, address), lang)
    assert complaints(window) == []
    window.context.close()


SELECT = """([first, start, last, stop]) => {
  const text = (n) => document.querySelector(`[data-passage="${n}"]`);
  const place = (element, offset) => {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()); offset -= node.length) {
      if (offset <= node.length) return [node, offset];
    }
  };
  const selection = document.getSelection();
  selection.setBaseAndExtent(...place(text(first), start), ...place(text(last), stop));
}"""


def units(text: str) -> int:
    """How long a text is for a browser, which counts in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def selection(lang: str, first: int, said: list[str]) -> list[int]:
    """Where words begin, from that passage on, and where they end."""
    texts = BRIDGES[lang][1]
    last = first + len(said) - 1
    start = texts[first - 1].index(said[0])
    stop = texts[last - 1].index(said[-1]) + len(said[-1])
    return [first, units(texts[first - 1][:start]), last, units(texts[last - 1][:stop])]


@pytest.mark.parametrize("hidden", ["", "&hidden=1"])
@pytest.mark.parametrize(
    ("lang", "first", "said"),
    [
        ("ru", 4, ["едем\u00a0по мосту: по\u00adли\u200bтика"]),
        ("ru", 4, ["по мосту: по\u00adли\u200bтика 𝒜."]),
        ("zh", 4, ["大桥\u3000和𠀋\u200b河"]),
        ("en", 3, ["the bridge.", "A bridge"]),
        ("en", 4, ["of\u00a0“ice”\u2060 🧊"]),
    ],
)
def test_what_is_selected_is_what_is_copied(browser, address, lang, first, said, hidden):
    window = opened(browser, 1280)
    window.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    window.goto(f"{address}/{lang}/d/bridge-{lang}?q={BRIDGES[lang][0]}{hidden}")
    window.evaluate(SELECT, selection(lang, first, said))
    window.locator("#copybar").wait_for(state="visible")
    window.locator("#copybar button[name=quote]").click()
    expect(window.locator("#copied")).not_to_be_empty()
    text = window.evaluate("navigator.clipboard.readText()")
    assert text.startswith(MARKS[lang][0] + "\n".join(said) + MARKS[lang][1]), ascii(text[:60])
    assert complaints(window) == []
    window.context.close()


def test_where_a_page_may_not_write_to_the_clipboard(browser, address):
    """As on a site that is not over https: by the copy command."""
    window = opened(browser, 1280)
    window.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    window.goto(f"{address}/ru/d/bridge-ru#p4")
    window.keyboard.press("c")
    window.keyboard.press("Enter")
    expect(window.locator("#copied")).not_to_be_empty()
    is_quoted(clipboard(browser, address), "ru")
    assert complaints(window) == []
    window.context.close()
