"""Which document does an address name that was pasted into the search box? One of a source's page,
or one of this site's.

    >>> own("https://harbin.example/ru/d/kremlin-en-74048#p3"), own("/zh/d/kremlin-en-74048/v/2")
    ('kremlin-en-74048', 'kremlin-en-74048')
    >>> own("/en/q/kremlin-en-74048.2.3:10-3:40.0f3a"), own("мост")
    ('kremlin-en-74048', None)

An id is made of its source and the page's number or the digest of its address (DESIGN, Contracts),
so the few ids it may have are looked up, and the address kept with the document decides: the same
one; else, for a source has several addresses for a page (kremlin.ru/d/76428, …/news/76428), the
number at the same host; else that at the host of another language, whose pages are numbered alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from .document import Document
from .store import Store

_OWN = re.compile(
    r"(?:https?://[^/\s]+)?/(?:(?:ru|zh|en)/[dq]|api/v1/documents)/([a-z0-9][a-z0-9-]{0,199})"
    r"(?:[/.?#]\S*)?"
)
_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?/\S+|local:\S+")
_NUMBER = re.compile(r"\d{2,}(?:[_-]\d+)*")
_LONGEST = 500
_PARTS = 8  # of the end of a path that may number a page: en/press/2024-08-21


def named(text: str, store: Store, sources: Iterable[str]) -> str | None:
    """The id of the document that a text is an address of; None where it is none, or of nothing
    here."""
    text = text.strip()
    if len(text) > _LONGEST or not (_OWN.fullmatch(text) or _URL.fullmatch(text)):
        return None
    mine = own(text)
    if mine:
        return mine if mine in store.many((mine,)) else None
    ids = tuple(dict.fromkeys(_ids(text, tuple(sources))))
    kept = {id: stored.document for id, stored in store.many(ids).items()}
    for rule in (_same, _same_number, _same_in_another_language):
        same = [id for id, document in kept.items() if rule(document, text)]
        if same:
            return same[0] if len(same) == 1 else None
    return None


def own(text: str) -> str | None:
    """The id in an address of a page of ours, of a document or of words of it."""
    found = _OWN.fullmatch(text.strip())
    return found[1] if found else None


def _ids(text: str, sources: tuple[str, ...]) -> Iterator[str]:
    path = _path(text)
    parts = [part for part in re.split(r"[^a-z0-9]+", path.lower()) if part]
    ends = ["-".join(parts[-count:]) for count in range(1, min(_PARTS, len(parts)) + 1)]
    keys = [*_numbers(path), *ends, *map(_digest, _spellings(text))]
    for source in sources:
        for key in keys:
            yield f"{source}-{key}"


def _spellings(text: str) -> Iterator[str]:
    """How the same address may have been written when it was kept."""
    bare = re.sub(r"^https?://", "", text).partition("#")[0]
    for rest in dict.fromkeys((bare, bare.partition("?")[0])):
        for ending in dict.fromkeys((rest, rest.rstrip("/"), f"{rest.rstrip('/')}/")):
            yield from (f"{scheme}{ending}" for scheme in ("", "http://", "https://"))


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf8", "surrogatepass")).hexdigest()[:10]


def _path(url: str) -> str:
    return urlsplit(url if "//" in url else f"//{url}").path


def _numbers(path: str) -> list[str]:
    """The numbers in a path, as they stand in an id."""
    return [number.replace("_", "-") for number in _NUMBER.findall(path)]


def _same(document: Document, typed: str) -> bool:
    """Whether two addresses are of one page: all but the scheme, "www.", and what follows the page
    proper (its question and fragment only where the kept one has none)."""
    mine, theirs = _plain(document.url), _plain(typed)
    return mine == theirs or ("?" not in mine and theirs.partition("?")[0].rstrip("/") == mine)


def _same_number(document: Document, typed: str) -> bool:
    """Whether both addresses end with the number the document has its id from, at one host."""
    same_host = _host(document.url) == _host(typed)
    ends = {(_numbers(_path(url)) or [""])[-1] for url in (document.url, typed)}
    return same_host and ends == {document.id.removeprefix(f"{document.source}-")}


def _same_in_another_language(document: Document, typed: str) -> bool:
    """The same where one host is that of the English pages: en.kremlin.ru."""
    return _same_number(replace(document, url=_english(document.url)), _english(typed))


def _english(url: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?en\.", r"\1", url)


def _host(url: str) -> str:
    return _plain(url).partition("/")[0]


def _plain(url: str) -> str:
    bare = re.sub(r"^https?://", "", url).partition("#")[0].removeprefix("www.").rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path
