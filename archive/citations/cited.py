"""What is cited, and whose words are they? The facts of a document or a passage, nothing added.

    >>> from datetime import UTC, datetime
    >>> from archive.document import Document, Passage, Speaker, Version, Voice
    >>> mayor = Voice(Speaker("Мэр Иван Лесной", "Иван Лесной", "Мэр"), channel="interpreted")
    >>> release = Document("x-1", "https://x.example/1", "x", "transcript", "ru", "Форум", None,
    ...     None, None, None, "final", (Passage(1, "speech", "Друзья!", mayor),))
    >>> version = Version("x-1", 1, datetime(2024, 5, 18, tzinfo=UTC), "0", "by hand", "0")
    >>> source = cited(Stored(release, version, 1))
    >>> source.authors[0].name.family, source.channels, source.publisher
    ('Лесной', ('interpreted',), 'x.example')

A passage is its voice's: the author's, where words are read out; nobody's, where they are only
reported, since the words are then not the speaker's own. A whole document is by those whose words
stand in it, who says most first; by none of them where it is about what they said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from archive.address import Address, addressed, touched
from archive.document import PartialDate, Passage, Speaker, Stored, Voice
from archive.people import People

from .names import PersonalName, named
from .publishers import publisher

UNNAMED = frozenset(
    (
        "вопрос", "в", "реплика", "голос", "журналист", "корреспондент", "ответ", "о",
        "ведущий", "ведущая", "оператор", "реплика из зала",
        "question", "q", "remark", "journalist", "reporter", "correspondent", "answer", "a",
        "response", "reply", "moderator", "presenter", "operator",
        "问", "問", "提问", "问题", "记者", "記者", "答", "主持人",
    )
)  # fmt: skip
"""Labels that name nobody: the words under them are nobody's by name."""

OWN = ("speech", "read-out", "answer", "question")  # modes in which words are someone's own


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone with a part in the words: the name, and the office as printed."""

    name: PersonalName
    office: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation or a record may say.

    `authors`: whose words they are, in the order they are cited; none: the publisher's, or
    nobody's by name. `readers` read another's words out; `reported` are those whose words are told
    and not quoted; `unnamed` are printed labels that name nobody ("Question"). `channels`: how the
    words reached the page, each of CHANNELS that occurs. `publisher` is the site's own name in the
    document's language, or its host; None: unknown. `body`: the publisher is an office that speaks
    for itself, and stands as the author where nobody is named. `seen` is the day this version was
    first received. `passage`: a piece is cited, not the whole.
    """

    id: str
    version: int
    language: str
    kind: str
    status: str
    title: str
    authors: tuple[Contributor, ...]
    readers: tuple[Contributor, ...]
    reported: tuple[Contributor, ...]
    unnamed: tuple[str, ...]
    channels: tuple[str, ...]
    publisher: str | None
    body: bool
    published: PartialDate | None
    occurred: PartialDate | None
    place: str | None
    credit: str | None
    url: str
    seen: date
    passage: bool = False

    def web(self) -> bool:
        """Whether it was published on the web."""
        return self.url.startswith(("http://", "https://"))

    def date(self) -> PartialDate | None:
        """When it was published; where that is unknown, when it occurred."""
        return self.published or self.occurred


def cited(
    stored: Stored,
    people: People | None = None,
    *,
    address: Address | None = None,
    voice: Voice | None = None,
) -> Cited:
    """A document as it is cited; with an address, or a voice, the words there. The document is
    one the archive gave (its people resolved); `people` is the authority file, which knows the
    parts of names. Raises NotFound where the address does not fit the document."""
    whole = _whole(stored, people or People())
    if voice is not None:
        return _voiced(whole, (voice,), people or People())
    if address is not None:
        within = touched(addressed(stored.document), address.start, address.stop)
        voices = tuple(dict.fromkeys(passage.voice for passage in within if passage.voice))
        return _voiced(whole, voices, people or People())
    return whole


def _whole(stored: Stored, people: People) -> Cited:
    document, version = stored.document, stored.version
    name, body = publisher(document.source, document.language)
    said = [passage for passage in document.passages if passage.voice]
    return Cited(
        id=document.id,
        version=version.number,
        language=document.language,
        kind=document.kind,
        status=document.status,
        title=one_line(document.title),
        authors=_authors(said, people),
        readers=(),
        reported=(),
        unnamed=(),
        channels=_channels(passage.voice for passage in said),
        publisher=name or _host(document.url),
        body=body,
        published=document.published,
        occurred=document.occurred,
        place=document.place and one_line(document.place),
        credit=document.credit and one_line(document.credit),
        url=document.url,
        seen=version.seen.date(),
    )


def _voiced(whole: Cited, voices: tuple[Voice, ...], people: People) -> Cited:
    """The same, of words in these voices; in none, they are the editor's."""
    own = [voice for voice in voices if voice.mode in OWN]
    unnamed = tuple(dict.fromkeys(v.words_of().label for v in own if _nobody(v.words_of())))
    told = [voice for voice in voices if voice.mode not in OWN]
    return replace(
        whole,
        authors=_known((voice.words_of() for voice in own), people),
        readers=_known((voice.speaker for voice in own if voice.author), people),
        reported=_known((voice.words_of() for voice in told), people),
        unnamed=tuple(filter(None, (one_line(label).strip(" :：") for label in unnamed))),
        channels=_channels(voices),
        body=whole.body and not unnamed,
        passage=True,
    )


def _authors(said: Iterable[Passage], people: People) -> tuple[Contributor, ...]:
    """Whose words stand in a whole document, who says most first; questions of the press and
    words only reported make nobody its author."""
    length: Counter[Speaker] = Counter()
    for passage in said:
        if passage.voice.mode in ("speech", "read-out", "answer"):
            length[passage.voice.words_of()] += len(passage.text)
    return _known((speaker for speaker, _ in length.most_common()), people)


def _known(speakers: Iterable[Speaker], people: People) -> tuple[Contributor, ...]:
    """Each person once, unnamed voices left out."""
    found: dict[str, Contributor] = {}
    for speaker in speakers:
        if _nobody(speaker):
            continue
        name = named(replace(speaker, name=one_line(speaker.name)), people)
        key = speaker.person or name.printed.casefold()
        office = one_line(speaker.office) if speaker.office else None
        found.setdefault(key, Contributor(name, office or None, speaker.person))
    return tuple(found.values())


def _nobody(speaker: Speaker) -> bool:
    name = one_line(speaker.name).casefold().strip(" :：.")
    return not name or name in UNNAMED


def _channels(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.channel for voice in voices))


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def one_line(text: str) -> str:
    """A title or a name as one line that turns no direction: white space made single, characters
    that are not seen left out. A citation describes; the words themselves are kept elsewhere.

    >>> one_line("  Форум\\n \\u202eсоседей ")
    'Форум соседей'
    """
    return " ".join(INVISIBLE.sub("", text).split())
