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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import groupby
from urllib.parse import urlsplit

from .analysis import WORDS, Token, tokenize
from .document import Document, PartialDate, PersonId
from .people import People
from .places import apart, places

LANGUAGE_MARKS = frozenset(("ru", "rus", "en", "eng", "zh", "cn", "chn", "www"))
"""Parts of an address that only say in which language a page is."""

SELDOM, NOT_EVERYWHERE = 0.5, 0.4
"""From which weight one tells much (as rare as the square root of all documents), or something."""

TWIN = 0.8  # of shingles shared, from which two texts are one
SAMPLED = 12  # pieces of a text looked for before it is compared
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


@dataclass(frozen=True)
class Facts:
    """What of a document, whose people are resolved, may show whose occasion it is. Each is found
    out when a rule asks for it: of most documents of those days, the day says enough."""

    document: Document
    known: People

    @cached_property
    def days(self) -> frozenset[int]:
        """The days it may be of, as proleptic ordinals."""
        dates = (self.document.published, self.document.occurred)
        return frozenset(day for when in dates for day in _days(when))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places its printed place names."""
        return places(self.document.place)

    @cached_property
    def people(self) -> frozenset[PersonId]:
        """Who speaks, whose words are read, and who is named in the head."""
        head = (*self._title, *tokenize(self.document.summary or ""))
        return frozenset(self._said) | frozenset(self.known.mentioned(head))

    @cached_property
    def voices(self) -> tuple[PersonId, ...]:
        """Whose words follow one another."""
        return tuple(person for person, _ in groupby(self._said))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of the title, each with how it is printed there."""
        return dict(_words(self.document.title, self._title))

    @cached_property
    def _title(self) -> tuple[Token, ...]:
        return tokenize(self.document.title)

    @cached_property
    def _said(self) -> tuple[PersonId, ...]:
        return tuple(_said_by(self.document))

    @cached_property
    def size(self) -> int:
        """How long its text is."""
        return sum(len(passage.text) + 1 for passage in self.document.passages)

    @cached_property
    def text(self) -> str:
        """All its passages, folded."""
        return "\n".join(passage.text for passage in self.document.passages).casefold()

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures it gives."""
        return figures(f"{self.document.title}\n{self.text}")

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The runs of words its text is made of."""
        return shingles(self.text, _base(self.document))

    @cached_property
    def longest(self) -> tuple[str, ...]:
        """A few pieces of the text that any copy of it must have most of: its longest words; of a
        Chinese one, pieces cut at regular places."""
        if _base(self.document) in STEP:
            runs = re.findall(r"\w{4,}", self.text)
            return tuple(run[:6] for run in runs[:: max(1, len(runs) // SAMPLED)])[:SAMPLED]
        return tuple(
            sorted(set(re.findall(r"\w+", self.text)), key=lambda w: (-len(w), w))[:SAMPLED]
        )


def facts(document: Document, people: People) -> Facts:
    """The facts of a document whose people are resolved."""
    return Facts(document, people)


def version(one: Facts, other: Facts) -> tuple[Sign, ...]:
    """Why they are the same release in two languages; () when nothing says so."""
    if one.document.language == other.document.language or distance(one, other) > 7:
        return ()
    if same_address(one.document.url, other.document.url):
        return (Sign("address"),)
    if _one_day(one, other) and _same_voices(one, other):
        return (Sign("voices", tuple(dict.fromkeys(one.voices))),)
    return ()


def copy(one: Facts, other: Facts) -> tuple[Sign, ...]:
    """Why they are the same text at two places; () when nothing says so."""
    if _base(one.document) != _base(other.document):
        return ()
    short, long = sorted((one.size, other.size))
    if short * 2 < long or sum(piece in other.text for piece in one.longest) * 2 < len(one.longest):
        return ()
    first, second = one.shingles, other.shingles
    if min(len(first), len(second)) < SHORTEST:
        return ()
    alike = len(first & second) / len(first | second)
    return (Sign("text", (f"{alike:.0%}",)),) if alike >= TWIN else ()


def occasion(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """Why they are of one occasion; () when nothing says so."""
    if distance(one, other) > 2 or apart(one.places, other.places):
        return ()
    if (one.document.kind == "message") != (other.document.kind == "message"):
        return ()  # a telegram sent on the day of a call or a meeting is not of that occasion
    return next(filter(None, (rule(one, other, weigh) for rule in RULES)), ())


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one but for what says the language, and number a page."""
    known, same = _family(one), _family(other)
    return one != other and known == same and bool(re.search(r"\d", known))


def figures(text: str) -> frozenset[str]:
    """The figures of a text that tell something: of three digits and more, with their unit counted
    in; no years."""
    values = (_value(*found.groups()) for found in _figure().finditer(text) if _long(found))
    return frozenset(
        figure
        for figure in values
        if len(figure.replace(".", "")) > 2 and not re.fullmatch(r"(19|20)\d\d", figure)
    )


def shingles(text: str, language: str) -> frozenset[str]:
    """All runs of five words of a folded text (of eight characters in Chinese)."""
    step = STEP.get(language, 5)
    parts = re.findall(r"\w" if step > 5 else r"\w+", text)
    return frozenset(" ".join(parts[at : at + step]) for at in range(len(parts) - step + 1))


def distance(one: Facts, other: Facts) -> int:
    """The days between the nearest of their days; 0 where one has none (its address or its voices
    must then say all)."""
    pairs = [abs(a - b) for a in one.days for b in other.days]
    return min(pairs, default=0 if not (one.days and other.days) else 999)


# --- rules: each says yes with its signs, or abstains -------------------------------------------


def _people_at_a_place(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """The same day and place, and someone who is seldom heard of."""
    if not (_one_day(one, other) and one.places & other.places):
        return ()
    shared = _telling_people(one, other, weigh, SELDOM)
    if not (shared and _alike(one, other)):
        return ()
    return (_day(one, other), _place(one), Sign("people", shared))


def _several_people(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """The same day and two people who are not everywhere; the place may be unsaid."""
    if not _one_day(one, other):
        return ()
    shared = _telling_people(one, other, weigh, NOT_EVERYWHERE)
    if len(shared) < 2:
        return ()
    return (_day(one, other), Sign("people", shared)) if _alike(one, other) else ()


def _title(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """The same day (or the same place, a day apart), and titles in one language that have telling
    names in common, and none on either side that the other does not have."""
    placed = bool(one.places & other.places)
    if not (_one_day(one, other) or (_near(one, other) and placed)):
        return ()
    names = _names(one, _shared_words(one, other))
    telling = tuple(one.words[word] for word in names if weigh("word", word) >= SELDOM)
    if len(telling) < 2 or _alike_titles(one, other, weigh) < 0.6 or _otherwise(one, other, weigh):
        return ()
    return (_day(one, other), Sign("title", telling))


def _gathering(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """Two days apart at most, at a place where one seldom is, and both titles name the same
    gathering by its initials (APEC, СНГ)."""
    if not one.places & other.places:
        return ()
    printed = (one.words[word] for word in _shared_words(one, other))
    initials = tuple(word for word in printed if len(word) > 2 and word.isupper())
    if not initials:
        return ()
    if weigh("place", one.document.place or "") < SELDOM:
        return ()
    return (_day(one, other), _place(one), Sign("title", initials))


def _figures(one: Facts, other: Facts, weigh: Weigh) -> tuple[Sign, ...]:
    """A day apart at most, and the same figures: three, or two at the same place."""
    enough = 2 if one.places & other.places else 3
    if not _near(one, other) or len(one.figures) < enough:
        return ()
    shared = one.figures & other.figures
    fewer = min(len(one.figures), len(other.figures))
    if len(shared) < enough or len(shared) * 3 < fewer:
        return ()
    return (_day(one, other), Sign("figures", tuple(sorted(shared, key=lambda f: (len(f), f))[:6])))


RULES = (_people_at_a_place, _several_people, _title, _gathering, _figures)


def _one_day(one: Facts, other: Facts) -> bool:
    return bool(one.days & other.days)


def _near(one: Facts, other: Facts) -> bool:
    return bool(one.days and other.days) and distance(one, other) <= 1


def _alike(one: Facts, other: Facts) -> bool:
    """Of one source and in one language, where the same ministers are at two meetings of a day:
    whether the people are mostly the same ones."""
    if (one.document.source, _base(one.document)) != (other.document.source, _base(other.document)):
        return True
    return len(one.people & other.people) * 3 >= len(one.people | other.people) * 2


def _telling_people(one: Facts, other: Facts, weigh: Weigh, least: float) -> tuple[str, ...]:
    if not one.people:
        return ()
    return tuple(p for p in sorted(one.people & other.people) if weigh("person", p) >= least)


def _shared_words(one: Facts, other: Facts) -> tuple[str, ...]:
    """The words both titles have; none of titles in two languages."""
    if _base(one.document) != _base(other.document):
        return ()
    return tuple(word for word in one.words if word in other.words)


def _alike_titles(one: Facts, other: Facts, weigh: Weigh) -> float:
    """How much of the poorer title is in the other, by weight."""
    shared = sum(weigh("word", word) for word in _shared_words(one, other))
    poorer = min(sum(weigh("word", word) for word in facts.words) for facts in (one, other))
    return shared / poorer if poorer else 0.0


def _otherwise(one: Facts, other: Facts, weigh: Weigh) -> bool:
    """Whether each title has a telling name the other has not: talks with Kazakhstan are not those
    with Ukraine, whatever else is the same."""
    pairs = ((one, other), (other, one))
    own = (_names(a, (w for w in a.words if w not in b.words)) for a, b in pairs)
    return all(any(weigh("word", name) >= SELDOM for name in names) for names in own)


def _names(facts: Facts, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that are printed as names; in Chinese any may be one."""
    first = ((word, facts.words[word][0]) for word in words)
    return tuple(word for word, letter in first if letter.isalpha() and not letter.islower())


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


def _same_voices(one: Facts, other: Facts) -> bool:
    """Whether the same people speak in the same order and at the same length. Of one site the
    address must say it: there the talks of two people and their statements after are two pages."""
    if one.voices != other.voices or len(one.voices) < 3 or len(set(one.voices)) < 2:
        return False
    if _host(one.document.url) == _host(other.document.url) != "":
        return False
    passages = sorted(sum(p.voice is not None for p in f.document.passages) for f in (one, other))
    return passages[1] * 3 <= passages[0] * 4


def _words(title: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """The words of a title as (term, as printed), the first place of each."""
    for token in reversed(tokens):
        words = sorted(term for term in token.terms if term.startswith(WORDS))
        if words and len(words[0]) > len(WORDS) + 1:
            length = len(words[0]) - len(WORDS) if _han(title[token.start]) else 0
            yield words[0], title[token.start : max(token.stop, token.start + length)]


def _han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _base(document: Document) -> str:
    return document.language.partition("-")[0]


def _family(url: str) -> str:
    parts = urlsplit(url)
    path = (step for step in parts.path.split("/") if step and step not in LANGUAGE_MARKS)
    return f"{_host(url)}/{'/'.join(path)}?{parts.query}"


def _host(url: str) -> str:
    labels = urlsplit(url).netloc.lower().split(".")
    return ".".join(label for label in labels if label not in LANGUAGE_MARKS)


@cache
def _figure() -> re.Pattern[str]:
    units = "|".join(UNITS)
    return re.compile(rf"(\d+(?:[  ,]\d{{3}})*)(?:([.,])(\d+))?[  ]?({units})?", re.I)


def _long(found: re.Match[str]) -> bool:
    """Whether it may have three digits: a day or a number of a list, as most are, has not."""
    whole, _, part, unit = found.groups()
    return bool(part or unit or len(whole) > 2)


def _value(whole: str, _mark: str | None, part: str | None, unit: str | None) -> str:
    digits = re.sub(r"\D", "", whole)
    value = Decimal(f"{digits}.{part or 0}") * Decimal(10) ** UNITS.get((unit or "").lower(), 0)
    return f"{value.normalize():f}"
