"""Times of day in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.counts import Count, read_count
from assistant.rules.quantities.model import Draft, TimeParts

if TYPE_CHECKING:
    from assistant.rules.quantities.scan import Scan

_HOUR = re.compile(r"[0-9]{1,2}")
_POINTED = re.compile(r"([0-9]{1,2})\.([0-9]{2})(?:\.([0-9]{2}))?")
_COLON = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_HALVES = frozenset(("am", "pm", "a.m", "p.m"))
_RANGE = frozenset(("-", "–", "—", "til", "to"))
_PAIR = frozenset(("og", "and", "eller", "or"))

Read = tuple[list[Draft], int]


def after_clock_word(scan: Scan, index: int) -> Read | None:
    """Read what follows "kl." or "klokken": one time, or both ends of a span."""
    last = scan.with_dot(index)
    if scan.norm(last + 1) == ":":
        last += 1
    step = scan.after(last)
    if scan.norm(step) == "ca":
        step = scan.after(scan.with_dot(step))
    if step < 0:
        return None
    found = _time(scan, step, marked=True) or _spelled(scan, step)
    return _with_end(scan, *found) if found else None


def digital(scan: Scan, index: int) -> Read | None:
    """Read a time that shows itself: "12:00", "12.00" where it can be no number, "10 am"."""
    found = _time(scan, index, marked=False)
    return _with_end(scan, *found) if found else None


def named(scan: Scan, index: int) -> Read | None:
    """Read "noon", "midnight", "midnat"; Danish "middag" (also a meal) only after "til" etc."""
    norm = scan.norm(index)
    if norm == "middag" and scan.norm(index - 1) not in vocab.NOON_LEADS:
        return None
    hour = 12 if norm in vocab.NOON else 0
    return [_draft(scan, index, index, TimeParts(hour))], index


def counted(scan: Scan, count: Count) -> Read | None:
    """Read a count that the words after it make an hour: "10 am", "12 noon", "ten o'clock"."""
    hour = count.whole
    if hour is None or not 0 <= hour <= 24 or scan.norm(count.last).count("."):
        return None
    time, last = _completed(scan, TimeParts(hour), count.last)
    if last == count.last:
        lead_on = scan.norm(count.first - 1) == "at" and scan.norm(count.last + 1) == "on"
        if not lead_on or count.spelled:
            return None
    return [_draft(scan, count.first, last, time)], last


def _time(scan: Scan, index: int, *, marked: bool) -> tuple[Draft, int] | None:
    norm = scan.norm(index)
    if scan.kind(index) != "n":
        return None
    if match := _COLON.fullmatch(norm):
        parts = _valid(match)
    elif match := _POINTED.fullmatch(norm):
        parts = _valid(match)
        if parts and not marked and not _looks_like_clock(scan, index, parts):
            parts = None
    elif marked and _HOUR.fullmatch(norm) and int(norm) <= 24:
        parts = TimeParts(int(norm))
    else:
        return None
    if parts is None:
        return None
    time, last = _completed(scan, parts, index)
    return _draft(scan, index, last, time), last


def _valid(match: re.Match[str]) -> TimeParts | None:
    hour, minute, second = (int(part or 0) for part in match.groups())
    fits = hour < 24 or (hour == 24 and minute == second == 0)
    return TimeParts(hour, minute, second) if fits and minute < 60 and second < 60 else None


def _looks_like_clock(scan: Scan, index: int, time: TimeParts) -> bool:
    """Return whether "12.00" is a time and not a decimal: by the words around it.

    Danish writes decimals with a comma, so two and two digits with a round minute will do;
    English needs a clock word beside it.
    """
    follows, before = scan.norm(index + 1), scan.norm(index - 1)
    if follows in _HALVES or follows in vocab.AFTER_CLOCK:
        return True
    if before == "at" or is_date_before(scan, index):
        return True
    span = _POINTED.fullmatch(_range_end(scan, index)) is not None
    if (len(scan.norm(index)) < 5 and not span) or (time.minute % 5 and time.minute != 59):
        return False
    return scan.language == "da" or span or before in vocab.CLOCK_LEADS


def is_date_before(scan: Scan, index: int) -> bool:
    """Return whether a month or a year stands right before the token."""
    step = index - 2 if scan.norm(index - 1) == "," else index - 1
    norm = scan.norm(step)
    return norm in vocab.MONTHS or (len(norm) == 4 and norm.isdigit() and norm[:2] in ("19", "20"))


def _range_end(scan: Scan, index: int) -> str:
    return scan.norm(index + 2) if scan.norm(index + 1) in _RANGE else ""


def _completed(scan: Scan, time: TimeParts, last: int) -> tuple[TimeParts, int]:
    """Take in "pm", "o'clock", "noon" and "midnight" after an hour."""
    step = scan.after(last)
    norm = scan.norm(step)
    if norm in _HALVES and 1 <= time.hour <= 12:
        hour = time.hour % 12 + (12 if norm.startswith("p") else 0)
        return time._replace(hour=hour), scan.with_dot(step) if "." in norm else step
    if norm == "o'clock":
        return time, step
    if norm in vocab.NOON and time.hour == 12:
        return time, step
    if norm in vocab.MIDNIGHT and time.hour in (0, 12, 24):
        return time._replace(hour=0), step
    return time, last


def _spelled(scan: Scan, step: int) -> tuple[Draft, int] | None:
    """Read an hour in words: "klokken tolv", "halv ti" (half an hour before ten)."""
    half = scan.norm(step) == "halv"
    count = read_count(scan, scan.after(step) if half else step)
    if count is None or count.whole is None or not 1 <= count.whole <= 24 or not count.spelled:
        return None
    time = TimeParts((count.whole - 1) or 12, 30) if half else TimeParts(count.whole)
    time, last = _completed(scan, time, count.last)
    return _draft(scan, step, last, time), last


def _with_end(scan: Scan, draft: Draft, last: int) -> Read:
    """Add the end of a span: "10.00 - 12.00", "kl. 10 til 12", "10-12 a.m."."""
    joint = scan.after(last)
    norm = scan.norm(joint)
    if norm not in _RANGE and norm not in _PAIR:
        return [draft], last
    step = scan.after(joint)
    if scan.norm(step) in vocab.CLOCK_WORDS:
        return [draft], last
    alone = scan.kind(scan.after(step)) != "w"
    found = _time(scan, step, marked=norm in _RANGE or alone)
    if found is None:
        return [draft], last
    return [draft, found[0]], found[1]


def _draft(scan: Scan, first: int, last: int, time: TimeParts) -> Draft:
    return Draft("time", time, None, scan.tokens[first].start, scan.tokens[last].end)
