"""One use of the model at a time, questions before passages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock with two doors: who waits at `urgent` is next, however busy `patient` is.

    Two threads must not meet in the tokenizer: setting its padding while it is in use raises
    "Already borrowed". A plain lock would do for that, but a thread that embeds a whole document
    would take it again and again while a question waits.
    """

    def __init__(self) -> None:
        self._use = threading.Lock()
        self._next = threading.Lock()
        self._patience = threading.Lock()

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Wait for the one use that is going on, at most, and for other urgent ones."""
        with self._next:
            self._use.acquire()
        try:
            yield
        finally:
            self._use.release()

    @contextmanager
    def patient(self) -> Iterator[None]:
        """Let everything urgent go first."""
        with self._patience, self.urgent():
            yield
