"""So many at once, so many waiting, the rest turned away; a place that is left is free again."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest

from assistant.capacity import Capacity
from assistant.errors import BusyError

SECONDS = 30


class Work:
    """Work that goes on until it is let go, and counts how many do it at the same time."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun = threading.Semaphore(0)
        self.most = self._now = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        self.begun.release()
        assert self.go.wait(SECONDS)
        with self._lock:
            self._now -= 1
        return "done"


def filled(capacity: Capacity, work: Work, number: int) -> list[Future[str]]:
    return [capacity.submit(work) for _ in range(number)]


def test_it_is_full_and_then_empty_again() -> None:
    capacity, work = Capacity(2, 3), Work()
    futures = filled(capacity, work, 5)
    for _ in range(3):
        with pytest.raises(BusyError) as caught:
            capacity.submit(work)
        assert (caught.value.code, caught.value.http_status) == ("busy", 503)
    work.go.set()
    assert [future.result(SECONDS) for future in futures] == ["done"] * 5
    assert work.most == 2
    assert [future.result(SECONDS) for future in filled(capacity, work, 5)] == ["done"] * 5
    capacity.close()


def test_who_gives_up_waiting_leaves_a_place() -> None:
    capacity, work = Capacity(1, 1), Work()
    first, second = filled(capacity, work, 2)
    assert work.begun.acquire(timeout=SECONDS)
    assert second.cancel()
    third = capacity.submit(work)
    work.go.set()
    assert (first.result(SECONDS), third.result(SECONDS)) == ("done", "done")
    capacity.close()


def test_an_error_reaches_who_asked_and_leaves_a_place() -> None:
    capacity = Capacity(1, 0)

    def fail() -> None:
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            capacity.submit(fail).result(SECONDS)
    capacity.close()
