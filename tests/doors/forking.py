"""`assistant` in a process forked from one that has imported its libraries: seconds sooner.

Otherwise as from a shell: its own environment, working folder, standard streams and exit code.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

PRELOADED = ["tests.index.preloaded", "tests.doors.preloaded"]


def context() -> ForkServerContext | None:
    """Return the context whose processes have all imported; None where there is no fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return None
    forkserver = multiprocessing.get_context("forkserver")
    forkserver.set_forkserver_preload(PRELOADED)
    return forkserver


def can_fork(environment: Mapping[str, str]) -> bool:
    """Tell whether only the assistant's own settings differ from the environment of the tests.

    Others may be read as Python starts, or when a library is imported.
    """
    if context() is None:
        return False
    # Of pytest, and not for its children.
    changing = {"PYTEST_CURRENT_TEST"}
    both = ({**environment}, {**os.environ})
    here, there = (
        {k: v for k, v in one.items() if not k.startswith("ASSISTANT_") and k not in changing}
        for one in both
    )
    return here == there


def start(
    arguments: Sequence[str | bytes],
    environment: Mapping[str, str],
    folder: Path,
    streams: tuple[int, int, int],
) -> ForkServerProcess:
    """Start `assistant` with `arguments`; `streams` are descriptors for stdin, stdout, stderr."""
    forkserver = context()
    assert forkserver is not None
    given = [os.fsdecode(argument) for argument in arguments]
    passed = [_Stream(stream) for stream in streams]
    process = forkserver.Process(target=_run, args=(given, dict(environment), str(folder), passed))
    process.start()
    return process


class _Stream:
    """A descriptor of which the new process gets a copy; it arrives there as that number."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Callable[[Any], int], tuple[Any]]:
        return _detach, (DupFd(self.number),)


def _detach(copy: Any) -> int:
    return int(copy.detach())


def _run(
    arguments: list[str], environment: dict[str, str], folder: str, streams: Sequence[int]
) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        if stream > 2:
            os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    # multiprocessing shuts both off.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", encoding="utf-8", errors="backslashreplace", closefd=False
    )
    sys.argv = ["assistant", *arguments]
    from assistant.cli import main

    main()
