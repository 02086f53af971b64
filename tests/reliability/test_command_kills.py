"""Does `harbin add` hold its promises when it is killed? Catalogue and index, and a second run.

Short here; HARBIN_KILLS=200 makes the full form: so many random kills, and every system call.
"""

from __future__ import annotations

import pytest

from tests.reliability import killloop
from tests.reliability.killloop import FEW_PAGES, PAGES

from .test_kills import FULL, strace  # noqa: F401  (a fixture)


def test_killed_at_random_moments(tmp_path):
    making, look, told = killloop.trial(tmp_path / "pages", PAGES)
    whole = killloop.run(making(tmp_path / "whole"))
    assert whole.code == 0, whole.said
    kills = killloop.random_kills(FULL or 4, making, whole.seconds)
    tally = killloop.loop(kills, look, tmp_path, told)
    assert tally.killed > tally.jobs // 2


@pytest.mark.usefixtures("strace")
def test_killed_at_system_calls_over_several_commits(tmp_path):
    making, look, told = killloop.trial(tmp_path / "pages", PAGES)
    tally = killloop.loop(killloop.system_call_kills(making, FULL or 10), look, tmp_path, told)
    assert tally.killed == tally.jobs


@pytest.mark.usefixtures("strace")
def test_killed_while_the_archive_is_made(tmp_path):
    _, look, told = killloop.trial(tmp_path / "pages", FEW_PAGES)
    kills = killloop.system_call_kills(killloop.harbin("init"), None if FULL else 8)
    tally = killloop.loop(kills, look, tmp_path, told)
    assert tally.killed == tally.jobs


@pytest.mark.skipif(not FULL, reason="the full form: HARBIN_KILLS=200")
@pytest.mark.usefixtures("strace")
def test_killed_at_every_system_call_of_one_commit(tmp_path):
    making, look, told = killloop.trial(tmp_path / "pages", FEW_PAGES)
    tally = killloop.loop(killloop.system_call_kills(making), look, tmp_path, told)
    assert tally.killed == tally.jobs
