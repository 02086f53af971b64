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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .cues import (
    ACCORDING,
    OBJECTS,
    PRONOUN,
    QUOTING,
    SAYING,
    STOPS,
    TELLING,
    UNSAID,
    WHILE,
    ZH_SUBJECT_ENDS,
)
from .naming import RUNS, is_office, named, stripped, without_place

MASK = "\ufffc"
"""Stands for each code point of a quotation in the words around another."""

_SPOKEN = re.compile(
    r"[a-zа-яё-]{2,}(?:ил|ыл|ал|ял|ел|ёл|ул|нес|нёс)(?:а|о|и|ся|ась|ись)?\b|[а-яё]+(?:ет|ёт|ит)(?:ся)?\b"
)
"""A Russian verb of any meaning: behind «…», — it says that somebody spoke so."""

_CLAUSE = re.compile(
    r"\b(?:and|but|while|that|because|although|when|what|which|who|whom|how|where|as|after|before|if"
    r"|что|а|но|и|как|хотя|который|которая|где|когда)\s",
    re.IGNORECASE,
)
"""What opens a clause of its own."""

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
            return Attribution(who, "", "quoting") if own else _of_label(who, "quoting", language)
    behind = re.match(r"\s*,?\s*according\s+to\s+([^,.;:(—]+)", around.after)
    return _of_label(behind.group(1).strip(), "according", language) if behind else None


def introduced(around: Around, language: str) -> Attribution | None:
    """NAME said: “…” — a verb of saying right before the opening mark."""
    before = around.before.rstrip(" \u00a0")
    tail = re.search(r"(?:[:：,，—–-]\s*|\s(?:that|что|как)\s*|：|道|，)?$", before, re.IGNORECASE)
    body = before[: tail.start()] if tail else before
    verb = _last(SAYING[language], body)
    if verb is None or not _close_enough(body[verb.end() :], before, language):
        return None
    return _before_verb(body, verb, "introduced", language)


def followed(around: Around, language: str) -> Attribution | None:
    """“…,” said NAME; “…,” NAME said."""
    after = re.sub(r"^[\s,，.。—–-]+", "", around.after)
    clause = re.split(r"[;；]|[.。!?！？…]+\s*$", after)[0]
    if language == "zh":
        return _chinese_after(around, after)
    verb = SAYING[language].search(clause) or _spoken(around, clause, language)
    if verb is None or verb.start() > FARTHEST or MASK in clause[: verb.start()]:
        return None
    if around.after.lstrip()[:1] in (".", ":") or _introduces_another(around, clause, verb):
        return None
    subject = clause[: verb.start()].strip(" ,\u00a0")
    if subject and not _only_time(subject):
        return _before_verb(clause, verb, "followed", language)
    if language == "en" and TELLING.search(verb.group()):
        return None
    if language == "ru" and UNSAID.search(verb.group()):
        return _written(clause[verb.end() :], "followed")
    return _subject(clause[verb.end() :], "followed", language)


_HOUSE = re.compile(r"\b[Вв]о?\s+[а-яё]+[^,.;:!?(—–\ufffc]*$")
"""В управлении провинции (заявили): a house speaks, and no person."""

_WRITING = re.compile(
    r"\s*в\s+(?:послании|обращении|письме|приветствии|телеграмме|статье|интервью|выступлении|речи)\s+"
)


def _written(text: str, rule: str) -> Attribution:
    """…, говорится в послании NAME: the person's who wrote it; of a document nobody's."""
    where = re.match(r"[^,.;:!?(—–]*", text).group()
    name = named(where, "ru") if _WRITING.match(where) else ""
    return Attribution(where.strip(), name, rule)


def _spoken(around: Around, clause: str, language: str) -> re.Match[str] | None:
    """«…», — улыбнулась NAME: any verb right behind the dash."""
    dash = re.match(r"\s*,?\s*[—–-]\s", around.after)
    return _SPOKEN.match(clause) if dash and language == "ru" else None


def labelled(around: Around, language: str) -> Attribution | None:
    """NAME: “…”"""
    found = re.search(
        r"(?:^|[.!?。！？…\n])\s*([^.!?。！？\n:：" + MASK + r"]{2,80})[:：]\s*$", around.before
    )
    if not found:
        return None
    label = found.group(1).strip()
    name = named(label, language)
    office = label.split()[-1]
    if not name and language == "ru" and office.islower() and is_office(office):
        return Attribution(office, "", "labelled")
    return Attribution(label, name, "labelled") if name and len(label.split()) <= 9 else None


def signed(around: Around, language: str) -> Attribution | None:
    """“…” — NAME, as under a collection of voices."""
    found = re.fullmatch(r"\s*[―—–-]\s*([^.!?:;]{2,80})[.]?\s*", around.after)
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
            label = re.split("介绍|介紹|透露|的话|的話|的说法|所说|所說|说|說|表示|称", rest)[0]
            return _of_label(label, "according", language)
        stop = re.search(r"[,.;:(—" + MASK + "]", rest)
        label = rest[: stop.start()] if stop else rest
        return _of_label(label.strip(), "according", language)
    return None


_HIS = re.compile(r"\b(?:его|её|ее|их|his|her|their)\b", re.IGNORECASE)


def in_sentence(around: Around, language: str) -> Attribution | None:
    """NAME said that the talks were “…” — a verb somewhere before in the sentence."""
    before = around.before.split(";")[-1]
    for verb in reversed(list(SAYING[language].finditer(before))):
        found = _before_verb(before, verb, "in-sentence", language)
        if found is not None:
            return replace(found, sure=not _ANOTHER.search(before[verb.end() :]))
    return None


RULES: tuple[Rule, ...] = (quoting, introduced, labelled, followed, signed, according, in_sentence)

_ANOTHER = re.compile(
    r"[,;]\s*(?:but|and|while|as|when|after|а|но|и|в то время как|после того как|тогда как)\s"
    r"|\b(?:that|что)\s+[A-ZА-ЯЁ][^,]*\b(?:said|told|called|сказал|заявил|назвал)"
)
"""Words behind a verb of saying after which somebody else may speak."""


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


def _introduces_another(around: Around, clause: str, verb: re.Match[str]) -> bool:
    """Whether the verb after a quotation belongs to the next one: “A.” Smith replied: “B.”"""
    rest = clause[verb.end() :].rstrip()
    return around.adjoins and rest.endswith(":")


def _only_time(text: str) -> bool:
    """Whether nothing stands before the verb but adverbs: “…,” later said NAME."""
    return (
        re.fullmatch(r"(?:later|then|also|затем|позже|также|тогда|при этом)", text.casefold())
        is not None
    )


def _before_verb(text: str, verb: re.Match[str], rule: str, language: str) -> Attribution | None:
    """The subject that stands before a verb; for Russian also behind it."""
    before = text[: verb.start()].rstrip(" \u00a0")
    if language == "zh":
        return _chinese_subject(before, rule)
    if language == "ru" and WHILE.search(before[-40:]):
        return None
    if language == "ru" and UNSAID.search(verb.group()):
        return _written(text[verb.end() :], rule)
    if language == "ru" and (house := _HOUSE.search(before)) and verb.group().endswith("ли"):
        return Attribution(house.group().strip(), "", rule)
    found = _left_subject(before, rule, language)
    if found is not None and (found.name or language == "en"):
        return found
    behind = None
    if not (language == "en" and TELLING.search(verb.group())):
        behind = _subject(text[verb.end() :], rule, language)
    return behind if behind is not None and (behind.name or found is None) else found


def _left_subject(before: str, rule: str, language: str) -> Attribution | None:
    before = re.sub(r"\s*\([^()]*\)$", "", before)
    if language == "ru":
        return _russian_before(before, rule)
    apposition = re.search(rf"([^,;:!?{MASK}]+),([^,;:{MASK}]{{2,120}}),$", before)
    if apposition:
        pieces = [apposition.group(1), apposition.group(2)]
    else:
        clause = re.split(rf"[;:!?—–{MASK}]", before)[-1]
        pieces = [part for part in clause.split(",") if part.strip()][::-1]
    named_piece = next((piece for piece in pieces if named(piece, language)), None)
    piece = (pieces or [""])[0] if apposition is None and language == "en" else named_piece
    piece = piece or named_piece or (pieces or [""])[0]
    piece = _CLAUSE.split(piece)[-1]
    return _of_label(piece.strip(" ,\u00a0"), rule, language)


def _russian_before(before: str, rule: str) -> Attribution | None:
    """The last name before the verb that hangs on no preposition, in the verb's own clause or, when
    that is a mere addition, the one before it."""
    clauses = re.split(rf"[;:!?—–{MASK}]", before)
    for piece in reversed([part for part in clauses[-1].split(",") if part.strip()]):
        piece = _CLAUSE.split(piece)[-1]
        runs = list(_subjects(piece))
        if runs:
            name, stop = runs[-1]
            return Attribution(_short(piece[:stop].strip(), name), name, rule)
    label = _CLAUSE.split(clauses[-1].split(",")[-1])[-1].strip(" ,\u00a0")
    return _of_label(label, rule, "ru")


def _subjects(clause: str) -> Iterator[tuple[str, int]]:
    """The names in a Russian clause that hang on no preposition, each with where it ends."""
    for run in RUNS["ru"].finditer(clause):
        name = without_place(stripped(run.group(), "ru"), clause[: run.start()])
        if name and _object(clause[: run.start()]):
            name = _behind_oblique(name)
        if _of_an_office(name, clause, run):
            continue
        if name:
            yield name, run.end()


def _of_an_office(name: str, clause: str, run: re.Match[str]) -> bool:
    """Whether a word belongs to an office and names nobody: руководитель Таможенной службы."""
    before = clause[: run.start()].split()[-1:]
    return (
        re.fullmatch(r"[^ ]+(?:ой|ого|его|ых|их)", name) is not None
        and bool(before)
        and is_office(before[0])
        and re.match(r" [а-яё]", clause[run.end() :]) is not None
    )


_OBLIQUE = re.compile(r"[а-яё](?:ом|ым|ем|им|ой|ью|ею|ыми|ами|у|ю|а|я)$")


def _behind_oblique(run: str) -> str:
    """What follows the name that hangs on a preposition: «с Си Цзиньпином Владимир Путин»."""
    words = run.split()
    oblique = [at for at, word in enumerate(words[:-1]) if _OBLIQUE.search(word)]
    return " ".join(words[oblique[0] + 1 :]) if oblique else ""


_NO_SUBJECT = re.compile(
    r"\s*(?:that|what|how|to|in|as|if|whether|it|him|her|them|his|their|of|for|on|at|by|with|and|or"
    r"|not|would|will|is|was|about)\b",
    re.IGNORECASE,
)
"""What follows a verb that has its subject elsewhere."""


def _subject(text: str, rule: str, language: str) -> Attribution | None:
    """The subject that follows a verb."""
    if language == "ru":
        return _russian_behind(text, rule)
    if _NO_SUBJECT.match(text):
        return None
    stop = STOPS[language].search(text, 1)
    label = (text[: stop.start()] if stop else text).strip(" ,\u00a0.")
    return _of_label(label, rule, language)


def _russian_behind(text: str, rule: str) -> Attribution | None:
    """Russian lets time, place and hearers stand between: заявил в среду журналистам NAME. A name
    behind a preposition is not the subject."""
    clause = re.match(rf"(?:[^,.;:!?(—–{MASK}]|(?<=\b[А-ЯЁ])\.)*", text).group()
    for name, stop in _subjects(clause):
        return Attribution(_short(clause[:stop].strip(), name), name, rule)
    label = clause.strip()
    pronoun = re.match(PRONOUN["ru"].pattern + r"\b", label, re.IGNORECASE)
    if pronoun:
        return Attribution(pronoun.group(), "", rule)
    return Attribution(" ".join(label.split()[:5]), "", rule) if label else None


def _object(before: str) -> bool:
    """Whether what follows these words hangs on a preposition: «на встрече с ».

    A lower-case word between the preposition and the name is its noun: «с главой МИД »."""
    words = before.split()
    for number, word in enumerate(reversed(words)):
        if OBJECTS.search(word + " "):
            return number <= 3
        if word.casefold() in ("в", "на", "по", "при"):
            return number <= 1
    return False


def _of_label(label: str, rule: str, language: str) -> Attribution | None:
    """An attribution of a phrase, when it names or means somebody."""
    if not label:
        return None
    name = named(label, language)
    if name:
        return Attribution(_short(label, name), name, rule)
    pronoun = PRONOUN[language].fullmatch(label.strip())
    meant = pronoun or re.match(
        r"(?:the|a|an|it|one|another|some|его|её|ее)\b", label, re.IGNORECASE
    )
    if meant or any(sign.isupper() for sign in label) or language != "en":
        return Attribution(_short(label, ""), "", rule) if len(label) <= 120 else None
    return None


def _short(label: str, name: str) -> str:
    """A label of a dozen words at most, else the name alone."""
    return label if len(label.split()) <= 12 or not name else name


def _chinese_subject(before: str, rule: str) -> Attribution | None:
    """外交部发言人毛宁5月17日在会上(表示): the subject opens the clause, or one before it."""
    clauses = [part for part in re.split(r"[，。；！？：\s" + MASK + "]", before) if part]
    for clause in reversed(clauses[-3:]):
        ends = ZH_SUBJECT_ENDS.search(clause, 1)
        label = (clause[: ends.start()] if ends else clause).lstrip("据據")
        label = re.sub("(?<=[\u3400-\u9fff]{2})[\u3400-\u9fff]{2}地$", "", label)  # 自豪地
        pronoun = PRONOUN["zh"].match(clause)
        name = named(label, "zh")
        if name:
            return Attribution(label, name, rule)
        if pronoun:
            return Attribution(pronoun.group(), "", rule)
    if not clauses:
        return None
    ends = ZH_SUBJECT_ENDS.search(clauses[0], 1)
    label = clauses[0][: ends.start()] if ends else clauses[0]
    return Attribution(label, "", rule) if 1 < len(label) <= 20 else None


def _chinese_after(around: Around, after: str) -> Attribution | None:
    """“…。”NAME说。 — the first clause behind, unless it opens the next quotation."""
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
    return _chinese_subject(clause[: verb.start()], "followed")


def is_pronoun(label: str) -> bool:
    """Whether a label only points at somebody named before."""
    return _HIS.fullmatch(label) is not None or any(
        pattern.fullmatch(label.strip()) for pattern in PRONOUN.values()
    )
