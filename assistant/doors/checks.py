"""What every door refuses in the same words: text that is none, and values that don't fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date

from pydantic_core import ErrorDetails

from assistant.errors import InputError
from assistant.types import Language

_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGES: tuple[Language, ...] = ("da", "en")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def refuse_surrogates(value: object) -> None:
    """Raise InputError `not_utf8` for lone surrogates anywhere in a JSON value.

    A command line that is not valid UTF-8 reaches Python as such.
    """
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise InputError(
                "not_utf8", "The input holds bytes that are not UTF-8 text.", "Write it in UTF-8."
            )
    elif isinstance(value, Mapping):
        for key, part in value.items():
            refuse_surrogates(key)
            refuse_surrogates(part)
    elif isinstance(value, list | tuple):
        for part in value:
            refuse_surrogates(part)


def describe(error: ErrorDetails, known: Iterable[str]) -> InputError:
    """Return pydantic's error as one that names the key; `known` keys help with a mistyped one."""
    where = key_path(error["loc"])
    if error["type"] == "extra_forbidden":
        names = sorted(known)
        near = difflib.get_close_matches(str(error["loc"][-1]), names, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(names)}."
        return InputError("unknown_key", f"The key {where!r} is not known.", hint)
    if error["type"] == "missing":
        return InputError("missing_key", f"The key {where!r} is missing.", f"Add {where!r}.")
    is_date = error["type"].startswith(("date_", "datetime_"))
    return InputError(
        "bad_value",
        f"The value of {where!r} is wrong: {error['msg']}.",
        "Dates are written YYYY-MM-DD." if is_date else f"Change {where!r}.",
    )


def key_path(loc: tuple[int | str, ...]) -> str:
    """Return where a value stands, as in `history[0].question`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def parse_day(text: str, key: str) -> date:
    """Return the day of `YYYY-MM-DD`; raises InputError that names `key`."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            "bad_value",
            f"The value of {key!r} is wrong: {text[:40]!r} is not a day.",
            "Dates are written YYYY-MM-DD.",
        ) from error


def parse_language(text: str, key: str) -> Language:
    """Return `text` as one of the languages; raises InputError that names `key`."""
    for language in _LANGUAGES:
        if text == language:
            return language
    raise InputError(
        "bad_value", f"The value of {key!r} is wrong: {text[:40]!r}.", "Languages are da and en."
    )
