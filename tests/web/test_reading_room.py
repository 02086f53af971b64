"""What does a reader see of words at a link, of versions, of what is hidden; what can be copied?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.address import Address, addressed, minted
from archive.catalogue import Archive
from archive.difference import rows
from archive.document import Document, Passage, Speaker, Voice
from archive.errata import Errata, Misprint
from archive.opening import memory_archive
from tests.web.reading import Element, page
from tests.web.samples import document, forum_ru, spoken
from web import create_app
from web.documents import folded

LANGUAGES = ("ru", "zh", "en")
MAYOR = Voice(Speaker("Мэр Иван Лесной", "Иван Лесной", "Мэр"))
HEARD = Voice(Speaker("Чэнь Гуанмин", "Чэнь Гуанмин"), channel="interpreted")
READ = Voice(HEARD.speaker, Speaker("Фан Даочуань", "Фан Даочуань"), "read-out", "interpreted")
TOLD = Voice(MAYOR.speaker, mode="reported")


def address(made: Document, first: int, last: int | None = None, version: int = 1) -> Address:
    """The address of whole passages."""
    passages = addressed(made)
    end = next(p for p in passages if p.number == (last or first))
    return minted(made.id, version, passages, (first, 0), (end.number, len(end.text)))


def shown(archive: Archive, where: str, code: int = 200) -> Element:
    answer = create_app(archive).test_client().get(where)
    assert answer.status_code == code
    return page(answer.text)


@pytest.fixture
def two() -> Archive:
    """A document of two versions: the first passage corrected, the second given to another, one
    put in before the third."""
    old = document("a-1", "ru", "Договор", spoken(("Мост в мае.", "Да.", "Река мелка."), MAYOR))
    new = (
        Passage(1, "speech", "Мост в июне.", MAYOR),
        Passage(2, "speech", "Да.", HEARD),
        Passage(3, "note", "Смех."),
        Passage(4, "speech", "Река мелка.", MAYOR),
    )
    return memory_archive([old, replace(old, passages=new)])


def old_of(archive: Archive) -> Document:
    return archive.get("a-1", 1).document


def test_a_banner_where_the_words_have_changed(two):
    root = shown(two, f"/ru/q/{address(old_of(two), 1)}")
    banner = root.every("div", class_="changed")[0]
    assert [e.text() for e in banner.every("del")] == ["мае"]
    assert [e.text() for e in banner.every("ins")] == ["июне"]
    assert root.every("span", class_="exact")[0].text() == "Мост в мае."


def test_a_banner_where_another_is_said_to_have_spoken(two):
    banner = shown(two, f"/en/q/{address(old_of(two), 2)}").every("div", class_="changed")[0]
    assert "Мэр Иван Лесной" in banner.every("del")[0].text()
    assert "Чэнь Гуанмин" in banner.every("ins")[0].text()
    assert "Interpreted" in banner.every("ins")[0].text()


def test_no_banner_where_only_other_places_have_changed(two):
    root = shown(two, f"/ru/q/{address(old_of(two), 3)}")
    assert not root.every("div", class_="notice")
    (now,) = (a for a in root.every("a") if "абзац 4 версии 2" in a.text())
    assert "/ru/q/a-1.2.4:0-4:11." in now.attributes["href"]


def test_the_words_stand_in_their_context(two):
    root = shown(two, f"/ru/q/{minted('a-1', 1, addressed(old_of(two)), (3, 5), (3, 10))}")
    words = root.every("p", **{"data-passage": "3"})[0]
    assert [(e.attributes["class"], e.text()) for e in words.every("span")] == [
        ("pale", "Река "), ("exact", "мелка"), ("pale", "."),
    ]  # fmt: skip
    assert words.text() == "Река мелка."
    around = root.every("div", class_="around")
    assert [e.text().strip() for e in around] == ["Мост в мае.", "Да."]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("ending", "code"),
    [("a-1.9.1:0-1:11.0123456789abcdef01234567", 410), ("b-1.1.1:0-1:2." + "0" * 24, 404),
     ("a-1.1.1:0-1:11.0123456789abcdef01234567", 404), ("a-1.1.1:0-1:11", 404)],
)  # fmt: skip
def test_words_that_are_not_there_are_not_replaced(two, lang, ending, code):
    root = shown(two, f"/{lang}/q/{ending}", code)
    assert len(root.every("h1")) == 1
    assert not root.every(class_="passage")
    answer = create_app(two).test_client().get(f"/api/v1/quotes/{ending}")
    assert (answer.status_code, answer.mimetype) == (code, "application/problem+json")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "damaged or was altered"), ("ru", "повреждена или изменена"), ("zh", "损坏或被改动")],
)
def test_a_link_whose_digest_does_not_fit_is_blamed_itself(two, lang, sentence):
    """The version it names is here, so nothing is said of a version that is missing."""
    address = minted("a-1", 1, addressed(old_of(two)), (3, 5), (3, 10))
    ending = str(replace(address, words="0123456789abcdef"))
    root = shown(two, f"/{lang}/q/{ending}", 404)
    assert sentence in root.every("h1")[0].text()
    told = create_app(two).test_client().get(f"/api/v1/quotes/{ending}").get_json()
    assert told["state"] == "unfit"
    assert "version of this number" in told["detail"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "cannot be read as a link"),
        ("ru", "не читается как ссылка"),
        ("zh", "无法识别为链接"),
    ],
)
def test_a_basket_names_what_it_cannot_read(two, lang, sentence):
    good = str(minted("a-1", 1, addressed(old_of(two)), (3, 5), (3, 10)))
    asked = {"q": [good, "bogus"], "add": f"https://here.example/ru/q/{good} <b>odd</b>"}
    client = create_app(two).test_client()
    root = page(client.get(f"/{lang}/basket", query_string=asked).text)
    (told,) = root.every("div", class_="notice")
    assert sentence in told.text()
    assert [code.text() for code in told.every("code")] == ["bogus", "<b>odd</b>"]
    saved = client.get(f"/{lang}/basket", query_string=asked | {"as": "csv"}).text
    assert [line.endswith(",mistyped") for line in saved.splitlines()[-2:]] == [True, True]
    fine = page(client.get(f"/{lang}/basket", query_string={"q": good}).text)
    assert not fine.every("div", class_="notice")


COPIED = [  # whose words: what every copy must say, in each language of the reader
    (HEARD, ("устный перевод, не собственные слова", "口译，非讲话人原话", "interpreted, not the")),
    (READ, ("зачитывает Чэнь Гуанмин", "由Чэнь Гуанмин宣读", "read out by Чэнь Гуанмин")),
    (TOLD, ("в пересказе, не дословно", "转述，非原话", "reported, not the words as spoken")),
    (None, ("текст редакции", "编者文字", "text of the editor")),
    (MAYOR, ("Иван Лесной, Мэр", "Иван Лесной，Мэр", "Иван Лесной, Мэр")),
]


@pytest.mark.parametrize(("voice", "labels"), COPIED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_copy_says_whose_words_and_through_whom(voice, labels, lang):
    kind = "speech" if voice else "narration"
    made = document("a-1", "ru", "Форум", (Passage(1, kind, "Мост\u00a0открыт.", voice),))
    archive = memory_archive([replace(made, place="Речной город", status="draft")])
    place = address(made, 1)
    root = shown(archive, f"/{lang}/q/{place}/copy")
    fields = root.every("textarea")
    assert len(fields) == 5
    for field in fields:
        text = field.text().removeprefix("\n")
        assert text.startswith("«Мост\u00a0открыт.»\n— ")
        assert labels[LANGUAGES.index(lang)] in text
        for needed in ("Форум", "Речной город", "2024", f"/{lang}/q/{place}"):
            assert needed in text
        assert {"ru": "Черновик", "zh": "草稿", "en": "Draft"}[lang] in text


def test_a_dialogue_is_copied_voice_by_voice():
    made = document("a-1", "ru", "Форум", (
        Passage(1, "speech", "Когда?", MAYOR), Passage(2, "speech", "В мае.", HEARD),
    ))  # fmt: skip
    text = shown(memory_archive([made]), f"/en/q/{address(made, 1, 2)}/copy").every("textarea")[0]
    lines = text.text().strip().split("\n")
    assert lines[:4] == [
        "«Когда?»", "— Иван Лесной, Мэр",
        "«В мае.»", "— Чэнь Гуанмин (interpreted, not the speaker’s own words)",
    ]  # fmt: skip


def test_an_address_of_a_selection(client):
    asked = "/api/v1/documents/kremlin-ru-101/versions/1/address"
    found = client.get(f"{asked}?start=4:0&stop=4:36&interface=zh").get_json()
    assert found["words"] == [forum_ru().passages[3].text[:36]]
    assert found["link"].endswith(f"/zh/q/{found['address']}")
    assert set(found["copies"]) == {"gost", "gbt7714", "chicago", "apa", "plain"}
    for bad in ("", "?start=4:0", "?start=4:0&stop=x", "?start=4:0&stop=4:1&interface=de"):
        assert client.get(asked + bad).status_code == 400, bad
    for nowhere in ("?start=4:0&stop=4:9999", "?start=4:5&stop=4:5", "?start=99:0&stop=99:1"):
        assert client.get(asked + nowhere).status_code == 404, nowhere


def test_a_document_has_a_link_for_every_passage(client):
    root = page(client.get("/ru/d/kremlin-ru-101").text)
    links = root.every("a", class_="quote")
    assert len(links) == 40
    for link in links[:5]:
        root = page(client.get(link.attributes["href"]).text)
        number = link.parent.parent.attributes["id"].removeprefix("p")
        text = forum_ru().passages[int(number) - 1].text
        assert "".join(e.text() for e in root.every("span", class_="exact")) == text
    turn = page(client.get("/ru/d/kremlin-ru-101").text).every("a", class_="quote-turn")[0]
    told = page(client.get(turn.attributes["href"]).text).every("span", class_="exact")
    assert [e.text() for e in told] == [p.text for p in forum_ru().passages[2:5]]


def test_hidden_characters_are_drawn_and_left_alone(client):
    plain = page(client.get("/ru/d/kremlin-ru-101").text)
    drawn = page(client.get("/ru/d/kremlin-ru-101?hidden=1").text)
    signs = [e.attributes["data-sign"] for e in drawn.every("span", class_="hid")]
    assert {"°", "¬", "U+200B"} == set(signs)
    assert not plain.every("span", class_="hid")
    for number in ("4", "11"):
        texts = [root.every(**{"data-passage": number})[0].text() for root in (plain, drawn)]
        assert texts[0] == texts[1] == forum_ru().passages[int(number) - 1].text


def test_what_changed_between_versions(two):
    root = shown(two, "/ru/d/a-1/v/2/diff/1")
    changes = root.every("div", class_="change")
    assert [c.every("p", class_="where")[0].text().strip() for c in changes] == ["1", "2", "— → 3"]
    assert [e.text() for e in changes[0].every("ins")] == ["июне"]
    assert "Чэнь" in changes[1].every("p", class_="said")[0].every("ins")[0].text()
    assert [e.text() for e in changes[2].every("ins")] == ["Смех."]
    folded_rows = root.every("details", class_="unchanged")
    assert [e.every("p")[0].text() for e in folded_rows] == ["Договор", "Река мелка."]
    same = shown(two, "/ru/d/a-1/v/1/diff/2").every("div", class_="change")
    assert [e.text() for e in same] == [e.text() for e in changes]
    shown(two, "/ru/d/a-1/v/2/diff/9", 404)


def test_what_a_document_says_of_itself_may_change_too():
    made = document("a-1", "ru", "Договор", spoken(("Мост.",), None), place="Река")
    archive = memory_archive([made, replace(made, place="Порт", status="draft")])
    facts = shown(archive, "/en/d/a-1/v/2/diff/1").every("dl", class_="facts")[0]
    assert [e.text().strip() for e in facts.every("del")] == ["Река", "Final text"]


def test_unchanged_passages_are_folded_together():
    passages = spoken(("а", "б", "в"), None)
    assert [(same, len(part)) for same, part in folded(rows(passages, passages))] == [(True, 3)]


def test_an_original_is_saved_under_a_name(client):
    answer = client.get("/ru/d/kremlin-ru-101/v/1/original")
    assert answer.data == b"https://press.example/kremlin-ru-101"
    assert answer.mimetype == "application/octet-stream"
    name = 'attachment; filename="kremlin-ru-101-v1.bin"'
    assert answer.headers["Content-Disposition"] == name
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get("/ru/d/kremlin-ru-101/v/2/original").status_code == 404


def test_a_document_ends_in_its_citation(client):
    root = page(client.get("/en/d/kremlin-ru-101").text)
    assert root.every("p", class_="citation")[0].text().startswith("Иван Лесной")


@pytest.fixture
def misprinted() -> Archive:
    made = document("a-1", "en", "Games", spoken(("Sport evets, and revets.",), MAYOR))
    return memory_archive([made], errata=Errata((Misprint("a-1", "evets", "events"),)))


def test_a_misprint_stays_and_is_marked(misprinted):
    root = shown(misprinted, "/en/d/a-1")
    words = root.every(**{"data-passage": "1"})[0]
    assert words.text() == "Sport evets, and revets."
    (mark,) = words.every("span", class_="sic")
    assert mark.attributes["data-sign"] == "[sic]"
    assert "events" in mark.attributes["title"]


def test_a_misprint_is_copied_as_it_is_and_sic_is_offered(misprinted):
    made = misprinted.get("a-1").document
    plain = shown(misprinted, f"/en/q/{address(made, 1)}/copy")
    assert plain.every("textarea")[0].text().strip().startswith("“Sport evets, and revets.”")
    (offer,) = (a for a in plain.every("a") if "[sic]" in a.text())
    noted = shown(misprinted, offer.attributes["href"]).every("textarea")[0]
    assert noted.text().strip().startswith("“Sport evets [sic], and revets.”")
    asked = "/api/v1/documents/a-1/versions/1/address?start=1:0&stop=1:12"
    found = create_app(misprinted).test_client().get(asked).get_json()
    assert found["misprints"] == [{"printed": "evets", "meant": "events"}]
    assert found["copies"]["plain"]["text"].startswith("“Sport evets,”")
    assert found["noted"]["plain"]["text"].startswith("“Sport evets [sic],”")
    assert found["words"] == ["Sport evets,"]


def test_no_misprint_no_sign(client):
    asked = "/api/v1/documents/kremlin-ru-101/versions/1/address?start=4:0&stop=4:9"
    found = client.get(asked).get_json()
    assert (found["misprints"], found["noted"]) == ([], None)
