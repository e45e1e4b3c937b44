"""Reading files within limits: simple text here, everything else in a process of its own."""

from __future__ import annotations

import logging
import stat
from pathlib import Path
from types import TracebackType

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers import read_file
from assistant.corpus.sandbox.limits import FileLimits
from assistant.corpus.sandbox.messages import Failure, Request, nested_too_deep
from assistant.corpus.sandbox.process import ReadingProcess, most_reply_bytes
from assistant.errors import InputError

logger = logging.getLogger(__name__)

READER = "assistant.corpus.readers:read_file"
# Markdown and text are read by Python alone, and so much of them in two seconds at the very worst:
# that needs no process, whose start takes longer than reading a common one.
_SIMPLE = frozenset({".md", ".txt"})
_SHORT_BYTES = 100_000


class SafeReader:
    """Reads files one after the other; the process for it is started when one needs it.

    Use it as a context manager. `reader` is the function of that process, as "module:function".
    Not safe for threads.
    """

    def __init__(self, limits: FileLimits, reader: str = READER) -> None:
        self._limits = limits
        self._reader = reader
        self._process: ReadingProcess | None = None

    def __enter__(self) -> SafeReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, path: Path) -> RawDocument:
        """Read one file.

        Raises InputError with the reader's own code, or `not_a_file`, `file_too_large`,
        `too_much_text`, `nested_too_deep`, `too_slow`, `too_much_memory`, `reader_crashed` or
        `unreadable` (what no reader foresaw); MissingPartError `no_reading_process`; OSError where
        the file is gone.
        """
        size = self.check(path)
        if path.suffix.lower() in _SIMPLE and size <= _SHORT_BYTES and self._reader == READER:
            return _read_here(path)
        if self._process is None:
            most = most_reply_bytes(self._limits.max_file_bytes)
            self._process = ReadingProcess(self._reader, most)
        try:
            reply = self._process.ask(Request(str(path.absolute()), self._limits))
        except BaseException:
            # Interrupted while it waited: the next reply would be to the wrong question.
            self.close()
            raise
        if reply.spent:
            self._process = None
        if reply.raw is not None:
            return reply.raw
        assert reply.failure is not None
        if reply.failure.trace:
            logger.info("%s can't be read\n%s", path, reply.failure.trace)
        raise _error(reply.failure)

    def close(self) -> None:
        """End the process, where there is one."""
        if self._process is not None:
            self._process.close()
            self._process = None

    def check(self, path: Path) -> int:
        """Return the size of a file; raises InputError `not_a_file`, `file_too_large`; OSError."""
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # A pipe or a device may never end.
            raise InputError("not_a_file", f"{path.name} is no file.", "Put a file there.")
        if found.st_size > self._limits.max_file_bytes:
            raise InputError(
                "file_too_large",
                f"{path.name} has {found.st_size} bytes; {self._limits.max_file_bytes} are"
                " allowed.",
                "Split it, or raise ASSISTANT_MAX_FILE_BYTES.",
            )
        return found.st_size


def _read_here(path: Path) -> RawDocument:
    try:
        return read_file(path)
    except RecursionError as error:
        raise _error(nested_too_deep(path.name)) from error


def _error(failure: Failure) -> InputError:
    return InputError(failure.code, failure.message, failure.hint)


def read_safely(path: Path, limits: FileLimits) -> RawDocument:
    """Read one file as `SafeReader.read` does, and end the process after it."""
    with SafeReader(limits) as reader:
        return reader.read(path)
