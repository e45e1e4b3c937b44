"""Units that one number of a pair leaves to the other: "40-60 pct.", "4. og 5. april 2022"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import cast

from assistant.rules.quantities.model import DateParts, Draft, TimeParts, shift

_JOINT = re.compile(
    r"\s*(?P<range>-|–|—|/)\s*|\s+(?P<to>til|to|á|à)\s+|\s*(?P<list>,)\s*|\s*[+&]\s*"
    r"|,?\s+(?P<pair>og|and|eller|or|samt)\s+(?:den\s+|d\.\s+|the\s+)?"
)
_NOUN = re.compile(r"[ \u00a0][^\W\d_]")
_LONGEST_JOINT = 14


def complete(text: str, drafts: list[Draft]) -> None:
    """Hand units, scales, months and years over between neighbours, in place."""
    chained = False
    for left, right in reversed(list(pairwise(drafts))):
        joint = _joint(text, left, right)
        # A comma alone ties nothing ("35, 5 år"), but goes on with a list: "1, 2 og 3 år".
        if joint is None or (joint == "list" and not chained):
            chained = False
        else:
            chained = _leftwards(left, right, joint)
    for left, right in pairwise(drafts):
        if joint := _joint(text, left, right):
            _rightwards(text, left, right, joint)


def _joint(text: str, left: Draft, right: Draft) -> str | None:
    """Return how the two are joined: `range`, `pair`, `list`, or None."""
    if not 0 < right.start - left.end <= _LONGEST_JOINT:
        return None
    match = _JOINT.fullmatch(text, left.end, right.start)
    if match is None:
        return None
    if match["range"] or match["to"]:
        return "range"
    return "list" if match["list"] else "pair"


def _leftwards(left: Draft, right: Draft, joint: str) -> bool:
    """Complete the left by the right; return whether anything was handed over."""
    before = (left.kind, left.value, left.unit)
    if right.kind == "date":
        _complete_date(left, right)
    elif left.kind == "amount" and left.unit is None and right.kind == "amount":
        left.unit = right.unit
    elif left.plain and right.kind == "time":
        _complete_time(left, right, joint)
    elif _claimable(left, right, joint):
        _claim(left, right, joint)
    return before != (left.kind, left.value, left.unit)


def _claimable(left: Draft, right: Draft, joint: str) -> bool:
    """Return whether the bare left can share the unit: a year can't, but in "2000-3000 kr."."""
    if not left.plain or left.spelled != right.spelled or right.prefixed:
        return False
    return left.kind != "year" or (joint == "range" and right.kind == "amount")


def _claim(left: Draft, right: Draft, joint: str) -> None:
    """Give the unit of the right to a bare number on the left."""
    value = cast("Decimal", left.value)
    if right.kind == "share" and right.scale == -2:
        left.kind, left.value, left.scale, left.plain = "share", shift(value, -2), -2, False
    elif right.kind == "duration" or (right.kind == "amount" and not right.scale):
        left.kind, left.unit, left.plain = right.kind, right.unit, False
        left.ambiguous = left.ambiguous and right.kind == "duration"
        if joint == "range" and right.kind == "amount" and _in_thousands(value, right):
            left.value, left.ambiguous = shift(value, 3), True
    elif right.scale > 0 and right.kind in ("amount", "number"):
        # "fra 500 til 1 mio. kr." is no 500 million; "100 og 60 mio. kr." is 100 million.
        falls = joint == "range" and shift(value, right.scale) > cast("Decimal", right.value)
        if right.kind == "amount":
            left.kind, left.unit, left.ambiguous = right.kind, right.unit, False
        if value < 1000 and not falls:
            left.value, left.scale = shift(value, right.scale), right.scale
        left.plain = False


def _complete_time(left: Draft, right: Draft, joint: str) -> None:
    """Read the first of "10 to 12 noon" as an hour before the second."""
    hour, end = cast("Decimal", left.value), cast("TimeParts", right.value)
    if joint == "range" and 0 <= hour < end.hour <= 12 and hour == hour.to_integral_value():
        left.kind, left.value, left.plain = "time", TimeParts(int(hour)), False


def _in_thousands(value: Decimal, right: Draft) -> bool:
    """Return whether "10-20.000 kr." means ten thousand and up: the left lacks its zeros."""
    top = cast("Decimal", right.value)
    return 0 < value < 1000 <= top and top % 1000 == 0 and shift(value, 3) < top


def _complete_date(left: Draft, right: Draft) -> None:
    """Read "4.-5. april 2022" and "30. maj og 20. september 2022" as two full dates."""
    parts = cast("DateParts", right.value)
    if left.kind == "date":
        own = cast("DateParts", left.value)
        earlier = (own.month or 0, own.day or 0) <= (parts.month or 13, parts.day or 32)
        if own.year is None and earlier:
            left.value = own._replace(year=parts.year)
    elif left.kind == "ordinal" or (left.plain and not left.spelled):
        day = cast("Decimal", left.value)
        if parts.day is not None and day == day.to_integral_value() and 1 <= day <= 31:
            left.kind, left.value, left.plain = "date", parts._replace(day=int(day)), False


def _rightwards(text: str, left: Draft, right: Draft, joint: str) -> None:
    """Complete the second of "DKK 100 and 60 million", "EUR 100-200", "artikel 3 og 5"."""
    if left.kind == "identifier" and left.unit not in (None, "name") and right.plain:
        if joint == "range" or not _NOUN.match(text, right.end):
            right.kind, right.unit, right.plain = "identifier", left.unit, False
            right.value = text[right.start : right.end].lower()
    elif left.kind == "amount" and left.unit and right.kind in ("number", "amount", "year"):
        if right.unit is not None or not (right.scale or (right.plain and joint == "range")):
            return
        right.kind, right.unit, right.plain = "amount", left.unit, False
        value = cast("Decimal", left.value)
        if right.scale and not left.scale and value < 1000:
            left.value, left.scale = shift(value, right.scale), right.scale
