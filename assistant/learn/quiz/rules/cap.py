"""Whether the pool holds what several applications ask for together."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from assistant.learn.quiz.made import Made, yes_no
from assistant.learn.quiz.wording import say
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Rule, RuleBook
from assistant.rules.wording import money, same

_PARTS = tuple(
    Decimal(part) for part in ("0.6", "0.75", "0.85", "0.9", "1.1", "1.15", "1.25", "1.5")
)
# So many applications, and what each asks for in steps of 100,000: amounts as projects have them.
_APPLICATIONS = (8, 14)
_STEP = Decimal(100_000)


def ask_cap(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for some applications that together are clearly below or above what a source has."""
    sources = [(p.where[0], p.value) for p in rule.parameters if p.where]
    if not sources:
        return None
    source, most = rng.choice(sources)
    if not isinstance(most, Decimal):
        return None
    count = rng.randint(*_APPLICATIONS)
    each = (most * rng.choice(_PARTS) / count / _STEP).to_integral_value() * _STEP
    whole = each * count
    if not each or whole == most:
        return None
    finding = evaluate_rule(rule, book, Budget(Costs(whole * 4), {source: whole}))
    part = next((part for part in finding.parts if part.key == source), finding)
    amount, total = money(each, book.currency), money(whole, book.currency)
    named = {"count": same(str(count)), "amount": amount}
    question = say("cap.ask", rng, source=book.sources[source], **named)
    explanation = say("cap.worked", text=part.message, total=total, **named)
    return yes_no(question, replace(part, message=explanation))
