"""What does the archive hold? Plain frozen values: no I/O, no library types.

>>> putin = Speaker("President of Russia Vladimir Putin", "Vladimir Putin", "President of Russia")
>>> passage = Passage(1, "speech", "Friends, colleagues.", Voice(putin))
>>> passage.voice.speaker.name
'Vladimir Putin'
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

PersonId = str  # an id of the authority file: [a-z0-9-]+

MODES = ("speech", "read-out", "question", "answer", "reported")
CHANNELS = ("original", "interpreted", "translated")
PASSAGE_KINDS = ("heading", "narration", "speech", "note")
KINDS = ("transcript", "briefing", "release", "statement", "message", "document")
STATUSES = ("draft", "final", "summary", "reported")
TITLE, SUMMARY = 0, -1  # the addresses of a document's head, where passages count from 1
BASES = ("printed", "inferred", "from-url", "from-header")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as it is known, and how it is known.

    `value` is '2024', '2024-05' or '2024-05-17'; `time` 'HH:MM' or None (as printed, the zone of
    the source); `basis` one of BASES; `evidence` the printed words or the reason for inferring.

        >>> PartialDate("2024-05", "printed", "май 2024 года").last()
        datetime.date(2024, 5, 31)
    """

    value: str
    basis: str
    evidence: str
    time: str | None = None

    def first(self) -> date:
        """The first day it may be."""
        year, month, day = [*self.value.split("-"), "1", "1"][:3]
        return date(int(year), int(month), int(day))

    def last(self) -> date:
        """The last day it may be."""
        parts = self.value.split("-")
        if len(parts) == 3:
            return self.first()
        year = int(parts[0])
        month = int(parts[1]) if len(parts) == 2 else 12
        after = (year + month // 12, month % 12 + 1)
        if after[0] > 9999:
            return date.max
        return date.fromordinal(date(*after, 1).toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the label as printed (office and all), and what is known of whom it names.

    `person` is an id of the authority file; None when unresolved: a guess is not allowed.
    """

    label: str
    name: str
    office: str | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose voice a passage stands.

    `speaker` utters it here; `author` is whose words they are when a message or quotation is read
    out (None: the speaker's own); `mode` one of MODES, `channel` one of CHANNELS
    ("(retranslated)" is interpreted).
    """

    speaker: Speaker
    author: Speaker | None = None
    mode: str = "speech"
    channel: str = "original"

    def words_of(self) -> Speaker:
        """Whose words these are."""
        return self.author or self.speaker


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, verbatim. `number` (from 1) is its address within the version: #p12.

    `kind` is one of PASSAGE_KINDS; `voice` None means editorial text. A printed label
    ("Vladimir Putin:") is the voice, not part of `text`.
    """

    number: int
    kind: str
    text: str
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One voice's run of passages; `number` counts from 0 within the document."""

    number: int
    voice: Voice | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A release, transcript or other page as it was read. Text is verbatim, in one language.

    `id` is [a-z0-9-]+; `kind` one of KINDS, `status` one of STATUSES; `published` when the source
    says it published (None: unknown), `occurred` when the event was or the text was signed, if
    that is said apart; `credit` the agency it is based on, as printed ("TASS"); `sections` the
    source's own sections ("News", "Transcripts"); `flags` doubts as "code: a sentence".
    """

    id: str
    url: str
    source: str
    kind: str
    language: str
    title: str
    summary: str | None
    published: PartialDate | None
    occurred: PartialDate | None
    place: str | None
    status: str
    passages: tuple[Passage, ...]
    credit: str | None = None
    sections: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    def turns(self) -> Iterator[Turn]:
        """The document as turns: each run of passages of one voice; editorial text is a turn
        without a voice, and parts two turns of one speaker."""
        runs = (tuple(run) for _, run in groupby(self.passages, key=lambda p: p.voice))
        for number, run in enumerate(runs):
            yield Turn(number, run[0].voice, run)

    def date(self) -> PartialDate | None:
        """The date it is filed, sorted and faceted under: published, else occurred."""
        return self.published or self.occurred


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a document: `number` from 1, `seen` when it was first received (aware UTC),
    `raw` the sha256 of the bytes it was read from, `recipe` what read them, `digest` of its
    text."""

    document: str
    number: int
    seen: datetime
    raw: str
    recipe: str
    digest: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A document together with the version it was read as, and how many versions there are."""

    document: Document
    version: Version
    versions: int


def digest(document: Document) -> str:
    """The sha256 (hexadecimal) of what a document says: title, dates, place, and each passage
    with its voice as printed. Not of bytes, rules, flags or resolved people."""
    fields = plain(replace(document, flags=()))
    for name in ("id", "url", "source", "flags"):
        del fields[name]
    for passage in fields["passages"]:
        for part in ("speaker", "author"):
            if passage["voice"] and passage["voice"][part]:
                del passage["voice"][part]["person"]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(document: Document) -> dict:
    """The document as dicts and lists, with the names of DESIGN §8; `restored` is its inverse."""
    return {
        "id": document.id,
        "url": document.url,
        "source": document.source,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "summary": document.summary,
        "status": document.status,
        "published": _plain_date(document.published),
        "occurred": _plain_date(document.occurred),
        "place": document.place,
        "credit": document.credit,
        "sections": list(document.sections),
        "flags": list(document.flags),
        "passages": [
            {
                "number": passage.number,
                "kind": passage.kind,
                "text": passage.text,
                "voice": plain_voice(passage.voice),
            }
            for passage in document.passages
        ],
    }


def plain_stored(stored: Stored) -> dict:
    """The document object of the command line, the exports and the API (DESIGN §8)."""
    version = stored.version
    return plain(stored.document) | {
        "version": version.number,
        "versions": stored.versions,
        "seen": version.seen.isoformat(),
        "raw": version.raw,
        "recipe": version.recipe,
        "digest": version.digest,
        "counterparts": [],
    }


def plain_voice(voice: Voice | None) -> dict | None:
    """A voice as a dict; None for editorial text."""
    if voice is None:
        return None
    return {
        "speaker": _plain_speaker(voice.speaker),
        "author": _plain_speaker(voice.author),
        "mode": voice.mode,
        "channel": voice.channel,
    }


def restored(fields: dict) -> Document:
    """The document that `plain` made these dicts of; further names are ignored."""
    return Document(
        id=fields["id"],
        url=fields["url"],
        source=fields["source"],
        kind=fields["kind"],
        language=fields["language"],
        title=fields["title"],
        summary=fields["summary"],
        published=_restored_date(fields["published"]),
        occurred=_restored_date(fields["occurred"]),
        place=fields["place"],
        status=fields["status"],
        passages=tuple(
            Passage(p["number"], p["kind"], p["text"], _restored_voice(p["voice"]))
            for p in fields["passages"]
        ),
        credit=fields["credit"],
        sections=tuple(fields["sections"]),
        flags=tuple(fields["flags"]),
    )


def _plain_date(when: PartialDate | None) -> dict | None:
    if when is None:
        return None
    return {
        "value": when.value,
        "time": when.time,
        "basis": when.basis,
        "evidence": when.evidence,
    }


def _plain_speaker(speaker: Speaker | None) -> dict | None:
    if speaker is None:
        return None
    return {
        "label": speaker.label,
        "name": speaker.name,
        "office": speaker.office,
        "person": speaker.person,
    }


def _restored_date(fields: dict | None) -> PartialDate | None:
    return None if fields is None else PartialDate(**fields)


def _restored_voice(fields: dict | None) -> Voice | None:
    if fields is None:
        return None
    author = fields["author"]
    return Voice(
        speaker=Speaker(**fields["speaker"]),
        author=None if author is None else Speaker(**author),
        mode=fields["mode"],
        channel=fields["channel"],
    )
