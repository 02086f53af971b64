"""Which quotes has a reader put aside? A basket that is nothing but its link.

Its addresses stand in the link itself, so it can be kept, sent and cited, and nothing is stored
here. With a script a browser remembers them between pages. It leaves as a table, as records for
reference managers, or as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from flask import Blueprint, Response, render_template, request, url_for

from archive.address import Address, parsed
from archive.cells import row
from archive.citations import STYLES, cite, cited
from archive.citations.reference import Reference, reference
from archive.difference import BREAK
from archive.exports import FORMATS, bibtex, csl, ris
from archive.exports.tables import BYTE_ORDER_MARK
from archive.following import Fate, fate

from . import params
from .copying import USUAL, Said, occasion, said
from .here import archive, language
from .permalinks import LOST, link_to

pages = Blueprint("basket", __name__)

MOST = 200
"""Quotes in a basket: more make a link that servers refuse."""

LONGEST = 400
"""Characters shown of what cannot be read as a link."""

COLUMNS = (
    "number", "quote", "said by", "mode", "channel", "document", "date", "place", "citation",
    "link", "state",
)  # fmt: skip
RECORDS = {
    "bibtex": bibtex.entry,
    "ris": ris.entry,
    "csl-json": csl.entry,
}
UNREAD = "mistyped"
"""The state of what cannot be read as a link (permalinks.LOST)."""

FORMS = ("csv", "text", *RECORDS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A quote of the basket: what became of its address; where its words are shown, whose they
    are, the occasion, and the citation."""

    address: Address
    fate: Fate
    said: tuple[Said, ...]
    occasion: str
    citation: str
    link: str

    @property
    def shown(self) -> bool:
        """Whether the words are shown."""
        return self.fate.state not in LOST

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return BREAK.join(self.fate.words)


@pages.get("/basket")
def page() -> str | Response:
    """The quotes of a basket, or the basket as a file."""
    addresses, unread = _read()
    style = params.choice(request.args, "style", STYLES, USUAL[language()])
    form = params.choice(request.args, "as", (*FORMS, ""), "")
    kept = tuple(_kept(address, style) for address in addresses[:MOST])
    if form:
        return _saved(form, kept, unread)
    return render_template(
        "basket.html",
        kept=kept,
        unread=unread,
        style=style,
        styles=STYLES,
        forms=FORMS,
        too_many=len(addresses) > MOST,
        most=MOST,
        basket=lambda without=None, **more: url_for(
            "basket.page",
            q=[str(one.address) for one in kept if one.address != without],
            style=style if style != USUAL[language()] else None,
            **more,
        ),
    )


def _read() -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """The addresses of the link, and those in what was pasted, each once; and what of it is none,
    for a quote must not be lost without a word."""
    given = filter(None, (*request.args.getlist("q"), *request.args.get("add", "").split()))
    found = {text: parsed(text.rpartition("/q/")[2].partition("/")[0]) for text in given}
    unread = (text[:LONGEST] for text, address in found.items() if address is None)
    return tuple(dict.fromkeys(filter(None, found.values()))), tuple(islice(unread, MOST))


def _kept(address: Address, style: str) -> Kept:
    found = fate(archive(), address)
    if found.stored is None or found.shown is None or found.state in LOST:
        return Kept(address, found, (), "", "", link_to(address))
    source = cited(found.stored, archive().people, address=found.shown)
    link = link_to(found.shown)
    citation = cite(source, style, link=link, accessed=datetime.now(UTC).date())
    tongue = language()
    whose, when = said(found.stored, found.shown, tongue), occasion(found.stored, tongue)
    return Kept(address, found, whose, when, citation.text, link)


def _saved(form: str, kept: tuple[Kept, ...], unread: tuple[str, ...]) -> Response:
    """The basket as a file."""
    if form in RECORDS:
        records = [RECORDS[form](_record(one)) for one in kept if one.shown]
        body = f"[{','.join(records)}]\n" if form == "csl-json" else "\n".join(records)
    elif form == "csv":
        body = BYTE_ORDER_MARK + "".join(_rows(kept, unread))
    else:
        lost = (f"{text}\n{UNREAD}" for text in unread)
        body = "\n\n".join((*map(_text, kept), *lost)) + "\n"
    kind = FORMATS[form]
    response = Response(body.encode("utf-8", "surrogatepass"), content_type=kind.media)
    response.headers["Content-Disposition"] = f'attachment; filename="quotes.{kind.suffix}"'
    return response


def _record(one: Kept) -> Reference:
    """The record of a quote."""
    source = cited(one.fate.stored, archive().people, address=one.fate.shown)
    record = reference(source, one.link)
    return replace(record, key=f"{record.key}.{one.address.words[:6]}")  # two quotes of one text


def _rows(kept: tuple[Kept, ...], unread: tuple[str, ...]) -> Iterator[str]:
    """The basket as a table, a quote a row; of one whose words are not shown, why."""
    yield row(COLUMNS)
    blank = ("",) * (len(COLUMNS) - 3)
    for number, one in enumerate(kept, start=1):
        if not one.shown:
            yield row((str(number), *blank, one.link, one.fate.state))
            continue
        document = one.fate.stored.document
        voices = [each.voice for each in one.said if each.voice]
        day = document.date()
        yield row(
            (
                str(number),
                one.text,
                "; ".join(each.by for each in one.said),
                "; ".join(dict.fromkeys(voice.mode for voice in voices)),
                "; ".join(dict.fromkeys(voice.channel for voice in voices)),
                document.title,
                day.value if day else "",
                document.place or "",
                one.citation,
                one.link,
                one.fate.state,
            )
        )
    for number, text in enumerate(unread, start=len(kept) + 1):
        yield row((str(number), *blank, text, UNREAD))


def _text(one: Kept) -> str:
    if not one.shown:
        return f"{one.link}\n{one.fate.state}"
    whose = [f"{each.text}\n— {each.by}" for each in one.said]
    return "\n".join([*whose, one.occasion, one.citation])
