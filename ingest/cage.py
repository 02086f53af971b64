"""How is a page read so that a bad one hurts only itself? In a child process with bounds.

A child may use so much memory, so much time, no network and no writing; when it dies, hangs or
runs out, that one input is quarantined and the next goes to a new child. Messages are msgpack of
the frozen values, never pickles. Results come in the order of the captures.

    >>> from datetime import UTC, datetime
    >>> with Cage(0, read="ingest.cage:unreadable") as cage:
    ...     [(_, refusal)] = cage.results([Capture("a.html", None, datetime.now(UTC), b"text")])
    >>> refusal.reasons
    ('no-reader: This reader reads nothing.',)
"""

from __future__ import annotations

import fcntl
import importlib
import os
import resource
import select
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

import msgspec

from archive.priority import lower_session

from . import limits
from .language import language_of
from .page import Capture, Reading, Refusal

READ = "ingest.reading:read"
"""The function that reads a capture, by its dotted name: only a name crosses to the child."""

Reader = Callable[[Capture], Reading | Refusal]

_LENGTH = struct.Struct(">Q")
READING_FAILED = "reading-failed"
_PIPE = 2**20  # bytes in the pipe: a page goes through in one piece
_START_SECONDS = 60.0  # on a busy machine
_STARTED = b"started"


class ChildFailed(Exception):
    """A child gave no answer; the sentence says why."""


class ReaderBroken(Exception):
    """No child can start (no memory, a broken installation): no input's fault, so it ends a job."""


class Cage:
    """Reads captures with `workers` child processes (0: in this process, without bounds).

    `read` names a function of a capture that gives a Reading or a Refusal; `seconds` is the bound
    of one input. Children start when first needed and live until `close`.
    """

    def __init__(self, workers: int, read: str = READ, *, seconds: float = limits.SECONDS) -> None:
        self._workers = workers
        self._read = read
        self._children = tuple(_Child(read, seconds) for _ in range(workers))
        self._idle: SimpleQueue[_Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(workers) if workers else None

    def __enter__(self) -> Cage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the children; what they were reading is given up."""
        for child in self._children:
            child.retire()
        if self._threads:
            self._threads.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            child.end()

    def results(self, captures: Iterable[Capture]) -> Iterator[tuple[Capture, Reading | Refusal]]:
        """Each capture with its reading, in order; captures are taken a few ahead.

        Raises ReaderBroken when no child can be started."""
        if self._threads is None:
            reader = named(self._read)
            yield from ((capture, _guarded(reader, capture)) for capture in captures)
            return
        ahead: deque[tuple[Capture, Future[Reading | Refusal]]] = deque()
        for capture in captures:
            ahead.append((capture, self._threads.submit(self._asked, capture)))
            if len(ahead) > 2 * self._workers:
                yield _first(ahead)
        while ahead:
            yield _first(ahead)

    def _asked(self, capture: Capture) -> Reading | Refusal:
        child = self._idle.get()
        try:
            answer = _answer(child.ask(_encoded_capture(capture)))
            if isinstance(answer, Refusal) and any(READING_FAILED in r for r in answer.reasons):
                child.end()  # what it left behind (memory above all) goes with it
            return answer
        except ChildFailed as failure:
            return _failed(str(failure))
        except (ValueError, UnicodeError) as error:
            return _failed(f"The capture cannot be handed over: {type(error).__name__}.")
        finally:
            self._idle.put(child)


def named(dotted: str) -> Reader:
    """The function of a dotted name, "package.module:function"."""
    module, _, name = dotted.partition(":")
    return getattr(importlib.import_module(module), name)


def unreadable(capture: Capture) -> Refusal:
    """A reader that reads nothing (the example above)."""
    return Refusal("quarantined", ("no-reader: This reader reads nothing.",))


class _Child:
    """A child process that answers one message at a time; replaced when it fails or grows old."""

    def __init__(self, read: str, seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = 0
        self._retired = False

    def ask(self, message: bytes) -> bytes:
        """The child's answer. Raises ChildFailed when there is none; the next has a new child."""
        if self._retired:
            raise ChildFailed("The reading was given up.")
        if self._answered >= limits.INPUTS_PER_CHILD:
            self.end()
        try:
            process = self._process or self._start()
            answer = _exchange(process, message, self._seconds)
        except ChildFailed as failure:
            raise ChildFailed(f"{failure}{self.end()}") from None
        self._answered += 1
        return answer

    def retire(self) -> None:
        """No more questions; one that waits is ended by killing the child."""
        self._retired = True
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> str:
        """Ends the process; gives how it ended, as the end of a sentence."""
        process, self._process = self._process, None
        if process is None:
            return ""
        died = process.poll() is not None or _gone(process)
        process.kill()
        process.communicate()
        if not died or process.returncode is None or process.returncode >= 0:
            return ""
        return f" It was ended by signal {-process.returncode}."

    def _start(self) -> subprocess.Popen[bytes]:
        """A new interpreter, not a fork: nothing of ours is in its memory."""
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        process = subprocess.Popen(
            [sys.executable, "-c", "from ingest.cage import main; main()", self._read,
             str(self._seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
            env=dict(os.environ, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1",
                     OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1"),
        )  # fmt: skip
        for stream in (process.stdin, process.stdout):
            os.set_blocking(stream.fileno(), False)
            _widen(stream.fileno())
        self._process, self._answered = process, 0
        answer = _started(process)
        if answer != _STARTED:
            self.end()
            raise ReaderBroken(f"the reading process does not start: {answer.decode()}")
        return process


def _started(process: subprocess.Popen[bytes]) -> bytes:
    """What the child says first: that it started, or why not."""
    try:
        return _received(process, time.monotonic() + _START_SECONDS)
    except ChildFailed as failure:
        return str(failure).encode()


def _gone(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process whose pipe broke ends by itself."""
    try:
        process.wait(0.5)
    except subprocess.TimeoutExpired:
        return False
    return True


def _exchange(process: subprocess.Popen[bytes], message: bytes, seconds: float) -> bytes:
    deadline = time.monotonic() + seconds
    _send(process, _LENGTH.pack(len(message)) + message, deadline)
    return _received(process, deadline)


def _send(process: subprocess.Popen[bytes], message: bytes, deadline: float) -> None:
    handle = process.stdin.fileno()
    rest = memoryview(message)
    while rest:
        _wait(handle, select.POLLOUT, deadline)
        try:
            rest = rest[os.write(handle, rest) :]
        except BlockingIOError:
            continue
        except OSError:
            raise ChildFailed("The reading process ended.") from None


def _received(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    head = _taken(process, _LENGTH.size, deadline)
    return _taken(process, *_LENGTH.unpack(head), deadline)


def _taken(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    handle = process.stdout.fileno()
    pieces = bytearray()
    while len(pieces) < length:
        _wait(handle, select.POLLIN, deadline)
        try:
            piece = os.read(handle, length - len(pieces))
        except BlockingIOError:
            continue
        if not piece:
            raise ChildFailed("The reading process ended.")
        pieces += piece
    return bytes(pieces)


def _wait(handle: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(handle, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise ChildFailed("It took too long.")


def _widen(handle: int) -> None:
    """A bigger pipe where the system has it (Linux; an unprivileged user may be refused)."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        try:
            fcntl.fcntl(handle, fcntl.F_SETPIPE_SZ, _PIPE)
        except OSError:
            return


def _first(ahead: deque) -> tuple[Capture, Reading | Refusal]:
    capture, future = ahead.popleft()
    return capture, future.result()


def _failed(sentence: str) -> Refusal:
    return Refusal("quarantined", (f"{READING_FAILED}: {sentence}",))


def _guarded(reader: Reader, capture: Capture) -> Reading | Refusal:
    """What the reader gives; what it raises is a refusal of this one input, with its name."""
    try:
        return reader(capture)
    except MemoryError:
        return _failed("There was not enough memory.")
    except RecursionError:
        return _failed("It is nested too deeply.")
    except Exception as error:
        return _failed(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")


def _encoded_capture(capture: Capture) -> bytes:
    return msgspec.msgpack.encode(capture)


def _encoded_answer(answer: Reading | Refusal) -> bytes:
    """One letter for the type, then the value. A text that has no UTF-8 form is a refusal."""
    letter = b"d" if isinstance(answer, Reading) else b"r"
    try:
        return letter + msgspec.msgpack.encode(answer)
    except UnicodeEncodeError:
        return b"r" + msgspec.msgpack.encode(_failed("The text has lone surrogates."))


def _answer(message: bytes) -> Reading | Refusal:
    try:
        kind = Reading if message[:1] == b"d" else Refusal
        return msgspec.msgpack.decode(message[1:], type=kind)
    except msgspec.MsgspecError as error:
        raise ChildFailed(f"The answer is not a reading: {error}.") from None


def main() -> None:
    """The child: answers captures on standard input until it ends."""
    source, target = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)  # what a library prints must not come between our messages
    seconds = int(float(sys.argv[2])) + 1
    with os.fdopen(source, "rb") as questions, os.fdopen(target, "wb") as answers:
        try:
            reader = named(sys.argv[1])
            language_of(
                "Its model is unpacked into a temporary file, and no file is written below."
            )
            lower_session()  # its own, which would else count as much as a visitor's
            _bound()
        except Exception as error:
            _reply(answers, f"{type(error).__name__}: {error}".encode())
            raise
        _reply(answers, _STARTED)
        while head := questions.read(_LENGTH.size):
            _more_time(seconds)
            question = questions.read(*_LENGTH.unpack(head))
            capture = msgspec.msgpack.decode(question, type=Capture)
            _reply(answers, _encoded_answer(_guarded(reader, capture)))


def _reply(answers, message: bytes) -> None:
    answers.write(_LENGTH.pack(len(message)) + message)
    answers.flush()


def _bound() -> None:
    """No more memory than the bound, no writing, no network, no other program, no core file."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    sys.addaudithook(_refuse)


def _more_time(seconds: int) -> None:
    """Processor time for one more input (the clock is the parent's)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


_FORBIDDEN = frozenset(
    (
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "os.system",
        "subprocess.Popen", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rename",
        "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate",
    )
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _refuse(event: str, arguments: tuple) -> None:
    """An audit hook (PEP 578): reading a page opens no connection, starts no program and writes
    no file. It is for honest parsers; the bounds of the system are for the others."""
    opened = event == "open" and not isinstance(arguments[0], int)
    if event in _FORBIDDEN or (opened and arguments[2] & _WRITING):
        raise PermissionError(f"{event} is not for a reader of pages")
