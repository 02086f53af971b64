"""How does Whoosh see our arrays? A codec: its index, writer, segments and locks; our postings.

One segment is one file, `MAIN_<random>.arrays` (segment.py); a Whoosh document is a turn, numbered
as there. Its table of contents is made from the manifest (seal.py), not read from a file: Whoosh's
own is a pickle, and who writes a pickle decides what the program does. Whoosh's own reader can look
into such an index, which a test uses as a second opinion; questions are never answered that way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from ..plan import FIELDS
from .compat import (
    STORED,
    TEXT,
    TOC,
    Codec,
    FieldWriter,
    FileIndex,
    FileStorage,
    ListMatcher,
    PerDocumentReader,
    PerDocumentWriter,
    RamStorage,
    Schema,
    SpaceSeparatedTokenizer,
    TermInfo,
    TermNotFound,
    TermsReader,
    W3Segment,
)
from .segment import Postings, Segment, decoded, opened

SUFFIX = ".arrays"
INDEX = "MAIN"


def schema() -> Schema:
    """The fields of a turn, as Whoosh names them."""
    words = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in FIELDS}
    return Schema(id=STORED, number=STORED, **words)


def fresh_name() -> str:
    """A name for a segment's file, drawn by lot."""
    return f"{INDEX}_{W3Segment._random_id()}{SUFFIX}"


class SealedSegment(W3Segment):
    """A segment as Whoosh knows it: the file it is in, and a mask of which of its turns live."""

    def __init__(self, codec: Codec, file: str, mask: np.ndarray) -> None:
        name = file.removeprefix(f"{INDEX}_").removesuffix(SUFFIX)
        super().__init__(codec, INDEX, len(mask), segid=name)
        self.file, self.mask = file, mask

    def deleted_count(self) -> int:
        return len(self.mask) - int(np.count_nonzero(self.mask))

    def deleted_docs(self) -> Iterator[int]:
        return iter(np.flatnonzero(~self.mask).tolist())

    def is_deleted(self, docnum: int) -> bool:
        return not self.mask[docnum]


class Folder(FileStorage):
    """Whoosh's folder, without the one inside for temporary files, which our writer has none of."""

    def temp_storage(self, name: str | None = None) -> RamStorage:
        return RamStorage()


class GenerationIndex(FileIndex):
    """A Whoosh index of the segments told, not of the newest TOC that lies about."""

    def __init__(self, folder: Path, generation: int, segments: Iterable[SealedSegment]) -> None:
        self.storage = Folder(str(folder))
        self.indexname = INDEX
        self._schema = schema()
        self._toc = TOC(self._schema, list(segments), generation)

    def latest_generation(self) -> int:
        return self._toc.generation

    def _read_toc(self) -> TOC:
        return self._toc


class ArrayCodec(Codec):
    """Postings, labels and dates as arrays in one file a segment."""

    length_stats = False  # lengths are written with the postings

    def per_document_writer(self, storage: FileStorage, segment: W3Segment) -> PerDocumentWriter:
        return TurnWriter()

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> FieldWriter:
        return ArrayWriter(storage, segment)

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> TermsReader:
        return ArrayTerms(_segment(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: W3Segment) -> PerDocumentReader:
        return Turns(_segment(storage, segment), segment)

    def new_segment(self, storage: FileStorage, indexname: str) -> W3Segment:
        return W3Segment(self, indexname)

    def postings_writer(self, dbfile: object, byteids: bool = False) -> None:
        raise NotImplementedError("postings are written as arrays, a segment at a time")

    def postings_reader(self, *_: object, **__: object) -> None:
        raise NotImplementedError("postings are read as arrays")


def _segment(storage: FileStorage, segment: W3Segment) -> Segment:
    return opened(Path(storage.folder) / segment.make_filename(SUFFIX))


class TurnWriter(PerDocumentWriter):
    """What Whoosh keeps per document is in the arrays already: nothing is left to write."""

    is_closed = False

    def close(self) -> None:
        self.is_closed = True


Written = Callable[[BinaryIO], None]
"""Writes a segment into a file."""


class ArrayWriter(FieldWriter):
    """Writes a segment's file. Of a segment without turns there is none."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        self._path = Path(storage.folder) / segment.make_filename(SUFFIX)
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: None, items: Written) -> None:
        """`items` writes the arrays: our pool gives it in the place of a row of postings."""
        with open(self._path, "wb") as file:
            items(file)

    def close(self) -> None:
        self.is_closed = True


class ArrayTerms(TermsReader):
    """The terms of a segment, for Whoosh."""

    def __init__(self, segment: Segment) -> None:
        self._fields = segment.fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._fields and self._fields[field].lexicon.find(text) >= 0

    def indexed_field_names(self) -> list[str]:
        return list(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._fields):
            yield from ((field, text) for text in self._fields[field].lexicon.all())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        field = self._fields[fieldname]
        turns, often = self._counted(field, text)
        length = field.length[turns]
        return TermInfo(
            float(often.sum()),
            len(turns),
            int(length.min()),
            int(length.max()),
            float(often.max()),
            int(turns[0]),
            int(turns[-1]),
        )

    def matcher(
        self, fieldname: str, text: bytes, format_: object, scorer: object = None
    ) -> ListMatcher:
        turns, often = self._counted(self._fields[fieldname], text)
        return ListMatcher(
            turns.tolist(),
            often.astype(float).tolist(),
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _counted(self, field: Postings, text: bytes) -> tuple[np.ndarray, np.ndarray]:
        turns, often = field.counted(decoded(text))
        if not len(turns):
            raise TermNotFound(text)
        return turns, often


class Turns(PerDocumentReader):
    """The turns of a segment, for Whoosh."""

    def __init__(self, segment: Segment, sealed: W3Segment) -> None:
        self._segment, self._sealed = segment, sealed
        self.doc_count = sealed.doc_count
        self.doc_count_all = sealed.doc_count_all
        self.has_deletions = sealed.has_deletions
        self.is_deleted = sealed.is_deleted
        self.deleted_docs = sealed.deleted_docs

    def stored_fields(self, docnum: int) -> dict[str, object]:
        document = int(self._segment.document[docnum])
        number = int(self._segment.number[docnum])
        return {"id": decoded(self._segment.ids[document]), "number": number}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def _lengths(self, field: str) -> np.ndarray:
        return self._segment.fields[field].length
