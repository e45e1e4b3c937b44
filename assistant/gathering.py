"""Calls from several threads made into few: while one runs, the next ones gather."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Vectors = list[list[float]]


@dataclass(slots=True)
class _Call:
    texts: list[str]
    done: threading.Event = field(default_factory=threading.Event)
    vectors: Vectors = field(default_factory=list)
    error: BaseException | None = None


class Gathering:
    """Calls `embed` for one thread at a time, with what up to `most` texts of others wait for.

    A model takes half as long for eight short texts together as for eight one by one. Nobody waits
    for company: a lone call runs at once. A text longer than `short` characters goes alone, because
    the others would be made as long as it is.
    """

    def __init__(
        self, embed: Callable[[Sequence[str]], Vectors], most: int = 8, short: int = 300
    ) -> None:
        self._embed = embed
        self._most = most
        self._short = short
        self._running = threading.Lock()
        self._waiting: deque[_Call] = deque()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return the vector of each text, in order; raises what `embed` raises."""
        if any(len(text) > self._short for text in texts):
            with self._running:
                return self._embed(texts)
        call = _Call(list(texts))
        self._waiting.append(call)
        while not call.done.is_set():
            # Whoever gets the lock works for all that wait, maybe not yet for itself.
            with self._running:
                if not call.done.is_set():
                    self._run(self._next())
        if call.error is not None:
            raise call.error
        return call.vectors

    def _next(self) -> list[_Call]:
        calls = [self._waiting.popleft()]
        room = self._most - len(calls[0].texts)
        while self._waiting and len(self._waiting[0].texts) <= room:
            calls.append(self._waiting.popleft())
            room -= len(calls[-1].texts)
        return calls

    def _run(self, calls: list[_Call]) -> None:
        try:
            vectors = self._embed([text for call in calls for text in call.texts])
            start = 0
            for call in calls:
                call.vectors = vectors[start : start + len(call.texts)]
                start += len(call.texts)
        except BaseException as error:
            for call in calls:
                call.error = error
        finally:
            for call in calls:
                call.done.set()
