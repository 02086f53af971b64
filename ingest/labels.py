"""Is the beginning of a paragraph a printed label, and whom does it name?

    >>> label = candidate("President of Russia Vladimir Putin: Friends, colleagues.")
    >>> label.speaker.name, label.speaker.office, label.sure
    ('Vladimir Putin', 'President of Russia', True)
    >>> candidate("First, we should bolster growth: trade and investment.") is None
    True

A candidate is sure or not; an unsure one becomes a label only with another reason in the same
document (ingest.voices). A label is kept as printed; nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from archive.document import Speaker
from ingest.label_words import (
    AGENCIES,
    COUNTRIES,
    GIVEN_NAMES,
    HEADING_STARTS,
    LINKS,
    NOT_LABELS,
    NOT_NAMES,
    OFFICES,
    OFFICES_RU,
    OFFICES_ZH,
    ROLES,
    SENTENCE_WORDS,
    SURNAMES_ZH,
)

LONGEST = 240  # characters; the longest true label of 6,935 pages has 160
SPACE = " \t\r\n\xa0\u2009\u202f\u3000"

INTERPRETED = re.compile(
    r"\s*[(（\[]\s*(?:re-?translated|as translated|translated|through (?:an |the )?interpreter"
    r"|via (?:an |the )?interpreter|interpreted|speaking through (?:an |the )?interpreter"
    r"|как переведено|через переводчика|в переводе|перевод"
    r"|通过翻译|通过译员|经翻译|经译员|译文|翻译)"
    r"[^()（）\[\]]*[)）\]]",
    re.I,
)
INITIALS = re.compile(
    r"(?<![\w.])(?:[А-ЯЁA-Z]\.[-\s]?){1,3}(?:[а-яё]{2,4}\s)?[А-ЯЁA-Z][\w’'-]+"
    r"(?:\s(?:[а-яё]{2,4}\s|[аА]ль[- ])?[А-ЯЁA-Z][\w’'-]+){0,2}"
)
PARTICLES = frozenset(
    ("bin", "bint", "ibn", "al", "el", "de", "del", "la", "van", "von", "ben", "der")
)
LOST_SPACE = re.compile(r"(?<=[a-zа-яё]{4})(?=[A-ZА-ЯЁ][a-zа-яё]{3})")
PARENTHESES = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a paragraph: `end` is the offset where the words begin; `bold`
    whether it was printed so; `sure` whether its own form is reason enough; `rule` what said so."""

    speaker: Speaker
    end: int
    mode: str
    channel: str
    bold: bool
    sure: bool
    rule: str


def candidate(text: str, lead: str = "") -> Label | None:
    """The label a paragraph begins with, if its form allows one. `lead` is its bold start."""
    colon = _colon(text)
    if colon is None:
        return None
    whole = text[:colon].strip(SPACE)
    printed = INTERPRETED.sub("", whole).strip(SPACE)
    if not printed or _looks_otherwise(printed):
        return None
    bold = _is_bold(whole, lead)
    after = text[colon + 1 :]
    interpreted = printed != whole
    alone = not after.strip(SPACE)
    for name, rule in RULES:
        told = rule(printed, bold) if rule is not _han else _han(printed, bold, interpreted)
        if told is not None:
            mode, sure = told
            return Label(
                speaker=parted(printed),
                end=colon + 1 + len(after) - len(after.lstrip(SPACE)),
                mode=mode,
                channel="interpreted" if interpreted else "original",
                bold=bold,
                # 王超斌委员： alone on its line opens a letter to him, not his turn
                sure=(sure or interpreted) and not (alone and name == "Han"),
                rule=f"label: {name}",
            )
    return None


def is_heading_line(text: str) -> bool:
    """Whether a line that ends in a colon opens a part of the page rather than a turn.

    >>> is_heading_line("Remarks at the opening ceremony:")
    True
    """
    line = text.strip(SPACE)
    if not line.endswith((":", "：")) or len(line) > 160:
        return False
    return re.split(r"\s", line.rstrip(":："))[0].casefold() in HEADING_STARTS


def _colon(text: str) -> int | None:
    """Where the first colon outside brackets (and not in 10:30) stands, within a label's length."""
    depth = 0
    for offset, character in enumerate(text[:LONGEST]):
        if character in "(（[":
            depth += 1
        elif character in ")）]":
            depth -= 1
        elif character in ":：" and depth <= 0 and not HOUR.match(text, max(0, offset - 1)):
            return offset if offset else None
    return None


def _is_bold(whole: str, lead: str) -> bool:
    start = lead.strip(SPACE).rstrip(":：").strip(SPACE)
    return bool(start) and (start.startswith(whole) or (len(start) > 1 and whole.startswith(start)))


HOUR = re.compile(r"\d:\d\d")
ABBREVIATED = re.compile(r"\b(?:St|Mr|Mrs|Ms|Dr|Jr|Prof|им|гг?|[A-ZА-ЯЁ])\.")
REPORTING = re.compile(
    r"(?:指出|强调|表示|认为|说|称|道|还有|如下|报告|要求|提出|宣布|回答|介绍|包括|我们|消息|是|有|为|了|的)$"
)
HAN = re.compile(r"[\u3400-\u9fff]")
# 六、中秋节：, （一）总则：, 1.范围：, 附件2：
ENUMERATED = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]+[)）、.．]|第?[一二三四五六七八九十]+[是章节条]"
    r"|(?:附件|附表|附图|附录|表|图|注|说明)[一二三四五六七八九十\d]*$"
)
NO_LABEL_MARK = re.compile(
    r"[!?…;。！？；，“”\"]|\.(?:\s|$)|\d{4}|\d[.:]\d\d|https?|^[-–—•*\d(（《「【]"
)  # 02.30: "Entry from 02.00 pm to 02.30 pm:" in a programme


def _looks_otherwise(printed: str) -> bool:
    """Whether it is a sentence, an enumeration, a heading or an address rather than a label."""
    bare = PARENTHESES.sub("", printed)
    if (
        not bare.strip(SPACE)
        or ENUMERATED.match(bare)
        or NO_LABEL_MARK.search(ABBREVIATED.sub("", bare))
    ):
        return True
    words = [word.strip(",»«").casefold() for word in bare.split()]
    if bare.casefold() in ROLES or bare.rstrip("）)").casefold() in ROLES:
        return False
    if (words[0] in NOT_LABELS and words[:2] != ["press", "secretary"]) or bare in NOT_LABELS:
        return True
    return any(word in SENTENCE_WORDS for word in words)


Told = tuple[str, bool]  # mode, sure


def _role(printed: str, bold: bool) -> Told | None:
    # "Question:", «Вопрос:», 问：, "Remark:", "Question from the audience:"
    mode = ROLES.get(printed.casefold())
    if mode is None:
        first, *rest = PARENTHESES.sub("", printed).split()
        if (rest or "(" in printed) and first.casefold() in ("question", "вопрос", "реплика"):
            mode = ROLES[first.casefold()]
    return (mode, True) if mode else None


def _agency(printed: str, bold: bool) -> Told | None:
    # "AFP:", "CCTV:", 法新社记者：, 《环球时报》记者：
    if printed in AGENCIES or printed.endswith(("记者", "記者")):
        return ("question", True)
    return None


def _initials(printed: str, bold: bool) -> Told | None:
    # «В.Путин:», «Министр обороны С.Шойгу:»
    bare = PARENTHESES.sub("", printed)
    found = None
    for found in INITIALS.finditer(bare):  # noqa: B007  (the last one is meant)
        pass
    if found is None or found.end() != len(bare):
        return None
    office = bare[: found.start()].strip(SPACE + ",")
    if office and not (_has_office(office) or bold):
        return None
    return ("speech", True)


def _office_and_name(printed: str, bold: bool) -> Told | None:
    # "Rosneft CEO Igor Sechin:", "Andrei Okhlopkov, General Director of the Centre …:"
    speaker = parted(printed)
    if speaker.office and _has_office(speaker.office) and _is_name(speaker.name):
        return ("speech", bold or _all_capitalised(printed))
    return None


def _han(printed: str, bold: bool, interpreted: bool = False) -> Told | None:
    # 外交部发言人毛宁：, 王毅：
    if not re.fullmatch(r"[\u3400-\u9fff·（）()、\s]{1,40}", printed):
        return None
    if REPORTING.search(PARENTHESES.sub("", printed)):
        return None  # 习近平主席指出：, 在主席台就座的还有：
    speaker = parted(printed)
    surname = speaker.name[0] in SURNAMES_ZH
    if speaker.office:
        return ("speech", bold or (surname and len(speaker.name) <= 4))
    if 2 <= len(printed) <= 4 and surname:
        return ("speech", bold)
    if 2 <= len(printed) <= 12 and not re.search(r"[（）()、\s]", printed) and interpreted:
        return ("speech", True)  # 叶廖明（经翻译）：, a foreign name
    if len(printed) == 1 and surname:
        return ("speech", False)  # 蔡：, printed again and again between the questions
    return ("speech", False) if bold and len(printed) <= 12 else None


def _given_name(printed: str, bold: bool) -> Told | None:
    # "Vladimir Putin:" where nothing is bold
    bare = PARENTHESES.sub("", printed)
    words = bare.split()
    small = {word.casefold() for word in words} & LINKS - PARTICLES
    if not bold and (small or words[-1].casefold() in OFFICES):
        return None  # "Minister of Culture:", "Interior Minister:" in a list of who is what
    if 2 <= len(words) <= 6 and _is_name(bare) and not NOT_NAMES.intersection(words):
        return ("speech", bold or (len(words) < 5 and words[0] in GIVEN_NAMES))
    return None


def _bold(printed: str, bold: bool) -> Told | None:
    # "Voice from the audience:", "Volunteers:", "chairman of … Alexei Miller:"
    return ("speech", True) if bold and not HAN.search(printed) else None


RULES: tuple[tuple[str, Callable[[str, bool], Told | None]], ...] = (
    ("role", _role),
    ("agency", _agency),
    ("initials", _initials),
    ("Han", _han),
    ("office and name", _office_and_name),
    ("name", _given_name),
    ("bold", _bold),
)


@cache
def parted(printed: str) -> Speaker:
    """A printed label parted into name and office.

    >>> parted("Andrei Okhlopkov, General Director of the Centre")
    Speaker(label='Andrei Okhlopkov, General Director of the Centre', name='Andrei Okhlopkov',
            office='General Director of the Centre', person=None)
    >>> parted("外交部发言人毛宁").name
    '毛宁'
    >>> parted("Президент России В.Путин").office
    'Президент России'
    """
    bare = PARENTHESES.sub("", printed).strip(SPACE)
    for rule in (_parted_role, _parted_initials, _parted_han, _parted_comma, _parted_country):
        told = rule(bare)
        if told:
            break
    else:
        told = _parted_tail(bare)
    name, office = told
    return Speaker(printed, _spaced(name), _spaced(office) if office else None)


def _spaced(text: str) -> str:
    """A name or an office for comparing: no-break spaces and line ends as spaces, and a space
    where bold upon bold has lost it ("VladimirPutin")."""
    return LOST_SPACE.sub(" ", " ".join(text.split()))


def renamed(label: Label, names: Iterable[str]) -> Label:
    """The label parted at a name that stands alone in the same document: "President of Egypt
    Abdel Fattah el-Sisi:" once "Abdel Fattah el-Sisi:" is seen."""
    speaker = label.speaker
    bare = _spaced(PARENTHESES.sub("", speaker.label))
    for name in sorted(names, key=len, reverse=True):
        office = bare.removesuffix(name).strip(" ,")
        if bare != name and bare.endswith(name) and office:
            return replace(label, speaker=replace(speaker, name=name, office=office))
    return label


Parts = tuple[str, str | None]


def _parted_role(bare: str) -> Parts | None:
    first = (bare.split() or [bare])[0].casefold()
    return (bare, None) if bare.casefold() in ROLES or first in ("question", "вопрос") else None


def _parted_initials(bare: str) -> Parts | None:
    last = None
    for last in INITIALS.finditer(bare):  # noqa: B007
        pass
    if last is None or last.end() != len(bare):
        return None
    return (last.group(), bare[: last.start()].strip(SPACE + ",") or None)


def _parted_han(bare: str) -> Parts | None:
    if not re.match(r"[\u3400-\u9fff]", bare):
        return None
    for office in sorted(OFFICES_ZH, key=len, reverse=True):
        before, found, name = bare.rpartition(office)
        if found and 2 <= len(name.strip(SPACE)) <= 12:
            return (name.strip(SPACE), before + office)
    for office in sorted(OFFICES_ZH, key=len, reverse=True):  # 王毅外长
        name = bare.removesuffix(office)
        if name != bare and 2 <= len(name) <= 4 and name[0] in SURNAMES_ZH and office != "记者":
            return (name, office)
    return (bare, None)


def _parted_comma(bare: str) -> Parts | None:
    head, comma, tail = bare.partition(",")
    if not comma or not _has_office(tail):
        return None
    if _is_persons(head):
        return (head.strip(SPACE), tail.strip(SPACE))
    if _is_name(_last_words(bare)):
        return None  # "President of Russia, Supreme Commander-in-Chief of Russia Vladimir Putin"
    name, office = _parted_tail(head)  # "CNBC TV anchor Geoff Cutmore, moderator of the session"
    return (name, office) if office else None


def _is_persons(text: str) -> bool:
    """Whether it is a person's name and no part of an office: not "Construction", "Hero of …"."""
    words = text.split()
    small = {word.casefold() for word in words} & LINKS - PARTICLES
    return (
        2 <= len(words) <= 5
        and _is_name(text)
        and not (small or _has_office(text) or NOT_NAMES.intersection(words))
    )


def _last_words(text: str) -> str:
    return " ".join(text.split()[-2:])


def _parted_country(bare: str) -> Parts | None:
    plain = bare.replace("\xa0", " ")
    for country in COUNTRIES:
        place = plain.rfind(f"of {country} ")
        if place < 0:
            continue
        start = place + len(country) + 4
        name = bare[start:].strip(SPACE)
        known = not _has_office(name) and not NOT_NAMES.intersection(name.split())
        if _has_office(bare[:start]) and _is_name(name) and known:
            return (name, bare[: start - 1].strip(SPACE))
    return None


def _parted_tail(bare: str) -> Parts:
    """The last two capitalised words behind an office, with the particles between them."""
    spans = [found.span() for found in re.finditer(r"\S+", bare)]
    words = [bare[a:b] for a, b in spans]
    if len(words) <= 2 or not _has_office(bare):
        return (bare, None)
    start = len(words) - 2
    while start > 1 and words[start].casefold() in PARTICLES:
        start -= 1
    name = bare[spans[start][0] :]
    before = words[start - 1].casefold()
    if not _is_name(name) or _has_office(name) or before in LINKS or words[start][0].islower():
        return (bare, None)
    if NOT_NAMES.intersection(words[start:]):
        return (bare, None)
    return (name, bare[: spans[start][0]].strip(SPACE + ",") or None)


def _has_office(text: str) -> bool:
    for word in re.findall(r"[\w’-]+", text):
        if word.casefold() in OFFICES or word.casefold().startswith(OFFICES_RU):
            return True
    return False


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6:
        return False
    return all(
        word[0].isupper() or word.casefold() in LINKS or re.match(r"(?:al|el|ul)-[A-Z]", word)
        for word in words
    ) and bool(re.match(r"[^\W\d_a-zа-яё]|(?:al|el|ul)-[A-Z]", words[-1]))


def _all_capitalised(printed: str) -> bool:
    """Whether every word is capitalised but for the small ones that link a title."""
    words = re.sub(r"[(（][^)）]*[)）]", "", printed).replace(",", " ").split()
    small = [word for word in words if not (word[0].isupper() or not word[0].isalpha())]
    return all(
        word.casefold() in LINKS or _russian(word) or word.casefold() in OFFICES for word in small
    )


def _russian(word: str) -> bool:
    return bool(re.fullmatch(r"[а-яё-]+", word))
