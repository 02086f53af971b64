"""Every page in three languages: it answers, is well made, and speaks only its own language."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path

import pytest

from archive.address import addressed, minted
from archive.opening import memory_archive
from tests.web.reading import Element, page
from tests.web.samples import document, forum_ru, printed, spoken
from web import create_app
from web.here import TAGS

STATIC = Path(__file__).resolve().parents[2] / "web/static"
LANGUAGES = ("ru", "zh", "en")
WORDS = minted("kremlin-ru-101", 1, addressed(forum_ru()), (7, 10), (8, 20))
PAGES = (
    "/",
    f"/q/{WORDS}",
    f"/q/{WORDS}/copy",
    f"/q/{WORDS}?size=larger&colours=black",
    "/d/kremlin-ru-101/v/1/diff/1",
    "/d/kremlin-ru-101?hidden=1",
    "/search",
    "/search?q=мост",
    "/search?q=贸易&by=turn&sort=new",
    "/search?q=торговля+мост&lang=ru&kind=transcript&from=2024&to=2024-05",
    "/search?q=trade&source=agency&speaker=ivan-lesnoy",
    "/search?q=инвест*+(+colour:red&off=forms&exact=1",
    "/search?q=zzzzz",
    "/search?q=мост&page=400",
    "/search?from=2024&to=2024&size=larger&colours=blue",
    "/d/kremlin-ru-101",
    "/d/kremlin-ru-101?q=мост",
    "/d/kremlin-ru-101/v/1?q=нетнигде",
    "/d/fmprc-202?q=贸易&size=large",
    "/d/agency-303",
    "/d/small-5",
    "/help",
    "/status",
    "/status?colours=black",
    "/nowhere",
    "/search?sort=best",
)


@pytest.fixture(params=[(lang, path) for lang in LANGUAGES for path in PAGES], ids=str)
def shown(request, client) -> tuple[str, Element]:
    """A page's interface language and its tree."""
    lang, path = request.param
    response = client.get(f"/{lang}{path}")
    wanted = {"/nowhere": 404, "/search?sort=best": 400}.get(path, 200)
    assert response.status_code == wanted
    assert response.content_type == "text/html; charset=utf-8"
    return lang, page(response.get_data(as_text=True))


def test_it_is_well_made(shown):
    lang, root = shown
    assert root.every("html")[0].attributes["lang"] == TAGS[lang]
    assert len(root.every("h1")) == 1
    assert len(root.every("main")) == 1
    assert root.every("title")[0].text().strip()
    ids = [e.attributes["id"] for e in root.every() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in root.every():
        assert not any(name.startswith("on") for name in element.attributes)
        assert "style" not in element.attributes
    data = "application/ld+json"  # a data block, which no browser runs
    run = [s for s in root.every("script") if s.attributes.get("type") != data]
    scripts = [s.attributes["src"] for s in run]
    assert set(scripts) <= {f"/static/{script.name}" for script in STATIC.glob("*.js")}
    assert scripts[-1] == "/static/harbin.js"
    assert not root.every("style")


def test_forms_can_be_heard(shown):
    _, root = shown
    named = {label.attributes.get("for") for label in root.every("label")}
    for field in root.every("input") + root.every("select"):
        if field.attributes.get("type") == "hidden":
            continue
        above, labelled = field.parent, field.attributes.get("id") in named
        while above and not labelled:
            labelled = above.tag == "label" and bool(above.text().strip())
            above = above.parent
        assert labelled, field.attributes
    for form in root.every("form"):
        assert form.attributes["method"] == "get"
    for link in root.every("a"):
        assert link.text().strip() or link.attributes.get("aria-label"), link.attributes


ALLOWED = {
    "SHA", "UTC", "UTF", "GB", "APA", "GOST", "OR", "NEAR", "ru", "zh", "en",
    "JSON", "Lines", "CSV", "TEI", "BibTeX", "RIS", "CSL",
}  # fmt: skip


def test_it_speaks_only_its_own_language(shown, request):
    lang, root = shown
    tag = TAGS[lang]
    asked = set(re.findall(r"\w+", request.node.callspec.params["shown"][1]))
    if lang == "en":
        pattern = re.compile(r"[Ѐ-ӿ㐀-鿿]+")
        allowed = {"ё", "е"}
    else:
        pattern = re.compile(r"[A-Za-z]{2,}")
        allowed = ALLOWED
    for said_in, text in root.spoken():
        if said_in == tag:
            assert set(pattern.findall(text)) - allowed - asked == set(), text


def test_archived_text_says_its_language(client):
    root = page(client.get("/en/d/kremlin-ru-101").get_data(as_text=True))
    for kind in ("p", "h1", "h2"):
        for element in root.every(kind):
            if re.search("[а-я]{3}", element.text()) and element.parent.has({"class_": "passage"}):
                assert element.lang() == "ru"
    hits = page(client.get("/ru/search?q=贸易").get_data(as_text=True)).every("article")
    assert {e.lang() for hit in hits for e in hit.every("mark")} == {"zh"}


def test_no_link_is_dead(client):
    seen, waiting = set(), deque(f"/{lang}/" for lang in LANGUAGES)
    while waiting and len(seen) < 260:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address, buffered=True)
        assert response.status_code == 200, address
        if response.mimetype != "text/html":
            continue
        root = page(response.get_data(as_text=True))
        ids = {e.attributes["id"] for e in root.every() if "id" in e.attributes}
        for element in root.every("a") + root.every("link"):
            href, _, anchor = element.attributes["href"].partition("#")
            if not href:
                assert anchor in ids, (address, anchor)
            elif href.startswith("/") and len(seen) + len(waiting) < 260:
                waiting.append(href)
    assert len(seen) > 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_view_settings_stay_on_every_link(client, lang):
    root = page(client.get(f"/{lang}/search?q=мост&size=large&colours=black").text)
    html = root.every("html")[0].attributes
    assert (html["data-size"], html["data-colours"]) == ("large", "black")
    for link in root.every("a"):
        href = link.attributes["href"]
        to_a_file = any(part in href for part in ("/raw/", "/export?", ".atom?"))
        if href.startswith(f"/{lang}/") and not to_a_file:
            assert "size=large" in href, href
            assert "colours=black" in href, href
    for form in root.every("form"):
        kept = {i.attributes["name"]: i.attributes.get("value") for i in form.every("input")}
        assert kept.get("size") == "large" or form.every("select"), kept


@pytest.mark.parametrize(
    ("wish", "status", "goes"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.5", 302, "/zh/"),
        ("ru", 302, "/ru/"),
        ("en-GB", 302, "/en/"),
        ("de,fr;q=0.5", 200, None),
        ("", 200, None),
    ],
)
def test_the_root_leads_to_a_language(client, wish, status, goes):
    response = client.get("/", headers={"Accept-Language": wish})
    assert response.status_code == status
    assert response.headers.get("Location") == goes
    assert "Accept-Language" in response.headers["Vary"]
    if goes is None:
        assert {a.attributes["href"] for a in page(response.text).every("a")} == {
            "/ru/", "/zh/", "/en/",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "written"),
    [("ru", "17 мая 2024 г., 09:45"), ("zh", "2024年5月17日 09:45"), ("en", "17 May 2024, 09:45")],
)
def test_dates_are_written_as_the_language_does(client, lang, written):
    root = page(client.get(f"/{lang}/d/kremlin-ru-101").text)
    assert root.every("time")[0].text() == written
    assert root.every("time")[0].attributes["datetime"] == "2024-05-17"


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 документ"), (2, "2 документа"), (5, "5 документов")]
)
def test_russian_plurals(count, words):
    made = [document(f"a-{n}", "ru", "Договор", spoken(("мост",), None)) for n in range(count)]
    answer = create_app(memory_archive(made)).test_client().get("/ru/search?q=мост")
    assert page(answer.text).every("strong")[0].text() == words


def test_the_document_page_tells_voices_apart(client):
    root = page(client.get("/ru/d/kremlin-ru-101").text)
    numbered = {e.attributes["id"]: e for e in root.every("div", class_="passage")}
    assert list(numbered) == [f"p{n}" for n in range(1, 41)]

    def turn(number: int) -> Element:
        above = numbered[f"p{number}"]
        while above.tag != "section":
            above = above.parent
        return above

    for number in (8, 9, 10):
        nested = turn(number)
        assert nested.has({"class_": "nested"})
        assert "Фан Даочуань" in nested.every("p", class_="authored")[0].text()
        assert "Чэнь Гуанмин" in nested.every("header")[0].text()
        assert "Устный перевод" in nested.every("header")[0].text()
    assert "Устный перевод" in turn(7).every("header")[0].text()
    assert not turn(3).every(class_="label")
    assert turn(1).has({"class_": "editorial"})
    assert turn(6).has({"class_": "editorial"})
    assert not turn(1).every("header")
    assert numbered["p2"].every("h2")[0].text() == "Выступления на открытии"


def test_found_places_are_linked_in_a_row(client):
    root = page(client.get("/ru/d/kremlin-ru-101?q=послание").text)
    steps = root.every("p", class_="step")
    assert [re.sub(r"\s+", " ", s.text()).strip() for s in steps] == ["1 из 2 ↓", "↑ 2 из 2"]
    assert [a.attributes["href"] for s in steps for a in s.every("a")] == ["#p11", "#p7"]


FOUND = [
    # what was asked, what the page of the document says of it
    ('"речного форума"', "найдено в заголовке"),
    ("title:форум*", "найдено в заголовке"),
    ('"открыли форум"', "найдено во вступлении"),
    ("граница", "найдено в 1 абзаце"),
    ('"речного форума" OR "открыли форум"', "найдено в заголовке и во вступлении"),
    ("нетнигде", "в тексте этого документа не найдено"),
]


@pytest.mark.parametrize(("asked", "said"), FOUND)
def test_a_page_says_where_in_it_the_query_stands(client, asked, said):
    root = page(client.get("/ru/d/kremlin-ru-101", query_string={"q": asked}).text)
    told = re.sub(r"\s+", " ", root.every("p", class_="searched")[0].text())
    assert f"{said}." in told
    heads = root.every("h1") + root.every("p", class_="summary")
    assert [bool(head.every("mark")) for head in heads] == [
        "заголовке" in said, "вступлении" in said
    ]  # fmt: skip


REASONS = [
    # what was asked, what is marked in the title of the hit, whether a passage stands below
    ("title:форум* lang:ru", ["форума"], False),
    ('title:"открытие речного"', ["Открытие речного"], False),
    ("title:форум* lang:ru граница", ["форума"], True),
]


@pytest.mark.parametrize(("asked", "marked", "below"), REASONS)
def test_what_is_asked_of_the_title_is_marked_there(client, asked, marked, below):
    [hit] = page(client.get("/ru/search", query_string={"q": asked}).text).every("article")
    assert [mark.text() for mark in hit.every("h2")[0].every("mark")] == marked
    assert bool(hit.every(class_="found")) == below
    turns = page(client.get("/ru/search", query_string={"q": asked, "by": "turn"}).text)
    assert all(hit.every("h2")[0].every("mark") for hit in turns.every("article"))
    told = [hit.every(class_="found")[0].text() for hit in turns.every("article")[1:]]
    assert len(set(told)) == len(told)  # turns of one document are told apart


def test_an_inferred_date_is_marked(client):
    assert (
        "(выведена)" in page(client.get("/ru/d/agency-303").text).every(class_="dateline")[0].text()
    )
    assert (
        "(inferred)" in page(client.get("/en/search?q=forum").text).every(class_="about")[0].text()
    )


def test_an_earlier_version_says_so():
    first = document("a-1", "ru", "Договор", spoken(("мост",), None))
    archive = memory_archive([first, document("a-1", "ru", "Договор", spoken(("порт",), None))])
    client = create_app(archive).test_client()
    old, new = client.get("/ru/d/a-1/v/1"), client.get("/ru/d/a-1")
    assert "Это прежняя версия" in old.text
    assert "Это прежняя версия" not in new.text
    assert "мост" in page(old.text).every(id="p1")[0].text()
    assert "порт" in page(new.text).every(id="p1")[0].text()
    assert old.headers["ETag"] != new.headers["ETag"]


def test_ways_out_lead_to_what_they_promise(client):
    answer = client.get("/ru/search?q=мост&lang=zh&exact=1&from=2024&to=2024")
    ways = page(answer.text).every("ul", class_="ways-out")[0].every("li")
    assert len(ways) >= 1
    for way in ways:
        promised = way.every(class_="count")[0].text()
        led = page(client.get(way.every("a")[0].attributes["href"]).text)
        assert led.every("strong")[0].text() == promised


def test_what_was_not_understood_is_said(client):
    root = page(client.get("/ru/search?q=мост+colour:red+(").text)
    told = [li.text() for li in root.every("ul", class_="unused")[0].every("li")]
    assert told == [
        "Не использовано: colour: — такого поля нет",
        "Не использовано: ( — у скобки нет пары",
    ]


def test_undated_documents_and_empty_archives_are_shown():
    undated = document("a-1", "ru", "", spoken(("мост",), None), published=None)
    for made in ([], [undated], [document("b", "zh", "桥", (), published=printed("0001"))]):
        client = create_app(memory_archive(made)).test_client()
        for lang in LANGUAGES:
            for path in ("/", "/search", "/search?q=мост", "/status"):
                assert client.get(f"/{lang}{path}").status_code == 200
