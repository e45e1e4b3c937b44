"""All sources together pay the costs, no more and no less."""

from __future__ import annotations

from assistant.rules.arithmetic import minus, plain, total
from assistant.rules.budget import Budget
from assistant.rules.kinds.base import (
    both,
    day_of,
    everywhere,
    expect,
    found,
    in_force,
    is_word,
    not_in_force,
)
from assistant.rules.model import Bilingual, Finding, Rule, RuleBook
from assistant.rules.wording import compared, money, say


class Balance:
    """The financing adds up to the costs exactly."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for the parameter `condition: balance`."""
        expect(rule, {"condition": both(is_word("balance"), everywhere)})

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Compare the sum of all sources with the costs."""
        used = in_force(rule.parameters, day_of(budget))
        if not used:
            return not_in_force(rule, book, budget)
        amounts = [(name, budget.financed(source)) for source, name in book.sources.items()]
        given = [(name, amount) for name, amount in amounts if amount]
        actual, costs = total(amount for _, amount in given), budget.costs.total
        outcome = "pass" if actual == costs else "missing" if actual < costs else "surplus"
        texts = {
            "actual": money(actual, book.currency),
            "costs": money(costs, book.currency),
            "gap": money(minus(actual, costs).copy_abs(), book.currency),
        }
        terms = " + ".join(plain(amount) for _, amount in given) or "0"
        sign = {"pass": "=", "missing": "<", "surplus": ">"}[outcome]

        def inputs() -> list[Bilingual]:
            sources = [
                say("financing.source", source=name, amount=money(amount, book.currency))
                for name, amount in given
            ]
            return [*sources, say("costs.total", amount=texts["costs"])]

        return found(
            rule,
            book,
            "pass" if outcome == "pass" else "fail",
            say(f"balance.{outcome}", **texts),
            used,
            inputs=inputs,
            comparison=lambda: compared(texts["actual"], sign, texts["costs"]),
            actual=actual,
            limit=costs,
            formula=f"{terms} = {plain(actual)}",
            remedy=None if outcome == "pass" else say(f"balance.{outcome}_remedy", **texts),
        )
