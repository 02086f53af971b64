"""Which agency, place and day do the opening words of a release name?

    >>> opening("新华社北京11月17日电 记者17日从国家卫生健康委获悉")
    Opening(agency='新华社', place='北京', day='11月17日')
    >>> opening("МОСКВА, 17 мая. /ТАСС/. Президент России прибыл")
    Opening(agency='ТАСС', place='МОСКВА', day='17 мая')
    >>> opening("BEIJING, May 17 (Xinhua) -- The exhibition opened")
    Opening(agency='Xinhua', place='BEIJING', day='May 17')
    >>> opening("Президент России прибыл в Харбин 17 мая.") is None
    True

The words stay where they are, they are text; only what they say is told beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.page import Block


@dataclass(frozen=True, slots=True)
class Opening:
    """What an agency's opening words say, as printed; the place and the day may be missing."""

    agency: str
    place: str | None
    day: str | None


_RUSSIAN_DAY = (
    r"\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"(?: \d{4}(?: года| г\.)?)?"
)
_ENGLISH_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?"
_PLACE = r"(?P<place>[A-ZА-ЯЁ][^.,:;/()\d]{1,40}?(?:, [A-ZА-ЯЁ][^.,:;/()\d]{1,30}?)?)"
_CHINESE = "新华社|新华网|中新社|中新网|人民网|央视网|国际在线|中国网|塔斯社"

OPENINGS: tuple[str, ...] = (
    # 新华社巴黎12月9日电（记者唐霁） · 中新网5月17日电 · 新华社哈尔滨2024年5月17日电
    rf"(?P<agency>{_CHINESE})(?P<place>[\u4e00-\u9fff]{{2,12}}?)?"
    r"(?P<day>(?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:专)?电",
    # МОСКВА, 17 мая. /ТАСС/. · ХАРБИН /Китай/, 17 мая. /Корр. ТАСС Иван Иванов/.
    _PLACE + rf"(?: /[^/]{{2,30}}/)?, (?P<day>{_RUSSIAN_DAY})\. "
    r"/(?:Корр\. )?(?P<agency>ТАСС)\b[^/]{0,60}/",
    # МОСКВА, 17 мая — РИА Новости. · МОСКВА, 17 мая /Синьхуа/ --
    _PLACE + rf", (?P<day>{_RUSSIAN_DAY})\s?[-–—/.(]{{1,3}} ?"
    r"(?P<agency>РИА Новости|Синьхуа|Интерфакс|ПРАЙМ)",
    # Москва. 17 мая. INTERFAX.RU - …
    _PLACE + rf"\. (?P<day>{_RUSSIAN_DAY})\. (?P<agency>INTERFAX\.RU|ИНТЕРФАКС|Интерфакс)",
    # HARBIN, May 17. /TASS/. · BEIJING, May 17 (Xinhua) -- · MOSCOW, 17 May (Reuters) -
    _PLACE + rf", (?P<day>{_ENGLISH_DAY})\.? ?"
    r"[/(](?P<agency>TASS|Xinhua|Reuters|AP|AFP|Interfax)[/)]",
)  # fmt: skip
"""Patterns of the first words of a text, each with lines that taught it."""

_OPENINGS = tuple(re.compile(pattern) for pattern in OPENINGS)


def opening(text: str) -> Opening | None:
    """What the agency's words at the start of a paragraph say; None when there are none."""
    start = text[:200].lstrip("（( \u3000")
    for pattern in _OPENINGS:
        found = pattern.match(start)
        if found:
            return Opening(found["agency"], found["place"], found["day"])
    return None


def with_opening(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a page, and before them the credit, the place and the date that its first
    paragraph's opening words give and nothing else on the page does."""
    first = next((block for block in blocks if block.role == "text"), None)
    said = opening(first.text) if first else None
    if said is None:
        return blocks
    known = {block.role for block in blocks}
    told = (("credit", said.agency), ("place", said.place), ("date", said.day))
    rule = "the agency's opening words"
    added = (Block(role, text, "", rule) for role, text in told if text and role not in known)
    return (*added, *blocks)
