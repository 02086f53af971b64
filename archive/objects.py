"""What do a command and the API answer with? The search object of DESIGN §8.

Plain dicts and lists, ready for JSON; offsets are code points into the text as stored.
"""

from __future__ import annotations

from dataclasses import asdict

from .document import plain_voice
from .search import PassageHit, QueryReading, ResultHit, ResultPage
from .suggest import Completion, Suggestion


def search_object(
    page: ResultPage, meant: tuple[Suggestion, ...] = (), left_out: bool = False
) -> dict:
    """A page of results as the search object; `meant` instead, where it found little. `left_out`:
    there was no time for all that is offered besides."""
    return {
        "query": _reading(page.query),
        "total": {"documents": page.documents, "turns": page.turns},
        "page": page.page,
        "per_page": page.per_page,
        "seq": page.seq,
        "indexed": page.indexed,
        "hits": [_hit(hit) for hit in page.hits],
        "facets": {
            facet.name: [
                {"value": v.value, "label": v.label, "documents": v.documents} for v in facet.values
            ]
            for facet in page.facets
        },
        "suggestions": [asdict(one) for one in meant],
        "left_out": left_out,
    }


def suggest_object(
    meant: tuple[Suggestion, ...], apart: tuple[tuple[str, int], ...], left_out: bool = False
) -> dict:
    """What may have been meant by a query, and its parts by themselves."""
    return {
        "suggestions": [asdict(one) for one in meant],
        "apart": [{"text": text, "documents": documents} for text, documents in apart],
        "left_out": left_out,
    }


def complete_object(completions: tuple[Completion, ...]) -> dict:
    """What the last word of a query may become."""
    return {"completions": [asdict(one) for one in completions]}


def _reading(query: QueryReading) -> dict:
    return {
        "text": query.text,
        "read_as": query.read_as,
        "parts": [
            {
                "text": part.text,
                "kind": part.kind,
                "terms": list(part.terms),
                "documents": part.documents,
            }
            for part in query.parts
        ],
        "unused": [{"piece": piece, "reason": reason} for piece, reason in query.unused],
        "unknown": [asdict(one) | {"known": list(one.known)} for one in query.unknown],
    }


def _hit(hit: ResultHit) -> dict:
    return {
        "id": hit.id,
        "url": hit.url,
        "title": hit.title,
        "language": hit.language,
        "published": None if hit.published is None else asdict(hit.published),
        "source": hit.source,
        "kind": hit.kind,
        "place": hit.place,
        "status": hit.status,
        "flags": list(hit.flags),
        "score": hit.score,
        "turns": hit.turns,
        "passages": [_passage(passage) for passage in hit.passages],
    }


def _passage(passage: PassageHit) -> dict:
    return {
        "number": passage.number,
        "voice": plain_voice(passage.voice),
        "text": passage.text,
        "marks": [list(mark) for mark in passage.marks],
    }
