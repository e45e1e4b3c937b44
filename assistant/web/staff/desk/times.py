"""Days and hours as the desk shows them: in Danish time, what is near by its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from assistant.doors.question import DANISH_TIME


def moment(at: datetime, words: Mapping[str, str]) -> str:
    """Return day and hour, as in "23.11.2026 kl. 09.14"; `words` are the texts `times`."""
    local = _local(at)
    return words["moment"].format(time=_time(local, words), **_day(local))


def near_moment(at: datetime, now: datetime, words: Mapping[str, str]) -> str:
    """Return the hour for today and yesterday, as in "i dag kl. 09.14", else the day alone."""
    local, today = _local(at), _local(now).date()
    time = _time(local, words)
    if local.date() == today:
        return words["today"].format(time=time)
    if local.date() == today - timedelta(days=1):
        return words["yesterday"].format(time=time)
    return words["day"].format(**_day(local))


def hour(at: datetime, words: Mapping[str, str]) -> str:
    """Return the hour alone, as in "09.14"."""
    return _time(_local(at), words)


def _local(at: datetime) -> datetime:
    try:
        return at.astimezone(DANISH_TIME)
    except OverflowError:  # a mail may say that it was sent in the year 1 or 9999
        return at


def _time(local: datetime, words: Mapping[str, str]) -> str:
    return words["time"].format(hour=f"{local.hour:02d}", minute=f"{local.minute:02d}")


def _day(local: datetime) -> dict[str, str]:
    return {
        "day": f"{local.day:02d}",
        "month": f"{local.month:02d}",
        "year": str(local.year),
    }
