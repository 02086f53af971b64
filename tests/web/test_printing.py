"""What stands on paper: one passage alone, a whole turn, a whole page, and always whose words."""

from __future__ import annotations

import re

import pytest

from tests.web.browsing import complaints, needs_browser, opened, wait_until

pytestmark = needs_browser

PAPER = 640  # about what an A4 page has between its margins: the narrow rules of the screen hold
COUNT = "window.printed = 0; window.print = () => { window.printed += 1; };"

PASSAGES = [  # document, passage: words printed, words not printed, and what is said of them
    ("ru", "kremlin-ru-101", 4, "Берег — это не граница", "Инвестиции в порт",
     ("Мэр Речного города Иван Лесной", "Открытие речного форума", "Речной город", "май 2024")),
    ("en", "kremlin-ru-101", 7, "Спасибо за приглашение", "Аплодисменты",
     ("Заместитель председателя Чэнь Гуанмин", "Interpreted", "Речной город", "May 2024")),
    ("zh", "fmprc-202", 3, "河岸不是边界", "各位朋友",
     ("河城市长伊万", "笔译", "两城河畔论坛开幕", "河城", "2024年5月17日")),
]  # fmt: skip


def printed(window) -> str:
    """What can be seen of a page on paper."""
    window.emulate_media(media="print")
    return window.locator("body").inner_text()


def sheets(window) -> int:
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", window.pdf(format="A4")))


@pytest.mark.parametrize(("lang", "document", "number", "words", "beside", "told"), PASSAGES)
def test_one_passage_is_printed_alone_without_a_script(
    browser, site, lang, document, number, words, beside, told
):
    window = opened(browser, PAPER, script=False)
    window.goto(f"{site}{lang}/d/{document}")
    window.locator(f"#p{number} a.quote").click()
    assert beside in window.locator("body").inner_text()
    window.locator(".acts a[href$='#print']").click()
    assert window.locator("#print").is_visible()
    paper = printed(window)
    assert words in paper
    assert beside not in paper
    for needed in (*told, window.url.partition("#")[0]):
        assert needed in paper, needed
    assert not window.locator("#print").is_visible()
    assert sheets(window) == 1
    window.context.close()


@pytest.mark.parametrize("lang", ["ru", "zh", "en"])
def test_a_passage_is_printed_from_the_document(browser, site, lang):
    window = opened(browser, 1280)
    window.add_init_script(COUNT)
    window.goto(f"{site}{lang}/d/kremlin-ru-101")
    window.locator("#p4 .number").hover()
    window.locator("#p4 a.quote").click()
    window.locator("#copybar a[href$='#print']").click()
    wait_until(window, "window.printed === 1")
    assert "/q/kremlin-ru-101.1.4:" in window.url
    assert "#" not in window.url  # to load it again prints nothing
    window.locator(".acts a[href$='#print']").click()
    wait_until(window, "window.printed === 2")
    assert complaints(window) == []
    window.context.close()


def test_a_whole_turn_is_printed_with_both_its_passages(browser, site):
    window = opened(browser, PAPER, script=False)
    window.goto(f"{site}zh/d/fmprc-202")
    window.locator("a.quote-turn").first.click()
    paper = printed(window)
    assert "各位朋友" in paper
    assert "河岸不是边界" in paper
    assert "论坛于5月17日在河城开幕" not in paper
    window.context.close()


@pytest.mark.parametrize("width", [PAPER, 1280])
@pytest.mark.parametrize("lang", ["ru", "zh", "en"])
def test_a_whole_page_is_printed_with_its_citation(browser, site, lang, width):
    window = opened(browser, width)
    window.goto(f"{site}{lang}/d/kremlin-ru-101")
    paper = printed(window)
    for needed in (
        "Аплодисменты",
        "Иван Лесной (Мэр Речного города), Фан Даочуань",
        f"{site}{lang}/d/kremlin-ru-101/v/1",
        "https://press.example/kremlin-ru-101",
    ):
        assert needed in paper, needed
    for gone in (".masthead nav", ".quote", ".quote-turn", ".colophon", ".outline", ".copybar"):
        assert not any(one.is_visible() for one in window.locator(gone).all()), gone
    window.context.close()


def test_the_source_is_printed_with_the_words(browser, site):
    window = opened(browser, PAPER)
    window.goto(f"{site}ru/d/kremlin-ru-101")
    address = window.locator("#p4 a.quote").get_attribute("href")
    window.goto(site.rstrip("/") + address)
    paper = printed(window)
    assert "https://press.example/kremlin-ru-101" in paper
    assert "SHA-256" in paper
    assert "JSON" not in paper
    window.context.close()
