"""Answers to single questions, as every path reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.rules.fields import Fields
from assistant.rules.paths.conditions import UNKNOWN


def read_flag(fields: Fields, raw: Mapping[str, Any], name: str) -> bool | None:
    """Return yes or no; None where the key is absent, null or "unknown".

    `raw` is the mapping that `fields` reads. Raises InputError `bad_flag`.
    """
    value = raw.get(name)
    if isinstance(value, str) and value.strip().lower() == UNKNOWN:
        return None
    return fields.flag(name)
