"""What the pages of the gaps share: where they are, their texts, days, the calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from assistant.doors.texts import load_texts, long_date
from assistant.types import CallInfo, Language

if TYPE_CHECKING:
    from assistant.service import Assistant

ADDRESS = "/staff/gaps"
PACKAGE = "assistant.web.staff.gaps"
_DENMARK = ZoneInfo("Europe/Copenhagen")


def texts_of(language: Language) -> Mapping[str, Any]:
    """Return the texts of these pages."""
    return load_texts(PACKAGE, language)


def day_of(moment: datetime, language: Language) -> str:
    """Return the Danish day of a moment, written out."""
    return long_date(moment.astimezone(_DENMARK).date(), language)


def counted(texts: Mapping[str, Any], key: str, number: int) -> str:
    """Return `<key>_one` or `<key>_many` of `texts`, with the number."""
    return str(texts[f"{key}_one" if number == 1 else f"{key}_many"]).format(count=number)


def calls_of(service: Assistant) -> list[CallInfo]:
    """Return the calls that a fact may belong to."""
    used = {source.call for source in service.sources()}
    return [call for call in service.calls() if call.id in used]


def day_from(text: str) -> date | None:
    """Return the day of a date field; None if empty; ValueError if it is none."""
    return date.fromisoformat(text.strip()) if text.strip() else None
