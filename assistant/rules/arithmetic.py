"""Arithmetic on decimals that is exact whatever the decimal context of the thread is.

Amounts and shares have at most 16 digits before and 12 after the decimal mark, so sums and products
fit in `_EXACT` many times over; what would not fit raises decimal.Inexact rather than be rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)

_FAULTS = [InvalidOperation, DivisionByZero, Overflow]
_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN, traps=[*_FAULTS, Inexact])
# No quotient of two such numbers comes so near to the middle between two numbers of six places
# without being it, so rounding a quotient of 200 digits is rounding the true one.
_QUOTIENT = Context(prec=200, rounding=ROUND_HALF_EVEN, traps=_FAULTS)
_OERE = Decimal("0.01")
_SIX_PLACES = Decimal("0.000001")
ZERO = Decimal(0)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum, zero of none."""
    result = ZERO
    for amount in amounts:
        result = _EXACT.add(result, amount)
    return result


def minus(left: Decimal, right: Decimal) -> Decimal:
    """Return the exact difference."""
    return _EXACT.subtract(left, right)


def times(left: Decimal, right: Decimal) -> Decimal:
    """Return the exact product."""
    return _EXACT.multiply(left, right)


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """Return `part / whole`, exact where it ends within 200 digits."""
    return _QUOTIENT.divide(part, whole)


def six_places(share: Decimal) -> Decimal:
    """Return the share rounded half to even to six places."""
    return share.quantize(_SIX_PLACES, ROUND_HALF_EVEN, _QUOTIENT)


def down_to_oere(amount: Decimal) -> Decimal:
    """Return the largest amount in whole hundredths that is not above `amount`."""
    return amount.quantize(_OERE, ROUND_FLOOR, _QUOTIENT)


def up_to_oere(amount: Decimal) -> Decimal:
    """Return the smallest amount in whole hundredths that is not below `amount`."""
    return amount.quantize(_OERE, ROUND_CEILING, _QUOTIENT)


def plain(value: Decimal) -> str:
    """Return the digits without exponent, trailing zeros or a signed zero."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
