"""The enterprise that is assessed, read strictly from an input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from assistant.errors import InputError
from assistant.rules.conversion import convert
from assistant.rules.fields import Fields
from assistant.rules.model import Bilingual
from assistant.rules.paths.answers import read_flag
from assistant.rules.paths.conditions import UNKNOWN
from assistant.rules.sme.limits import CATEGORIES, Category

FigureName = Literal["headcount", "turnover", "balance"]
FIGURES: tuple[FigureName, ...] = ("headcount", "turnover", "balance")
KEYS: Mapping[FigureName, str] = {
    "headcount": "headcount",
    "turnover": "turnover_eur",
    "balance": "balance_eur",
}
_MONEY = ("turnover_eur", "turnover_dkk", "balance_eur", "balance_dkk", "eur_dkk")
_YEAR = ("headcount", *_MONEY)
_LINKED = ("name", *_YEAR)
_PARTNER = ("name", "share", *_YEAR)
KNOWN = (
    *_YEAR,
    "partners",
    "linked",
    "public_ownership",
    "public_exception",
    "new_firm",
    "previous_years",
    "previous_category",
    "as_of",
)
MOST_ENTERPRISES = 50
MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Annual figures of one enterprise; amounts in EUR, exact. None is not given.

    `key` is the dotted key of the mapping they stand in, `conversions` the formulas of amounts
    given in DKK.
    """

    key: str
    values: Mapping[FigureName, Fraction | None]
    conversions: Mapping[FigureName, str]

    def key_of(self, name: FigureName) -> str:
        """Return the dotted key that the figure is given under."""
        return f"{self.key}.{KEYS[name]}" if self.key else KEYS[name]


@dataclass(frozen=True, slots=True)
class Other:
    """Another enterprise; `share` is the holding, None for one that is given as linked."""

    name: str | None
    share: Decimal | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Firm:
    """What is assessed. `years` are earlier periods, the latest first, partners and all."""

    own: Figures
    others: tuple[Other, ...]
    public: Decimal | None
    exception: bool | None
    exception_open: bool
    new: bool
    years: tuple[Figures, ...]
    previous: Category | None
    as_of: date | None
    notes: tuple[Bilingual, ...]


def read_firm(raw: Mapping[str, Any]) -> Firm:
    """Read the input of docs/paths.md. Raises InputError that names the dotted key."""
    fields = Fields(raw, known=KNOWN)
    rate = fields.rate("eur_dkk")
    exception = read_flag(fields, raw, "public_exception")
    previous = fields.choice("previous_category", (*CATEGORIES, UNKNOWN), "category")
    firm = Firm(
        own=_figures(fields, rate),
        others=(
            *(_other(each, rate, "share") for each in _list(fields, "partners", _PARTNER)),
            *(_other(each, rate, None) for each in _list(fields, "linked", _LINKED)),
        ),
        public=fields.share("public_ownership"),
        exception=exception,
        exception_open=exception is None and fields.has("public_exception"),
        new=read_flag(fields, raw, "new_firm") or False,
        years=tuple(_figures(each, rate) for each in _list(fields, "previous_years", _YEAR)),
        previous=next((name for name in CATEGORIES if name == previous), None),
        as_of=fields.day("as_of"),
        notes=tuple(fields.notes),
    )
    if firm.new and (firm.years or firm.previous):
        raise InputError(
            "new_firm_with_years",
            "new_firm: An enterprise without approved accounts has no earlier years.",
            "Leave out previous_years and previous_category, or say new_firm: false.",
        )
    return firm


def _list(fields: Fields, name: str, known: tuple[str, ...]) -> list[Fields]:
    found = fields.items(name, known=known)
    most = MOST_YEARS if name == "previous_years" else MOST_ENTERPRISES
    if len(found) > most:
        raise fields.wrong(
            name, "too_many", f"This list has {len(found)} entries.", f"At most {most} are read."
        )
    return found


def _other(fields: Fields, rate: Decimal | None, share: str | None) -> Other:
    return Other(
        name=fields.text("name") if fields.has("name") else None,
        share=fields.need(share, fields.share) if share else None,
        figures=_figures(fields, rate),
    )


def _figures(fields: Fields, rate: Decimal | None) -> Figures:
    headcount = fields.count("headcount")
    values: dict[FigureName, Fraction | None] = {
        "headcount": None if headcount is None else Fraction(headcount)
    }
    conversions: dict[FigureName, str] = {}
    own_rate = fields.rate("eur_dkk") or rate
    for name in ("turnover", "balance"):
        values[name], formula = _amount(fields, name, own_rate)
        if formula:
            conversions[name] = formula
    return Figures(fields.path, values, conversions)


def _amount(
    fields: Fields, name: FigureName, rate: Decimal | None
) -> tuple[Fraction | None, str | None]:
    euros, kroner = fields.amount(f"{name}_eur", "EUR"), fields.amount(f"{name}_dkk")
    if kroner is None:
        return (None if euros is None else Fraction(euros)), None
    if euros is not None:
        hint = f"Keep {name}_eur or {name}_dkk."
        raise fields.wrong(f"{name}_dkk", "amount_twice", "The amount is given twice.", hint)
    if rate is None:
        hint = "Give eur_dkk, the kroner for one euro, or the amount in EUR."
        raise fields.wrong(f"{name}_dkk", "rate_missing", "There is no exchange rate.", hint)
    return convert(kroner, rate)
