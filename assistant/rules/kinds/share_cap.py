"""A grant is at most a share of the costs, with other shares for some regions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.rules.arithmetic import minus, plain, quotient, times, total, up_to_oere
from assistant.rules.budget import Budget, Costs
from assistant.rules.kinds.base import (
    RuleError,
    both,
    day_of,
    expect,
    found,
    in_force,
    is_share,
    not_in_force,
    number,
    places,
)
from assistant.rules.model import Bilingual, Finding, FindingStatus, Parameter, Rule, RuleBook
from assistant.rules.wording import compared, listed, money, percent, say, share_term

Terms = Sequence[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Cap:
    """The largest grant for some costs; `high` is larger where the costs' regions aren't known.

    `used` are the parameters it was worked out from, `deciding` the regions whose costs would tell
    which cap holds.
    """

    low: Decimal
    high: Decimal
    formula: str
    used: tuple[Parameter, ...]
    deciding: tuple[str, ...] = ()


def cap_for(rule: Rule, book: RuleBook, costs: Costs, day: date | None) -> Cap | None:
    """Return the cap of a `share_cap` rule; None where no share is known to hold on `day`."""
    shares = in_force(rule.parameters, day) or ()
    general = next((parameter for parameter in shares if not parameter.where), None)
    if general is None:
        return None
    by_region = dict.fromkeys(book.regions, general)
    by_region |= {region: parameter for parameter in shares for region in parameter.where}
    if costs.by_region is None:
        return _cap_of_total(costs.total, general, by_region, shares)
    amounts = {region: costs.by_region.get(region) for region in book.regions}
    groups: dict[Decimal, list[Decimal]] = {}
    used = []
    for region, amount in amounts.items():
        if amount:
            used.append(by_region[region])
            groups.setdefault(number(by_region[region]), []).append(amount)
    terms = [(share, total(groups[share])) for share in sorted(groups)]
    cap = total(times(share, amount) for share, amount in terms)
    return Cap(cap, cap, _formula(terms, cap), _in_order(shares, used))


def _cap_of_total(
    costs: Decimal,
    general: Parameter,
    by_region: dict[str, Parameter],
    shares: tuple[Parameter, ...],
) -> Cap:
    """Return the caps between which the true one lies where only the total is known."""
    possible = [number(parameter) for parameter in by_region.values()] or [number(general)]
    lowest, highest = min(possible), max(possible)
    low, high = times(lowest, costs), times(highest, costs)
    formula = _formula([(lowest, costs)], low)
    if low != high:
        formula += f"; {_formula([(highest, costs)], high)}"
    deciding = tuple(name for name, p in by_region.items() if p.value != general.value)
    return Cap(low, high, formula, shares, deciding)


class ShareCap:
    """`target` gives at most a `share` of the costs; `where` narrows a share to regions."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for shares up to 1, one of them general, in regions that the book has."""
        expect(rule, {"share": both(is_share, places(book.regions, "region"))}, target=True)
        if all(parameter.where for parameter in rule.parameters):
            raise RuleError("the kind share_cap needs a share that holds everywhere")

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Compare what is asked of `target` with the cap for these costs, unrounded."""
        cap = cap_for(rule, book, budget.costs, day_of(budget))
        if cap is None:
            return not_in_force(rule, book, budget)
        source, costs = rule.target or "", budget.costs.total
        actual = budget.financed(source)
        status, outcome = _outcome(actual, cap)
        share, limit_share = quotient(actual, costs), quotient(cap.low, costs)
        texts = {
            "source": book.sources[source],
            "actual": money(actual, book.currency),
            "share": percent(share),
            "costs": money(costs, book.currency),
            "limit": money(cap.low, book.currency),
            "limit_share": percent(limit_share),
        }
        if cap.high != cap.low:
            texts["high"] = money(cap.high, book.currency)
            texts["high_share"] = percent(quotient(cap.high, costs))
        missing = tuple(f"costs.{region}" for region in cap.deciding)
        sign = "≤" if actual <= cap.low else ">"
        return found(
            rule,
            book,
            status,
            say(f"share_cap.{outcome}", **texts),
            cap.used,
            inputs=lambda: (say("share_cap.input", **texts), *_costs(book, budget.costs)),
            comparison=lambda: compared(texts["actual"], sign, texts["limit"]),
            actual=actual,
            limit=cap.low,
            limit_high=cap.high if cap.high != cap.low else None,
            share=share,
            max_share=limit_share,
            formula=cap.formula,
            missing_input=missing if status == "unknown" else (),
            remedy=_remedy(book, outcome, actual, cap, texts),
        )


def _outcome(actual: Decimal, cap: Cap) -> tuple[FindingStatus, str]:
    if actual <= cap.low:
        return "pass", "pass"
    if actual <= cap.high:
        return "unknown", "unknown"
    return "fail", "fail" if cap.high == cap.low else "fail_anywhere"


def _remedy(
    book: RuleBook, outcome: str, actual: Decimal, cap: Cap, texts: dict[str, Bilingual]
) -> Bilingual | None:
    """Say how much the grant must come down, in whole øre, or what would tell."""
    if outcome == "pass":
        return None
    over = money(up_to_oere(minus(actual, cap.high)), book.currency)
    certain = money(up_to_oere(minus(actual, cap.low)), book.currency)
    regions = listed([book.regions[name] for name in cap.deciding], "and")
    return say(f"share_cap.{outcome}_remedy", **texts, over=over, certain=certain, regions=regions)


def _costs(book: RuleBook, costs: Costs) -> list[Bilingual]:
    """Return the costs as inputs, by region in the order of the book where they are known."""
    if costs.by_region is None:
        return [say("costs.total", amount=money(costs.total, book.currency))]
    return [
        say("costs.region", region=name, amount=money(amount, book.currency))
        for region, name in book.regions.items()
        if (amount := costs.by_region.get(region)) is not None
    ]


def _formula(terms: Terms, result: Decimal) -> str:
    products = " + ".join(f"{share_term(share)} × {plain(amount)}" for share, amount in terms)
    return f"{products} = {plain(result)}"


def _in_order(parameters: Iterable[Parameter], used: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """Return the parameters that were used, each once, in the order of the rule."""
    wanted = {id(parameter) for parameter in used}
    return tuple(parameter for parameter in parameters if id(parameter) in wanted)
