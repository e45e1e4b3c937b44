"""Whether some kind of applicant may apply."""

from __future__ import annotations

import random
from decimal import Decimal

from assistant.learn.quiz.made import Made, yes_no
from assistant.learn.quiz.wording import capital, say
from assistant.rules.budget import Applicant, Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Rule, RuleBook

# What stands for all that has no name of its own can't be asked for.
_UNNAMED = "other"


def ask_membership(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for one kind; of those that have to be designated, for one that is and one that isn't."""
    designated = sorted({kind for p in rule.parameters for kind in p.where})
    others = [kind for kind in book.applicants if kind not in (*designated, _UNNAMED)]
    # One question in three, so that the answer is not always no.
    chosen = rng.choice(("other", "yes", "no"))
    if chosen == "other" and others:
        kind, named, key = rng.choice(others), None, "membership.kind"
    elif designated:
        kind, named = rng.choice(designated), chosen == "yes"
        key = "membership.designated" if named else "membership.not_designated"
    else:
        return None
    budget = Budget(Costs(Decimal(1)), {}, applicant=Applicant(kind, named))
    question = say(key, rng, applicant=capital(book.applicants[kind]))
    return yes_no(question, evaluate_rule(rule, book, budget))
