"""Danish dates look like list numbers at the start of a line: "30. maj 2022" is no item 30."""

from __future__ import annotations

import re

_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
)
DATE_START = re.compile(rf"^\s*\d{{1,2}}\.\s+(?:{_MONTHS})\b", re.IGNORECASE)
