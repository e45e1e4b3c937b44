"""Whether the pool holds an amount."""

from __future__ import annotations

import random
from decimal import Decimal

from assistant.learn.quiz.made import Made, yes_no
from assistant.learn.quiz.wording import say
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Rule, RuleBook
from assistant.rules.wording import money

_PARTS = tuple(Decimal(part) for part in ("0.6", "0.75", "0.9", "1", "1.1", "1.2", "1.25", "1.5"))


def ask_cap(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for an amount below or above what there is of a source."""
    sources = [(p.where[0], p.value) for p in rule.parameters if p.where]
    if not sources:
        return None
    source, most = rng.choice(sources)
    if not isinstance(most, Decimal):
        return None
    amount = most * rng.choice(_PARTS)
    finding = evaluate_rule(rule, book, Budget(Costs(amount * 4), {source: amount}))
    part = next((each for each in finding.parts if each.key == source), finding)
    question = say("cap.ask", rng, amount=money(amount, book.currency), source=book.sources[source])
    return yes_no(question, part)
