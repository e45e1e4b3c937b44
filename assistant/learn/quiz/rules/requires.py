"""Whether one source may be applied for without another."""

from __future__ import annotations

import random
from decimal import Decimal

from assistant.learn.quiz.made import Made, round_costs, yes_no
from assistant.learn.quiz.wording import say
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Rule, RuleBook
from assistant.rules.wording import money


def ask_requires(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for either source without the other."""
    target, needs = rule.target or "", rule.needs or ""
    amount = round_costs(rng, 5, 30)
    without = rng.random() < 0.5
    financing = {target if without else needs: amount}
    finding = evaluate_rule(rule, book, Budget(Costs(amount * Decimal(4)), financing))
    question = say(
        "requires.without" if without else "requires.with",
        rng,
        amount=money(amount, book.currency),
        target=book.sources[target],
        needs=book.sources[needs],
    )
    return yes_no(question, finding)
