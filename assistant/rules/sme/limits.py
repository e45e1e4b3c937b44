"""The limits of law/sme.yaml as they hold on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from assistant.errors import InputError
from assistant.rules.load import Law, load_law
from assistant.rules.model import Bilingual, Legal, Parameter

LAW = "sme"
Level = Literal["micro", "small", "medium"]
Category = Literal["micro", "small", "medium", "large"]
LEVELS: tuple[Level, ...] = ("micro", "small", "medium")
CATEGORIES: tuple[Category, ...] = ("micro", "small", "medium", "large")


@dataclass(frozen=True, slots=True)
class Limits:
    """Values and legal sources by name, and by name and level for the ceilings.

    `version` is the SHA-256 of the law file.
    """

    values: Mapping[tuple[str, str], Decimal]
    sources: Mapping[tuple[str, str], tuple[Legal, ...]]
    assumptions: tuple[Bilingual, ...]
    version: str

    def value(self, name: str, level: str = "") -> Decimal:
        """Return a limit: annual work units, EUR, a share or a count."""
        return self.values[name, level]

    def legal(self, name: str, level: str = "") -> tuple[Legal, ...]:
        """Return the acts and articles that it rests on."""
        return self.sources[name, level]


def limits_on(day: date | None) -> Limits:
    """Return the limits in force on `day`; None takes the newest.

    Raises InputError `no_limits_then` for a day that the law file has no limits for.
    """
    law = _law()
    found: dict[tuple[str, str], Parameter] = {}
    for parameter in sorted(law.parameters, key=lambda each: each.valid_from or date.min):
        if day is None or parameter.in_force(day):
            found[parameter.name, parameter.where[0] if parameter.where else ""] = parameter
    if not found:
        raise InputError(
            "no_limits_then",
            f"as_of: There are no limits for {day}.",
            "Give a later day, or leave as_of out.",
        )
    return Limits(
        values={key: each.value for key, each in found.items() if isinstance(each.value, Decimal)},
        sources={key: each.legal for key, each in found.items()},
        assumptions=law.assumptions,
        version=hashlib.sha256(law.text.encode("utf-8")).hexdigest(),
    )


@cache
def _law() -> Law:
    """Read the law file once: it is part of the package."""
    return load_law(LAW)
