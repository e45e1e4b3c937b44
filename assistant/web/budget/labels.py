"""What the fields are called, so that an error says which one it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.web.budget.words import Words, capital


def label_of(field: str, words: Words, texts: Mapping[str, Any]) -> str:
    """Return the name of a field as the page shows it, empty for none."""
    section, _, name = field.partition(".")
    named = {"costs": words.regions, "financing": words.sources}.get(section, {}).get(name)
    if named:
        return capital(named)
    own = {
        "costs.total": texts["costs"]["total"],
        "submitted.date": texts["time"]["submitted_date"],
        "submitted.time": texts["time"]["submitted_time"],
    }
    if section == "de_minimis":
        return _in_row(name, texts["awards"])
    return str(own.get(field, texts["fields"].get(field, texts["fields"].get(section, ""))))


def _in_row(name: str, texts: Mapping[str, Any]) -> str:
    number, *rest = name.split(".")
    parts = [str(texts["one"]).format(number=int(number) + 1)] if number.isdecimal() else []
    if len(rest) > 2 and rest[0] == "previous" and rest[1].isdecimal():
        parts.append(str(texts["earlier_one"]).format(number=int(rest[1]) + 1).lower())
        rest = ["earlier_date" if rest[2] == "date" else rest[2]]
    if rest and rest[-1] in texts:
        parts.append(str(texts[rest[-1]]).lower())
    return ", ".join(parts)
