"""Which words does a citation say of its own, in each language? Terms, months, and notes.

The language is the item's, not the reader's: a Russian transcript is described in Russian
wherever it is cited. A language we have no words for is described in English.

    >>> terms("zh-Hant").others, terms("ru").others, terms("de").others
    ('等', 'и др.', 'et al.')
    >>> terms("ru").day("2024-05-17"), terms("zh").day("2024-05"), terms("en").day("2024-05-17")
    ('17 мая 2024 г.', '2024年5月', 'May 17, 2024')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from types import MappingProxyType

from .cited import Cited, Contributor


@dataclass(frozen=True, slots=True)
class Terms:
    """A language's words for what a citation says. Each is printed as it is here, but for a
    capital where a sentence begins; `{}` stands for a name. `channels`: what is said where all
    went that way, and where a part did."""

    language: str
    day: Callable[[str], str]
    joint: str
    comma: str
    colon: str
    stop: str
    quotes: tuple[str, str]
    inner: tuple[str, str]
    others: str
    undated: str
    electronic: str
    site: str
    accessed: str
    retrieved: str
    issued: str
    kinds: Mapping[str, str]
    statuses: Mapping[str, str]
    untitled: str
    channels: Mapping[str, tuple[str, str]]
    read: str
    reported: str
    unnamed: str
    credit: str


MONTHS_RU = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
OF_MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def parts(value: str) -> tuple[int, ...]:
    """A partial date as numbers: year, month, day, as many as there are."""
    return tuple(int(part) for part in value.split("-"))


def day_ru(value: str) -> str:
    """17 мая 2024 г. · май 2024 г. · 2024 г."""
    year, *rest = parts(value)
    if not rest:
        return f"{year} г."
    if len(rest) == 1:
        return f"{MONTHS_RU[rest[0] - 1]} {year} г."
    return f"{rest[1]} {OF_MONTHS_RU[rest[0] - 1]} {year} г."


def day_zh(value: str) -> str:
    """2024年5月17日 · 2024年5月 · 2024年"""
    return "".join(f"{number}{sign}" for number, sign in zip(parts(value), "年月日", strict=False))


def day_en(value: str) -> str:
    """May 17, 2024 · May 2024 · 2024"""
    year, *rest = parts(value)
    if not rest:
        return str(year)
    month = MONTHS_EN[rest[0] - 1]
    return f"{month} {rest[1]}, {year}" if len(rest) == 2 else f"{month} {year}"


RU = Terms(
    language="ru",
    day=day_ru,
    joint=", ",
    comma=", ",
    colon=": ",
    stop=". ",
    quotes=("«", "»"),
    inner=("„", "“"),
    others="и др.",
    undated="б. г.",
    electronic="Электронный ресурс",
    site="сайт",
    accessed="дата обращения",
    retrieved="Дата обращения: {}, ",
    issued="опубликовано: {}",
    kinds={
        "transcript": "стенограмма",
        "briefing": "стенограмма брифинга",
        "release": "пресс-релиз",
        "statement": "заявление",
        "message": "послание",
        "document": "документ",
    },
    statuses={
        "draft": "неправленый текст",
        "summary": "изложение",
        "reported": "в пересказе",
    },
    untitled="Без заглавия",
    channels={
        "interpreted": ("устный перевод", "частично в устном переводе"),
        "translated": ("перевод", "частично в переводе"),
    },
    read="читает {}",
    reported="не дословно; говорит {}",
    unnamed="говорящий не назван («{}»)",
    credit="по материалам: {}",
)

ZH = Terms(
    language="zh",
    day=day_zh,
    joint="、",
    comma="，",
    colon="：",
    stop="。",
    quotes=("“", "”"),
    inner=("‘", "’"),
    others="等",
    undated="日期不详",
    electronic="电子资源",
    site="网站",
    accessed="访问日期",
    retrieved="{}检索自 ",
    issued="{}发布",
    kinds={
        "transcript": "文字实录",
        "briefing": "发布会文字实录",
        "release": "新闻稿",
        "statement": "声明",
        "message": "致辞",
        "document": "文件",
    },
    statuses={"draft": "未定稿", "summary": "摘要", "reported": "转述"},
    untitled="无题",
    channels={
        "interpreted": ("口译", "部分为口译"),
        "translated": ("译文", "部分为译文"),
    },
    read="{}宣读",
    reported="转述，非原话；说话人：{}",
    unnamed="说话人未具名（“{}”）",
    credit="稿件来源：{}",
)

EN = Terms(
    language="en",
    day=day_en,
    joint=", ",
    comma=", ",
    colon=": ",
    stop=". ",
    quotes=("“", "”"),
    inner=("‘", "’"),
    others="et al.",
    undated="n.d.",
    electronic="Electronic resource",
    site="website",
    accessed="accessed",
    retrieved="Retrieved {}, from ",
    issued="published {}",
    kinds={
        "transcript": "transcript",
        "briefing": "briefing transcript",
        "release": "press release",
        "statement": "statement",
        "message": "message",
        "document": "document",
    },
    statuses={
        "draft": "uncorrected draft",
        "summary": "summary",
        "reported": "as reported",
    },
    untitled="Untitled",
    channels={
        "interpreted": ("interpreted", "interpreted in part"),
        "translated": ("translated", "translated in part"),
    },
    read="read out by {}",
    reported="reported, not verbatim; speaker: {}",
    unnamed="speaker not named (“{}”)",
    credit="based on: {}",
)

TERMS: Mapping[str, Terms] = MappingProxyType({"ru": RU, "zh": ZH, "en": EN})


TRADITIONAL = str.maketrans(
    "详电资网访问实录发布会闻声辞转译为读话说来检无",
    "詳電資網訪問實錄發佈會聞聲辭轉譯為讀話說來檢無",
)
"""The characters of these words that a traditional text writes otherwise."""

HALF = MappingProxyType({"，": ", ", "：": ": ", "；": "; ", "、": ", ", "（": " (", "）": ")"})


@cache
def terms(language: str) -> Terms:
    """The words of a language, or of English; of traditional Chinese for "zh-Hant", "zh-TW"."""
    tag = language.casefold()
    if tag.startswith("zh-") and {"hant", "tw", "hk", "mo"} & set(tag.split("-")):
        return _traditional(ZH)
    return TERMS.get(tag.partition("-")[0], EN)


def _traditional(words: Terms) -> Terms:
    def turned(value: object) -> object:
        if isinstance(value, str):
            return value.translate(TRADITIONAL)
        if isinstance(value, tuple):
            return tuple(map(turned, value))
        if isinstance(value, dict):
            return {name: turned(text) for name, text in value.items()}
        return value

    return replace(words, **{f.name: turned(getattr(words, f.name)) for f in fields(words)})


def described(source: Cited, words: Terms) -> tuple[str, ...]:
    """What sort of text it is, and how far it is the speaker's own: kind, status, channel."""
    told = (
        words.kinds.get(source.kind, ""),
        words.statuses.get(source.status, ""),
        channel(source, words),
    )
    return tuple(filter(None, told))


def channel(source: Cited, words: Terms) -> str:
    """The note of an interpreter or a translator; "" where all is the speakers' own language."""
    in_part = len(source.channels) > 1
    told = [words.channels[one][in_part] for one in source.channels if one in words.channels]
    return words.joint.join(told)


def notes(source: Cited, words: Terms) -> tuple[str, ...]:
    """Whose words are only told, that nobody is named, and whose material it is."""
    told = (
        words.unnamed.format(words.joint.join(source.unnamed)) if source.unnamed else "",
        words.reported.format(listed(source.reported, words)) if source.reported else "",
        words.credit.format(source.credit) if source.credit else "",
    )
    return tuple(filter(None, told))


def quoted(title: str, words: Terms) -> str:
    """A title in the language's quotation marks, with its own marks inside them changed to the
    inner ones; a full stop that belongs to the style goes inside in English.

    >>> quoted("Форум «Река»", RU), quoted("Форум «Река", RU), quoted("The “Two Banks” forum", EN)
    ('«Форум „Река“»', '«Форум «Река»', '“The ‘Two Banks’ forum.”')
    """
    if title == f"[{words.untitled}]":
        return title
    opening, closing = words.quotes
    if title.count(opening) == title.count(closing):
        title = title.replace(opening, words.inner[0]).replace(closing, words.inner[1])
    if words.language == "en" and not title.endswith((".", "!", "?", "…")):
        title += "."
    return f"{opening}{title}{closing}"


def halved(words: Terms) -> Terms:
    """The words with half-width signs, as styles print them that have one set of signs."""

    def half(text: str) -> str:
        return "".join(HALF.get(sign, sign) for sign in text)

    return replace(
        words,
        joint=", ",
        read=half(words.read),
        reported=half(words.reported),
        unnamed=half(words.unnamed),
        credit=half(words.credit),
    )


def listed(people: tuple[Contributor, ...], words: Terms) -> str:
    """Names as printed, one after another."""
    return words.joint.join(one.name.printed for one in people)
