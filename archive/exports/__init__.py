"""How does a whole result leave the archive? Written piece by piece, never cut, with a manifest.

`formats` has the forms (tables, TEI, records for reference managers), `selection` what is taken and
in which state of the archive, `manifest` the account of it, `files` how a file is written that a
kill cannot spoil.

    >>> from archive.exports import FORMATS
    >>> [*FORMATS]
    ['jsonl', 'csv', 'csv-excel', 'text', 'tei', 'bibtex', 'ris', 'csl-json']
"""

from __future__ import annotations

from .files import Outcome
from .files import write as write_file
from .formats import FORMATS, Format, Means, written
from .manifest import manifest, parts
from .selection import Selection, documents, selected
from .tables import COLUMNS, lines

__all__ = [
    "COLUMNS",
    "FORMATS",
    "Format",
    "Means",
    "Outcome",
    "Selection",
    "documents",
    "lines",
    "manifest",
    "parts",
    "selected",
    "write_file",
    "written",
]
