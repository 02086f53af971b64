"""What becomes of each input: exactly one outcome, the same however often it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.store import Store
from archive.store.memory import MemoryStore
from ingest.cage import Cage
from ingest.capture import captures
from ingest.pipeline import Outcome, ingest, rehearsed

NOW = datetime(2024, 6, 1, tzinfo=UTC)
RELEASE = """Открытие моста через Амур

17 мая 2024 года, Благовещенск

{body}

Движение по мосту начнётся в понедельник.
"""
BODY = "В Благовещенске открыт новый мост. На церемонии присутствовали жители двух берегов."


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture(scope="module")
def cage() -> Iterator[Cage]:
    with Cage(0) as opened:
        yield opened


def added(folder: Path, store: Store, cage: Cage) -> dict[str, str]:
    return {o.input: o.outcome for o in outcomes(folder, store, cage)}


def outcomes(folder: Path, store: Store, cage: Cage) -> list[Outcome]:
    inputs = captures([str(folder)], now=NOW)
    return list(ingest(inputs, store, cage, lambda: NOW, lambda: None))


def write(folder: Path, name: str, body: str = BODY) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(RELEASE.format(body=body), "utf8")


def test_the_same_job_three_times(tmp_path: Path, store: Store, cage: Cage) -> None:
    folder = tmp_path / "in"
    write(folder, "a.txt")
    write(folder, "b.txt", "Паром отменён. Пассажиров перевезут автобусами.")
    assert set(added(folder, store, cage).values()) <= {"added", "flagged"}
    before = store.seq()
    for _ in range(2):
        assert added(folder, store, cage) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert store.seq() == before
    assert store.counts()["documents"] == 2


def test_a_changed_page_is_a_version_and_a_page_changed_back_another(
    tmp_path: Path, store: Store, cage: Cage
) -> None:
    folder = tmp_path / "in"
    for body in (BODY, BODY + " Мост построен за три года.", BODY):
        write(folder, "a.txt", body)
        [outcome] = outcomes(folder, store, cage)
    assert outcome.version == 3
    first, second, third = store.versions(outcome.id)
    assert first.digest == third.digest != second.digest
    assert added(folder, store, cage) == {"a.txt": "unchanged"}


def test_the_same_bytes_under_another_name(tmp_path: Path, store: Store, cage: Cage) -> None:
    folder = tmp_path / "in"
    write(folder, "a.txt")
    write(folder, "b.txt")
    assert added(folder, store, cage)["b.txt"] == "duplicate"
    assert added(folder, store, cage) == {"a.txt": "unchanged", "b.txt": "duplicate"}
    assert store.counts()["documents"] == 1


def test_every_input_is_accounted_for(tmp_path: Path, store: Store, cage: Cage) -> None:
    folder = tmp_path / "in"
    write(folder, "good.txt")
    (folder / "empty.html").write_bytes(b"")
    (folder / "style.css").write_bytes(b"body { color: red }")
    (folder / "mojibake.html").write_bytes(
        '<meta charset="windows-1251"><h1>Мост</h1><p>Мост открыт для всех жителей.</p>'.encode()
    )
    given = outcomes(folder, store, cage)
    assert {o.input: o.outcome for o in given} == {
        "good.txt": given[[o.input for o in given].index("good.txt")].outcome,
        "empty.html": "rejected",
        "mojibake.html": "quarantined",
        "style.css": "skipped",
    }
    assert all(o.reasons for o in given if o.input != "good.txt")
    [held] = store.accounts("quarantined")
    assert held.input == "mojibake.html"
    assert store.blob(held.raw).startswith(b"<meta")
    assert sum(store.runs()[0].counts.values()) == 4
    assert added(folder, store, cage)["mojibake.html"] == "quarantined"


def test_a_rehearsal_keeps_nothing(tmp_path: Path, store: Store, cage: Cage) -> None:
    folder = tmp_path / "in"
    write(folder, "a.txt")
    told = list(rehearsed(captures([str(folder)], now=NOW), store, cage))
    assert [o.input for o in told] == ["a.txt"]
    assert store.seq() == 0
    assert not any(store.counts().values())
    done = outcomes(folder, store, cage)
    assert [(o.outcome, o.id) for o in told] == [(o.outcome, o.id) for o in done]
