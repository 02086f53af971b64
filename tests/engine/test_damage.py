"""Is a damaged index ever answered as "0 results"? And does a killed job lose what it was told?

Each damage is done to a folder on disk; then opening it, or searching an engine that was open all
along, must say EngineUnavailable or give the whole answer. A writer in a process of its own is
killed at random instants.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from archive.engine import Entry, Question
from archive.engine.deadline import Deadline
from archive.engine.plan import FACETS, Near, Not, RankTerm, Sequence, Slot, Within
from archive.engine.whoosh import WhooshEngine, layout, seal
from archive.engine.whoosh.answer import answer
from archive.engine.whoosh.segment import viewed
from archive.engine.whoosh.snapshot import Live, Snapshot
from archive.errors import EngineBusy, EngineUnavailable
from tests.engine.conftest import no_more_than

FINGERPRINT = "of these tests"
KILLS = int(os.environ.get("HARBIN_KILLS", "20"))
PEACE = Question(Sequence("text", (Slot(("w:мир",)),)), facets=("year",))

Spoken = Callable[..., Entry]


def opened(folder: Path, writable: bool = False, fingerprint: str = FINGERPRINT) -> WhooshEngine:
    return WhooshEngine(folder, fingerprint=fingerprint, writable=writable)


@pytest.fixture
def folder(tmp_path: Path, spoken: Spoken) -> Path:
    """An index of two segments in its third generation: nine documents about peace."""
    engine = opened(tmp_path / "index", writable=True)
    engine.update([spoken(f"d{n}", "мир труд май", day="2024") for n in range(8)], seq=1)
    engine.update([spoken("old", "мир")], seq=1)
    shutil.copy(manifest(tmp_path / "index"), tmp_path / "older")
    engine.update([spoken("last", "мир")], ["old"], seq=2)
    assert len(arrays(tmp_path / "index")) == 2
    engine.close()
    return tmp_path / "index"


def arrays(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.arrays"))


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return damage


halved = rewritten(lambda data: data[: len(data) // 2])
zeroed = rewritten(lambda data: bytes(len(data)))
emptied = rewritten(lambda data: b"")


def flipped(path: Path, at: float = 0.7) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 4
    path.write_bytes(data)


def manifest(folder: Path) -> Path:
    return folder / "MANIFEST.json"


def renumbered(folder: Path) -> None:
    """As a newer Harbin would leave it."""
    fields = json.loads(manifest(folder).read_text())
    manifest(folder).write_text(json.dumps(fields | {"format": 99, "more": "of it"}))


def half_swapped(folder: Path) -> None:
    """An older manifest put back over newer files."""
    fields = json.loads(manifest(folder).read_text())
    fields["generation"] -= 1
    manifest(folder).write_text(json.dumps(fields))


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


def emptied_folder(folder: Path) -> None:
    gone(folder)
    folder.mkdir(mode=0o700)


def a_file(folder: Path) -> None:
    gone(folder)
    folder.write_text("not a folder")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "folder deleted": gone,
    "folder empty": emptied_folder,
    "folder a file": a_file,
    "folder open to others": lambda folder: folder.chmod(0o777),
    "manifest deleted": lambda folder: manifest(folder).unlink(),
    "manifest halved": lambda folder: halved(manifest(folder)),
    "manifest zeroed": lambda folder: zeroed(manifest(folder)),
    "manifest emptied": lambda folder: emptied(manifest(folder)),
    "manifest flipped": lambda folder: flipped(manifest(folder), 0.15),
    "manifest not an object": lambda folder: manifest(folder).write_text("[]"),
    "manifest of a newer format": renumbered,
    "manifest of another generation": half_swapped,
    "manifest of before put back": lambda folder: shutil.copy(
        folder.parent / "older", manifest(folder)
    ),
    "segment deleted": lambda folder: arrays(folder)[0].unlink(),
    "segment halved": lambda folder: halved(arrays(folder)[0]),
    "segment emptied": lambda folder: emptied(arrays(folder)[0]),
    "segment zeroed": lambda folder: zeroed(arrays(folder)[0]),
    "segment's directory flipped": lambda folder: flipped(arrays(folder)[0], 0.01),
    "segment flipped": lambda folder: flipped(arrays(folder)[0], 0.6),
    "segment's end flipped": lambda folder: flipped(arrays(folder)[0], 0.97),
    "segment swapped for another": lambda folder: shutil.copy(*arrays(folder)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_unavailable_and_never_empty(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder)
    with pytest.raises(EngineUnavailable):
        opened(folder)
    if folder.exists():
        with pytest.raises(EngineUnavailable):
            opened(folder, writable=True)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_under_an_open_engine(folder: Path, damage: Callable[[Path], None]) -> None:
    """What it has mapped it may answer from; else it says so. Nothing between."""
    engine = opened(folder)
    damage(folder)
    try:
        assert engine.search(PEACE).documents == 9
    except EngineUnavailable:
        pass
    finally:
        engine.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_under_a_reader(folder: Path, damage: Callable[[Path], None]) -> None:
    """It does not mind what happens to the folder, only what is written over what it has mapped."""
    engine = opened(folder)
    reader = engine.reader()
    damage(folder)
    try:
        assert reader.search(PEACE).documents == 9
    except EngineUnavailable:
        assert arrays(folder)
    finally:
        engine.close()


def test_who_links_to_a_file_or_guards_it_otherwise_does_no_harm(folder: Path) -> None:
    """As a backup does: a reader that has mapped it answers on."""
    engine = opened(folder)
    reader = engine.reader()
    for path in arrays(folder):
        os.link(path, folder.parent / path.name)
        path.chmod(0o400)
    for each in (reader, engine, engine.reader()):
        assert each.search(PEACE).documents == 9
    engine.close()


def test_no_manifest_is_taken_for_the_one_that_is_open(folder: Path) -> None:
    """File systems give the inode number of a deleted file to the next: two commits within a tick
    of the clock could leave a manifest of the same number, size and times."""
    engine, reader = opened(folder, writable=True), opened(folder)
    for seq in range(3, 9):
        engine.update([], seq=seq)
    assert reader.state().seq == 8
    number, later = manifest(folder).stat().st_ino, set()
    for seq in range(9, 12):
        engine.update([], seq=seq)
        later.add(manifest(folder).stat().st_ino)
    assert number not in later
    assert reader.state().seq == 11
    engine.close()
    reader.close()


def test_a_newer_format_is_named_and_left_as_it_is(folder: Path) -> None:
    renumbered(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(EngineUnavailable, match="format 99"):
        opened(folder, writable=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_index_of_another_analysis_is_refused(folder: Path) -> None:
    for writable in (False, True):
        with pytest.raises(EngineUnavailable, match="analysis"):
            opened(folder, writable, fingerprint="of others")


def test_an_old_copy_says_how_old_it_is(folder: Path, spoken: Spoken, tmp_path: Path) -> None:
    """It is whole, so it answers; by its seq the index catches up with the store."""
    shutil.copytree(folder, tmp_path / "copy")
    engine = opened(folder, writable=True)
    engine.update([spoken("newer", "мир")], seq=3)
    engine.close()
    gone(folder)
    (tmp_path / "copy").rename(folder)
    engine = opened(folder, writable=True)
    assert (engine.state().seq, engine.search(PEACE).documents) == (2, 9)
    engine.update([spoken("newer", "мир")], seq=3)
    assert engine.search(PEACE).documents == 10
    engine.close()


def test_a_copy_with_other_times_is_read_once_and_believed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    gone(folder)
    (tmp_path / "copy").rename(folder)
    engine = opened(folder)
    assert engine.search(PEACE).documents == 9
    assert engine.verify() == ()
    engine.close()


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6, 0.8, 0.97])
def test_any_flipped_bit_is_found_by_verify(folder: Path, at: float) -> None:
    engine = opened(folder)
    assert engine.verify() == ()
    for path in arrays(folder):
        flipped(path, at)
        assert engine.verify() == (f"{path.name} is not as it was sealed",)
        flipped(path, at)
    assert engine.verify() == ()
    engine.close()


def test_strays_are_ignored_and_swept_by_the_next_writer(folder: Path, spoken: Spoken) -> None:
    (folder / "_MAIN_999.toc").write_bytes(b"of a stock Whoosh")
    (folder / "MAIN_0123456789abcdef.arrays").write_bytes(b"half")
    (folder / "MANIFEST.new").write_text("{")
    (folder / "MAIN.tmp").mkdir()
    (folder / "MAIN.tmp" / "left").write_text("over")
    engine = opened(folder, writable=True)
    assert engine.search(PEACE).documents == 9
    engine.update([spoken("more", "мир")], seq=3)
    assert engine.search(PEACE).documents == 10
    kept = {path.name for path in folder.iterdir()} - {"MAIN_WRITELOCK"}
    assert kept == {"MANIFEST.json", *(path.name for path in arrays(folder))}
    engine.close()


def test_the_folder_is_the_owners_alone(tmp_path: Path) -> None:
    opened(tmp_path / "deep" / "index", writable=True).close()
    assert (tmp_path / "deep" / "index").stat().st_mode & 0o777 == 0o700


def test_a_reader_makes_no_index(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable):
        opened(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_reader_does_not_write(folder: Path, spoken: Spoken) -> None:
    engine = opened(folder)
    with pytest.raises(EngineUnavailable, match="reading"):
        engine.update([spoken("a", "мир")], seq=3)
    engine.close()


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), ValueError("ours")])
def test_a_failed_update_changes_nothing_and_the_next_one_works(
    folder: Path, spoken: Spoken, fault: Exception
) -> None:
    """What fails is the making of the entries: it is not said to be the index."""

    def failing() -> object:
        yield spoken("good", "мир")
        raise fault

    engine = opened(folder, writable=True)
    engine.update([], seq=2)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(type(fault), match=str(fault.args[-1])):
        engine.update(failing(), ["d0"], seq=3)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert (engine.state().seq, engine.search(PEACE).documents) == (2, 9)
    engine.update([spoken("good", "мир")], ["d0"], seq=3)
    assert (engine.state().seq, engine.search(PEACE).documents) == (3, 9)
    engine.close()


@pytest.mark.parametrize("room", [0, 100, 2000])
def test_a_disk_without_room_is_told_and_changes_nothing(
    folder: Path, spoken: Spoken, room: int
) -> None:
    """No file may grow beyond so many bytes: the first refused is a segment, or the manifest."""
    engine = opened(folder, writable=True)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with no_more_than(room), pytest.raises(EngineBusy, match="File too large"):
        engine.update([spoken(f"n{n}", "мир " * 50) for n in range(20)], ["d0"], seq=3)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: after.get(name) for name in before} == before
    assert engine.search(PEACE).documents == 9
    engine.update([spoken("good", "мир")], ["d0"], seq=3)
    assert (engine.state().seq, engine.search(PEACE).documents) == (3, 9)
    assert len(arrays(folder)) == len(seal.read(folder).segments)
    engine.close()


def test_a_job_stopped_by_hand_leaves_the_lock_free(folder: Path, spoken: Spoken) -> None:
    def stopped() -> object:
        yield spoken("good", "мир")
        raise KeyboardInterrupt

    engine = opened(folder, writable=True)
    with pytest.raises(KeyboardInterrupt):
        engine.update(stopped(), seq=3)
    other = opened(folder, writable=True)
    other.update([spoken("good", "мир")], seq=3)
    assert engine.search(PEACE).documents == 10
    engine.close()
    other.close()


# -- killed writers ------------------------------------------------------------------------------

LOOP = """
import sys
from pathlib import Path
from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn
from archive.engine.whoosh import WhooshEngine

def entry(seq, n):
    words = (Token(0, 0, 0, ("w:мир",)), Token(1, 0, 0, (f"w:seq{seq}",)))
    return Entry(f"d{n}", (0, 0), (EntryTurn(0, {"text": words}, {}),))

engine = WhooshEngine(Path(sys.argv[1]), fingerprint=sys.argv[2], writable=True)
seq = engine.state().seq
while True:
    seq += 1
    gone = [f"d{n}" for n in range(100) if n >= 20 + seq % 30]
    engine.update([entry(seq, n) for n in range(20 + seq % 30)], gone, seq=seq)
    print(seq, flush=True)
    engine.tidy(1000)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """Every update rewrites all documents: whatever stands is wholly of one seq."""
    folder, chance, acknowledged = tmp_path / "index", random.Random(7), 0
    for _ in range(KILLS):
        command = [sys.executable, "-c", LOOP, str(folder), FINGERPRINT]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            first = child.stdout.readline()
            time.sleep(chance.random() * 0.1)
            child.send_signal(signal.SIGKILL)
            lines = [first, *child.stdout]
        acknowledged = max(acknowledged, *(int(line) for line in lines if line.endswith("\n")))
        engine = opened(folder)
        state = engine.state()
        assert state.seq in (acknowledged, acknowledged + 1)
        assert engine.verify() == ()
        whole = engine.search(Question(Sequence("text", (Slot((f"w:seq{state.seq}",)),))))
        assert whole.documents == engine.search(PEACE).documents == 20 + state.seq % 30
        assert engine.terms("text", "w:seq", 9)[0].turns == state.documents == whole.documents
        assert len(engine.terms("text", "w:seq", 9)) == 1
        acknowledged = state.seq
        engine.close()


def test_bits_that_turned_unseen_crash_nothing(folder: Path) -> None:
    """A disk that forgets changes neither the size of a file nor its times, so nothing is found on
    opening; machine code must still read and write only what is there."""
    engine = opened(folder)
    snapshot = engine._current()
    whole = [layout.mapped(live.path) for live in snapshot.segments]
    asked = [
        PEACE,
        Question(Sequence("text", (Slot(("w:мир",)), Slot(("w:труд",)))), facets=("year", "id")),
        Question(
            Near(PEACE.match, Sequence("text", (Slot(("w:май",)),)), 5),
            (RankTerm("text", "w:мир"), RankTerm("text", "w:май")),
            facets=FACETS,
        ),
        Question(Not(PEACE.match), by="turn", sort="newest", facets=FACETS),
        Question(Within(738_000, 740_000), chosen={"year": ("2024",)}, facets=FACETS),
    ]
    refused = 0
    states = [[_turned(named, random.Random(seed)) for named in whole] for seed in range(300)]
    for name in sorted(
        set().union(*whole)
    ):  # and all the signs in one array, which chance would not turn
        states.append([_signs_turned(named, name) for named in whole])
    for damaged in states:
        for question in asked:
            try:
                segments = [
                    Live(live.path, live.signature, viewed(named), live.mask)
                    for live, named in zip(snapshot.segments, damaged, strict=True)
                ]
                generation = Snapshot(snapshot.file, snapshot.manifest, tuple(segments))
                answer(question, generation, Deadline(time.monotonic))
            except (ValueError, LookupError, RuntimeWarning):
                refused += 1
    engine.close()
    assert refused


def _signs_turned(named: Mapping[str, np.ndarray], name: str) -> dict[str, np.ndarray]:
    damaged = named.get(name, np.empty(0)).copy()
    damaged.view(np.uint8)[damaged.itemsize - 1 :: damaged.itemsize] ^= 0x80
    return {**named, name: damaged}


def _turned(named: Mapping[str, np.ndarray], chance: random.Random) -> dict[str, np.ndarray]:
    """The arrays of a file with some bits turned."""
    damaged = {name: array.copy() for name, array in named.items()}
    some = [array.view(np.uint8) for array in damaged.values() if len(array)]
    for _ in range(chance.choice((1, 5, 50))):
        bytes_ = chance.choice(some)
        bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
    return damaged
