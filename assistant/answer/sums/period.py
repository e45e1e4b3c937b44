"""A project period that somebody names by two dates, measured by the rule of its length."""

from __future__ import annotations

import re
from calendar import IllegalMonthError, monthrange
from datetime import date, datetime
from decimal import Decimal

from assistant.answer.draft import Claim
from assistant.answer.over import goes_past
from assistant.answer.question import Part
from assistant.answer.sums.cues import cues, say
from assistant.rules.budget import Budget, Costs, Period
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Bilingual, Finding, Rule, RuleBook
from assistant.rules.quantities import DateParts, Quantity, find_quantities, format_number
from assistant.types import Anchor, Language, Verdict

_BETWEEN = re.compile(
    r"^\W*(?:og )?(?:til|to|until|through|–|-|—|og|and)\W*(?:og med(?: den)?|den|d\.|the)?\W*$",
    re.IGNORECASE,
)
_MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
_ENDS = re.compile(r"slut|ender|afslut|færdig|ends?\b|finish|done|complete", re.IGNORECASE)


def answer_period(
    part: Part, book: RuleBook, language: Language, asks: bool
) -> tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]] | None:
    """Return what the call says of a period from one day to another, or None where none is named.

    "Yes" only where it begins in the year of the deadline or the next: that a period is short
    enough does not say that it lies in the right years. `asks` is true where the part asks for yes
    or no; a question for the last day is answered too.
    """
    rule = book.first("duration")
    told = f"{part.context} {part.text}" if part.context else part.text
    if rule is None:
        return None
    if cues().last_day.search(part.text):
        return _answer_last_day(rule, book, told, part, language)
    if not asks:
        return None
    days = _period_of(told, part.language)
    if days is None:
        return _answer_length(rule, told, part, language)
    budget = Budget(Costs(Decimal(1)), {}, period=Period(*days))
    finding = evaluate_rule(rule, book, budget)
    anchors = tuple(Anchor(q.document_id, q.start, q.end) for q in finding.citations)
    claims = [Claim(_in(finding.message, language), anchors)]
    claims += [Claim(_in(text, language), ()) for text in finding.assumptions]
    verdict: Verdict | None = "no" if finding.status == "fail" else None
    if finding.status == "pass" and _follows(days[0], book):
        verdict = "yes"
    return verdict, tuple(claims), (finding,)


def _follows(start: date, book: RuleBook) -> bool:
    """Tell whether a project begins after the call's deadline, by the end of the year after it."""
    deadlines = [
        p.value.date()
        for rule in book.rules
        if rule.kind == "deadline"
        for p in rule.parameters
        if isinstance(p.value, datetime)
    ]
    return any(day < start and start.year <= day.year + 1 for day in deadlines)


def _answer_last_day(
    rule: Rule, book: RuleBook, told: str, part: Part, language: Language
) -> tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]] | None:
    """Return the last day of a project of which the first is told."""
    dates = [q for q in find_quantities(told, part.language) if q.kind == "date"]
    first = _day(dates[0]) if len(dates) == 1 else None
    if first is None:
        return None
    finding = evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, period=Period(first, first)))
    if finding.limit_date is None:
        return None
    last = finding.limit_date
    finding = evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, period=Period(first, last)))
    anchors = tuple(Anchor(q.document_id, q.start, q.end) for q in finding.citations)
    return None, (Claim(_in(finding.message, language), anchors),), (finding,)


def _answer_length(
    rule: Rule, told: str, part: Part, language: Language
) -> tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]] | None:
    """Compare a length that is told in months or years with the longest."""
    lengths = [q for q in find_quantities(told, part.language) if q.unit in _MONTHS]
    most = next((p for p in rule.parameters if p.name == "years"), None)
    if len(lengths) != 1 or most is None or not cues().running.search(told):
        return None
    past = goes_past(told[: lengths[0].start])
    if cues().longer.search(told) and not past:
        return None
    value = lengths[0].value
    if not isinstance(value, Decimal) or not isinstance(most.value, Decimal):
        return None
    months, limit = value * _MONTHS[lengths[0].unit or ""], most.value * _MONTHS["year"]
    if past and months < limit:
        # "More than one year?" may be two, and may be three.
        return None
    # "Shorter than three years" may be two, and may be one: the limit is said, and no more.
    shorter = cues().shorter.search(told) is not None
    over = not shorter and (months > limit or past)
    texts, other = say(language), say("en" if language == "da" else "da")
    name = "running_over" if over else "running_under"
    messages = {language: texts[name], "en" if language == "da" else "da": other[name]}
    quotes = most.citations
    finding = Finding(
        rule.id,
        "fail" if over else "pass",
        Bilingual(messages["da"], messages["en"]),
        citations=quotes,
    )
    anchors = tuple(Anchor(q.document_id, q.start, q.end) for q in quotes)
    years = f"{format_number(most.value, language)} {texts['years']}"
    claims = [Claim(texts["running"].format(limit=years), anchors)]
    if not shorter:
        claims.append(Claim(texts[name], ()))
    return "no" if over else None, tuple(claims), (finding,)


def _period_of(text: str, language: Language) -> tuple[date, date] | None:
    """Return the first and last day where a text joins two full dates as a period."""
    dates = [q for q in find_quantities(text, language) if q.kind == "date"]
    if len(dates) != 2:
        return None
    first, last = _day(dates[0]), _day(dates[1], last=True)
    between = text[dates[0].end : dates[1].start]
    joined = _BETWEEN.match(between) or _ENDS.search(between)
    if first is None or last is None or not joined or last < first:
        return None
    return first, last


def _day(quantity: Quantity, *, last: bool = False) -> date | None:
    """Return the day of a date; of a month its first or last day."""
    parts = quantity.value
    if not isinstance(parts, DateParts) or parts.year is None or parts.month is None:
        return None
    try:
        end = monthrange(parts.year, parts.month)[1]
        return date(parts.year, parts.month, parts.day or (end if last else 1))
    except (ValueError, IllegalMonthError):
        return None


def _in(text: object, language: Language) -> str:
    return str(getattr(text, language))
