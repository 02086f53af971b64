"""Which document do these blocks make? Title, dates, place, kind, and passages with voices.

>>> from datetime import UTC, datetime
>>> from ingest.page import Block
>>> page = Page("a.txt", None, "utf-8", "strict UTF-8", False, "")
>>> blocks = (Block("title", "EXPO opens"), Block("date", "May 17, 2024"),
...           Block("place", "Harbin"), Block("text", "Vladimir Putin: Friends,"))
>>> read = structured(page, Cleaned("gazette", "https://gazette.example/1", "en", blocks),
...                   Capture("a.txt", None, datetime.now(UTC), b""))
>>> document = read.document
>>> document.id, document.kind, document.published.value, document.passages[0].voice.mode
('gazette-69b0a31838', 'transcript', '2024-05-17', 'speech')
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.document import Document, PartialDate, Passage
from ingest.dates import Printed, date_line, dates_in, first_date, inferred, time_in
from ingest.language import language_of
from ingest.page import Block, Capture, Cleaned, Cut, Page, Reading, Refusal
from ingest.sites import number_in
from ingest.voices import Body, Voiced, voiced

BODY_ROLES = ("heading", "text", "note", "separator")
WHITE = " \t\r\n\xa0\u3000"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the document, what decided it, and a doubt about it (a flag) if there is one."""

    when: PartialDate | None
    note: str
    flag: str | None = None


def structured(page: Page, cleaned: Cleaned, capture: Capture) -> Reading | Refusal:
    """The document the blocks of a page make, with the rule of every decision.

    A page with neither title nor words is refused (quarantined).
    """
    blocks = cleaned.blocks
    title, title_note = _title(blocks)
    body = tuple(block for block in blocks if block.role in BODY_ROLES)
    body, tail_cuts = without_closing_line(body, blocks)
    spoken = _spoken(title, body, blocks)
    if not title and not spoken.passages:
        return Refusal("quarantined", ("no-text: the page has neither a title nor any words",))
    summary = _first(blocks, "summary")
    line = None if any(block.role == "date" for block in blocks) else agency_line(body)
    if line is not None:
        blocks = (*blocks, *line)
    published = _published(blocks, cleaned.url, capture)
    written = _dated("written", blocks)
    if title and published.when and not spoken.passages and summary is None:
        # "President Vladimir Putin appointed …": news of one sentence, which is its title
        spoken = Body((Voiced("narration", title, None, "narration: the title is the news"),), ())
    kind = kind_of(title, spoken, blocks)
    document = Document(
        id=identity(cleaned.source, cleaned.url),
        url=cleaned.url,
        source=cleaned.source,
        kind=kind,
        language=cleaned.language or language_of("\n".join(block.text for block in blocks)),
        title=title,
        summary=summary,
        published=published.when,
        occurred=written.when,
        place=_first(blocks, "place"),
        status="final",
        passages=numbered(spoken.passages),
        credit=_first(blocks, "credit"),
        sections=tuple(block.text for block in blocks if block.role == "section"),
        flags=(*cleaned.flags, *_flags(title, published, written, spoken)),
    )
    notes = (title_note, published.note, written.note, f"kind: {kind}", *_numbers(blocks))
    return Reading(
        document=document,
        rules=tuple(passage.rule for passage in spoken.passages),
        cuts=(*cleaned.cuts, *tail_cuts),
        notes=tuple(filter(None, notes)),
        encoding=page.encoding,
        evidence=page.evidence,
    )


def _spoken(title: str, body: Sequence[Block], blocks: Sequence[Block]) -> Body:
    """The passages with their voices. A document with an official number is its office's word:
    "王超斌委员：您提出的提案收悉。" is to whom it was sent, and no turn; in one known by its title
    the same line alone is not worth a doubt."""
    if any(block.role == "number" for block in blocks):
        return voiced(body, labelled=False)
    spoken = voiced(body)
    if DOCUMENT.search(title) and not any(passage.voice for passage in spoken.passages):
        return voiced(body, labelled=False)
    return spoken


def identity(source: str, url: str) -> str:
    """The document's id: the site's own number, else ten digits of the address's sha256.

    >>> identity("kremlin-en", "http://en.kremlin.ru/events/president/news/54223")
    'kremlin-en-54223'
    """
    number = number_in(source, url)
    if number is None:
        number = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{source}-{number}"


# How agencies begin: "HARBIN, May 17 (Xinhua) –", «ХАРБИН, 17 мая. /ТАСС/.», 新华社哈尔滨5月17日电
AGENCY_LINES = (
    re.compile(
        r"(?P<place>[A-ZА-ЯЁ][A-ZА-ЯЁ’' .-]+?), (?P<date>[^()/—–:]{4,30}?)\.?\s*"
        r"(?:[(/](?P<credit>[^()/]{2,40})[)/])\.?\s*[-–—]?"
    ),
    re.compile(
        r"(?P<credit>[\u3400-\u9fff]{2,6}?[社网])(?P<place>[\u3400-\u9fff]{2,8}?)"
        r"(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)电"
    ),
)


def agency_line(body: Sequence[Block]) -> tuple[Block, ...] | None:
    """The date, place and credit that an agency's first paragraph begins with; the paragraph
    itself stays as it is.

    >>> [b.text for b in agency_line((Block("text", "新华社哈尔滨5月17日电 博览会开幕。"),))]
    ['5月17日', '哈尔滨', '新华社']
    """
    first = next((block.text for block in body if block.role == "text"), "")
    found = next(filter(None, (line.match(first) for line in AGENCY_LINES)), None)
    if found is None or first_date(found["date"]) is None:
        return None
    return tuple(
        Block(role, found[role], "", "agency line") for role in ("date", "place", "credit")
    )


def numbered(passages: Sequence[Voiced]) -> tuple[Passage, ...]:
    """The passages with their numbers, from 1."""
    return tuple(
        Passage(number, passage.kind, passage.text, passage.voice)
        for number, passage in enumerate(passages, 1)
    )


def without_closing_line(
    body: Sequence[Block], blocks: Sequence[Block]
) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """The body without a last line that only repeats the date line: "May 17, 2024, Harbin"."""
    if not body or body[-1].role not in ("text", "note"):
        return tuple(body), ()
    line = date_line(body[-1].text)
    printed = [found for found in _printed("date", blocks) if found.day]
    if line is None or not printed:
        return tuple(body), ()
    same = (line.found.month, line.found.day) == (printed[0].month, printed[0].day)
    if not same or line.found.year not in (None, printed[0].year):
        return tuple(body), ()
    cut = Cut(body[-1].text, "closing date line: repeats the date above")
    return tuple(body[:-1]), (cut,)


def _title(blocks: Sequence[Block]) -> tuple[str, str]:
    for block in blocks:
        if block.role == "title" and block.text.strip(WHITE):
            return block.text, f"title: {block.rule}"
    for block in blocks:
        if block.role == "heading":
            return block.text, "title: the first heading, for want of a title"
    return "", "title: none found"


def _first(blocks: Sequence[Block], role: str) -> str | None:
    """The text of a role; of several blocks, one line each."""
    texts = [block.text for block in blocks if block.role == role and block.text.strip(WHITE)]
    return "\n".join(texts) or None


def _printed(role: str, blocks: Sequence[Block]) -> list[Printed]:
    """The dates printed in the blocks of a role; a time that stands in a block of its own
    ("16:20") belongs to the date before it."""
    found: list[Printed] = []
    for block in blocks:
        if block.role != role:
            continue
        clock = time_in(block.text)
        if clock and found and found[-1].time is None:
            found[-1] = replace(found[-1], time=clock, text=f"{found[-1].text} {block.text}")
        else:
            found.extend(dates_in(block.text))
    return found


def _dated(role: str, blocks: Sequence[Block]) -> Dated:
    found = next((printed for printed in _printed(role, blocks) if printed.year), None)
    if found is None:
        return Dated(None, "")
    block = next(block for block in blocks if block.role == role)
    basis = "from-url" if block.rule == "address" else "printed"
    return Dated(found.partial(basis), f"{role}: {basis} “{found.text}” ({block.rule})")


def _published(blocks: Sequence[Block], url: str, capture: Capture) -> Dated:
    """When it was published: a printed date; one without a year, with the year inferred; never
    a guess."""
    told = _dated("date", blocks)
    if told.when is not None:
        return replace(told, note=told.note.replace("date:", "published:", 1))
    printed = next(iter(_printed("date", blocks)), None)
    if printed is None:
        return Dated(None, "published: no date found", "no-date: the page prints no date")
    words = [block.text for block in blocks if block.role != "date"]
    when = inferred(printed, words, url, capture.headers)
    if when is None:
        return Dated(
            None,
            f"published: “{printed.text}” without a year",
            f"no-year: the page prints “{printed.text}” and nothing says of which year",
        )
    return Dated(
        when,
        f"published: {when.basis}, {when.evidence}",
        f"inferred-year: the page prints “{printed.text}” without a year; {when.evidence}",
    )


def _flags(title: str, published: Dated, written: Dated, spoken: Body) -> tuple[str, ...]:
    told = [] if title else ["no-title: the page has no title"]
    told += [dated.flag for dated in (published, written) if dated.flag]
    return tuple(dict.fromkeys((*told, *spoken.flags)))


def _numbers(blocks: Sequence[Block]) -> tuple[str, ...]:
    return tuple(f"number: {block.text}" for block in blocks if block.role == "number")


BRIEFING = re.compile(
    r"briefing|(?:press|news) conference|q\s?&\s?a|брифинг|пресс-конференц"
    r"|记者会|答记者问|例行记者|吹风会",
    re.I,
)
STATEMENT = re.compile(
    r"\bstatement|\bdeclaration|communiqu|заявлени|деклараци|коммюнике|声明|谈话|公报|发言人表态",
    re.I,
)
DOCUMENT = re.compile(
    r"^(?:Указ |Распоряжение |Федеральный закон|Постановление )"
    r"|(?:通知|意见|决定|条例|办法|批复|规定|方案|细则|命令|规划|令)$"
)
MESSAGE = re.compile(
    r"\bmessage|\btelegram|\bgreetings|\bcongratulat|\bcondolence|телеграмм|приветстви|поздравлени"
    r"|поздравил|соболезновани|послани[ею] |贺信|贺电|贺词|唁电|致电|慰问电",
    re.I,
)


def kind_of(title: str, spoken: Body, blocks: Sequence[Block]) -> str:
    """The kind of document: by its voices first, then by the words of its title.

    >>> kind_of("Greetings to Yuri Bashmet", voiced(()), ())
    'message'
    """
    modes = [passage.voice.mode for passage in spoken.passages if passage.voice]
    if modes:
        asked = "question" in modes
        return "briefing" if asked and BRIEFING.search(title) else "transcript"
    if DOCUMENT.search(title) or any(block.role == "number" for block in blocks):
        return "document"
    if MESSAGE.search(title):
        return "message"
    return "statement" if STATEMENT.search(title) else "release"
