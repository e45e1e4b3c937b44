"""The one log file: errors with their tracebacks, which no door ever shows."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from pathlib import Path


def log_file() -> Path:
    """Return where errors are logged. The settings may be what failed, so they are not asked."""
    return Path(os.environ.get("ASSISTANT_DATA_DIR") or "var") / "log" / "errors.log"


def configure() -> None:
    """Send errors of every library to the log file, and nothing to stderr."""
    # A log that can't be written (a full disk, a read-only folder) must not print a traceback.
    logging.raiseExceptions = False
    root = logging.getLogger()
    if not any(isinstance(handler, _LogFile) for handler in root.handlers):
        root.addHandler(_LogFile(log_file()))


class _LogFile(logging.FileHandler):
    """Makes file and folder at the first error, not before."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, encoding="utf-8", delay=True, errors="backslashreplace")
        self.setLevel(logging.ERROR)
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()
