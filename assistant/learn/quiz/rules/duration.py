"""The last day that a project may run to."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from decimal import Decimal

from assistant.learn.quiz.facts import OPTIONS
from assistant.learn.quiz.made import Made, anchors_of
from assistant.learn.quiz.wording import say
from assistant.rules.budget import Budget, Costs, Period
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, Rule, RuleBook
from assistant.rules.wording import when

_DAY = timedelta(days=1)
_YEAR = 12
# How far wrong options are from the right one, in months.
_BESIDE = (-12, -6, -3, 3, 6, 12)
_NAMED_YEARS = re.compile(r"\b(20\d\d)\s?[-–]\s?(20\d\d)\b")


def ask_duration(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for the last day, verified by the rule: it passes, the day after fails.

    The project lies in the call's years, where one that long can. Wrong options are the day after,
    and what comes out with another count of months.
    """
    start = rng.choice(_starts(rule, book))
    last = _found(rule, book, start, start).limit_date
    if last is None:
        return None
    finding = _found(rule, book, start, last)
    if (finding.status, _found(rule, book, start, last + _DAY).status) != ("pass", "fail"):
        return None
    # It begins on the first of a month, so it ends before the first of another.
    shifted = (_first(last + _DAY, months) - _DAY for months in _BESIDE)
    others = [last + _DAY, *(day for day in shifted if day > start)]
    chosen = sorted([last, *rng.sample(others, OPTIONS - 1)])
    return Made(
        type="choice",
        question=say("duration.ask", rng, start=when(start)),
        options=tuple(when(day) for day in chosen),
        correct=when(last),
        explanation=finding.message,
        anchors=anchors_of(finding.citations),
    )


def _found(rule: Rule, book: RuleBook, start: date, end: date) -> Finding:
    budget = Budget(Costs(Decimal(1)), {}, period=Period(start, end))
    return evaluate_rule(rule, book, budget)


def _starts(rule: Rule, book: RuleBook) -> list[date]:
    """Return the firsts of a month from which a project that long ends in the call's years."""
    first, final = _years(rule, book)
    firsts = [_first(date(first, 1, 1), months) for months in range(_YEAR * (final - first + 1))]
    inside = []
    for start in firsts:
        last = _found(rule, book, start, start).limit_date
        if last is not None and last.year <= final:
            inside.append(start)
    return inside or firsts[:1]


def _years(rule: Rule, book: RuleBook) -> tuple[int, int]:
    """Return the years in the title of the call ("… 2023-2024"), else the one after its deadline.

    Without either it is 2023.
    """
    for quote in (quote for parameter in rule.parameters for quote in parameter.citations):
        if (found := _NAMED_YEARS.search(quote.title)) and found[1] <= found[2]:
            return int(found[1]), int(found[2])
    deadline = book.first("deadline")
    latest = deadline.parameters[0].value if deadline else None
    year = latest.year + 1 if isinstance(latest, date) else 2023
    return year, year


def _first(day: date, months: int) -> date:
    """Return the first of the month that is so many months from a day's."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    return date(day.year + years, month + 1, 1)
