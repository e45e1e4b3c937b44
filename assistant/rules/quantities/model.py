"""The types of the quantity parser: what was found in a text, and its value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal, NamedTuple

Kind = Literal[
    "number", "share", "amount", "date", "time", "duration", "ordinal", "year", "identifier"
]

_DIVIDE = Context(prec=28)


class DateParts(NamedTuple):
    """A calendar date of which some parts may be unsaid: "30. maj" has no year."""

    year: int | None
    month: int | None
    day: int | None


class TimeParts(NamedTuple):
    """A time of day; `hour` is 24 only where the text says so."""

    hour: int
    minute: int = 0
    second: int = 0


Value = Decimal | DateParts | TimeParts | str


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text; `text` is the slice `[start:end]` in code points.

    What `value` and `unit` hold, by kind:

    - `number`, `ordinal`, `year`: a Decimal; unit None, or `percentage_point`.
    - `share`: a Decimal fraction, 0.40 for 40 per cent; unit None.
    - `amount`: a Decimal in whole units of the currency; unit an ISO 4217 code, or None where
      the text names none ("2,5 mio.").
    - `duration`: a Decimal count; unit `year`, `half_year`, `quarter`, `month`, `week`, `day`,
      `working_day`, `hour`, `minute` or `second`.
    - `date`: DateParts, `time`: TimeParts; unit None.
    - `identifier`: a string ("1.1", "1407/2013", digits of a phone number); unit the class of
      its label (`priority`, `article`, `phone`, ...) or None.

    `ambiguous` says that the notation has a second reading and the language decided
    ("1.500", "5/6/2022").
    """

    kind: Kind
    value: Value
    unit: str | None
    start: int
    end: int
    text: str
    ambiguous: bool = False


@dataclass(slots=True)
class Draft:
    """A quantity in the making: what later steps may still complete, with how it was written.

    `scale` is the power of ten that a word such as "mio." gave, `spelled` is true for number
    words, `plain` for a number that no unit, label or sign has claimed yet, `prefixed` for an
    amount whose currency stands in front.
    """

    kind: Kind
    value: Value
    unit: str | None
    start: int
    end: int
    ambiguous: bool = False
    scale: int = 0
    spelled: bool = False
    plain: bool = False
    prefixed: bool = False


def shift(value: Decimal, places: int) -> Decimal:
    """Return `value` × 10^`places`, exact whatever the decimal context, never with exponent > 0."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError("not a finite decimal")
    exponent += places
    if exponent > 0:
        digits, exponent = digits + (0,) * exponent, 0
    return Decimal((sign, digits, exponent))


def fraction(numerator: int, denominator: int) -> Decimal:
    """Return the fraction to 28 significant digits; exact where it terminates before."""
    return _DIVIDE.divide(Decimal(numerator), Decimal(denominator))
