"""What do the command and the API answer with? The quote object: plain dicts and lists for JSON.

Offsets are code points: `at` into the quote as given, `place` [passage, offset] into stored text.
"""

from __future__ import annotations

from dataclasses import asdict

from ..document import Speaker, plain_voice
from .citable import coverage_line
from .values import Claim, Coverage, Piece, QuoteMatch, QuoteReport, Superseded


def quote_object(report: QuoteReport, tongue: str = "en") -> dict:
    """A report as the quote object; the line to be cited in one of citable.TONGUES."""
    return {
        "query": asdict(report.query),
        "verdict": report.verdict,
        "notes": list(report.notes),
        "same_words": {"documents": report.documents, "turns": report.turns},
        "matches": [_match(match) for match in report.matches],
        "coverage": _coverage(report.coverage, tongue),
    }


def _match(match: QuoteMatch) -> dict:
    document, version = match.stored.document, match.stored.version
    day = document.date()
    return {
        "verdict": match.verdict,
        "address": str(match.address),
        "id": document.id,
        "version": version.number,
        "versions": match.stored.versions,
        "url": document.url,
        "title": document.title,
        "source": document.source,
        "kind": document.kind,
        "status": document.status,
        "language": document.language,
        "published": None if day is None else asdict(day),
        "place": document.place,
        "voice": plain_voice(match.voice),
        "quoted": list(match.quoted),
        "start": list(match.start),
        "stop": list(match.stop),
        "text": match.text,
        "before": match.before,
        "after": match.after,
        "likeness": round(match.likeness, 4),
        "variants": list(match.variants),
        "alarms": [asdict(alarm) for alarm in match.alarms],
        "notes": list(match.notes),
        "pieces": [_piece(piece) for piece in match.pieces],
        "claim": None if match.claim is None else _claim(match.claim),
        "superseded": None if match.superseded is None else _superseded(match.superseded),
    }


def _superseded(by: Superseded) -> dict:
    return {
        "version": by.version.number,
        "seen": by.version.seen.isoformat(),
        "newest": by.newest,
        "kind": by.trace.kind,
        "difference": [asdict(run) for run in by.trace.runs],
    }


def _piece(piece: Piece) -> dict:
    return {
        "kind": piece.kind,
        "quoted": piece.quoted,
        "stored": piece.stored,
        "at": piece.at,
        "place": list(piece.place),
        "variants": list(piece.variants),
        "alarms": list(piece.alarms),
    }


def _claim(claim: Claim) -> dict:
    return {
        "speaker": claim.speaker,
        "date": claim.date,
        "whose": _speaker(claim.whose),
        "uttered": _speaker(claim.uttered),
        "persons": list(claim.persons),
    }


def _speaker(speaker: Speaker | None) -> dict | None:
    return None if speaker is None else asdict(speaker)


def _coverage(coverage: Coverage, tongue: str) -> dict:
    return {
        "sources": [{"source": name, "documents": count} for name, count in coverage.sources],
        "documents": coverage.documents,
        "turns": coverage.turns,
        "first": coverage.first,
        "last": coverage.last,
        "seq": coverage.seq,
        "digest": coverage.digest,
        "language": coverage.language,
        "line": coverage_line(coverage, tongue),
    }
