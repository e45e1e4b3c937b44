"""The few error types: what happened, why, what to do, and the exit code of the command line."""

from __future__ import annotations

from typing import Any, ClassVar


class AssistantError(Exception):
    """An error that is shown to people: a stable `code`, a `message` and a `hint` on what to do."""

    exit_code: ClassVar[int] = 2
    http_status: ClassVar[int] = 500

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def to_json(self) -> dict[str, Any]:
        """Return the `{"error": {...}}` object of CONTRACTS."""
        return {"error": {"code": self.code, "message": self.message, "hint": self.hint}}

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(AssistantError):
    """The input or the usage is wrong (exit code 2, HTTP 422)."""

    exit_code = 2
    http_status = 422


class CorpusError(AssistantError):
    """A file of the corpus or its data (call.yaml, facts.yaml) is wrong; names file and key."""

    exit_code = 2
    http_status = 503


class MissingPartError(AssistantError):
    """Something a command needs is missing or down: index, model, server, database."""

    exit_code = 3
    http_status = 503


class BusyError(AssistantError):
    """More is asked at once than can be answered: come back in a moment (HTTP 503)."""

    exit_code = 3
    http_status = 503


class RefusedError(AssistantError):
    """Who asks is not let in: no session, a wrong password (HTTP 401)."""

    exit_code = 2
    http_status = 401


class WaitError(AssistantError):
    """Too many tries have failed: the next one may come in `seconds` (HTTP 429)."""

    exit_code = 2
    http_status = 429

    def __init__(self, code: str, message: str, hint: str, seconds: int) -> None:
        super().__init__(code, message, hint)
        self.seconds = seconds
