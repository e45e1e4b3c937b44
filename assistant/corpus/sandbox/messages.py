"""What the two processes say to each other: a request, and the document or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from assistant.corpus.canonical import RawDocument
from assistant.corpus.sandbox.limits import FileLimits


@dataclass(frozen=True, slots=True)
class Request:
    """Read this file within these limits."""

    path: str
    limits: FileLimits


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read; `trace` is set for what no reader foresaw."""

    code: str
    message: str
    hint: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request: one of `raw` and `failure`. `spent`: the process must be replaced."""

    raw: RawDocument | None = None
    failure: Failure | None = None
    spent: bool = False


def nested_too_deep(name: str) -> Failure:
    """Return why a file can't be read that no reader gets to the bottom of."""
    return Failure(
        "nested_too_deep",
        f"{name} holds parts within parts, too deep to be read.",
        "Open it in the program it was made with and save it anew.",
    )


REQUEST = TypeAdapter(Request)
REPLY = TypeAdapter(Reply)
# The first message of a process, sent when it has its readers loaded.
READY = b"ready"
# How a process ends that watched itself pass a limit.
EXIT_MEMORY = 86
