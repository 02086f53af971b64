"""What says that two documents are of one occasion? Facts of a document, and rules over two.

Pure: facts and weights in, signs out. A wrongly joined event misleads, a missed one does not: each
rule says yes or abstains, and what it goes by is shown to the reader.

    >>> same_address("http://en.kremlin.example/events/news/74048",
    ...              "http://kremlin.example/events/news/74048")
    True
    >>> sorted(figures("В ярмарке 410 участников, 41 тыс. гостей, 1,5 млн рублей; 2023 год"))
    ['1500000', '410', '41000']
    >>> sorted(figures("410家参展，4.1万人次，150万卢布")) == _
    True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from urllib.parse import urlsplit

from .analysis import WORDS, tokenize
from .document import Document, PartialDate, PersonId
from .people import People
from .places import apart, places

LANGUAGE_MARKS = frozenset(("ru", "rus", "en", "eng", "zh", "cn", "chn", "www"))
"""Parts of an address that only say in which language a page is."""

TWIN = 0.8  # of shingles shared, from which two texts are one
SHORTEST = 20  # shingles; of shorter texts it cannot be told
STEP = {"zh": 8}  # characters in a Chinese shingle; five words in others
UNITS = {
    "тыс": 3, "thousand": 3, "万": 4, "млн": 6, "миллион": 6, "million": 6, "亿": 8, "млрд": 9,
    "миллиард": 9, "billion": 9,
}  # fmt: skip

Weigh = Callable[[str, str], float]
"""How telling a "person", "word" or "place" is: 1 stands in one document, 0 in all."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something two documents share: `code` is address, voices, text, day, place, people, title or
    figures; `what` the values (a day, a place as printed, ids of people or their names…)."""

    code: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a document may show whose occasion it is. `days` are proleptic ordinals; `people`
    who speak, whose words are read, and who is named in the head; `voices` whose words follow
    one another; `words` of the title as word → one way to print it."""

    document: Document
    days: frozenset[int]
    places: frozenset[str]
    people: frozenset[PersonId]
    voices: tuple[PersonId, ...]
    words: frozenset[str]
    figures: frozenset[str]


def facts(document: Document, people: People) -> Facts:
    """The facts of a document whose people are resolved."""
    head = f"{document.title}\n{document.summary or ''}"
    said = tuple(_said_by(document))
    return Facts(
        document,
        frozenset(day for when in (document.published, document.occurred) for day in _days(when)),
        places(document.place),
        frozenset(said) | frozenset(people.mentioned(tokenize(head))),
        tuple(person for person, _ in groupby(said)),
        frozenset(_words(document.title)),
        figures("\n".join((document.title, *(p.text for p in document.passages)))),
    )


def version(one: Facts, other: Facts) -> tuple[Sign, ...]:
    """Why they are the same release in two languages; () when nothing says so."""
    if one.document.language == other.document.language or distance(one, other) > 7:
        return ()
    if same_address(one.document.url, other.document.url):
        return (Sign("address"),)
    if one.voices == other.voices and _is_dialogue(one.voices) and distance(one, other) <= 1:
        return (Sign("voices", tuple(dict.fromkeys(one.voices))),)
    return ()


def copy(one: Facts, other: Facts) -> tuple[Sign, ...]:
    """Why they are the same text at two places; () when nothing says so."""
    if _base(one.document) != _base(other.document):
        return ()
    texts = [_text(facts.document) for facts in (one, other)]
    short, long = sorted(map(len, texts))
    if short * 2 < long:
        return ()
    first, second = (shingles(text, _base(one.document)) for text in texts)
    if min(len(first), len(second)) < SHORTEST:
        return ()
    alike = len(first & second) / len(first | second)
    return (Sign("text", (f"{alike:.0%}",)),) if alike >= TWIN else ()


def occasion(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """Why they are of one occasion; () when nothing says so."""
    if distance(one, other) > 2 or apart(one.places, other.places):
        return ()
    return next(filter(None, (rule(one, other, weigh) for rule in RULES)), ())


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one but for what says the language, and number a page."""
    known, same = _family(one), _family(other)
    return one != other and known == same and bool(re.search(r"\d", known))


def figures(text: str) -> frozenset[str]:
    """The figures of a text that tell something: of three digits and more, with their unit counted
    in; no years."""
    return frozenset(
        figure
        for found in _figure().finditer(text)
        if len((figure := _value(*found.groups())).replace(".", "")) > 2
        and not re.fullmatch(r"(19|20)\d\d", figure)
    )


def shingles(text: str, language: str) -> frozenset[str]:
    """All runs of five words of a text (of eight characters in Chinese), folded."""
    step = STEP.get(language, 5)
    parts = re.findall(r"\w", text.casefold()) if step > 5 else re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(parts[at : at + step]) for at in range(len(parts) - step + 1))


def distance(one: Facts, other: Facts) -> int:
    """The days between the nearest of their days; 0 where one has none (its address or its voices
    must then say all)."""
    pairs = [abs(a - b) for a in one.days for b in other.days]
    return min(pairs, default=0 if not (one.days and other.days) else 999)


# --- rules: each says yes with its signs, or abstains -------------------------------------------


def _people_at_a_place(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """The same day and place, and someone who is not everywhere."""
    shared = _telling_people(one, other, weigh)
    if not (_one_day(one, other) and one.places & other.places and shared):
        return ()
    return (_day(one, other), _place(one), Sign("people", shared))


def _several_people(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """The same day and two people who are not everywhere; the place may be unsaid."""
    shared = _telling_people(one, other, weigh)
    if not _one_day(one, other) or len(shared) < 2:
        return ()
    return (_day(one, other), Sign("people", shared))


def _title(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """A day apart at most, and titles in one language that say the same in telling words."""
    shared, alike = _shared_words(one, other, weigh)
    if not _near(one, other) or alike < 0.6 or sum(shared.values()) < 1.2:
        return ()
    return (_day(one, other), Sign("title", tuple(shared)))


def _gathering(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """Two days apart at most, at a place where one seldom is, with a telling word in both titles:
    a summit of several days."""
    shared, _ = _shared_words(one, other, weigh)
    where = one.places & other.places
    if not where or weigh("place", one.document.place or "") < 0.5:
        return ()
    telling = tuple(word for word, weight in shared.items() if weight >= 0.6)
    return (_day(one, other), _place(one), Sign("title", telling)) if telling else ()


def _figures(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """A day apart at most, and the same figures: three, or two at the same place."""
    shared = one.figures & other.figures
    fewer = min(len(one.figures), len(other.figures))
    enough = 2 if one.places & other.places else 3
    if not _near(one, other) or len(shared) < enough or len(shared) * 3 < fewer:
        return ()
    return (_day(one, other), Sign("figures", tuple(sorted(shared, key=len)[:6])))


RULES = (_people_at_a_place, _several_people, _title, _gathering, _figures)


def _one_day(one: Facts, other: Facts) -> bool:
    return bool(one.days & other.days)


def _near(one: Facts, other: Facts) -> bool:
    return bool(one.days and other.days) and distance(one, other) <= 1


def _telling_people(one: Facts, other: Facts, weigh: Weigh) -> tuple[str, ...]:
    return tuple(p for p in sorted(one.people & other.people) if weigh("person", p) >= 0.4)


def _shared_words(one: Facts, other: Facts, weigh: Weigh) -> tuple[dict[str, float], float]:
    """The words both titles have with their weights, and how much of the poorer title they are."""
    if _base(one.document) != _base(other.document):
        return {}, 0.0
    weights = {word: weigh("word", word) for word in one.words | other.words}
    shared = {word: weights[word] for word in sorted(one.words & other.words)}
    poorer = min(sum(weights[w] for w in facts.words) for facts in (one, other))
    return shared, sum(shared.values()) / poorer if poorer else 0.0


def _day(one: Facts, other: Facts) -> Sign:
    return Sign("day") if _one_day(one, other) else Sign("near")


def _place(one: Facts) -> Sign:
    return Sign("place", (one.document.place or "",))


# --- facts --------------------------------------------------------------------------------------


def _days(when: PartialDate | None) -> Iterator[int]:
    if when is not None and when.first() == when.last():
        yield when.first().toordinal()


def _said_by(document: Document) -> Iterator[PersonId]:
    for turn in document.turns():
        if turn.voice is not None:
            known = (turn.voice.speaker.person, turn.voice.words_of().person)
            yield from (person for person in dict.fromkeys(known) if person)


def _is_dialogue(voices: tuple[PersonId, ...]) -> bool:
    return len(voices) > 2 and len(set(voices)) > 1


def _words(title: str) -> Iterator[str]:
    for token in tokenize(title):
        words = sorted(term for term in token.terms if term.startswith(WORDS))
        if words and len(words[0]) > len(WORDS) + 1:
            yield words[0]


def _base(document: Document) -> str:
    return document.language.partition("-")[0]


def _text(document: Document) -> str:
    return "\n".join(passage.text for passage in document.passages)


def _family(url: str) -> str:
    parts = urlsplit(url)
    host = (label for label in parts.netloc.lower().split(".") if label not in LANGUAGE_MARKS)
    path = (step for step in parts.path.split("/") if step and step not in LANGUAGE_MARKS)
    return f"{'.'.join(host)}/{'/'.join(path)}?{parts.query}"


@cache
def _figure() -> re.Pattern[str]:
    units = "|".join(UNITS)
    return re.compile(rf"(\d+(?:[  ,]\d{{3}})*)(?:([.,])(\d+))?[  ]?({units})?", re.I)


def _value(whole: str, _mark: str | None, part: str | None, unit: str | None) -> str:
    digits = re.sub(r"\D", "", whole)
    value = Decimal(f"{digits}.{part or 0}") * Decimal(10) ** UNITS.get((unit or "").lower(), 0)
    return f"{value.normalize():f}"
