"""Cutting text for the page: nothing is lost or added, and marks stand where they stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.excerpt import excerpt, hidden, pieces
from web.filters import printable

texts = st.text(max_size=900) | st.text("абвг дежз, и́ ё", min_size=300, max_size=900)
spans = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 30)).map(lambda m: (m[0], m[0] + m[1])),
    max_size=6,
).map(tuple)


def joined(cut) -> str:
    """The text the pieces stand for."""
    back = {"gap": "", "return": "\r"}
    return "".join(
        chr(int(p.text[2:], 16)) if p.kind == "odd" else back.get(p.kind, p.text) for p in cut
    )


@given(texts, spans)
def test_pieces_are_the_text(text, marks):
    assert joined(pieces(text, marks)) == text


@given(texts, spans, st.sampled_from(["ru", "zh"]))
def test_an_excerpt_is_a_stretch_of_the_text(text, marks, language):
    marks = tuple((start, stop) for start, stop in marks if stop <= len(text))
    cut = excerpt(text, marks, language)
    assert joined(cut) in text
    assert len(joined(cut)) <= 460
    assert (cut[0].kind == "gap" if cut else False) == (not text.startswith(joined(cut)))


@given(texts, spans)
def test_marked_is_what_the_marks_say(text, marks):
    inside = {n for start, stop in marks for n in range(start, min(stop, len(text)))}
    place, marked = 0, set()
    for piece in pieces(text, marks):
        length = 1 if piece.kind in ("odd", "return") else len(piece.text)
        if piece.kind == "mark":
            marked |= set(range(place, place + length))
        place += length
    odd = {n for n, c in enumerate(text) if c in "\0\r" or "\ud800" <= c <= "\udfff"}
    assert marked == inside - odd


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("мост " * 10 + "порт", ((50, 54),), "whole"),
        ("берег " * 200 + "порт", ((1200, 1204),), "end"),
        ("порт " + "берег " * 200, ((0, 4),), "start"),
        ("берег " * 100 + "порт " + "берег " * 100, ((600, 604),), "middle"),
    ],
)
def test_the_marked_place_is_shown(text, marks, shown):
    cut = excerpt(text, marks, "ru")
    assert [p.text for p in cut if p.kind == "mark"] == ["порт"]
    gaps = (cut[0].kind == "gap", cut[-1].kind == "gap")
    wanted = {
        "whole": (False, False), "end": (True, False), "start": (False, True),
        "middle": (True, True),
    }  # fmt: skip
    assert gaps == wanted[shown]


def test_no_letter_is_parted_from_its_accent():
    cut = excerpt("и\u0301 не " * 200, ((600, 602),), "ru")
    assert not joined(cut).startswith("\u0301")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("обычный текст\u00a0— 中文", ()),
        ("мягкий пере\u00adнос", (("U+00AD", 1),)),
        ("\u202eзадом\u202c и \u200bсюда\u200b", (("U+202E", 1), ("U+202C", 1), ("U+200B", 2))),
    ],
)
def test_hidden_characters_are_counted(text, found):
    assert hidden(text) == found


def test_what_no_page_can_carry_is_named():
    assert printable("a\0b\ud800") == "a[U+0000]b[U+D800]"
