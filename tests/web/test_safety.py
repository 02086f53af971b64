"""What a hostile text, title, query or address can do: nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.address import addressed, minted
from archive.document import Passage, Speaker, Voice
from archive.opening import memory_archive
from tests.web.reading import Element, page
from tests.web.samples import document
from web import LARGEST_BODY, create_app
from web.headers import ALWAYS, POLICY

LANGUAGES = ("ru", "zh", "en")

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>a</a>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</p></div></main></body></html><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "{{ 7 * 7 }} {% raw %} {{ config }} ${7*7} #{7*7}",
    "%(count)s %s %d {0} {count}",
    "<math><mtext></p><script>alert(1)</script>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>мост</button></form>",
    "\u202e<script>alert(1)</script>\u2066",
    "＜script＞alert(1)＜/script＞",
    "<b>мост</b> & <i>порт</i> < > \" ' `",
)

STATIC = Path(__file__).resolve().parents[2] / "web/static"
OUR_SCRIPTS = (
    {"src": "/static/harbin.js", "defer": ""},
    *({"src": f"/static/{script.name}", "type": "module"} for script in STATIC.glob("*.js")),
    {"type": "application/ld+json"},
)
KNOWN_TAGS = {
    "", "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "b",
    "main", "div", "h1", "h2", "form", "label", "input", "button", "p", "ul", "ol", "li", "span",
    "bdi", "section", "article", "time", "mark", "aside", "figure", "svg", "line", "rect", "text",
    "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "footer", "select",
    "option", "dl", "dt", "dd", "code", "q", "strong", "ins", "del", "textarea", "kbd",
}  # fmt: skip


def harmless(html: str) -> Element:
    """The page, once it holds nothing that acts or leads away."""
    root = page(html)
    for element in root.every():
        assert element.tag in KNOWN_TAGS, element.tag
        assert not any(name.startswith("on") for name in element.attributes), element.attributes
        assert "style" not in element.attributes
        for name in ("href", "src", "action"):
            target = element.attributes.get(name, "/")
            outward = target.startswith("https://press.example/") and element.tag == "a"
            assert target.startswith("#") or outward or (target[0] == "/" and target[:2] != "//")
    for script in root.every("script"):
        assert script.attributes in OUR_SCRIPTS
    return root


def wicked(text: str):
    """A document that says it everywhere."""
    speaker = Speaker(text, text, text)
    voices = (Voice(speaker), Voice(speaker, speaker, "read-out", "interpreted"), None)
    passages = tuple(
        Passage(number, kind, f"{text} мост", voice)
        for number, (kind, voice) in enumerate(
            [("speech", voices[0]), ("speech", voices[1]), ("note", None), ("heading", None)], 1
        )
    )
    return document(
        "wicked-1", "ru", f"{text} мост", passages,
        url="https://press.example/" if "<" not in text else f"javascript:{text}",
        place=text, summary=text, credit=text, sections=(text,),
        flags=(text, f"mixed-scripts: {text}"), source="wicked",
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    made = wicked(text)
    changed = replace(made, title=f"{text}.", place=f"{text}!", passages=made.passages[1:])
    client = create_app(memory_archive([made, changed])).test_client()
    quoted = minted("wicked-1", 1, addressed(made), (1, 0), (2, len(made.passages[1].text)))
    for address in (
        f"/en/q/{quoted}",
        f"/zh/q/{quoted}/copy",
        "/ru/d/wicked-1/v/1/diff/2",
        "/ru/d/wicked-1/v/1?hidden=1",
        "/ru/",
        "/ru/search?q=мост",
        "/zh/d/wicked-1",
        "/en/d/wicked-1?q=мост",
        "/ru/status",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        root = harmless(answer.text)
    words = page(client.get("/en/d/wicked-1/v/1?q=мост").text)
    shown = words.every("p", dir="auto")[1].text()
    assert shown == f"{text} мост"
    assert words.every("h1")[0].text() == f"{text} мост"
    assert root.every("h1")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["q", "speaker", "place", "source", "person"])
def test_hostile_arguments_stay_text(client, text, name):
    answer = client.get("/ru/search", query_string={name: text, "by": "turn"})
    assert answer.status_code == 200
    root = harmless(answer.text)
    if name == "q":
        box = root.every("input", id="q")[0]
        assert box.attributes["value"] == text
    harmless(client.get("/en/d/kremlin-ru-101", query_string={"q": text, "hidden": "1"}).text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_are_refused_harmlessly(client, text):
    for name in ("lang", "kind", "sort", "from", "page", "size", "colours"):
        answer = client.get("/zh/search", query_string={name: text})
        assert answer.status_code == 400
        harmless(answer.text)
    assert json.loads(client.get("/api/v1/search", query_string={text: "1"}).data)["status"] == 400


verbatim = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1)


@settings(max_examples=60, deadline=None)
@given(verbatim, st.sampled_from(LANGUAGES))
def test_a_page_shows_the_stored_characters(text, lang):
    stored = document("a-1", "ru", text, (Passage(1, "narration", text),), summary=text)
    client = create_app(memory_archive([stored])).test_client()
    root = page(client.get(f"/{lang}/d/a-1").text)
    assert root.every(id="p1")[0].every("p", dir="auto")[0].text() == text
    assert root.every("h1")[0].text() == text
    assert root.every("p", class_="summary")[0].text() == text
    told = client.get("/api/v1/documents/a-1").get_json()
    assert (told["title"], told["passages"][0]["text"]) == (text, text)


def test_line_ends_of_every_kind_are_kept():
    text = "мост\rпорт\r\nберег\nрека\u2028лёд\u0085снег"
    client = create_app(
        memory_archive([document("a-1", "ru", text, (Passage(1, "narration", text),))])
    ).test_client()
    root = page(client.get("/ru/d/a-1").text)
    assert root.every(id="p1")[0].every("p", dir="auto")[0].text() == text
    assert json.loads(client.get("/api/v1/documents/a-1").data)["title"] == text
    for address in ("/ru/", "/ru/search?q=берег", "/ru/search", "/api/v1/search?q=берег"):
        assert client.get(address).status_code == 200


ADDRESSES = (
    ("GET", "/", 302),
    ("GET", "/ru", 308),
    ("GET", "/ru/", 200),
    ("GET", "/zh/search?q=贸易", 200),
    ("GET", "/en/d/kremlin-ru-101?q=мост", 200),
    ("GET", "/en/d/kremlin-ru-101/v/1", 200),
    ("GET", "/en/help", 200),
    ("GET", "/en/status", 200),
    ("GET", "/static/harbin.css", 200),
    ("GET", "/static/print.css", 200),
    ("GET", "/static/harbin.js", 200),
    ("GET", "/static/harbin.svg", 200),
    ("GET", "/static/nothing.css", 404),
    ("GET", "/api/v1/search?q=мост", 200),
    ("GET", "/api/v1/documents/kremlin-ru-101", 200),
    ("GET", "/api/v1/documents/kremlin-ru-101/versions", 200),
    ("GET", "/api/v1/documents/kremlin-ru-101/versions/1", 200),
    ("GET", "/api/v1/documents/kremlin-ru-101/passages/8", 200),
    ("GET", "/api/v1/documents/kremlin-ru-101/versions/1/passages/8", 200),
    ("GET", "/api/v1/openapi.json", 200),
    ("GET", "/health", 200),
    ("GET", "/ru/search?q=a&q=b", 400),
    ("GET", "/ru/search?page=100000", 400),
    ("GET", "/api/v1/search?sort=best", 400),
    ("GET", "/ru/d/nothing", 404),
    ("GET", "/api/v1/documents/nothing", 404),
    ("GET", "/api/v1/documents/kremlin-ru-101/passages/999", 404),
    ("GET", "/ru/raw/" + "0" * 64, 404),
    ("POST", "/ru/search", 405),
    ("PUT", "/api/v1/documents/kremlin-ru-101", 405),
    ("DELETE", "/ru/d/kremlin-ru-101", 405),
    ("TRACE", "/ru/", 405),
    ("HEAD", "/ru/d/kremlin-ru-101", 200),
    ("OPTIONS", "/ru/search", 200),
)


@pytest.mark.parametrize(("method", "address", "status"), ADDRESSES)
def test_headers_are_on_every_answer(client, method, address, status):
    wish = {"Accept-Language": "ru"}
    answer = client.open(address, method=method, headers=wish, buffered=True)
    assert answer.status_code == status
    carries_all(answer)
    if "ETag" in answer.headers and method == "GET":
        again = client.get(
            address, headers={"If-None-Match": answer.headers["ETag"]}, buffered=True
        )
        assert again.status_code == 304
        assert again.data == b""
        carries_all(again)


def carries_all(answer) -> None:
    """Checks the headers RELIABILITY §7 asks of everything, and that nobody is followed."""
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Cache-Control" in answer.headers


def test_the_policy_is_the_promised_one():
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
        "frame-ancestors 'none'"
    )


def test_the_original_is_saved_and_never_run(client, archive):
    digest = archive.get("kremlin-ru-101").version.raw
    answer = client.get(f"/zh/raw/{digest}")
    assert answer.data == archive.raw(digest)
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{digest}.bin"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "a%00b", "A",
        "a.b", "a_b", "-a", "a b", "a/../b", "а", "a" * 300, "a;b", "a'--", "con\\aux", "%0a",
        "kremlin-ru-101%0a", "kremlin-ru-101/v/0", "kremlin-ru-101/v/01", "kremlin-ru-101/v/-1",
        "kremlin-ru-101/v/1e3", "kremlin-ru-101/v/" + "9" * 5000, "kremlin-ru-101/v/2",
    ],
)  # fmt: skip
def test_ids_are_strict(client, path):
    for before in ("/ru/d/", "/api/v1/documents/", "/ru/raw/", "/static/"):
        assert client.get(before + path).status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("address", ["/ru/search", "/api/v1/search", "/nowhere"])
def test_large_bodies_are_refused(client, method, address):
    answer = client.open(address, method=method, data=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413
    carries_all(answer)
    expected = "application/problem+json" if address.startswith("/api") else "text/html"
    assert answer.mimetype == expected


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8000", 200), ("evil.example", 400),
     ("localhost.evil.example", 400), ("", 400), ("archive.example", 400)],
)  # fmt: skip
def test_only_trusted_hosts(client, host, status):
    for address in ("/ru/", "/api/v1/openapi.json"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == status
        carries_all(answer)
        assert "evil.example" not in answer.text


def test_a_host_can_be_trusted_by_configuration(archive):
    client = create_app(archive, hosts=("archive.example",)).test_client()
    assert client.get("/ru/", headers={"Host": "archive.example"}).status_code == 200


def test_only_web_addresses_become_links():
    for url in (
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "local:a/b",
    ):
        client = create_app(
            memory_archive([document("a", "ru", "Мост", (), url=url)])
        ).test_client()
        root = page(client.get("/ru/d/a").text)
        assert root.every("p", class_="source")[0].every("a") == []
        assert url in root.every("p", class_="source")[0].text()
    client = create_app(memory_archive([document("a", "ru", "Мост", ())])).test_client()
    link = page(client.get("/ru/d/a").text).every("p", class_="source")[0].every("a")[0]
    assert link.attributes["rel"] == "noopener noreferrer nofollow"
    assert link.text() == link.attributes["href"]
