"""What does an article say? Its text, of a plain file, an HTML page or a Word document.

    >>> read(b"<p>He said: <q>Yes.</q></p><script>x()</script><p>Second.</p>", "a.html")
    'He said: “Yes.”\\nSecond.'

Only what a reader sees, a paragraph a line; nothing is corrected. An article is not kept.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import ParseError

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from ..errors import ArchiveError

LARGEST = 2_000_000  # bytes of an article
UNPACKED = 50_000_000  # bytes a Word document may unpack to

_UNSEEN = re.compile("script|style|noscript|template|head|nav|footer|aside|form|button|svg")
_PARAGRAPH = re.compile(
    "p|div|br|li|ul|ol|h[1-6]|blockquote|article|section|main|header|tr|table|d[dt]|hr|figcaption|pre"
)
_WORD = b"PK\x03\x04"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|p|div|article|h1|blockquote)\b", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE
)


class Unreadable(ArchiveError):
    """An article that cannot be read; the sentence says why."""


def read(body: bytes, name: str = "") -> str:
    """The text of an article. `name` is its file's. Raises Unreadable."""
    if len(body) > LARGEST:
        raise Unreadable("the article is larger than 2 MB")
    if body.startswith(_WORD):
        return _word(body)
    if name.lower().endswith((".html", ".htm", ".xhtml")) or _PAGE.search(body[:4096]):
        return visible(_decoded(body))
    return _decoded(body)


def visible(page: str) -> str:
    """What a reader of an HTML page sees, a paragraph a line."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


def _decoded(body: bytes) -> str:
    """As UTF-8 or UTF-16 by their marks, as declared, as UTF-8; else it is not guessed."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(body, "utf-16")
    declared = _DECLARED.search(body[:4096])
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        if declared is None:
            raise Unreadable("the article is not in UTF-8; save it so") from None
    encoding = declared.group(1).decode("ascii").lower()
    return _as(body, {"gb2312": "gb18030", "gbk": "gb18030"}.get(encoding, encoding))


def _as(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable(
            f"the article is not in {encoding}, as it says; save it as UTF-8"
        ) from error


class _Reader(HTMLParser):
    """Gathers what is seen. <q> is drawn with marks, as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _UNSEEN.fullmatch(tag):
            self._unseen += 1
        elif _PARAGRAPH.fullmatch(tag):
            self._lines.append("")
        elif tag == "q":
            self._lines[-1] += "“"

    def handle_endtag(self, tag: str) -> None:
        if _UNSEEN.fullmatch(tag):
            self._unseen = max(0, self._unseen - 1)
        elif _PARAGRAPH.fullmatch(tag):
            self._lines.append("")
        elif tag == "q":
            self._lines[-1] += "”"

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._lines[-1] += re.sub(r"[ \t\r\n\f]+", " ", data)

    def text(self) -> str:
        """The lines that hold anything."""
        return "\n".join(line.strip(" ") for line in self._lines if line.strip())


def _word(body: bytes) -> str:
    """The paragraphs of a Word document (.docx), those of its tables too."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise Unreadable("the Word document unpacks to more than 50 MB")
        document = docx.Document(io.BytesIO(body))
        return "\n".join(_paragraphs(document))
    except (zipfile.BadZipFile, PackageNotFoundError, ParseError, KeyError, ValueError) as error:
        raise Unreadable("this is no Word document (.docx) that can be read") from error


def _paragraphs(holder: object) -> Iterator[str]:
    for part in holder.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)
        elif part.text.strip():
            yield part.text
