"""A budget against the rules of a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.rules.budget import Budget
from assistant.rules.kinds import KINDS
from assistant.rules.kinds.base import day_of
from assistant.rules.model import CheckResult, Finding, Rule, RuleBook
from assistant.rules.what_if import certain, left_to_pay, possible, rooms


def check(book: RuleBook, budget: Budget) -> CheckResult:
    """Return what every rule of the book says of the budget, in the order of the book."""
    findings = tuple(evaluate_rule(rule, book, budget) for rule in book.rules)
    room = rooms(book, budget.costs, day_of(budget))
    return CheckResult(
        call=book.call,
        version=book.version,
        status=_overall(findings),
        findings=findings,
        largest=certain(room),
        smallest_own=left_to_pay(room, budget.costs),
        notes=budget.notes,
        largest_high=possible(room),
    )


def evaluate_rule(rule: Rule, book: RuleBook, budget: Budget) -> Finding:
    """Return what one rule says of the budget."""
    return KINDS[rule.kind].evaluate(rule, book, budget)


def _overall(findings: Sequence[Finding]) -> Literal["pass", "fail", "unknown"]:
    """Return the worst status; rules that don't apply say nothing."""
    statuses = {finding.status for finding in findings}
    if "fail" in statuses:
        return "fail"
    return "unknown" if "unknown" in statuses else "pass"
