"""How does APA 7 cite it? A reference list entry (sections 9 and 10.16: webpages; 10.1–10.15).

    Lesnoy, I. (2024, May 17). *Opening of the river forum* [Transcript; interpreted]. Rivertown,
    May 16, 2024. President of Russia. Retrieved May 18, 2024, from https://…

The site is left out where it is the author. Up to twenty authors, of more the first nineteen, three
points and the last. Who read a message out stands behind the title in round brackets.
"""

from __future__ import annotations

from datetime import date

from archive.document import PartialDate

from .cited import Cited
from .names import PersonalName
from .runs import Row, Run, capital, row, sentence
from .terms import Terms, described, halved, listed, notes, parts

MOST, SHOWN = 20, 19


def citation(source: Cited, words: Terms, link: str, accessed: date) -> Row:
    """The entry as runs; titles in italics."""
    spaced = halved(words)
    authors = _authors(source)
    title = Run(source.title, "title")
    form = "; ".join(described(source, spaced))
    about = _readers(source, spaced) + (f" [{capital(form)}]" if form else "")
    when = f"({_when(source.published, words)}). "
    stop = "." if about or not source.title.endswith(("?", "!")) else ""
    head = (
        (sentence(authors), " ", when, title, about, stop)
        if authors
        else (title, about, stop, " ", when.rstrip())
    )
    further = [_event(source, spaced), *notes(source, spaced), _site(source)]
    told = "".join(f" {sentence(capital(one))}" for one in further if one)
    retrieved = words.retrieved.format(words.day(accessed.isoformat()))
    return row(*head, told, f" {retrieved}", Run(link, "link"))


def _authors(source: Cited) -> str:
    names = [_inverted(one.name) for one in source.authors]
    if not names:
        return (source.publisher or "") if source.body else ""
    if len(names) > MOST:
        return f"{', '.join(names[:SHOWN])}, . . . {names[-1]}"
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _when(published: PartialDate | None, words: Terms) -> str:
    """2024, May 17 · 2024, 17 мая · 2024年5月17日 · n.d."""
    if published is None:
        return words.undated
    year, *rest = parts(published.value)
    if words.language == "zh" or not rest:
        return words.day(published.value) if words.language == "zh" else str(year)
    shown = words.day(published.value).removesuffix(" г.").removesuffix(str(year))
    return f"{year}, {shown.rstrip(', ')}"


def _readers(source: Cited, words: Terms) -> str:
    if not source.readers:
        return ""
    return f" ({words.read.format(listed(source.readers, words))})"


def _event(source: Cited, words: Terms) -> str:
    occurred = words.day(source.occurred.value) if source.occurred else ""
    return ", ".join(filter(None, (source.place, occurred)))


def _site(source: Cited) -> str:
    stands = source.authors or not source.body
    return (source.publisher or "") if stands else ""


def _inverted(name: PersonalName) -> str:
    if name.parted or (name.family and name.han and name.printed.isascii()):
        return f"{name.family}, {name.initials()}"
    return name.printed
