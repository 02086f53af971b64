"""Did they say so? A claimed speaker and date beside the voice and date of what was found.

    >>> from archive.document import Speaker, Voice
    >>> xi, han = Speaker("Xi Jinping", "Xi Jinping"), Speaker("Han Zheng", "Han Zheng")
    >>> judged("Han Zheng", Voice(han, xi, "read-out", "interpreted"), People()).speaker
    'read-out'

"Right" is said only where there can be no doubt: the name given is that of one person, or the
printed name itself. A surname that several bear is ambiguous. An office means who holds it that
day, where the authority file or the printed label tells; "someone else's" is said of an office only
where it is one person's, given in whole, and nothing like it is the speaker's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..analysis import SECOND, Token, tokenize
from ..analysis.folding import HAN
from ..document import Document, PartialDate, Speaker, Voice
from ..people import People, Person
from . import bearers
from .alike import may_be
from .values import Claim

_SCRIPTS = (re.compile("[\u0400-\u04ff]"), re.compile(f"[{HAN}]"), re.compile("[A-Za-z]"))


def judged(
    claimed: str,
    voice: Voice | None,
    people: People,
    status: str = "final",
    day: date | None = None,
) -> Claim:
    """What becomes of "`claimed` said so", of words in this voice of a document of this status and
    day."""
    if voice is None:
        return Claim("editorial", None, None, None)
    whose, uttered = voice.words_of(), voice.speaker
    says, names = _is(claimed, whose, people, day)
    if says == "yes":
        return Claim(_own(voice, status), None, whose, uttered)
    if voice.author and _is(claimed, uttered, people, day)[0] == "yes":
        return Claim("read-out", None, whose, uttered)
    code = {"several": "ambiguous", "unknown": "unknown"}.get(says, "other")
    return Claim(code, None, whose, uttered, names)


def printed(
    claimed: str, credited: Speaker | None, people: People, day: date | None = None
) -> Claim:
    """What becomes of "`claimed` said so", of words that a text without voices prints as this
    person's (None: it does not say whose): at best reported. "Someone else's" is said only of a
    whole name."""
    if credited is None:
        return Claim("unknown", None, None, None)
    credited = replace(credited, person=people.person(credited, day))
    says, names = _is(claimed, credited, people, day)
    if says == "yes":
        return Claim("reported", None, credited, None)
    if says == "no" and len(tokenize(credited.name)) < 2:
        says = "unknown"
    code = {"several": "ambiguous", "unknown": "unknown"}.get(says, "other")
    return Claim(code, None, credited, None, names)


def _own(voice: Voice, status: str) -> str:
    """Of words that are the claimed person's: how they are."""
    if voice.author:
        return "read-by-other"
    if voice.mode == "reported" or status == "reported":
        return "reported"
    return "right" if voice.channel == "original" else voice.channel


def dated(claimed: str, document: Document) -> str:
    """Whether a claimed (partial) date is that of the document's publication or occasion."""
    days = [day for day in (document.published, document.occurred) if day]
    if not days:
        return "unknown"
    asked = PartialDate(claimed, "printed", claimed)
    return "right" if any(_meet(asked, day) for day in days) else "differs"


def _meet(one: PartialDate, other: PartialDate) -> bool:
    return one.first() <= other.last() and other.first() <= one.last()


def persons(claimed: str, people: People, day: date | None = None) -> tuple[Person, ...]:
    """Whom a name may mean: those named in full in it, else all who bear what is given of it."""
    tokens = tokenize(claimed)
    full = people.mentioned(tokens)
    if full:
        return tuple(person for id in full if (person := people.get(id)))
    return tuple(person for person in people.persons if _bears(person, tokens, claimed))


def _bears(person: Person, tokens: tuple[Token, ...], claimed: str) -> bool:
    return any(_surname_in(name.text, tokens, claimed) for name in person.names)


def _surname_in(name: str, tokens: tuple[Token, ...], claimed: str) -> bool:
    """Whether a claim has the surname of a name: its last word; of a Chinese name all of it, or
    its first character before an office (习主席)."""
    parts = tokenize(name)
    if not parts:
        return False
    if re.match(f"[{HAN}]", name):
        return name in claimed or claimed == name[0] or _surname_and_office(name, claimed)
    surname = _terms(parts[-1])
    others = [_terms(part) for part in parts[:-1]]
    given = [_terms(token) for token in tokens]
    at = [number for number, terms in enumerate(given) if terms & surname]
    if not at:
        return False
    before = given[at[-1] - 1] if at[-1] else None
    return (
        before is None
        or not _is_name(claimed, tokens, at[-1] - 1)
        or any(before & o for o in others)
    )


def _is_name(claimed: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the word before a surname is a given name: a capital, and the claim has two words
    only (an office before it may have one too)."""
    return (
        len(tokens) == 2
        and claimed[tokens[at].start].isupper()
        and not _office(claimed[tokens[at].start : tokens[at].stop])
    )


_OFFICES = re.compile(
    r"(?i)president|minister|premier|chair\w*|mr|mrs|ms|dr|governor|mayor|secretary|ambassador|"
    r"президент\w*|министр\w*|премьер\w*|председател\w*|господин\w*|госпож\w*|губернатор\w*|мэр\w*|"
    r"посол\w*|глав[аыеу]"
)
_CHINESE_OFFICES = re.compile(
    "总统|主席|总理|部长|外长|省长|市长|书记|大使|发言人|先生|女士|总书记|委员长|副总理|副主席"
)


def _office(word: str) -> bool:
    return _OFFICES.fullmatch(word) is not None


def _surname_and_office(name: str, claimed: str) -> bool:
    return claimed[:1] == name[0] and _CHINESE_OFFICES.fullmatch(claimed[1:]) is not None


_NOBODY = ("答", "答复", "答復", "回答", "发言人", "發言人", "主持人", "ответ", "answer")
"""Labels that a source prints in place of a name: whose words they are cannot be told from them."""


def _terms(token: Token) -> frozenset[str]:
    return frozenset(term for term in token.terms if not term.startswith(SECOND))


def _is(
    claimed: str, speaker: Speaker, people: People, day: date | None
) -> tuple[str, tuple[str, ...]]:
    """Whether the claimed name is this speaker's: yes, no, several (who) or unknown."""
    known = persons(claimed, people)
    if speaker.name.casefold() in _NOBODY and claimed != speaker.name:
        return "unknown", ()
    if len(known) > 1 and speaker.person:
        known = _in_that_office(claimed, known, day) or known
    if len(known) > 1:
        return "several", _told_apart(known, _language(claimed), day)
    if len(known) == 1 and speaker.person:
        return ("yes" if known[0].id == speaker.person else "no"), ()
    names = [speaker.name]
    if len(known) == 1:
        names = [name.text for name in known[0].names]
        return ("yes" if _same_name(speaker.name, names) else _doubt(speaker.name, names)), ()
    if _same_name(claimed, names) or _printed(claimed, speaker):
        return "yes", ()
    if by_office := _by_office(claimed, speaker, people, day):
        return by_office, ()
    if speaker.person and (person := people.get(speaker.person)):
        names += [name.text for name in person.names]
    return _doubt(claimed, names), ()


def _in_that_office(
    claimed: str, known: tuple[Person, ...], day: date | None
) -> tuple[Person, ...]:
    """Of those who bear a name the one whose office stands beside it, if there is but one."""
    found = tuple(
        person
        for person in known
        if any(bearers.held(person, bearers.beside(claimed, n.text), day) for n in person.names)
    )
    return found if len(found) == 1 else ()


def _told_apart(known: tuple[Person, ...], language: str, day: date | None) -> tuple[str, ...]:
    """What several are called; those who share a name with their offices."""
    names = [person.name(language) for person in known]
    shared = Counter(names)
    titles = [bearers.title(person, language, day) for person in known]
    return tuple(
        f"{name} ({title})" if shared[name] > 1 and title else name
        for name, title in zip(names, titles, strict=True)
    )


def _by_office(claimed: str, speaker: Speaker, people: People, day: date | None) -> str:
    """Whether an office that was claimed is this speaker's: "yes", "no", "unknown"; "" where the
    claim is no office."""
    office = speaker.office or speaker.label.replace(speaker.name, "").strip(" ,")
    like = bearers.fits(claimed, office) or bearers.fits(office, claimed)
    if like == "whole":
        return "yes"
    fitting = {person.id: bearers.held(person, claimed, day) for person in people.persons}
    whole = [id for id, how in fitting.items() if how == "whole"]
    holders = whole or [id for id, how in fitting.items() if how]
    if holders == [speaker.person]:
        return "yes"
    own = people.get(speaker.person) if speaker.person else None
    known = own and any(office.held_on(day) for office in own.offices)
    if len(whole) == 1 and known and not like and not bearers.ever_held(own, claimed):
        return "no"
    return "unknown" if holders or like or bearers.office_alone(claimed) else ""


def _doubt(name: str, others: Iterable[str]) -> str:
    """No, unless the names are in different scripts and so cannot be compared, or one may be the
    other with less of it printed."""
    alike = [other for other in others if _script(name) == _script(other)]
    return "no" if alike and not any(may_be(name, other) for other in alike) else "unknown"


def _same_name(name: str, others: Iterable[str]) -> bool:
    return any(_key(name) == _key(other) for other in others)


def _printed(claimed: str, speaker: Speaker) -> bool:
    """Whether the claim is the printed label, or the whole printed name in some form of it, with
    nothing beside it but what the label has too."""
    given, name = tokenize(claimed), [_terms(token) for token in tokenize(speaker.name)]
    label = [_terms(token) for token in tokenize(speaker.label)]
    if not given or not name:
        return False
    has_name = all(any(part & _terms(token) for token in given) for part in name)
    within = all(
        any(_terms(token) & part for part in (*name, *label))
        or _office(claimed[token.start : token.stop])
        for token in given
    )
    surname_only = (
        within and any(_terms(token) & name[-1] for token in given) and not _is_han(speaker.name)
    )
    return (has_name and within) or surname_only


def _is_han(name: str) -> bool:
    return re.match(f"[{HAN}]", name) is not None


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").replace(".", " ").split())


def _script(name: str) -> int:
    return next((number for number, script in enumerate(_SCRIPTS) if script.search(name)), -1)


def _language(name: str) -> str:
    return ("ru", "zh", "en", "en")[_script(name)]
