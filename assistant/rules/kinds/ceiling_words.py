"""Texts of the ceiling, and its exact amounts as they are shown."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from math import gcd

from assistant.rules.arithmetic import plain
from assistant.rules.kinds.ceiling_pools import Outcome
from assistant.rules.model import Bilingual
from assistant.rules.wording import money, when
from assistant.types import Language

CURRENCY = "EUR"
CENTS = 2
# Of longer lists the rest is only counted.
MOST_TOLD = 30


def tell(key: str, **values: Bilingual | Fraction | date | str | int) -> Bilingual:
    """Return the text `key` ("part.pass"), amounts and days in the words of each language."""
    shown = {name: _shown(value) for name, value in values.items()}
    return Bilingual(
        _texts("da")[key].format_map({name: value.da for name, value in shown.items()}),
        _texts("en")[key].format_map({name: value.en for name, value in shown.items()}),
    )


def _shown(value: Bilingual | Fraction | date | str | int) -> Bilingual:
    if isinstance(value, Bilingual):
        return value
    if isinstance(value, date):
        return when(value)
    if isinstance(value, Fraction):
        return amount(value)
    return Bilingual(str(value), str(value))


def listing(names: Sequence[str]) -> Bilingual:
    """Return "a, b og c"."""
    *head, last = names
    tail = Bilingual(last, last)
    return tell("value.and", head=", ".join(head), tail=tail) if head else tail


def amount(value: Fraction, places: int = CENTS) -> Bilingual:
    """Return "60.000 euro" and "EUR 60,000"; "ca. 40.268,46 euro" for one that was rounded."""
    text = money(decimal(value, places), CURRENCY)
    return text if ends(value) else tell("value.about", value=text)


def ends(value: Fraction) -> bool:
    """Tell whether `value` is a decimal that ends."""
    return value.denominator == 1 or _exact(value) is not None


def decimal(value: Fraction, places: int = CENTS) -> Decimal:
    """Return `value` exactly where its decimals end, else rounded half to even to `places`."""
    exact = Decimal(value.numerator) if value.denominator == 1 else _exact(value)
    return Decimal(f"{round(value * 10**places)}E-{places}") if exact is None else exact


def telling_places(value: Fraction, limit: Decimal) -> int:
    """Return how many decimals show on which side of `limit` a rounded `value` lies."""
    places = CENTS
    while value != limit and decimal(value, places) == limit:
        places += 1
    return places


def formula(outcome: Outcome) -> str:
    """Return "80000 + 40000 = 120000 ≤ 200000", with ≈ before a sum that was rounded.

    Of more than MOST_TOLD terms the first ones stand, and dots.
    """
    assert outcome.terms is not None
    limit, total = outcome.terms.limit, outcome.total
    terms = [*(grant.amount for grant in outcome.counts), outcome.award.amount]
    summed = plain(decimal(total, telling_places(total, limit)))
    shown = [plain(decimal(term)) for term in terms[:MOST_TOLD]]
    left = " + ".join(shown if len(terms) <= MOST_TOLD else [*shown, "…"])
    if len(terms) > 1:
        left += f" {'=' if all(map(ends, terms)) else '≈'} {summed}"
    elif not ends(total):
        left = summed
    return f"{left} {'>' if total > limit else '≤'} {plain(limit)}"


def _exact(value: Fraction) -> Decimal | None:
    rest, places = value.denominator, 0
    # A decimal that ends has no prime but 2 and 5 below the line; each place takes one of both.
    while (shared := gcd(rest, 10)) > 1:
        rest, places = rest // shared, places + 1
    if rest != 1:
        return None
    return Decimal(f"{value.numerator * 10**places // value.denominator}E-{places}")


@cache
def _texts(language: Language) -> dict[str, str]:
    file = resources.files("assistant.rules") / "texts" / f"ceiling.{language}.toml"
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": text for group, texts in groups.items() for name, text in texts.items()
    }
