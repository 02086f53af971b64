"""The quality gate: how much of the gold of real pages the reading gets, against pinned floors.

Each set of pages gives shares between 0 and 1. A share below its floor fails; so does one that is
clearly above it (raise the floor then), and a set whose files are not the ones the floor was
measured on. To measure anew after the files have changed: empty the table and run the test, it
says what to write.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.page import Capture, Page, Reading
from ingest.reading import read, read_page

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FLOORS = Path(__file__).parent / "quality_floors.toml"
SLACK = 0.005  # how far above its floor a share may be before the floor must follow


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def digest(paths: list[Path]) -> str:
    """The sha256 of the files measured, names and bytes, in order of their names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read_file(path: Path, url: str | None = None) -> Reading:
    reading = read(Capture(path.name, url, NOW, path.read_bytes()))
    assert isinstance(reading, Reading), (path, reading)
    return reading


def kremlin_en(samples: Path) -> tuple[list[Path], dict[str, float]]:
    folder = samples / "kremlin_en"
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_bytes().splitlines()]
    articles = [folder / "article" / f"{page['id']}.html" for page in gold]
    prints = [folder / "print" / path.name for path in articles]
    documents = [read_file(path).document for path in articles]
    twins = [read_file(path).document for path in prints]
    pairs = list(zip(documents, gold, strict=True))
    turns = [hit for document, page in pairs for hit in turns_found(document, page)]
    return [*articles, *prints], {
        "title": share([folded(d.title) == folded(g["title"]) for d, g in pairs]),
        "date": share([d.published.value == g["date"] for d, g in pairs]),
        "time": share([d.published.time == g["time"] for d, g in pairs]),
        "place": share([folded(d.place) == folded(g["place"]) for d, g in pairs]),
        "summary": share([folded(d.summary) == folded(g["summary"]) for d, g in pairs]),
        "speaker": share(turns),
        "twins": share([d == twin for d, twin in zip(documents, twins, strict=True)]),
    }


def turns_found(document, page: dict) -> list[bool]:
    """For each paragraph of the gold that opens a turn: does a passage of these words stand in
    the voice of that label?"""
    ours = {(folded(p.voice.speaker.label), folded(p.text)) for p in document.passages if p.voice}
    return [
        any(label == folded(p["speaker"]) and folded(p["text"]).endswith(text)
            for label, text in ours)
        for p in page["paragraphs"]
        if p["speaker"]
    ]  # fmt: skip


def kremlin_ru(samples: Path) -> tuple[list[Path], dict[str, float]]:
    path = samples / "kremlin_ru.jsonl"
    pairs = []
    for line in path.read_bytes().splitlines():
        gold = json.loads(line)
        name = f"{gold['id']}.txt"
        page = Page(name, None, "utf-8", "strict UTF-8", False, gold["text"])
        reading = read_page(page, Capture(name, None, NOW, b""))
        assert isinstance(reading, Reading), reading
        pairs.append((reading.document, gold))
    # An announcement has no date line: the date of publication below it is no mistake.
    dated = [(d, g) for d, g in pairs if g["date"]]
    return [path], {
        "title": share([folded(d.title) == folded(g["title"]) for d, g in pairs]),
        "date": share([d.published.value == g["date"] for d, g in dated]),
        "place": share([folded(d.place) == folded(g["place"]) for d, g in pairs]),
        "summary": share([folded(d.summary) == folded(g["summary"]) for d, g in pairs]),
    }


def chinese(folder: Path) -> tuple[list[Path], dict[str, float]]:
    gold = json.loads((folder / "gold.json").read_bytes())
    paths = [folder / page["file"] for page in gold]
    documents = [
        read_file(path, g.get("url")).document for path, g in zip(paths, gold, strict=True)
    ]
    pairs = list(zip(documents, gold, strict=True))
    return paths, {
        "title": share([d.title == g["title"] for d, g in pairs]),
        "date": share([d.published.value == g["date"] for d, g in pairs]),
        "text": sum(likeness(d, g) for d, g in pairs) / len(pairs),
    }


def likeness(document, gold: dict) -> float:
    """F1 of the character 4-grams of a document's passages and labels against the gold's text."""
    spoken = ""
    before = None
    for passage in document.passages:
        label = passage.voice.speaker.label if passage.voice else None
        spoken += (label + "：" if label and passage.voice != before else "") + passage.text
        before = passage.voice
    ours, truth = grams(spoken), grams("".join(gold["gold_paragraphs"]))
    return 2 * sum((ours & truth).values()) / max(1, sum(ours.values()) + sum(truth.values()))


def grams(text: str) -> Counter:
    squeezed = re.sub(r"\s", "", text)
    return Counter(squeezed[i : i + 4] for i in range(len(squeezed) - 3))


def fmprc(samples: Path) -> tuple[list[Path], dict[str, float]]:
    return chinese(samples / "mfa_cn_html")


def govcn(samples: Path) -> tuple[list[Path], dict[str, float]]:
    return chinese(samples / "govcn_html")


SETS: tuple[Callable[[Path], tuple[list[Path], dict[str, float]]], ...] = (
    kremlin_en,
    kremlin_ru,
    fmprc,
    govcn,
)


@pytest.mark.parametrize("measured", SETS, ids=lambda measured: measured.__name__)
def test_real_pages_are_read_as_well_as_the_floors_say(shared: Path, measured):
    paths, shares = measured(shared / "data" / "samples")
    floors = tomllib.loads(FLOORS.read_text("utf8")).get(measured.__name__, {})
    seen = "\n".join([f"[{measured.__name__}]", f'pages = "{digest(paths)}"']) + "".join(
        f"\n{name} = {int(value * 1000) / 1000}" for name, value in shares.items()
    )
    assert floors.get("pages") == digest(paths), f"other pages than the floors are of:\n{seen}"
    for name, value in shares.items():
        assert value >= floors[name], f"{name} fell below its floor:\n{seen}"
        assert value < floors[name] + SLACK, f"{name} is better than its floor, raise it:\n{seen}"
