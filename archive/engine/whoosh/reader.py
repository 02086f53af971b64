"""Who answers from a generation? Whoever knows which: the engine, or a reader that holds one."""

from __future__ import annotations

from ...errors import EngineUnavailable
from .. import IndexState, Question, Results, TermCount
from ..deadline import Clock, Deadline
from . import answer, vocabulary
from .guard import GUARDED
from .snapshot import Snapshot


class Answering:
    """See Reader: every answer is of the snapshot that is current for who answers."""

    _clock: Clock

    def _current(self) -> Snapshot:
        raise NotImplementedError

    def search(self, question: Question) -> Results:
        """See Reader."""
        with GUARDED:
            return answer.answer(question, self._current(), Deadline(self._clock, question.seconds))

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See Reader."""
        with GUARDED:
            return answer.terms(self._current(), field, prefix, limit)

    def frequent(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """See Reader."""
        with GUARDED:
            return vocabulary.frequent(self._current(), field, prefix, limit)

    def similar(self, field: str, term: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        """See Reader."""
        with GUARDED:
            return vocabulary.similar(self._current(), field, term, edits, limit)

    def state(self) -> IndexState:
        """See Reader."""
        with GUARDED:
            sealed = self._current().manifest
        return IndexState(
            sealed.seq, sealed.fingerprint, sealed.documents, sealed.turns, sealed.history
        )


class WhooshReader(Answering):
    """One generation for as long as it is held. Its files may be deleted meanwhile: their maps
    stay. What is written over a file shows in its map, though, and is looked for each time."""

    def __init__(self, snapshot: Snapshot, clock: Clock) -> None:
        self._snapshot = snapshot
        self._clock = clock

    def _current(self) -> Snapshot:
        if any(live.written_over() for live in self._snapshot.segments):
            raise EngineUnavailable("damaged: a file of the index was written over")
        return self._snapshot
