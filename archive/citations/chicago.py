"""How does the Chicago Manual cite it? An entry of a bibliography (18th edition, notes and
bibliography; 13.107, 14.104: web pages, 14.217 of the 17th: speeches).

    Lesnoy, Ivan. “Opening of the River Forum.” Transcript, interpreted. Rivertown, May 16, 2024.
    President of Russia, May 17, 2024. Accessed May 18, 2024. https://….

Up to six authors are named, of more the first three and “et al.” Only the first is inverted; a
Chinese name never is. The day it was seen is always given: pages change.
"""

from __future__ import annotations

from datetime import date

from .cited import Cited, Contributor
from .names import PersonalName
from .runs import Row, Run, capital, row, sentence
from .terms import Terms, described, listed, notes, quoted

MOST, SHOWN = 6, 3


def citation(source: Cited, words: Terms, link: str, accessed: date) -> Row:
    """The entry as runs."""
    stop = words.stop.strip()
    sentences = [
        _authors(source, words),
        quoted(source.title, words),
        words.read.format(listed(source.readers, words)) if source.readers else "",
        words.comma.join(described(source, words)),
        _event(source, words),
        *notes(source, words),
        _issued(source, words),
        f"{words.accessed}{_of(words)}{words.day(accessed.isoformat())}",
    ]
    gap = "" if words.language == "zh" else " "
    told = gap.join(sentence(capital(one), stop) for one in sentences if one)
    return row(told, gap, Run(link, "link"), "" if words.language == "zh" else ".")


def _of(words: Terms) -> str:
    return words.colon if words.language != "en" else " "


def _authors(source: Cited, words: Terms) -> str:
    people = source.authors
    if not people:
        return (source.publisher or "") if source.body else ""
    shown = people if len(people) <= MOST else people[:SHOWN]
    names = [_inverted(shown[0].name), *(_direct(one) for one in shown[1:])]
    return joined(names, len(shown) < len(people), words)


def joined(names: list[str], cut: bool, words: Terms) -> str:
    """Names one after another: "A, B, and C"; "A, B, C, et al."; 甲、乙、丙."""
    listed = words.joint.join(names)
    if cut:
        gap = {"zh": "", "ru": " "}.get(words.language, ", ")
        return f"{listed}{gap}{words.others}"
    if len(names) == 1 or words.language == "zh":
        return listed
    *before, last = names
    if words.language == "ru":
        closing = "," if len(before) == 1 and "," in before[0] else ""
        return f"{', '.join(before)}{closing} и {last}"
    return f"{', '.join(before)}, and {last}"


def _event(source: Cited, words: Terms) -> str:
    occurred = words.day(source.occurred.value) if source.occurred else ""
    return words.comma.join(filter(None, (source.place, occurred)))


def _issued(source: Cited, words: Terms) -> str:
    when = words.day(source.published.value) if source.published else words.undated
    stands = source.publisher and (source.authors or not source.body)
    return f"{source.publisher}{words.comma}{when}" if stands else when


def _inverted(name: PersonalName) -> str:
    return f"{name.family}, {' '.join(name.given)}" if name.parted else name.printed


def _direct(one: Contributor) -> str:
    return one.name.printed
