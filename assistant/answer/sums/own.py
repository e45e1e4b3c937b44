"""What others pay: the least that is left to them, and whether what they pay is enough."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.answer.sums.caps import (
    WHOLE,
    asked_of,
    bare,
    budget_of,
    cap_rules,
    largest,
    share_caps,
)
from assistant.answer.sums.scenario import Scenario
from assistant.answer.sums.worked import Worked
from assistant.rules.arithmetic import quotient, six_places
from assistant.rules.budget import Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, Rule, RuleBook
from assistant.types import Verdict


def own_share(scenario: Scenario, book: RuleBook, total: Decimal) -> Worked | None:
    """Work out what others must pay when the grants asked for, or the largest ones, are given.

    None where more is asked for than the caps or the costs allow.
    """
    rule, payer = _balance_rule(book)
    if rule is None or payer is None:
        return None
    if scenario.grants and "" not in scenario.grants:
        caps = tuple(cap for r in share_caps(book) for cap in asked_of(r, scenario, book, total))
        grants = high = dict(scenario.grants)
    else:
        caps = tuple(largest(one, scenario, book, total) for one in cap_rules(scenario, book))
        grants = {cap.source: cap.limit or Decimal(0) for cap in caps}
        high = {cap.source: cap.limit_high or Decimal(0) for cap in caps}
    own = total - sum(grants.values(), Decimal(0))
    own_low = max(total - sum(high.values(), Decimal(0)), Decimal(0))
    if own < 0 or any(cap.finding.status == "fail" for cap in caps):
        return None
    balance = evaluate_rule(rule, book, budget_of(Costs(total), {**grants, payer: own}))
    # What others pay is the answer: it stands in the finding by itself, in the kindest place too.
    rests = {payer: own, f"{payer}.lowest": own_low} if own_low != own else {payer: own}
    parts = tuple(
        Finding(
            balance.rule_id,
            "pass",
            book.sources[payer],
            key=key,
            actual=rest,
            share=six_places(quotient(rest, total)),
        )
        for key, rest in rests.items()
    )
    return Worked(
        "own",
        None,
        caps,
        balance=replace(balance, parts=parts),
        own=own,
        own_low=own_low,
        where_missing=own != own_low,
    )


def own_enough(scenario: Scenario, book: RuleBook, total: Decimal | None) -> Worked | None:
    """Check whether the own money that was told is as much as others must pay at least."""
    base = total if total is not None else WHOLE
    given = scenario.own
    if given is None and scenario.own_share is not None:
        given = scenario.own_share * base
    if given is None or (total is None and scenario.own_share is None):
        return None
    worked = own_share(replace(scenario, own=None, own_share=None), book, base)
    if worked is None or worked.own is None or worked.own_low is None:
        return None
    verdict: Verdict = "depends"
    if given >= worked.own:
        verdict = "yes"
    elif given < worked.own_low:
        verdict = "no"
    if total is None:
        worked = in_shares(worked)
    return replace(worked, verdict=verdict)


def in_shares(worked: Worked) -> Worked:
    """Return what was worked out of a whole of a hundred, without its amounts."""
    caps = tuple(bare(cap) for cap in worked.caps)
    balance = worked.balance
    if balance is not None:
        parts = tuple(replace(part, actual=None) for part in balance.parts)
        balance = replace(balance, actual=None, limit=None, formula=None, trace=(), parts=parts)
    return replace(worked, caps=caps, balance=balance, only_shares=True)


def balance_of(scenario: Scenario, book: RuleBook, total: Decimal | None) -> Finding | None:
    """Check that grants and own money add up, where all of them were told."""
    rule, payer = _balance_rule(book)
    if rule is None or payer is None or total is None or "" in scenario.grants:
        return None
    own = scenario.own
    if own is None and scenario.own_share is not None:
        own = scenario.own_share * total
    grants = dict(scenario.grants)
    for source, share in scenario.shares.items():
        grants.setdefault(source, share * total)
    if own is None or not grants or "" in grants:
        return None
    return evaluate_rule(rule, book, budget_of(Costs(total), {**grants, payer: own}))


def _balance_rule(book: RuleBook) -> tuple[Rule | None, str | None]:
    """Return the rule that all sources pay the costs, and a source that is no grant."""
    rule = book.first("balance")
    payer = next((source for source in book.sources if source not in book.grants), None)
    return rule, payer
