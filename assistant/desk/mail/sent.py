"""The time in the headers of a pasted mail: "12. maj 2022 09:14", "Monday, May 2, 2022 4:40 PM"."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Europe/Copenhagen")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mär mrz", "apr", "maj mai may", "jun", "jul", "aug", "sep", "okt oct",
         "nov", "dec des dez"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-zæøåäöü]*\.?"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\.? ?(?:of )?{_MONTH},? (?P<year>\d{{4}})", re.I),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})", re.I),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})"),
)
_TIME = re.compile(r"\b(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?(?: ?([ap])\.?m)?", re.I)


def read_sent(value: str) -> datetime | None:
    """Return the time in `value`, Danish time; None where it is none or has no hour."""
    for pattern in _DATES:
        match = pattern.search(value)
        if match is None:
            continue
        rest = value[match.end() :]
        time = _TIME.search(rest)
        hour, minute = (int(time[1]), int(time[2])) if time else (12, 0)
        if time and time[3]:
            hour = hour % 12 + (12 if time[3].lower() == "p" else 0)
        month = match["month"].lower()[:3]
        number = _MONTHS[month] if month in _MONTHS else int(match["month"])
        try:
            return datetime(
                int(match["year"]), number, int(match["day"]), hour, minute, tzinfo=_HERE
            )
        except ValueError:
            return None
    return None
