"""What becomes of words when a page changes? Rows a librarian could write, and random changes in
which every character is followed by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.address import addressed, minted
from archive.difference import BREAK, rows
from archive.document import Document, Passage, Speaker, Voice
from archive.following import fate, trace
from archive.opening import memory_archive

MAYOR, GUEST = (Voice(Speaker(name, name)) for name in ("Мэр", "Гость"))


def passages(*texts: str | tuple[str, Voice]) -> tuple[Passage, ...]:
    told = [(one, MAYOR) if isinstance(one, str) else one for one in texts]
    return tuple(Passage(n, "speech", text, voice) for n, (text, voice) in enumerate(told, 1))


def document(*texts: str | tuple[str, Voice], **more) -> Document:
    usual = Document("a-1", "", "a", "release", "ru", "Т", None, None, None, None, "final", ())
    return replace(usual, passages=passages(*texts), **more)


BRIDGE, RIVER, PORT = "Мост откроют в мае.", "Река не делит города.", "В порт вложат 25 миллионов."

FATES = [  # the old passages, the new ones, the words: (kind there, where they stand there)
    ((BRIDGE, RIVER), (BRIDGE, RIVER), (1, 0, 1, 19), "same", ((1, 0), (1, 19))),
    ((BRIDGE, RIVER), (PORT, BRIDGE, RIVER), (1, 0, 1, 19), "same", ((2, 0), (2, 19))),
    ((BRIDGE, RIVER), (RIVER,), (1, 0, 1, 19), "gone", None),
    ((BRIDGE, RIVER), ("Мост откроют в июне.", RIVER), (1, 0, 1, 12), "same", ((1, 0), (1, 12))),
    ((BRIDGE, RIVER), ("Мост откроют в июне.", RIVER), (1, 0, 1, 19), "changed", ((1, 0), (1, 20))),
    ((BRIDGE,), ("Новый мост откроют в мае.",), (1, 5, 1, 19), "same", ((1, 11), (1, 25))),
    ((BRIDGE, RIVER), (RIVER, BRIDGE), (1, 0, 1, 19), "same", ((2, 0), (2, 19))),
    ((BRIDGE, RIVER), (f"{BRIDGE} {RIVER}",), (2, 0, 2, 21), "same", ((1, 20), (1, 41))),
    ((BRIDGE, RIVER), (f"{BRIDGE} {RIVER}",), (1, 15, 2, 4), "changed", ((1, 15), (1, 24))),
    (("Да.", BRIDGE, "Да."), (BRIDGE, "Да."), (1, 0, 1, 3), "gone", None),
    ((PORT,), ("В порт вложат 35 миллионов.",), (1, 14, 1, 16), "gone", None),
    (("我们共同修建大桥。",), ("我们一起修建大桥。",), (1, 4, 1, 8), "same", ((1, 4), (1, 8))),
    (("в\u00a0мае",), ("в мае",), (1, 0, 1, 5), "changed", ((1, 0), (1, 5))),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "span", "kind", "there"), FATES)
def test_what_became_of_words(old, new, span, kind, there):
    found = trace(passages(*old), passages(*new), (span[0], span[1]), (span[2], span[3]))
    assert found.kind == kind
    assert there is None or (found.start, found.stop) == there


def test_another_voice_is_a_difference():
    found = trace(passages(BRIDGE), passages((BRIDGE, GUEST)), (1, 0), (1, 4))
    assert (found.kind, found.differs, found.voices) == ("same", True, ((MAYOR, GUEST),))


def test_a_known_person_is_no_difference():
    known = replace(MAYOR, speaker=replace(MAYOR.speaker, person="the-mayor"))
    assert not trace(passages(BRIDGE), passages((BRIDGE, known)), (1, 0), (1, 4)).differs


def test_words_in_another_mouth_are_not_shown():
    """An archive built anew has the same words in the same place, but another says them."""
    address = minted("a-1", 1, addressed(document(BRIDGE)), (1, 0), (1, 19))
    found = fate(memory_archive([document((BRIDGE, GUEST))]), address)
    assert (found.state, found.words) == ("several", ())
    assert [place.start for place in found.places] == [(1, 0)]


def test_an_earlier_version_in_another_voice_is_told():
    archive = memory_archive([document((BRIDGE, GUEST)), document(BRIDGE)])
    found = fate(archive, minted("a-1", 2, addressed(document(BRIDGE)), (1, 0), (1, 19)))
    assert found.state == "stands"
    assert [number for number, _ in found.otherwise] == [1]


def test_words_found_in_another_version_are_shown_as_such():
    archive = memory_archive([document(RIVER, BRIDGE)])
    found = fate(archive, minted("a-1", 7, addressed(document(BRIDGE)), (1, 5), (1, 12)))
    assert (found.state, found.words) == ("moved", ("откроют",))
    assert (found.shown.version, found.shown.start) == (1, (2, 5))


def test_words_that_stand_twice_are_not_chosen_from():
    archive = memory_archive([document(RIVER, "Да.", BRIDGE, "Да.")])
    found = fate(archive, minted("a-1", 7, addressed(document("Да.")), (1, 0), (1, 3)))
    assert (found.state, len(found.places)) == ("several", 2)


def test_words_of_a_removed_document_still_stand():
    archive = memory_archive([document(BRIDGE)])
    with archive.store.writer() as writer:
        writer.remove("a-1", "asked for by the source")
        writer.commit()
    found = fate(archive, minted("a-1", 1, addressed(document(BRIDGE)), (1, 0), (1, 4)))
    assert (found.state, found.words, found.newest) == ("stands", ("Мост",), None)


# --- every character followed by hand -------------------------------------------------------------

Marked = list[tuple[str, int]]  # a character, and which one of the old text it is (-1: none)

OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "insert", "remove", "split", "join", "revoice"]),
        st.integers(0, 7),
        st.integers(0, 60),
    ),
    max_size=4,
)


def changed(state: list[tuple[Marked, Voice]], what: str, at: int, cut: int, turn: int):
    at %= len(state)
    text, voice = state[at]
    cut %= len(text)
    fresh = [(character, -1) for character in f" вставка{turn} "]
    if what == "edit":
        return [*state[:at], (text[:cut] + fresh + text[cut + 1 :], voice), *state[at + 1 :]]
    if what == "insert":
        return [*state[:at], (fresh, voice), *state[at:]]
    if what == "remove" and len(state) > 1:
        return state[:at] + state[at + 1 :]
    if what == "split" and cut > 0:
        return [*state[:at], (text[:cut], voice), (text[cut:], voice), *state[at + 1 :]]
    if what == "join" and at + 1 < len(state):
        return [*state[:at], (text + state[at + 1][0], voice), *state[at + 2 :]]
    if what == "revoice":
        return [*state[:at], (text, GUEST), *state[at + 1 :]]
    return state


def printed(state: list[tuple[Marked, Voice]]) -> tuple[Passage, ...]:
    return passages(*(("".join(c for c, _ in text), voice) for text, voice in state))


@settings(max_examples=200, deadline=None)
@given(st.data(), OPERATIONS)
def test_no_difference_is_missed_and_none_is_made_up(data, operations):
    """Words are the same in the new version exactly when each of their characters is, side by
    side, in as many passages and the same voices; where they are said to stand, they do. (Words
    are whole: of a word that has changed, no part is the same. Where a passage was taken out, its
    full stop may be taken for another's: a difference is then told where there is none.)"""
    texts = [f"слово{n}а речь{n}б мысль{n}в, дело{n}г." for n in range(4)]
    numbers = iter(range(1000))
    state = [([(c, next(numbers)) for c in text], MAYOR) for text in texts]
    old, first = printed(state), state
    for turn, (what, at, cut) in enumerate(operations):
        state = changed(state, what, at, cut, turn)
    start = data.draw(st.tuples(st.integers(1, 4), st.sampled_from([0, 8, 15])))
    stop = data.draw(st.tuples(st.integers(start[0], 4), st.sampled_from([22, 30, 31])))
    new = printed(state)
    found = trace(old, new, start, stop)
    wanted = [
        [i for n, (_, i) in enumerate(text) if (at, n) >= start and (at, n) < stop]
        for at, (text, _) in enumerate(first, 1)
    ]
    kept = followed(state, [row for row in wanted if row])
    assert kept or found.differs
    if not any(what == "remove" for what, _, _ in operations):
        assert kept == (not found.differs)
    if found.kind == "same":
        there = minted("a-1", 2, new, found.start, found.stop)
        assert there.words == minted("a-1", 1, old, start, stop).words


def followed(state: list[tuple[Marked, Voice]], wanted: list[list[int]]) -> bool:
    """Whether these characters stand side by side, a row of them at the end of each passage but
    the last, and in the mayor's voice."""
    where = {i: (at, n) for at, (text, _) in enumerate(state) for n, (_, i) in enumerate(text)}
    if any(i not in where for row in wanted for i in row):
        return False
    places = [[where[i] for i in row] for row in wanted]
    if any(b != (a[0], a[1] + 1) for row in places for a, b in pairwise(row)):
        return False
    for before, after in pairwise(places):
        ends = before[-1][1] == len(state[before[-1][0]][0]) - 1
        if not ends or after[0] != (before[-1][0] + 1, 0):
            return False
    return all(state[row[0][0]][1] is MAYOR for row in places)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([BRIDGE, RIVER, PORT, "Да.", "а б в г", "—"]), max_size=7).flatmap(
    lambda old: st.tuples(st.just(old), st.permutations(old), st.integers(0, 5))
))  # fmt: skip
def test_a_difference_has_all_of_both(drawn):
    """What is the same and gone is the old text, what is the same and new is the new one."""
    old, shuffled, cut = drawn
    new = [text[cut:] if n % 2 else text for n, text in enumerate(shuffled)]
    made = rows(passages(*old), passages(*new))
    for kind, texts in (("gone", old), ("new", new)):
        side = [row for row in made if (row.old if kind == "gone" else row.new)]
        told = BREAK.join(
            "".join(run.text for run in row.runs if run.kind in ("same", kind)) for row in side
        )
        assert told == BREAK.join(texts)
    assert [p.number for row in made for p in row.new] == list(range(1, len(new) + 1))
