"""Values in a text changed to wrong ones that look like them, the same in both languages."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from assistant.rules.quantities import (
    DateParts,
    Quantity,
    accounted_for,
    find_quantities,
    format_date,
    format_number,
    same_value,
)
from assistant.types import Language

Change = Callable[[str, Language], str]
_NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SHARE_STEPS = tuple(Decimal(step) for step in (-20, -15, -10, -5, 5, 10, 15, 20))
_FACTORS = tuple(Decimal(f) for f in ("0.5", "0.6", "0.75", "0.8", "1.2", "1.25", "1.5", "2"))
_COUNTS = tuple(Decimal(step) for step in (-4, -3, -2, -1, 1, 2, 3, 4))
_DAYS = (-365, -61, -31, -14, -7, 7, 14, 31, 61, 365)


def sole(text: str, language: Language) -> Quantity | None:
    """Return the only quantity of a short text; with a time beside it, the date."""
    found = find_quantities(text, language)
    if len(found) == 2 and [quantity.kind for quantity in found] == ["date", "time"]:
        return found[0]
    return found[0] if len(found) == 1 else None


def changeable(quantity: Quantity) -> bool:
    """Tell whether a wrong value can be made from this one: written in digits, of a kind known."""
    if quantity.kind == "date":
        return isinstance(quantity.value, DateParts) and None not in quantity.value
    if quantity.kind not in ("amount", "share", "number", "duration"):
        return False
    numeral = _NUMERAL.search(quantity.text)
    return numeral is not None and isinstance(quantity.value, Decimal) and quantity.value > 0


def wrong_values(
    quantity: Quantity, pool: Sequence[Quantity], rng: random.Random
) -> list[Decimal | date]:
    """Return values that may stand in its place, none of which the pool bears, mixed by `rng`.

    A date for a date, else what the numeral is to be: 140 for the 160 of "160 mio. kr.".
    """
    found: list[Decimal | date] = []
    for value in _candidates(quantity):
        text = rewritten(quantity.text, "da", quantity, value)
        read = find_quantities(text, "da")
        if len(read) == 1 and read[0].kind == quantity.kind and not accounted_for(read[0], pool):
            found.append(value)
    rng.shuffle(found)
    return found


def rewritten(text: str, language: Language, old: Quantity, new: Decimal | date) -> str:
    """Return a text with the value that says the same as `old` put to `new`.

    The text is returned as it is where it doesn't say `old`, or more than once.
    """
    places = [q for q in find_quantities(text, language) if same_value(q, old)]
    if len(places) != 1:
        return text
    place = places[0]
    if isinstance(new, date):
        written = format_date(new, language)
    else:
        numeral = format_number(new, language)
        written = _NUMERAL.sub(lambda _: numeral, place.text, count=1)
    return text[: place.start] + written + text[place.end :]


def _candidates(quantity: Quantity) -> list[Decimal | date]:
    if isinstance(quantity.value, DateParts):
        year, month, day = quantity.value
        known = date(year or 1, month or 1, day or 1)
        return [known + timedelta(days=days) for days in _DAYS]
    numeral = _NUMERAL.search(quantity.text)
    if numeral is None:
        return []
    number = _number(numeral.group())
    if quantity.kind == "share":
        return [number + step for step in _SHARE_STEPS if 0 < number + step < 100]
    if quantity.kind == "amount":
        return [_two_digits(number * factor) for factor in _FACTORS]
    # "1 years" is no English: a count of one is left to be written by hand.
    return [number + step for step in _COUNTS if number + step >= 2]


def _number(numeral: str) -> Decimal:
    """Return a Danish numeral: 1.250,5 is 1250.5."""
    return Decimal(numeral.replace(".", "").replace(",", "."))


def _two_digits(value: Decimal) -> Decimal:
    """Return a value rounded to two digits, as people write wrong guesses."""
    exponent = value.adjusted() - 1
    return value.quantize(Decimal(1).scaleb(exponent)).normalize() if exponent > 0 else value
