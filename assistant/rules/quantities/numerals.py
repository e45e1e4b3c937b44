"""Digit strings to exact decimals, by the separators of the language."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.types import Language

_GROUPED_POINT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_GROUPED_COMMA = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SIMPLE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# Longer runs of digits are serial numbers or noise, not quantities of anything.
MAX_DIGITS = 30


class Numeral(NamedTuple):
    """The value of a digit string; `ambiguous` if the other language reads it otherwise."""

    value: Decimal
    ambiguous: bool


def read_numeral(text: str, language: Language) -> Numeral | None:
    """Return the value of ASCII digits with `.` and `,`, or None if they make no number.

    "1.234.567,50" and "1,234,567.50" can be read one way only and are, in both languages.
    "1.500" and "1,500" are read by the language and marked ambiguous. Any other single
    separator is a decimal mark, whichever it is ("1.5" in Danish, "1,5" in English).
    """
    if len(text) > MAX_DIGITS:
        return None
    if text.isdigit():
        return Numeral(Decimal(text), False)
    if not _SIMPLE.fullmatch(text):
        return None
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return _read_mixed(text)
    mark = "." if points else ","
    grouped = _GROUPED_POINT if points else _GROUPED_COMMA
    well_grouped = grouped.fullmatch(text) is not None
    if points + commas > 1:
        return Numeral(Decimal(text.replace(mark, "")), False) if well_grouped else None
    if well_grouped and (mark == ".") == (language == "da"):
        return Numeral(Decimal(text.replace(mark, "")), True)
    return Numeral(Decimal(text.replace(mark, ".")), well_grouped)


def _read_mixed(text: str) -> Numeral | None:
    """Return the value of a string with both marks: the last one is decimal, and stands once."""
    mark = max(".,", key=text.rfind)
    whole, _, decimals = text.rpartition(mark)
    other = "," if mark == "." else "."
    grouped = _GROUPED_COMMA if mark == "." else _GROUPED_POINT
    if not grouped.fullmatch(whole):
        return None
    return Numeral(Decimal(f"{whole.replace(other, '')}.{decimals}"), False)
