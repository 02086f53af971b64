"""How do sources change their pages? Each kind of change as a function, for the tests of links.

A change takes a document and a source of chance, and gives the document as it stands afterwards;
the document itself where there is nothing to change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from archive.document import Document, Passage, Speaker, Voice

Change = Callable[[Document, Random], Document]


def numbered(document: Document, passages: Sequence[Passage]) -> Document:
    """The document with these passages, counted anew."""
    fresh = tuple(replace(passage, number=n) for n, passage in enumerate(passages, 1))
    return replace(document, passages=fresh)


def edited(document: Document, chance: Random) -> Document:
    """A word of a passage is another one."""
    passages = list(document.passages)
    at = chance.randrange(len(passages))
    text = passages[at].text
    cut = chance.randrange(len(text))
    passages[at] = replace(passages[at], text=f"{text[:cut]}, уточнено,{text[cut + 3 :]}")
    return numbered(document, passages)


def figured(document: Document, chance: Random) -> Document:
    """Every second figure of a passage is corrected by one."""
    passages = list(document.passages)
    with_figures = [at for at, p in enumerate(passages) if any(map(str.isdecimal, p.text))]
    if not with_figures:
        return edited(document, chance)
    at = chance.choice(with_figures)
    text = "".join(str((int(c) + 1) % 10) if c.isdecimal() else c for c in passages[at].text)
    passages[at] = replace(passages[at], text=text)
    return numbered(document, passages)


def inserted(document: Document, chance: Random) -> Document:
    """A passage is put in before others."""
    at = chance.randrange(len(document.passages))
    put_in = Passage(0, "note", f"（插入的一段 {chance.random()}）")
    return numbered(document, (*document.passages[:at], put_in, *document.passages[at:]))


def removed(document: Document, chance: Random) -> Document:
    """A passage is taken out."""
    if len(document.passages) < 2:
        return document
    at = chance.randrange(len(document.passages))
    return numbered(document, document.passages[:at] + document.passages[at + 1 :])


def split(document: Document, chance: Random) -> Document:
    """A passage becomes two."""
    at = chance.randrange(len(document.passages))
    passage = document.passages[at]
    if len(passage.text) < 4:
        return document
    cut = chance.randrange(1, len(passage.text) - 1)
    halves = (replace(passage, text=passage.text[:cut]), replace(passage, text=passage.text[cut:]))
    return numbered(document, (*document.passages[:at], *halves, *document.passages[at + 1 :]))


def joined(document: Document, chance: Random) -> Document:
    """A passage and the next become one, in the voice of the first."""
    if len(document.passages) < 2:
        return document
    at = chance.randrange(len(document.passages) - 1)
    first, second = document.passages[at : at + 2]
    one = replace(first, text=f"{first.text} {second.text}")
    return numbered(document, (*document.passages[:at], one, *document.passages[at + 2 :]))


def revoiced(document: Document, chance: Random) -> Document:
    """A passage turns out to be another's."""
    passages = list(document.passages)
    at = chance.randrange(len(passages))
    other = Voice(Speaker("Другой голос", "Другой голос"))
    passages[at] = replace(passages[at], kind="speech", voice=other)
    return numbered(document, passages)


def swapped(document: Document, chance: Random) -> Document:
    """Two passages change places."""
    if len(document.passages) < 2:
        return document
    passages = list(document.passages)
    one, other = chance.sample(range(len(passages)), 2)
    passages[one], passages[other] = passages[other], passages[one]
    return numbered(document, passages)


CHANGES: tuple[Change, ...] = (
    edited, figured, inserted, removed, split, joined, revoiced, swapped,
)  # fmt: skip


def read_otherwise(document: Document) -> Document:
    """The same page under other rules: short passages are joined to the next of their voice, a
    voice is labelled with its colon, a place is read."""
    passages: list[Passage] = []
    for passage in document.passages:
        before = passages[-1] if passages else None
        if before and len(before.text) < 60 and before.voice == passage.voice:
            passages[-1] = replace(before, text=f"{before.text} {passage.text}")
        else:
            passages.append(passage)
    relabelled = [replace(p, voice=p.voice and _labelled(p.voice)) for p in passages]
    return replace(numbered(document, relabelled), place="Read by other rules")


def _labelled(voice: Voice) -> Voice:
    return replace(voice, speaker=replace(voice.speaker, label=f"{voice.speaker.label}:"))
