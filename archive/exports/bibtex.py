r"""How is a record written for BibTeX and biblatex?

    >>> braced("50 % {of} C:\\temp")
    '{50 \\% \\textbraceleft{}of\\textbraceright{} C:\\textbackslash{}temp}'

Everything that LaTeX or BibTeX would take for its own is written as the command that prints it, so
that no title opens or closes a field. Names that must not be cut stand in braces of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from urllib.parse import quote

from ..citations.cited import Contributor
from ..citations.reference import Reference

ESCAPES = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
LIGATURES = (("--", "-{}-"), ("``", "`{}`"), ("''", "'{}'"))
"""Signs that LaTeX would print as others when they stand together."""

URL_SAFE = "%/:?#[]@!$&'()*+,;=~"
LANGUAGES = MappingProxyType({"ru": "russian", "zh": "chinese", "en": "english"})


def entry(record: Reference) -> str:
    """A record as an entry of type misc, which every BibTeX knows; one line a field."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record))
    return f"@misc{{{record.key},\n{fields}}}\n"


def braced(text: str) -> str:
    """A text as a field's value."""
    escaped = "".join(ESCAPES.get(sign, sign) for sign in text)
    for signs, apart in LIGATURES:
        while signs in escaped:
            escaped = escaped.replace(signs, apart)
    return f"{{{escaped}}}"


def _fields(record: Reference) -> Iterator[tuple[str, str]]:
    authors = [_name(one) for one in record.authors]
    if record.body:
        authors.append(braced(record.body))
    if authors:
        yield "author", f"{{{' and '.join(authors)}}}"
    yield "title", f"{{{braced(record.title)}}}"
    if record.published:
        yield "date", f"{{{record.published}}}"
        yield "year", f"{{{record.published[:4]}}}"
    if record.published and len(record.published) > 4:
        yield "month", f"{{{int(record.published[5:7])}}}"
    if record.occurred:
        yield "eventdate", f"{{{record.occurred}}}"
    for name, value in (
        ("venue", record.place),
        ("howpublished", record.genre),
        ("organization", None if record.body else record.publisher),
        ("note", record.note),
    ):
        if value:
            yield name, braced(value)
    yield "language", braced(LANGUAGES.get(record.language.partition("-")[0], record.language))
    yield "url", f"{{{quote(record.url, safe=URL_SAFE)}}}"
    yield "urldate", f"{{{record.accessed.isoformat()}}}"


def _name(one: Contributor) -> str:
    name = one.name
    if not name.parted:
        return braced(name.printed)
    return f"{braced(name.family)}, {braced(' '.join(name.given))}"
