"""What does a page say its encoding is, and what does that name mean?

Names are read as browsers read them (WHATWG Encoding Standard, https://encoding.spec.whatwg.org):
gb2312 is gb18030, iso-8859-1 is windows-1252. utf-7 and the escape codes are never read.

    >>> codec_of("GB2312"), codec_of("latin1"), codec_of("x-sjis"), codec_of("utf-7")
    ('gb18030', 'windows-1252', 'shift_jis', None)
    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', {})
    (Label(name='koi8-r', source='meta'),)
    >>> declared(b'<script src="/gb2312.js" charset="gb2312"></script>', {})
    ()
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

PRESCAN = 16_384
"""Bytes in which a declaration is looked for; the standard says 1,024, saved pages say it later."""

_SAME = {
    "utf-8": "utf8 utf-8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8",
    "windows-1252": (
        "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 ascii "
        "us-ascii ansi_x3.4-1968 cp819 ibm819 x-user-defined"
    ),
    "windows-1251": "windows-1251 cp1251 x-cp1251 win-1251 win1251 cp-1251",
    "windows-1250": "windows-1250 cp1250 x-cp1250",
    "windows-1253": "windows-1253 cp1253 x-cp1253",
    "windows-1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 latin5",
    "koi8-r": "koi8-r koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "ibm866": "ibm866 866 cp866 csibm866 dos-866",
    "iso-8859-2": "iso-8859-2 iso8859-2 latin2 l2",
    "iso-8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic iso-ir-144",
    "iso-8859-7": "iso-8859-7 iso8859-7 greek",
    "iso-8859-15": "iso-8859-15 iso8859-15 latin9 l9",
    "x-mac-cyrillic": "x-mac-cyrillic mac-cyrillic maccyrillic x-mac-ukrainian",
    "gb18030": (
        "gb18030 gb2312 gb_2312 gb_2312-80 gb2312-80 gbk x-gbk cp936 ms936 windows-936 chinese "
        "csgb2312 csiso58gb231280 iso-ir-58 euc-cn x-euc-cn"
    ),
    "big5": "big5 big5-hkscs big5hkscs big-5 cn-big5 csbig5 x-x-big5 cp950",
    "shift_jis": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 cp932 windows-31j csshiftjis",
    "euc-jp": "euc-jp x-euc-jp eucjp",
    "euc-kr": "euc-kr euckr korean ks_c_5601-1987 ksc5601 windows-949 cp949",
    "utf-16le": "utf-16le utf-16-le utf-16 utf16 unicode ucs-2 csunicode unicodefeff",
    "utf-16be": "utf-16be utf-16-be unicodefffe",
}

_CODECS = {
    "ibm866": "cp866", "x-mac-cyrillic": "mac-cyrillic", "big5": "big5hkscs",
    "shift_jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip
"""What Python calls an encoding of the standard, where it is not the same name."""

_NAMES = {label: name for name, labels in _SAME.items() for label in labels.split()}

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
"""Byte order marks; UTF-32 is not for pages (as in the standard)."""

_ATTRIBUTE = rb"""charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w.:()-]{1,40})"""
_COMMENT = re.compile(rb"<!--.*?-->|<(script|style)\b.*?</\1", re.DOTALL | re.IGNORECASE)
_META = re.compile(rb"<meta\b[^<>]{0,600}?[\s\"';]" + _ATTRIBUTE, re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml\b[^<>]{0,200}?\bencoding\s{0,8}=\s{0,8}["']([\w.:-]{1,40})""")
_HTTP = re.compile(_ATTRIBUTE.decode(), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A declared encoding as it is written, and where: "HTTP", "meta" or "XML"."""

    name: str
    source: str


def codec_of(label: str) -> str | None:
    """The standard's name of a labelled encoding, in lower case; None when it is never read."""
    return _NAMES.get(label.strip().lower())


def read_as(body: bytes, encoding: str) -> str | None:
    """The text, when all bytes are of this encoding; None otherwise. Nothing is replaced."""
    try:
        return body.decode(_CODECS.get(encoding, encoding))
    except (UnicodeError, LookupError):
        return None


def mark_of(body: bytes) -> tuple[bytes, str | None] | None:
    """The byte order mark and its encoding (None: one we do not read); None without a mark."""
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return mark, encoding
    return None


def declared(body: bytes, headers: Mapping[str, str]) -> tuple[Label, ...]:
    """What the page declares, the strongest first: the HTTP header, then meta or XML.

    A meta in a comment or a script is no declaration; one that says utf-16 means utf-8, because
    it could be read as ASCII (the standard's rule).
    """
    labels = []
    for name, value in headers.items():
        found = _HTTP.search(value) if name.lower() == "content-type" else None
        if found:
            labels.append(Label(found[1], "HTTP"))
    start = body[:PRESCAN]
    for pattern, source in ((_XML, "XML"), (_META, "meta")):
        text = start if source == "XML" else _COMMENT.sub(b" ", start)
        found = pattern.match(text) if source == "XML" else pattern.search(text)
        if found:
            name = found[1].decode("ascii", "replace")
            utf_16 = (codec_of(name) or "").startswith("utf-16")
            labels.append(Label("utf-8" if utf_16 else name, source))
    return tuple(labels)
