"""What does a visitor see of this markup, roughly? Text without tags, by one scan.

Independent of the parser on purpose: it judges what the parser kept.

    >>> visible("<p title='a > b'>One<br>two <script>var x = '<p>three';</script>&lt;four&gt;")
    ' One two  &lt;four&gt;'
    >>> squeezed(" a  b\\n")
    'ab'
"""

from __future__ import annotations

import re
from functools import lru_cache

TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
"""A tag: whether it ends an element, and its name. Possessive: it never goes back."""

RAW = ("script", "style", "template", "iframe", "noembed", "noframes")
"""Elements whose content no visitor reads."""

_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in RAW}
_WHITE = re.compile(r"[ \t\n\r\f]+")


@lru_cache(maxsize=2)  # the page at hand is asked several times
def visible(html: str) -> str:
    """The text between tags, a space for each tag, without scripts, styles and comments.
    References (&amp;nbsp;) stay as they are written."""
    pieces = []
    place = 0
    while (found := html.find("<", place)) >= 0:
        pieces.append(html[place:found])
        place, piece = _after(html, found)
        pieces.append(piece)
    pieces.append(html[place:])
    return "".join(pieces)


def squeezed(text: str) -> str:
    """The text without ASCII white space, which HTML may add, fold and drop; nothing else goes."""
    return _WHITE.sub("", text)


def _after(html: str, start: int) -> tuple[int, str]:
    """Where the tag, comment or raw element that begins here ends, and what it reads as."""
    if html.startswith("<!--", start):
        return _past(html, "-->", start + 2), " "
    if html.startswith(("<!", "<?"), start):
        return _past(html, ">", start), " "
    tag = TAG.match(html, start)
    if tag is None:
        return start + 1, "<"
    name = tag[2].lower()
    if name in _ENDS and not tag[1]:
        end = _ENDS[name].search(html, tag.end())
        return (end.start() if end else len(html)), " "
    return tag.end(), " "


def _past(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return found + len(mark) if found >= 0 else len(html)
