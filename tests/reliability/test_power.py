"""Does an acknowledged commit of the index outlive a cut of power? See power.py.

Short here; HARBIN_KILLS=200 makes the full form.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from . import power
from .test_kills import FULL, strace  # noqa: F401  (a fixture)


@pytest.mark.usefixtures("strace")
def test_commits_and_merges_outlive_cuts_of_power(tmp_path: Path) -> None:
    kills = FULL or 6
    seen = power.trial(tmp_path / "index", kills)
    assert seen.kills == kills
    assert seen.commits >= kills
