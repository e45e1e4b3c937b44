"""Single values of a data file to exact types. Errors tell what is wrong; `Fields` adds the key.

A value is a leaf of `read_data`; int and Decimal are taken as well, float never.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import NoReturn, TypeVar

from assistant.errors import InputError
from assistant.rules.bounds import LARGEST, MAX_DECIMALS, OutOfBoundsError, bounded, exact, tidy
from assistant.rules.quantities import parse_amount, parse_date, parse_moment, parse_share
from assistant.rules.reading.tree import Plain

D = TypeVar("D", date, datetime)

FIRST_YEAR, LAST_YEAR = 1900, 2999
_SHORT = 60
_FLAGS = {"true": True, "ja": True, "yes": True, "false": False, "nej": False, "no": False}
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_COUNT = re.compile(r"[0-9][0-9., ]*")
_RATE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def read_text(value: object) -> str:
    """Return text on one line; a number is the digits it was written with.

    Raises InputError `bad_text`, `empty_text`.
    """
    if isinstance(value, bool) or not isinstance(value, str | Plain | int | Decimal):
        _refuse("bad_text", "This is no text.", "Write text, in quotes.")
    text = " ".join(str(value).split())
    if not any(char.isprintable() and not char.isspace() for char in text):
        _refuse("empty_text", "The text is empty.", "Write something, or leave the key out.")
    return text


def read_flag(value: object) -> bool:
    """Return yes or no: true, false, or ja, nej, yes, no as text. Raises InputError `bad_flag`."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in _FLAGS:
        _refuse("bad_flag", f"{_shown(value)} is neither true nor false.", "Write true or false.")
    return _FLAGS[word]


def read_amount(value: object, currency: str) -> Decimal:
    """Return an amount of at least zero, exact, at most 10^15 with 12 decimals.

    A string is read by `parse_amount`; a number is a number, whatever stands behind its point.
    Raises InputError `amount_negative`, `amount_too_large`, `amount_too_precise`,
    `amount_unreadable`, and those of `parse_amount`.
    """
    if isinstance(value, str):
        _ascii_digits(value, "amount_unreadable", "amount")
        return _bounded(parse_amount(value, currency=currency), "amount")
    return _number(value, "amount", "amount_unreadable", 'Write 600000 or "600.000 kr.".')


def read_rate(value: object) -> Decimal:
    """Return a number above zero; one point or comma is decimal ("7,46", "7.460").

    Raises InputError `bad_rate`, `rate_negative`, `rate_too_large`, `rate_too_precise`.
    """
    hint = "Give a number above zero such as 7.46."
    text = value.strip() if isinstance(value, str) else ""
    number = Plain(text.replace(",", ".")) if _RATE.fullmatch(text) else value
    rate = _number(number, "rate", "bad_rate", hint)
    if not rate:
        _refuse("bad_rate", "The rate is zero.", hint)
    return rate


def read_count(value: object) -> Decimal:
    """Return a count of at least zero, which may have decimals ("49,5").

    Raises InputError `bad_count`, `count_negative`, `count_too_large`, `count_too_precise`, and
    `amount_grouping`.
    """
    if isinstance(value, str) and _COUNT.fullmatch(value.strip()):
        return _bounded(parse_amount(value), "count")
    return _number(value, "count", "bad_count", "Give a number of at least zero such as 49 or 49.5")


def read_share(value: object) -> Decimal:
    """Return a share from 0 to 1: "25 pct.", "en tredjedel", or a number such as 0.25.

    Raises InputError `bad_share`, `share_negative`, `share_too_large`, `share_too_precise`, and
    those of `parse_share`.
    """
    hint = 'Write "25 pct." or 0.25; the whole is "100 pct.".'
    if isinstance(value, str):
        _ascii_digits(value, "share_unreadable", "share")
        share = tidy(parse_share(value))
    else:
        share = _number(value, "share", "bad_share", hint)
    if share > 1:
        _refuse("share_too_large", f"{_shown(value)} is more than the whole.", hint)
    return share


def read_day(value: object) -> date:
    """Return a date. Raises InputError `date_out_of_range`, and those of `parse_date`."""
    text = _written(value, "date_unreadable", "date", "Write it as 2022-05-30.")
    if not _ISO_DAY.fullmatch(text):
        return _in_range(parse_date(text))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not in the calendar.'
        raise InputError("date_invalid", message, "Write year, month and day.") from None
    return _in_range(day)


def read_moment_or_day(value: object) -> datetime | date:
    """Return a moment with the Danish zone, or a date where no time of day is given.

    Raises InputError `date_out_of_range`, and those of `parse_date` and `parse_moment`.
    """
    text = _written(value, "moment_unreadable", "moment", "Write it as 2022-05-30T12:00.")
    if _ISO_DAY.fullmatch(text):
        return read_day(text)
    try:
        return _in_range(parse_moment(text))
    except InputError as error:
        if error.code != "moment_without_time":
            raise
    return read_day(text)


def read_month_day(value: object) -> tuple[int, int]:
    """Return month and day of "MM-DD", a day of every year. Raises InputError `bad_month_day`."""
    match = _MONTH_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        # 2023 has no 29 February: a year can't begin on a day that most years lack.
        day = date(2023, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        message = f"{_shown(value)} is no month and day that every year has."
        _refuse("bad_month_day", message, 'Write them as "07-01" for 1 July.')
    return day.month, day.day


def shorten(text: str) -> str:
    """Return the text as it can stand in a message."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _number(value: object, noun: str, code: str, hint: str) -> Decimal:
    """Return the exact value of an unquoted number that is zero or more."""
    if isinstance(value, bool) or not isinstance(value, Plain | int | Decimal):
        _refuse(code, f"{_shown(value)} is no {noun}.", hint)
    try:
        number = exact(str(value))
    except OutOfBoundsError as error:
        _out_of_bounds(error, noun)
    except ValueError:
        _refuse(code, f"{_shown(value)} is no {noun}.", hint)
    if number < 0:
        _refuse(
            f"{noun}_negative", f"The {noun} {_shown(value)} is negative.", "Give zero or more."
        )
    return number


def _bounded(number: Decimal, noun: str) -> Decimal:
    try:
        return bounded(number)
    except OutOfBoundsError as error:
        _out_of_bounds(error, noun)


def _out_of_bounds(error: OutOfBoundsError, noun: str) -> NoReturn:
    if error.reason == "too_large":
        _refuse(f"{noun}_too_large", f"The {noun} is more than {LARGEST:,}.", "Check the number.")
    message = f"The {noun} has more than {MAX_DECIMALS} decimals."
    _refuse(f"{noun}_too_precise", message, "Round it.")


def _written(value: object, code: str, noun: str, hint: str) -> str:
    """Return the characters of a date, quoted or not."""
    if not isinstance(value, str | Plain):
        _refuse(code, f"{_shown(value)} is no {noun}.", hint)
    text = str(value).strip()
    _ascii_digits(text, code, noun)
    return text


def _ascii_digits(text: str, code: str, noun: str) -> None:
    """Refuse digits of other scripts, full width and superscripts: they can mislead the eye."""
    if not text.isascii() and any(char.isdigit() and not char.isascii() for char in text):
        _refuse(
            code, f"{_shown(text)} is no {noun} in the digits 0 to 9.", "Use the digits 0 to 9."
        )


def _in_range(day: D) -> D:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        hint = f"Give a year from {FIRST_YEAR} to {LAST_YEAR}."
        _refuse("date_out_of_range", f"The year {day.year} can't be meant.", hint)
    return day


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | Plain | int | Decimal):
        return f'"{shorten(str(value))}"'
    return "a list" if isinstance(value, list) else "a mapping or another kind of value"


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    raise InputError(code, message, hint)
