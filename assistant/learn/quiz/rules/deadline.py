"""Whether an application that was sent around the deadline was in time."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal

from assistant.learn.quiz.made import Made, yes_no
from assistant.learn.quiz.wording import say
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Rule, RuleBook
from assistant.rules.quantities import DANISH_TIME
from assistant.rules.wording import when

# Minutes from the deadline, as many before it as after. Not the deadline itself: the
# call doesn't say whether its last minute still counts.
_MINUTES = (-2885, -1210, -290, -95, -1, 1, 4, 55, 285, 1290)


def ask_deadline(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for a moment before or after the deadline."""
    latest = rule.parameters[0].value
    if not isinstance(latest, datetime):
        return None
    sent = latest.astimezone(DANISH_TIME) + timedelta(minutes=rng.choice(_MINUTES))
    finding = evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, submitted=sent))
    return yes_no(say("deadline.ask", rng, moment=when(sent)), finding)
