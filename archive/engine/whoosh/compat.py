"""What of Whoosh do we use, and which of its habits must be kept away from?

Everything of the library enters here. Its habits, each seen and pinned by a test in tests/engine:

* It never calls fsync and deletes the old generation at once: a commit of ours deletes nothing
  until its own manifest stands (seal.py).
* The newest TOC in the folder wins, be it a stray one, and it is a pickle, so that an index is
  code: no TOC is written or read, the manifest says which segments there are (codec.py).
* `update_document` twice for one key leaves two documents: replacing is done by us (writer.py).
* `refresh()`, AndNot across segments and block skipping give wrong answers: nothing is ever
  answered by its searchers and matchers (evaluate.py).
* A writer is poisoned by an exception and keeps its lock, and reads the TOC before it knows that
  no one else is writing: we take the lock first, and every failure cancels.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # 2.7.4 is of 2016: newer Pythons warn about some of its string literals when compiling it.
    warnings.simplefilter("ignore")
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.codec.base import (
        Codec,
        FieldWriter,
        PerDocumentReader,
        PerDocumentWriter,
        TermsReader,
    )
    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.fields import STORED, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.index import TOC, FileIndex
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo, TermNotFound
    from whoosh.util.filelock import FileLock, try_for
    from whoosh.writing import LockError, SegmentWriter

__all__ = [
    "STORED",
    "TEXT",
    "TOC",
    "Codec",
    "FieldWriter",
    "FileIndex",
    "FileLock",
    "FileStorage",
    "ListMatcher",
    "LockError",
    "PerDocumentReader",
    "PerDocumentWriter",
    "RamStorage",
    "Schema",
    "SegmentWriter",
    "SpaceSeparatedTokenizer",
    "TermInfo",
    "TermNotFound",
    "TermsReader",
    "W3Segment",
    "try_for",
]
