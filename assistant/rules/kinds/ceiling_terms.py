"""Which ceiling holds for an award on a day, and which days count towards it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assistant.rules.model import Parameter

FISCAL, ROLLING = "fiscal_years", "rolling_years"
ROAD_FREIGHT = "road_freight"


@dataclass(frozen=True, slots=True)
class Terms:
    """The regime of one award.

    `limit` is its ceiling; `window` says how the `years` that count are told; `special` whether
    the ceiling is one for a kind of undertaking only. `parameters` are what it was read from.
    """

    limit: Decimal
    window: str
    years: int
    special: bool
    parameters: tuple[Parameter, ...]

    def first_day(self, day: date, fiscal_year_start: tuple[int, int]) -> date:
        """Return the first day that counts for an award on `day`; the last is `day` itself."""
        if self.window == FISCAL:
            return years_before(fiscal_year(day, fiscal_year_start), self.years - 1)
        return years_before(day, self.years) + timedelta(days=1)

    def leaves(self, day: date, fiscal_year_start: tuple[int, int]) -> date:
        """Return the first day of an award for which aid given on `day` no longer counts."""
        start = fiscal_year(day, fiscal_year_start) if self.window == FISCAL else day
        return years_after(start, self.years)


def terms_of(parameters: Iterable[Parameter], day: date, road_freight: bool) -> Terms | None:
    """Return the regime of an award on `day`; None where no ceiling is in force."""
    valid = [parameter for parameter in parameters if parameter.in_force(day)]
    ceilings = named(valid, "ceiling")
    plain = [p for p in ceilings if not p.where]
    if not plain:
        return None
    special = [p for p in ceilings if road_freight and ROAD_FREIGHT in p.where]
    (ceiling,), (window,), (years,) = (
        special or plain,
        named(valid, "window"),
        named(valid, "years"),
    )
    assert isinstance(ceiling.value, Decimal)
    return Terms(
        limit=ceiling.value,
        window=str(window.value),
        years=int(str(years.value)),
        special=bool(special),
        parameters=(ceiling, window, years),
    )


def named(parameters: Iterable[Parameter], name: str) -> list[Parameter]:
    """Return the parameters called `name`, in their order."""
    return [parameter for parameter in parameters if parameter.name == name]


def fiscal_year(day: date, start: tuple[int, int]) -> date:
    """Return the first day of the fiscal year that `day` lies in; it begins at (month, day)."""
    first = _day(day.year, *start)
    return first if first <= day else _day(day.year - 1, *start)


def years_before(day: date, years: int) -> date:
    """Return the same day `years` earlier, 28 February for a 29 February that is missing."""
    return _day(day.year - years, day.month, day.day)


def years_after(day: date, years: int) -> date:
    """Return the first day of which `day` is no longer less than `years` earlier."""
    later = _day(day.year + years, day.month, day.day)
    return later if later.day == day.day else later + timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
