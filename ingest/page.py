"""The stages of reading a page, each a type of its own; all frozen, none half filled.

Capture (bytes) → Page (text) → Cleaned (blocks with roles) → Reading (a document and why).
Any stage may end in a Refusal instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from archive.document import Document

RECIPE = "reading-1"
"""Names the rules that turn bytes into a document; raised whenever a reading may come out
differently, so that unchanged bytes are read again."""

SOURCE_HEADER = "harbin-source"
"""The header under which a source said by hand (harbin add --source) is kept with the bytes."""

ROLES = (
    "title", "summary", "date", "place", "section", "credit", "number", "written",
    "heading", "text", "note", "separator",
)  # fmt: skip
"""What a block is on its page. `date` is when it was published, `written` when it was signed
(成文日期), `number` its official number (文号), `section` the site's own section; the last four
make the body. `separator` is "* * *" or a rule: seen by structure, then dropped."""


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes and whence. `input` as in archive.store.Provenance; `url` None when the bytes came
    without an address (the page may say its own); `fetched` aware UTC."""

    input: str
    url: str | None
    fetched: datetime
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """Decoded text. `encoding` the codec used, `evidence` why ("BOM", "meta: gb2312 → gb18030",
    "strict UTF-8", "detector: windows-1251, plausible 0.98"); `html` whether it is markup."""

    input: str
    url: str | None
    encoding: str
    evidence: str
    html: bool
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page, verbatim: `role` one of ROLES, `text` as it reads, `lead` the bold
    start of a paragraph (a label, perhaps; a prefix of text or ""), `rule` what chose the role."""

    role: str
    text: str
    lead: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """What was on the page and is not in the document, and the rule that left it out. `text` is
    the visible text (share blocks, view settings, breadcrumbs), never script or style."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page as blocks, in the order of the page. `source` the site's name; `url` the page's
    canonical address (or the capture's, or local:SOURCE/relative/path); `language` the site's or
    the page's own word ("en", "ru", "zh"; None: to be told from the text); `flags` doubts about
    what was taken for the document, as "code: a sentence"."""

    source: str
    url: str
    language: str | None
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and why it reads so: `rules` one a passage, in order, what made it and its
    voice; `notes` further decisions ("published: printed date line …"). Flags are in the
    document."""

    document: Document
    rules: tuple[str, ...]
    cuts: tuple[Cut, ...]
    notes: tuple[str, ...]
    encoding: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a capture is not a document: `outcome` "skipped" (a listing, a style sheet),
    "quarantined" (a person must look) or "rejected" (cannot be an input); `reasons` as
    "code: a sentence"."""

    outcome: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A source as data: how its pages are recognised and which node is what.

    `selectors` maps a role to CSS selectors, tried in order, the first that finds something
    stands; `body` names the node(s) whose block elements become the body; `cut` are (selector,
    rule name) of what is left out inside and around it; `listing` selectors that only a listing
    has; `address` a regular expression with a group `number` in the URLs that are documents;
    `marks` are strings one of which is in the page's head when it has no URL (og:site_name …).
    `refine` may mend the blocks of a page (split "date, place" lines and the like).
    """

    name: str
    hosts: tuple[str, ...]
    language: str | None
    selectors: Mapping[str, tuple[str, ...]]
    body: tuple[str, ...]
    cut: tuple[tuple[str, str], ...] = ()
    listing: tuple[str, ...] = ()
    address: str = ""
    marks: tuple[str, ...] = ()
    refine: Callable[[tuple[Block, ...]], tuple[Block, ...]] | None = None
