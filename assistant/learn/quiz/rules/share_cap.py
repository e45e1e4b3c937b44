"""How much a source may cover at most, or how large the costs must be for a grant."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from assistant.learn.quiz.made import Made, amount_asked, round_costs
from assistant.learn.quiz.wording import both, say
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Bilingual, Finding, Rule, RuleBook
from assistant.rules.wording import money, percent

_TERM = re.compile(r"([01]\.[0-9]+) × ([0-9]+(?:\.[0-9]+)?)|([0-9]+(?:\.[0-9]+)?)")
_KRONE = Decimal(1)
# How often the question is turned round: costs asked for, the grant given.
_BACK = 0.3


def ask_share(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for the cap at some costs, or for the costs that a grant needs."""
    costs = draw_costs(rule, book, rng)
    finding = _found(rule, book, costs, Decimal(0))
    cap = finding.limit
    if cap is None or finding.limit_high is not None or cap != cap.to_integral_value():
        return None
    regions = list(costs.by_region or ())
    amounts = [money(amount, book.currency) for amount in (costs.by_region or {}).values()]
    values = {"source": book.sources[rule.target or ""], "costs": money(costs.total, book.currency)}
    for number, (region, amount) in enumerate(zip(regions, amounts, strict=True)):
        names = ("region", "first") if number == 0 else ("other", "second")
        values |= {names[0]: book.regions[region], names[1]: amount}
    calculation = worded(finding.formula or "", book.currency)
    if len(regions) < 2 and rng.random() < _BACK:
        if not _is_least(rule, book, costs, cap):
            return None
        key = "share.back_one" if regions else "share.back_all"
        question = say(key, rng, grant=money(cap, book.currency), **values)
        explanation = say("share.worked_back", calculation=calculation)
        return amount_asked(question, costs.total, book.currency, explanation, finding)
    question = say(("share.all", "share.one", "share.two")[len(regions)], rng, **values)
    explanation = say("share.worked", calculation=calculation)
    if len(regions) > 1:
        explanation = say("share.noted", text=explanation, note=both(finding.assumptions))
    return amount_asked(question, cap, book.currency, explanation, finding)


def draw_costs(rule: Rule, book: RuleBook, rng: random.Random) -> Costs:
    """Return costs in one or two regions where the region decides, else their total alone."""
    special = sorted({region for p in rule.parameters for region in p.where})
    others = [region for region in book.regions if region not in special]
    if not special:
        return Costs(round_costs(rng))
    chosen = rng.choice(("common", "special", "two"))
    if chosen == "two" and others:
        spread = {rng.choice(others): round_costs(rng, 10, 90)}
        spread[rng.choice(special)] = round_costs(rng, 10, 60)
    else:
        at = rng.choice(others if others and chosen == "common" else special)
        spread = {at: round_costs(rng)}
    return Costs(sum(spread.values(), Decimal(0)), spread)


def worded(formula: str, currency: str) -> Bilingual:
    """Return a formula as people write it: "40 pct. af 5.000.000 kr. = 2.000.000 kr."."""

    def term(match: re.Match[str]) -> Bilingual:
        if match[3]:
            return money(Decimal(match[3]), currency)
        amount = money(Decimal(match[2]), currency)
        return say("share.of", share=percent(Decimal(match[1])), amount=amount)

    return Bilingual(
        _TERM.sub(lambda match: term(match).da, formula),
        _TERM.sub(lambda match: term(match).en, formula),
    )


def _found(rule: Rule, book: RuleBook, costs: Costs, grant: Decimal) -> Finding:
    return evaluate_rule(rule, book, Budget(costs, {rule.target or "": grant}))


def _is_least(rule: Rule, book: RuleBook, costs: Costs, grant: Decimal) -> bool:
    """Tell whether the grant is within the cap at these costs, and not at a krone less."""
    regions = {each: amount - _KRONE for each, amount in (costs.by_region or {}).items()}
    lower = Costs(costs.total - _KRONE, regions or None)
    at, below = (_found(rule, book, each, grant).status for each in (costs, lower))
    return (at, below) == ("pass", "fail")
