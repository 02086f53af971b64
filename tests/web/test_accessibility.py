"""Does axe-core find anything serious on any kind of page, in any language, by day and by night?

axe-core comes from npm (`make test` puts it into the virtual environment); $AXE may name the folder
of another node_modules. Without it the tests are skipped, except where CI=true, where they fail.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from archive.address import addressed, minted
from tests.web.browsing import needs_browser, opened
from tests.web.samples import forum_ru

PLACE = Path(os.environ.get("AXE") or Path(sys.prefix) / "axe/node_modules")
AXE = PLACE / "axe-core/axe.min.js"

pytestmark = [
    needs_browser,
    pytest.mark.skipif(
        not AXE.is_file() and os.environ.get("CI") != "true",
        reason="NO AXE: axe-core is missing; `make test` installs it where there is npm",
    ),
]

ADDRESS = minted("kremlin-ru-101", 1, addressed(forum_ru()), (7, 10), (8, 20))
PAGES = (
    "/",
    "/search?q=мост",
    "/search?q=zzzzz&lang=zh",
    "/d/kremlin-ru-101?q=мост&hidden=1",
    "/d/fmprc-202",
    f"/q/{ADDRESS}",
    f"/q/{ADDRESS}/copy",
    f"/q/{str(ADDRESS)[:-3]}000",
    "/q/mistyped",
    "/d/kremlin-ru-101/v/1/diff/1",
    "/people",
    "/people/ivan-lesnoy",
    "/events/kremlin-ru-101",
    "/quote?q=Берег — это не граница, а улица",
    "/check",
    f"/basket?q={ADDRESS}",
    "/help",
    "/status",
    "/nowhere",
)
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
}"""


@pytest.mark.parametrize("lang", ["ru", "zh", "en"])
def test_nothing_serious(browser, site, lang):
    """By day; and by night what the dark colours may change."""
    assert AXE.is_file(), f"axe-core is missing in {PLACE}, and this is the place where it must be"
    window = opened(browser, 360 if lang == "zh" else 1280)
    found = {}
    for path in PAGES:
        window.goto(f"{site}{lang}{path}")
        window.evaluate(AXE.read_text("utf8"))
        for scheme in ("light", "dark"):
            window.emulate_media(color_scheme=scheme)
            found[path, scheme] = window.evaluate(RUN)
    assert {where: said for where, said in found.items() if said} == {}
    window.context.close()


def test_the_open_bar(browser, site):
    """The bar of copying, once it is there, and a selection's focus in it."""
    assert AXE.is_file()
    window = opened(browser, 360)
    window.goto(f"{site}ru/d/kremlin-ru-101#p4")
    window.keyboard.press("c")
    assert window.locator("#copybar").is_visible()
    window.evaluate(AXE.read_text("utf8"))
    assert window.evaluate(RUN) == []
    wide = window.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    window.context.close()
