"""A count equals the list it leads to: every count on a page is a link, and each is followed."""

from __future__ import annotations

import pytest

from tests.web.reading import Element, page

SEARCHES = (
    "",
    "q=мост",
    "q=мост&by=turn",
    "q=торговля&speaker=ivan-lesnoy",
    "q=мост&lang=ru&kind=release&kind=transcript",
    "lang=ru&lang=zh",
    "kind=statement&place=河城",
    "from=2024&to=2024",
    "from=2019-03&to=2022-05&lang=en",
    "q=贸易&source=fmprc&from=2020&to=2020",
    "q=мост&channel=interpreted&author=fang-daochuan",
    "q=forum&exact=1&off=yo",
    "person=ivan-lesnoy",
)


def found(client, address: str) -> tuple[int, Element]:
    """How many documents a list has in all, and its page."""
    page_ = page(client.get(address).text)
    body = page_.every("p", class_="totals")
    if not body:
        return 0, page_
    by_turn = "by=turn" in address
    words = body[0].text() if by_turn else body[0].every("strong")[0].text()
    numbers = [int(w) for w in words.replace(",", " ").split() if w.isdigit()]
    return numbers[-1], page_


@pytest.mark.parametrize("search", SEARCHES)
def test_every_count_is_the_list_it_leads_to(client, search):
    total, root = found(client, f"/en/search?{search}")
    assert total > 0
    rows = root.every(class_="facets")[0].every("ul", class_="values")
    followed = 0
    for row in (li for ul in rows for li in ul.every("li")):
        link, count = row.every("a")[0], int(row.every(class_="count")[0].text())
        assert found(client, link.attributes["href"])[0] == count, link.text()
        followed += 1
    assert followed >= 3
    for row in root.every(class_="facets")[0].every("tbody")[0].every("tr"):
        link, count = row.every("a")[0], int(row.every("td")[0].text())
        assert found(client, link.attributes["href"])[0] == count, link.text()


def test_the_drawing_leads_where_its_table_leads(client):
    root = page(client.get("/zh/search?q=贸易").text).every("figure")[0]
    drawn = [a.attributes["href"] for a in root.every("svg")[0].every("a")]
    listed = [a.attributes["href"] for a in root.every("table")[0].every("a")]
    assert drawn == listed
    assert drawn


def test_the_front_page_counts_are_lists(client):
    root = page(client.get("/en/").text)
    rows = [li for ul in root.every("ul", class_="values") for li in ul.every("li")]
    assert len(rows) >= 5
    for row in rows:
        address = row.every("a")[0].attributes["href"]
        assert found(client, address)[0] == int(row.every(class_="count")[0].text())


def test_adding_and_taking_back(client):
    one, root = found(client, "/en/search?q=мост&kind=transcript")
    facet = next(s for s in root.every("section") if "Kind of document" in s.text())
    rows = {li.every("a")[0].text(): li for li in facet.every("li")}
    added = rows["Press release"].every("a", class_="change")[0]
    assert added.attributes["aria-label"] == "This one too"
    both, root = found(client, added.attributes["href"])
    assert both == one + int(rows["Press release"].every(class_="count")[0].text())
    chips = root.every("ul", class_="chosen")[0].every("li")
    assert [c.every("span")[0].text() for c in chips] == ["Transcript", "Press release"]
    assert found(client, chips[1].every("a")[0].attributes["href"])[0] == one


def test_pages_of_results_hold_every_document_once(client):
    address, seen = "/ru/search?per_page=7&sort=old", []
    while address:
        root = page(client.get(address).text)
        links = [hit.every("h2")[0].every("a")[0] for hit in root.every("article", class_="hit")]
        seen += [link.attributes["href"].partition("?")[0] for link in links]
        further = root.every("a", rel="next")
        address = further[0].attributes["href"] if further else None
    assert len(seen) == len(set(seen)) == 48
