"""A call's state on a day, in words: not open yet, open, last day, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assistant.doors.question import DANISH_TIME
from assistant.doors.texts import load_texts, long_date
from assistant.types import CallInfo, Language

State = Literal["upcoming", "open", "last_day", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class Banner:
    """What to show of one call: `word` is the state, `text` what it means for who asks."""

    call: str
    title: str
    state: State
    word: str
    text: str


def banners(calls: Sequence[CallInfo], day: date, language: Language) -> list[Banner]:
    """Return one banner for each call as of `day`, in the calls' own order."""
    return [_banner(call, day, language) for call in calls]


def state_on(call: CallInfo, day: date) -> State:
    """Return the call's state on `day`, by Danish calendar days; the deadline's own is `last_day`.

    Whether the hour has passed on the last day is left to the reader: answers, too, know the day
    alone, so that the same question has the same answer all day long.
    """
    if call.opens is not None and day < _day(call.opens):
        return "upcoming"
    if call.deadline is None:
        return "unknown"
    last = _day(call.deadline)
    return "open" if day < last else "last_day" if day == last else "closed"


def _banner(call: CallInfo, day: date, language: Language) -> Banner:
    texts = load_texts("assistant.web.ask", language)["banner"]
    state = state_on(call, day)
    text = str(texts[state]).format(
        opens=_moment(call.opens, language), deadline=_moment(call.deadline, language)
    )
    return Banner(call.id, call.title, state, str(texts["words"][state]), text)


def _day(moment: datetime) -> date:
    return moment.astimezone(DANISH_TIME).date()


def _moment(moment: datetime | None, language: Language) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(DANISH_TIME)
    texts = load_texts("assistant.web.ask", language)["banner"]
    clock = local.strftime(str(texts["clock"]))
    return str(texts["moment"]).format(day=long_date(local.date(), language), clock=clock)
