"""Which days does a written date mean? Partial dates and ranges of them."""

from __future__ import annotations

import re

from .tree import DateRange

_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})(?:[-./](?P<month>[0-9]{1,2})(?:[-./](?P<day>[0-9]{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>[0-9]{1,2})\.)?(?P<month>[0-9]{1,2})\.)(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"),
)


def date_range(text: str) -> DateRange | None:
    """'2024', '2024-5..2024-06', '..2024', '2024..' as a range; None if it is none. A day may
    also be written 17.05.2024, 2024/5/17 or 2024年5月17日.

    >>> date_range("2024-5.."), date_range("17.05.2024")  # doctest: +NORMALIZE_WHITESPACE
    (DateRange(since='2024-05', until=None), DateRange(since='2024-05-17', until='2024-05-17'))
    """
    since, dots, until = text.partition("..")
    if not dots:
        until = since
    first, last = _day(since), _day(until)
    if (since and not first) or (until and not last) or not (first or last):
        return None
    if first and last and (first > last and not first.startswith(last)):
        return None
    return DateRange(first, last)


def one_date(text: str) -> str | None:
    """A year, month or day as people write it, as it is kept in filters; None if it is none, or a
    range.

    >>> one_date(" 17.05.2024 "), one_date("2024年5月"), one_date("2023..2024")
    ('2024-05-17', '2024-05', None)
    """
    return _day(text.strip())


def is_backwards(text: str) -> bool:
    """Whether it is a range of which each end is a date, and whose beginning is later than its end.

    >>> is_backwards("2025..2024"), is_backwards("2024..2025"), is_backwards("2025..soon")
    (True, False, False)
    """
    since, dots, until = text.partition("..")
    return bool(dots and _day(since) and _day(until)) and date_range(text) is None


def _day(text: str) -> str | None:
    found = next((found for form in _DAYS if (found := form.fullmatch(text))), None)
    if not found:
        return None
    given = [found[name] for name in ("year", "month", "day") if found[name]]
    year, month, day = (int(number) for number in [*given, "1", "1"][:3])
    lengths = (31, 29 if _is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        return None
    return "-".join((f"{year:04}", f"{month:02}", f"{day:02}")[: len(given)])


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
