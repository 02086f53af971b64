"""When is a page answered again without being made, and when must it be made anew?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template

from archive.config import Config
from archive.opening import create_archive, open_archive
from archive.patience import Patience
from archive.search import SearchRequest
from tests.web.conftest import put
from tests.web.samples import document, documents, spoken
from web import create_app, here
from web.headers import ALWAYS
from web.kept import Kept, Page

ADDRESS = "/en/search?q=мост"
PERSON = '[[person]]\nid = "{}"\nnames = [{{language = "ru", text = "{}"}}]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample documents in an archive on disk."""
    create_archive(Config(tmp_path))
    put(tmp_path, documents())
    return tmp_path


@pytest.fixture
def visitor(folder: Path) -> FlaskClient:
    """A visitor of a process that serves it, in which pages are made whole however busy it is."""
    archive = open_archive(folder)
    app = create_app(archive)
    app.config["PATIENCE"] = 60
    yield app.test_client()
    archive.close()


def held(visitor: FlaskClient) -> int:
    """How many pages are kept."""
    return len(visitor.application.extensions["kept"])


def test_a_page_is_kept_and_answered_as_it_was(visitor: FlaskClient) -> None:
    first = visitor.get(ADDRESS)
    assert held(visitor) == 1
    again = visitor.get(ADDRESS)
    assert (again.data, again.headers) == (first.data, first.headers)
    assert again.content_type == "text/html; charset=utf-8"
    assert ALWAYS.items() <= dict(again.headers).items()


def test_who_has_the_page_is_told_so(visitor: FlaskClient) -> None:
    tag = visitor.get(ADDRESS).headers["ETag"]
    told = visitor.get(ADDRESS, headers={"If-None-Match": tag})
    assert (told.status_code, told.data, told.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    "other",
    [
        "/ru/search?q=мост",
        "/en/search?q=порт",
        "/en/search?q=мост&size=large",
        "/en/search?q=мост&page=2",
        "/en/search?q=мост&unknown=1",
    ],
)
def test_another_address_is_another_page(visitor: FlaskClient, other: str) -> None:
    assert visitor.get(ADDRESS).data != visitor.get(other).data
    assert held(visitor) == 2


def test_what_one_request_asks_is_of_one_state(visitor: FlaskClient, folder: Path) -> None:
    asked = SearchRequest("мост")
    with visitor.application.test_request_context(ADDRESS):
        before = here.archive().count(asked)
        put(folder, [document("new-1", "ru", "Мост", spoken(("Мост открыт.",), None))])
        assert here.archive().count(asked) == before
    with visitor.application.test_request_context(ADDRESS):
        assert here.archive().count(asked) == before + 1


def test_a_document_added_is_on_the_next_page(visitor: FlaskClient, folder: Path) -> None:
    before = visitor.get(ADDRESS)
    put(folder, [document("kept-1", "ru", "Ещё один мост", spoken(("Мост.",), None))])
    after = visitor.get(ADDRESS, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "kept-1" in after.text
    assert "kept-1" not in before.text
    assert held(visitor) == 1


def test_a_document_the_index_has_not_is_told_of(visitor: FlaskClient, folder: Path) -> None:
    visitor.get(ADDRESS)
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:
        writer.remove(documents()[0].id, "a trial")
        writer.commit()
    assert "The index is behind" in visitor.get(ADDRESS).text
    archive.index.follow(archive.store, archive.people)
    archive.close()
    assert "The index is behind" not in visitor.get(ADDRESS).text


def test_a_name_changed_is_on_the_next_page(visitor: FlaskClient, folder: Path) -> None:
    file = folder / "people.toml"
    file.write_text(PERSON.format("a-person", "Первое Имя"), "utf8")
    before = visitor.get("/en/search?speaker=a-person").text
    assert "Первое Имя" in before
    file.write_text(PERSON.format("a-person", "Второе Имя"), "utf8")
    os.utime(file, ns=(1, 1))
    assert "Второе Имя" in visitor.get("/en/search?speaker=a-person").text


def test_a_broken_index_is_said_though_the_page_was_kept(
    visitor: FlaskClient, folder: Path
) -> None:
    visitor.get(ADDRESS)
    (folder / "index" / "CURRENT").unlink()
    assert visitor.get(ADDRESS).status_code == 503


@pytest.mark.parametrize(
    ("address", "status"),
    [("/en/search?q=a&q=b", 400), ("/en/search?page=9999", 400), ("/en/search?kind=x", 400)],
)
def test_errors_are_not_kept(visitor: FlaskClient, address: str, status: int) -> None:
    assert visitor.get(address).status_code == status
    assert held(visitor) == 0


def test_a_page_that_lacks_something_is_not_kept(visitor: FlaskClient) -> None:
    visitor.application.config["PATIENCE"] = 0
    assert "Some counts and proposals are left out" in visitor.get("/en/search?q=мостами").text
    assert held(visitor) == 0
    visitor.application.config["PATIENCE"] = 60
    assert "left out: to find them" not in visitor.get("/en/search?q=мостами").text
    assert held(visitor) == 1


def test_those_asked_for_last_are_kept() -> None:
    pages = Kept(most=6)
    for address in "abc":
        pages.put(address, Page("now", {}, b"12"))
        pages.last("a")
    assert [bool(pages.last(address)) for address in "abc"] == [True, False, True]
    pages.put("a", Page("later", {}, b"34"))
    assert [bool(pages.last(address)) for address in "abc"] == [True, False, True]
    pages.put("d", Page("now", {}, b"a page too large to be kept"))
    assert len(pages) == 0


@pytest.fixture
def printings(visitor: FlaskClient) -> list[str]:
    """The templates printed for a visitor, one after the other."""
    names: list[str] = []

    def note(_sender: Flask, template: Template, **_: object) -> None:
        names.append(template.name)

    with template_rendered.connected_to(note, visitor.application):
        yield names


def test_a_page_of_which_nothing_changed_is_not_printed_again(
    visitor: FlaskClient, folder: Path, printings: list[str]
) -> None:
    before = visitor.get(ADDRESS)
    put(folder, [document("kept-2", "ru", "О рыбе", spoken(("Рыба.",), None))])
    after = visitor.get(ADDRESS)
    assert printings == ["search.html"]
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])
    put(folder, [document("kept-3", "ru", "Ещё один мост", spoken(("Мост.",), None))])
    assert "kept-3" in visitor.get(ADDRESS).text
    assert printings == ["search.html"] * 2


def test_patience_is_given_to_questions_in_turn() -> None:
    seconds = iter((0.0, 0.25, 5.0))
    patience = Patience(1.0, lambda: next(seconds))
    with patience.leaving_out():
        assert patience.left() == 0.75
    assert not patience.spent
    with patience.leaving_out():
        patience.left()
    assert patience.spent
