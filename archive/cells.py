"""How is a row of a table written so that every program reads the same, and none runs it?

    >>> row(("a,b", "=1+1", "it's"))
    '"a,b",\\'=1+1,it\\'s\\r\\n'

RFC 4180. A cell that a spreadsheet would run as a formula is given a leading apostrophe (OWASP, CSV
injection), and so is one that begins with an apostrophe itself: one apostrophe taken off every cell
that has one gives all back verbatim.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
SHIELD = "'"


def row(cells: Iterable[str]) -> str:
    """Cells as a line, made harmless."""
    return written(harmless(cell) for cell in cells)


def written(cells: Iterable[str]) -> str:
    """Cells as a line, as they are."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"{SHIELD}{cell}" if cell.startswith((*FORMULA, SHIELD)) else cell
