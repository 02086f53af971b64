"""Captures: every file under a folder is accounted for, in order, and nothing is raised."""

from __future__ import annotations

import io
import os
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.capture import Unreadable, captures, kind_of, printable_name
from ingest.page import Capture

NOW = datetime(2024, 5, 17, tzinfo=UTC)
PAGE = b"<!doctype html><p>Good day."


def found(*paths: object, **more: object) -> dict[str, str]:
    """The inputs under the paths, each with "read" or its outcome and code."""
    results = {}
    for item in captures(map(str, paths), now=NOW, **more):
        assert item.input not in results
        results[item.input] = "read" if isinstance(item, Capture) else told(item)
    return results


def told(item: Unreadable) -> str:
    return f"{item.refusal.outcome} {item.refusal.reasons[0].partition(':')[0]}"


def test_a_folder_in_order_of_code_points(tmp_path):
    for name in ("b.html", "a.html", "Я.html", "é.html", "B.html", "10.html", "9.html"):
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.txt").write_bytes(b"Text")
    assert list(found(tmp_path)) == [
        "10.html", "9.html", "B.html", "a/z.txt", "a.html", "b.html", "é.html", "Я.html",
    ]  # fmt: skip


def test_bytes_and_names_as_they_are(tmp_path):
    body = b"\xef\xbb\xbf<p>One\r\ntwo\x00\xff"
    (tmp_path / "p.html").write_bytes(body)
    [capture] = captures([str(tmp_path / "p.html")], now=NOW, url="https://a.example/1")
    assert capture == Capture("p.html", "https://a.example/1", NOW, body, {})
    assert capture.fetched is NOW


def test_what_is_not_read_is_accounted_for(tmp_path):
    outside = tmp_path / "outside.html"
    outside.write_bytes(PAGE)
    folder = tmp_path / "pages"
    (folder / ".git").mkdir(parents=True)
    (folder / "sub").mkdir()
    files = {
        ".hidden.html": PAGE, "page.html~": PAGE, ".page.html.swp": PAGE, "#page.html#": PAGE,
        "page.html.bak": PAGE, "Thumbs.db": PAGE, "empty.html": b"", "style.css": b"p { }",
        "script.js": b"1", "photo.jpg": b"\xff\xd8\xff\xe0", "unnamed.xyz": b"\x89PNG\r\n\x1a\n",
        "blob.xyz": b"ab\x00cd", "data.json": b"{}", "real.html": PAGE, "notes": b"Text",
        "saved.xml": PAGE, "gzip.html": b"\x1f\x8b\x08\x00", "sub/x.pdf": b"%PDF-1.4",
    }  # fmt: skip
    for name, body in files.items():
        (folder / name).write_bytes(body)
    (folder / "inside.html").symlink_to("real.html")
    (folder / "leaving.html").symlink_to(outside)
    (folder / "dangling.html").symlink_to("nowhere")
    (folder / "loop").symlink_to(".", target_is_directory=True)
    os.mkfifo(folder / "fifo.html")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "socket.html"))
    listener.close()
    assert found(folder) == {
        "#page.html#": "skipped hidden", ".git": "skipped hidden",
        ".hidden.html": "skipped hidden", ".page.html.swp": "skipped hidden",
        "Thumbs.db": "skipped hidden", "blob.xyz": "skipped not-a-page",
        "dangling.html": "rejected unreadable", "data.json": "skipped not-a-page",
        "empty.html": "rejected empty", "fifo.html": "rejected not-a-file", "gzip.html": "read",
        "inside.html": "read", "leaving.html": "rejected link-outside",
        "loop": "skipped link-to-folder", "notes": "read", "page.html.bak": "skipped hidden",
        "page.html~": "skipped hidden", "photo.jpg": "skipped not-a-page", "real.html": "read",
        "saved.xml": "read", "script.js": "skipped not-a-page",
        "socket.html": "rejected not-a-file", "style.css": "skipped not-a-page",
        "sub/x.pdf": "skipped not-a-page", "unnamed.xyz": "skipped not-a-page",
    }  # fmt: skip


def test_a_path_that_is_not_there():
    assert found("/no/such/page.html") == {"/no/such/page.html": "rejected unreadable"}
    assert found("bad\0name.html") == {"bad\\u0000name.html": "rejected unreadable"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path):
    (tmp_path / "secret.html").write_bytes(PAGE)
    (tmp_path / "secret.html").chmod(0)
    assert found(tmp_path) == {"secret.html": "rejected unreadable"}


def test_too_large_is_refused_without_reading_it_all(tmp_path):
    with open(tmp_path / "dump.html", "wb") as file:
        file.truncate(limits.INPUT_BYTES * 100)
    assert found(tmp_path) == {"dump.html": "rejected too-large"}


def test_a_link_named_by_the_visitor_is_followed(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "link.html").symlink_to("a.html")
    assert found(tmp_path / "link.html") == {"link.html": "read"}


def test_standard_input():
    [capture] = captures(["-"], now=NOW, stdin=io.BytesIO(PAGE))
    assert (capture.input, capture.body) == ("-", PAGE)
    assert found("-", stdin=io.BytesIO(b"")) == {"-": "rejected empty"}
    assert found("-") == {"-": "rejected unreadable"}


def test_names_that_are_no_text(tmp_path):
    for name in (b"\xff\xfe.html", "\u202egpj.html".encode(), b"line\nbreak.html", b"a\\xff.html"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(PAGE)
    names = list(found(tmp_path))
    assert sorted(names) == [
        "\\u202egpj.html", "\\xff\\xfe.html", "a\\\\xff.html", "line\\u000abreak.html",
    ]  # fmt: skip
    for name in names:
        assert name.isprintable()
        assert name.encode("utf-8")


@given(st.lists(st.binary(min_size=1, max_size=8), min_size=2, max_size=6, unique=True))
def test_two_names_never_become_one(names):
    shown = [printable_name(os.fsdecode(name)) for name in names]
    assert len(set(shown)) == len(names)
    assert all(name.isprintable() for name in shown)


def test_captures_are_taken_one_at_a_time(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes(PAGE)
    items = captures([str(tmp_path)], now=NOW)
    assert next(items).input == "a.html"
    (tmp_path / "b.html").unlink()
    assert told(next(items)) == "rejected unreadable"


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"GIF89a", "a GIF image"), (b"PK\x03\x04", "a zip archive"), (b"<html>", None),
     ("Встреча".encode("cp1251"), None), (b"\x00\x00\x00\x18ftypmp42", "video or an image"),
     (b"\xff\xfeH\x00", None)],
)  # fmt: skip
def test_kinds_by_content(start, kind):
    told_kind = kind_of(start)
    assert told_kind is None if kind is None else told_kind.startswith(kind)
