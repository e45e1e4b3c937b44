"""An enterprise's figures with those of its partners (in proportion) and linked ones (whole)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assistant.rules.sme.firm import FIGURES, FigureName, Figures, Firm, Other
from assistant.rules.sme.limits import Limits
from assistant.rules.sme.wording import digits, ends, share_term

Role = Literal["autonomous", "partner", "linked"]
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Counted:
    """Another enterprise and how it counts; `weight` is the part of its figures."""

    other: Other
    role: Role
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of all that count together; `missing` are the keys of what was not given.

    `known` is the exact sum of what was: where something is missing, at least that. `formula` is
    None where nothing was calculated.
    """

    name: FigureName
    known: Fraction
    missing: tuple[str, ...]
    formula: str | None


Sums = dict[FigureName, Sum]


def count(other: Other, limits: Limits) -> Counted:
    """Return how another enterprise counts.

    Annex I, Article 3: from 25 % on it is a partner, with control (here: above 50 %) linked.
    """
    if other.share is None or other.share > limits.value("control"):
        return Counted(other, "linked", _WHOLE)
    if other.share >= limits.value("partner"):
        return Counted(other, "partner", other.share)
    return Counted(other, "autonomous", Decimal(0))


def add_up(firm: Firm, counted: tuple[Counted, ...]) -> Sums:
    """Return the three figures with all that count: Annex I, Article 6."""
    parts = [(firm.own, _WHOLE), *((each.other.figures, each.weight) for each in counted)]
    return {name: _sum(name, [part for part in parts if part[1]]) for name in FIGURES}


def alone(figures: Figures) -> Sums:
    """Return figures that are complete in themselves, as those of an earlier year."""
    return {name: _sum(name, [(figures, _WHOLE)]) for name in FIGURES}


def _sum(name: FigureName, parts: list[tuple[Figures, Decimal]]) -> Sum:
    known, terms, missing = Fraction(0), [], []
    for figures, weight in parts:
        value = figures.values[name]
        if value is None:
            missing.append(figures.key_of(name))
        else:
            known += Fraction(weight) * value
        shown = "?" if value is None else digits(value)
        terms.append(shown if weight == _WHOLE else f"{share_term(weight)} × {shown}")
    lines = [line for figures, _ in parts if (line := figures.conversions.get(name))]
    if len(terms) > 1:
        result = "?" if missing else digits(known)
        sign = "=" if missing or ends(known) else "≈"
        lines.append(f"{' + '.join(terms)} {sign} {result}")
    return Sum(name, known, tuple(missing), "; ".join(lines) or None)
