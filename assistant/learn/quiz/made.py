"""A question as it is made, in both languages at once, and what all makers need."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.learn.model import NOTHING
from assistant.learn.quiz.wording import say
from assistant.rules.model import Bilingual, Finding, Quote, Rule, RuleBook
from assistant.rules.wording import money, same
from assistant.types import Anchor
from assistant.types.learn import QuestionType

_CURRENCIES = {"DKK": "plain.kroner", "EUR": "plain.euro"}


@dataclass(frozen=True, slots=True)
class Made:
    """A question with its one right answer; `options` as they are shown, the same in both."""

    type: QuestionType
    question: Bilingual
    options: tuple[Bilingual, ...]
    correct: Bilingual | tuple[Bilingual, ...]
    explanation: Bilingual
    anchors: tuple[Anchor, ...] = ()
    unit: Bilingual = NOTHING


# What asks about a rule; None where this draw of `rng` gives no question: draw again.
AskRule = Callable[[Rule, RuleBook, random.Random], Made | None]


def anchors_of(quotes: Sequence[Quote]) -> tuple[Anchor, ...]:
    """Return the places of a finding's quotes, each once."""
    return tuple(dict.fromkeys(Anchor(q.document_id, q.start, q.end) for q in quotes))


def amount_asked(
    question: Bilingual, amount: Decimal, currency: str, explanation: Bilingual, finding: Finding
) -> Made:
    """Return a question whose answer is an amount."""
    named = _CURRENCIES.get(currency)
    return Made(
        type="number",
        question=question,
        options=(),
        correct=money(amount, currency),
        explanation=explanation,
        anchors=anchors_of(finding.citations),
        unit=say(named) if named else same(currency),
    )


def yes_no(question: Bilingual, finding: Finding) -> Made | None:
    """Return a question with yes or no for an answer; None where the rule doesn't decide."""
    if finding.status not in ("pass", "fail"):
        return None
    options = (say("plain.yes"), say("plain.no"))
    return Made(
        type="true_false",
        question=question,
        options=options,
        correct=options[0 if finding.status == "pass" else 1],
        explanation=finding.message,
        anchors=anchors_of(finding.citations),
    )


def round_costs(rng: random.Random, low: int = 20, high: int = 160) -> Decimal:
    """Return costs as they are in budgets: 2 to 16 million, in steps of 100,000."""
    return Decimal(rng.randint(low, high) * 100_000)
