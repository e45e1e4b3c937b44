"""A cell's number format as codes: sections, literals, digits, dates (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["literal", "digit", "point", "comma", "percent", "exponent", "slash", "date",
               "elapsed", "general", "text"]  # fmt: skip

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '#,##0 "kr."', 6: '#,##0 "kr."',
    7: '#,##0.00 "kr."', 8: '#,##0.00 "kr."', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd-mm-yyyy", 15: "d. mmm yy", 16: "d. mmm", 17: "mmm yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd-mm-yyyy hh:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0",
    42: '#,##0 "kr."', 43: "#,##0.00", 44: '#,##0.00 "kr."', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<padding>.)|\*(?P<filling>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General|Standard)|(?P<ampm>AM/PM|A/P)"
    r"|(?P<date>[ymdhsåt]+)|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_LONGEST = 1000
# Danish Excel writes å for the year and t for the hour where a file was made by other programs.
_LETTERS = str.maketrans("åt", "yh")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: what it is, and its characters."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format; `condition` is as in "[>100]"."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def is_date(self) -> bool:
        return any(token.kind in ("date", "elapsed") for token in self.tokens)


@lru_cache(maxsize=1024)
def parse(code: str) -> tuple[Section, ...]:
    """Return the sections of a format code; unknown signs stand for themselves."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code[:_LONGEST]):
        name, text = match.lastgroup, match.group(match.lastgroup or 0)
        if name == "other" and text == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif name == "bracket":
            if found := _CONDITION.fullmatch(text.strip()):
                condition = (found.group(1), Decimal(found.group(2)))
            elif found := _CURRENCY.fullmatch(text):
                tokens.append(Token("literal", found.group(1)))
            elif _ELAPSED.fullmatch(text):
                tokens.append(Token("elapsed", text.lower()))
        else:
            tokens.extend(_plain(name, text))
    return (*sections, Section(tuple(tokens), condition))


def _plain(name: str | None, text: str) -> list[Token]:
    if name in ("quoted", "escaped"):
        return [Token("literal", text)]
    if name == "padding":
        return [Token("literal", " ")]
    if name == "filling" or not text:
        return []
    if name == "general":
        return [Token("general", text)]
    if name == "ampm":
        return [Token("date", "ampm")]
    if name == "date":
        text = text.lower().translate(_LETTERS)
        return [Token("date", run.group()) for run in re.finditer(r"(.)\1*", text)]
    if name in ("exponent", "digit"):
        return [Token("exponent" if name == "exponent" else "digit", text)]
    signs: dict[str, Kind] = {
        ".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"
    }  # fmt: skip
    return [Token(signs.get(text, "literal"), text)]
