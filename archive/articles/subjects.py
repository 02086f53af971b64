"""Whom does a phrase before or behind a verb of saying name, or mean?

>>> from .cues import SAYING
>>> text = "Ivan Petrov, the mayor, said on Friday"
>>> before_verb(text, SAYING["en"].search(text), "en").name
'Ivan Petrov'
>>> behind_verb(" в среду журналистам мэр Иван Петров", "ru").name
'Иван Петров'
>>> chinese_subject("外交部发言人毛宁5月17日在会上")
Subject(label='外交部发言人毛宁', name='毛宁')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cues import (
    KIN,
    OBJECTS,
    PAPERS,
    PRONOUN,
    SAYING,
    STOPS,
    TELLING,
    UNSAID,
    WHILE,
    ZH_SUBJECT_ENDS,
)
from .marks import MASK
from .naming import RUNS, is_chinese_name, is_office, named, stripped, without_place

_CLAUSE = re.compile(
    r"\b(?:and|but|while|that|because|although|when|what|which|who|whom|how|where|as|after|before|if"
    r"|что|а|но|и|как|хотя|который|которая|где|когда)\s",
    re.IGNORECASE,
)
"""What opens a clause of its own."""

_HOUSE = re.compile(r"\b[Вв]о?\s+[а-яё]+[^,.;:!?(—–\ufffc]*$")
"""В управлении провинции (заявили): a house speaks, and no person."""

_WRITING = re.compile(
    r"\s*в\s+(?:послании|обращении|письме|приветствии|телеграмме|статье|интервью|выступлении|речи)\s+"
)

_NO_SUBJECT = re.compile(
    r"\s*(?:that|what|how|to|in|as|if|whether|it|him|her|them|his|their|of|for|on|at|by|with|and|or"
    r"|not|would|will|is|was|about)\b",
    re.IGNORECASE,
)
"""What follows a verb that has its subject elsewhere."""

_PARTICIPLE = re.compile(r"ing$", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:$|(?:in|on|at|during|after|before|by|for|from|with|without|under|over|since|until"
    r"|as|when|while|though|although|if|but|and|so|meanwhile|however|later|earlier|then|still|yet"
    r"|instead|today|yesterday|speaking|asked|standing|sitting)\b)",
    re.IGNORECASE,
)
"""What may open a clause before its subject does."""

_OBLIQUE = re.compile(r"[а-яё](?:ом|ым|ем|им|ой|ью|ею|ыми|ами|у|ю|а|я)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is said to speak: `label` as printed, `name` the name in it ("" for "the spokesman",
    "he" and a house)."""

    label: str
    name: str


def before_verb(text: str, verb: re.Match[str], language: str) -> Subject | None:
    """The subject that stands before a verb; for Russian also behind it."""
    before = text[: verb.start()].rstrip(" \u00a0")
    if language == "zh":
        return chinese_subject(before)
    if language == "ru" and WHILE.search(before[-40:].split(",")[-1]):
        return None
    if language == "en" and re.search(r"\bwhich$", before):
        return Subject("which", "")  # the paper of which it is told, and no person
    if (
        language == "en"
        and _PARTICIPLE.search(verb.group())
        and re.search(r",(?:\s+and)?$", before)
    ):
        return _of_participle(before)
    if language == "ru" and UNSAID.search(verb.group()):
        return written(text[verb.end() :])
    if language == "ru" and (house := _HOUSE.search(before)) and verb.group().endswith("ли"):
        return Subject(house.group().strip(), "")
    found = _left_subject(before, language)
    if found is not None and (found.name or language == "en"):
        return found
    behind = None
    if not (language == "en" and TELLING.search(verb.group())):
        behind = behind_verb(text[verb.end() :], language)
    return behind if behind is not None and (behind.name or found is None) else found


def opening(words: str) -> Subject | None:
    """Whom words open with that only appositions follow: NAME, the mayor of Tall Yar, a poet."""
    pieces = words.split(",")
    return of_label(next((one for one in pieces if named(one, "en")), pieces[0]).strip(), "en")


def _of_participle(before: str) -> Subject:
    """On Friday NAME, the mayor, attacked Smith, (saying): who opens the clause, and not whom it
    speaks of."""
    clause = re.split(rf"[;:!?—–{MASK}]", before)[-1]
    pieces = [part.strip() for part in clause.split(",")]
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        said = SAYING["en"].match(piece)
        if said:
            return behind_verb(piece[said.end() :], "en") or Subject(piece, "")
        opens = RUNS["en"].match(piece)
        name = stripped(opens.group(), "en") if opens else ""
        if name and not re.search("['’]s$", opens.group()):
            return Subject(name, name)
        pronoun = re.match(r"(?:he|she|they|it)\b", piece, re.IGNORECASE)
        if pronoun:
            return Subject(pronoun.group(), "")
        apposed = RUNS["en"].fullmatch(following)
        if not _ADVERBIAL.match(piece) and not (apposed and named(following, "en")):
            return Subject(piece, "")
    return Subject(before[-20:].strip(" ,"), "")


def behind_verb(text: str, language: str) -> Subject | None:
    """The subject that follows a verb."""
    if language == "ru":
        return _russian_behind(text)
    if _NO_SUBJECT.match(text):
        return None
    stop = STOPS[language].search(text, 1)
    label = (text[: stop.start()] if stop else text).strip(" ,\u00a0.")
    return of_label(label, language)


def of_label(label: str, language: str) -> Subject | None:
    """Whom a phrase names or means, when it does."""
    if not label:
        return None
    name = named(label, language)
    if name:
        return Subject(_short(label, name), name)
    pronoun = PRONOUN[language].fullmatch(label.strip())
    own = re.search(r"\s(?:he|she|they)$", label) if language == "en" else None
    if own:  # Only a week before he (had said)
        return Subject(own.group().strip(), "")
    meant = pronoun or re.match(
        r"(?:the|an?|it|one|another|some|his|her|their|its|my|our|его|её|ее)\b",
        label,
        re.IGNORECASE,
    )
    if meant or any(sign.isupper() for sign in label) or language != "en":
        return Subject(_short(label, ""), "") if len(label) <= 120 else None
    return None


def chinese_subject(before: str) -> Subject | None:
    """外交部发言人毛宁5月17日在会上(表示): the subject opens the clause, or one before it."""
    clauses = [part for part in re.split(r"[，。；！？：\s" + MASK + "]", before) if part]
    for clause in reversed(clauses[-3:]):
        told = re.search("的([^的]{2,12})$", clause)
        if told and (name := named(told.group(1), "zh")) and is_chinese_name(name):
            return Subject(told.group(1), name)
        kin = KIN.match(clause)
        begin = kin.end() if kin else 0
        ends = ZH_SUBJECT_ENDS.search(clause, begin + 1)
        label = clause[begin : ends.start() if ends else None].lstrip("据據")
        label = re.sub("(?<=[\u3400-\u9fff]{2})[\u3400-\u9fff]{2}地$", "", label)  # 自豪地
        if PAPERS.fullmatch(label):
            return Subject(label, "")
        name = named(label, "zh")
        if name:
            return Subject(label, name)
        if kin:
            return Subject(kin.group(), "")
        pronoun = PRONOUN["zh"].match(clause)
        if pronoun:
            return Subject(pronoun.group(), "")
    if not clauses:
        return None
    ends = ZH_SUBJECT_ENDS.search(clauses[0], 1)
    label = clauses[0][: ends.start()] if ends else clauses[0]
    return Subject(label, "") if 1 < len(label) <= 20 else None


def written(text: str) -> Subject:
    """…, говорится в послании NAME: the person's who wrote it; of a document nobody's."""
    where = re.match(r"[^,.;:!?(—–]*", text).group()
    name = named(where, "ru") if _WRITING.match(where) else ""
    return Subject(where.strip(), name)


def _short(label: str, name: str) -> str:
    """A label of a dozen words at most, else the name alone."""
    return label if len(label.split()) <= 12 or not name else name


def _left_subject(before: str, language: str) -> Subject | None:
    before = re.sub(r"\s*\([^()]*\)$", "", before)
    if language == "ru":
        return _russian_before(before)
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
    said = list(SAYING[language].finditer(piece))
    own = piece[said[-1].end() :] if said else ""
    if re.match(r"\s+(?:his|her|their|its|my|our|the)\s(?!.*\bwho$)", own):
        piece = own  # Smith said his partners (told)
    return of_label(piece.strip(" ,\u00a0"), language)


def _russian_before(before: str) -> Subject | None:
    """The last name before the verb that hangs on no preposition, in the verb's own clause or, when
    that is a mere addition, the one before it."""
    clauses = re.split(rf"[;:!?—–{MASK}]", before)
    for piece in reversed([part for part in clauses[-1].split(",") if part.strip()]):
        piece = _CLAUSE.split(piece)[-1]
        runs = list(_subjects(piece))
        if runs:
            name, stop = runs[-1]
            return Subject(_short(piece[:stop].strip(), name), name)
    label = _CLAUSE.split(clauses[-1].split(",")[-1])[-1].strip(" ,\u00a0")
    return of_label(label, "ru")


def _russian_behind(text: str) -> Subject | None:
    """Russian lets time, place and hearers stand between: заявил в среду журналистам NAME. A name
    behind a preposition is not the subject."""
    clause = re.match(rf"(?:[^,.;:!?(—–{MASK}]|(?<=\b[А-ЯЁ])\.)*", text).group()
    for name, stop in _subjects(clause):
        return Subject(_short(clause[:stop].strip(), name), name)
    label = clause.strip()
    pronoun = re.match(PRONOUN["ru"].pattern + r"\b", label, re.IGNORECASE)
    if pronoun:
        return Subject(pronoun.group(), "")
    return Subject(" ".join(label.split()[:5]), "") if label else None


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


def _behind_oblique(run: str) -> str:
    """What follows the name that hangs on a preposition: «с Си Цзиньпином Владимир Путин»."""
    words = run.split()
    oblique = [at for at, word in enumerate(words[:-1]) if _OBLIQUE.search(word)]
    return " ".join(words[oblique[0] + 1 :]) if oblique else ""


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
