"""Equality of quantities by value, across notations and languages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from assistant.rules.quantities.model import DateParts, Quantity, TimeParts

# A bare number of this size is a sum of money in all but name: "60 million of the 160 million".
_SURELY_MONEY = Decimal(1_000_000)
_DURATIONS = {
    "year": ("month", 12),
    "half_year": ("month", 6),
    "quarter": ("month", 3),
    "month": ("month", 1),
    "week": ("second", 604800),
    "day": ("second", 86400),
    "hour": ("second", 3600),
    "minute": ("second", 60),
    "second": ("second", 1),
    "working_day": ("working_day", 1),
}


def same_value(a: Quantity, b: Quantity) -> bool:
    """Return whether the two say the same, neither more nor less than the other.

    Kinds don't mix (40 is not 40 per cent, an hour is not a number), but for a year as a date
    or a number of four digits, and an identifier without a label as a number ("1.1").
    """
    if a.kind == b.kind:
        return _same_kind(a, b)
    kinds = {a.kind, b.kind}
    if kinds == {"year", "date"}:
        return _parts(a) == _parts(b)
    if kinds == {"year", "number"}:
        return a.unit == b.unit and a.value == b.value
    if kinds == {"identifier", "number"}:
        identifier, number = (a, b) if a.kind == "identifier" else (b, a)
        return identifier.unit is None and _as_decimal(identifier.value) == number.value
    return False


def accounted_for(quantity: Quantity, pool: Sequence[Quantity]) -> bool:
    """Return whether one of the pool says at least what the quantity says.

    True for equal values, and where the pool is more specific: "30 May" by "30. maj 2022",
    "2022" by any date of that year, "2,5 mio." or "2.5 million" by "2,5 mio. kr.", "the first
    priority" by "prioritet 1". Never the other way: an amount in kroner needs kroner, a share
    needs a share, a full date needs the year.
    """
    return any(same_value(quantity, known) or _covers(known, quantity) for known in pool)


def _same_kind(a: Quantity, b: Quantity) -> bool:
    if a.kind == "duration":
        return _length(a) == _length(b)
    if a.kind == "time":
        return _clock(a) == _clock(b)
    if a.kind == "identifier":
        return a.value == b.value and _same_label(a, b)
    return a.unit == b.unit and a.value == b.value


def _covers(known: Quantity, asked: Quantity) -> bool:
    """Return whether `known` is a more specific saying of `asked`."""
    if asked.kind in ("date", "year") and known.kind in ("date", "year"):
        pairs = zip(_parts(asked), _parts(known), strict=True)
        return all(part is None or part == full for part, full in pairs)
    if known.kind == "amount":
        if asked.kind == "amount":
            return asked.unit is None and asked.value == known.value
        if asked.kind == "number" and asked.unit is None:
            value = cast("Decimal", asked.value)
            return abs(value) >= _SURELY_MONEY and value == known.value
    if {asked.kind, known.kind} == {"ordinal", "identifier"}:
        identifier, ordinal = (asked, known) if asked.kind == "identifier" else (known, asked)
        return identifier.value == str(ordinal.value)
    return False


def _parts(quantity: Quantity) -> DateParts:
    if isinstance(quantity.value, DateParts):
        return quantity.value
    return DateParts(int(cast("Decimal", quantity.value)), None, None)


def _length(quantity: Quantity) -> tuple[str, Decimal]:
    """Return a duration in months, seconds or working days, which don't convert to each other."""
    measure, size = _DURATIONS[quantity.unit or "second"]
    return measure, cast("Decimal", quantity.value) * size


def _clock(quantity: Quantity) -> TimeParts:
    time = cast("TimeParts", quantity.value)
    return time._replace(hour=time.hour % 24)


def _same_label(a: Quantity, b: Quantity) -> bool:
    """Return whether the labels agree; a structured number ("1.1", "1407/2013") needs none.

    "indsatsområde 1.1" is "specific objective 1.1" in another translation, but "article 3" is
    not "priority 3".
    """
    structured = not str(a.value).isdigit() or len(str(a.value)) >= 8
    return structured or a.unit == b.unit or a.unit in _UNLABELLED or b.unit in _UNLABELLED


_UNLABELLED = (None, "number")


def _as_decimal(value: object) -> Decimal | None:
    """Return an identifier such as "1.1" as the decimal a bare reading would give."""
    head, _, tail = str(value).partition(".")
    return Decimal(str(value)) if head.isdigit() and (tail.isdigit() or not tail) else None
