"""Building the index in a process of its own: a server keeps none of the memory that it takes.

The child is `python -m assistant.doors.apart STEP`, once to prepare the model and once to build the
index, so that the one's memory is given back before the other begins. It reads the settings from
the first line of stdin and writes one JSON line for each step of progress, and one at the end. It
lives no longer than stdin is open, so it dies with its parent, however that ends.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from typing import Any, TextIO

from assistant import telemetry
from assistant.doors import log
from assistant.errors import AssistantError, CorpusError, InputError, MissingPartError
from assistant.settings import Settings
from assistant.types import Progress

_KINDS = {kind.__name__: kind for kind in (CorpusError, InputError, MissingPartError)}


def build_apart(settings: Settings, progress: Progress | None = None) -> None:
    """Prepare the model and build the index; returns when both are done.

    Raises the AssistantError that a child met, or MissingPartError `build_failed`.
    """
    for step in ("model", "index"):
        _run(step, settings, progress)


def _run(step: str, settings: Settings, progress: Progress | None) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "assistant.doors.apart", step],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    # Leaving closes stdin and waits: where something goes wrong here, the child ends as well.
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(settings.model_dump_json() + "\n")
        child.stdin.flush()
        done = any(_heard(line, progress) for line in child.stdout)
    if not done:
        raise MissingPartError(
            "build_failed",
            f"The process that builds the index ended with {child.returncode}.",
            "Is there memory and room on the disk? `assistant ingest` says more.",
        )


def _heard(line: str, progress: Progress | None) -> bool:
    """Take one line of the child; True for the last one. Raises what the child met."""
    try:
        told: Any = json.loads(line)
        name, values = told["told"], told["values"]
    except (ValueError, KeyError, TypeError):
        return False  # a library's own words
    if name == "progress" and progress is not None:
        progress(*values)
    if name in _KINDS:
        raise _KINDS[name](*values)
    return bool(name == "done")


def main() -> None:
    """Do one step, as the child."""
    telemetry.disable()
    # Ctrl-C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log.configure()
    settings = Settings(**json.loads(sys.stdin.readline()))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        _do(sys.argv[1], settings, lambda *values: _tell(out, "progress", values))
    except AssistantError as error:
        kind = next(name for name, kind in _KINDS.items() if isinstance(error, kind))
        _tell(out, kind, (error.code, error.message, error.hint))
    else:
        _tell(out, "done", ())


def _do(step: str, settings: Settings, progress: Progress) -> None:
    from assistant.service import Assistant

    with closing(Assistant(settings)) as service:
        if step == "model":
            service.prepare_model(progress)
        else:
            service.build(progress)


def _tell(out: TextIO, name: str, values: tuple[object, ...]) -> None:
    out.write(json.dumps({"told": name, "values": values}) + "\n")
    out.flush()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
