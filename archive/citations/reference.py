"""What does a reference manager keep of a source? One record, from which every format is made.

    >>> from archive.citations.cited import Contributor
    >>> from archive.citations.names import split
    >>> from datetime import date
    >>> forum = Cited("x-1", 2, "ru", "transcript", "final", "Форум", (Contributor(split(
    ...     "Иван Лесной"), "Мэр"),), (), (), (), ("interpreted",), "Речной город", True, None,
    ...     None, None, None, "https://press.example/1", date(2024, 5, 18))
    >>> record = reference(forum, "https://harbin.example/ru/d/x-1/v/2")
    >>> record.key, record.type, record.genre, record.note
    ('x-1.v2', 'speech', 'стенограмма', 'устный перевод')

Nothing is in it that the archive does not know; what it does not know is None, or empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .cited import Cited, Contributor
from .terms import Terms, channel, listed, notes, terms

SPOKEN = ("transcript", "briefing", "statement", "message")


@dataclass(frozen=True, slots=True)
class Reference:
    """A record. `type` is "speech" or "webpage" or "document" (not on the web), in the words of
    CSL; `authors` whose words they are, or `body`, an office that speaks for itself. Dates are
    partial ('2024', '2024-05', '2024-05-17'); `genre` and `note` are in the item's language;
    `url` is the link given, else where it was published; `source` where it was published."""

    key: str
    type: str
    title: str
    authors: tuple[Contributor, ...]
    body: str | None
    readers: tuple[Contributor, ...]
    publisher: str | None
    published: str | None
    occurred: str | None
    place: str | None
    language: str
    genre: str
    note: str
    url: str
    source: str | None
    accessed: date


def reference(source: Cited, link: str | None = None) -> Reference:
    """The record of what is cited; `link` is an address that shows exactly this."""
    words = terms(source.language)
    published_there = source.url if source.web() else None
    return Reference(
        key=f"{source.id}.v{source.version}",
        type=_type(source),
        title=source.title,
        authors=source.authors,
        body=source.publisher if source.body and not source.authors else None,
        readers=source.readers,
        publisher=source.publisher,
        published=source.published.value if source.published else None,
        occurred=source.occurred.value if source.occurred else None,
        place=source.place,
        language=source.language,
        genre=words.kinds.get(source.kind, source.kind),
        note="; ".join(_notes(source, words)),
        url=link or source.url,
        source=published_there,
        accessed=source.seen,
    )


def _type(source: Cited) -> str:
    if source.kind in SPOKEN and source.authors:
        return "speech"
    return "webpage" if source.web() else "document"


def _notes(source: Cited, words: Terms) -> list[str]:
    """How far it is the speaker's own: status, channel, who read it out, who is only reported."""
    read = words.read.format(listed(source.readers, words)) if source.readers else ""
    told = (words.statuses.get(source.status, ""), channel(source, words), read)
    return [note for note in (*told, *notes(source, words)) if note]
