"""One reading process, seen from outside: ask it, wait no longer than allowed, end it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import assistant
from assistant.corpus.sandbox.frames import FrameError, read_frame, write_frame
from assistant.corpus.sandbox.messages import (
    EXIT_MEMORY,
    READY,
    REPLY,
    REQUEST,
    Failure,
    Reply,
    Request,
)
from assistant.errors import MissingPartError

_START_SECONDS = 120.0
_END_SECONDS = 10.0
# A document's blocks and places take several times the room of its text.
_REPLY_PER_TEXT = 16


class ReadingProcess:
    """A process that reads one file after the other, until one of them is the end of it.

    `reader` is the function that reads, as "module:function". Not safe for threads. Raises
    MissingPartError `no_reading_process` when it does not start.
    """

    def __init__(self, reader: str, most_reply_bytes: int) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "assistant.corpus.sandbox.worker", reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._requests: BinaryIO = self._child.stdin  # type: ignore[assignment]
        self._replies: queue.Queue[bytes | None] = queue.Queue()
        # A thread, for Windows can't wait for a pipe with a limit.
        self._listener = threading.Thread(
            target=_listen,
            args=(self._child.stdout, most_reply_bytes, self._replies),
            daemon=True,
        )
        self._listener.start()
        if self._next(_START_SECONDS) != READY:
            self.close()
            raise MissingPartError(
                "no_reading_process",
                "The process that reads files did not start.",
                "Is there memory? `assistant doctor` checks the installation.",
            )

    def ask(self, request: Request) -> Reply:
        """Have a file read; a reply that is `spent` leaves the process dead."""
        try:
            write_frame(self._requests, REQUEST.dump_json(request))
        except OSError:
            return self._died(request)
        try:
            data = self._next(request.limits.max_read_seconds)
        except queue.Empty:
            self.close()
            return _gave_up(request, "too_slow")
        if data is None:
            return self._died(request)
        try:
            reply = REPLY.validate_json(data)
        except ValueError:
            reply = _crashed(request, "it sent what can't be understood")
        if reply.spent:
            self.close()
        return reply

    def close(self) -> None:
        """End the process, whatever it does."""
        self._child.kill()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(_END_SECONDS)
        self._listener.join(_END_SECONDS)
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _next(self, seconds: float) -> bytes | None:
        return self._replies.get(timeout=seconds)

    def _died(self, request: Request) -> Reply:
        """Tell by its exit code what ended a process that sent no reply."""
        try:
            code = self._child.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            code = 0  # it closed its pipe, or sent more than it may: killed now
        self.close()
        if code == EXIT_MEMORY:
            return _gave_up(request, "too_much_memory")
        if code == -getattr(signal, "SIGXCPU", 0):
            return _gave_up(request, "too_slow")
        return _crashed(request, _how(code))


def _listen(stream: BinaryIO, most: int, replies: queue.Queue[bytes | None]) -> None:
    try:
        while (data := read_frame(stream, most)) is not None:
            replies.put(data)
    except (FrameError, OSError, ValueError):
        pass
    replies.put(None)


def most_reply_bytes(max_text_bytes: int) -> int:
    """Return how long a reply may be whose document has at most so much text."""
    return _REPLY_PER_TEXT * max_text_bytes + 1_000_000


def _environment() -> dict[str, str]:
    """Return the environment without the settings: a database address may hold a password."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    package = str(Path(assistant.__file__).parents[1])
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, [package, kept.get("PYTHONPATH")]))
    return kept


def _how(code: int) -> str:
    if code >= 0:
        return f"it ended with {code}"
    try:
        return f"it was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"it was ended by signal {-code}"


def _gave_up(request: Request, code: str) -> Reply:
    name, limits = Path(request.path).name, request.limits
    if code == "too_slow":
        what = f"took longer than {limits.max_read_seconds:g} seconds to read"
        setting = "ASSISTANT_MAX_READ_SECONDS"
    else:
        what = f"took more than {limits.max_read_memory_mb} MB of memory to read"
        setting = "ASSISTANT_MAX_READ_MEMORY_MB"
    hint = f"Split it, or save it anew in another format; or raise {setting}."
    return Reply(failure=Failure(code, f"{name} {what}.", hint), spent=True)


def _crashed(request: Request, how: str) -> Reply:
    failure = Failure(
        "reader_crashed",
        f"{Path(request.path).name} brought down the process that reads files: {how}.",
        "The file may be damaged: open it in the program it was made with and save it anew.",
    )
    return Reply(failure=failure, spent=True)
