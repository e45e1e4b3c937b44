"""Aid under a ceiling over years: what was received before, and what is asked for now."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from assistant.answer.draft import Claim
from assistant.answer.question import Part
from assistant.answer.sums.cues import cues, say
from assistant.rules.budget import Award, Budget, Costs, EarlierGrant
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Bilingual, Finding, Rule, RuleBook
from assistant.rules.quantities import (
    DateParts,
    Quantity,
    find_quantities,
    format_amount,
    format_date,
)
from assistant.types import Anchor, Language, Verdict

_CURRENCY = "EUR"
_LANGUAGES: tuple[Language, ...] = ("da", "en")
_MOST_CASES = 64
_BREAK = re.compile(r"[.?!]\s")
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Aid:
    """An amount of aid and the days it may be of; None where nothing tells."""

    amount: Decimal
    span: Span | None
    earlier: bool


def answer_aid(
    part: Part, book: RuleBook, language: Language, as_of: date, asks: bool
) -> tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]] | None:
    """Return what the ceiling says of the aid that a part names, or None where it names none.

    A day that was not told may be any: where all readings agree the verdict stands, else the days
    are asked for. `asks` is true where the part asks for yes or no.
    """
    rule = book.first("ceiling")
    told = f"{part.context} {part.text}" if part.context else part.text
    if rule is None or not asks or not cues().aid.search(told):
        return None
    named = list(_aids(told, part.language))
    new = [aid for aid in named if not aid.earlier]
    if len(new) != 1:
        return None
    freight = cues().road_freight.search(told) is not None
    earlier = [aid for aid in named if aid.earlier]
    cases = [_finding(rule, book, freight, days) for days in _cases(rule, new[0], earlier, as_of)]
    return _answer(rule, cases, language)


def _answer(
    rule: Rule, findings: Sequence[Finding], language: Language
) -> tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]] | None:
    statuses = {finding.status for finding in findings}
    if not findings or not statuses <= {"pass", "fail"}:
        return None
    texts = say(language)
    anchors = tuple(
        dict.fromkeys(Anchor(q.document_id, q.start, q.end) for q in findings[0].citations)
    )
    if not anchors:
        return None
    claims = [Claim(texts["aid_rule"], anchors)]
    if len(statuses) > 1:
        limits = [one.limit for one in findings if one.limit is not None]
        claims += [Claim(text, ()) for text in _ceilings(rule, limits, language)]
        claims.append(Claim(texts["aid_ask"], ()))
        return "depends", tuple(claims), (_undecided(rule, findings, limits),)
    finding = findings[0]
    worst = max(findings, key=lambda one: one.actual or Decimal(0))
    if finding.status == "pass":
        finding = worst
    values = {
        "actual": format_amount(finding.actual or Decimal(0), language, _CURRENCY),
        "limit": format_amount(finding.limit or Decimal(0), language, _CURRENCY),
    }
    name = "aid_over" if finding.status == "fail" else "aid_under"
    claims.append(Claim(texts[name].format(**values), ()))
    claims.append(Claim(texts["aid_group"], ()))
    verdict: Verdict = "no" if finding.status == "fail" else "yes"
    return verdict, tuple(claims), (finding,)


def _undecided(rule: Rule, findings: Sequence[Finding], limits: Sequence[Decimal]) -> Finding:
    """Return the finding where the days that were not told decide."""
    said = {
        language: " ".join((say(language)["aid_open"], *_ceilings(rule, limits, language)))
        for language in _LANGUAGES
    }
    return replace(
        findings[0],
        status="unknown",
        message=Bilingual(said["da"], said["en"]),
        limit=min(limits),
        limit_high=max(limits),
        valid_to=max(one.valid_to for one in findings if one.valid_to),
        actual=None,
        formula=None,
        remedy=None,
        parts=(),
        trace=(),
        missing_input=("de_minimis.0.award_date", "de_minimis.0.previous.0.date"),
    )


def _finding(
    rule: Rule, book: RuleBook, road_freight: bool, days: Sequence[tuple[Decimal, date]]
) -> Finding:
    award, *previous = days
    entry = Award(
        key="de_minimis.0",
        undertaking="1",
        day=award[1],
        amount=Fraction(award[0]),
        road_freight=road_freight,
        previous=tuple(EarlierGrant(day, Fraction(amount)) for amount, day in previous),
    )
    return evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, de_minimis=(entry,)))


def _cases(
    rule: Rule, new: _Aid, earlier: Sequence[_Aid], as_of: date
) -> Iterator[list[tuple[Decimal, date]]]:
    """Yield the amounts with days, for the extreme readings of what was not told."""
    spans = [aid.span or _anytime(rule, as_of) for aid in (new, *earlier)]
    ends = [dict.fromkeys(span) for span in spans]
    for number, days in enumerate(product(*ends)):
        if number >= _MOST_CASES:
            return
        award, *rest = days
        if any(day > award for day in rest):
            # Aid received before: on the day of the award at the latest.
            rest = [min(day, award) for day in rest]
        yield [(aid.amount, day) for aid, day in zip((new, *earlier), (award, *rest), strict=True)]


def _anytime(rule: Rule, as_of: date) -> Span:
    """Return the days that a day which was not told may be: within the regimes, about now."""
    starts = [p.valid_from for p in rule.parameters if p.name == "ceiling" and p.valid_from]
    return min([*starts, as_of]), max(as_of, date(as_of.year + 1, 12, 31), *starts)


def _ceilings(rule: Rule, limits: Sequence[Decimal], language: Language) -> Iterator[str]:
    """Yield the ceilings that may apply, with the days they hold for."""
    for parameter in rule.parameters:
        if parameter.name != "ceiling" or parameter.where or not parameter.valid_to:
            continue
        if not isinstance(parameter.value, Decimal) or parameter.value not in limits:
            continue
        yield say(language)["aid_ceiling"].format(
            limit=format_amount(parameter.value, language, _CURRENCY),
            last=format_date(parameter.valid_to, language),
        )


def _aids(text: str, language: Language) -> Iterator[_Aid]:
    found = find_quantities(text, language)
    amounts = [q for q in found if q.kind == "amount" and q.unit == _CURRENCY]
    days = [q for q in found if q.kind in ("date", "year")]
    for quantity in found:
        # "15 May" is no "may".
        blank = " " * (quantity.end - quantity.start)
        text = text[: quantity.start] + blank + text[quantity.end :]
    earlier: bool | None = None
    for number, amount in enumerate(amounts):
        start = amounts[number - 1].end if number else 0
        end = amounts[number + 1].start if number + 1 < len(amounts) else len(text)
        own = [q for q in days if amount.end <= q.start < end]
        before, after = text[start : amount.start], text[amount.end : end]
        told = _is_earlier(before, after)
        if told is not None:
            earlier = told
        elif earlier is None or _BREAK.search(before):
            # What nothing tells was before, but for the last amount.
            earlier = number < len(amounts) - 1
        assert isinstance(amount.value, Decimal)
        yield _Aid(amount.value, _span(own[0]) if own else None, earlier)


def _is_earlier(before: str, after: str) -> bool | None:
    """Tell whether an amount was received already, by the words around it; None: nothing tells."""
    more = re.split(r"[.?!,]", after)[0]
    if cues().aid_new.search(before) or cues().aid_more.search(more):
        return False
    return True if cues().aid_earlier.search(before) else None


def _span(quantity: Quantity) -> Span | None:
    """Return the first and the last day that a date, a month or a year may be."""
    parts = quantity.value
    if isinstance(parts, Decimal):
        parts = DateParts(int(parts), None, None)
    if not isinstance(parts, DateParts) or parts.year is None:
        return None
    try:
        if parts.month is None:
            return date(parts.year, 1, 1), date(parts.year, 12, 31)
        if parts.day is None:
            last = monthrange(parts.year, parts.month)[1]
            return date(parts.year, parts.month, 1), date(parts.year, parts.month, last)
        day = date(parts.year, parts.month, parts.day)
    except ValueError:
        return None
    return day, day
