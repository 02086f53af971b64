"""How do entries become arrays? They are gathered loose, in the order they come, then arranged.

`Gathering` takes entries one by one and keeps numbers only: a term is a code, a token a pair of
integers. `Loose` is what is arranged (arrange.py) into a segment: from a gathering here, and from
older segments when they are merged (merge.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from collections.abc import Sequence as Row
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ...analysis.token import Token
from .. import Entry
from ..periods import period_labels
from ..plan import FACETS, FIELDS
from .segment import encoded


@dataclass(frozen=True, slots=True)
class LooseBearers:
    """Pairs in any order: term number `codes[i]` (of `terms`) is borne by turn `turns[i]`."""

    terms: list[bytes]
    codes: np.ndarray
    turns: np.ndarray


@dataclass(frozen=True, slots=True)
class LooseField(LooseBearers):
    """The same with positions in the turn; for each turn the positions it spans, its length."""

    positions: np.ndarray
    span: np.ndarray
    length: np.ndarray


@dataclass(frozen=True, slots=True)
class Loose:
    """Documents in any order, each with a run of turns: `counts[d]` turns, `live[d]` whether it
    is to be taken along."""

    ids: list[bytes]
    live: np.ndarray
    first: np.ndarray
    last: np.ndarray
    counts: np.ndarray
    number: np.ndarray
    fields: dict[str, LooseField]
    facets: dict[str, LooseBearers]


class Codes(dict):
    """Terms numbered in the order they are first met."""

    def __missing__(self, term: str) -> int:
        self[term] = code = len(self)
        return code


class _Borne:
    """One facet's pairs as they come: told of every turn once, in order."""

    def __init__(self) -> None:
        self.codes = Codes()
        self.code, self.counts = array("i"), array("i")

    def add(self, values: Collection[str]) -> None:
        self.code.extend(map(self.codes.__getitem__, values))
        self.counts.append(len(values))

    def terms(self) -> list[bytes]:
        return [encoded(term) for term in self.codes]

    def turns(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.counts), dtype=np.int32), self.counts)

    def loose(self) -> LooseBearers:
        return LooseBearers(self.terms(), _ints(self.code), self.turns())


class _Written(_Borne):
    """One field's pairs as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.position, self.size = array("i"), array("i")  # of each token: place, terms
        self.span, self.length = array("i"), array("i")

    def add_tokens(self, tokens: Row[Token]) -> None:
        terms = [token.terms for token in tokens]
        self.add([*chain.from_iterable(terms)])
        self.size.extend(map(len, terms))
        positions = [token.position for token in tokens]
        self.position.extend(positions)
        self.span.append(max(positions, default=-1) + 1)
        self.length.append(len(tokens))

    def loose(self) -> LooseField:
        pairs = (self.terms(), _ints(self.code), self.turns())
        positions = np.repeat(_ints(self.position), self.size)
        return LooseField(*pairs, positions, _ints(self.span), _ints(self.length))


class Gathering:
    """Takes entries; of an id given twice only the last is live."""

    def __init__(self) -> None:
        self._newest: dict[str, int] = {}
        self._ids: list[str] = []
        self._first, self._last, self._counts = array("i"), array("i"), array("i")
        self._number = array("i")
        self._fields = {name: _Written() for name in FIELDS}
        self._facets = {name: _Borne() for name in FACETS}

    def add(self, entry: Entry) -> None:
        """Takes an entry (without turns too: it then only undoes an earlier one)."""
        self._newest[entry.id] = len(self._ids)
        self._ids.append(entry.id)
        self._first.append(entry.days[0])
        self._last.append(entry.days[1])
        self._counts.append(len(entry.turns))
        periods = period_labels(entry.days)
        for turn in sorted(entry.turns, key=lambda turn: turn.number):
            self._number.append(turn.number)
            for name, written in self._fields.items():
                written.add_tokens(turn.tokens.get(name, ()))
            for name, borne in self._facets.items():
                period = periods.get(name)
                borne.add((period,) if period else turn.labels.get(name, ()))

    def pairs(self) -> int:
        """How many pairs of term and position there are."""
        return sum(len(written.code) for written in self._fields.values())

    def ids(self) -> tuple[str, ...]:
        """The ids given, each once."""
        return tuple(self._newest)

    def loose(self) -> Loose:
        """All that was gathered."""
        live = np.zeros(len(self._ids), bool)
        live[list(self._newest.values())] = True
        counts = _ints(self._counts)
        return Loose(
            [encoded(id) for id in self._ids],
            live & (counts > 0),
            _ints(self._first),
            _ints(self._last),
            counts,
            _ints(self._number),
            {name: written.loose() for name, written in self._fields.items()},
            {name: borne.loose() for name, borne in self._facets.items()},
        )


def _ints(numbers: array) -> np.ndarray:
    return np.array(numbers, np.int32)
