"""One source against its cap: what was asked of it, or the most that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer.sums.costs import Caps, costs_for
from assistant.answer.sums.scenario import Scenario
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, Rule, RuleBook
from assistant.rules.what_if import rooms

WHOLE = Decimal(100)
_ORE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cap:
    """One source against its cap. `low` and `high` are shares; equal where the place is known.

    `asked` is the amount asked for, `asked_share` the share; `limit_high` differs from `limit`
    where the place would decide. Without known costs there are no limits.
    """

    source: str
    rule: Rule
    finding: Finding
    low: Decimal
    high: Decimal
    mixed: bool = False
    asked: Decimal | None = None
    asked_share: Decimal | None = None
    limit: Decimal | None = None
    limit_high: Decimal | None = None


def share_caps(book: RuleBook) -> list[Rule]:
    """Return the rules that cap a source's share."""
    return [rule for rule in book.rules if rule.kind == "share_cap"]


def cap_rules(scenario: Scenario, book: RuleBook) -> Iterator[Rule]:
    """Yield the caps of the sources that were named, or of all."""
    named = [*scenario.grants, *scenario.shares, *scenario.sources]
    for rule in share_caps(book):
        if rule.target in named or not any(named):
            yield rule


def asked_of(
    rule: Rule, scenario: Scenario, book: RuleBook, total: Decimal | None
) -> Iterator[Cap]:
    """Yield the cap against what was asked of its source."""
    source = rule.target or ""
    amount, share = scenario.grants.get(source) or None, scenario.shares.get(source)
    caps = Caps.of(rule)
    low, high = caps.bounds()
    if amount is not None and total is None:
        yield Cap(source, rule, without_costs(rule, amount), low, high, asked=amount)
    elif amount is not None or share is not None:
        base = total if total is not None else WHOLE
        asked = amount if amount is not None else (share or Decimal(0)) * base
        costs = costs_for(scenario, caps, book, base)
        finding = evaluate_rule(rule, book, budget_of(costs, {source: asked}))
        cap = _cap(rule, finding, caps, costs)
        if total is None:
            # Only shares were told: the sums of a whole of a hundred mean nothing to anybody.
            cap = bare(cap)
        yield replace(cap, asked=amount, asked_share=share if amount is None else None)


def largest(rule: Rule, scenario: Scenario, book: RuleBook, total: Decimal) -> Cap:
    """Return the cap with the largest grant that is certain as the one asked for."""
    source = rule.target or ""
    caps = Caps.of(rule)
    costs = costs_for(scenario, caps, book, total)
    room = rooms(book, costs, None).get(source)
    most, high = room or (Decimal(0), Decimal(0))
    finding = evaluate_rule(rule, book, budget_of(costs, {source: most}))
    if high != most:
        finding = replace(finding, limit_high=high)
    return replace(_cap(rule, finding, caps, costs), limit=most, limit_high=high)


def pools_of(scenario: Scenario, book: RuleBook) -> Iterator[Finding]:
    """Yield the pool's finding where more is asked of a source than it holds."""
    rule = book.first("cap")
    if rule is None or not scenario.grants or "" in scenario.grants:
        return
    finding = evaluate_rule(rule, book, budget_of(Costs(WHOLE), scenario.grants))
    if finding.status == "fail":
        yield finding


def pool_behind(caps: Sequence[Cap], book: RuleBook) -> Iterator[Finding]:
    """Yield the pool's finding where it, and not the share, limits the largest grants."""
    rule = book.first("cap")
    grants = {cap.source: cap.limit for cap in caps if cap.limit is not None}
    shares = {cap.source: cap.finding.limit for cap in caps}
    short = any(shares[s] is not None and grants[s] < (shares[s] or 0) - _ORE for s in grants)
    if rule is not None and short:
        yield evaluate_rule(rule, book, budget_of(Costs(WHOLE), grants))


def undecided(cap: Cap) -> bool:
    return cap.low != cap.high and not cap.mixed


def bare(cap: Cap) -> Cap:
    """Return a cap without sums, for shares of costs that nobody told."""
    finding = replace(
        cap.finding, actual=None, limit=None, limit_high=None, formula=None, remedy=None, trace=()
    )
    return replace(cap, finding=finding, limit=None, limit_high=None)


def without_costs(rule: Rule, amount: Decimal) -> Finding:
    citations = tuple(dict.fromkeys(c for p in rule.parameters for c in p.citations))
    return Finding(
        rule_id=rule.id,
        status="unknown",
        message=rule.name,
        actual=amount,
        missing_input=("costs.total",),
        citations=citations,
    )


def budget_of(costs: Costs, financing: Mapping[str, Decimal]) -> Budget:
    return Budget(costs=costs, financing=financing)


def _cap(rule: Rule, finding: Finding, caps: Caps, costs: Costs) -> Cap:
    if costs.by_region is None:
        low, high = caps.bounds()
    else:
        shares = [caps.of_region(region) for region, part in costs.by_region.items() if part]
        low, high = min(shares), max(shares)
    mixed = costs.by_region is not None and low != high
    limit = finding.limit
    limit_high = high * costs.total if costs.by_region is None else limit
    return Cap(
        rule.target or "", rule, finding, low, high, mixed, limit=limit, limit_high=limit_high
    )
