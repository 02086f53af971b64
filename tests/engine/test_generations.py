"""Does it matter how an index came about, or who else is at it?"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from archive.engine import Entry, Question
from archive.engine.plan import All, And, Not, RankTerm, Sequence, Slot
from archive.engine.whoosh import WhooshEngine, layout, seal, writer
from archive.engine.whoosh import merge as merging
from archive.engine.whoosh.arrange import arranged
from archive.engine.whoosh.codec import ArrayCodec, GenerationIndex, SealedSegment, schema
from archive.engine.whoosh.compat import TOC, FileStorage
from archive.engine.whoosh.gather import Gathering
from archive.engine.whoosh.merge import MOST_SEGMENTS, merge
from archive.engine.whoosh.segment import viewed
from archive.errors import EngineUnavailable

FINGERPRINT = "of these tests"
ANY = 10**9
Spoken = Callable[..., Entry]


def opened(folder: Path, writable: bool = False) -> WhooshEngine:
    return WhooshEngine(folder, fingerprint=FINGERPRINT, writable=writable)


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.arrays")))


def word(term: str) -> Sequence:
    return Sequence("text", (Slot((f"w:{term}",)),))


QUESTIONS = tuple(
    Question(match, rank, sort=sort, by=by, facets=("year", "speaker"), count=500)
    for match in (All(), word("мир"), Not(word("труд")), And((word("мир"), Not(word("май")))))
    for rank in ((), (RankTerm("text", "w:мир"), RankTerm("text", "w:труд", 0.3)))
    for sort in ("relevance", "newest")
    for by in ("document", "turn")
)


def corpus(spoken: Spoken, count: int) -> list[Entry]:
    """Documents of one or two turns, in which words and dates recur unevenly."""
    words = ("мир", "труд", "май", "и", "не")
    return [
        spoken(
            f"d{n:03}",
            (" ".join(words[(n * k) % 5] for k in range(1, 3 + n % 7)), {"speaker": f"p{n % 4}"}),
            *[" ".join(words[(n + k) % 5] for k in range(n % 4))] * (n % 2),
            day=("", "2023", "2024-05", "2024-05-17")[n % 4],
        )
        for n in range(count)
    ]


def test_eight_segments_answer_as_one(tmp_path: Path, spoken: Spoken) -> None:
    entries = corpus(spoken, 570)
    one = opened(tmp_path / "one", writable=True)
    one.update(entries, seq=1)
    many, rest = opened(tmp_path / "many", writable=True), list(entries)
    for seq, size in enumerate((280, 139, 69, 33, 15, 7, 3, 1), 1):
        batch, rest = rest[:size], rest[size:]
        many.update(batch, seq=seq)
    assert (segments(tmp_path / "one"), segments(tmp_path / "many"), rest[50:]) == (1, 8, [])
    one.update([], [entry.id for entry in rest], seq=2)
    for question in QUESTIONS:
        assert many.search(question) == one.search(question)
    assert many.terms("text", "w:", 99) == one.terms("text", "w:", 99)
    one.close()
    many.close()


def test_what_came_one_by_one_is_in_the_end_as_if_it_had_come_at_once(
    tmp_path: Path, spoken: Spoken
) -> None:
    """The same arrays, though documents were replaced and removed on the way; so it is searched
    as fast. Then nothing is left to do, until something in it dies."""
    entries = corpus(spoken, 90)
    once = opened(tmp_path / "once", writable=True)
    once.update(entries, seq=1)
    single = opened(tmp_path / "single", writable=True)
    single.update([spoken("d001", "раньше"), spoken("gone", "мир")], seq=1)
    for seq, entry in enumerate(reversed(entries), 2):
        single.update([entry], seq=seq)
        single.tidy(0)
    single.update([], ["gone"], seq=92)
    assert segments(tmp_path / "single") > 1
    single.tidy(ANY)
    (expected,) = (tmp_path / "once").glob("*.arrays")
    (made,) = (tmp_path / "single").glob("*.arrays")
    arrays, expected_arrays = (layout.arrays(path.read_bytes()) for path in (made, expected))
    assert arrays.keys() == expected_arrays.keys()
    for name, array in expected_arrays.items():
        assert (arrays[name].dtype, arrays[name].tolist()) == (array.dtype, array.tolist()), name
    single.tidy(ANY)
    assert made.exists()
    single.update([], ["d001"], seq=93)
    single.tidy(ANY)
    (smaller,) = (tmp_path / "single").glob("*.arrays")
    assert smaller != made
    assert single.verify() == ()
    once.close()
    single.close()


def test_a_large_segment_is_left_beside_one_small_one(
    tmp_path: Path, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "SMALL", 20)
    engine = opened(tmp_path / "index", writable=True)
    engine.update([spoken(f"d{n}", "мир") for n in range(300)], seq=1)
    (large,) = (tmp_path / "index").glob("*.arrays")
    for seq in range(2, 10):
        engine.update([spoken(f"new{seq}", "труд"), spoken(f"d{seq}", "май")], ["d1"], seq=seq)
        engine.tidy(ANY)
        assert (segments(tmp_path / "index"), large.exists()) == (2, True)
        assert engine.search(Question(word("май"))).documents == seq - 1
    engine.update([spoken(f"more{n}", "труд") for n in range(20)], seq=10)
    engine.tidy(ANY)
    assert (segments(tmp_path / "index"), large.exists()) == (1, False)
    assert engine.search(Question(word("труд"))).documents == 28
    assert engine.verify() == ()
    engine.close()


def test_commits_that_shrink_slowly_end_in_few_segments(
    tmp_path: Path, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where none of them is small."""
    monkeypatch.setattr(merging, "SMALL", 0)
    engine = opened(tmp_path / "index", writable=True)
    for size in range(30, 0, -1):
        engine.update([spoken(f"d{size}-{n}", "мир") for n in range(size)], seq=31 - size)
        engine.tidy(ANY)
        assert segments(tmp_path / "index") <= engine.state().turns.bit_length()
    assert engine.search(Question(word("мир"))).documents == 465
    engine.close()


@pytest.mark.parametrize("block", [1, 2, 7, 10_000])
def test_merging_in_blocks_gives_what_arranging_at_once_gives(block: int, spoken: Spoken) -> None:
    """Dead documents are left behind, and a field that stands in one part alone is there."""
    entries = corpus(spoken, 40)
    parts = []
    for some in (entries[:25], entries[25:30], entries[30:]):
        gathering = Gathering()
        for entry in some:
            gathering.add(entry)
        segment = viewed(arranged([gathering.loose()]))
        live = np.ones(segment.turns, bool)
        dead = segment.turns_of(some[1].id)
        live[dead.start : dead.stop] = False
        parts.append((segment, live))
    whole = Gathering()
    for entry in entries:
        if entry.id not in {entries[1].id, entries[26].id, entries[31].id}:
            whole.add(entry)
    file = io.BytesIO()
    merge(file, parts, block)
    merged, expected = layout.arrays(file.getvalue()), arranged([whole.loose()])
    assert merged.keys() == expected.keys()
    for name, array in expected.items():
        assert merged[name].tolist() == array.tolist(), name


def test_an_update_of_many_is_split_on_the_way(
    tmp_path: Path, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound on memory lowered: most entries reach the disk before the commit."""
    monkeypatch.setattr(writer, "MOST_PAIRS", 20)
    entries = corpus(spoken, 90)
    again = [spoken("d003", "снова"), spoken("d080")]
    whole = opened(tmp_path / "whole", writable=True)
    whole.update([*entries, *again], ["d001"], seq=1)
    monkeypatch.undo()
    judge = opened(tmp_path / "judge", writable=True)
    judge.update([*entries, *again], ["d001"], seq=1)
    assert segments(tmp_path / "whole") > 8
    whole.tidy(ANY)
    assert segments(tmp_path / "whole") == 1
    assert whole.state() == judge.state()
    for question in QUESTIONS:
        assert whole.search(question) == judge.search(question)
    assert whole.verify() == ()
    whole.close()
    judge.close()


def test_the_order_of_commits_does_not_matter(tmp_path: Path, spoken: Spoken) -> None:
    entries = corpus(spoken, 60)
    forth, back = (opened(tmp_path / name, writable=True) for name in ("forth", "back"))
    for seq, entry in enumerate(entries, 1):
        forth.update([entry], seq=seq)
    for seq, entry in enumerate(reversed(entries), 1):
        back.update([entry, entries[0]], seq=seq)
    for question in QUESTIONS:
        assert forth.search(question) == back.search(question)
    forth.close()
    back.close()


@pytest.mark.parametrize("small", [0, 20, ANY])
@pytest.mark.parametrize("most", [0, 3, ANY])
def test_single_adds_and_replacements_end_in_few_segments(
    tmp_path: Path, spoken: Spoken, monkeypatch: pytest.MonkeyPatch, most: int, small: int
) -> None:
    """However little a job may rewrite, there are never many; where it may, there are fewer."""
    monkeypatch.setattr(merging, "SMALL", small)
    engine = opened(tmp_path / "index", writable=True)
    for seq in range(1, 151):
        engine.update([spoken(f"d{seq % 100}", "мир", "труд")], seq=seq)
        engine.tidy(most)
        bound = 1 + engine.state().turns.bit_length() if most == ANY else MOST_SEGMENTS
        assert segments(tmp_path / "index") <= bound
    assert engine.state().documents == engine.search(Question(word("мир"))).documents == 100
    assert engine.state().seq == 150
    assert engine.verify() == ()
    engine.close()


def test_segments_of_the_dead_are_dropped(tmp_path: Path, spoken: Spoken) -> None:
    engine = opened(tmp_path / "index", writable=True)
    engine.update([spoken(f"d{n}", "мир") for n in range(9)], seq=1)
    (before,) = (tmp_path / "index").glob("*.arrays")
    engine.update([], [f"d{n}" for n in range(5)], seq=2)
    engine.tidy(0)
    assert segments(tmp_path / "index") == 1
    assert not before.exists()
    engine.update([], [f"d{n}" for n in range(9)], seq=3)
    assert segments(tmp_path / "index") == 0
    assert engine.search(Question()).documents == 0
    engine.close()


def test_what_dies_while_it_is_merged_is_dead_afterwards(tmp_path: Path, spoken: Spoken) -> None:
    """Commits go on while a merge is being written; the second half of the merge is later."""
    folder = tmp_path / "index"
    engine, judge = opened(folder, writable=True), opened(tmp_path / "judge", writable=True)
    entries = corpus(spoken, 60)
    for seq, some in enumerate((entries[:30], entries[30:]), 1):
        for each in (engine, judge):
            each.update(some, ["d002"] if seq == 2 else [], seq=seq)
    parts = engine._current().segments
    merged = writer.merged(folder, parts)
    for each in (engine, judge):
        each.update([spoken("d001", "новый мир"), spoken("d900", "мир")], ["d031"], seq=3)
    with engine._writing() as change:
        assert change.exchange(parts, merged)
        change.commit_entries(3, "")
    assert segments(folder) == 2
    assert engine.state() == judge.state()
    for question in QUESTIONS:
        assert engine.search(question) == judge.search(question)
    assert engine.verify() == ()
    engine.close()
    judge.close()


def test_a_merge_whose_parts_are_gone_is_dropped(tmp_path: Path, spoken: Spoken) -> None:
    folder = tmp_path / "index"
    engine = opened(folder, writable=True)
    for seq in (1, 2):
        engine.update([spoken(f"d{seq}", "мир")], seq=seq)
    parts = engine._current().segments
    merged = writer.merged(folder, parts)
    engine.tidy(ANY)
    with engine._writing() as change:
        assert not change.exchange(parts, merged)
        change.cancel()
    assert segments(folder) == 1
    assert engine.search(Question(word("мир"))).documents == 2
    engine.close()


def test_commits_merges_and_searches_at_once(tmp_path: Path, spoken: Spoken) -> None:
    engine, wrong = opened(tmp_path / "index", writable=True), []
    reader = opened(tmp_path / "index")
    engine.update([spoken(f"d{n}", "мир") for n in range(20)], seq=1)
    done = threading.Event()

    def tidy_on() -> None:
        while not done.is_set():
            engine.tidy(ANY)

    def ask_on() -> None:
        last = 0
        while not done.is_set():
            found = reader.search(Question(word("мир"))).documents
            if found < last:
                wrong.append((last, found))
            last = found

    with ThreadPoolExecutor() as threads:
        running = [threads.submit(tidy_on), threads.submit(ask_on)]
        for seq in range(2, 80):
            made = [spoken(f"d{n}", f"мир s{seq}") for n in (seq % 20, seq, seq + 1)]
            engine.update(made, seq=seq)
        done.set()
        for each in running:
            each.result()
    engine.tidy(ANY)
    assert wrong == []
    assert engine.search(Question(word("мир"))).documents == engine.state().documents == 81
    assert engine.verify() == ()
    engine.close()
    reader.close()


def test_what_is_excluded_stays_out_over_many_segments(tmp_path: Path, spoken: Spoken) -> None:
    """Whoosh's AndNot lets an excluded document through for each segment."""
    engine = opened(tmp_path / "index", writable=True)
    for seq, size in enumerate((20, 9, 4, 1), 1):
        entries = [spoken(f"d{seq}{n}", "мир труд" if n % 2 else "мир") for n in range(size)]
        engine.update(entries, seq=seq)
    assert segments(tmp_path / "index") == 4
    assert engine.search(Question(And((word("мир"), Not(word("труд")))))).documents == 18
    engine.close()


def test_whooshs_own_reader_sees_the_same_turns(tmp_path: Path, spoken: Spoken) -> None:
    """A second opinion on the codec: its terms, counts, lengths, deletions and names."""
    engine = opened(tmp_path / "index", writable=True)
    engine.update(corpus(spoken, 40), seq=1)
    engine.update([spoken("d001", "мир мир июнь"), spoken("new", "июнь")], ["d002"], seq=2)
    assert segments(tmp_path / "index") == 2
    manifest = seal.read(tmp_path / "index")
    known = [
        SealedSegment(ArrayCodec(), sealed.file, seal.unpacked(sealed.dead, sealed.turns))
        for sealed in manifest.segments
    ]
    reader = GenerationIndex(tmp_path / "index", manifest.generation, known).reader()
    assert reader.doc_count() == engine.state().turns
    for counted in engine.terms("text", "", 99):
        matcher = reader.postings("text", counted.term)
        turns = [turn for turn in matcher.all_ids() if not reader.is_deleted(turn)]
        assert len(turns) == counted.turns
        wanted = Question(Sequence("text", (Slot((counted.term,)),)), by="turn", count=999)
        named = {(hit.document, hit.best[0]) for hit in engine.search(wanted).hits}
        assert {tuple(reader.stored_fields(turn).values()) for turn in turns} == named
    (june,) = [n for n, stored in reader.iter_docs() if stored["id"] == "d001"]
    assert reader.doc_field_length(june, "text") == 3
    reader.close()
    engine.close()


def test_a_reader_follows_and_an_answer_is_of_one_generation(
    tmp_path: Path, spoken: Spoken
) -> None:
    writer = opened(tmp_path / "index", writable=True)
    reader = opened(tmp_path / "index")
    for seq in range(1, 40):
        writer.update([spoken(f"d{n}", f"мир s{seq}") for n in range(seq)], seq=seq)
        assert reader.search(Question(word(f"s{seq}"))).documents == seq
        assert reader.state() == writer.state()
    writer.close()
    reader.close()


WRITER = """
import sys
from pathlib import Path
from archive.analysis.token import Token
from archive.engine import Entry, EntryTurn
from archive.engine.whoosh import WhooshEngine

engine = WhooshEngine(Path(sys.argv[1]), fingerprint=sys.argv[2], writable=True)
for seq in range(2, 122):
    words = (Token(0, 0, 0, ("w:мир",)),)
    made = [Entry(f"d{n}", (0, 0), (EntryTurn(0, {"text": words}, {}),)) for n in (0, seq)]
    engine.update(made, seq=seq)
    engine.tidy(1000)
"""


def test_readers_beside_a_writer_see_no_error_and_counts_never_fall(
    tmp_path: Path, spoken: Spoken
) -> None:
    folder, failures, seen = tmp_path / "index", [], []
    first = opened(folder, writable=True)
    first.update([spoken("d0", "мир")], seq=1)
    first.close()
    done = threading.Event()

    def read_on(engine: WhooshEngine) -> None:
        counts = [0]
        while not done.is_set():
            try:
                counts.append(engine.search(Question(word("мир"))).documents)
                opened(folder).close()
            except Exception as error:
                failures.append(error)
                return
        seen.append(counts)

    shared = opened(folder)
    threads = [threading.Thread(target=read_on, args=(shared,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        subprocess.run([sys.executable, "-c", WRITER, str(folder), FINGERPRINT], check=True)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert all(counts == sorted(counts) for counts in seen)
    assert shared.search(Question(word("мир"))).documents == 121
    shared.close()


def test_two_writers_take_turns_and_lose_nothing(tmp_path: Path, spoken: Spoken) -> None:
    engines = [opened(tmp_path / "index", writable=True) for _ in range(2)]

    def write(number: int) -> None:
        for n in range(15):
            engines[number].update([spoken(f"d{number}-{n}", "мир")], seq=n)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [engine.search(Question(word("мир"))).documents for engine in engines] == [30, 30]
    for engine in engines:
        engine.close()


def test_searching_goes_on_in_threads_while_another_updates(spoken: Spoken) -> None:
    engine = WhooshEngine(None, fingerprint=FINGERPRINT, writable=True)
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            result = engine.search(Question(word("мир"), facets=("year",)))
            if result.documents != sum(dict(result.facets[0].counts).values()):
                wrong.append(result)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for seq in range(1, 40):
        engine.update([spoken(f"d{seq % 13}", "мир", day="2024")], [f"d{seq % 7}"], seq=seq)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    engine.close()


def test_a_closed_engine_of_its_own_folder_leaves_nothing(spoken: Spoken) -> None:
    engine = WhooshEngine(None, fingerprint=FINGERPRINT, writable=True)
    engine.update([spoken("a", "мир")], seq=1)
    engine.close()
    with pytest.raises(EngineUnavailable):
        engine.search(Question())


def test_whoosh_would_have_taken_a_stray_toc(tmp_path: Path, spoken: Spoken) -> None:
    """The habit we keep away from, as it is: the newest number wins, whoever wrote it."""
    engine = opened(tmp_path / "index", writable=True)
    engine.update([spoken("a", "мир")], seq=1)
    storage = FileStorage(str(tmp_path / "index"))
    TOC(schema(), [], 999).write(storage, "MAIN")
    assert TOC.read(storage, "MAIN").segments == []
    assert engine.search(Question()).documents == 1
    assert opened(tmp_path / "index").search(Question()).documents == 1
    engine.close()
