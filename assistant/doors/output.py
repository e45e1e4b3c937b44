"""Where a command writes: results to stdout alone, everything else to stderr."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

# Escape sequences in a document or a question must not steer the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Return `text` with control characters (but tab and line break) made visible."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


class Out:
    """The real stdout. While a command runs, `sys.stdout` is stderr (see `results_only`)."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def json(self, value: object) -> None:
        """Write one JSON value on one line and flush it, so that a reader can follow."""
        self.stream.write(json.dumps(value, ensure_ascii=False) + "\n")
        self.stream.flush()

    def line(self, text: str = "") -> None:
        """Write a line for people."""
        self.stream.write(printable(text) + "\n")

    def exact(self, text: str) -> None:
        """Write `text` and nothing else: no line end added, none translated."""
        self.stream.flush()
        self.stream.buffer.write(text.encode("utf-8"))
        self.stream.buffer.flush()

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at it."""
        return self.stream.isatty()


@contextmanager
def results_only() -> Iterator[Out]:
    """Give the real stdout to the command; what a library prints meanwhile goes to stderr."""
    stdout = sys.stdout
    sys.stdout = sys.stderr
    try:
        yield Out(stdout)
        stdout.flush()
    finally:
        sys.stdout = stdout


class StderrProgress:
    """Shows progress on stderr: one moving line on a terminal, else a line now and then."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._what = ""
        self._shown = self._began = 0.0
        self._first = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Report that `done` of `total` steps of `what` are done; a total of 0 is not known."""
        now = time.monotonic()
        finished = total > 0 and done >= total
        if self._what != what:
            self._what, self._began, self._first = what, now, done
        elif not finished and now - self._shown < (0.1 if self._terminal else 5):
            return
        self._shown = now
        text = printable(f"{what}: {done}/{total}{self._rate(now, done)}" if total else what)
        if not self._terminal:
            self._stream.write(text + "\n")
        else:
            self._stream.write(f"\r\x1b[K{text}" + ("\n" if finished else ""))
        self._stream.flush()

    def _rate(self, now: float, done: int) -> str:
        seconds, steps = now - self._began, done - self._first
        # Of less than a second it says nothing.
        return f" ({steps / seconds:.1f}/s)" if seconds >= 1 and steps > 0 else ""


def use_utf8() -> None:
    """Write UTF-8 whatever the console's code page; what can't be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
