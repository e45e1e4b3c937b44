"""What the head of a file says of it: which calls a note is for, from when to when it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.errors import InputError

APPLIES_TO = "applies_to"
PERIOD = ("valid_from", "valid_to")
MAX_NOTICE = 200
_MAX_CALLS = 200


def known_keys(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is used of front matter: its texts, and `applies_to` as a tuple of call ids.

    Raises InputError `bad_front_matter` for calls that are no ids, for a day that is none, and for
    a period that ends before it begins.
    """
    # Other lists say nothing here, and one of lists of lists could unfold to more than there is
    # room for.
    kept: dict[str, Any] = {key: value for key, value in meta.items() if isinstance(value, str)}
    if APPLIES_TO in meta:
        kept[APPLIES_TO] = _calls(meta[APPLIES_TO])
    days = [_day(key, kept[key]) for key in PERIOD if kept.get(key)]
    if len(days) == len(PERIOD) and days[0] > days[1]:
        raise _wrong("`valid_to` lies before `valid_from`")
    return kept


def _calls(value: object) -> tuple[str, ...]:
    """Read `applies_to: [a, b]`, or a text with commas."""
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list) or len(listed) > _MAX_CALLS:
        raise _wrong(f"`{APPLIES_TO}` is no list of calls")
    if not all(isinstance(one, str) for one in listed):
        raise _wrong(f"`{APPLIES_TO}` names something that is no id of a call")
    return tuple(dict.fromkeys(one.strip() for one in listed if one.strip()))


def _day(key: str, value: str) -> date:
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise _wrong(f"`{key}` is no day like 2024-01-31: {value!r}") from error


def _wrong(what: str) -> InputError:
    return InputError("bad_front_matter", f"The front matter is wrong: {what}.", "Mend it.")
