"""How is the site put on a port? By waitress, on the own machine unless told."""

from __future__ import annotations

import errno
import socket

from waitress import create_server

from archive.catalogue import Archive

from . import LARGEST_BODY, create_app

PORT = 8000
TRIES = 50
LIMITS = {
    "threads": 4,
    "connection_limit": 200,
    "channel_timeout": 30,
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": 4 * LARGEST_BODY,  # up to here the application says 413, as a page
    "clear_untrusted_proxy_headers": True,
    "ident": None,
}


def serve(
    archive: Archive, port: int = PORT, *, host: str = "127.0.0.1", hosts: tuple[str, ...] = ()
) -> None:
    """Serves until interrupted; prints the address once it answers. Takes the next free port when
    this one is taken. `hosts`: further names the site may be asked under.
    Raises OSError where no port can be had."""
    server = listening(archive, port, host, hosts)
    print(f"http://{host}:{server.effective_port}/", flush=True)
    try:
        server.run()
    finally:
        server.close()


def listening(archive: Archive, port: int, host: str = "127.0.0.1", hosts: tuple[str, ...] = ()):
    """A waitress server that has its port and is not yet run."""
    chosen = free_port(port, host)
    app = create_app(archive, (*hosts, host))
    return create_server(app, host=host, port=chosen, **LIMITS)


def free_port(port: int, host: str = "127.0.0.1") -> int:
    """The first free port from `port` up. Raises OSError when there is none among the next 50."""
    for candidate in range(port, min(port + TRIES, 65536)):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, candidate))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
            else:
                return candidate
    raise OSError(errno.EADDRINUSE, f"no free port from {port} on")
