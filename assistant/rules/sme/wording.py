"""Texts of the assessment in both languages, and values as they stand in them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache
from importlib import resources

from assistant.rules.model import Bilingual
from assistant.rules.quantities import format_amount, format_number, format_share
from assistant.types import Language

_CENT = Decimal("0.01")
_WIDE = Context(prec=60)


def say(key: str, **values: Bilingual | str) -> Bilingual:
    """Return the text `key` ("reason.partner") with the values filled in, by language."""
    danish = {name: v if isinstance(v, str) else v.da for name, v in values.items()}
    english = {name: v if isinstance(v, str) else v.en for name, v in values.items()}
    return Bilingual(
        _one_point(_texts("da")[key].format_map(danish)),
        _texts("en")[key].format_map(english),
    )


def digits(value: Fraction) -> str:
    """Return the plain digits, rounded half to even to two decimals where they don't end."""
    text = f"{_decimal(value)[1]:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ends(value: Fraction) -> bool:
    """Tell whether `digits` gives the exact value."""
    return _decimal(value)[0]


def share_term(share: Decimal) -> str:
    """Return a share as it stands in a formula, with two decimals at least: "0.30", "0.375"."""
    whole, _, decimals = digits(Fraction(share)).partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}"


def units(value: Fraction) -> Bilingual:
    """Return annual work units: "49,5 årsværk" and "49.5 annual work units"."""
    _, decimal = _decimal(value)
    number = Bilingual(format_number(decimal, "da"), format_number(decimal, "en"))
    return say("value.unit" if decimal == 1 else "value.units", number=number)


def euros(value: Fraction) -> Bilingual:
    """Return an amount in euro, with "ca." where it had to be rounded to the cent."""
    exact, decimal = _decimal(value)
    text = Bilingual(format_amount(decimal, "da", "EUR"), format_amount(decimal, "en", "EUR"))
    return text if exact else say("value.about", value=text)


def percent(share: Decimal) -> Bilingual:
    """Return a share as a percentage."""
    return Bilingual(format_share(share, "da"), format_share(share, "en"))


def listed(items: Sequence[Bilingual], last: str) -> Bilingual:
    """Return "a, b og c", with the word `last` ("and", "or") before the last one."""
    if len(items) == 1:
        return items[0]
    head = Bilingual(", ".join(t.da for t in items[:-1]), ", ".join(t.en for t in items[:-1]))
    return say(f"value.{last}", head=head, tail=items[-1])


def capital(text: Bilingual) -> Bilingual:
    """Return the text as a sentence begins with it."""
    return Bilingual(text.da[:1].upper() + text.da[1:], text.en[:1].upper() + text.en[1:])


def _decimal(value: Fraction) -> tuple[bool, Decimal]:
    """Return whether the value ends within 24 decimals, and it or its rounding to the cent."""
    scaled = value * 10**24
    if scaled.denominator == 1:
        return True, _WIDE.scaleb(Decimal(scaled.numerator), -24).normalize(_WIDE)
    quotient = _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return False, quotient.quantize(_CENT, ROUND_HALF_EVEN, _WIDE)


def _one_point(text: str) -> str:
    """Let "pct." at the end of a sentence have one full stop."""
    return text.replace("pct..", "pct.")


@cache
def _texts(language: Language) -> dict[str, str]:
    file = resources.files("assistant.rules.sme") / "texts" / f"{language}.toml"
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": text for group, texts in groups.items() for name, text in texts.items()
    }
