"""What others have to pay: beside grants that are given, or beside the largest ones possible."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

from assistant.learn.quiz.made import Made, amount_asked, round_costs
from assistant.learn.quiz.wording import say
from assistant.rules.arithmetic import total
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Bilingual, Rule, RuleBook
from assistant.rules.what_if import left_to_pay, rooms
from assistant.rules.wording import joined, listed, money

_STEP = Decimal(50_000)
_KRONE = Decimal(1)
_PARTS = tuple(Decimal(part) for part in ("0.5", "0.6", "0.75", "0.8", "0.9"))


def ask_balance(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for the rest of the financing; verified by the rule, a krone less or more failing it."""
    costs = round_costs(rng)
    region = rng.choice(list(book.regions)) if book.regions else None
    spent = Costs(costs, {region: costs} if region else None)
    found = rooms(book, spent, None)
    most = {source: room.low for source, room in found.items() if room is not None}
    if len(most) < len(book.grants) or any(amount <= 0 for amount in most.values()):
        return None
    largest = rng.random() < 0.5
    grants = most if largest else _some(most, rng)
    rest = costs - total(grants.values())
    if rest <= 0 or not _balances(rule, book, spent, grants, rest):
        return None
    if largest and rest != left_to_pay(found, spent):
        return None
    question, explanation = _texts(book, costs, region, grants, rest, rng, largest=largest)
    finding = evaluate_rule(rule, book, Budget(spent, grants))
    return amount_asked(question, rest, book.currency, explanation, finding)


def _texts(
    book: RuleBook,
    costs: Decimal,
    region: str | None,
    grants: Mapping[str, Decimal],
    rest: Decimal,
    rng: random.Random,
    *,
    largest: bool,
) -> tuple[Bilingual, Bilingual]:
    whole = money(costs, book.currency)
    amounts = [money(amount, book.currency) for amount in grants.values()]
    told = [
        say("balance.grant", amount=amount, source=book.sources[source])
        for source, amount in zip(grants, amounts, strict=True)
    ]
    minus, left = joined(amounts, " − "), money(rest, book.currency)
    sources = listed([book.sources[source] for source in grants], "and")
    values = {"costs": whole, "sources": sources, "grants": listed(told, "and")}
    # The region decides how high the grants can be, so it has to be told.
    if region:
        values["region"] = book.regions[region]
    asked = ("balance.own" if largest else "balance.rest") + ("" if region else "_all")
    question = say(asked, rng, **values)
    if not largest:
        return question, say("balance.rest_worked", costs=whole, grants=minus, rest=left)
    worked = {"grants": listed(told, "and"), "costs": whole, "minus": minus, "rest": left}
    return question, say("balance.own_worked", **worked)


def _some(most: Mapping[str, Decimal], rng: random.Random) -> dict[str, Decimal]:
    """Return grants below the caps, in round steps."""
    return {
        source: (amount * rng.choice(_PARTS) / _STEP).to_integral_value() * _STEP
        for source, amount in most.items()
    }


def _balances(
    rule: Rule, book: RuleBook, costs: Costs, grants: Mapping[str, Decimal], rest: Decimal
) -> bool:
    other = next((source for source in book.sources if source not in book.grants), None)
    if other is None:
        return False
    statuses = [
        evaluate_rule(rule, book, Budget(costs, {**grants, other: rest + change})).status
        for change in (-_KRONE, Decimal(0), _KRONE)
    ]
    return statuses == ["fail", "pass", "fail"]
