"""Is a page joined from parts printed before the page that would be printed anew?"""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.config import Config
from archive.opening import create_archive, open_archive
from tests.web.conftest import put
from tests.web.samples import document, documents, spoken
from web import create_app

PERSON = '[[person]]\nid = "{}"\nnames = [{{language = "ru", text = "{}"}}]\n'
ADDRESSES = (
    "/en/search?q=мост",
    "/ru/search?q=мост",
    "/en/search?q=мост&size=large",
    "/en/search?q=мост&by=turn",
    "/en/search?q=мост&lang=ru",
    "/en/search",
)
CHANGES = {
    "a document more": lambda folder: put(
        folder, [document("part-1", "ru", "Ещё один мост", spoken(("Мост.",), None))]
    ),
    "a document mended": lambda folder: put(
        folder, [document(documents()[0].id, "ru", "Мост снова", spoken(("Мосты.",), None))]
    ),
    "a person named": lambda folder: (folder / "people.toml").write_text(
        PERSON.format("builder", "Строитель Мостов"), "utf8"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_of_parts_is_the_page_made_anew(tmp_path: Path, change) -> None:
    create_archive(Config(tmp_path))
    put(tmp_path, documents())
    served = open_archive(tmp_path)
    visitor = create_app(served).test_client()
    visitor.application.config["PATIENCE"] = 60
    for address in ADDRESSES:
        visitor.get(address)
    assert len(visitor.application.extensions["parts"])
    change(tmp_path)
    fresh = open_archive(tmp_path)
    another = create_app(fresh).test_client()
    another.application.config["PATIENCE"] = 60
    for address in ADDRESSES:
        assert visitor.get(address).data == another.get(address).data, address
    fresh.close()
    served.close()
