"""Whom does an article mean by "he", "the minister", or by naming nobody?

The persons of an article are the names it attributes words to, and those that stand beside an
office. A pronoun means the one named last in the place of a subject; an office the one whom it
was given to. What is concluded so is never sure.

    >>> text = "The mayor, Ivan Petrov, met Anna Ray, the minister. "
    >>> known = {"Ivan Petrov": Known(), "Anna Ray": Known()}
    >>> meant("the mayor", text, len(text), known, "en"), meant("he", text, len(text), known, "en")
    ('Ivan Petrov', 'Ivan Petrov')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .cues import KIN_ZH, SAYING, ZH_SUBJECT_ENDS
from .given import gender
from .marks import MASK
from .naming import (
    OFFICES_ZH,
    RUNS,
    TRADES_RU,
    ZH_SURNAMES,
    is_office,
    is_patronymic,
    language_of,
    stripped,
    without_place,
    without_trade,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an article has told of a person: where else than by name it means him or her, and the
    gender of the pronoun it did so by."""

    at: tuple[int, ...] = ()
    gender: str = ""

    def again(self, label: str, at: int) -> Known:
        """The same person, meant by a label once more."""
        return Known((*self.at, at), self.gender or _wanted(label))


Named = Mapping[str, Known]
"""The persons of an article."""

FARTHEST = 1200  # code points of an article in which the last person named is looked for

OFFICE = re.compile(
    r"\b(?:president|minister|premier|governor|mayor|director|rector|chair(?:man|woman)?|head|chief"
    r"|doctor|secretary|conductor|leader|official|spokes\w+|diplomat|politician|envoy|ambassador"
    r"|chancellor|representative|senator|lawmaker|commissioner|coach|skier|candidate|executive"
    r"|general|judge|professor|analyst|expert|founder|author|counterpart|lawyer|attorney)s?\b",
    re.IGNORECASE,
)
_THE_OFFICE = re.compile(
    rf"(?:the|his|her)\s+(?:[\w’-]+\s+){{0,4}}?{OFFICE.pattern}(?:\s+of\s+[\w ]+)?", re.IGNORECASE
)
_SHE = re.compile(
    r"(?:она|её|ее|та|женщина|девушка|чиновница|пенсионерка|артистка|she|her|the\s+woman|她)",
    re.IGNORECASE,
)
_HE = re.compile(r"(?:он|его|тот|мужчина|юноша|he|his|him|the\s+man|他)", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:женщина|девушка|чиновница|пенсионерка|артистка|мужчина|юноша|the\s+(?:wo)?man)(?!\w)|"
    r"(?:он|она|его|её|ее|тот|та|he|she|his|her|him|他|她)(?!\w)|(?:глава|лидер)\s+[а-яё]+"
    r"|(?:чиновник|политик|дипломат)(?!\w)|the\s+(?:official|politician|diplomat)(?!\w)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:department|agency|ministry|office|association|committee|council|commission|university|party"
    r"|company|group|union|bank|court|institute|foundation|cent(?:er|re)|fund|campaign|board|service"
    r"|police|times|post|news|journal|tribune|press|chamber|corp|inc|ltd|league|forum|networks?|house)"
    r"(?:\b|\s+of\b)",
    re.IGNORECASE,
)
"""A name that is a body's: no "he" and no "she"."""
_FEMALE = re.compile(r"(?:ова|ева|ёва|ина|ская|ая|ую|ову|еву|ину|ova|eva|ina|aya)$", re.IGNORECASE)
_MALE = re.compile(r"(?:ов|ев|ёв|ин|ий|ой|ый|ov|ev|yov|in|sky|oy)$", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\b(?:with|(?<!according )to|by|of|for|from|about|told|against|between|met|asked|thanked"
    r"|under|over|than|like|without|in|at|on|after|before|behind|beyond|beside|near|since|until|into"
    r"|toward|towards|among|including|backs|backed)\s+(?:\w+\s+|(?-i:[A-Z][\w.’'-]*\s+){2,3})?"
    r"(?:(?:mr|ms|mrs|president|governor)\.?\s+)?"
    r"|\b(?:с|со|к|ко|у|от|для|о|об|про|между|против|из|за|перед|после|без|благодаря|при)\s+(?:[а-яё]+\s+){0,2})$",
    re.IGNORECASE,
)
"""What stands before a name that is no subject."""
_OWNS = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)*['’]s\s")
"""Smith’s policies: not he is spoken of."""
_SENTENCES = re.compile(
    r"[^\n.!?…。！？]*(?:(?:\b(?:Mr|Ms|Mrs|Dr|No)|\b\w)\.[^\n.!?…。！？]*)*[\n.!?…。！？]*"
)


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
        if not any(_same(name, other) for other in found):
            found.append(name)
    return tuple(found)


def meant(label: str, article: str, stop: int, known: Named, language: str) -> str:
    """Which of the persons a label means that stands at an offset of the article; "" for none."""
    if not points(label, language) or _of_somebody(label, article[:stop], language):
        return ""
    if not _POINTS.match(label):
        holder = _holder(label, article[:stop], known, language)
        if holder or _ANYBODY.search(label):
            return holder
        held = known
        known = {
            name: told
            for name, told in known.items()
            if not _held(name, article[:stop], held, language)
        }
    start = max(0, stop - FARTHEST)
    found = last_named(article, start, stop, known, language, label)
    if found or not _wanted(label):
        return found
    return last_named(article, start, stop, _opening(article[:stop]), language, label)


def _of_somebody(label: str, before: str, language: str) -> bool:
    """Whether "the diplomat" is "a Western diplomat" of the same paragraph or the one above."""
    if language != "en" or not label.casefold().startswith("the "):
        return False
    near = "\n\n".join(before.split("\n\n")[-2:])
    noun = re.escape(label.split()[-1])
    unnamed = rf"\b(?:an?|one|another)\s+(?:[\w’-]+\s+){{0,3}}?{noun}\b(?!,?\s+(?-i:[A-Z]))"
    return re.search(unnamed, near, re.IGNORECASE) is not None


def points(label: str, language: str) -> bool:
    """Whether a label only points at somebody: a pronoun or an office without a name."""
    label = label.strip()
    if _POINTS.fullmatch(label):
        return True
    if language == "en":
        return _THE_OFFICE.fullmatch(label) is not None
    if language == "ru":
        return is_office(label.split()[0]) and len(label.split()) <= 5 if label else False
    return _POINTS.match(label) is not None or any(label.endswith(o) for o in OFFICES_ZH)


def last_named(
    article: str, start: int, stop: int, known: Named, language: str, label: str = ""
) -> str:
    """The person named last between two offsets: in the place of a subject where a sentence has
    one there, one of the pronoun's gender before one of whom it is not known."""
    if _SHE.fullmatch(label) or _HE.fullmatch(label):
        known = {name: told for name, told in known.items() if not _BODY.search(name)}
    wanted = _wanted(label)
    genders = {name: _gender(name, article) or told.gender for name, told in known.items()}
    places = [
        (at, name)
        for name, told in known.items()
        if not wanted or genders[name] in ("", wanted)
        for at in (*(m.start() for m in _occurrences(name, language).finditer(article)), *told.at)
        if start <= at < stop
    ]
    spans = list(_sentences(article, start, stop))
    for begin, end in reversed(spans):
        here = sorted(place for place in places if begin <= place[0] < end)
        own = [name for _, name in here if wanted and genders[name]]
        if own and (len(set(own)) == 1 or label.casefold() in ("тот", "та")):
            rivals = {name for at, name in places if name != own[-1]}
            return "" if rivals and _passed_by(article[begin:stop]) else own[-1]
        subjects = [
            name
            for at, name in here
            if not _BEHIND.search(article[begin:at]) and not _OWNS.match(article, at)
        ]
        if wanted and (subjects or own) and _stranger(article[begin:stop], known, language):
            return ""
        if subjects:
            chosen = subjects[0]
            doubtful = wanted and not genders[chosen]
            if doubtful and (
                _of_theirs(article[begin:end], wanted) or _passed_by(article[begin:stop])
            ):
                return ""
            return chosen
    return ""


def _stranger(between: str, known: Named, language: str) -> bool:
    """Whether somebody is named there whom nothing tells to be a person, but who may be one: of
    whom a pronoun then speaks is not known."""
    if language == "zh":
        return False
    for run in RUNS[language].finditer(between):
        name = stripped(run.group(), language)
        body = _BODY.search(name) or not 2 <= len(name.split()) <= 3 or name.isupper()
        if body or _BEHIND.search(between[: run.start()]) or any(_same(name, one) for one in known):
            continue
        if _ACTS.match(between, run.end()) or language == "ru":
            return True
    return False


def _passed_by(between: str) -> bool:
    """Whether the article has begun to tell of something else since: a sentence or more in a
    paragraph of its own, or paragraphs."""
    own = between.rsplit("\n", 1)[-1] if "\n" in between else ""
    told = re.sub(f"[{MASK}\ufffb\\W]", "", own)
    return len(told) > 12 or between.count("\n\n") > 1


def _of_theirs(sentence: str, wanted: str) -> bool:
    """Whether a sentence presents a person as somebody's whom the pronoun may mean as well: Her
    coach, NAME, was blunt. “…,” she said. But: Her coach, NAME, agreed."""
    owner = re.match(r"\W*(her|his|её|ее|его)\s[^,.]{2,40}", sentence, re.IGNORECASE)
    said = SAYING["en"].search(sentence) or SAYING["ru"].search(sentence)
    return owner is not None and wanted == _wanted(owner.group(1)) and not said


def _sentences(article: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets. Where Chinese goes on right behind a quotation the stop
    was within the marks: 李江说：“修路好。”邱大贵也来了。"""
    for found in _SENTENCES.finditer(article, start, stop):
        begin = found.start()
        for closed in _CLOSED_ZH.finditer(article, *found.span()):
            yield begin, closed.end()
            begin = closed.end()
        if begin < found.end():
            yield begin, found.end()


_CLOSED_ZH = re.compile(f"{MASK}(?=[\u3400-\u9fff])")


def _opening(before: str) -> Named:
    """Full names that open a sentence: nothing else tells that they are persons."""
    language = language_of(before)
    runs = () if language == "zh" else RUNS[language].finditer(before)
    opening = (run for run in runs if before[: run.start()].rstrip(" ")[-1:] in ("", ".", "\n"))
    names = (
        stripped(run.group(), language)
        for run in opening
        if language == "ru" or _ACTS.match(before, run.end())
    )
    found = (name for name in names if 2 <= len(name.split()) <= 3 and not _BODY.search(name))
    return dict.fromkeys(found, Known())


_ACTS = re.compile(
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
        if not 0 < len(words) <= 3 or _BODY.search(name) or words[-1].isupper():
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


_ANYBODY = re.compile(
    r"журналист|корреспондент|эксперт|аналитик|политолог|экономист|\b(?:analyst|expert|lawyer|attorney"
    rf"|official|professor|judge)s?\b|记者|記者|专家|村民|居民|员工|志愿者|\b(?:{'|'.join(TRADES_RU)})",
    re.IGNORECASE,
)
"""Who is nobody that was named, unless it was printed beside his name."""
_TITLE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Cllr)\.?$")


def _holder(label: str, before: str, known: Named, language: str) -> str:
    """To whom an office was given last, beside the name."""
    nouns = _offices(label, language)
    given = [
        (at, name)
        for name in known
        for at, offices in _given(name, before, known, language)
        if nouns & offices
    ]
    return max(given)[1] if given else ""


def _held(name: str, before: str, known: Named, language: str) -> bool:
    """Whether a person was given any office."""
    return any(offices for _, offices in _given(name, before, known, language))


def _given(
    name: str, before: str, known: Named, language: str
) -> Iterator[tuple[int, frozenset[str]]]:
    """The offices printed beside each mention of a person, behind any other person."""
    others = [_occurrences(other, language).pattern for other in known if other != name]
    for found in _occurrences(name, language).finditer(before):
        ahead = before[max(0, found.start() - 90) : found.start()]
        ahead = re.split(r"[.!?…。！？\n\ufffc]", _TITLE.sub("", ahead.rstrip()))[-1].rstrip()
        ahead = re.split("|".join(["[,，]", *others]), ahead.rstrip(",，"))[-1]
        behind = re.match(r",\s+([^.!?,\n\ufffc]{0,60})", before[found.end() :])
        apposed = behind.group(1) if behind else ""
        yield found.start(), _offices(ahead, language) | _offices(apposed, language)


@lru_cache(maxsize=4096)
def _offices(words: str, language: str) -> frozenset[str]:
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
            (apposed and _offices(apposed.group(1), language))
            or speaks
            or _offices(ahead + run.group().removesuffix(name), language)
        ):
            yield name


def _last_word_says(words: str, language: str) -> bool:
    last = words.split()[-1:]
    return bool(last) and SAYING[language].fullmatch(last[0]) is not None


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without what a case may change in it."""
    if not re.search("[а-яё]", word, re.IGNORECASE):
        return word
    return word[:-2] if len(word) > 6 else word.rstrip("аяоеийуюыьё") or word


def _same(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words, or one a word of the other."""
    if _by_patronymic(one, other):
        return True
    first, second = ([_stem(word) for word in name.split()] for name in (one, other))
    return set(first) <= set(second) or set(second) <= set(first) or one in other


def _by_patronymic(one: str, other: str) -> bool:
    """«Ашот Левонович» and «Ашот Саркисов» may be one."""
    names = [name.split() for name in (one, other)]
    if any(len(words) != 2 for words in names) or _stem(names[0][0]) != _stem(names[1][0]):
        return False
    return is_patronymic(names[0][1]) != is_patronymic(names[1][1])


@lru_cache(maxsize=512)
def _occurrences(name: str, language: str) -> re.Pattern[str]:
    """Where a person is named: by the whole name, the surname, or a Chinese one before it."""
    if language == "zh":
        return re.compile("|".join(map(re.escape, {name, re.split("[·•・]", name)[-1]})))
    words = {name.split()[-1], name.split()[0]}
    return re.compile("|".join(rf"\b{re.escape(_stem(word))}\w{{0,3}}\b" for word in sorted(words)))


def _wanted(label: str) -> str:
    """Which gender a label tells: "f", "m" or ""."""
    return "f" if _SHE.fullmatch(label) else "m" if _HE.fullmatch(label) else ""


_WOMAN = (
    r"wife|daughter|granddaughter|mother|sister|aunt|niece|grandmother|widow|girl|woman|chairwoman"
    r"|spokeswoman|congresswoman|жена|дочь|мать|мама|сестра|бабушка|внучка|соседка|подруга|вдова"
    r"|племянница|妻子|女儿|女兒|母亲|母親|妈妈|奶奶|姐姐|妹妹|孙女|孫女|嫂子"
)
_MAN = (
    r"husband|son|grandson|father|brother|uncle|nephew|grandfather|widower|boy|chairman|spokesman"
    r"|congressman|муж|сын|отец|папа|брат|дед|дедушка|внук|сосед|племянник|丈夫|儿子|兒子|父亲|父親"
    r"|爸爸|爷爷|爺爺|哥哥|弟弟|孙子|孫子|舅舅|叔叔|女婿"
)


def _told_gender(name: str, article: str) -> str:
    """The gender an article tells by kin («her husband, Jory»), by 女士 and 先生, and by a Russian
    past tense («Беридзе призналась»)."""
    named = re.escape(name)
    for told, kin, titles in (("f", _WOMAN, "女士|小姐|阿姨"), ("m", _MAN, "先生|大爷|大爺")):
        beside = (
            rf"(?:(?<![a-zа-я])(?:{kin})(?:,?\s+(?:named|called))?,?\s*{named}|{named}(?:{titles}))"
        )
        if re.search(beside, article, re.IGNORECASE):
            return told
    last = re.escape(name.split()[-1])
    past = rf"\b{last}\s+(?:также\s+|не\s+)?[а-яё]+[аеёиоуыюя]л(а?)(?:с[ья])?(?![а-яё])"
    acts = {"f" if found.group(1) else "m" for found in re.finditer(past, article)}
    acts |= {
        "f" if found.group(1) else "m"
        for found in re.finditer(
            rf"[—–]\s+[а-яё]+[аеиуыюя]л(а?)(?:с[ья])?\s+(?:[а-яё]+\s+)*{named}\b", article
        )
    }
    return acts.pop() if len(acts) == 1 else ""


@lru_cache(maxsize=512)
def _gender(name: str, article: str) -> str:
    """The gender a name tells by its ending, or an article by Mr and Ms: "f", "m" or ""."""
    words = name.split()
    told = gender(name)
    titled = next(
        (
            found.group(1)
            for word in (words[-1], words[0])
            if (found := re.search(rf"\b(Mr|Ms|Mrs)\.?\s+{re.escape(word)}\b", article))
        ),
        "",
    )
    if titled:
        return "m" if titled == "Mr" else "f"
    if told or (told := _told_gender(name, article)):
        return told
    last = words[-1]
    if _FEMALE.search(last):
        oblique = re.search(rf"\b{re.escape(last[:-1])}\b", article) is not None
        return "m" if oblique and not last.isascii() else "f"
    return "m" if _MALE.search(last) else ""
