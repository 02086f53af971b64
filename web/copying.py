"""What is put on the clipboard? The exact words, whose they are and through whom, and the source.

The words stay as stored, code point for code point; what stands around them is in the reader's
language, the quotation marks and the citation in the text's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import render_template
from flask_babel import force_locale, gettext

from archive.address import Address, addressed, touched, words
from archive.citations import STYLES, Citation, cite, cited
from archive.citations.terms import terms
from archive.difference import BREAK
from archive.document import Stored, Voice
from archive.errata import Errata, sic
from archive.people import People

from . import words as names
from .filters import partial
from .here import SIGNS, TAGS
from .words import N_

USUAL = {"ru": "gost", "zh": "gbt7714", "en": "chicago"}
"""The style offered first, by the language of the interface."""

NOT_OWN = {
    "interpreted": N_("interpreted, not the speaker’s own words"),
    "translated": N_("translated, not the speaker’s own words"),
}
REPORTED = N_("reported, not the words as spoken")
EDITORIAL = N_("text of the editor, not anyone’s speech")


@dataclass(frozen=True, slots=True)
class Copied:
    """What is copied in one style, as plain text and as HTML, and the citation in it."""

    style: str
    text: str
    html: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one voice, verbatim, with what is said of the voice."""

    voice: Voice | None
    text: str
    by: str


def said(
    stored: Stored, address: Address, language: str, errata: Errata | None = None
) -> tuple[Said, ...]:
    """The words of an address voice by voice, each with its attribution in that language; with
    `errata`, a sign after each misprint."""
    passages = addressed(stored.document)
    texts = words(passages, address.start, address.stop)
    if errata:
        texts = tuple(sic(text, errata, stored.document.language) for text in texts)
    pairs = zip(touched(passages, address.start, address.stop), texts, strict=True)
    with force_locale(language):
        return tuple(
            Said(voice, BREAK.join(text for _, text in run), attribution(voice, language))
            for voice, run in groupby(pairs, key=lambda pair: pair[0].voice)
        )


def attribution(voice: Voice | None, language: str) -> str:
    """Whose words, in which office, and through whom they reached us: never left out."""
    signs = SIGNS[language]
    if voice is None:
        return gettext(EDITORIAL)
    whose = voice.words_of()
    name = signs["comma"].join(filter(None, (whose.name or whose.label, whose.office)))
    notes = [gettext(NOT_OWN[voice.channel])] if voice.channel in NOT_OWN else []
    if voice.author:
        notes.insert(0, gettext("read out by %(name)s", name=voice.speaker.name))
    if voice.mode == "reported":
        notes.insert(0, gettext(REPORTED))
    if voice.mode == "question":
        notes.insert(0, names.word(names.MODES, "question").lower())
    return f"{name}{signs['open']}{'; '.join(notes)}{signs['close']}" if notes else name


def occasion(stored: Stored, language: str) -> str:
    """Where and when: the title, the place, the date, and the status of a text not final."""
    document, signs = stored.document, SIGNS[language]
    dates = [date for date in (document.occurred, document.published) if date]
    when = max(dates, key=lambda date: len(date.value), default=None)
    opening, closing = terms(document.language).quotes
    with force_locale(language):
        status = names.word(names.STATUSES, document.status) if document.status != "final" else ""
        parts = (
            f"{opening}{' '.join(document.title.split())}{closing}" if document.title else "",
            document.place,
            partial(when.value, language) if when else gettext("undated"),
            status,
        )
    return signs["comma"].join(" ".join(part.split()) for part in parts if part)


def copies(
    stored: Stored,
    address: Address,
    language: str,
    link: str,
    people: People,
    today: date,
    errata: Errata | None = None,
) -> Mapping[str, Copied]:
    """The words of an address ready to be pasted, in each style; with `errata`, as `said`."""
    spoken = said(stored, address, language, errata)
    marks = terms(stored.document.language).quotes
    source = cited(stored, people, address=address)
    made = {}
    for style in STYLES:
        citation = cite(source, style, link=link, accessed=today)
        told = {"said": spoken, "marks": marks, "occasion": occasion(stored, language)}
        told |= {"link": link, "citation": None if style == "plain" else citation}
        html = render_template(
            "fragments/quote.html", lang=stored.document.language, tag=TAGS[language], **told
        )
        made[style] = Copied(style, _text(**told), html, citation)
    return made


def _text(
    said: Iterable[Said], marks: tuple[str, str], occasion: str, link: str,
    citation: Citation | None,
) -> str:  # fmt: skip
    opening, closing = marks
    lines = [f"{opening}{one.text}{closing}\n— {one.by}" for one in said]
    return "\n".join([*lines, occasion, citation.text if citation else link])
