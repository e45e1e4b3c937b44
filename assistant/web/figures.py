"""Formulas of results as people read them: figures grouped, names for what they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from assistant.types import Language

# A number that is no part of a date, a time or a name.
_NUMBER = re.compile(r"(?<![\w.:+-])[0-9]+(?:\.[0-9]+)?(?![\w:-])")
_WORD = re.compile(r"[a-z][a-z_]+")
_DANISH = str.maketrans(",.", ".,")


def formula(text: str, language: Language, name: Callable[[str], str] = str) -> str:
    """Return "0.40 × 3000000" as "0,40 × 3.000.000"; `name` gives what a word stands for."""
    named = _WORD.sub(lambda match: name(match[0]), text)
    return _NUMBER.sub(lambda match: _figure(match[0], language), named)


def _figure(text: str, language: Language) -> str:
    # Up to four digits stand as they are: they may be a year.
    whole, point, decimals = text.partition(".")
    grouped = f"{Decimal(whole):,f}" if len(whole) > 4 else whole
    english = grouped + point + decimals
    return english if language == "en" else english.translate(_DANISH)
