"""The last day that a project may run to."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from assistant.learn.quiz.made import Made, anchors_of
from assistant.learn.quiz.wording import say
from assistant.rules.budget import Budget, Costs, Period
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, Rule, RuleBook
from assistant.rules.wording import when

_DAY = timedelta(days=1)


def ask_duration(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for the last day, verified by the rule: it passes, the day after fails.

    Wrong options are the day after, and what comes out with another count of years or months.
    """
    start = date(_year(book), rng.randint(1, 6), 1)
    last = _found(rule, book, start, start).limit_date
    if last is None:
        return None
    finding = _found(rule, book, start, last)
    if (finding.status, _found(rule, book, start, last + _DAY).status) != ("pass", "fail"):
        return None
    wrong = [last + _DAY, last - timedelta(days=365), last + timedelta(days=365)]
    wrong.append(date(last.year, 12, 31))
    others = sorted({day for day in wrong if day not in (last, start)})
    chosen = sorted([last, *rng.sample(others, 3)])
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


def _year(book: RuleBook) -> int:
    """Return the year after the call's deadline, in which projects begin; 2023 without one."""
    deadline = book.first("deadline")
    latest = deadline.parameters[0].value if deadline else None
    return latest.year + 1 if isinstance(latest, date) else 2023
