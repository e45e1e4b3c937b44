"""How the two processes talk: JSON behind its length. No pickle: the other side may be hostile."""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")


class FrameError(Exception):
    """What came is cut off, or longer than it may be."""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one message; raises OSError when nobody reads any more."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO, most: int) -> bytes | None:
    """Read one message of at most `most` bytes; None at the end.

    Raises FrameError when it is longer, or ends before its end.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise FrameError("cut off")
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise FrameError(f"{length} bytes")
    data = stream.read(length)
    if len(data) < length:
        raise FrameError("cut off")
    return data
