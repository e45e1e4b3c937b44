"""The costs of a scenario as far as they decide the caps: by region, or only in all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.sums.scenario import Scenario
from assistant.rules.budget import Costs
from assistant.rules.model import Rule, RuleBook
from assistant.rules.places import Place


@dataclass(frozen=True, slots=True)
class Caps:
    """The shares of a cap: `everywhere`, and other ones by region."""

    everywhere: Decimal
    special: dict[str, Decimal]

    @classmethod
    def of(cls, rule: Rule) -> Caps:
        """Return the shares of a rule of the kind `share_cap`."""
        everywhere, special = Decimal(0), {}
        for parameter in rule.parameters:
            if parameter.name == "share" and isinstance(parameter.value, Decimal):
                if not parameter.where:
                    everywhere = parameter.value
                special.update(dict.fromkeys(parameter.where, parameter.value))
        return cls(everywhere, special)

    def of_region(self, region: str) -> Decimal:
        """Return the share in a region."""
        return self.special.get(region, self.everywhere)

    def of_place(self, place: Place) -> set[Decimal]:
        """Return the shares that a place can have."""
        return {self.of_region(region) for region in place.regions}

    def bounds(self) -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest share."""
        shares = [self.everywhere, *self.special.values()]
        return min(shares), max(shares)


def ordinary_region(caps: Caps, book: RuleBook) -> str:
    """Return a region that has the share of everywhere."""
    return next((r for r in book.regions if r not in caps.special), next(iter(book.regions)))


def costs_for(scenario: Scenario, caps: Caps, book: RuleBook, total: Decimal) -> Costs:
    """Return the costs for a cap: by region where what was told decides it, else in all."""
    told = [*scenario.costs.items()]
    told += [(regions, share * total) for regions, share in scenario.cost_shares.items()]
    split: dict[str, Decimal] = {}
    for regions, amount in told:
        if len({caps.of_region(region) for region in regions}) > 1:
            return Costs(total)
        split[regions[0]] = split.get(regions[0], Decimal(0)) + amount
    rest = total - sum(split.values(), Decimal(0))
    if split and rest == 0:
        return Costs(total, split)
    if scenario.loose:
        return Costs(total)
    elsewhere = _rest_region(scenario, caps, book, set(split))
    if rest < 0 or elsewhere is None:
        return Costs(total)
    split[elsewhere] = split.get(elsewhere, Decimal(0)) + rest
    return Costs(total, split)


def _rest_region(scenario: Scenario, caps: Caps, book: RuleBook, told: set[str]) -> str | None:
    """Return a region with the share of where the rest of the costs lies, or None.

    "10 mio., heraf 3 mio. i Region Sjælland": the rest lies where the share is another one.
    """
    shares = {share for place in scenario.places for share in caps.of_place(place)}
    if len(shares) == 1:
        share = shares.pop()
        return next((r for r in book.regions if caps.of_region(r) == share), None)
    if shares:
        return None
    if not caps.special:
        return next(iter(book.regions), None)
    if told and set(caps.special) <= told:
        return ordinary_region(caps, book)
    return None
