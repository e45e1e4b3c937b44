"""Single dates and moments at the door, strict.

dateparser is not used, here or in running text: it fills what is unsaid from the clock ("30.
maj" gets this year), reads 12/05 as December in English, doesn't know "d. 30/5", "kl. 12" or
"sept.", and takes 0.6 ms a date and 6 ms to search 300 characters.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

from assistant.errors import InputError
from assistant.rules.quantities.find import find_quantities
from assistant.rules.quantities.model import DateParts, Quantity, TimeParts
from assistant.rules.quantities.vocabulary import MIDNIGHT

if TYPE_CHECKING:
    from assistant.types import Language

DANISH_TIME = ZoneInfo("Europe/Copenhagen")
_LONGEST = 120
_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:[.,]([0-9]{1,6}))?"
    r" ?(Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"(?:\b(?:den|d|kl|klokken|at|on|the|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|[\s.,])*",
    re.IGNORECASE,
)
_DATE_HINT = "Write it as 2022-05-30 or 30. maj 2022."
_MOMENT_HINT = "Write it as 2022-05-30T12:00 or 30. maj 2022 kl. 12.00."


def parse_date(text: str, language: Language = "da") -> date:
    """Return the one full date that the text is: "30. maj 2022", "30/5-2022", "2022-05-30".

    Raises InputError: `date_unreadable`, `date_incomplete` (no year or no day), `date_invalid`
    (31 February).
    """
    found = _read(text, language)
    if len(found) != 1 or found[0].kind not in ("date", "year"):
        _refuse("date_unreadable", f'"{_short(text)}" is no date that can be read.', _DATE_HINT)
    return _full_date(found[0], text)


def parse_moment(text: str, language: Language = "da") -> datetime:
    """Return the moment that the text is, in the zone Europe/Copenhagen.

    ISO 8601 with or without an offset, or a date and a time as people write them ("30/5-2022
    kl. 12"). Without an offset the time is Danish; of an hour that occurs twice in autumn the
    first is meant.

    Raises InputError: those of `parse_date`, `moment_unreadable`, `moment_without_time`,
    `moment_ambiguous` ("midnat": which of the two), `moment_invalid` (25:00, or an hour that
    is skipped in spring).
    """
    if match := _ISO.fullmatch(text.strip()):
        return _from_iso(match, text)
    found = _read(text, language)
    kinds = sorted(quantity.kind for quantity in found)
    if kinds == ["date"]:
        _refuse("moment_without_time", f'"{_short(text)}" has no time of day.', _MOMENT_HINT)
    if kinds != ["date", "time"]:
        _refuse("moment_unreadable", f'"{_short(text)}" is no moment to be read.', _MOMENT_HINT)
    day, clock = sorted(found, key=lambda quantity: quantity.kind)
    time = clock.value
    if not isinstance(time, TimeParts) or any(word in clock.text.lower() for word in MIDNIGHT):
        _refuse("moment_ambiguous", f'"{_short(text)}" may be either midnight.', _MOMENT_HINT)
    start = datetime.combine(_full_date(day, text), datetime.min.time())
    try:
        local = start + timedelta(hours=time.hour, minutes=time.minute, seconds=time.second)
    except OverflowError:
        _refuse("moment_invalid", f'"{_short(text)}" is past the calendar.', _MOMENT_HINT)
    return _in_denmark(local, text)


def _from_iso(match: re.Match[str], text: str) -> datetime:
    day, clock, seconds, parts, zone = match.groups()
    micro = f".{parts.ljust(6, '0')}" if parts else ""
    if parts and not seconds:
        _refuse("moment_invalid", f'"{_short(text)}" has a fraction of a minute.', _MOMENT_HINT)
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{seconds or ':00'}{micro}{zone or ''}")
        return moment.astimezone(DANISH_TIME) if zone else _in_denmark(moment, text)
    except (ValueError, OverflowError):
        _refuse("moment_invalid", f'"{_short(text)}" is no moment of the calendar.', _MOMENT_HINT)


def _in_denmark(local: datetime, text: str) -> datetime:
    """Return the local time with its zone; refuse one that the clocks skip."""
    moment = local.replace(tzinfo=DANISH_TIME)
    try:
        there_and_back = moment.astimezone(UTC).astimezone(DANISH_TIME)
    except OverflowError:
        _refuse("moment_invalid", f'"{_short(text)}" is past the calendar.', _MOMENT_HINT)
    if there_and_back.replace(tzinfo=None) != local:
        _refuse(
            "moment_invalid",
            f'"{_short(text)}" does not exist in Denmark: the clocks skip that hour.',
            "Give the time with its offset from UTC, as in 2022-03-27T03:30:00+02:00.",
        )
    return moment


def _read(text: str, language: Language) -> list[Quantity]:
    """Return the quantities of the text if nothing but joining words stands around them."""
    if len(text) > _LONGEST:
        _refuse("date_unreadable", f"The date has {len(text)} characters.", _DATE_HINT)
    found = find_quantities(text, language)
    done = 0
    for quantity in found:
        if not _JOINTS.fullmatch(text, done, quantity.start):
            return []
        done = quantity.end
    return found if _JOINTS.fullmatch(text, done) else []


def _full_date(quantity: Quantity, text: str) -> date:
    parts = quantity.value
    if not isinstance(parts, DateParts) or None in parts:
        _refuse("date_incomplete", f'"{_short(text)}" lacks the day or the year.', _DATE_HINT)
    year, month, day = parts
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        _refuse("date_invalid", f'"{_short(text)}" is not in the calendar.', _DATE_HINT)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    raise InputError(code, message, hint)
