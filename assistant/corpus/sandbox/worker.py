"""The reading process: `python -m assistant.corpus.sandbox.worker MODULE:FUNCTION`.

It takes requests from stdin one after the other and ends with it. The function reads a file:
`(path, limits) -> RawDocument`.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.limits import Limits
from assistant.corpus.sandbox.confine import (
    MEGABYTE,
    Watch,
    confine,
    held_bytes,
    limit_address_space,
    limit_cpu,
)
from assistant.corpus.sandbox.frames import read_frame, write_frame
from assistant.corpus.sandbox.limits import FileLimits
from assistant.corpus.sandbox.messages import (
    EXIT_MEMORY,
    READY,
    REPLY,
    REQUEST,
    Failure,
    Reply,
    Request,
    nested_too_deep,
)
from assistant.errors import AssistantError

Read = Callable[[Path, Limits], RawDocument]
# Of a worker that keeps more than this part of the limit after a file, another one takes the place.
_SPENT = 0.25
_MOST_REQUEST_BYTES = 1_000_000
_TRACE_CHARS = 4000


def main() -> None:
    """Answer requests until stdin ends."""
    # Ctrl-C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = _own_streams()
    module, name = sys.argv[1].split(":")
    read: Read = getattr(importlib.import_module(module), name)
    watch = Watch(lambda: os._exit(EXIT_MEMORY))
    confine()
    at_start = held_bytes()
    write_frame(replies, READY)
    while (data := read_frame(requests, _MOST_REQUEST_BYTES)) is not None:
        reply = _answer(REQUEST.validate_json(data), read, watch, at_start)
        write_frame(replies, reply)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for the parent alone; what a library prints goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return requests, replies


def _answer(request: Request, read: Read, watch: Watch, at_start: int) -> bytes:
    limits = request.limits
    memory = limits.max_read_memory_mb * MEGABYTE
    limit_cpu(2 * limits.max_read_seconds)
    limit_address_space(2 * memory)
    watch.most = held_bytes() + memory
    try:
        reply = _read(request, read)
        spent = held_bytes() - at_start > _SPENT * memory
        return _dump(replace(reply, spent=spent or reply.spent), request)
    except MemoryError:
        os._exit(EXIT_MEMORY)
    finally:
        watch.most = None


def _dump(reply: Reply, request: Request) -> bytes:
    try:
        return REPLY.dump_json(reply)
    except ValueError as error:
        failure = _unforeseen(Path(request.path).name, error)
        return REPLY.dump_json(Reply(failure=failure, spent=reply.spent))


def _read(request: Request, read: Read) -> Reply:
    path = Path(request.path)
    try:
        raw = read(path, request.limits.for_reader)
    except AssistantError as error:
        return Reply(failure=Failure(error.code, error.message, error.hint))
    except RecursionError:
        return Reply(failure=nested_too_deep(path.name), spent=True)
    except MemoryError:
        raise
    except Exception as error:
        return Reply(failure=_unforeseen(path.name, error))
    if len(raw.text.encode("utf-8", "replace")) > request.limits.max_file_bytes:
        return Reply(failure=_too_long(path.name, request.limits))
    return Reply(raw)


def _unforeseen(name: str, error: Exception) -> Failure:
    # A reader is third-party code fed with anybody's files: whatever it raises means that this
    # file can't be read, and nothing about the others.
    reason = str(error).splitlines()[0][:200] if str(error).strip() else type(error).__name__
    return Failure(
        "unreadable",
        f"{name} can't be read: {reason}",
        "Open it in the program it was made with and save it anew.",
        trace=traceback.format_exc()[-_TRACE_CHARS:],
    )


def _too_long(name: str, limits: FileLimits) -> Failure:
    return Failure(
        "too_much_text",
        f"{name} holds more text than the {limits.max_file_bytes} bytes that are allowed.",
        "Split it, or raise ASSISTANT_MAX_FILE_BYTES.",
    )


if __name__ == "__main__":
    main()
