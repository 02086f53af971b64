"""Which part of a printed name is the family's? A rule knows, or the name stays whole.

A name that is cut in the wrong place names nobody, so no rule guesses: where the order of a name
is not known, it is cited as it is printed.

    >>> split("В. В. Путин")
    PersonalName(printed='В. В. Путин', family='Путин', given=('В.', 'В.'), han=False)
    >>> split("Пётр Андреевич Ерёмин").given
    ('Пётр', 'Андреевич')
    >>> split("Хань Цимин").family is None
    True
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.document import Speaker
from archive.people import People, Person

from .given_names import GIVEN

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,5}")
INITIAL = re.compile(r"(?:[^\W\d_]{1,2}|[Dd]zh|Дж)\.")  # В.  Ю.  Дж.
PATRONYMIC = re.compile(r"[А-ЯЁ][а-яё]+(?:вич|вна|ьич|ична|инична)")  # Андреевич, Ильинична
MIDDLE_DOT = "·"  # parts a foreign name in Chinese: 薇拉·莫罗佐娃


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name as printed, and its parts where they are known.

    `family` None: cite it whole. `given` are given names or initials in their order. `han`: the
    family's name comes first, and no comma belongs into it in any script (林国栋, Lin Guodong).
    """

    printed: str
    family: str | None = None
    given: tuple[str, ...] = ()
    han: bool = False

    @property
    def parted(self) -> bool:
        """Whether the family's name may be put first and given names after a comma: never in a
        Chinese name, nor in a foreign one in Chinese characters."""
        return bool(self.family and self.given) and not self.han and MIDDLE_DOT not in self.printed

    def initials(self, joint: str = " ") -> str:
        """The given names as initials: "В. В."; a hyphened name keeps its hyphen: "Ж.-П."."""
        return joint.join("-".join(_initial(part) for part in g.split("-")) for g in self.given)


def named(speaker: Speaker, people: People) -> PersonalName:
    """The name of a speaker as printed, in the parts that are known of it. The authority file is
    asked first: it knows whose name it is."""
    printed = " ".join(speaker.name.split())
    person = people.get(speaker.person) if speaker.person else None
    if person is None:
        return split(printed)
    by_person = chinese_of(person, printed) or by_short_form(person, printed)
    return by_person or split(printed)


def split(printed: str) -> PersonalName:
    """A printed name in the parts the first rule that knows sees in it."""
    words = tuple(printed.replace("\u00a0", " ").split())
    for rule in RULES:
        parted = rule(words)
        if parted:
            return PersonalName(printed, *parted)
    return PersonalName(printed, han=bool(HAN.fullmatch(printed)))


Parted = tuple[str, tuple[str, ...]]


def by_initials(words: tuple[str, ...]) -> Parted | None:
    """ "В.Путин", "В. В. Путин", "S. Lavrov", "Путин В. В."."""
    pieces = tuple(piece for word in words for piece in re.findall(r"[^.]+\.?", word))
    marks = [bool(INITIAL.fullmatch(piece)) for piece in pieces]
    if len(pieces) < 2 or sum(marks) != len(pieces) - 1 or (marks[0] and marks[-1]):
        return None
    at = marks.index(False)
    family = pieces[at]
    return (family, pieces[:at] + pieces[at + 1 :]) if family[:1].isupper() else None


def by_patronymic(words: tuple[str, ...]) -> Parted | None:
    """ "Пётр Андреевич Ерёмин", "Ерёмин Пётр Андреевич"."""
    if len(words) != 3:
        return None
    marks = [bool(PATRONYMIC.fullmatch(word)) for word in words]
    if marks == [False, True, False]:
        return words[2], words[:2]
    return (words[0], words[1:]) if marks == [False, False, True] else None


def by_given_name(words: tuple[str, ...]) -> Parted | None:
    """ "Сергей Павлов", "Vera Morozova": a given name that is no family's, then one word."""
    if len(words) != 2 or words[1].casefold() in GIVEN:
        return None
    return (words[1], words[:1]) if words[0].casefold() in GIVEN else None


RULES: tuple[Callable[[tuple[str, ...]], Parted | None], ...] = (
    by_initials,
    by_patronymic,
    by_given_name,
)


def chinese_of(person: Person, printed: str) -> PersonalName | None:
    """The name of someone whose Chinese name has no dot: 林国栋 is Lin Guodong, the family first.
    In Chinese itself it is one word."""
    chinese = [n.text for n in person.names if n.language.startswith("zh") and n.kind == "full"]
    if not any(HAN.fullmatch(name) for name in chinese):
        return None
    words = printed.split()
    if HAN.fullmatch(printed) or len(words) < 2:
        return PersonalName(printed, han=True)
    return PersonalName(printed, words[0], tuple(words[1:]), han=True)


def by_short_form(person: Person, printed: str) -> PersonalName | None:
    """The parts by the person's short form: "В.Морозова", 莫罗佐娃 of 薇拉·莫罗佐娃."""
    for short in (name.text for name in person.names if name.kind == "short"):
        parted = by_initials(tuple(short.split()))
        family = parted[0] if parted else short
        if printed.endswith((f" {family}", f"{MIDDLE_DOT}{family}")):
            given = printed[: -len(family)].replace(MIDDLE_DOT, " ").split()
            return PersonalName(printed, family, tuple(given))
    return None


def _initial(name: str) -> str:
    return name if name.endswith(".") else f"{name[:1].upper()}."
