"""The cage: whatever a page does to its reader, its neighbours are read."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.priority import AUTOGROUP
from ingest.cage import Cage, ReaderBroken
from ingest.page import Capture, Reading, Refusal

NOW = datetime(2024, 5, 17, tzinfo=UTC)

READER = """
import os, signal, socket, subprocess, sys, time

from archive.document import Document, PartialDate, Passage, Speaker, Voice
from ingest.page import Cut, Reading, Refusal


def read(capture):
    text = capture.body.decode("utf-8", "surrogatepass")
    act = DEEDS.get(text.partition(" ")[0])
    if act:
        act(text)
    if text == "refuse":
        return Refusal("skipped", ("listing: It is a list.",))
    voice = Voice(Speaker("Q", "Q"), None, "question")
    passages = (Passage(1, "speech", text, voice), Passage(2, "narration", text))
    date = PartialDate("2024-05", "printed", "May 2024")
    document = Document("a-1", "u", "s", "release", "en", capture.input, None, date, None, None,
                        "final", passages)
    return Reading(document, ("r",), (Cut("x", "y"),), (str(os.getpid()),), "utf-8", "BOM")


def grow(text):
    kept = []
    while True:
        kept.append(bytearray(2**24))


def spin(text):
    while True:
        pass


def crash(text):
    raise ZeroDivisionError("by zero")


def chatter(text):
    print("noise" * 1000, flush=True)
    os.write(1, b"noise")


def recurse(text):
    recurse(text)


def counted(text):
    raise ValueError(open("/proc/self/autogroup").read())


DEEDS = {
    "leave": lambda text: os._exit(3),
    "kill": lambda text: os.kill(os.getpid(), signal.SIGKILL),
    "sleep": lambda text: time.sleep(60),
    "spin": spin,
    "grow": grow,
    "crash": crash,
    "chatter": chatter,
    "recurse": recurse,
    "connect": lambda text: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "write": lambda text: open(text.split()[1], "w"),
    "run": lambda text: subprocess.run(["true"]),
    "count": counted,
}
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The dotted name of the reader above, in a module a child can import."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "reader_of_tests.py").write_text(READER, "utf-8")
    sys.path.insert(0, str(folder))
    yield "reader_of_tests:read"
    sys.path.remove(str(folder))
    sys.modules.pop("reader_of_tests", None)


@pytest.fixture(scope="module")
def cage(reader):
    with Cage(1, reader, seconds=30) as cage:
        yield cage


@pytest.fixture(scope="module")
def hasty(reader):
    """A cage that does not wait: for what never ends."""
    with Cage(1, reader, seconds=3) as cage:
        yield cage


def capture(text: str) -> Capture:
    body = text.encode("utf-8", "surrogatepass")
    return Capture("page.html", None, NOW, body, {"Content-Type": "text/html"})


HARM = [
    ("leave now", "The reading process ended."),
    ("kill itself", "ended by signal 9"),
    ("grow much", "not enough memory"),
    ("crash it", "ZeroDivisionError: by zero"),
    ("recurse it", "nested too deeply"),
    ("\ud800 surrogate", "lone surrogates"),
    ("connect out", "PermissionError"),
    ("run it", "PermissionError"),
]


NICE = """
import os
from datetime import UTC, datetime
from ingest.cage import Cage
from ingest.page import Capture

os.nice(3)
with Cage(1, "reader_of_tests:read") as cage:
    [(_, refusal)] = cage.results([Capture("a", None, datetime.now(UTC), b"count")])
print(os.nice(0), *refusal.reasons)
"""


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="sessions share alike only on some Linux")
def test_a_child_counts_as_little_as_its_parent(reader):
    """It is a session of its own, and the processor is shared among these first."""
    command = [sys.executable, "-c", NICE]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    own, *reasons = said.stdout.split()
    assert reasons[-2:] == ["nice", own]


@pytest.mark.parametrize("text", ["sleep long", "spin long"])
def test_an_input_without_end_is_left(hasty, text):
    test_one_bad_input_hurts_only_itself(hasty, text, "It took too long.")


@pytest.mark.parametrize(("text", "sentence"), HARM)
def test_one_bad_input_hurts_only_itself(cage, text, sentence):
    good, bad, after = (result for _, result in cage.results(map(capture, ("a", text, "b"))))
    assert isinstance(good, Reading)
    assert isinstance(bad, Refusal)
    assert bad.outcome == "quarantined"
    assert bad.reasons[0].startswith("reading-failed: ")
    assert sentence in bad.reasons[0]
    assert isinstance(after, Reading)
    assert after.document.passages[0].text == "b"


def test_no_file_is_written_or_emptied(cage, tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("kept", "utf-8")
    [(_, refusal)] = cage.results([capture(f"write {precious}")])
    assert isinstance(refusal, Refusal)
    assert precious.read_text("utf-8") == "kept"


def test_what_a_library_prints_is_no_answer(cage):
    [(_, reading)] = cage.results([capture("chatter on")])
    assert isinstance(reading, Reading)


def test_values_come_back_whole(cage, reader):
    texts = ("Проверка \u202e\u00a0\u00ad й", "refuse", "漢字\uf900\U0001f600", "")
    caged = [result for _, result in cage.results(map(capture, texts))]
    with Cage(0, reader) as free:
        here = [result for _, result in free.results(map(capture, texts))]
    assert [plain(a) for a in caged] == [plain(b) for b in here]


def plain(result: Reading | Refusal) -> object:
    """A result without the process it was made in."""
    return result if isinstance(result, Refusal) else (result.document, result.rules, result.cuts)


def test_results_are_in_order_and_lazy(reader):
    taken = []

    def given():
        for number in range(40):
            taken.append(number)
            yield capture(f"{number}")

    with Cage(2, reader) as cage:
        results = cage.results(given())
        first, _ = next(results)
        assert first.body == b"0"
        assert len(taken) < 10
        assert [int(c.body) for c, _ in results] == list(range(1, 40))


def test_an_abandoned_batch_does_not_mix_with_the_next(reader):
    with Cage(2, reader) as cage:
        next(cage.results([capture(str(number)) for number in range(9)]))
        answers = list(cage.results([capture("x"), capture("y")]))
        assert [r.document.passages[0].text for _, r in answers] == ["x", "y"]


def test_a_child_is_kept_and_is_not_this_process(reader):
    with Cage(1, reader) as cage:
        readings = [r for _, r in cage.results(map(capture, "abc"))]
        [(_, again)] = cage.results([capture("d")])
    children = {reading.notes[0] for reading in (*readings, again)}
    assert len(children) == 1
    assert str(os.getpid()) not in children


def test_in_process_failures_are_refusals_too(reader):
    with Cage(0, reader) as cage:
        crashed, good = (result for _, result in cage.results(map(capture, ("crash it", "a"))))
    assert crashed.reasons == ("reading-failed: ZeroDivisionError: by zero",)
    assert isinstance(good, Reading)


def test_a_broken_installation_is_no_inputs_fault():
    with Cage(1, "no_such_module:read") as cage, pytest.raises(ReaderBroken, match="no_such"):
        list(cage.results([capture("a")]))


def test_large_captures_pass(cage):
    text = "слово " * 2_000_000
    [(_, reading)] = cage.results([capture(text)])
    assert isinstance(reading, Reading)
    assert reading.document.passages[0].text == text


def test_children_end_with_the_cage(reader):
    with Cage(1, reader) as cage:
        [(_, reading)] = cage.results([capture("a")])
    assert not Path(f"/proc/{reading.notes[0]}").exists()
