"""What the reading process does to itself, so that a file can take neither memory nor machine.

RLIMIT_AS counts address space, not memory, so it is only the last line, for one huge allocation or
for code that lets nothing else run. A thread watches what is really held. Windows has neither:
there time alone is limited, by the process that waits.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource

MEGABYTE = 1_000_000
_STATM = Path("/proc/self/statm")
_WATCH_SECONDS = 0.02
_REFUSED = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system"}
    | {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.kill", "os.remove"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine() -> None:
    """Give up, for good, what no reader needs: network, other programs, writing, core dumps.

    The hook sees what Python does; only the limits hold for libraries in C.
    """
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)
    if sys.platform != "win32":
        for what in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
            resource.setrlimit(what, (0, 0))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REFUSED or (event == "open" and arguments[2] & _WRITING):
        raise PermissionError(f"a reader may not do this: {event}")


def limit_cpu(seconds: float) -> None:
    """Let the process use at most about `seconds` more of the processors, then be killed.

    The process that waits is stricter; this is for the day when nobody waits any more.
    """
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds) + 2
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def limit_address_space(more_bytes: int) -> None:
    """Let the process map at most so much more than it has mapped, where that can be told."""
    if sys.platform == "linux":
        pages = int(_STATM.read_text("ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + more_bytes
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with suppress(ValueError):  # a lower limit is set from outside
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def held_bytes() -> int:
    """Return the memory the process holds now, on other systems than Linux the most it held."""
    if sys.platform == "linux":
        held = int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    elif sys.platform == "win32":
        held = 0
    else:
        unit = 1 if sys.platform == "darwin" else 1024
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return held


class Watch:
    """A thread that calls `passed` when the process holds more than `most` bytes (None: no limit).

    It ends the process when its parent is gone.
    """

    def __init__(self, passed: Callable[[], None]) -> None:
        self.most: int | None = None
        self._passed = passed
        self._parent = os.getppid()
        self._turn = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            self._turn.wait(_WATCH_SECONDS)
            if os.getppid() != self._parent:
                os._exit(1)
            most = self.most
            if most is not None and held_bytes() > most:
                self._passed()
