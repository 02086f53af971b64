"""Every style, case by case: `expected.txt` is the table, read and corrected by eye.

A line a style; what the standards print in italics or as a link is told by the other tests. To add
a case, write it in `cases.py` and its lines in `expected.txt`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.citations import STYLES, cite
from tests.citations.cases import CASES, LINK

TABLE = Path(__file__).with_name("expected.txt").read_text("utf8")


def expected() -> dict[str, dict[str, str]]:
    blocks = (block.splitlines() for block in TABLE.strip().split("\n\n"))
    return {
        name.removeprefix("# "): dict(line.split(": ", 1) for line in lines)
        for name, *lines in blocks
    }


EXPECTED = expected()


def test_the_table_has_every_case_in_every_style_and_at_least_forty() -> None:
    assert list(EXPECTED) == list(CASES)
    assert len(CASES) >= 40
    assert all(tuple(lines) == STYLES for lines in EXPECTED.values())


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: str) -> None:
    made = {style: cite(CASES[case], style, link=LINK).text for style in STYLES}
    assert made == EXPECTED[case]
