"""In what was a quote looked for, and in which state of the archive? So that "not in the archive"
can be said in public.
"""

from __future__ import annotations

from ..engine import Hit, Question, Reader
from ..store import Store
from .citable import TONGUES
from .values import Coverage

_CHINESE = ("zh", "zh-Hans", "zh-Hant")


def coverage(engine: Reader, store: Store, language: str | None) -> Coverage:
    """What is searched for a quote in this language (None: in any), and the state it is in."""
    chosen = chosen_by(language)
    found = engine.search(
        Question(chosen=chosen, facets=("source", "year"), count=1, sort="oldest")
    )
    last = engine.search(Question(chosen=chosen, count=1, sort="newest"))
    days = [_day(store, found.hits), _day(store, last.hits)]
    seq = engine.state().seq
    change = store.changes(seq - 1, 1) if seq else ()
    sources = next((facet.counts for facet in found.facets if facet.name == "source"), ())
    return Coverage(
        sources,
        found.documents,
        found.turns,
        *days,
        seq,
        change[0].digest if change else "",
        language,
    )


def languages(engine: Reader) -> tuple[str, ...]:
    """The languages documents here may be in: those that are read, and those there are."""
    (found,) = engine.search(Question(facets=("language",), count=1)).facets
    return tuple(sorted({*TONGUES, *(value for value, _ in found.counts)}))


def chosen_by(language: str | None) -> dict[str, tuple[str, ...]]:
    """The labels a quote is looked for in; `zh` is Chinese in any script. None: everywhere."""
    if language is None:
        return {}
    return {"language": _CHINESE if language == "zh" else (language,)}


def _day(store: Store, hits: tuple[Hit, ...]) -> str | None:
    stored = store.many(tuple(hit.document for hit in hits))
    return next((day.value for one in stored.values() if (day := one.document.date())), None)
