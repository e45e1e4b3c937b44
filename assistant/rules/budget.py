"""A budget as it is checked: typed, complete where it must be, exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from assistant.rules.model import Bilingual

CALENDAR_YEAR = (1, 1)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies; `designated` is None where the budget doesn't say."""

    kind: str | None = None
    designated: bool | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of the project."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """Approved eligible expenditure; `by_region` is None where only the total is known."""

    total: Decimal
    by_region: Mapping[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class EarlierGrant:
    """De minimis aid received before: the day of the award and the exact amount in EUR."""

    day: date
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Award:
    """A new de minimis grant to a participating undertaking; `amount` in EUR, exact.

    `key` is its place in the budget (`de_minimis.0`), `fiscal_year_start` month and day,
    `conversion` the formula of an amount that was given in DKK.
    """

    key: str
    undertaking: str
    day: date
    amount: Fraction
    group: str | None = None
    road_freight: bool = False
    fiscal_year_start: tuple[int, int] = CALENDAR_YEAR
    previous: tuple[EarlierGrant, ...] = ()
    conversion: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What is checked. None stands for a section that the input does not have.

    `submitted` is a moment with a zone, or a day where the input names no time. `notes` say how
    an ambiguous notation was read.
    """

    costs: Costs
    financing: Mapping[str, Decimal]
    call: str | None = None
    applicant: Applicant | None = None
    submitted: datetime | date | None = None
    period: Period | None = None
    de_minimis: tuple[Award, ...] | None = None
    notes: tuple[Bilingual, ...] = field(default=())

    def financed(self, source: str) -> Decimal:
        """Return the amount from `source`, zero where the budget does not name it."""
        return self.financing.get(source, Decimal(0))
