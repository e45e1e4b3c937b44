"""A number as a Danish Excel shows it in its format: 1.234,50, 40 %, 1,2E+05."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction

from assistant.corpus.readers.xlsx.dates import show_date
from assistant.corpus.readers.xlsx.formats import GENERAL, Section, Token, parse

# Excel calculates with 15 digits and shows 11 of them where no format says how many.
_CALCULATED = Context(prec=15, rounding=ROUND_HALF_UP)
_GENERAL_DIGITS = 11
_LARGEST_EXPONENT = 300
_ROOM = Context(prec=700, rounding=ROUND_HALF_UP)


def show(value: Decimal, code: str, *, since_1904: bool = False) -> str:
    """Return `value` as shown in the number format `code`; dates as "30. maj 2022"."""
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        return str(value)
    value = _CALCULATED.plus(value)
    section, signed = _choose(value, parse(code.strip() or GENERAL))
    if section is None:
        return _general(value)
    if section.is_date:
        shown = show_date(value, section.tokens, since_1904=since_1904)
        return shown if shown is not None else _general(value)
    shown = _tidy(_section(abs(value), section.tokens))
    # A value that rounds to nothing has no sign.
    minus = signed and value < 0 and any(c in "123456789" for c in shown)
    return f"-{shown}" if minus else shown


def _choose(value: Decimal, sections: Sequence[Section]) -> tuple[Section | None, bool]:
    """Return the section for a value, and whether it leaves the minus sign to be put in front."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(value, *section.condition):
                return section, True
        return None, True
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], True


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    order = value.compare(bound)
    return {
        "<": order < 0, ">": order > 0, "=": order == 0, "<>": order != 0,
        "<=": order <= 0, ">=": order >= 0,
    }[sign]  # fmt: skip


def _section(value: Decimal, tokens: Sequence[Token]) -> str:
    kinds = [token.kind for token in tokens]
    if "general" in kinds or kinds == ["text"]:
        parts = (_general(value) if t.kind in ("general", "text") else t.text for t in tokens)
        return "".join(parts)
    if "digit" not in kinds:
        return "".join(token.text for token in tokens if token.kind in ("literal", "percent"))
    if "slash" in kinds:
        return _fraction(value, tokens)
    if "exponent" in kinds:
        return _scientific(value, tokens)
    value = _ROOM.multiply(value, Decimal(100) ** kinds.count("percent"))
    first, last = kinds.index("digit"), len(kinds) - 1 - kinds[::-1].index("digit")
    scale = 0
    for kind in kinds[last + 1 :]:
        if kind != "comma":
            break
        scale += 1
    grouped = "comma" in kinds[first:last]
    return _fill(_ROOM.scaleb(value, -3 * scale), tokens, grouped=grouped)


def _fill(value: Decimal, tokens: Sequence[Token], *, grouped: bool) -> str:
    """Put the digits of a value into the places of its format."""
    point = next((n for n, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    decimals = [t for t in tokens[point:] if t.kind == "digit"]
    whole, _, part = format(_rounded(value, len(decimals)), "f").partition(".")
    digits = whole.lstrip("0")
    places = [t for t in tokens[:point] if t.kind == "digit"]
    least = next((len(places) - n for n, t in enumerate(places) if t.text == "0"), 0)
    digits = digits.rjust(least, "0")
    left = _whole(digits, tokens[:point], len(places), grouped=grouped)
    shown = _decimals(part, decimals)
    behind = "".join(t.text for t in tokens[point + 1 :] if t.kind in ("literal", "percent"))
    return f"{left},{shown}{behind}" if shown else f"{left}{behind}"


def _whole(digits: str, tokens: Sequence[Token], places: int, *, grouped: bool) -> str:
    """Fill the places before the point from the right, so that signs between them stay there."""
    if grouped:
        digits = _thousands(digits)
    parts: list[str] = []
    seen = 0
    for token in reversed(tokens):
        if token.kind == "digit":
            seen += 1
            if seen == places:
                parts.append(digits)
            elif grouped:
                continue
            else:
                parts.append(digits[-1:])
                digits = digits[:-1]
        elif token.kind in ("literal", "percent") and (not 0 < seen < places or digits):
            parts.append(token.text)
    return "".join(reversed(parts))


def _decimals(part: str, places: Sequence[Token]) -> str:
    kept = len(places)
    while kept and places[kept - 1].text != "0" and part[kept - 1 : kept] in ("0", ""):
        kept -= 1
    return part[:kept]


def _scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    at = next(n for n, token in enumerate(tokens) if token.kind == "exponent")
    exponent = value.adjusted() if value else 0
    mantissa = _fill(_ROOM.scaleb(value, -exponent), tokens[:at], grouped=False)
    behind = list(tokens[at + 1 :])
    width = sum(token.kind == "digit" for token in behind)
    rest = "".join(token.text for token in behind if token.kind == "literal")
    return f"{mantissa}E{'-' if exponent < 0 else '+'}{abs(exponent):0{width}}{rest}"


def _fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    at = next(n for n, token in enumerate(tokens) if token.kind == "slash")
    behind = "".join(t.text for t in tokens[at + 1 :] if t.kind in ("digit", "literal")).strip()
    bottom = int(behind) if behind.isdecimal() and int(behind) else 0
    exact = Fraction(value)
    if bottom:
        near = Fraction(round(exact * bottom), bottom)
    else:
        near = exact.limit_denominator(10 ** min(max(behind.count("?"), 1), 4) - 1)
    whole, rest = divmod(near.numerator, near.denominator)
    shown = f"{rest}/{near.denominator}" if rest else ""
    return " ".join(part for part in (str(whole) if whole or not shown else "", shown) if part)


def _general(value: Decimal) -> str:
    """Show a number without a format: as many digits as matter, no thousands set apart."""
    if not value:
        return "0"
    if not -10 <= value.adjusted() < _GENERAL_DIGITS:
        short = Context(prec=6, rounding=ROUND_HALF_UP).plus(value)
        mantissa = format(short.scaleb(-short.adjusted()).normalize(), "f").replace(".", ",")
        return f"{mantissa}E{short.adjusted():+03}"
    places = _GENERAL_DIGITS - 1 - max(value.adjusted(), 0)
    text = format(_rounded(value, max(places, 0)), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _rounded(value: Decimal, places: int) -> Decimal:
    try:
        return value.quantize(Decimal(1).scaleb(-places), context=_ROOM)
    except InvalidOperation:
        return value


def _thousands(digits: str) -> str:
    groups = []
    while digits:
        groups.append(digits[-3:])
        digits = digits[:-3]
    return ".".join(reversed(groups))


def _tidy(text: str) -> str:
    return " ".join(text.split())
