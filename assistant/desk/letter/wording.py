"""The texts of a letter, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from assistant.types import Language

LANGUAGES: tuple[Language, ...] = ("da", "en")


@cache
def letter_texts(language: Language) -> Mapping[str, Any]:
    """Return what a letter says, and the words it recognises, in a language."""
    file = resources.files("assistant.desk.letter") / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
