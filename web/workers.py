"""How do several processes do one work? A parent starts them, replaces the dead, ends them all.

The parent does nothing else, and has no threads, so it may fork at any time. A pipe that only the
parent writes to tells the workers when it is gone, however it went: none is left behind.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

AWAITED = (signal.SIGTERM, signal.SIGINT) + (
    (signal.SIGCHLD,) if hasattr(signal, "SIGCHLD") else ()
)
SHORT = 10.0  # seconds; who lived no longer is replaced after a pause
LONGEST_PAUSE = 30.0
ENDING = 10.0  # seconds until who does not end is killed

Work = Callable[[], None]


def kept(count: int, work: Work) -> None:
    """Keeps so many processes at `work` until SIGTERM or SIGINT comes, then ends them, by SIGTERM.
    Only from the main thread, and while there is no other."""
    signal.signal(signal.SIGCHLD, lambda *_: None)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)
    parent = os.pipe()
    crew = {_started(work, parent, 0.0): time.monotonic() for _ in range(count)}
    _say(f"{count} processes serve: {', '.join(map(str, crew))}")
    failures = 0
    while signal.sigwait(AWAITED) == signal.SIGCHLD:
        for pid, status in _ended(crew):
            failures = failures + 1 if time.monotonic() - crew.pop(pid) < SHORT else 0
            fresh = _started(work, parent, pause(failures))
            crew[fresh] = time.monotonic()
            _say(f"process {pid} ended ({_how(status)}); {fresh} takes its place")
    _end(crew)
    for end in parent:
        os.close(end)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def pause(failures: int) -> float:
    """Seconds before the next try after so many short lives in a row.

    >>> [pause(failures) for failures in (0, 1, 2, 3, 4, 99)]
    [0.0, 0.0, 1.0, 2.0, 4.0, 30.0]
    """
    return min(LONGEST_PAUSE, 2.0 ** (min(failures, 20) - 2)) if failures > 1 else 0.0


def _started(work: Work, parent: tuple[int, int], wait: float) -> int:
    """The number of a new process, which waits before it works."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return os.fork() or _worker(work, parent, wait)


def _worker(work: Work, parent: tuple[int, int], wait: float) -> NoReturn:
    code = 1
    try:
        os.close(parent[1])
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the parent tells us
        signal.pthread_sigmask(signal.SIG_UNBLOCK, AWAITED)
        threading.Thread(target=_end_with_parent, args=(parent[0],), daemon=True).start()
        time.sleep(wait)
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _end_with_parent(line: int) -> None:
    """Waits for the end of a pipe to which nobody ever writes."""
    os.read(line, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _ended(crew: dict[int, float]) -> list[tuple[int, int]]:
    """Those of the crew that have ended, and how; each is told once."""
    found = [os.waitpid(pid, os.WNOHANG) for pid in crew]
    return [(pid, status) for pid, status in found if pid]


def _end(crew: dict[int, float]) -> None:
    for pid in crew:
        os.kill(pid, signal.SIGTERM)
    left, until = dict(crew), time.monotonic() + ENDING
    while left and time.monotonic() < until:
        for pid, _ in _ended(left):
            del left[pid]
        time.sleep(0.02)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
