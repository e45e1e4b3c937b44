"""Values to text by the conventions of the language; what is written reads back as the same."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from assistant.rules.quantities.model import shift
from assistant.rules.quantities.moments import DANISH_TIME

if TYPE_CHECKING:
    from assistant.types import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "da": tuple(
        "januar februar marts april maj juni juli august september oktober november "
        "december".split()
    ),
    "en": tuple(
        "January February March April May June July August September October November "
        "December".split()
    ),
}
_DANISH_MONEY = {"DKK": "kr.", "EUR": "euro"}


def format_number(value: Decimal, language: Language) -> str:
    """Return a decimal with all its digits: 1.234,5 in Danish, 1,234.5 in English.

    Trailing zeros of the decimals go. Raises ValueError for NaN and infinity.
    """
    whole, decimals = _digits(value)
    return _joined(value, whole, decimals, language)


def format_amount(value: Decimal, language: Language, currency: str = "DKK") -> str:
    """Return `1.234.567,50 kr.` in Danish, `DKK 1,234,567.50` in English; no decimals if whole.

    Parts of a krone get two decimals at least, and more where the value has them, but never
    three: "1,234 kr." could be read as thousands.
    Raises ValueError for NaN and infinity.
    """
    whole, decimals = _digits(value)
    width = 4 if len(decimals) == 3 else 2
    number = _joined(value, whole, decimals.ljust(width, "0") if decimals else "", language)
    if language == "en":
        return f"{currency} {number}"
    return f"{number} {_DANISH_MONEY.get(currency, currency)}"


def format_share(value: Decimal, language: Language, places: int | None = None) -> str:
    """Return a fraction as a percentage: 0.4 is `40 pct.` in Danish, `40 per cent` in English.

    Exact unless `places` (decimals of the percentage) asks to round, half to even.
    Raises ValueError for NaN and infinity.
    """
    percentage = shift(value, 2)
    if places is not None:
        exact = Context(prec=len(percentage.as_tuple().digits) + abs(places) + 2)
        percentage = percentage.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, exact)
    number = format_number(percentage, language)
    return f"{number} pct." if language == "da" else f"{number} per cent"


def format_date(day: date, language: Language) -> str:
    """Return `30. maj 2022` in Danish, `30 May 2022` in English."""
    month = _MONTHS[language][day.month - 1]
    return f"{day.day}. {month} {day.year}" if language == "da" else f"{day.day} {month} {day.year}"


def format_moment(moment: datetime, language: Language) -> str:
    """Return `30. maj 2022 kl. 12.00`, `30 May 2022 at 12.00`, in Danish time.

    A moment with a zone is converted, one without is taken as Danish; seconds only if any.
    """
    local = moment.astimezone(DANISH_TIME) if moment.tzinfo else moment
    clock = f"{local.hour:02}.{local.minute:02}" + (f".{local.second:02}" if local.second else "")
    return f"{format_date(local, language)} {'kl.' if language == 'da' else 'at'} {clock}"


def _digits(value: Decimal) -> tuple[str, str]:
    """Return the digits before and after the decimal mark, without trailing zeros."""
    whole, _, decimals = f"{shift(value, 0).copy_abs():f}".partition(".")
    return whole, decimals.rstrip("0")


def _joined(value: Decimal, whole: str, decimals: str, language: Language) -> str:
    group, mark = (".", ",") if language == "da" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", group)
    sign = "-" if value.is_signed() and value else ""
    return f"{sign}{grouped}{mark}{decimals}" if decimals else f"{sign}{grouped}"
