"""From what came in at a door to an `Ask`: the one set of checks for every door."""

from __future__ import annotations

import difflib
import re
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from assistant.errors import InputError
from assistant.types import Ask, Turn

DANISH_TIME = ZoneInfo("Europe/Copenhagen")
MAX_TURNS = 50
_SURROGATE = re.compile("[\ud800-\udfff]")


def today() -> date:
    """Return today's date in Denmark. Only a door may ask: no step behind it reads the clock."""
    return datetime.now(DANISH_TIME).date()


def parse_json(raw: bytes) -> object:
    """Parse UTF-8 JSON; raises InputError `not_utf8` or `not_json`."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            "not_utf8",
            f"The input is not UTF-8 text (byte {error.start}).",
            "Save it as UTF-8 and try again.",
        ) from error
    try:
        parsed: object = from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise InputError(
            "not_json", f"The input is not JSON: {error}.", 'Write for example {"question": "…"}.'
        ) from error
    return parsed


def ask_from_object(value: object, max_chars: int, as_of: date) -> Ask:
    """Return the checked `Ask` of a JSON object, with an id and with `as_of` where it names no day.

    Raises InputError that names the key: unknown, missing or of a wrong value; an empty question;
    a question of more than `max_chars` code points; too long a history.
    """
    if not isinstance(value, Mapping):
        raise InputError(
            "not_an_object",
            "The input is JSON, but not an object.",
            'Write for example {"question": "…"}.',
        )
    _refuse_surrogates(value)
    try:
        # Strict JSON mode: "5" is no number, 0 is no date, an array becomes the tuple of turns.
        ask = Ask.model_validate_json(to_json(value), strict=True)
    except ValidationError as error:
        raise _describe(error.errors()[0]) from error
    _check_question(ask.question, max_chars)
    _check_history(ask.history, max_chars)
    # An answer has an id and a day; the pipeline, which is to be repeatable, makes up neither.
    return ask.model_copy(update={"id": ask.id or uuid.uuid4().hex, "as_of": ask.as_of or as_of})


def _refuse_surrogates(value: object) -> None:
    # A command line that is not valid UTF-8 reaches Python as lone surrogates.
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise InputError(
                "not_utf8", "The input holds bytes that are not UTF-8 text.", "Write it in UTF-8."
            )
    elif isinstance(value, Mapping):
        for key, part in value.items():
            _refuse_surrogates(key)
            _refuse_surrogates(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_surrogates(part)


def _check_question(question: str, max_chars: int) -> None:
    # Invisible characters alone are as empty as spaces; an emoji is printable.
    if not any(char.isprintable() and not char.isspace() for char in question):
        raise InputError("empty_question", "The question is empty.", "Write a question.")
    if len(question) > max_chars:
        raise InputError(
            "question_too_long",
            f"The question has {len(question)} characters; at most {max_chars} are read.",
            "Shorten it, or ask its parts one by one.",
        )


def _check_history(history: tuple[Turn, ...], max_chars: int) -> None:
    longest = max((max(len(t.question), len(t.answer)) for t in history), default=0)
    if len(history) > MAX_TURNS or longest > max_chars:
        raise InputError(
            "history_too_long",
            f"The history may have {MAX_TURNS} turns, each text of at most {max_chars} characters.",
            "Send the latest turns only.",
        )


def _describe(error: ErrorDetails) -> InputError:
    where = _path(error["loc"])
    if error["type"] == "extra_forbidden":
        known = sorted(Turn.model_fields if len(error["loc"]) > 1 else Ask.model_fields)
        near = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}."
        return InputError("unknown_key", f"The key {where!r} is not known.", hint)
    if error["type"] == "missing":
        return InputError("missing_key", f"The key {where!r} is missing.", f"Add {where!r}.")
    return InputError(
        "bad_value",
        f"The value of {where!r} is wrong: {error['msg']}.",
        "Dates are written YYYY-MM-DD." if where == "as_of" else f"Change {where!r}.",
    )


def _path(loc: tuple[int | str, ...]) -> str:
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
