"""Many questions, one JSON object a line: answers in order, a bad line fails alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from assistant.doors.question import ask_from_object, parse_json
from assistant.errors import AssistantError, InputError, MissingPartError
from assistant.types import Answer, Ask

MAX_LINE_BYTES = 1_000_000
_BOM = b"\xef\xbb\xbf"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Answers lines with `answer`; `defaults` (lang, call, …) hold where a line does not say."""

    answer: Callable[[Ask], Answer]
    max_chars: int
    as_of: date
    defaults: Mapping[str, str]

    def run(self, stream: BinaryIO) -> Iterator[dict[str, Any]]:
        """Yield one answer, or `{"id", "error"}`, for each line of `stream` that is not blank.

        Raises MissingPartError: without index or model no later line can be answered either.
        """
        for line in _lines(stream):
            if line.strip():
                yield self._line(line)

    def _line(self, line: bytes) -> dict[str, Any]:
        given: object = None
        try:
            value = _parse(line)
            if isinstance(value, dict):
                given = value.get("id")
                # An id that is a number comes back as the number it was.
                as_text = {"id": str(given)} if _is_number(given) else {}
                value = {**self.defaults, **value, **as_text}
            answer = self.answer(ask_from_object(value, self.max_chars, self.as_of))
        except MissingPartError:
            raise
        except AssistantError as error:
            return {"id": _echo(given), **error.to_json()}
        except Exception:  # one line must not take the rest down; the log has the traceback
            _LOG.exception("a line of the batch failed")
            internal = AssistantError(
                "internal", "The question could not be answered.", "Run `assistant doctor`."
            )
            return {"id": _echo(given), **internal.to_json()}
        result = answer.model_dump(mode="json")
        return result if given is None else {**result, "id": given}


def _parse(line: bytes) -> object:
    if len(line) > MAX_LINE_BYTES:
        raise InputError(
            "line_too_long",
            f"The line has more than {MAX_LINE_BYTES} bytes.",
            "Put one question on a line.",
        )
    return parse_json(line)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _echo(given: object) -> object:
    return given if isinstance(given, str) or _is_number(given) else None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    # Not `for line in stream`: a line without end would be read into memory whole.
    first = True
    while line := stream.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
        yield line.removeprefix(_BOM) if first else line
        first = False
