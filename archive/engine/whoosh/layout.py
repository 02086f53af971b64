"""How do arrays lie in a file? Many named NumPy arrays in one file that is mapped, not read.

::

    0        8         12        16                     64-byte boundary
    ├────────┼─────────┼─────────┼──────────────────────┼─────────┼───────
    │ MAGIC  │ length  │ CRC-32  │ directory (JSON)     │ array 1 │ array 2 …
    └────────┴─────────┴─────────┴──────────────────────┴─────────┴───────
               of the directory     {"text.terms": ["|u1", count, offset], …}

All numbers little-endian; offsets count from the first array; each array starts on a multiple of
64 bytes. Opening maps the file and reads the directory alone: it costs the same at any size. The
directory has a checksum of its own; that of the whole file stands in the manifest (seal.py).

    >>> import io
    >>> file = io.BytesIO()
    >>> write(file, {"primes": np.array([2, 3, 5, 7], np.int32)})
    >>> arrays(file.getvalue())["primes"].tolist()
    [2, 3, 5, 7]
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np

MAGIC = b"HRBNARR1"
ALIGN = 64
HEAD = len(MAGIC) + 8


class NotArrays(ValueError):
    """The bytes are not such a file, or not a whole one."""


def write(file: BinaryIO, named: Mapping[str, np.ndarray]) -> None:
    """Writes the (one-dimensional) arrays."""
    directory, offset = {}, 0
    for name, array in named.items():
        directory[name] = [array.dtype.newbyteorder("<").str, len(array), offset]
        offset += _up(array.nbytes)
    head = json.dumps(directory).encode("ascii")
    file.write(MAGIC)
    file.write(len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little"))
    file.write(head.ljust(_up(HEAD + len(head)) - HEAD))
    for array in named.values():
        little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        file.write(little.data.cast("B") if len(little) else b"")
        file.write(b"\0" * (_up(little.nbytes) - little.nbytes))


class Pieces:
    """A file whose arrays come piece by piece, several at a time: each has room for the most it
    may hold, and what of it stays empty is a hole in the file."""

    def __init__(self, file: BinaryIO, most: Mapping[str, tuple[str, int]]) -> None:
        """`most`: by name the kind (as NumPy writes it) and the greatest length."""
        self._file = file
        self._directory, offset = {}, 0
        for name, (kind, length) in most.items():
            self._directory[name] = [np.dtype(kind).newbyteorder("<").str, 0, offset]
            offset += _up(length * np.dtype(kind).itemsize)
        # Written again at the end, with the lengths: these are at most as many digits longer.
        self._room = len(json.dumps(self._directory)) + 20 * len(self._directory)
        self._body = _up(HEAD + self._room)
        file.truncate(self._body + offset)

    def length(self, name: str) -> int:
        """How much of the array there is already."""
        return self._directory[name][1]

    def append(self, name: str, piece: np.ndarray) -> None:
        """Writes the next piece of an array."""
        kind, length, offset = self._directory[name]
        little = np.ascontiguousarray(piece).astype(np.dtype(kind), copy=False)
        self._file.seek(self._body + offset + length * little.itemsize)
        self._file.write(little.data.cast("B") if len(little) else b"")
        self._directory[name][1] = length + len(little)

    def close(self) -> None:
        """Writes the directory: before, the file is none of ours."""
        head = json.dumps(self._directory).encode("ascii").ljust(self._room)
        self._file.seek(0)
        self._file.write(MAGIC)
        self._file.write(len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little"))
        self._file.write(head)


def mapped(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a file, read-only; they stay valid when the file is deleted.
    Raises OSError, NotArrays."""
    with open(path, "rb") as file:
        try:
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise NotArrays(f"{path.name} is empty") from error
    return arrays(held)


def arrays(held: bytes | mmap.mmap) -> dict[str, np.ndarray]:
    """The arrays in the bytes, which are not copied. Raises NotArrays."""
    if held[: len(MAGIC)] != MAGIC:
        raise NotArrays("a file of arrays begins otherwise")
    length = int.from_bytes(held[8:12], "little")
    head = held[HEAD : HEAD + length]
    if zlib.crc32(head) != int.from_bytes(held[12:16], "little"):
        raise NotArrays("the directory of a file of arrays is damaged")
    body = _up(HEAD + length)
    return {
        name: np.frombuffer(held, np.dtype(kind), count, body + offset)
        if count
        else np.empty(0, np.dtype(kind))
        for name, (kind, count, offset) in json.loads(head).items()
    }


def _up(size: int) -> int:
    return -(-size // ALIGN) * ALIGN
