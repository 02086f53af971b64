"""How does a citation become text and HTML? It is a row of runs; both are made of the same row.

>>> row = (Run("Lesnoy, I. "), Run("Rivers & <banks>", "title"), Run(". https://x.example/1"))
>>> plain(row)
'Lesnoy, I. Rivers & <banks>. https://x.example/1'
>>> html((Run("I. "), Run("A&B", "title"), Run("https://x.example/?a&b", "link")), "en")
'<span lang="en">I. <i>A&amp;B</i><a href="https://x.example/?a&amp;b">https://x.example/?a&amp;b</a></span>'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+\b(?!\.)")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a citation; `role` is "" or "title" (set in italics) or "link"."""

    text: str
    role: str = ""


Row = tuple[Run, ...]


def row(*pieces: str | Run) -> Row:
    """Runs of these, empty ones left out."""
    runs = (piece if isinstance(piece, Run) else Run(piece) for piece in pieces)
    return tuple(run for run in runs if run.text)


def plain(runs: Iterable[Run]) -> str:
    """The text of a row."""
    return "".join(run.text for run in runs)


def html(runs: Iterable[Run], language: str) -> str:
    """A row as HTML, in its language, everything escaped; only web addresses become links."""
    return f'<span lang="{escape(language)}">{"".join(map(_marked, runs))}</span>'


def _marked(run: Run) -> str:
    shown = escape(run.text)
    if run.role == "title":
        return f"<i>{shown}</i>"
    if run.role == "link" and run.text.startswith(("http://", "https://")):
        return f'<a href="{shown}">{shown}</a>'
    return shown


def sentence(text: str, stop: str = ".") -> str:
    """The text with a full stop, unless it ends in a sign that ends a sentence.

    >>> sentence("Что делать?"), sentence("Форум"), sentence("б. г.")
    ('Что делать?', 'Форум.', 'б. г.')
    """
    ended = text.rstrip("”“»’").endswith((".", "!", "?", "…", "。", "！", "？"))
    return text if ended else text + stop


def shortened(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit, and "[…]".

    >>> shortened("A forum of two cities", 12), shortened("论坛论坛论坛", 4)
    ('A forum of […]', '论坛论坛 […]')
    """
    if len(text) <= most:
        return text
    words, _, _ = text[: most + 1].rpartition(" ")
    return f"{words if len(words) > most // 2 else text[:most]} […]"


def capital(text: str) -> str:
    """The text with a capital first letter; the name of a host stays as it is.

    >>> capital("press release"), capital("press.example, May 2024")
    ('Press release', 'press.example, May 2024')
    """
    if HOST.match(text):
        return text
    return text[:1].upper() + text[1:]
