"""Exact decimals from source text, within bounds that all arithmetic can hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from assistant.rules.quantities.model import shift

LARGEST = Decimal(10**15)
MAX_DECIMALS = 12
_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")
# Beyond this an exponent only fills memory with zeros.
_MOST_PLACES = 400


class OutOfBoundsError(ValueError):
    """A number beyond LARGEST, or with more than MAX_DECIMALS decimals."""

    def __init__(self, reason: Literal["too_large", "too_precise"]) -> None:
        super().__init__(reason)
        self.reason = reason


def exact(text: str) -> Decimal:
    """Return the value of a number as JSON writes them (leading zeros allowed), tidied.

    Raises OutOfBoundsError, ValueError where the text is no such number.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError("not a number")
    sign, whole, decimals, exponent = match[1], match[2], match[3] or "", match[4] or "0"
    digits = (whole + decimals).lstrip("0")
    if not digits:
        return Decimal(0)
    power = _small(exponent) - len(decimals) + len(digits) - len(digits.rstrip("0"))
    digits = digits.rstrip("0")
    if len(digits) + power > _MOST_PLACES:
        raise OutOfBoundsError("too_large")
    if power < -MAX_DECIMALS:
        raise OutOfBoundsError("too_precise")
    return bounded(shift(Decimal((bool(sign), tuple(map(int, digits)), 0)), power))


def bounded(value: Decimal) -> Decimal:
    """Return a finite value, tidied, that is within the bounds; else raise OutOfBoundsError."""
    if abs(value) > LARGEST:
        raise OutOfBoundsError("too_large")
    value = tidy(value)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MAX_DECIMALS:
        raise OutOfBoundsError("too_precise")
    return value


def tidy(value: Decimal) -> Decimal:
    """Return the same finite value without trailing decimal zeros, exponent above 0 or minus zero.

    Equal values become the same digits: "600.00" and "6E+2" are 600.
    """
    if not value:
        return Decimal(0)
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError("not a finite decimal")
    while exponent < 0 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return shift(Decimal((sign, digits, exponent)), 0)


def _small(exponent: str) -> int:
    """Return an exponent as an integer, cut off where it is out of all bounds anyway."""
    digits = exponent.lstrip("+-").lstrip("0") or "0"
    size = int(digits) if len(digits) <= 6 else 10**6
    return -size if exponent.startswith("-") else size
