"""Completion in a real browser: a combobox that helps, never decides, and never traps."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import complaints, needs_browser, opened

pytestmark = needs_browser


def typing(window: Page, site: str, text: str, lang: str = "ru") -> None:
    window.goto(f"{site}{lang}/search")
    window.click("#q")
    window.keyboard.type(text)


def options(window: Page) -> list[str]:
    """What is offered."""
    window.wait_for_selector("#completions:not([hidden]) [role=option]")
    return window.locator("#completions .shown").all_inner_texts()


@pytest.fixture(params=[360, 1280])
def window(request, browser):
    opened_window = opened(browser, request.param)
    yield opened_window
    assert complaints(opened_window) == []
    opened_window.context.close()


def test_what_is_chosen_is_searched(window, site) -> None:
    typing(window, site, "мос")
    offered = options(window)
    box = window.locator("#q")
    expect(box).to_have_attribute("aria-expanded", "true")
    wide = window.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    window.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert window.locator(f"#{active}").get_attribute("aria-selected") == "true"
    expect(box).to_have_value("мос")  # not applied while one looks
    count = window.locator(f"#{active} .count").inner_text()
    window.keyboard.press("Enter")
    window.wait_for_url("**/search?q=*")
    expect(window.locator("#q")).to_have_value(offered[0])
    assert window.locator(".totals strong").inner_text().split()[0] == count


def test_enter_searches_what_was_typed(window, site) -> None:
    typing(window, site, "мос")
    options(window)
    window.keyboard.press("Enter")
    window.wait_for_url("**/search?q=*")
    expect(window.locator("#q")).to_have_value("мос")


def test_escape_and_tab_leave_the_list(window, site) -> None:
    typing(window, site, "мо")
    options(window)
    window.keyboard.press("Escape")
    expect(window.locator("#completions")).to_be_hidden()
    expect(window.locator("#q")).to_have_value("мо")
    window.keyboard.type("с")
    options(window)
    window.keyboard.press("ArrowUp")  # from the box to the last
    last = window.locator("#completions [role=option]").last
    expect(last).to_have_attribute("aria-selected", "true")
    window.keyboard.press("ArrowDown")  # and back into the box
    assert window.locator("#q").get_attribute("aria-activedescendant") is None
    window.keyboard.press("Tab")
    expect(window.locator("#completions")).to_be_hidden()
    assert window.evaluate("document.activeElement.id") != "q"


def test_a_click_chooses_a_person(window, site) -> None:
    typing(window, site, "Лес", "en")
    options(window)
    window.click("#completions [role=option] >> nth=0")
    window.wait_for_url("**/search?q=*")
    expect(window.locator("#q")).to_have_value('speaker:"Иван Лесной"')
    assert window.locator("article.hit").count() > 0


def test_nothing_is_asked_while_an_input_method_composes(window, site) -> None:
    window.goto(f"{site}zh/search")
    asked = []
    window.on("request", lambda request: asked.append(request.url))
    window.click("#q")
    client = window.context.new_cdp_session(window)
    for letters in ("m", "ma", "mao"):
        client.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
        window.wait_for_timeout(160)
    assert [url for url in asked if "/complete" in url] == []
    client.send("Input.insertText", {"text": "贸"})
    assert "贸易" in options(window)


def test_what_the_form_has_chosen_is_asked_too(window, site) -> None:
    window.goto(f"{site}ru/search?lang=zh&size=large")
    window.click("#q")
    with window.expect_response("**/api/v1/complete?*") as told:
        window.keyboard.type("мос")
    assert "lang=zh" in told.value.url
    assert "size" not in told.value.url
    assert told.value.ok
    assert json.loads(told.value.text()) == {"completions": []}
    expect(window.locator("#completions")).to_be_hidden()


def test_without_script_there_is_only_a_box(browser, site) -> None:
    window = opened(browser, 360, script=False)
    window.goto(f"{site}ru/search")
    window.fill("#q", "мост")
    assert window.locator("#completions").count() == 0
    assert window.locator("#q").get_attribute("role") is None
    window.context.close()
