"""Numbers, amounts, shares, dates, times and durations in Danish and English text.

`find_quantities` reads running text, `accounted_for` compares by value, the `parse_*` functions
read one value at the door and refuse what is unclear, the `format_*` functions write it.
"""

from __future__ import annotations

from assistant.rules.quantities.amounts import parse_amount, parse_share
from assistant.rules.quantities.compare import accounted_for, same_value
from assistant.rules.quantities.find import find_quantities
from assistant.rules.quantities.formats import (
    format_amount,
    format_date,
    format_moment,
    format_number,
    format_share,
)
from assistant.rules.quantities.known import known
from assistant.rules.quantities.model import DateParts, Kind, Quantity, TimeParts, Value
from assistant.rules.quantities.moments import DANISH_TIME, parse_date, parse_moment

__all__ = [
    "DANISH_TIME",
    "DateParts",
    "Kind",
    "Quantity",
    "TimeParts",
    "Value",
    "accounted_for",
    "find_quantities",
    "format_amount",
    "format_date",
    "format_moment",
    "format_number",
    "format_share",
    "known",
    "parse_amount",
    "parse_date",
    "parse_moment",
    "parse_share",
    "same_value",
]
