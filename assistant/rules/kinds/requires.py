"""A grant from one source needs a grant from another beside it."""

from __future__ import annotations

from assistant.rules.arithmetic import plain
from assistant.rules.budget import Budget
from assistant.rules.kinds.base import (
    RuleError,
    both,
    day_of,
    everywhere,
    expect,
    found,
    in_force,
    is_word,
    not_in_force,
)
from assistant.rules.model import Finding, Rule, RuleBook
from assistant.rules.wording import money, say


class Requires:
    """Money from `target` is given only where there is money from `needs` too."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for two different sources and the parameter `condition: requires`."""
        condition = both(is_word("requires"), everywhere)
        expect(rule, {"condition": condition}, target=True, needs=True)
        if rule.target == rule.needs:
            raise RuleError("target and needs are the same source")

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Fail where `target` gives something and `needs` nothing."""
        used = in_force(rule.parameters, day_of(budget))
        if not used:
            return not_in_force(rule, book, budget)
        target, needs = rule.target or "", rule.needs or ""
        asked, beside = budget.financed(target), budget.financed(needs)
        texts = {
            "source": book.sources[target],
            "needs": book.sources[needs],
            "actual": money(asked, book.currency),
            "beside": money(beside, book.currency),
        }
        fails = asked > 0 and not beside
        outcome = "fail" if fails else "pass" if asked else "pass_none"
        return found(
            rule,
            book,
            "fail" if fails else "pass",
            say(f"requires.{outcome}", **texts),
            used,
            inputs=lambda: (say("requires.input", **texts), say("requires.input_needs", **texts)),
            comparison=lambda: say(f"requires.{outcome}_why", **texts),
            actual=asked,
            formula=f"{target} = {plain(asked)}; {needs} = {plain(beside)}",
            remedy=say("requires.fail_remedy", **texts) if fails else None,
        )
