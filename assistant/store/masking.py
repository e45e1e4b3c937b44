"""Takes out of a text what tells who somebody is: CPR numbers, e-mail addresses, telephone numbers.

By their form alone, so that it is simple and can be tested. Where it is in doubt it masks, except
for what is marked as an amount or as a firm's number (CVR). Names and postal addresses stay.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Literal

Kind = Literal["email", "cpr", "phone"]

_NOT_IN_WORD = r"(?<![\w.,-])(?<!\w@)"
_END = r"(?![\w@]|[.,-]\d)"
_AMOUNT = r"(?!\s*(?:kr\b|dkk\b|eur\b|euro\b|kroner\b|mio\b|mia\b|€|%))"
_BEFORE = r"(?<!kr )(?<!kr\. )(?<!dkk )(?<!eur )(?<!€ )(?<!€)"
_TWO_YEARS = r"(?:19|20)\d\d (?:19|20)\d\d"
_DAY_AND_MONTH = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"

# Eight digits after one of these are a firm's, and no telephone number.
_FIRMS_NUMBER = re.compile(
    r"(?<!\w)(?:cvr(?:[ .-]*(?:nummer|number|numre|nr|no|id))?|se[ -]?(?:nummer|number|nr|no)|vat)"
    r"[ .:#-]*(?:(?:er|is) )?(?:dk[ -]?)?$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 40

NAMES: dict[Kind, str] = {"email": "[e-mail]", "cpr": "[cpr]", "phone": "[phone]"}

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    ("cpr", re.compile(rf"{_NOT_IN_WORD}{_DAY_AND_MONTH}(?: ?[-–] ?| )\d{{4}}{_END}")),
    ("cpr", re.compile(rf"{_NOT_IN_WORD}{_BEFORE}{_DAY_AND_MONTH}\d{{4}}{_END}{_AMOUNT}", re.I)),
    # With a country's number, then in the groups that Danes write, then eight digits in a row.
    ("phone", re.compile(rf"(?<![\w+])(?:\+|00)[1-9]\d{{0,2}}(?:[ -]?\(?\d+\)?){{2,7}}{_END}")),
    (
        "phone",
        re.compile(
            rf"{_NOT_IN_WORD}{_BEFORE}[2-9]\d(?:[ .-]\d\d){{3}}{_END}{_AMOUNT}"
            rf"|{_NOT_IN_WORD}{_BEFORE}(?!{_TWO_YEARS})[2-9]\d{{3}} \d{{4}}{_END}{_AMOUNT}"
            rf"|{_NOT_IN_WORD}{_BEFORE}[2-9]\d{{7}}{_END}{_AMOUNT}",
            re.I,
        ),
    ),
)


def mask(text: str) -> str:
    """Return `text` with `[cpr]`, `[e-mail]` and `[phone]` in place of what looks like one."""
    for kind, pattern in _PATTERNS:
        text = pattern.sub(partial(_masked, kind, NAMES[kind]), text)
    return text


def _masked(kind: Kind, name: str, match: re.Match[str]) -> str:
    """Return what stands in place of a mark: its name, or brackets of its length."""
    return match[0] if _firms(match, kind) else name or "]" * len(match[0])


def _firms(match: re.Match[str], kind: Kind) -> bool:
    """Tell a firm's number from the telephone number whose form it has."""
    if kind != "phone" or match[0][0] in "+0":
        return False
    start = match.start()
    return _FIRMS_NUMBER.search(match.string[max(0, start - _LONGEST_BEFORE) : start]) is not None


def find_marks(text: str) -> list[tuple[Kind, int, int]]:
    """Return what `mask` takes out, in order: its kind and `text[start:end]`."""
    marks: list[tuple[Kind, int, int]] = []
    # What an earlier pattern took is hidden from the later ones, as it is in `mask`; a name in
    # square brackets is no part of a number, so blanks of the same length do.
    rest = text
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            if _firms(match, kind):
                continue
            marks.append((kind, match.start(), match.end()))
        rest = pattern.sub(partial(_masked, kind, ""), rest)
    return sorted(marks, key=lambda mark: mark[1])
