"""How is the site put on a port? By waitress, on the own machine unless told.

Several processes may answer on one socket: the parent binds it, and each worker opens the archive
for itself (connections and maps do not cross a fork). Where there is no fork, one process serves.
"""

from __future__ import annotations

import errno
import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from waitress import create_server, wasyncore

from archive.analysis import tokenize
from archive.catalogue import Archive
from archive.opening import loaded_engine

from . import LARGEST_BODY, create_app
from .workers import kept

PORT = 8000
TRIES = 50
MOST_PROCESSES = 4  # usual at most: more are worth it only where many ask at once
LINGER = 0.2  # seconds in which what came before we were told to end is taken in
GRACE = 5.0  # seconds in which what is being answered may end
YOUNG = 10_000  # objects made until Python looks for what is forgotten; 700 unless told
LIMITS = {
    "threads": 4,
    "connection_limit": 200,
    "channel_timeout": 30,
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": 4 * LARGEST_BODY,  # up to here the application says 413, as a page
    "clear_untrusted_proxy_headers": True,
    "ident": None,
}

Opening = Callable[[], Archive]


def serve(
    opening: Opening,
    port: int = PORT,
    *,
    host: str = "127.0.0.1",
    hosts: tuple[str, ...] = (),
    processes: int = 1,
) -> None:
    """Serves until interrupted or told to end, then lets what is being answered be answered;
    prints the address. Takes the next free port when this one is taken. `opening` gives the archive
    and is called in each process; `hosts`: further names the site may be asked under.
    Raises OSError where no port can be had."""
    listening = bound(port, host)
    answering = partial(_answering, opening, listening, (*hosts, host))
    print(f"http://{host}:{listening.getsockname()[1]}/", flush=True)
    _settle()
    if processes > 1 and hasattr(os, "fork"):
        kept(processes, partial(answering, processes))
    else:
        print(f"process {os.getpid()} serves alone", file=sys.stderr, flush=True)
        answering(1)
    listening.close()


def _settle() -> None:
    """Loads dictionaries and machine code, for all processes to share; what is loaded by now stays.
    Without this Python would walk through all of it, and all that is remembered, every few hundred
    pages, and nobody would be answered for a quarter of a second."""
    tokenize("мир peace 和平")
    loaded_engine()
    gc.freeze()
    gc.set_threshold(YOUNG)


def usual_processes() -> int:
    """As many as there are cores for us, within bounds."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(MOST_PROCESSES, cores or 1)


def bound(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A socket that listens on the first free port from `port` up. Raises OSError when there is
    none among the next 50."""
    for candidate in range(port, min(port + TRIES, 65536)):
        trial = socket.socket()
        try:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, candidate))
            trial.listen(1024)
        except OSError as error:
            trial.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return trial
    raise OSError(errno.EADDRINUSE, f"no free port from {port} on")


def _answering(
    opening: Opening, listening: socket.socket, hosts: tuple[str, ...], processes: int
) -> None:
    """Answers on the socket until told to end."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no news
    archive = opening()
    try:
        app = create_app(archive, hosts)
        app.config["PROCESSES"] = processes
        channels: dict = {}
        server = create_server(app, map=channels, sockets=[listening], **LIMITS)
        _run(server, channels)
    finally:
        archive.close()


def _run(server, channels: dict) -> None:
    """Waitress' loop, which ends in order: no further connection is taken, and what was asked is
    answered."""
    stops: list[int] = []

    def stop(number: int, _frame: object) -> None:
        stops.append(number)
        server.pull_trigger()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not stops:
        wasyncore.loop(timeout=1, use_poll=True, map=channels, count=1)
    _go_on(channels, LINGER, lambda: True)
    wasyncore.dispatcher.close(server)
    _go_on(channels, GRACE, lambda: any(map(_busy, list(server.active_channels.values()))))
    server.task_dispatcher.shutdown(timeout=1)
    with suppress(OSError):
        server.trigger.close()


def _go_on(channels: dict, seconds: float, needed: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and needed():
        wasyncore.loop(timeout=0.05, use_poll=True, map=channels, count=1)


def _busy(channel) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)
