"""A date of a cell in words, "30. maj 2022": figures alone can be read in two orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from assistant.corpus.readers.xlsx.formats import Token

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_SECONDS = 86_400
_LAST_DAY = 2_958_465
# Day 60 of Excel's calendar is 29 February 1900, a day there never was.
_LEAP_FAULT = 60


def show_date(value: Decimal, tokens: Sequence[Token], *, since_1904: bool) -> str | None:
    """Return the date and time that a number of days stands for, with the parts its format has.

    None where the number is no date, as a negative one.
    """
    elapsed = [token.text for token in tokens if token.kind == "elapsed"]
    if value < 0 or value > _LAST_DAY:
        return None
    seconds = int((value * _SECONDS).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if elapsed:
        return _duration(seconds, elapsed[0][0], {t.text[0] for t in tokens if t.kind == "date"})
    moment = _moment(seconds, since_1904=since_1904)
    parts = _parts(tokens)
    day = _day(moment, parts)
    time = _time(moment, parts)
    if day and time:
        return f"{day} kl. {time}"
    return day or time or None


def show_iso(text: str) -> str:
    """Return a date that a cell holds as text, "2022-05-30T12:00:00", in words."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", ""))
    except ValueError:
        return text
    day = _day(moment, {"day", "month", "year"})
    with_time = (moment.hour, moment.minute) != (0, 0)
    return f"{day} kl. {_time(moment, {'hour', 'minute'})}" if with_time else day


def _moment(seconds: int, *, since_1904: bool) -> datetime:
    if since_1904:
        start = datetime(1904, 1, 1)
    elif seconds < _LEAP_FAULT * _SECONDS:
        start = datetime(1899, 12, 31)
    else:
        start = datetime(1899, 12, 30)
    return start + timedelta(seconds=seconds)


def _parts(tokens: Sequence[Token]) -> set[str]:
    """Return what a format shows; an m beside hours or seconds is minutes."""
    dates = [token.text for token in tokens if token.kind == "date"]
    parts: set[str] = set()
    for number, text in enumerate(dates):
        before = dates[number - 1][0] if number else ""
        after = dates[number + 1][0] if number + 1 < len(dates) else ""
        if text[0] == "m":
            parts.add("minute" if before == "h" or after == "s" else "month")
        elif text[0] == "d":
            parts.add("weekday" if len(text) > 2 else "day")
        else:
            parts.add({"y": "year", "h": "hour", "s": "second"}.get(text[0], ""))
    return parts


def _day(moment: datetime, parts: set[str]) -> str:
    words: list[str] = []
    if "weekday" in parts:
        words.append(_WEEKDAYS[moment.weekday()])
        if "day" in parts:
            words.append("den")
    if "day" in parts:
        words.append(f"{moment.day}.")
    if "month" in parts:
        words.append(_MONTHS[moment.month - 1])
    if "year" in parts:
        words.append(str(moment.year))
    return " ".join(words)


def _time(moment: datetime, parts: set[str]) -> str:
    if "hour" in parts:
        shown = f"{moment.hour:02}.{moment.minute:02}"
        return f"{shown}.{moment.second:02}" if "second" in parts else shown
    if "minute" in parts:
        return f"{moment.minute:02}.{moment.second:02}"
    return ""


def _duration(seconds: int, largest: str, others: set[str]) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    if largest == "s":
        return str(seconds)
    if largest == "m":
        return f"{seconds // 60}:{seconds % 60:02}" if "s" in others else str(seconds // 60)
    shown = f"{hours}:{minutes:02}" if "m" in others else str(hours)
    return f"{shown}:{seconds % 60:02}" if "s" in others else shown
