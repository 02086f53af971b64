"""A page that found little offers what was meant; a page of results counts what was widened."""

from __future__ import annotations

import pytest

from archive.search import SearchRequest
from tests.web.reading import Element, page
from tests.web.test_api import conforms
from web.openapi import description


def ways(root: Element, number: int = 0) -> list[Element]:
    return root.every("ul", class_="ways-out")[number].every("li")


def led_to(client, way: Element) -> str:
    """The total of the page that a way leads to."""
    led = page(client.get(way.every("a")[0].attributes["href"]).text)
    return led.every("strong")[0].text()


@pytest.mark.parametrize(
    ("language", "typed", "offered", "why"),
    [
        ("ru", "vjcn", "мост", "другая раскладка клавиатуры"),
        ("zh", "мсот", "мост", "写法不同"),
        ("en", "fang daochuan", "author:方道川", "in Chinese characters"),
        ("ru", '"новый моост"', '"новый мост"', "другое написание"),
        ("zh", "мост not жираф", "мост NOT жираф", "作为运算符，用大写"),
    ],
)
def test_what_was_meant_is_offered_and_never_applied(client, language, typed, offered, why) -> None:
    root = page(client.get(f"/{language}/search", query_string={"q": typed}).text)
    assert not root.every("strong")
    first = ways(root)[0]
    assert first.every("a")[0].text() == offered
    count, reason = first.every(class_="count")[0].text().split(" · ")
    assert reason == why
    assert led_to(client, first) == count


@pytest.mark.parametrize("language", ["ru", "zh", "en"])
def test_words_that_stand_nowhere_so_may_be_checked_as_a_quote(client, language) -> None:
    typed = 'мост "мы строим, служит торговле и любви"'
    root = page(client.get(f"/{language}/search", query_string={"q": typed}).text)
    [href] = [
        a.attributes["href"]
        for a in root.every(class_="none")[0].every("a")
        if "/quote?" in a.attributes["href"]
    ]
    checked = client.get(href)
    assert checked.status_code == 200
    assert "дружбе" in checked.text  # the words as they are


@pytest.mark.parametrize("typed", ["мост жираф", '"жираф"', 'speaker:"Иван Лес"'])
def test_what_is_no_quote_is_not_checked_as_one(client, typed) -> None:
    assert (
        "/quote?" not in client.get("/ru/search", query_string={"q": typed}).text.split("<main")[1]
    )


@pytest.mark.parametrize("typed", ['"', '""', "«»", '",'])
def test_the_whole_archive_is_no_way_out(client, typed) -> None:
    root = page(client.get("/en/search", query_string={"q": typed}).text)
    assert root.every("h2")[0].text() == "Nothing was found"
    assert not root.every("ul", class_="ways-out")


def test_few_results_are_shown_with_what_was_meant(client) -> None:
    typed = "добрососедство OR vjcn"
    root = page(client.get("/ru/search", query_string={"q": typed}).text)
    assert root.every("strong")[0].text() == "1 документ"
    assert [way.every("a")[0].text() for way in ways(root)] == ["добрососедство OR мост"]


def test_words_that_find_nothing_together_are_counted_apart(client) -> None:
    root = page(client.get("/en/search?q=мост+жираф").text)
    bridge, giraffe = ways(root)
    assert led_to(client, bridge) == bridge.every(class_="count")[0].text()
    assert not giraffe.every("a")
    assert giraffe.every(class_="count")[0].text() == "0 documents"


def test_an_expansion_says_what_is_found_without_it(client, archive) -> None:
    root = page(client.get("/ru/search?q=мостами").text)
    [chip] = root.every("ul", class_="expansions")[0].every("li")
    without = archive.count(SearchRequest("мостами", off=("forms",)))
    assert chip.every(class_="count")[0].text() == f"без этого\u00a0— {without} документов"
    led = client.get(chip.every("a")[0].attributes["href"]).text
    assert led.count('<article class="hit">') == without
    assert without < archive.count(SearchRequest("мостами"))


def test_a_possessive_is_told_to_be_widened(client, archive) -> None:
    [part] = client.get("/api/v1/search?q=neighbour’s").get_json()["query"]["parts"]
    without = archive.count(SearchRequest("neighbour’s", off=("forms",)))
    assert (part["text"], part["kind"], part["documents"]) == ("neighbour’s", "forms", without)


def test_a_prefix_has_no_switch_and_no_count(client) -> None:
    [part] = client.get("/api/v1/search?q=мост*").get_json()["query"]["parts"]
    assert (part["kind"], part["documents"]) == ("prefix", None)


@pytest.mark.parametrize(
    "typed", ["vjcn", "мост жираф", "мост", "", '"', '"новый моост"', "мост or жираф"]
)
def test_programs_are_told_too(client, archive, typed) -> None:
    told = client.get("/api/v1/suggest", query_string={"q": typed}).get_json()
    said = description()
    shape = {"$ref": "#/components/schemas/Suggest"}
    conforms(told, shape, said["components"]["schemas"])
    for one in told["suggestions"] + told["apart"]:
        assert one["documents"] == archive.count(SearchRequest(one["text"]))
