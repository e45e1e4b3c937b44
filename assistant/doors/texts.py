"""Texts that people read, from `<language>.toml` files beside the code that shows them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from assistant.types import Language


@cache
def load_texts(package: str, language: Language) -> Mapping[str, Any]:
    """Return the texts of `package` (its folder `texts`) in `language`."""
    file = resources.files(package) / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def long_date(day: date, language: Language) -> str:
    """Return `day` written out, as in "30. maj 2022" and "30 May 2022"."""
    texts = load_texts("assistant.doors", language)
    month = texts["months"][day.month - 1]
    return str(texts["day"].format(day=day.day, month=month, year=day.year))
