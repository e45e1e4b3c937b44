"""From a plain tree to a checked `Budget`: what `assistant check` takes, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assistant.errors import InputError
from assistant.rules.arithmetic import total
from assistant.rules.bounds import tidy
from assistant.rules.budget import (
    CALENDAR_YEAR,
    Applicant,
    Award,
    Budget,
    Costs,
    EarlierGrant,
    Period,
)
from assistant.rules.conversion import convert
from assistant.rules.fields import Fields
from assistant.rules.model import RuleBook
from assistant.rules.sharing import check_sharing

KEYS = ("call", "applicant", "submitted", "period", "costs", "financing", "de_minimis")
_MONEY = ("amount_eur", "amount_dkk", "eur_dkk")
_AWARD = (
    "undertaking",
    "group",
    "award_date",
    *_MONEY,
    "road_freight",
    "fiscal_year_start",
    "previous",
)
_EARLIER = ("date", *_MONEY)
TOTAL = "total"
_LONGEST_NAME = 200


def call_of(raw: Mapping[str, Any]) -> str | None:
    """Return the call that a budget names, None where it names none.

    Raises InputError: `not_a_mapping`, `unknown_key`, `bad_text`, `empty_text`.
    """
    return Fields(raw, known=KEYS).text("call")


def read_budget(raw: Mapping[str, Any], book: RuleBook) -> Budget:
    """Return the budget that `raw` (a tree of `read_data`) holds, in the words of `book`.

    Nothing depends on the order of keys: regions and sources come in the order of the book.

    Raises InputError that names the dotted key: what `Fields` raises, `unknown_call`,
    `unknown_applicant`, `unknown_region`, `unknown_source`, `total_and_regions`, `total_zero`,
    `period_reversed`, `amount_twice`, `previous_later`, `too_many_grants`.
    """
    fields = Fields(raw, known=KEYS)
    call = fields.choice("call", (book.call,), "call")
    costs = _costs(fields, book)
    return Budget(
        call=call,
        applicant=_applicant(fields, book),
        submitted=fields.moment_or_day("submitted"),
        period=_period(fields),
        costs=costs,
        financing=_financing(fields, book),
        de_minimis=_awards(fields) or None,
        notes=tuple(fields.notes),
    )


def _costs(fields: Fields, book: RuleBook) -> Costs:
    costs = fields.section("costs", known=(*book.regions, TOTAL), noun="region")
    if costs is None:
        raise fields.missing("costs")
    amounts = _amounts(costs, book.currency)
    if not amounts:
        hint = f"Give an amount for each region, or {costs.key(TOTAL)!r} alone."
        raise InputError("missing_key", "The costs are empty: 'costs' has no amount.", hint)
    if TOTAL in amounts and len(amounts) > 1:
        hint = "Leave the total out, or the regions."
        raise costs.wrong(TOTAL, "total_and_regions", "A total stands beside a region.", hint)
    whole = tidy(total(amounts.values()))
    if not whole:
        where, name = (costs, TOTAL) if TOTAL in amounts else (fields, "costs")
        raise where.wrong(name, "total_zero", "The costs are zero.", "Give costs above zero.")
    return Costs(whole, None if TOTAL in amounts else amounts)


def _financing(fields: Fields, book: RuleBook) -> Mapping[str, Decimal]:
    financing = fields.section("financing", known=book.sources, noun="source")
    if financing is None:
        raise fields.missing("financing")
    amounts = _amounts(financing, book.currency)
    if not amounts:
        hint = f"Give an amount for each source: {', '.join(book.sources)}."
        raise InputError("missing_key", "The financing is empty: 'financing' has no amount.", hint)
    return amounts


def _amounts(fields: Fields, currency: str) -> dict[str, Decimal]:
    return {
        name: fields.need(name, lambda key: fields.amount(key, currency)) for name in fields.given()
    }


def _applicant(fields: Fields, book: RuleBook) -> Applicant | None:
    applicant = fields.section("applicant", known=("kind", "designated"))
    if applicant is None:
        return None
    return Applicant(
        applicant.choice("kind", book.applicants, "applicant"), applicant.flag("designated")
    )


def _period(fields: Fields) -> Period | None:
    period = fields.section("period", known=("start", "end"))
    if period is None:
        return None
    start, end = period.day("start"), period.day("end")
    if start and end and end < start:
        hint = "Give the first day as start and the last day as end."
        message = f"The period ends on {end}, before it starts on {start}."
        raise period.wrong("end", "period_reversed", message, hint)
    return Period(start, end)


def _awards(fields: Fields) -> tuple[Award, ...]:
    awards = tuple(_award(entry) for entry in fields.items("de_minimis", known=_AWARD))
    check_sharing(awards)
    return awards


def _award(entry: Fields) -> Award:
    day = entry.need("award_date", entry.day)
    amount, conversion = _money(entry)
    earlier = []
    for grant in entry.items("previous", known=_EARLIER):
        before = grant.need("date", grant.day)
        if before > day:
            hint = "Give grants that came before, and later awards as entries of their own."
            message = f"The previous grant of {before} is later than the award of {day}."
            raise grant.wrong("date", "previous_later", message, hint)
        earlier.append(EarlierGrant(before, _money(grant)[0]))
    return Award(
        key=entry.path,
        undertaking=entry.need("undertaking", lambda key: _name(entry, key)),
        day=day,
        amount=amount,
        group=_name(entry, "group"),
        road_freight=entry.flag("road_freight") or False,
        fiscal_year_start=entry.month_day("fiscal_year_start") or CALENDAR_YEAR,
        previous=tuple(earlier),
        conversion=conversion,
    )


def _money(entry: Fields) -> tuple[Fraction, str | None]:
    """Return an amount in EUR, and how it was converted where it is given in DKK."""
    euros = entry.amount("amount_eur", "EUR")
    kroner = entry.amount("amount_dkk", "DKK")
    rate = entry.rate("eur_dkk")
    if euros is not None and kroner is not None:
        message = "The amount stands in DKK beside one in EUR."
        hint = f"Leave {entry.key('amount_eur')!r} or {entry.key('amount_dkk')!r} out."
        raise entry.wrong("amount_dkk", "amount_twice", message, hint)
    if euros is not None:
        return Fraction(euros), None
    if kroner is None:
        raise entry.missing("amount_eur")
    if rate is None:
        hint = f"Add {entry.key('eur_dkk')!r}: the kroner for one euro on the day of the award."
        raise InputError("missing_key", f"The key {entry.key('eur_dkk')!r} is missing.", hint)
    return convert(kroner, rate)


def _name(entry: Fields, key: str) -> str | None:
    """Return the name of an undertaking; the digits of a CVR number stand without spaces."""
    text = entry.text(key)
    if text is None:
        return None
    if len(text) > _LONGEST_NAME:
        message = f"The name has {len(text)} characters; at most {_LONGEST_NAME} are read."
        raise entry.wrong(key, "too_long", message, "Shorten it.")
    together = text.replace(" ", "")
    return together if together.isascii() and together.isdigit() else text
