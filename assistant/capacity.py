"""A bounded number of answers at once, and a bounded number that wait; more are turned away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from assistant.errors import BusyError

T = TypeVar("T")


class Capacity:
    """Runs work in `concurrent` threads of its own; up to `waiting` more wait for one of them."""

    def __init__(self, concurrent: int, waiting: int) -> None:
        self._most = concurrent + waiting
        self._lock = threading.Lock()
        self._inside = 0
        # Its threads are started when they are first needed.
        self._threads = ThreadPoolExecutor(concurrent, thread_name_prefix="answer")

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Begin `work`, or let it wait; a future that is cancelled meanwhile gives up its place.

        Raises BusyError `busy` when too many wait already.
        """
        with self._lock:
            if self._inside >= self._most:
                raise BusyError(
                    "busy",
                    "Too many questions are waiting at the moment.",
                    "Try again in a few seconds.",
                )
            self._inside += 1
        try:
            future = self._threads.submit(work)
        except BaseException:
            self._leave()
            raise
        future.add_done_callback(lambda _: self._leave())
        return future

    def close(self) -> None:
        """Take no more work and drop what waits; what is being worked on ends undisturbed."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _leave(self) -> None:
        with self._lock:
            self._inside -= 1
