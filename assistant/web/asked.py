"""Notes public questions without a full answer, beside answering: never later, never in its way."""

from __future__ import annotations

import logging
import queue
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Answer

if TYPE_CHECKING:
    from assistant.service import Assistant

_LOG = logging.getLogger(__name__)
# More wait only where the database is slower than people ask: then some are left out.
_WAITING = 500


class AskedLog:
    """Hands answers to `service.gaps` in a thread of its own, one after the other."""

    def __init__(self, service: Assistant, settings: Settings) -> None:
        self._service = service
        self._keeps = settings.keep_questions
        self._waiting: queue.Queue[tuple[Answer, datetime]] = queue.Queue(_WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing was ever handed over."""
        return self._thread is None

    def note(self, answer: Answer) -> None:
        """Let an answer be noted, soon; returns at once and raises nothing."""
        if not self._keeps or answer.status in ("answered", "refused"):
            return
        try:
            self._waiting.put_nowait((answer, datetime.now(UTC)))
        except queue.Full:
            _LOG.warning("a question was not noted: too many wait")
            return
        self._start()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="asked", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            answer, now = self._waiting.get()
            try:
                self._service.gaps.note([answer], "page", now)
            except AssistantError as error:
                # Without its database the assistant answers all the same.
                _LOG.warning("a question was not noted: %s", error.code)
            except Exception as error:  # the thread must live; the text must not get into the log
                _LOG.error("noting a question failed: %s", type(error).__name__)
