"""Whom does an article mean by "he", "the minister", or by naming nobody?

A pronoun means the one named last in the place of a subject; an office the one whom it
was given to. What is concluded so is never sure, and nothing where another may be meant.

    >>> text = "The mayor, Ivan Petrov, met Anna Ray, the minister. "
    >>> known = {"Ivan Petrov": Known(), "Anna Ray": Known()}
    >>> meant("the mayor", text, len(text), known, "en"), meant("he", text, len(text), known, "en")
    ('Ivan Petrov', 'Ivan Petrov')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .cues import SAYING
from .given import gender
from .marks import MASK
from .naming import (
    OFFICES_ZH,
    RUNS,
    TRADES_RU,
    is_office,
    stripped,
)
from .persons import ACTS, BODY, OFFICE, offices, opening_names, same, stem


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


def meant(label: str, article: str, stop: int, known: Named, language: str) -> str:
    """Which of the persons a label means that stands at an offset of the article; "" for none."""
    if not points(label, language) or _of_somebody(label, article[:stop], language):
        return ""
    if not _POINTS.match(label):
        holder = _holder(label, article[:stop], known, language)
        if holder or _ANYBODY.search(label) or language == "zh":
            return holder  # 外交部发言人 is nobody who was named without an office
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
    opening = dict.fromkeys(opening_names(article[:stop]), Known())
    return last_named(article, start, stop, opening, language, label)


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
        known = {name: told for name, told in known.items() if not BODY.search(name)}
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
        body = BODY.search(name) or not 2 <= len(name.split()) <= 3 or name.isupper()
        if body or _BEHIND.search(between[: run.start()]) or any(same(name, one) for one in known):
            continue
        if ACTS.match(between, run.end()) or language == "ru":
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


_ANYBODY = re.compile(
    r"журналист|корреспондент|эксперт|аналитик|политолог|экономист|\b(?:analyst|expert|lawyer|attorney"
    rf"|official|professor|judge)s?\b|记者|記者|专家|村民|居民|员工|志愿者|\b(?:{'|'.join(TRADES_RU)})",
    re.IGNORECASE,
)
"""Who is nobody that was named, unless it was printed beside his name."""
_TITLE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Cllr)\.?$")


def _holder(label: str, before: str, known: Named, language: str) -> str:
    """To whom an office was given last, beside the name."""
    nouns = offices(label, language)
    given = [
        (at, name)
        for name in known
        for at, held in _given(name, before, known, language)
        if nouns & held
    ]
    return max(given)[1] if given else ""


def _held(name: str, before: str, known: Named, language: str) -> bool:
    """Whether a person was given any office."""
    return any(held for _, held in _given(name, before, known, language))


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
        yield found.start(), offices(ahead, language) | offices(apposed, language)


@lru_cache(maxsize=512)
def _occurrences(name: str, language: str) -> re.Pattern[str]:
    """Where a person is named: by the whole name, the surname, or a Chinese one before it."""
    if language == "zh":
        return re.compile("|".join(map(re.escape, {name, re.split("[·•・]", name)[-1]})))
    words = {name.split()[-1], name.split()[0]}
    return re.compile("|".join(rf"\b{re.escape(stem(word))}\w{{0,3}}\b" for word in sorted(words)))


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
