"""Where do the tests find the real pages that no repository may hold?

The real texts live beside the repository, in ``../shared``, or where ``$HARBIN_SHARED`` says.
A test that needs them asks for the fixture ``shared`` and is skipped, with the reason said aloud,
on a machine that has none.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data (it has ``data/samples``); skips loudly when it is missing."""
    told = os.environ.get("HARBIN_SHARED")
    folder = Path(told) if told else Path(__file__).resolve().parents[1].parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip(f"NO REAL DATA: {folder}/data is missing; set HARBIN_SHARED to its place")
    return folder
