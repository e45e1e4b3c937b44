"""Work out what a question asks of a scenario, by the rules of the call, with findings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.answer.sums.caps import (
    WHOLE,
    Cap,
    asked_of,
    bare,
    budget_of,
    cap_rules,
    largest,
    pool_behind,
    pools_of,
    share_caps,
    undecided,
    without_costs,
)
from assistant.answer.sums.costs import Caps
from assistant.answer.sums.own import balance_of, in_shares, own_enough, own_share
from assistant.answer.sums.scenario import Goal, Scenario
from assistant.answer.sums.worked import Worked
from assistant.rules.budget import Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, RuleBook
from assistant.types import Verdict


def work(
    goal: Goal, scenario: Scenario, book: RuleBook, *, alone: bool = False, shares: bool = False
) -> Worked | None:
    """Return what the rules say; None where the scenario has nothing that they decide.

    `alone` is true where the asker says that no other source is asked, `shares` where a share is
    asked for, which needs no costs.
    """
    total = scenario.known_total()
    if goal == "check":
        if "" in scenario.grants or "" in scenario.shares:
            return _unnamed(scenario, book, total)
        if not scenario.asks():
            return own_enough(scenario, book, total)
        return _check(scenario, book, total, alone)
    if total is None and goal == "own" and shares:
        worked = own_share(scenario, book, WHOLE)
        return in_shares(worked) if worked else None
    if total is None or total <= 0:
        return None
    if goal == "largest":
        caps = tuple(largest(rule, scenario, book, total) for rule in cap_rules(scenario, book))
        if not caps:
            return None
        pools = tuple(pool_behind(caps, book))
        where = any(undecided(cap) for cap in caps)
        return Worked("largest", None, caps, pools, where_missing=where)
    worked = own_share(scenario, book, total)
    if worked is None and scenario.asks():
        # More is asked for than may be: that comes before what is left to pay.
        checked = _check(scenario, book, total, False)
        return replace(checked, verdict=None) if checked else None
    return worked


def _check(scenario: Scenario, book: RuleBook, total: Decimal | None, alone: bool) -> Worked | None:
    if total is not None and total <= 0:
        return None
    caps: tuple[Cap, ...] = tuple(
        cap for rule in share_caps(book) for cap in asked_of(rule, scenario, book, total)
    )
    pools = tuple(pools_of(scenario, book))
    if pools and total is None:
        # What no costs could make right needs no costs to be told.
        caps = ()
    balance = balance_of(scenario, book, total)
    if not caps and not pools and balance is None:
        return None
    needs = _needs(scenario, book, total or WHOLE, alone)
    statuses = [one.status for one in (*(c.finding for c in caps), *pools)]
    statuses += [one.status for one in (needs, balance) if one is not None]
    verdict: Verdict = "yes"
    if "fail" in statuses:
        verdict = "no"
    elif "unknown" in statuses:
        verdict = "depends"
    return Worked(
        "check",
        verdict,
        caps,
        pools,
        needs,
        balance,
        costs_missing=any("costs.total" in c.finding.missing_input for c in caps),
        where_missing=any(c.finding.status == "unknown" and c.limit is not None for c in caps)
        or any(c.finding.status == "unknown" and c.asked_share is not None for c in caps),
    )


def _unnamed(scenario: Scenario, book: RuleBook, total: Decimal | None) -> Worked | None:
    """Check money of which the asker doesn't say where it is to come from.

    It may be had where one source that needs no other reaches, and can't where all together don't.
    """
    if "" in scenario.grants:
        # "60 pct., altså 600.000": the amount says it.
        scenario = replace(scenario, shares={})
    if len(scenario.grants) + len(scenario.shares) > 1:
        return None
    rules = share_caps(book)
    base = total
    if base is None and scenario.shares:
        base = WHOLE
    if base is None:
        bounds = [(rule, Caps.of(rule).bounds()) for rule in rules]
        asks = scenario.grants[""]
        open_caps = tuple(
            Cap(r.target or "", r, without_costs(r, asks), low, high) for r, (low, high) in bounds
        )
        return Worked("check", "depends", open_caps, costs_missing=True) if open_caps else None
    if not rules:
        return None
    asked = scenario.grants.get("", scenario.shares.get("", Decimal(0)) * base)
    plain = replace(scenario, grants={}, shares={})
    caps = tuple(largest(rule, plain, book, base) for rule in rules)
    dependent = {rule.target for rule in book.rules if rule.kind == "requires"}
    alone = [cap.limit or Decimal(0) for cap in caps if cap.source not in dependent]
    together = sum((cap.limit_high or Decimal(0) for cap in caps), Decimal(0))
    verdict: Verdict = "depends"
    elsewhere = {share for rule in rules for share in Caps.of(rule).special.values()}
    here = {cap.high for cap in caps}
    if asked > together or (elsewhere & {asked / base}) - here:
        # The share of another place is what the asker has in mind.
        verdict = "no"
    elif any(asked <= limit for limit in alone):
        verdict = "yes"
    if total is None:
        caps = tuple(bare(cap) for cap in caps)
    return Worked("check", verdict, caps, where_missing=any(undecided(cap) for cap in caps))


def _needs(scenario: Scenario, book: RuleBook, total: Decimal, alone: bool) -> Finding | None:
    """Say that a source can't be asked alone; undecided where the asker may ask the other too."""
    named = {source for source in (*scenario.grants, *scenario.shares) if source}
    asked = {source for source in named if scenario.grants.get(source) != 0}
    for rule in book.rules:
        if rule.kind != "requires" or rule.target not in named:
            continue
        one = Decimal(1)
        if rule.target not in asked or rule.needs in asked:
            both = {source: one for source in (rule.needs, rule.target) if source in asked}
            return _bare(evaluate_rule(rule, book, budget_of(Costs(total), both)))
        finding = _bare(evaluate_rule(rule, book, budget_of(Costs(total), {rule.target: one})))
        if alone or scenario.grants.get(rule.needs or "") == 0:
            return finding
        if rule.needs in scenario.sources:
            return None
        missing = (f"financing.{rule.needs}",)
        return replace(finding, status="unknown", missing_input=missing, remedy=None)
    return None


def _bare(finding: Finding) -> Finding:
    """Return a finding without the sums that only stand for something being asked."""
    return replace(finding, actual=None, formula=None, trace=())
