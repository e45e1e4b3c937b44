"""A reader that does to its process what the text of a file says: for the tests of the limits."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from assistant.corpus.canonical import CanonicalBuilder, RawDocument
from assistant.corpus.readers.limits import Limits
from assistant.errors import InputError

_kept: list[bytearray] = []


def read(path: Path, limits: Limits) -> RawDocument:
    """Read a file whose first word names what is to go wrong; the process id is the text."""
    word, _, rest = path.read_text("utf-8").partition(" ")
    text = _DEEDS[word](rest)
    builder = CanonicalBuilder()
    builder.paragraph(text or str(os.getpid()))
    raw = builder.build(path.stem, {"pages": str(limits.max_pages)})
    return replace(raw, title="\ud800") if word == "surrogate" else raw


def _sleep(rest: str) -> None:
    time.sleep(3600)


def _spin(rest: str) -> None:
    while True:
        pass


def _hold_everything(rest: str) -> None:
    # In C and without letting any other thread of Python run.
    ctypes.PyDLL(None).sleep(3600)


def _grow(rest: str) -> None:
    while True:
        _kept.append(bytearray(b"x" * 1_000_000))


def _one_huge_piece(rest: str) -> None:
    _kept.append(bytearray(10**12))


def _keep(rest: str) -> None:
    _kept.append(bytearray(b"x" * 40_000_000))


def _fault(rest: str) -> None:
    ctypes.string_at(0)


def _nest(depth: int) -> int:
    return _nest(depth + 1) + 1


def _deep(rest: str) -> None:
    _nest(0)


def _abort(rest: str) -> None:
    os.abort()


def _exit(rest: str) -> None:
    os._exit(0)


def _kill(rest: str) -> None:
    signal.raise_signal(signal.SIGKILL)


def _shout(rest: str) -> None:
    sys.stdout.write("not for the other side")
    sys.stdout.flush()
    os.write(1, b"\x00\x00\x00\x00\x00\x00\x00\x05hello")
    sys.stderr.write("nor this\n")


def _raise(rest: str) -> None:
    raise KeyError("a reader's own mistake")


def _refuse(rest: str) -> None:
    raise InputError("broken_document", "It is damaged.", "Mend it.")


def _send(rest: str) -> None:
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def _run(rest: str) -> None:
    subprocess.run(["true"], check=False)


def _write(rest: str) -> None:
    Path(rest).write_text("written")


def _write_below(rest: str) -> None:
    """Write as a library in C would, past what Python sees."""
    libc = ctypes.CDLL(None)
    file = libc.creat(rest.encode(), 0o600)
    if libc.write(file, b"written", 7) != 7:
        raise PermissionError("not written")


def _much(rest: str) -> str:
    return "ord " * 10_000


def _environment(rest: str) -> str:
    return " ".join(os.environ)


def _nothing(rest: str) -> None:
    pass


_surrogate = _nothing


_DEEDS = {
    name.removeprefix("_").replace("_", "-"): deed
    for name, deed in list(globals().items())
    if name.startswith("_") and callable(deed) and not name.startswith("__")
}
