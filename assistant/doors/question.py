"""From what came in at a door to an `Ask`: the one set of checks for every door."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from assistant.doors.checks import describe, refuse_surrogates
from assistant.errors import InputError
from assistant.types import Ask, Turn

DANISH_TIME = ZoneInfo("Europe/Copenhagen")
MAX_TURNS = 50


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
    refuse_surrogates(value)
    try:
        # Strict JSON mode: "5" is no number, 0 is no date, an array becomes the tuple of turns.
        ask = Ask.model_validate_json(to_json(value), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        known = Turn.model_fields if len(first["loc"]) > 1 else Ask.model_fields
        raise describe(first, known) from error
    check_question(ask.question, max_chars)
    _check_history(ask.history, max_chars)
    # An answer has an id and a day; the pipeline, which is to be repeatable, makes up neither.
    return ask.model_copy(update={"id": ask.id or uuid.uuid4().hex, "as_of": ask.as_of or as_of})


def check_question(question: str, max_chars: int) -> None:
    """Raise InputError `empty_question` or `question_too_long`."""
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
