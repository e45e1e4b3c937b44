"""What a count measures, by the words around it: money, shares, durations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.model import Draft, fraction, shift

if TYPE_CHECKING:
    from assistant.rules.quantities.counts import Count
    from assistant.rules.quantities.model import Kind
    from assistant.rules.quantities.scan import Scan

_DASHES = frozenset("-–—")


class Unit(NamedTuple):
    """A unit word: its name and the index of its last token."""

    name: str
    last: int


class Scaled(NamedTuple):
    """A count times its scale words; `money` if the words say so, `currency` if they name one."""

    exponent: int
    last: int
    money: bool
    currency: str | None


def measured(scan: Scan, count: Count, prefix: str | None = None) -> tuple[Draft, int] | None:
    """Return the count as an amount, share or duration and its last token, None if it is bare.

    `prefix` is the currency in front of it.
    """
    scaled = _scaled(scan, count, prefix is not None)
    value = shift(count.value, scaled.exponent)
    currency = _currency(scan, scaled.last)
    if prefix or scaled.currency or currency:
        last = currency.last if currency else scaled.last
        last = _price_dash(scan, last) or last
        code = prefix or scaled.currency or (currency.name if currency else None)
        if code == "DKK/100":
            value, code = shift(value, -2), "DKK"
        if not scaled.exponent:
            value = _whole_money(scan, count, value, by_code=prefix is not None)
        return _draft(scan, count, "amount", value, code, last, scaled.exponent), last
    if (dash := _price_dash(scan, scaled.last)) and scan.language == "da":
        count.ambiguous = False
        return _draft(scan, count, "amount", value, "DKK", dash), dash
    if scaled.money:
        draft = _draft(scan, count, "amount", value, None, scaled.last, scaled.exponent)
        return draft, scaled.last
    for reader in (_share, _fraction, _duration):
        if scaled.exponent == 0 and (found := reader(scan, count)):
            return found
    if scaled.exponent:
        draft = _draft(scan, count, "number", value, None, scaled.last, scaled.exponent)
        return draft, scaled.last
    return None


def _whole_money(scan: Scan, count: Count, value: Decimal, *, by_code: bool) -> Decimal:
    """Return a sum without a scale word, its separator read once more: nobody writes millikroner.

    "600.000 kr." has one reading only. "200,000 kr." and, in Danish, "EUR 150,500" (a code in
    front is the English order) are thousands though the comma is a decimal mark: ambiguous.
    """
    if not count.ambiguous or value.as_tuple().exponent != -3:
        count.ambiguous = False
        return value
    code = by_code and scan.language == "da" and scan.norm(count.first - 1) not in ("kr", ".")
    return shift(value, 3) if code or count.whole is not None else value


def prefix_currency(scan: Scan, index: int) -> Unit | None:
    """Return the currency that stands in front of a number ("kr. 5", "DKK 5", "€5")."""
    norm = scan.norm(index)
    if norm in ("kroner", "krone", "euro", "euros", "dollar", "dollars"):
        return None
    if norm in vocab.SCALED_CURRENCIES:
        last = scan.with_dot(index) if norm.endswith("kr") else index
        return Unit(vocab.SCALED_CURRENCIES[norm][1], last) if scan.near(last) else None
    code = vocab.CURRENCIES.get(norm)
    if code is None and scan.raw(index) in vocab.CAPITAL_CURRENCIES:
        code = scan.raw(index)
    if code is None:
        return None
    last = scan.with_dot(index) if norm == "kr" else index
    return Unit(code, last) if scan.near(last) else None


def heading_scale(scan: Scan, index: int, currency: Unit) -> Scaled:
    """Return the scale in front of a currency in front of a number: "mio. kr. 2,5", "t.kr. 5"."""
    norm = scan.norm(index)
    if norm in vocab.SCALED_CURRENCIES:
        return Scaled(vocab.SCALED_CURRENCIES[norm][0], index, True, currency.name)
    step = index - 2 if scan.norm(index - 1) == "." else index - 1
    if scan.norm(step) not in vocab.MONEY_SCALES:
        return Scaled(0, index, False, None)
    return Scaled(vocab.SCALES[scan.norm(step)], step, True, currency.name)


def _scaled(scan: Scan, count: Count, prefixed: bool) -> Scaled:
    """Read "mio.", "tusind", "hundrede tusind", "m" and "tkr." after the count."""
    scales = vocab.SCALES_DANISH if scan.language == "da" else vocab.SCALES_ENGLISH
    exponent, last, money = 0, count.last, False
    for _ in range(2):
        step = scan.after_hyphen(last)
        norm = scan.norm(step)
        if norm in vocab.SCALED_CURRENCIES:
            places, currency = vocab.SCALED_CURRENCIES[norm]
            end = scan.with_dot(step) if norm.endswith("kr") else step
            return Scaled(exponent + places, end, True, currency)
        places = scales.get(norm, 0)
        if norm in vocab.SHORT_SCALES and (prefixed or _currency(scan, step)):
            places = vocab.SHORT_SCALES[norm]
        if not places:
            break
        exponent += places
        last = scan.with_dot(step) if norm in vocab.MONEY_SCALES else step
        money = money or norm in vocab.MONEY_SCALES
    return Scaled(exponent, last, money, None)


def _currency(scan: Scan, last: int) -> Unit | None:
    """Return the currency after the token: "kr.", "DKK", "danske kroner", "€", "øre"."""
    step = scan.after(last)
    if scan.norm(step) in vocab.CURRENCY_ADJECTIVES:
        step = scan.after(step)
    norm = scan.norm(step)
    if norm in vocab.CURRENCIES:
        if norm in ("€", "$", "£") and scan.kind(step + 1) == "n" and not scan.glued(last):
            return None
        return Unit(vocab.CURRENCIES[norm], scan.with_dot(step) if norm == "kr" else step)
    if norm in vocab.SUBUNITS:
        return Unit("DKK/100", step)
    if scan.raw(step) in vocab.CAPITAL_CURRENCIES:
        return Unit(scan.raw(step), step)
    return None


def _price_dash(scan: Scan, last: int) -> int | None:
    """Return the index of the dash of "600.000,-", or None."""
    if not (scan.glued(last) and scan.glued(last + 1)):
        return None
    return last + 2 if scan.norm(last + 1) == "," and scan.norm(last + 2) in _DASHES else None


def _share(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    step = scan.after_hyphen(count.last)
    norm = scan.norm(step)
    if norm in vocab.PERCENT_PARTS:
        step = scan.after(scan.with_dot(step))
        norm = "percent" if scan.norm(step) == "cent" else ""
    if count.weak:
        return None
    if norm == "‰":
        return _draft(scan, count, "share", shift(count.value, -3), None, step), step
    points = norm in vocab.PERCENTAGE_POINTS or (norm == "percentage" and step + 1)
    compound = step == count.last + 2 and norm.startswith("procents")
    if norm not in vocab.PERCENT and not points and not compound:
        return None
    last = scan.with_dot(step) if norm == "pct" else step
    follow = scan.after_hyphen(last)
    if scan.norm(follow) in ("point", "points"):
        last, points = follow, True
    if points:
        return _draft(scan, count, "number", count.value, "percentage_point", last), last
    return _draft(scan, count, "share", shift(count.value, -2), None, last, -2), last


def _fraction(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    """Read "to femtedele", "en tredjedel", "two thirds", "a quarter of", "one half of"."""
    whole = count.whole
    step = scan.after_hyphen(count.last)
    norm = scan.norm(step)
    if whole is None or whole == 0:
        halves = count.value == Decimal("0.5") and scan.norm(count.last) == "half"
        if halves and scan.norm(count.last + 1) in ("of", "the"):
            return _draft(scan, count, "share", count.value, None, count.last), count.last
        return None
    of = scan.norm(step + 1) == "of"
    tied = of or step == count.last + 2
    if norm in vocab.FRACTION_PARTS:
        parts = vocab.FRACTION_PARTS[norm]
    elif norm in vocab.ENGLISH_PARTS_PLURAL and whole > 1 and (tied or norm != "quarters"):
        parts = vocab.ENGLISH_PARTS_PLURAL[norm]
    elif norm in vocab.ENGLISH_PARTS and whole == 1 and (of or not count.weak):
        if scan.norm(step + 1) in vocab.NOT_ORDINAL_AFTER and not of:
            return None
        parts = vocab.ENGLISH_PARTS[norm]
    else:
        return None
    return _draft(scan, count, "share", fraction(whole, parts), None, step), step


def _duration(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    """Read "2 år", "two fiscal years", "ti arbejdsdage", "24-month", "to-årig", "et år"."""
    step = scan.after_hyphen(count.last)
    if scan.norm(step) == "på" and scan.norm(step + 1) == "hinanden":
        step += 3
    working = False
    for _ in range(2):
        if scan.norm(step) in vocab.DURATION_ADJECTIVES or scan.norm(step) in vocab.WORKING:
            working = working or scan.norm(step) in vocab.WORKING
            step = scan.after(step)
    norm = scan.norm(step)
    units = vocab.DURATIONS_DANISH if scan.language == "da" else vocab.DURATIONS
    unit = units.get(norm)
    if unit is None or (norm == "min" and count.spelled):
        return None
    value, last = _and_a_half(scan, count.value, step)
    if count.weak and norm not in vocab.ARTICLE_DURATIONS and last == step:
        return None
    if working and unit == "day":
        unit = "working_day"
    if norm in vocab.ABBREVIATED_UNITS:
        last = scan.with_dot(last)
    return _draft(scan, count, "duration", value, unit, last), last


def _and_a_half(scan: Scan, value: Decimal, last: int) -> tuple[Decimal, int]:
    """Take in the end of "a year and a half"."""
    if [scan.norm(last + n) for n in (1, 2, 3)] == ["and", "a", "half"]:
        return value + Decimal("0.5"), last + 3
    return value, last


def _draft(
    scan: Scan,
    count: Count,
    kind: Kind,
    value: Decimal,
    unit: str | None,
    last: int,
    scale: int = 0,
) -> Draft:
    start, end = scan.tokens[count.first].start, scan.tokens[last].end
    return Draft(kind, value, unit, start, end, count.ambiguous, scale, count.spelled)
