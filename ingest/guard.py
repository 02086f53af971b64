"""Would the parser lose some of this page? Asked before anything is read from its tree.

libxml2 stops at nesting depth 256 and at a text of ten million characters, and drops all that
follows, without an error. A linear scan finds what is too much for it; then it is asked itself.

    >>> guarded("<p>" + "<i>" * 400 + "deep").reasons[0].partition(":")[0]
    'too-deep'
    >>> guarded("<p>Good day.</p>") is None
    True
"""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from . import limits
from .page import Refusal
from .visible import squeezed, visible

_TAG_START = re.compile(r"<[a-zA-Z]")
_ATTRIBUTE = re.compile(r"""=\s{0,8}(?:"[^"]*+"|'[^']*+'|[^\s"'>]*+)|\s[^\s=>]++(?=[\s>])""")

_UNSEEN = frozenset(("script", "style", "template", "iframe", "noembed", "noframes"))


def guarded(html: str) -> Refusal | None:
    """Why the parser cannot be trusted with this page (quarantined); None when it can."""
    return _bombs(html) or _lost(html)


def _bombs(html: str) -> Refusal | None:
    """Too many tags, too many attributes in one, too long a text between two."""
    place = tags = 0
    while (found := html.find("<", place)) >= 0:
        if found - place >= limits.TEXT_NODE:
            return _refused("long-text", f"A text has {found - place:,} characters in one piece.")
        place = found + 1
        if not _TAG_START.match(html, found):
            continue
        tags += 1
        if tags > limits.TAGS:
            return _refused("too-many-tags", f"There are more than {limits.TAGS:,} tags.")
        end = html.find(">", found)
        end = len(html) if end < 0 else end
        if end - found > limits.ATTRIBUTES:
            number = html.count("=", found, end) + html.count(" ", found, end)
            number = len(_ATTRIBUTE.findall(html, found, end + 1)) if number > 100 else number
            if number > limits.ATTRIBUTES:
                return _refused("too-many-attributes", f"A tag has {number:,} attributes.")
            place = end
    if len(html) - place >= limits.TEXT_NODE:
        return _refused("long-text", f"A text has {len(html) - place:,} characters in one piece.")
    return None


def _lost(html: str) -> Refusal | None:
    """What the parser says it could not hold, and whether its letters are those of the page."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html.encode(), parser)
    except etree.LxmlError as error:
        return _refused("not-parsed", f"The parser gave up: {_line(str(error))}.")
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            return _refused("too-deep", f"The parser stopped: {_line(entry.message)}.")
    seen = unescape(visible(html))
    kept = "" if root is None else "".join(_texts(root))
    lost = len(squeezed(seen)) - len(squeezed(kept))
    if lost > max(200, limits.LOST * len(squeezed(seen))):
        return _refused("text-lost", f"The parser loses {lost:,} of {len(seen):,} characters.")
    return None


def _texts(root):
    """The texts of a tree, in order, without those no visitor sees; no recursion."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.tag not in _UNSEEN:
            yield element.text or ""
        elif event == "end":
            yield element.tail or ""


def _line(text: str) -> str:
    return " ".join(text.split())[:200].rstrip(".")


def _refused(code: str, sentence: str) -> Refusal:
    return Refusal("quarantined", (f"{code}: {sentence}",))
