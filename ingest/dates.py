"""Which dates does a text print, in Russian, Chinese and English, and how exactly?

    >>> [(found.value(), found.text) for found in dates_in("17 мая 2024 года, затем 5月20日")]
    [('2024-05-17', '17 мая 2024 года'), (None, '5月20日')]
    >>> line = date_line("May 17, 2024, Harbin")
    >>> line.found.value(), line.place
    ('2024-05-17', 'Harbin')

Only whole printed dates are read; "в течение шести месяцев", "may" and "2,000" are none. A range
("May 17–21, 2024") gives its first day and keeps the whole as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from archive.document import PartialDate
from ingest.anniversaries import FACTS
from ingest.months import ENGLISH, HAN_DIGITS, MONTHS, RUSSIAN, han_number

FIRST_YEAR, LAST_YEAR = 1800, 2100  # outside, four digits are rather a number than a year
PLACE_LENGTH = 80  # characters; the longest place of 6,935 pages has 60


def _names(table: Iterable[tuple[str, ...]]) -> str:
    forms = sorted((form for row in table for form in row), key=len, reverse=True)
    return "|".join(forms)


_EN = rf"(?:(?P<{{0}}>{_names(ENGLISH)})\b\.?)"
_RU = rf"(?:(?P<{{0}}>(?i:{_names(RUSSIAN)}))\b\.?)"
_DASH = r"\s?[-–—]\s?"
_YEAR = r"(?P<{0}>[12]\d{{3}})(?!\d)"
_DAY = r"(?P<{0}>[0-3]?\d)"
_HAN = "[" + "".join(HAN_DIGITS) + "]"

# Each with the printed words that taught it. Named groups: y year, m month, d day; a trailing
# letter only keeps the names apart within the one expression made of them.
FORMS: tuple[tuple[str, str], ...] = (
    # 2024-05-17, 2024/5/17, 2024.05.17
    (
        "iso",
        r"(?<![\d.])(?P<ya>[12]\d{3})(?P<sep>[-/.])(?P<ma>[01]?\d)(?P=sep)(?P<da>[0-3]?\d)(?!\d)",
    ),
    # 17.05.2024
    ("dotted", r"(?<![\d.])(?P<db>[0-3]?\d)\.(?P<mb>[01]?\d)\.(?P<yb>[12]\d{3})(?!\d)"),
    # May 17, 2024 · May 17–21, 2024 · May 17th · March 30 – April 2, 2020 · Sept. 5, 2024
    (
        "month day",
        r"\b" + _EN.format("mc") + r"\s" + _DAY.format("dc") + r"(?:st|nd|rd|th)?(?!\d)"
        rf"(?:{_DASH}(?:(?:{_names(ENGLISH)})\s)?[0-3]?\d(?!\d))?"
        r"(?:,?\s" + _YEAR.format("yc") + r")?",
    ),
    # 17 May 2024 · 17 May, 2024 · 17–21 May 2024 · the 17th of May 2024
    (
        "day month",
        r"(?<![\d.,:])" + _DAY.format("dd") + r"(?:st|nd|rd|th)?(?:\sof)?"
        rf"(?:{_DASH}[0-3]?\d)?\s" + _EN.format("md") + r"(?:,?\s" + _YEAR.format("yd") + r")?",
    ),
    # 17 мая 2024 года · «17» мая 2024 г. · 17–21 мая 2024 года · 30 марта – 2 апреля 2020 года
    (
        "день месяц",
        r"(?<![\d.,:])[«\"]?" + _DAY.format("de") + r"[»\"]?(?:-го)?"
        rf"(?:{_DASH}[0-3]?\d)?\s"
        + _RU.format("me")
        + rf"(?:{_DASH}[0-3]?\d\s(?i:{_names(RUSSIAN)})\b)?"
        r"(?:,?\s" + _YEAR.format("ye") + r"(?:\s?(?:года|году|год|г\.|г\b))?)?",
    ),
    # May 2024 · мае 2024 года
    ("month", r"\b" + _EN.format("mf") + r",?\s" + _YEAR.format("yf")),
    (
        "месяц",
        r"\b" + _RU.format("mg") + r"\s" + _YEAR.format("yg") + r"(?:\s?(?:года|году|год|г\.))?",
    ),
    # 2024年5月17日 · 2024 年 5 月 17 日 · 2024年5月 · 2024年
    (
        "年月日",
        r"(?<!\d)(?P<yh>[12]\d{3})\s?年(?:\s?(?P<mh>[01]?\d)\s?月(?:\s?(?P<dh>[0-3]?\d)\s?[日号])?)?",
    ),
    # 二〇二四年五月十七日
    (
        "汉字年月日",
        rf"(?P<yi>{_HAN}{{4}})年(?:(?P<mi>[十一二三四五六七八九]{{1,2}})月"
        r"(?:(?P<di>[十一二三四五六七八九]{1,3})日)?)?",
    ),
    # 5月17日电
    ("月日", r"(?<![\d年])(?P<mj>[01]?\d)\s?月\s?(?P<dj>[0-3]?\d)\s?[日号]"),
)
DATE = re.compile("|".join(f"(?:{form})" for _, form in FORMS))
TIME = re.compile(
    r"(?:,?\s*(?:at\s|в\s)?|T)(?P<hour>[0-2]?\d)(?:[:：]|时|時|点)(?P<minute>[0-5]\d)(?!\d)"
    r"(?:分|:[0-5]\d(?!\d)(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as it stands in a text: offsets, its parts (None: not printed) and its words."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    text: str
    time: str | None = None

    def value(self) -> str | None:
        """'2024', '2024-05' or '2024-05-17'; None when no year is printed."""
        if self.year is None:
            return None
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def partial(self, basis: str = "printed") -> PartialDate:
        """The date with its words as evidence; only of a date with a year."""
        return PartialDate(self.value() or "", basis, self.text, self.time)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a date, perhaps with a place."""

    found: Printed
    place: str | None


def dates_in(text: str) -> Iterator[Printed]:
    """The dates printed in a text, in order, not overlapping, each with the time beside it."""
    for found in DATE.finditer(text):
        printed = _printed(found, text)
        if printed is not None:
            yield printed


def first_date(text: str) -> Printed | None:
    """The first date printed in a text."""
    return next(dates_in(text), None)


def time_in(text: str) -> str | None:
    """The time of a line that is nothing but a time: '16:20'.

    >>> time_in(" 9:05 ")
    '09:05'
    """
    found = TIME.fullmatch(text.strip())
    return _clock(found) if found else None


def _printed(found: re.Match[str], text: str) -> Printed | None:
    parts = {name[0]: value for name, value in found.groupdict().items() if value and name != "sep"}
    year, month, day = (_number(parts.get(key)) for key in "ymd")
    if not _real(year, month, day):
        return None
    after = TIME.match(text, found.end())
    clock = _clock(after) if after else None
    end = after.end() if after and clock else found.end()
    return Printed(found.start(), end, year, month, day, text[found.start() : end], clock)


def _number(printed: str | None) -> int | None:
    if printed is None:
        return None
    month = MONTHS.get(printed) or MONTHS.get(printed.lower())
    if month:
        return month
    return int(printed) if printed.isdecimal() else han_number(printed)


def _real(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return year is not None
    try:
        date(year or 2000, month or 1, day)  # 2000 was a leap year: 29 February may be
    except ValueError:
        return False
    return True


def _clock(found: re.Match[str]) -> str | None:
    hour = int(found["hour"])
    return f"{hour:02d}:{found['minute']}" if hour < 24 else None


# What may stand before the date on a date line, and is not the place.
LEADS = re.compile(
    r"(?:Publication date|Published(?: on)?|Date|Updated|Дата публикации|Опубликовано|Дата"
    r"|发布日期|发布时间|成文日期|时间|日期)\s*[:：]?\s*",
    re.I,
)
WEEKDAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"
    r"|(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),?\s+",
    re.I,
)
# A place is capitalised words or Han characters, commas between, never a sentence.
PLACE = re.compile(r"[A-ZА-ЯЁ\u4e00-\u9fff][^.!?:;…«»“”\"()\d]*(?:\([^()]*\))?")


def date_line(text: str) -> DateLine | None:
    """The date and place of a line that is nothing else; None of any other line.

    >>> date_line("17 мая 2024 года 17:30 Москва, Кремль").place
    'Москва, Кремль'
    >>> date_line("Beijing, May 16, 2024").place
    'Beijing'
    >>> date_line("On May 16, the festival began on the street.") is None
    True
    """
    line = text.strip()
    if len(line) > PLACE_LENGTH + 60:
        return None
    found = first_date(line)
    if found is None or found.day is None:
        return None
    before = WEEKDAYS.sub("", LEADS.sub("", line[: found.start].strip())).strip(" ,，.")
    after = line[found.end :].strip(" ,，.\xa0")
    if before and after:
        return None
    place = before or after
    if place and not _is_place(place):
        return None
    return DateLine(found, place or None)


def _is_place(text: str) -> bool:
    return len(text) <= PLACE_LENGTH and len(text.split()) <= 9 and bool(PLACE.fullmatch(text))


ANNIVERSARY = re.compile(
    r"(?P<en>\d{1,3})(?:st|nd|rd|th)\s+anniversary\b"
    r"|(?P<ru>\d{1,3})(?:-лети[еюяй]\w*|-(?:й|я|ой|ую|ю)\s+годовщин\w+)"
    r"|(?P<zh>\d{1,3})\s?周年"
)


def inferred(
    found: Printed, texts: Iterable[str], url: str, headers: Mapping[str, str]
) -> PartialDate | None:
    """The year of a date printed without one, from the page's own words; None when nothing solid
    says it. Tried in order: its address, other full dates near it, anniversaries of dated facts,
    the server's Last-Modified. Evidence that disagrees with itself is none."""
    words = tuple(texts)
    for rule in (_year_of_address, _year_of_neighbours, _year_of_anniversary):
        answer = rule(found, words, url)
        if answer is not None:
            return answer
    return _year_of_header(found, headers)


def _year_of_address(found: Printed, words: tuple[str, ...], url: str) -> PartialDate | None:
    # …/202405/t20240517_11306091.html, /2024/05/17/
    for year, month, day in re.findall(r"(?<!\d)(20\d\d)[-/]?(\d\d)[-/]?(\d\d)(?!\d)", url):
        if (int(month), int(day)) == (found.month, found.day):
            printed = replace(found, year=int(year))
            return PartialDate(
                printed.value() or "", "from-url", f"“{found.text}”, year in {url}", found.time
            )
    return None


def _year_of_neighbours(found: Printed, words: tuple[str, ...], url: str) -> PartialDate | None:
    # "17 May" above, "is taking place on May 17–21, 2024" below
    near = {
        other.year: other.text
        for text in words
        for other in dates_in(text)
        if other.year and other.day and (other.month, other.day) == (found.month, found.day)
    }
    if len(near) != 1:
        return None
    ((year, evidence),) = near.items()
    return _with_year(found, year, f"the text prints “{evidence}”")


def _year_of_anniversary(found: Printed, words: tuple[str, ...], url: str) -> PartialDate | None:
    # "the 75th anniversary of Russian-Chinese diplomatic relations": 1949 + 75
    years: dict[int, str] = {}
    for text in words:
        for number in ANNIVERSARY.finditer(text):
            near = text[max(0, number.start() - 60) : number.end() + 90]
            for fact in FACTS:
                if any(
                    all(re.search(p, near, re.I) for p in patterns) for patterns in fact.patterns
                ):
                    year = fact.year + int(next(filter(None, number.groups())))
                    years.setdefault(year, f"“{number.group()}” ({fact.fact})")
    if len(years) != 1:
        return None
    ((year, evidence),) = years.items()
    return _with_year(found, year, f"the text names the {evidence}")


def _year_of_header(found: Printed, headers: Mapping[str, str]) -> PartialDate | None:
    # Last-Modified: Sat, 18 May 2024 08:00:00 GMT, within 60 days after
    told = next((value for name, value in headers.items() if name.lower() == "last-modified"), "")
    changed = first_date(told)
    if changed is None or not (changed.year and changed.month and changed.day):
        return None
    dated = replace(found, year=changed.year)
    if not _real(dated.year, dated.month, dated.day):
        return None
    days = date(changed.year, changed.month, changed.day) - date(
        changed.year, found.month or 1, found.day or 1
    )
    if not 0 <= days.days <= 60:
        return None
    return PartialDate(
        dated.value() or "", "from-header", f"“{found.text}”, Last-Modified: {told}", found.time
    )


def _with_year(found: Printed, year: int, evidence: str) -> PartialDate | None:
    if not _real(year, found.month, found.day):
        return None
    dated = replace(found, year=year)
    return PartialDate(
        dated.value() or "", "inferred", f"printed “{found.text}”; {evidence}", found.time
    )
