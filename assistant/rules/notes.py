"""Notes on how an ambiguous input was read, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from assistant.rules.model import Bilingual


def note(name: str, amount: tuple[str, str], **values: str) -> Bilingual:
    """Return the note `name` with its blanks filled; `amount` is written in Danish and English."""
    danish, english = amount
    return Bilingual(
        _texts("da")[name].format(amount=danish, **values),
        _texts("en")[name].format(amount=english, **values),
    )


@cache
def _texts(language: str) -> dict[str, str]:
    file = resources.files("assistant.rules") / "texts" / f"notes.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
