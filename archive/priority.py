"""Who gives way where the processor is short? A job, for nobody waits for it, to visitors.

A job lowers its niceness, which its children inherit. Linux may share the processor among sessions
first (autogroup), and niceness then counts only within one: so a process that leads a session, as
one started by cron, systemd or `setsid` does, has its session count as little as itself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NICENESS = 10
"""Of a job: who has none gets nine parts of ten where both want one core."""

AUTOGROUP = Path("/proc/self/autogroup")


def give_way() -> None:
    """Lowers the priority of this process, and so of those it will start; never raises it."""
    os.nice(max(0, NICENESS - os.nice(0)))
    lower_session()


def lower_session() -> None:
    """Has the session count as little as this process, if it leads it, and where there is such a
    thing; what else runs in a session that somebody else leads is no affair of ours."""
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            AUTOGROUP.write_text(str(os.nice(0)), "ascii")
