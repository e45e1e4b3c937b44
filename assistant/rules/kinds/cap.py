"""A source gives no more than an amount."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.rules.arithmetic import minus, up_to_oere
from assistant.rules.budget import Budget
from assistant.rules.kinds.base import (
    both,
    day_of,
    expect,
    found,
    in_force,
    is_amount,
    not_in_force,
    number,
    places,
)
from assistant.rules.model import Finding, FindingStatus, Parameter, Rule, RuleBook
from assistant.rules.wording import compared, joined, money, say

_WORST = ("fail", "unknown", "pass")


def amount_for(rule: Rule, source: str, day: date | None) -> tuple[Parameter, ...] | None:
    """Return the parameter of a `cap` rule for the source, if any; None if the day decides it."""
    return in_force((p for p in rule.parameters if source in p.where), day)


class AmountCap:
    """Each source in `where` gives no more than the `amount`."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for positive amounts, each for sources that the book has."""
        sources = places(book.sources, "source", required=True)
        expect(rule, {"amount": both(is_amount(book.currency), sources)})

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Compare each source with its amount; the finding is the worst of them."""
        day = day_of(budget)
        amounts = {source: amount_for(rule, source, day) for source in book.sources}
        used = {source: amount for source, amount in amounts.items() if amount != ()}
        if not used:
            return not_in_force(rule, book, budget)
        parts = tuple(_part(rule, book, budget, *each) for each in used.items())
        status = min((part.status for part in parts), key=_WORST.index)
        worst = [part for part in parts if part.status == status]
        remedies = dict.fromkeys(part.remedy for part in worst if part.remedy)
        finding = found(
            rule,
            book,
            status,
            joined(list(dict.fromkeys(part.message for part in worst))),
            [parameter for amount in used.values() for parameter in amount or ()],
            actual=worst[0].actual,
            limit=worst[0].limit,
            missing_input=worst[0].missing_input,
            parts=parts,
            remedy=joined(list(remedies)) if remedies else None,
        )
        # The parts tell it all.
        return replace(finding, trace=())


def _part(
    rule: Rule, book: RuleBook, budget: Budget, source: str, amount: tuple[Parameter, ...] | None
) -> Finding:
    name = book.sources[source]
    if amount is None:
        return replace(not_in_force(rule, book, budget), key=source, name=name)
    actual, limit = budget.financed(source), number(amount[0])
    outcome: FindingStatus = "pass" if actual <= limit else "fail"
    texts = {
        "source": name,
        "actual": money(actual, book.currency),
        "limit": money(limit, book.currency),
    }
    if outcome == "fail":
        texts["over"] = money(up_to_oere(minus(actual, limit)), book.currency)
    sign = "≤" if outcome == "pass" else ">"
    return found(
        rule,
        book,
        outcome,
        say(f"cap.{outcome}", **texts),
        amount,
        inputs=lambda: [say("financing.source", source=name, amount=texts["actual"])],
        comparison=lambda: compared(texts["actual"], sign, texts["limit"]),
        key=source,
        name=name,
        actual=actual,
        limit=limit,
        remedy=say("cap.fail_remedy", **texts) if outcome == "fail" else None,
    )
