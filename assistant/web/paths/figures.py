"""Exact decimals of a result as people read them; the arithmetic is the service's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.types import Language

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def in_words(
    figure: Mapping[str, Any], unit: str, language: Language, texts: Mapping[str, str]
) -> dict[str, str]:
    """Return label, value and formula of a figure in `unit`; one that isn't known says what is.

    A formula that is one number, or nothing, is left out.
    """
    known = figure["value"] if figure["value"] is not None else figure["at_least"]
    value = f"{number(known or '0', language)} {unit}".strip()
    formula = figure["formula"] or ""
    if known in (None, "0") and figure["value"] is None:
        # At least nothing is no news.
        value, formula = texts["not_known"], ""
    elif figure["value"] is None:
        value = texts["at_least"].format(value=value)
    shown = _NUMBER.sub(lambda found: number(found[0], language), formula)
    return {
        "label": figure["label"][language],
        "value": value,
        "formula": shown if " " in formula else "",
    }


def number(plain: str, language: Language) -> str:
    """Return a plain decimal string with the separators of the language: "1234.5" is "1.234,5"."""
    whole, _, rest = plain.partition(".")
    group, point = (".", ",") if language == "da" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", group)
    return f"{grouped}{point}{rest}" if rest else grouped
