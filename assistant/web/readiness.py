"""Whether the server can answer yet: model and index are prepared beside the running server."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.errors import AssistantError, MissingPartError
from assistant.types import Progress

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What to tell who asks: `done` of `total` steps (0: not known), or what went wrong."""

    name: Literal["preparing", "ready", "failed"]
    what: str = ""
    done: int = 0
    total: int = 0
    error: AssistantError | None = None


class Readiness:
    """Runs `prepare` in a thread; after a failure it is tried again, at most every few seconds."""

    def __init__(
        self,
        prepare: Callable[[Progress], None],
        listener: Progress | None = None,
        retry_seconds: float = 5.0,
    ) -> None:
        self._prepare = prepare
        self._listener = listener
        self._retry_seconds = retry_seconds
        self._lock = threading.Lock()
        self._state = State("preparing")
        self._running = False
        self._failed_at = 0.0

    def start(self) -> None:
        """Begin to prepare; does nothing while that is going on."""
        with self._lock:
            if self._running or self._state.name == "ready":
                return
            self._running = True
            self._state = State("preparing")
        threading.Thread(target=self._run, name="prepare", daemon=True).start()

    def state(self) -> State:
        """Return the state; a failure that is old enough is tried again."""
        state = self._state
        if state.name == "failed" and time.monotonic() - self._failed_at > self._retry_seconds:
            self.start()
        return state

    def require(self) -> None:
        """Raise MissingPartError unless the assistant can answer."""
        state = self.state()
        if state.name == "preparing":
            raise MissingPartError(
                "starting", "The assistant is getting ready.", "Try again in a few seconds."
            )
        if state.error is not None:
            raise MissingPartError(state.error.code, state.error.message, state.error.hint)

    def _progress(self, what: str, done: int, total: int) -> None:
        self._state = State("preparing", what, done, total)
        if self._listener is not None:
            self._listener(what, done, total)

    def _run(self) -> None:
        try:
            self._prepare(self._progress)
            state = State("ready")
        except AssistantError as error:
            state = State("failed", error=error)
        except Exception:  # the server stays up and says so; the log has the traceback
            _LOG.exception("preparing failed")
            unforeseen = MissingPartError(
                "not_ready", "The assistant could not get ready.", "Run `assistant doctor`."
            )
            state = State("failed", error=unforeseen)
        with self._lock:
            self._failed_at = time.monotonic()
            self._state = state
            self._running = False
