"""The shapes of the standards' own examples, with other facts in them, written by hand.

GOST R 7.0.5-2008, section 10 (a page of a site); GB/T 7714-2015, 4.6 and 8.1 (electronic resources,
names); the Chicago Manual, 18th edition (pages of sites, speeches); the Publication Manual of the
APA, 7th edition (press releases, transcripts, pages without a date).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.citations import STYLES, cite
from archive.document import Speaker, Voice
from tests.citations.cases import LINK, dated, passage, release, whole

RUSSIAN = {"source": "other", "url": "https://zhurnal.example/node/2149"}
PUSHKIN = Speaker("И. А. Листов", "И. А. Листов")
SHAPES = [
    # style, what, the whole citation
    (
        "gost",
        release("ru", "Речные порты останутся открытыми", published=dated("2006-01-25"), **RUSSIAN),
        "Речные порты останутся открытыми [Электронный ресурс] : пресс-релиз // zhurnal.example : "
        f"сайт. 2006. 25 янв. URL: {LINK} (дата обращения: 18.05.2024).",
    ),
    (
        "gost",
        whole("ru", "Право рек", Voice(PUSHKIN), published=dated("2007"), **RUSSIAN),
        "Листов И. А. Право рек [Электронный ресурс] : стенограмма // zhurnal.example : сайт. "
        f"2007. URL: {LINK} (дата обращения: 18.05.2024).",
    ),
    (
        "gbt7714",
        release("zh", "第29次河流状况统计报告", published=dated("2012-01-16")),
        "中华人民共和国外交部. 第29次河流状况统计报告: 新闻稿[EB/OL]. (2012-01-16)[2024-05-18]. "
        f"{LINK}.",
    ),
    (
        "gbt7714",
        whole("en", "Rivers and metadata", Voice(Speaker("A. Hope", "A. Hope")), source="x"),
        "HOPE A. Rivers and metadata: transcript[EB/OL]. press.example, 2024(2024-05-17)"
        f"[2024-05-18]. {LINK}.",
    ),
    (
        "chicago",
        release("en", "Privacy of rivers", published=None, source="fmprc"),
        "Ministry of Foreign Affairs of the People’s Republic of China. “Privacy of rivers.” Press "
        f"release. N.d. Accessed May 18, 2024. {LINK}.",
    ),
    (
        "apa",
        release("en", "River study unravels a mystery", source="sample-mfa"),
        "Foreign Affairs Office of Beiling Province. (2024, May 17). River study unravels a "
        f"mystery [Press release]. Retrieved May 18, 2024, from {LINK}",
    ),
]


@pytest.mark.parametrize(("style", "source", "words"), SHAPES)
def test_the_shape_of_an_example(style, source, words) -> None:
    assert cite(source, style, link=LINK).text == words


MANY = tuple(Voice(Speaker(f"A{n}. Hope", f"A{n}. Hope")) for n in range(25))
LISTED = [
    # style, speakers, how the citation begins
    ("chicago", 6, "A0. Hope, A1. Hope, A2. Hope, A3. Hope, A4. Hope, and A5. Hope. “"),
    ("chicago", 7, "A0. Hope, A1. Hope, A2. Hope, et al. “"),
    ("apa", 20, ", A18. Hope, & A19. Hope. (2024"),
    ("apa", 21, ", A18. Hope, . . . A20. Hope. (2024"),
    ("gbt7714", 3, "A0. Hope, A1. Hope, A2. Hope. "),
    ("gbt7714", 4, "A0. Hope, A1. Hope, A2. Hope, et al. "),
    ("gost", 3, "A0. Hope, A1. Hope, A2. Hope. "),
    ("gost", 4, " / A0. Hope, A1. Hope, A2. Hope [et al.] // "),
]


@pytest.mark.parametrize(("style", "count", "shown"), LISTED)
def test_how_many_are_named(style, count, shown) -> None:
    voices = tuple(replace(voice) for voice in MANY[:count])
    assert shown in cite(whole("en", "Rivers", *voices), style, link=LINK).text


def test_the_day_it_was_seen_may_be_told() -> None:
    source = release("ru", "Договор")
    told = cite(source, "gost", link=LINK, accessed=date(2025, 1, 2)).text
    assert told.endswith("(дата обращения: 02.01.2025).")


def test_the_words_may_be_of_another_language() -> None:
    told = cite(release("zh", "外交部声明"), "gost", "ru", link=LINK).text
    assert "[Электронный ресурс] : пресс-релиз" in told


def test_a_style_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        cite(release("ru", "Договор"), "mla", link=LINK)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("mode", ["speech", "answer", "question", "read-out"])
def test_own_words_are_the_authors_and_never_the_readers(style, mode) -> None:
    author, reader = Speaker("В. Соснов", "В. Соснов"), Speaker("Тагир Кош", "Тагир Кош")
    told = cite(passage("ru", "Форум", Voice(reader, author, mode)), style, link=LINK).text
    assert "соснов" in told.casefold()
    assert "читает Тагир Кош" in told.replace("Читает", "читает")
    assert not told.startswith("Тагир")
