"""Which browser do the tests use, and what do they write down of its complaints?

Needs Debian's chromium; without it the tests are skipped, except where CI=true, where they fail.
"""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import Browser, Page, Request

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHROMIUM = shutil.which("chromium")

needs_browser = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true",
    reason="NO BROWSER: chromium is missing; install Debian's chromium to test the pages in it",
)


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


def wait_until(window: Page, wanted: str) -> None:
    """Waits, five seconds at most, until an expression is true. Playwright's own way of waiting
    evaluates a string inside the page, which the policy of our pages forbids."""
    for _ in range(100):
        if window.evaluate(wanted):
            return
        window.wait_for_timeout(50)
    pytest.fail(f"it never was true: {wanted}")
