"""Errors of the service, which name the key of what was sent, at the field they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.errors import InputError
from assistant.web.paths.questions import Question

# Said of the amount, but mended elsewhere.
_ELSEWHERE = {"rate_missing": "eur_dkk"}


def fault(
    error: InputError,
    questions: Sequence[Question],
    values: Mapping[str, Any],
    texts: Mapping[str, Any],
) -> dict[str, str]:
    """Return what is wrong in words by the name of its field; empty where no field is named.

    `texts` are those of the errors: by code, else by the type of the field.
    """
    fields = dict(_keys(questions, values))
    named = _ELSEWHERE.get(error.code) or _named(error.message, fields)
    if named not in fields:
        return {}
    name, kind = fields[named]
    return {name: str(texts["codes"].get(error.code, texts[kind]))}


def _named(message: str, keys: Mapping[str, Any]) -> str:
    """Return the longest of `keys` in the message: `partners.0.turnover_eur`, not `partners`."""
    found = [key for key in keys if re.search(rf"(?<![\w.]){re.escape(key)}(?!\w|\.\w)", message)]
    return max(found, key=len, default="")


def _keys(
    questions: Sequence[Question], values: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Return name and type of the field for each key that the service may name."""
    for question in questions:
        name = prefix + question["id"]
        for key in (question["id"], *question.get("keys", {}).values()):
            yield prefix + key, (name, question["type"])
        if question["type"] == "list":
            for number, entry in enumerate(values.get(question["id"], ())):
                yield from _keys(question["item"], entry, f"{name}.{number}.")
