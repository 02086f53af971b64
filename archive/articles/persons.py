"""Which persons does an article name, and what offices does it give them?

Those that stand beside an office, that are presented by kin, age or a given name, and those it
attributes words to.

    >>> persons("Anna Ray, 81, met the mayor, Ivan Petrov, and her son, Leo.", ["Ray"])
    ('Ivan Petrov', 'Anna Ray', 'Leo')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .cues import KIN_ZH, SAYING, ZH_SUBJECT_ENDS
from .given import gender
from .naming import (
    OFFICES_ZH,
    RUNS,
    ZH_SURNAMES,
    is_office,
    is_patronymic,
    language_of,
    stripped,
    without_place,
    without_trade,
)

OFFICE = re.compile(
    r"\b(?:president|minister|premier|governor|mayor|director|rector|chair(?:man|woman)?|head|chief"
    r"|doctor|secretary|conductor|leader|official|spokes\w+|diplomat|politician|envoy|ambassador"
    r"|chancellor|representative|senator|lawmaker|commissioner|coach|skier|candidate|executive"
    r"|general|judge|professor|analyst|expert|founder|author|counterpart|lawyer|attorney)s?\b",
    re.IGNORECASE,
)


BODY = re.compile(
    r"\b(?:department|agency|ministry|office|association|committee|council|commission|university|party"
    r"|company|group|union|bank|court|institute|foundation|cent(?:er|re)|fund|campaign|board|service"
    r"|police|times|post|news|journal|tribune|press|chamber|corp|inc|ltd|league|forum|networks?|house)"
    r"(?:\b|\s+of\b)",
    re.IGNORECASE,
)
"""A name that is a body's: no "he" and no "she"."""


_ZH_PERSON = re.compile(
    rf"(?:{'|'.join(OFFICES_ZH)}|{KIN_ZH}|岁的|歲的|司机|作家|画家|诗人|农民|渔民|牧民|村医|教师|店长"
    r"|老板|导演|歌手|选手|工人|司機|農民|漁民|教師|老闆|導演)"
    rf"((?:[\u3400-\u9fff]{{1,8}}[·•・])+[\u3400-\u9fff]{{2,6}}?"
    rf"|[小老阿][{''.join(sorted(ZH_SURNAMES))}]|[{''.join(sorted(ZH_SURNAMES))}][\u3400-\u9fff]{{1,3}}?)"
    rf"(?=[，。、；：\d（]|感谢|感謝|宣读|宣讀|签署|簽署|前来|首次|讲述|致辞|这样|這樣"
    r"|[等从從是有把被便却卻才都没沒不正将將站坐走拿来來每家的]|一直|告诉|告訴"
    rf"|{ZH_SUBJECT_ENDS.pattern}|{SAYING['zh'].pattern})"
)
"""An office, kin or an age, and behind it a name with what may end it."""


_ZH_DOTTED = re.compile("[\u3400-\u9fff]{2,8}(?:[·•・][\u3400-\u9fff]{2,4})+")


def persons(article: str, attributed: Iterable[str]) -> tuple[str, ...]:
    """The persons of an article: those named with words of theirs, and those beside an office;
    of several forms of one name the longest that comes first."""
    found: list[str] = []
    for name in (*_beside_office(article), *_presented(article), *attributed):
        if not any(same(name, other) for other in found):
            found.append(name)
    return tuple(found)


def opening_names(before: str) -> Iterator[str]:
    """Full names that open a sentence: nothing else tells that they are persons."""
    language = language_of(before)
    runs = () if language == "zh" else RUNS[language].finditer(before)
    opening = (run for run in runs if before[: run.start()].rstrip(" ")[-1:] in ("", ".", "\n"))
    names = (
        stripped(run.group(), language)
        for run in opening
        if language == "ru" or ACTS.match(before, run.end())
    )
    return (name for name in names if 2 <= len(name.split()) <= 3 and not BODY.search(name))


ACTS = re.compile(
    r",\s|\s+(?:is|was|has|had|does|did|will|would|could|can|also|then|never|still|\w+ed|\w+s"
    r"|knew|knows|grew|came|went|began|took|made|got|ran|gave|put|told|kept|left|felt|thought)\b"
)
"""What stands behind the name of somebody who does something."""


_KIN = re.compile(
    r"\b(?:wife|husband|son|daughter|grandson|granddaughter|mother|father|brother|sister|uncle|aunt"
    r"|nephew|niece|cousin|grandmother|grandfather|widow|widower|partner|friend|colleague|neighbou?r"
    r"|rival|coach|boss|assistant|teacher|girl|boy|man|woman|teenager|student)s?"
    r"(?:,?\s+(?:named|called))?,?\s+$"
    r"|\b(?:one|another|two|both)\s+of\s+(?:them|the\s+[a-z ]{3,20}),\s+$"
    r"|\b(?:жена|муж|сын|дочь|мать|отец|мама|папа|брат|сестра|дед|дедушка|бабушка|внук|внучка|сосед"
    r"|соседка|друг|подруга|коллега|вдова|племянник|племянница)(?:\s+[а-яё]{4,})?,?\s+$",
    re.IGNORECASE,
)
"""His wife, (Gwen)."""


_TOLD_OF = re.compile(
    r",\s+(?:\d{1,3}\b|an?\s|who\b|whose\b|которы|которая|\d+\s+лет|котор)|\s+\(\d\d\)"
)
"""(Ysolde Pengarrow), 81: what is told of a person whose name was printed."""


def _presented(article: str) -> Iterator[str]:
    """The persons an article presents without an office: by kin, age, a given name it is known to
    be, or what is told of them behind a comma."""
    language = language_of(article)
    if language == "zh":
        return
    for run in RUNS[language].finditer(article):
        name = stripped(run.group(), language)
        name = _behind_from(name, article[: run.start()][-8:])
        words = name.split()
        if not 0 < len(words) <= 3 or BODY.search(name) or words[-1].isupper():
            continue
        kin = _KIN.search(
            article[max(0, run.start() - 40) : run.start() + len(run.group()) - len(name)]
        )
        told = len(words) > 1 and (_TOLD_OF.match(article, run.end()) or gender(name))
        if kin or told or (language == "ru" and len(words) == 2 and _surname(*words)):
            yield name


def _behind_from(name: str, before: str) -> str:
    """Фермер из Яра Бакытбек Асанов: the first of three capitals is a place."""
    return name.split(" ", 1)[1] if name.count(" ") > 1 and _FROM.search(before) else name


_FROM = re.compile(r"\b(?:из|в|во|на|с|со|под|близ|у|при|от)\s$")


def _surname(first: str, last: str) -> bool:
    """Whether two Russian capitals look like a given name and a surname: Бакытбек Асанов."""
    given = not re.search(r"(?:ий|ый|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему)$", first)
    return (
        given
        and re.search(r"(?:[ое]ва?|ёва?|ина?|ский|ская|ко|ук|юк|ян|дзе|швили|ич|ец)$", last)
        is not None
    )


@lru_cache(maxsize=4096)
def offices(words: str, language: str) -> frozenset[str]:
    """The offices among some words, by the beginnings of the words."""
    if language == "en":
        return frozenset(found.group().casefold()[:7] for found in OFFICE.finditer(words))
    if language == "zh":
        return frozenset(office for office in OFFICES_ZH if office in words)
    return frozenset(
        word.casefold()[:5].replace("мэр", "глава")[:5] for word in words.split() if is_office(word)
    )


def _beside_office(article: str) -> Iterable[str]:
    language = language_of(article)
    if language == "zh":
        yield from (found.group(1) for found in _ZH_PERSON.finditer(article))
        yield from map(without_trade, _ZH_DOTTED.findall(article))
        return
    for run in RUNS[language].finditer(article):
        name = without_place(stripped(run.group(), language), article[: run.start()][-60:])
        name = _behind_from(name, article[: run.start()][-8:])
        if re.match(r"M(?:r|s|rs)\b", run.group()) and name:
            yield name
        if not 1 < len(name.split()) <= 4 or re.search(r"\w\w\.", name):
            continue
        if re.search(r"\b(?:of|in|from|at)\s+(?:the\s+)?$", article[: run.start()][-12:]):
            continue  # the leader of North Korea
        ahead = re.split(r"[.!?…\n;:—]", article[max(0, run.start() - 50) : run.start()])[-1]
        behind = article[run.end() : run.end() + 30]
        speaks = SAYING[language].match(behind.lstrip(" ,")) or _last_word_says(ahead, language)
        apposed = re.match(r",\s+([^.,;]{3,60})", article[run.end() :])
        if (
            (apposed and offices(apposed.group(1), language))
            or speaks
            or offices(ahead + run.group().removesuffix(name), language)
        ):
            yield name


def _last_word_says(words: str, language: str) -> bool:
    last = words.split()[-1:]
    return bool(last) and SAYING[language].fullmatch(last[0]) is not None


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without what a case may change in it."""
    if not re.search("[а-яё]", word, re.IGNORECASE):
        return word
    return word[:-2] if len(word) > 6 else word.rstrip("аяоеийуюыьё") or word


def same(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words, or one a word of the other."""
    if _by_patronymic(one, other):
        return True
    first, second = ([stem(word) for word in name.split()] for name in (one, other))
    return set(first) <= set(second) or set(second) <= set(first) or one in other


def _by_patronymic(one: str, other: str) -> bool:
    """«Ашот Левонович» and «Ашот Саркисов» may be one."""
    names = [name.split() for name in (one, other)]
    if any(len(words) != 2 for words in names) or stem(names[0][0]) != stem(names[1][0]):
        return False
    return is_patronymic(names[0][1]) != is_patronymic(names[1][1])
