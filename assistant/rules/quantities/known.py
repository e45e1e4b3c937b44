"""Quantities that stand in no text: values of findings and the as-of date, for the pool."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from assistant.rules.quantities.model import DateParts, Kind, Quantity, TimeParts
from assistant.rules.quantities.moments import DANISH_TIME


def known(value: Decimal | date | datetime, kind: Kind, unit: str | None = None) -> list[Quantity]:
    """Return the quantities that a value accounts for, with empty offsets and text.

    A datetime gives its date and its time (in Danish time), a date its date, a Decimal one
    quantity of the kind and unit: `known(Decimal("0.4"), "share")`,
    `known(Decimal(2400000), "amount", "DKK")`.
    """
    if isinstance(value, Decimal):
        return [Quantity(kind, value, unit, 0, 0, "")]
    if isinstance(value, datetime):
        local = value.astimezone(DANISH_TIME) if value.tzinfo else value
        clock = TimeParts(local.hour, local.minute, local.second)
        return [*known(local.date(), "date"), Quantity("time", clock, None, 0, 0, "")]
    return [Quantity("date", DateParts(value.year, value.month, value.day), None, 0, 0, "")]
