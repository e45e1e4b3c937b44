"""Single amounts and shares at the door, strict: what a budget or a form says."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

from assistant.errors import InputError
from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.find import find_quantities
from assistant.rules.quantities.model import Quantity, fraction, shift
from assistant.rules.quantities.numerals import MAX_DIGITS

if TYPE_CHECKING:
    from assistant.types import Language

_LONGEST = 120
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2009]+")
_SCALE = "|".join(sorted({re.escape(s) for s in vocab.SCALES_ENGLISH | vocab.SCALES_DANISH}))
_MONEY_SCALE = "|".join(re.escape(name) for name in vocab.SCALED_CURRENCIES)
_MONEY = r"kr\.?|dkk|eur|euros?|€|kroner|krone|danske kroner|danish kroner"
_DIGITS = r"(?P<digits>(?=[., ]*[0-9])[0-9.,][0-9., ]*?)"
_AMOUNT = re.compile(
    rf"(?:(?P<before>kr\.?|dkk|eur|€) ?)?{_DIGITS}(?P<dash>,[-–—]{{1,2}})?"
    rf"(?: ?(?P<scale>{_SCALE}|{_MONEY_SCALE}|m|k)(?P<dot>\.)?)?(?: ?(?P<after>{_MONEY}))?"
)
_SHARE = re.compile(rf"{_DIGITS} ?(?P<percent>%|pct\.?|procent|percent|per cent)?")
_PARTS = re.compile(r"([0-9]{1,3})/([1-9][0-9]{0,2})")
# Thousands of the other language: as decimals they would be parts of an øre.
_THOUSANDS: dict[Language, re.Pattern[str]] = {
    "da": re.compile(r"[1-9][0-9]{0,2},[0-9]{3}"),
    "en": re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}"),
}
_NEGATIVE = re.compile(r"[-−–]|minus\b")
_CODES = vocab.CURRENCIES | {"kr.": "DKK", "danske kroner": "DKK", "danish kroner": "DKK"}
_GROUPS_HINT = {
    "da": "Write it the Danish way: 600.000, 600.000,50 or 2,5 mio. kr.",
    "en": "Write it the English way: 600,000, 600,000.50 or DKK 2.5 million.",
}


def parse_amount(text: str, language: Language = "da", *, currency: str = "DKK") -> Decimal:
    """Return the amount of the whole text, exact, in units of `currency`.

    Danish: "600.000 kr.", "250.000,00", "0,15 mio. kr.", "kr. 600.000,-", "en halv million". One
    point and no comma is a decimal point ("0.1", "3999999.6"), unless one to three digits not
    starting with 0 stand before it and exactly three after ("1.500" is 1500). "1,500" is
    refused as English grouping unless a scale follows ("1,500 mio."): read as decimals it might
    be off by a thousand. With "en" point and comma change places.

    Raises InputError: `amount_empty`, `amount_too_long`, `amount_negative`, `amount_currency`
    (another currency than asked for), `amount_grouping` (mixed, or the other language's
    grouping), `amount_unreadable`.
    """
    plain = _prepared(text, "amount")
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        return _spelled_amount(text, plain, language, currency)
    code = _code_of(match, text)
    scale = match["scale"]
    if scale in vocab.SCALED_CURRENCIES:
        _same_currency(text, vocab.SCALED_CURRENCIES[scale][1], currency)
    if code:
        _same_currency(text, code, currency)
    value = _strict_numeral(match["digits"], text, language)
    if scale is None and _THOUSANDS[language].fullmatch(match["digits"]):
        _refuse_grouping("amount", text, language)
    return shift(value, _places(match, language, named=code is not None, text=text))


def parse_share(text: str, language: Language = "da") -> Decimal:
    """Return the share of the whole text as a decimal fraction: "40 pct." is 0.40.

    Also "fyrre procent", "en tredjedel", "2/3" (to 28 digits) and bare fractions such as "0,4";
    a bare whole number is refused, since 40 might be 40 per cent or forty times.

    Raises InputError: `share_empty`, `share_too_long`, `share_negative`, `share_grouping`,
    `share_without_percent`, `share_unreadable`.
    """
    plain = _prepared(text, "share")
    if (parts := _PARTS.fullmatch(plain)) and int(parts[1]) <= int(parts[2]):
        return fraction(int(parts[1]), int(parts[2]))
    if match := _SHARE.fullmatch(plain):
        value = _strict_numeral(match["digits"], text, language, kind="share")
        if match["percent"]:
            return shift(value, -2)
        if value == 0 or (value < 1 and value != value.to_integral_value()):
            return value
        raise InputError(
            "share_without_percent",
            f'The share "{text}" has no unit.',
            'Write "40 pct.", "40 %" or a fraction below one such as 0,4.',
        )
    found = _only(plain, language)
    if found is None or found.kind != "share" or not isinstance(found.value, Decimal):
        _unreadable("share", text, 'Write it as "40 pct.", "0,4" or "en tredjedel".')
    return found.value


def _prepared(text: str, kind: str) -> str:
    """Return the text trimmed, in lower case, with single plain spaces; refuse the hopeless."""
    plain = _SPACES.sub(" ", text).strip(" ").lower()
    if not plain:
        raise InputError(f"{kind}_empty", f"The {kind} is empty.", "Give a number.")
    if len(plain) > _LONGEST:
        raise InputError(
            f"{kind}_too_long",
            f"The {kind} has {len(plain)} characters.",
            f"At most {_LONGEST} are read.",
        )
    if _NEGATIVE.match(plain):
        raise InputError(
            f"{kind}_negative", f'The {kind} "{text}" is negative.', "Give zero or more."
        )
    return plain


def _code_of(match: re.Match[str], text: str) -> str | None:
    """Return the currency that stands before or after the number; both must agree."""
    codes = {_CODES[name] for name in (match["before"], match["after"]) if name}
    if len(codes) > 1:
        _unreadable("amount", text, "It names two currencies.")
    return codes.pop() if codes else None


def _same_currency(text: str, found: str, wanted: str) -> None:
    if found != wanted:
        raise InputError(
            "amount_currency",
            f'The amount "{text}" is in {found}, but {wanted} is expected here.',
            f"Give the amount in {wanted}.",
        )


def _places(match: re.Match[str], language: Language, *, named: bool, text: str) -> int:
    """Return the power of ten of the scale word; "m" and "k" need a currency beside them."""
    scale = match["scale"]
    if scale is None:
        return 0
    if scale in vocab.SCALED_CURRENCIES:
        return vocab.SCALED_CURRENCIES[scale][0]
    if scale in vocab.SHORT_SCALES:
        if not named or match["dot"]:
            _unreadable("amount", text, 'Write the unit out, as in "2,5 mio. kr.".')
        return vocab.SHORT_SCALES[scale]
    if match["dot"] and scale not in vocab.MONEY_SCALES:
        _unreadable("amount", text, _GROUPS_HINT[language])
    return (vocab.SCALES_DANISH if language == "da" else vocab.SCALES_ENGLISH)[scale]


def _strict_numeral(digits: str, text: str, language: Language, *, kind: str = "amount") -> Decimal:
    """Return the value of digits with separators by the rule of `parse_amount`."""
    group, mark = (r"\.", ",") if language == "da" else (",", r"\.")
    spaced = re.fullmatch(rf"[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+(?:{mark}[0-9]+)?", digits)
    plain = digits.replace(" ", "") if spaced else digits
    if sum(char.isdigit() for char in plain) > MAX_DIGITS:
        raise InputError(
            f"{kind}_too_long", f'The {kind} "{text}" is too long.', f"At most {MAX_DIGITS} digits."
        )
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+(?:{mark}[0-9]+)?", plain):
        return Decimal(re.sub(group, "", plain).replace(",", "."))
    if re.fullmatch(r"[0-9]+|[0-9]*[.,][0-9]+", plain):
        return Decimal(plain.replace(",", "."))
    _refuse_grouping(kind, text, language)


def _refuse_grouping(kind: str, text: str, language: Language) -> NoReturn:
    raise InputError(
        f"{kind}_grouping",
        f'The points, commas or spaces in "{text}" don\'t group the digits in one clear way.',
        _GROUPS_HINT[language],
    )


def _spelled_amount(text: str, plain: str, language: Language, currency: str) -> Decimal:
    """Return an amount in words ("to en halv mio. kr."), found by the scanner as the whole text."""
    found = _only(plain, language)
    spelled = found is not None and plain[0].isalpha() and not re.search(r"[0-9]", plain)
    if found is None or found.kind not in ("amount", "number") or not spelled:
        _unreadable("amount", text, _GROUPS_HINT[language])
    if found.unit not in (None, currency):
        _same_currency(text, found.unit or "", currency)
    return found.value if isinstance(found.value, Decimal) else Decimal(0)


def _only(plain: str, language: Language) -> Quantity | None:
    """Return the quantity that the whole text is, or None."""
    found = find_quantities(plain, language)
    if len(found) != 1 or found[0].text.rstrip(".") != plain.rstrip("."):
        return None
    return found[0]


def _unreadable(kind: str, text: str, hint: str) -> NoReturn:
    raise InputError(f"{kind}_unreadable", f'"{text}" is no {kind} that can be read.', hint)
