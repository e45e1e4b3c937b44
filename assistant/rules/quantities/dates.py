"""Calendar dates in running text, whole or in part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.model import DateParts, Draft

if TYPE_CHECKING:
    from assistant.rules.quantities.counts import Count
    from assistant.rules.quantities.scan import Scan

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# Right after a month, four digits are a year much farther back.
_PAST_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])")
_FULL = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})[-/]((?:19|20)?[0-9]{2})"
    r"|([0-9]{1,2})[.-]([0-9]{1,2})[.-]((?:19|20)[0-9]{2}|[1-3][0-9])"
)
_SHORT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_DAY = re.compile(r"[0-9]{1,2}")
_DATE_LEADS = frozenset(
    "den d pr senest inden fra til før efter frist fristen deadline by before until on from og "
    "mellem".split()
)
_ONLY_DANISH = frozenset("januar februar marts maj juni juli oktober okt".split())
_FULL_NAMES = frozenset(("maj", "may", "juni", "june", "juli", "july"))
_AFTER_DAY = frozenset(("", ",", ".", ";", ":", ")", "?", "!", "at", "kl", "-", "–", "and", "is"))
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def possible(day: int, month: int) -> bool:
    """Return whether some year has the day."""
    return 1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]


def full_year(text: str) -> int:
    """Return the year of two or four digits; 70 to 99 are of the last century."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)


def is_year(norm: str) -> bool:
    """Return whether the digits look like a year of our time."""
    return _YEAR.fullmatch(norm) is not None


def short_year(scan: Scan, index: int) -> int | None:
    """Return the year that two digits mean at the end of a span: "2023-24", else None."""
    first, norm = scan.norm(index - 2), scan.norm(index)
    tied = scan.norm(index - 1) == "-" and scan.glued(index - 2) and scan.glued(index - 1)
    if not (tied and len(norm) == 2 and is_year(first)):
        return None
    year = int(first[:2] + norm)
    return year if year > int(first) else None


def numeric_date(scan: Scan, index: int) -> tuple[Draft, int] | None:
    """Read a date in digits ("30/5-2022", "30.05.2022", "2022-05-30", "d. 30/5"), or None."""
    norm = scan.norm(index)
    if match := _ISO.fullmatch(norm):
        year, month, day = (int(part) for part in match.groups() if part)
        return _dated(scan, index, index, year, month, day) if possible(day, month) else None
    if match := _ISO_MONTH.fullmatch(norm):
        return _dated(scan, index, index, int(match[1]), int(match[2]), None)
    clock = scan.norm(index - 1) == "at"
    if (match := _FULL.fullmatch(norm)) and not clock:
        first, second, tail = (part for part in match.groups() if part)
        return _ordered(scan, index, index, int(first), int(second), full_year(tail))
    lead = scan.norm(index - 1 if scan.norm(index - 1) != "." else index - 2)
    if match := _SHORT.fullmatch(norm):
        first, second = int(match[1]), int(match[2])
        year_at = scan.after(index)
        if is_year(scan.norm(year_at)):
            return _ordered(scan, index, year_at, first, second, int(scan.norm(year_at)))
        if norm == "24/7" or _is_fraction(scan, index, first, second, lead):
            return None
        return _ordered(scan, index, index, first, second, None)
    span = scan.norm(index + 1) == "." and scan.norm(index + 2) in ("-", "–")
    if (lead in ("d", "den") or span) and (match := _DOTTED.fullmatch(norm)):
        return _ordered(scan, index, index, int(match[1]), int(match[2]), None)
    return None


def _is_fraction(scan: Scan, index: int, first: int, second: int, lead: str) -> bool:
    """Return whether "1/3" is a third rather than 1 March: before "af"/"of", or with no lead."""
    follows = scan.norm(index + 1)
    if follows in ("af", "of") or (follows == "-" and scan.norm(index + 2) in ("del", "dele")):
        return True
    if follows in ("-", "–") and _SHORT.fullmatch(scan.norm(index + 2)):
        return False
    return lead not in _DATE_LEADS and first < second and second in (2, 3, 4, 5, 8, 10)


def _ordered(
    scan: Scan, index: int, last: int, first: int, second: int, year: int | None
) -> tuple[Draft, int] | None:
    """Read day before month, as Danes and Britons do; the other way where only that can be."""
    if possible(first, second):
        found = _dated(scan, index, last, year, second, first)
        twisted = scan.language == "en" and possible(second, first) and first != second
        found[0].ambiguous = twisted and "/" in scan.norm(index)
        return found
    if scan.language == "en" and "/" in scan.norm(index) and possible(second, first):
        return _dated(scan, index, last, year, first, second)
    return None


def day_first(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    """Read "30. maj 2022", "30th of May", "30 maj 22": the count is the day."""
    day = count.whole
    if count.spelled or day is None or not _DAY.fullmatch(scan.norm(count.last)):
        return None
    step = _after_day(scan, count.last)
    if scan.norm(step) == "of":
        step = scan.after(step)
    month = vocab.MONTHS.get(scan.norm(step))
    if month is None or not 1 <= day <= 31:
        return None
    month_end = _month_end(scan, step)
    year, last = _year_after(scan, month_end, short=True)
    return _dated(scan, count.first, last, year, month, day)


def day_in_words(scan: Scan, index: int) -> tuple[Draft, int] | None:
    """Read "den tyvende september", "the first of June 2022"."""
    step = scan.after(index)
    if scan.norm(step) == "of":
        step = scan.after(step)
    month = vocab.MONTHS.get(scan.norm(step))
    if month is None:
        return None
    year, last = _year_after(scan, _month_end(scan, step), short=False)
    return _dated(scan, index, last, year, month, vocab.DAYS[scan.norm(index)])


def _after_day(scan: Scan, last: int) -> int:
    """Return the index after the day's full stop or "th"."""
    if scan.glued(last) and (
        scan.norm(last + 1) == "." or scan.norm(last + 1) in vocab.ORDINAL_ENDINGS
    ):
        last += 1
    return scan.after_hyphen(last)


def month_first(scan: Scan, index: int) -> tuple[Draft, int] | None:
    """Read "May 30, 2022", "maj 2022" or a month alone, where the word is surely a month."""
    norm = scan.norm(index)
    month = vocab.MONTHS[norm]
    month_end = _month_end(scan, index)
    year, last = _year_after(scan, month_end, short=False)
    if year is not None:
        return _dated(scan, index, last, year, month, None)
    if norm not in _ONLY_DANISH and (found := _english_day(scan, index, month_end, month)):
        return found
    return _dated(scan, index, index, None, month, None) if _surely(scan, index) else None


def _english_day(scan: Scan, index: int, month_end: int, month: int) -> tuple[Draft, int] | None:
    """Read the day after an English month: "May 30", not the count of "in May 14 clusters"."""
    day_at = scan.after(month_end)
    if scan.norm(day_at) == "the":
        day_at = scan.after(day_at)
    if not _DAY.fullmatch(scan.norm(day_at)) or not possible(int(scan.norm(day_at)), month):
        return None
    last = day_at
    ending = scan.glued(last) and scan.norm(last + 1) in vocab.ORDINAL_ENDINGS
    last += ending
    year, year_end = _year_after(scan, last, short=False)
    if year is None and not ending:
        if scan.norm(last + 1) not in _AFTER_DAY:
            return None
        if scan.kind(last + 2) == "n" and scan.glued(last) and scan.glued(last + 1):
            return None
    return _dated(scan, index, year_end, year, month, int(scan.norm(day_at)))


def _surely(scan: Scan, index: int) -> bool:
    """Return whether a bare month word is one: "juli" is, "may" only as in "by May"."""
    norm = scan.norm(index)
    if norm not in vocab.UNCERTAIN_MONTHS:
        return scan.language == "da" or scan.raw(index)[0].isupper() or norm != "august"
    if norm not in ("may", "march"):
        return False
    before = index - 2 if scan.norm(index - 1) == "-" else index - 1
    lead = scan.norm(before)
    return lead in vocab.MONTH_LEADS and (scan.raw(index)[0].isupper() or lead in ("in", "by"))


def _month_end(scan: Scan, index: int) -> int:
    """Return the index of the month's last token: the full stop of "jan." belongs to it."""
    norm = scan.norm(index)
    short = len(norm) <= 4 and norm not in _FULL_NAMES
    return scan.with_dot(index) if short else index


def _year_after(scan: Scan, last: int, *, short: bool) -> tuple[int | None, int]:
    """Return the year that follows and its last token; None and `last` where none does."""
    step = scan.after(last)
    if scan.norm(step) in (",", "i", "in", "of") or (scan.norm(step) in ("måned", "-")):
        step = scan.after(step)
    norm = scan.norm(step)
    if _PAST_YEAR.fullmatch(norm):
        return int(norm), step
    if norm in ("'", "’") and re.fullmatch("[0-9]{2}", scan.norm(step + 1)):
        return full_year(scan.norm(step + 1)), step + 1
    if short and step == last + 1 and re.fullmatch("[0-9]{2}", norm):
        follows = scan.norm(scan.after(step))
        if follows in ("", ".", ",", ";", ")", "?", "!", "kl", "at") and not scan.glued(last):
            return full_year(norm), step
    return None, last


def _dated(
    scan: Scan, first: int, last: int, year: int | None, month: int, day: int | None
) -> tuple[Draft, int]:
    start, end = scan.tokens[first].start, scan.tokens[last].end
    return Draft("date", DateParts(year, month, day), None, start, end), last
