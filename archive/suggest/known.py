"""What is asked of the index again with every letter typed? Names, and Chinese words by their first
character: remembered until the index or the authority file changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from ..analysis import WORDS
from ..engine import IndexState, Question, Reader, TermCount
from ..labels import FIELDS, Labels
from ..people import People, Person, plain

_SAME_START = 60  # Chinese words beginning with one character, the most used
_MOST_ROWS = 64  # names that begin so
_FACETS = ("speaker", "author", "place")


@dataclass(frozen=True, slots=True)
class Named:
    """A name one may look for: `field` of the query language; `language` '' where it is printed
    so and nobody is known; `office` in the language of the name; `value` the person or the name
    as printed; `used` in how many documents, over all names of it."""

    text: str
    field: str
    value: str
    language: str = ""
    office: str = ""
    used: int = 0


@dataclass(frozen=True)
class Names:
    """Names, the most used first, by the letters their words begin with."""

    starts: tuple[tuple[str, int], ...] = ()
    rows: tuple[Named, ...] = ()

    def starting(self, typed: str) -> list[Named]:
        """Names in which some word, with those after it, begins so; most used first."""
        wanted = plain(typed)
        if not wanted:
            return list(self.rows)
        begin = bisect_left(self.starts, (wanted,))
        same = islice(self.starts, begin, begin + _MOST_ROWS)
        rows = {number for start, number in same if start.startswith(wanted)}
        return [self.rows[number] for number in sorted(rows)]


@dataclass(slots=True)
class _Held:
    """What is remembered of one state of the index and one authority file."""

    state: IndexState | None
    people: People
    names: Names | None = None
    labels: Labels | None = None
    chinese: dict[str, tuple[TermCount, ...]] = field(default_factory=dict)


class Memory:
    """Remembers for all threads: what is lost in a race is only looked up again."""

    def __init__(self) -> None:
        self._held = _Held(None, People())

    def of(self, state: IndexState, people: People) -> _Held:
        """What is remembered of these; of others nothing is any more."""
        held = self._held
        if held.state == state and held.people is people:
            return held
        asked = _Held(state, people)
        if held.state is None or state.seq >= held.state.seq:  # who looks back is not waited for
            self._held = asked
        return asked


class Known:
    """What an index and an authority file know, looked up where it is not remembered."""

    def __init__(self, index: Reader, people: People, memory: Memory) -> None:
        self._index = index
        self._held = memory.of(index.state(), people)

    def names(self) -> Names:
        """Who and what may be completed: persons of the authority file, and all speakers, authors
        and places as printed."""
        if self._held.names is None:
            self._held.names = _names(self._index, self._held.people)
        return self._held.names

    def labels(self) -> Labels:
        """The values of labels by field, with their counts, most used first."""
        if self._held.labels is None:
            asked = Question(facets=tuple(FIELDS.values()), count=0)
            counted = self._index.search(asked).facets
            self._held.labels = dict(zip(FIELDS, (f.counts for f in counted), strict=True))
        return self._held.labels

    def chinese(self, first: str) -> tuple[TermCount, ...]:
        """Dictionary words of the index that begin with the character, most used first."""
        found = self._held.chinese.get(first)
        if found is None:
            found = self._index.frequent("text", WORDS + first, _SAME_START)
            self._held.chinese[first] = found
        return found


def _names(index: Reader, people: People) -> Names:
    counted = index.search(Question(facets=_FACETS, count=1)).facets
    counts = {facet.name: dict(facet.counts) for facet in counted}
    rows = [*_persons(people, counts), *_printed(people, counts)]
    rows.sort(key=lambda row: -row.used)  # full names stay before short ones
    starts = [(start, number) for number, row in enumerate(rows) for start in _starts(row.text)]
    return Names(tuple(sorted(starts)), tuple(rows))


def _persons(people: People, counts: dict[str, dict[str, int]]) -> Iterator[Named]:
    for person in people.persons:
        speaks, wrote = (counts[name].get(person.id, 0) for name in ("speaker", "author"))
        asked = "speaker" if speaks or not wrote else "author"
        for name in sorted(person.names, key=lambda name: name.kind != "full"):
            office = _office(person, name.language)
            yield Named(name.text, asked, person.id, name.language, office, max(speaks, wrote))


def _office(person: Person, language: str) -> str:
    """The last office, in that language or not at all."""
    last = max(person.offices, key=lambda office: office.since, default=None)
    return dict(last.title).get(language, "") if last else ""


def _printed(people: People, counts: dict[str, dict[str, int]]) -> Iterator[Named]:
    """Names as printed of those who are not known, and places."""
    for asked in ("speaker", "author", "place"):
        for value, used in counts[asked].items():
            spoken = asked == "author" and value in counts["speaker"]
            if people.get(value) is None and not spoken:
                yield Named(value, asked, value, used=used)


@lru_cache(maxsize=1 << 16)  # the same names after every commit
def _starts(name: str) -> tuple[str, ...]:
    """A name from each of its words on."""
    text = plain(name)
    ends = [at for at, letter in enumerate(text[:-1], 1) if letter in " ·-."]
    return (text, *(text[at:] for at in ends if text[at].isalpha()))
