"""Answers on their way back from the browser that kept them: untrusted, so checked.

The checks are those of the other doors that take answers back, feedback and export.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.doors.posted import export_from_object
from assistant.errors import InputError
from assistant.types import Answer

# A conversation has 30 turns; the browser sends them in parts of this many.
MAX_ANSWERS = 10


def kept_answers(value: object, max_chars: int) -> list[Answer | None]:
    """Return the answers of `{"answers": […]}`; None for each that can't be read.

    Questions have at most `max_chars` characters. One that was changed, or stored by an older page,
    costs no other. Raises InputError `bad_value` where there is no such list, or it is too long.
    """
    answers = value.get("answers") if isinstance(value, Mapping) else None
    if not isinstance(answers, list) or len(answers) > MAX_ANSWERS:
        raise InputError(
            "bad_value",
            f"`answers` must be a list of at most {MAX_ANSWERS} answers.",
            "Send what POST /api/ask returned.",
        )
    return [_kept(answer, max_chars) for answer in answers]


def _kept(value: object, max_chars: int) -> Answer | None:
    try:
        (answer,), _ = export_from_object({"answers": [value]}, max_chars)
    except InputError:
        return None
    return answer
