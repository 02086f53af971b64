"""Who does an article say said it? Read from the words around a quotation, by rules in order.

    >>> text = 'It is over,” said Ivan Petrov, the mayor. “'
    >>> around = Around(before="", after=" said Ivan Petrov, the mayor.", adjoins=False)
    >>> attributed(around, "en").name
    'Ivan Petrov'
    >>> attributed(Around("По словам мэра Ивана Петрова, ", "", True), "ru").rule
    'according'

Nothing is guessed: where no rule speaks there is no attribution, and one that rests on a pronoun
or on what was said before is not `sure`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .cues import (
    ACCORDING,
    ASCRIBED,
    QUOTING,
    RECALLING,
    SAYING,
    TELLING,
    UNSAID,
    WRITTEN_ON,
)
from .marks import MASK
from .naming import RUNS, is_office, named
from .subjects import (
    Subject,
    before_verb,
    behind_verb,
    chinese_subject,
    of_label,
    opening,
    written,
)

_SPOKEN = re.compile(
    r"[a-zа-яё-]{2,}(?:ил|ыл|ал|ял|ел|ёл|ул|нес|нёс)(?:а|о|и|ся|ась|ись)?\b|[а-яё]+(?:ет|ёт|ит)(?:ся)?\b"
)
"""A Russian verb of any meaning: behind «…», — it says that somebody spoke so."""

ANOTHER = re.compile(
    r"[,;]\s*(?:but|and|while|as|when|after|а|но|и|в то время как|после того как|тогда как)\s"
    r"|\b(?:that|что)\s+[A-ZА-ЯЁ][^,]*\b(?:said|told|called|сказал|заявил|назвал)"
)
"""Words behind a verb of saying after which somebody else may speak."""

_HIS = re.compile(r"\b(?:его|её|ее|их|his|her|their)\b", re.IGNORECASE)

FARTHEST = 120  # code points between a quotation and the verb that follows it


@dataclass(frozen=True, slots=True)
class Around:
    """What is printed around a quotation: the sentence up to its opening mark, the text from its
    closing mark to the end of the sentence, and whether another quotation follows in it."""

    before: str
    after: str
    adjoins: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it. `label` as printed, `name` the name in it ("" for "the
    spokesman" and "he"), `rule` how it was read, `sure` whether it is printed beside the
    quotation and not concluded."""

    label: str
    name: str
    rule: str
    sure: bool = True


Rule = Callable[[Around, str], Attribution | None]


def attributed(around: Around, language: str) -> Attribution | None:
    """The first rule's answer; a pronoun is answered with an empty name."""
    return next((found for rule in RULES if (found := rule(around, language))), None)


def quoting(around: Around, language: str) -> Attribution | None:
    """“…,” one website quoted NAME as saying; “…”, according to NAME, behind the words."""
    for text in (around.after, around.before):
        found = QUOTING[language].search(text)
        if found and MASK not in text[: found.start()]:
            who = found["who"]
            own = _HIS.match(who) or re.fullmatch(r"him|[他她]", who, re.IGNORECASE)
            return _told(Subject(who, "") if own else of_label(who, language), "quoting")
    behind = re.match(r"\s*,?\s*according\s+to\s+([^,.;:(—]+)", around.after)
    return _told(of_label(behind.group(1).strip(), language), "according") if behind else None


def ascribed(around: Around, language: str) -> Attribution | None:
    """NAME was ascribed the words “…”: nobody is said to have said them."""
    found = _last(ASCRIBED, around.before)
    if found is None or MASK in (rest := around.before[found.end() :]):
        return None
    return None if SAYING[language].search(rest) else Attribution(found.group(), "", "ascribed")


def introduced(around: Around, language: str) -> Attribution | None:
    """NAME said: “…” — a verb of saying right before the opening mark."""
    before = around.before.rstrip(" \u00a0")
    tail = re.search(r"(?:[:：,，—–-]\s*|\s(?:that|что|как)\s*|：|道|，)?$", before, re.IGNORECASE)
    body = before[: tail.start()] if tail else before
    verb = _last(SAYING[language], body)
    if verb is None or not _close_enough(body[verb.end() :], before, language):
        return None
    return _told(before_verb(body, verb, language), "introduced")


def followed(around: Around, language: str) -> Attribution | None:
    """“…,” said NAME; “…,” NAME said."""
    after = re.sub(r"^[\s,，.。—–-]+", "", around.after)
    clause = re.split(r"[;；]|[.。!?！？…]+\s*$", after)[0]
    if language == "zh":
        return _told(_chinese_after(around, after), "followed")
    if language == "ru" and _CITING.match(clause):
        return Attribution("", named(clause, "ru"), "followed")
    verb = SAYING[language].search(clause) or _spoken(around, clause, language)
    if verb is None or verb.start() > FARTHEST or MASK in clause[: verb.start()]:
        return None
    if around.after.lstrip()[:1] in (".", ":") or _introduces_another(around, clause, verb):
        return None
    subject = clause[: verb.start()].strip(" ,\u00a0")
    if subject and not _only_time(subject):
        apposed = language == "en" and clause[: verb.start()].rstrip().endswith(",")
        who = opening(subject) if apposed else before_verb(clause, verb, language)
        return _told(who, "followed")
    if language == "en" and TELLING.search(verb.group()):
        return None
    if language == "ru" and UNSAID.search(verb.group()):
        return _told(written(clause[verb.end() :]), "followed")
    return _told(behind_verb(clause[verb.end() :], language), "followed")


_CITING = re.compile(r"(?:цитиру[ею]т|привод[ия]т\s+(?:его\s+|её\s+)?слова)\b")
"""«…», — цитирует тренера сайт клуба: who cites is not who said it."""


def labelled(around: Around, language: str) -> Attribution | None:
    """NAME: “…”; NAME is not so sure: “…” — a sentence of one person that opens the words."""
    found = re.search(
        r"(?:^|[.!?。！？…\n])\s*([^.!?。！？\n:：" + MASK + r"]{2,160})[:：]\s*$", around.before
    )
    if not found:
        return None
    label = found.group(1).strip()
    name = named(label, language)
    office = label.split()[-1]
    if not name and language == "ru" and office.islower() and is_office(office):
        return Attribution(office, "", "labelled")
    if not name or len(label) > (160 if language != "zh" else 40):
        return None
    behind = label[label.rfind(name) + len(name) :]
    said = SAYING[language].search(behind)
    if (said and said.end() < len(behind)) or _OTHER_SUBJECT.search(behind):
        return None
    if language == "zh" or not re.match(r"\s+[^\W\d_]|,.*,\s", behind):
        return Attribution(label, name, "labelled") if len(label.split()) <= 9 else None
    opens = not WRITTEN_ON.search(label) and not _NO_NAME_FIRST.match(label)
    return Attribution(label, name if opens else "", "labelled", sure=False)


_OTHER_SUBJECT = re.compile(r"\b(?:he|she|they|it|он|она|они)\b|[他她]", re.IGNORECASE)
_NO_NAME_FIRST = re.compile(
    r"(?:he|she|it|they|we|i|он|она|они|это|в|во|на|у|над|под|за|при|для|из|от|с|со|по|о|об|in|on|at|over|under|behind|by|for|from|with"
    r"|after|above|near|outside|inside)\s",
    re.IGNORECASE,
)


def signed(around: Around, language: str) -> Attribution | None:
    """“…” — NAME, as under a collection of voices."""
    found = re.fullmatch(r"\s*[―—–-]\s*((?:[^.!?:;]|(?<=\b\w)\.){2,80})[.]?\s*", around.after)
    name = named(found.group(1), language) if found else ""
    if not found or not name or not found.group(1).strip().endswith(name):
        return None
    return Attribution(found.group(1).strip(), name, "signed")


def according(around: Around, language: str) -> Attribution | None:
    """According to NAME, “…”; “…”, по словам NAME; 据NAME介绍，“…”."""
    for text in (around.before, around.after):
        found = _last(ACCORDING[language], text)
        if found is None:
            continue
        rest = text[found.end() :]
        if _HIS.search(found.group()):
            return Attribution(_HIS.search(found.group()).group(), "", "according")
        if language == "zh":
            label = re.split(
                "看来|看來|介绍|介紹|透露|的话|的話|的说法|所说|所說|说|說|表示|称", rest
            )[0]
            return _told(of_label(label, language), "according")
        stop = re.search(r"[,.;:(—" + MASK + "]", rest)
        label = rest[: stop.start()] if stop else rest
        apposed = re.match(r",\s+([^,.;:(—" + MASK + "]+)", rest[len(label) :])
        if apposed and not named(label, language) and _only_name(apposed.group(1), language):
            label = apposed.group(1)
        return _told(of_label(label.strip(), language), "according")
    return None


def in_sentence(around: Around, language: str) -> Attribution | None:
    """NAME said that the talks were “…” — a verb somewhere before in the sentence."""
    before = around.before.split(";")[-1]
    for verb in reversed(list(SAYING[language].finditer(before))):
        found = _told(before_verb(before, verb, language), "in-sentence")
        if found is not None:
            return replace(found, sure=not ANOTHER.search(before[verb.end() :]))
    return None


RULES: tuple[Rule, ...] = (
    quoting,
    ascribed,
    introduced,
    labelled,
    followed,
    signed,
    according,
    in_sentence,
)


def _told(subject: Subject | None, rule: str) -> Attribution | None:
    """What a rule makes of whom a phrase names."""
    return None if subject is None else Attribution(subject.label, subject.name, rule)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def _close_enough(between: str, before: str, language: str) -> bool:
    """Whether a verb so far from the opening mark still introduces it: what lies between has no
    clause of its own unless a colon closes it."""
    if MASK in between:
        return False
    if before.endswith((":", "：")):
        return len(between) <= FARTHEST
    if language == "zh":
        return len(between) == 0
    return not re.search(r"[,;—]|\bthat\b|\bчто\b", between) and len(between.split()) <= 6


def _spoken(around: Around, clause: str, language: str) -> re.Match[str] | None:
    """«…», — улыбнулась NAME: any verb right behind the dash."""
    dash = re.match(r"\s*,?\s*[—–-]\s", around.after)
    return _SPOKEN.match(clause) if dash and language == "ru" else None


def _introduces_another(around: Around, clause: str, verb: re.Match[str]) -> bool:
    """Whether the verb after a quotation belongs to the next one: “A.” Smith replied: “B.”"""
    rest = clause[verb.end() :]
    return around.adjoins and re.match(rf"[^,.!?{MASK}]*:\s*(?:{MASK}|$)", rest) is not None


def _only_name(text: str, language: str) -> bool:
    return RUNS[language].fullmatch(text.strip()) is not None and named(text, language) != ""


def _only_time(text: str) -> bool:
    """Whether nothing stands before the verb but adverbs: “…,” later said NAME."""
    return (
        re.fullmatch(r"(?:later|then|also|затем|позже|также|тогда|при этом)", text.casefold())
        is not None
    )


def _chinese_after(around: Around, after: str) -> Subject | None:
    """“…。”NAME说。 — the first clause behind, unless it opens the next quotation."""
    if (recalling := RECALLING.match(after)) and not around.adjoins:
        return chinese_subject(recalling["who"])
    clause = re.match("[^，。；！？：:" + MASK + "]*", after).group()
    verb = _last(SAYING["zh"], clause)
    if verb is None and re.search("[后後时時中前日]$", clause) and len(clause) <= 12:
        behind = after[len(clause) + 1 :]
        clause = re.match("[^，。；！？：:" + MASK + "]*", behind).group()
        verb, after = _last(SAYING["zh"], clause), behind
    if verb is None or verb.end() != len(clause):
        return None
    rest = after[len(clause) :]
    if around.adjoins and rest[:1] in ("：", ":"):
        return None
    return chinese_subject(clause[: verb.start()])
