"""What helps a visitor over the sample corpus: chips that count what they switch, ways out that
lead where they say, addresses that find their page, marks that are what matched."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from click.testing import CliRunner

from archive import people as authority
from archive.analysis import readings
from archive.analysis.chinese import simplified
from archive.catalogue import Archive
from archive.commands import search as search_command
from archive.compiling import compiled
from archive.opening import memory_archive
from archive.query import REASONS, UNUSED, parse
from archive.search import SWITCHES, Filters, SearchRequest
from archive.snippet import marks, pieces
from tests.test_counts import CORPUS, documents
from tests.web.samples import document, spoken
from web import create_app, words
from web.ways import MOST, ways_out


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    opened = memory_archive(documents(), authority.read(CORPUS / "people.toml"))
    yield opened
    opened.close()


def some_words(archive: Archive, pattern: str, count: int) -> list[str]:
    """Words of the corpus, drawn by a seed."""
    texts = (p.text for stored in archive.every() for p in stored.document.passages)
    return random.Random(3).sample(
        sorted({w for t in texts for w in re.findall(pattern, t)}), count
    )


def test_a_chip_counts_what_its_switch_leads_to(archive) -> None:
    drawn = some_words(archive, r"[А-Яа-яё]{4,}|[\u4e00-\u9fff]{2,3}|[a-z]{5,}", 30)
    seen = set()
    for text in (*drawn, "ёлка зелёный", "все", "臺灣"):
        for off in ((), ("forms",)):
            request = SearchRequest(text, off=off)
            for part in archive.search(request).query.parts:
                if part.kind in SWITCHES:
                    led = replace(request, off=(*off, part.kind))
                    assert archive.search(led).documents == part.documents, (text, part)
                    seen.add(part.kind)
    assert seen == set(SWITCHES)


def test_a_field_that_names_a_person_shows_all_names(archive) -> None:
    [part] = [p for p in archive.search(SearchRequest("speaker:林国栋")).query.parts
              if p.kind == "names"]  # fmt: skip
    assert "林国栋" not in part.terms
    assert len(part.terms) >= 2


LOST = [
    # what finds nothing, a way out that must be offered
    (SearchRequest("мост", Filters(language=("zh",)), exact=True), "facet"),
    (SearchRequest("мостюками OR мостам", Filters(since="1999", until="1999")), "dates"),
    (SearchRequest("«моста открытие»"), "phrase"),
    (SearchRequest("新口岸"), "phrase"),
    (SearchRequest("мост lang:zh"), "without"),
    (SearchRequest("мост date:1999"), "without"),
    (SearchRequest("Вера Морозова", Filters(language=("zh",), place=("北岭",))), None),
    (SearchRequest("мост", Filters(since="2022-12", until="2022-12")), "wider"),
    (SearchRequest("мостах", off=("forms",), exact=False), None),
    (SearchRequest("мост", Filters(language=("zh",), since="1999", until="1999")), "filters"),
]


@pytest.mark.parametrize(("request_", "kind"), LOST)
def test_a_way_out_leads_to_what_it_counts(archive, request_, kind) -> None:
    with create_app(archive).test_request_context("/ru/search"):
        ways = ways_out(request_)
    assert len(ways) <= MOST
    for way in ways:
        assert archive.search(way.asked).documents == way.documents > 0
    assert kind is None or kind in {way.kind for way in ways}


def test_every_name_of_a_person_is_a_way(archive) -> None:
    request = SearchRequest("Вера Морозова", Filters(language=("zh",)))
    assert archive.count(request) == 0
    with create_app(archive).test_request_context("/ru/search"):
        [way] = [way for way in ways_out(request) if way.kind == "names"]
    assert way.asked.filters == request.filters
    assert archive.search(way.asked).documents == way.documents > 0


def test_the_page_of_nothing_says_what_there_is(archive) -> None:
    client = create_app(archive).test_client()
    page = client.get("/en/search?q=мост+lang:rus").text
    assert "no such language" in page
    assert re.search(r"there are: <bdi[^>]*>en</bdi>, <bdi[^>]*>ru</bdi>, <bdi[^>]*>zh</bdi>", page)
    told = client.get("/api/v1/search?q=kind:poem+source:nowhere").get_json()["query"]["unknown"]
    assert [(one["field"], one["value"]) for one in told] == [
        ("kind", "poem"),
        ("source", "nowhere"),
    ]
    assert "release" in told[0]["known"]
    assert "Read as" not in client.get("/en/search?q=*").text
    assert archive.search(SearchRequest("lang:RU")).query.unknown == ()


def test_an_address_finds_its_document(archive) -> None:
    for stored in archive.every():
        document = stored.document
        asked = [f"/ru/d/{document.id}", f"https://harbin.example/zh/d/{document.id}/v/1#p2"]
        asked += [document.url, f"{document.url}/", f"{document.url}#top"]
        if document.url.startswith("http"):
            asked += [document.url.partition("//")[2], document.url.replace("http:", "https:")]
        for text in asked:
            found = archive.search(SearchRequest(text))
            assert [hit.id for hit in found.hits] == [document.id], text
            assert found.query.read_as == f"id:{document.id}"
    assert archive.search(SearchRequest("/ru/d/nobody-1")).documents == 0
    assert archive.search(SearchRequest("https://press.example/nowhere/1")).documents == 0


NEWS = "kremlin.ru/events/president/news"


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        (f"http://{NEWS}/76428", "kremlin-ru-76428"),
        (f"https://www.{NEWS}/76428/", "kremlin-ru-76428"),
        (f"{NEWS}/76428#sel=1:2:3,4:5:6", "kremlin-ru-76428"),
        (f"http://{NEWS}/76428/print", "kremlin-ru-76428"),
        ("kremlin.ru/d/76428", "kremlin-ru-76428"),
        (f"http://en.{NEWS}/76428", "kremlin-ru-76428"),
        (f"https://www.en.{NEWS}/76428?utm=a", "kremlin-ru-76428"),
        (f"http://{NEWS}/76500", "kremlin-ru-76500"),
        (f"http://en.{NEWS}/76500", "kremlin-en-76500"),
        (f"http://{NEWS}/76501", "kremlin-en-76501"),
        (f"http://{NEWS}/76428/photos/81", None),
        (f"http://{NEWS}/7642", None),
        ("http://other.ru/events/76428", None),
        ("76428", None),
    ],
)
def test_any_address_of_a_page_finds_its_document(typed: str, id: str | None) -> None:
    """A page of kremlin.ru run together in one line names itself kremlin.ru/d/NUMBER."""
    kept = [
        document(
            "kremlin-ru-76428", "ru", "А", spoken(("А.",), None), url="http://kremlin.ru/d/76428"
        ),
        document("kremlin-ru-76500", "ru", "Б", spoken(("Б.",), None), url=f"http://{NEWS}/76500"),
        *(
            document(
                f"kremlin-en-{n}",
                "en",
                "C",
                spoken(("C.",), None),
                url=f"http://en.{NEWS}/{n}",
                source="kremlin-en",
            )
            for n in (76500, 76501)
        ),
    ]
    found = memory_archive(kept).search(SearchRequest(typed))
    assert [hit.id for hit in found.hits] == ([id] if id else [])


def test_the_command_says_it_in_sentences(archive, monkeypatch) -> None:
    class Held:
        def __init__(self, *_: object, **__: object) -> None: ...

        def __enter__(self) -> Archive:
            return archive

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("archive.commands.opened", Held)
    run = CliRunner().invoke
    said = run(search_command, ["мсотам lang:rus colour:"])
    assert "no such language: rus; known: en, ru, zh" in said.stderr
    assert "not used: colour:: there is no such field" in said.stderr
    said = run(search_command, ["мсотам"])
    count = archive.count(SearchRequest("мостам"))
    assert f"Did you mean: мостам ({count})" in said.stderr
    assert "Did you mean" not in said.stdout
    told = json.loads(run(search_command, ["мсотам", "--json"]).stdout)
    assert told["suggestions"][0] == {"kind": "spelling", "text": "мостам", "documents": count}


def test_the_site_gives_the_same_reasons_as_the_command() -> None:
    assert UNUSED == words.UNUSED
    assert set(UNUSED) == set(REASONS)


def test_a_phrase_of_the_corpus_is_one_mark_and_each_mark_is_that_phrase(archive) -> None:
    chance = random.Random(11)
    for stored in archive.every():
        for passage in chance.sample(
            stored.document.passages, min(2, len(stored.document.passages))
        ):
            tokens = [token for reading in readings(passage.text) for token in reading.tokens]
            if len(tokens) < 6 or re.search('["“”„]', passage.text):
                continue
            at = chance.randrange(len(tokens) - 3)
            start, stop = tokens[at].start, tokens[at + 2].stop
            phrase = passage.text[start:stop]
            plan = compiled(parse(f'"{phrase}"').tree)
            found = marks(passage.text, plan.shown)
            if re.search(r"\d|[-'’]", phrase) or len(readings(phrase)) > 3:
                continue  # numbers and compounds may be typed otherwise than they are printed
            assert any(a <= start and stop <= b for a, b in found), phrase
            for a, b in found:
                marked = passage.text[a:b]
                assert marks(marked, plan.shown) == ((0, len(marked)),)


CHINESE = [
    # typed, text with what is marked in it
    ("的合作", "我们⟦的合作⟧是和平的。⟦合作⟧的成果"),
    ("和平的合作", "⟦和平的合作⟧，⟦合作⟧的⟦和平⟧，我的"),
    ("俄罗斯与中国", "⟦中国⟧与⟦俄罗斯⟧，与会者，⟦俄罗斯与中国⟧"),
    ("的 合作", "我⟦的合作⟧，他⟦的⟧"),  # typed by itself: meant
    ("“的合作”", "我们⟦的合作⟧是和平，合作"),
    ("的", "我⟦的⟧"),
    ("A股的", "⟦A股的⟧，的"),
]


@pytest.mark.parametrize(("query", "shown"), CHINESE)
def test_a_single_character_of_a_run_is_marked_beside_its_neighbour_only(query, shown) -> None:
    text = re.sub("[⟦⟧]", "", shown)
    found = marks(text, compiled(parse(query).tree).shown)
    printed = "".join(
        f"⟦{piece.text}⟧" if piece.marked else piece.text for piece in pieces(text, found)
    )
    assert printed == shown


def test_hits_are_verbatim_and_in_order(archive) -> None:
    for text in some_words(archive, r"[А-Яа-яё]{5,}|[\u4e00-\u9fff]{2}|[a-z]{6,}", 25):
        for hit in archive.search(SearchRequest(text)).hits:
            document = archive.get(hit.id).document
            texts = {p.number: p.text for p in document.passages}
            texts |= {0: document.title, -1: document.summary}
            for passage in hit.passages:
                assert passage.text == texts[passage.number]
                shown = "".join(piece.text for piece in pieces(passage.text, passage.marks))
                assert shown in passage.text
                for a, b in passage.marks:
                    if "\u4e00" <= text[0] <= "\u9fff":
                        assert simplified(passage.text[a:b]) in simplified(text)
            numbers = [p.number for p in hit.passages if p.number > 0]
            assert all(a < b for a, b in pairwise(numbers))
            assert any(passage.marks for passage in hit.passages)
