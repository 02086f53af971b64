"""Does it matter how an index came about, or who else is at it?"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engine import Entry, Question
from archive.engine.plan import All, And, Not, RankTerm, Sequence, Slot
from archive.engine.whoosh import WhooshEngine
from archive.engine.whoosh.codec import GenerationIndex
from archive.engine.whoosh.compat import TOC, FileStorage
from archive.engine.whoosh.seal import read
from archive.errors import EngineUnavailable

FINGERPRINT = "of these tests"
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


def test_twenty_segments_answer_as_one(tmp_path: Path, spoken: Spoken) -> None:
    entries = corpus(spoken, 470)
    one = opened(tmp_path / "one", writable=True)
    one.update(entries, seq=1)
    many, rest = opened(tmp_path / "many", writable=True), list(entries)
    # Each commit is smaller than the last: none is taken in.
    for seq, size in enumerate(range(40, 0, -2), 1):
        batch, rest = rest[:size], rest[size:]
        many.update(batch, seq=seq)
    assert (segments(tmp_path / "one"), segments(tmp_path / "many"), rest[50:]) == (1, 20, [])
    one.update([], [entry.id for entry in rest], seq=2)
    for question in QUESTIONS:
        assert many.search(question) == one.search(question)
    assert many.terms("text", "w:", 99) == one.terms("text", "w:", 99)
    one.close()
    many.close()


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


def test_single_adds_and_replacements_end_in_few_segments(tmp_path: Path, spoken: Spoken) -> None:
    engine = opened(tmp_path / "index", writable=True)
    for seq in range(1, 151):
        engine.update([spoken(f"d{seq % 100}", "мир", "труд")], seq=seq)
        assert segments(tmp_path / "index") <= 1 + engine.state().turns.bit_length()
    assert engine.state().documents == engine.search(Question(word("мир"))).documents == 100
    assert engine.verify() == ()
    engine.close()


def test_a_segment_of_the_dead_is_dropped(tmp_path: Path, spoken: Spoken) -> None:
    engine = opened(tmp_path / "index", writable=True)
    engine.update([spoken(f"d{n}", "мир") for n in range(9)], seq=1)
    engine.update([], [f"d{n}" for n in range(5)], seq=2)
    assert segments(tmp_path / "index") == 1
    engine.update([], [f"d{n}" for n in range(9)], seq=3)
    assert segments(tmp_path / "index") == 0
    assert engine.search(Question()).documents == 0
    engine.close()


def test_what_is_excluded_stays_out_over_many_segments(tmp_path: Path, spoken: Spoken) -> None:
    """Whoosh's AndNot lets an excluded document through for each segment."""
    engine = opened(tmp_path / "index", writable=True)
    for seq, size in enumerate((9, 5, 3, 1), 1):
        entries = [spoken(f"d{seq}{n}", "мир труд" if n % 2 else "мир") for n in range(size)]
        engine.update(entries, seq=seq)
    assert segments(tmp_path / "index") == 4
    assert engine.search(Question(And((word("мир"), Not(word("труд")))))).documents == 11
    engine.close()


def test_whooshs_own_reader_sees_the_same_turns(tmp_path: Path, spoken: Spoken) -> None:
    """A second opinion on the codec: its terms, counts, lengths, deletions and names."""
    engine = opened(tmp_path / "index", writable=True)
    engine.update(corpus(spoken, 40), seq=1)
    engine.update([spoken("d001", "мир мир июнь"), spoken("new", "июнь")], ["d002"], seq=2)
    assert segments(tmp_path / "index") == 2
    generation = read(tmp_path / "index").generation
    reader = GenerationIndex(tmp_path / "index", generation).reader()
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
    """The habit we keep away from, as it is: the newest number wins."""
    engine = opened(tmp_path / "index", writable=True)
    engine.update([spoken("a", "мир")], seq=1)
    storage = FileStorage(str(tmp_path / "index"))
    stray = TOC.read(storage, "MAIN")
    TOC(stray.schema, [], 999).write(storage, "MAIN")
    assert TOC.read(storage, "MAIN").segments == []
    assert engine.search(Question()).documents == 1
    assert opened(tmp_path / "index").search(Question()).documents == 1
    engine.close()
