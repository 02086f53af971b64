"""Did a page read as it was read when a person last looked? Golden files, legible to the eye.

A golden is the reading of a page as JSON beside it: facts, then the passages, each a voice and a
text. It is written when it is missing, and then the test fails, so that somebody looks at it
before it is committed; it is never overwritten. To accept a new reading, delete the golden and
run the tests twice.
"""

from __future__ import annotations

import json
from pathlib import Path

from archive.document import Document, PartialDate, Speaker, Voice
from ingest.page import Reading


def differences(page: Path, reading: Reading) -> list[str]:
    """What in the reading of a page is not as in its golden; empty when all is."""
    golden = page.parent / f"{page.stem}.expected.json"
    seen = legible(reading)
    if not golden.exists():
        text = json.dumps(seen, ensure_ascii=False, indent=1)
        golden.write_text(text + "\n", "utf8")
        return [f"{golden.name} was missing and has been written: look at it, then run again"]
    expected = json.loads(golden.read_text("utf8"))
    return [
        f"{name}: golden {expected.get(name)!r}, read {seen.get(name)!r}"
        for name in sorted(expected.keys() | seen.keys())
        if name != "passages" and expected.get(name) != seen.get(name)
    ] + _different_passages(expected["passages"], seen["passages"])


def legible(reading: Reading) -> dict:
    """A reading as a person checks it: facts by name, what was cut, passages with their voices."""
    document = reading.document
    return {
        "id": document.id,
        "url": document.url,
        "source": document.source,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "summary": document.summary,
        "status": document.status,
        "published": told_date(document.published),
        "occurred": told_date(document.occurred),
        "place": document.place,
        "credit": document.credit,
        "sections": list(document.sections),
        "flags": list(document.flags),
        "encoding": reading.encoding,
        "cuts": [f"{cut.rule}: {cut.text}" for cut in reading.cuts],
        "passages": [[told_voice(p.voice) or f"({p.kind})", p.text] for p in document.passages],
    }


def told_date(when: PartialDate | None) -> str | None:
    """A date as a line: 2024-05-17 14:30 (printed: May 17, 2024)."""
    if when is None:
        return None
    time = f" {when.time}" if when.time else ""
    return f"{when.value}{time} ({when.basis}: {when.evidence})"


def told_voice(voice: Voice | None) -> str:
    """A voice as a line: Han Zheng, reading out Xi Jinping (interpreted)."""
    if voice is None:
        return ""
    told = _told_speaker(voice.speaker)
    if voice.author:
        told += f", {voice.mode}: {_told_speaker(voice.author)}"
    elif voice.mode != "speech":
        told += f", {voice.mode}"
    return told + (f" ({voice.channel})" if voice.channel != "original" else "")


def turns(document: Document) -> list[dict]:
    """The document's turns as a person expects them: who, whose words, how, how many passages."""
    return [
        {
            "label": turn.voice.speaker.label if turn.voice else "",
            "author": turn.voice.author.name if turn.voice and turn.voice.author else "",
            "mode": turn.voice.mode if turn.voice else "",
            "channel": turn.voice.channel if turn.voice else "",
            "passages": len(turn.passages),
        }
        for turn in document.turns()
    ]


def _told_speaker(speaker: Speaker) -> str:
    office = f" [{speaker.office} | {speaker.name}]" if speaker.office else ""
    return speaker.label + office


def _different_passages(expected: list, seen: list) -> list[str]:
    if len(expected) != len(seen):
        return [f"passages: golden has {len(expected)}, read {len(seen)}"]
    pairs = enumerate(zip(expected, seen, strict=True), 1)
    return [f"passage {n}: golden {old!r}, read {new!r}" for n, (old, new) in pairs if old != new]
