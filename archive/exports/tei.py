"""How is a document written as TEI P5, in the manner of ParlaMint?

    >>> element("seg", content("a < b\\x0bc"), {"xml:id": "x-1.p2"})
    '<seg xml:id="x-1.p2">a &lt; b<g n="U+000B"/>c</seg>'

One `teiCorpus`, a `TEI` a document; its `xml:id` is the document's id, with a low line before it
where it begins with a figure. A turn is a `u` of who utters it (`@who`), in the language of the
text, with its mode and channel (`@ana`, explained in the corpus header); its passages are `seg`
with the id `DOCUMENT.pN`. Words read out are a `q` of whose they are. What the editor wrote is a
`note` outside any `u`. People are those of the authority file with all their names, or the label
as printed.

Text is verbatim. A character that XML cannot hold (controls, U+FFFE) stands as an empty `g` with
its code point: put the characters back in their places, and the text is as it was kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from ..citations.publishers import publisher
from ..document import CHANNELS, MODES, Document, PartialDate, Passage, Speaker, Stored, Turn
from ..people import People

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NAMESPACE = "http://www.tei-c.org/ns/1.0"
ARCHIVE = "Harbin"
MEANINGS = {
    "speech": "said by the speaker",
    "read-out": "the words of another, read out by the speaker",
    "question": "a question",
    "answer": "an answer",
    "reported": "told by the source, not quoted",
    "original": "in the speaker's own language",
    "interpreted": "as an interpreter said it",
    "translated": "translated by the source",
}


def content(text: str) -> str:
    """A text as the content of an element, to be read back code point for code point."""
    return "".join(_pieces(text))


def element(name: str, inner: str, attributes: Mapping[str, str] | None = None) -> str:
    """An element around markup that is ready."""
    shown = "".join(
        f" {key}={quoteattr(ILLEGAL.sub('', value))}" for key, value in (attributes or {}).items()
    )
    return f"<{name}{shown}>{inner}</{name}>" if inner else f"<{name}{shown}/>"


def identified(id: str) -> str:
    """The id of a document as a name of XML: one that begins with no letter gets a low line."""
    return id if id[:1].isalpha() else f"_{id}"


def document(stored: Stored, people: People) -> str:
    """A document as a `TEI` element and a line feed."""
    of = stored.document
    known = _persons(of)
    inner = "\n".join((_header(stored, known, people), _text(of, known)))
    attributes = {"xml:id": identified(of.id), "xml:lang": of.language}
    return element("TEI", f"\n{inner}\n", attributes) + "\n"


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for found in ILLEGAL.finditer(text):
        yield _escaped(text[at : found.start()])
        yield f'<g n="U+{ord(found.group()):04X}"/>'
        at = found.end()
    yield _escaped(text[at:])


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _leaf(name: str, text: str | None, attributes: Mapping[str, str] | None = None) -> str:
    """An element of text and a line feed; nothing where there is no text."""
    return element(name, content(text), attributes) + "\n" if text else ""


def _branch(name: str, *inner: str, attributes: Mapping[str, str] | None = None) -> str:
    """An element of elements, and a line feed; nothing where there are none."""
    joined = "".join(inner)
    return element(name, f"\n{joined}", attributes) + "\n" if joined else ""


def _header(stored: Stored, known: dict[str, tuple[str, Speaker]], people: People) -> str:
    of, version = stored.document, stored.version
    published = _branch(
        "publicationStmt",
        _leaf("distributor", ARCHIVE),
        _leaf("idno", of.id, {"type": "document"}),
        _leaf("idno", version.digest, {"type": "sha256"}),
        _branch(
            "availability",
            _leaf("p", "Not known: the terms are those of the source."),
            attributes={"status": "unknown"},
        ),
    )
    edition = _leaf("edition", f"Version {version.number}", {"n": str(version.number)})
    file = _branch(
        "fileDesc",
        _branch("titleStmt", _leaf("title", of.title) or "<title/>\n"),
        _branch("editionStmt", edition),
        published,
        _branch("notesStmt", *(_leaf("note", flag, {"type": "doubt"}) for flag in of.flags)),
        _source(stored),
    )
    return _branch("teiHeader", file, _profile(of, known, people)).rstrip("\n")


def _source(stored: Stored) -> str:
    of, version = stored.document, stored.version
    return _branch(
        "sourceDesc",
        _branch(
            "bibl",
            _leaf("publisher", publisher(of.source, of.language)[0] or of.source),
            _date(of.published, "published"),
            _leaf("idno", of.url, {"type": "URL"}),
            _leaf("idno", version.raw, {"type": "sha256"}),
            _leaf("note", of.credit, {"type": "credit"}),
            _leaf("note", version.seen.isoformat(), {"type": "seen"}),
        ),
    )


def _profile(of: Document, known: dict[str, tuple[str, Speaker]], people: People) -> str:
    persons = (_person(id, speaker, of, people) for id, speaker in known.values())
    terms = [("kind", of.kind), ("status", of.status), *(("section", s) for s in of.sections)]
    place = _leaf("name", of.place, {"type": "place"})
    return _branch(
        "profileDesc",
        _branch("langUsage", element("language", "", {"ident": of.language}) + "\n"),
        _branch("settingDesc", _branch("setting", place, _date(of.occurred, "occurred"))),
        _branch("particDesc", _branch("listPerson", *persons)),
        _branch(
            "textClass",
            _branch("keywords", *(_leaf("term", text, {"type": kind}) for kind, text in terms)),
        ),
    )


def _date(when: PartialDate | None, kind: str) -> str:
    """The date as printed, or its value where it was not; one that was inferred is less sure."""
    if when is None:
        return ""
    sure = {"cert": "medium"} if when.basis == "inferred" else {}
    shown = when.evidence if when.basis == "printed" and when.evidence else when.value
    return _leaf("date", shown, {"type": kind, "when": when.value} | sure)


def _persons(of: Document) -> dict[str, tuple[str, Speaker]]:
    """Who has a part in a document: the id of each in the file, by person, or by label as printed
    where nobody is known."""
    known: dict[str, tuple[str, Speaker]] = {}
    for passage in of.passages:
        for speaker in _voices(passage):
            if _key(speaker) not in known:
                known[_key(speaker)] = (f"{identified(of.id)}.who{len(known) + 1}", speaker)
    return known


def _voices(passage: Passage) -> tuple[Speaker, ...]:
    if passage.voice is None:
        return ()
    return tuple(filter(None, (passage.voice.speaker, passage.voice.author)))


def _key(speaker: Speaker) -> str:
    return f"person {speaker.person}" if speaker.person else f"label {speaker.label}"


def _person(id: str, speaker: Speaker, of: Document, people: People) -> str:
    person = people.get(speaker.person) if speaker.person else None
    names = [
        _leaf("persName", name.text, {"type": name.kind, "xml:lang": name.language})
        for name in (person.names if person else ())
    ]
    printed = _leaf("persName", speaker.name, {"type": "printed", "xml:lang": of.language})
    office = _leaf("occupation", speaker.office, {"xml:lang": of.language})
    number = _leaf("idno", speaker.person, {"type": "person"})
    return _branch("person", *names, printed, office, number, attributes={"xml:id": id})


def _text(of: Document, known: dict[str, tuple[str, Speaker]]) -> str:
    head = _leaf("head", of.title) + _leaf("note", of.summary, {"type": "summary"})
    turns = (_turn(turn, of, known) for turn in of.turns())
    return element("text", element("body", element("div", f"\n{head}{''.join(turns)}")))


def _turn(turn: Turn, of: Document, known: dict[str, tuple[str, Speaker]]) -> str:
    voice, name = turn.voice, identified(of.id)
    if voice is None:
        return "".join(
            element("note", content(p.text), {"xml:id": f"{name}.p{p.number}", "type": p.kind})
            + "\n"
            for p in turn.passages
        )
    author = f"#{known[_key(voice.author)][0]}" if voice.author else ""
    said = "".join(_segment(passage, name, author) for passage in turn.passages)
    attributes = {
        "xml:id": f"{name}.u{turn.number}",
        "who": f"#{known[_key(voice.speaker)][0]}",
        "xml:lang": of.language,
        "ana": f"#mode.{voice.mode} #channel.{voice.channel}",
    }
    return element("u", f"\n{said}", attributes) + "\n"


def _segment(passage: Passage, name: str, author: str) -> str:
    words = content(passage.text)
    inner = element("q", words, {"who": author}) if author else words
    kind = {"type": passage.kind} if passage.kind != "speech" else {}
    return element("seg", inner, {"xml:id": f"{name}.p{passage.number}"} | kind) + "\n"


def _taxonomy(name: str, codes: tuple[str, ...]) -> str:
    categories = (
        _branch(
            "category",
            _leaf("catDesc", MEANINGS[code]),
            attributes={"xml:id": f"{name}.{code}"},
        )
        for code in codes
    )
    return _branch("taxonomy", *categories, attributes={"xml:id": name})


def _head() -> str:
    header = _branch(
        "teiHeader",
        _branch(
            "fileDesc",
            _branch("titleStmt", _leaf("title", "Documents of the archive")),
            _branch("publicationStmt", _leaf("distributor", ARCHIVE)),
            _branch("sourceDesc", _leaf("p", "Each document names its own source.")),
        ),
        _branch(
            "encodingDesc",
            _branch("classDecl", _taxonomy("mode", MODES), _taxonomy("channel", CHANNELS)),
        ),
    )
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{declaration}<teiCorpus xmlns="{NAMESPACE}">\n{header}'


def _nothing() -> str:
    """A corpus must have a text to be valid: one without words, that says why it is there."""
    file = _branch(
        "fileDesc",
        _branch("titleStmt", _leaf("title", "No document answers what was asked for")),
        _branch("publicationStmt", _leaf("distributor", ARCHIVE)),
        _branch("sourceDesc", _leaf("p", "There is no source.")),
    )
    text = element("text", element("body", element("p", "")))
    header = _branch("teiHeader", file)
    return element("TEI", f"\n{header}{text}\n", {"n": "0"}) + "\n"


HEAD, NOTHING, END = _head(), _nothing(), "</teiCorpus>\n"
"""Before the first document, in place of any, and after the last."""
