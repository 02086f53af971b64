"""Dates as they are printed, and years inferred from a page's own words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import date_line, dates_in, first_date, inferred, time_in

PRINTED = (
    # text, value, time, printed words
    ("17 мая 2024 года", "2024-05-17", None, "17 мая 2024 года"),
    ("от 17 мая 2024 г. № 5", "2024-05-17", None, "17 мая 2024 г."),
    ("«17» мая 2024 г.", "2024-05-17", None, "«17» мая 2024 г."),
    ("17 МАЯ 2024 ГОДА", "2024-05-17", None, "17 МАЯ 2024"),
    ("17 мая 2024 года 17:30", "2024-05-17", "17:30", "17 мая 2024 года 17:30"),
    ("17 мая 2024 года, 9:05", "2024-05-17", "09:05", "17 мая 2024 года, 9:05"),
    ("17–21 мая 2024 года", "2024-05-17", None, "17–21 мая 2024 года"),
    ("30 марта – 2 апреля 2020 года", "2020-03-30", None, "30 марта – 2 апреля 2020 года"),
    ("в мае 2024 года", "2024-05", None, "мае 2024 года"),
    ("17.05.2024", "2024-05-17", None, "17.05.2024"),
    ("от 30.08.2004 г. N 1132", "2004-08-30", None, "30.08.2004"),
    ("May 17, 2024", "2024-05-17", None, "May 17, 2024"),
    ("17 May, 2024", "2024-05-17", None, "17 May, 2024"),
    ("on the 17th of May 2024", "2024-05-17", None, "17th of May 2024"),
    ("Sept. 5, 2024", "2024-09-05", None, "Sept. 5, 2024"),
    ("May 17–21, 2024", "2024-05-17", None, "May 17–21, 2024"),
    ("March 30 – April 2, 2020", "2020-03-30", None, "March 30 – April 2, 2020"),
    ("April 5, 2017 16:20", "2017-04-05", "16:20", "April 5, 2017 16:20"),
    ("May\xa017, 2024", "2024-05-17", None, "May\xa017, 2024"),
    ("in May 2024", "2024-05", None, "May 2024"),
    ("2024年5月17日", "2024-05-17", None, "2024年5月17日"),
    ("2024 年 5 月 17 日", "2024-05-17", None, "2024 年 5 月 17 日"),
    ("2024年5月", "2024-05", None, "2024年5月"),
    ("2024年", "2024", None, "2024年"),
    ("二〇二四年五月十七日", "2024-05-17", None, "二〇二四年五月十七日"),
    ("二○一八年十二月三十一日", "2018-12-31", None, "二○一八年十二月三十一日"),
    ("二零二〇年二月二十九日", "2020-02-29", None, "二零二〇年二月二十九日"),
    ("2018-12-03 10:22", "2018-12-03", "10:22", "2018-12-03 10:22"),
    ("2024-05-17T16:20:00+03:00", "2024-05-17", "16:20", "2024-05-17T16:20:00+03:00"),
    ("2024/5/7", "2024-05-07", None, "2024/5/7"),
    ("2024年5月17日16时20分", "2024-05-17", "16:20", "2024年5月17日16时20分"),
)

YEARLESS = (
    ("17 May", (5, 17)),
    ("May 17", (5, 17)),
    ("17 мая", (5, 17)),
    ("新华社哈尔滨5月17日电", (5, 17)),
)

NO_DATES = (
    "в течение шести месяцев",
    "You may take 17 of them",
    "Maybe 17 Mayors",
    "31 февраля 2024 года",
    "February 30, 2023",
    "2,000 people and 12.13.2014",
    "version 1.2.3",
    "1945–1991",
    "мая",
    "",
)


@pytest.mark.parametrize(("text", "value", "time", "words"), PRINTED)
def test_printed_dates(text, value, time, words):
    found = first_date(text)
    assert (found.value(), found.time, found.text) == (value, time, words)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(("text", "day"), YEARLESS)
def test_a_date_without_a_year_has_no_value(text, day):
    found = first_date(text)
    assert (found.month, found.day) == day
    assert found.value() is None


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text):
    assert list(dates_in(text)) == []


LINES = (
    ("May 17, 2024, Harbin", "2024-05-17", "Harbin"),
    ("17 мая 2024 года 17:30 Москва, Кремль", "2024-05-17", "Москва, Кремль"),
    ("Beijing, May 16, 2024", "2024-05-16", "Beijing"),
    ("Дата публикации: 17 мая 2024 года, 17:30", "2024-05-17", None),
    ("发布日期：2018年12月03日", "2018-12-03", None),
    ("The Kremlin, Moscow, December 19, 2012", "2012-12-19", "The Kremlin, Moscow"),
)


@pytest.mark.parametrize(("text", "value", "place"), LINES)
def test_date_lines(text, value, place):
    line = date_line(text)
    assert (line.found.value(), line.place) == (value, place)


@pytest.mark.parametrize(
    "text",
    [
        "On May 16, the festival began on the street.",
        "The forum opens on May 17, 2024!",
        "From May 17, 2024 in Harbin",
        "17 мая состоялась встреча.",
        "Harbin",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(text):
    assert date_line(text) is None


YEARS = (
    # what else the page says, address, headers → value, basis
    (["on May 17–21, 2024, in Harbin"], "", {}, "2024-05-17", "inferred"),
    (["the 75th anniversary of Russian-Chinese diplomatic relations"], "", {}, "2024-05-17",
     "inferred"),
    (["75-летие установления дипломатических отношений между Россией и Китаем"], "", {},
     "2024-05-17", "inferred"),
    (["今年是中俄建交75周年"], "", {}, "2024-05-17", "inferred"),
    (["no year here"], "https://a.example/20240517/1.html", {}, "2024-05-17", "from-url"),
    ([""], "", {"Last-Modified": "Sat, 18 May 2024 08:00:00 GMT"}, "2024-05-17", "from-header"),
)  # fmt: skip


@pytest.mark.parametrize(("texts", "url", "headers", "value", "basis"), YEARS)
def test_a_year_is_inferred_from_evidence(texts, url, headers, value, basis):
    when = inferred(first_date("17 May"), texts, url, headers)
    assert (when.value, when.basis) == (value, basis)
    assert "17 May" in when.evidence


@pytest.mark.parametrize(
    ("texts", "headers"),
    [
        (["held alternately since 2014", "In 2023 trade grew."], {}),
        (["May 17, 2023 and May 17, 2024"], {}),  # evidence that disagrees
        (["the 75th anniversary of the company"], {}),
        (["70th anniversary of diplomatic relations of Russia and China and the "
          "75th anniversary of Russian-Chinese diplomatic relations"], {}),
        ([""], {"Last-Modified": "Sat, 18 May 2024 08:00:00 GMT"[:3]}),
        ([""], {"Last-Modified": "Tue, 01 Oct 2024 08:00:00 GMT"}),  # months later: another thing
    ],
)  # fmt: skip
def test_without_evidence_a_year_stays_unknown(texts, headers):
    assert inferred(first_date("17 May"), texts, "https://a.example/1", headers) is None


def test_a_time_alone():
    assert time_in("16:20") == "16:20"
    assert time_in("25:20") is None
    assert time_in("16:20 Moscow") is None


RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_three_languages(day):
    for text in (
        f"{day.day} {RU[day.month - 1]} {day.year} года",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ):
        assert first_date(text).value() == day.isoformat()


@given(st.text(alphabet="0123456789 -./年月日майMay,–", max_size=40))
def test_any_text_gives_dates_that_exist_within_it(text):
    for found in dates_in(text):
        assert text[found.start : found.end] == found.text
        if found.value():
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", found.value())
            assert found.partial().first() <= found.partial().last()
