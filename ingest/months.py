"""What are the months called, in the forms that dates are printed in?

>>> MONTHS["мая"], MONTHS["сентябре"], MONTHS["Sept"]
(5, 9, 9)
"""

from __future__ import annotations

ENGLISH = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)

# Genitive ("17 мая"), nominative ("май 2024 года"), prepositional ("в мае 2024 года"), short.
RUSSIAN = (
    ("января", "январь", "январе", "янв"),
    ("февраля", "февраль", "феврале", "фев"),
    ("марта", "март", "марте", "мар"),
    ("апреля", "апрель", "апреле", "апр"),
    ("мая", "май", "мае"),
    ("июня", "июнь", "июне", "июн"),
    ("июля", "июль", "июле", "июл"),
    ("августа", "август", "августе", "авг"),
    ("сентября", "сентябрь", "сентябре", "сент", "сен"),
    ("октября", "октябрь", "октябре", "окт"),
    ("ноября", "ноябрь", "ноябре", "нояб", "ноя"),
    ("декабря", "декабрь", "декабре", "дек"),
)

MONTHS: dict[str, int] = {
    form: number
    for table in (ENGLISH, RUSSIAN)
    for number, forms in enumerate(table, 1)
    for form in forms
}

# 二〇二四年: digit by digit; 十七日, 二十一日: counted in tens.
HAN_DIGITS: dict[str, int] = {
    "〇": 0, "○": 0, "零": 0, "Ｏ": 0, "О": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip


def han_number(text: str) -> int:
    """The number written in Han digits, one by one or in tens, up to 99.

    >>> han_number("二〇二四"), han_number("十七"), han_number("二十"), han_number("三十一")
    (2024, 17, 20, 31)
    """
    tens, ten, units = text.partition("十")
    if ten:
        return (HAN_DIGITS[tens] if tens else 1) * 10 + (HAN_DIGITS[units] if units else 0)
    number = 0
    for digit in text:
        number = number * 10 + HAN_DIGITS[digit]
    return number
