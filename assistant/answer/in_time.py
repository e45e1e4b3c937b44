"""In time or not: a day or a time that a question names, against a deadline."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from assistant.answer.question import Part
from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.rules.quantities import DANISH_TIME, DateParts, TimeParts
from assistant.types import Language, Verdict

_OPENING_WORDS = 4
_LANGUAGES: tuple[Language, ...] = ("da", "en")


def in_time(part: Part, latest: datetime) -> Verdict | None:
    """Compare a day or a time that the question names with the last moment of a deadline."""
    if opens_with_word(part.search, "deadline"):
        return None
    named = part.quantities or part.context_quantities
    days = [q.value for q in named if isinstance(q.value, DateParts)]
    times = [q.value for q in named if isinstance(q.value, TimeParts)]
    if len(days) > 1 or len(times) > 1 or not (days or times):
        return None
    local = latest.astimezone(DANISH_TIME)
    asked = (local.year, local.month, local.day)
    if days:
        day = days[0]
        if day.month is None or day.day is None:
            return None
        asked = (day.year or local.year, day.month, day.day)
    last = (local.year, local.month, local.day)
    side = _side(part)
    if side == "after":
        late = asked > last or (asked == last and (not times or _late(times[0], local)))
        return "no" if late else None
    if side == "before":
        early = asked < last or (asked == last and bool(times) and _until(times[0], local))
        return "yes" if early or (asked == last and not times) else None
    if asked != last:
        return "yes" if asked < last else "no"
    if not times or not any(times[0]):
        # Midnight at the end of the last day is past any time of that day.
        return "no" if times else None
    return "yes" if times[0] <= (local.hour, local.minute, local.second) else "no"


def _side(part: Part) -> str | None:
    """Tell whether a question asks of the time after, or before, the day that it names."""
    for quantity in part.quantities:
        if isinstance(quantity.value, (DateParts, TimeParts)):
            text = part.search[: quantity.start]
            for language in _LANGUAGES:
                if wording(language).after.search(text):
                    return "after"
                if wording(language).before.search(text):
                    return "before"
    return None


def beside_a_day(part: Part) -> bool:
    """Tell whether a question asks of the time before or after a day, and not of that day."""
    return _side(part) is not None


def _late(asked: TimeParts, latest: datetime) -> bool:
    """Tell whether a time of day is the last moment or past it."""
    return tuple(asked) >= (latest.hour, latest.minute, latest.second)


def _until(asked: TimeParts, latest: datetime) -> bool:
    return any(asked) and tuple(asked) <= (latest.hour, latest.minute, latest.second)


def of_deadline(part: Part) -> bool:
    """Tell whether the day that a question names is said to be the deadline: "fristen var …"."""
    days = [q.start for q in part.quantities if isinstance(q.value, DateParts)]
    return any(_deadline_before().search(part.search[:start]) for start in days)


@cache
def _deadline_before() -> re.Pattern[str]:
    names = {
        re.escape(name) for language in _LANGUAGES for name in wording(language).words["deadline"]
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(names))})\w*(?: \w+){{1,3}}\s*$", re.IGNORECASE)


def opens_with_word(text: str, thing: str) -> bool:
    """Tell whether a question opens with the limit itself: "Er fristen …?", "Is the ceiling …?"."""
    words = find_words(text.lower())[:_OPENING_WORDS]
    return any(word in wording(lang).words[thing] for lang in _LANGUAGES for word in words)
