"""Kroner to euro, exact."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_CENT = Decimal("0.01")
_WIDE = Context(prec=60)


def convert(kroner: Decimal, rate: Decimal) -> tuple[Fraction, str]:
    """Return the exact amount in EUR of `kroner` at `rate` DKK for one EUR, and the formula.

    The formula shows the result to the cent, half to even, after "≈" where that rounds it.
    """
    euros = Fraction(kroner) / Fraction(rate)
    shown = _WIDE.divide(kroner, rate).quantize(_CENT, ROUND_HALF_EVEN, _WIDE)
    sign = "=" if Fraction(shown) == euros else "≈"
    return euros, f"{kroner:f} DKK / {rate:f} {sign} {shown:f} EUR"
