"""What a message says of a budget: costs, grants asked for, own money, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.rules.places import Place

# What a part asks of a scenario: whether it may be, how much at most, what is left to pay.
Goal = Literal["check", "largest", "own"]
Regions = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A budget as far as somebody told it.

    `total` and `costs` are amounts in the call's currency, `cost_shares` shares of the total;
    both by the region ids of a place, several where its name doesn't tell which. `grants` and
    `shares` are what is asked for, by source, the empty source where none was named. `own` and
    `own_share` is what the asker means to pay. `places` are where the project lies as a whole,
    `parts` where the parts of its costs lie; `loose` where a part of the costs has no place,
    `guessed` where no word says that the total is one.
    """

    total: Decimal | None = None
    costs: Mapping[Regions, Decimal] = field(default_factory=dict)
    cost_shares: Mapping[Regions, Decimal] = field(default_factory=dict)
    grants: Mapping[str, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    own: Decimal | None = None
    own_share: Decimal | None = None
    places: tuple[Place, ...] = ()
    parts: tuple[Place, ...] = ()
    sources: tuple[str, ...] = ()
    loose: bool = False
    guessed: bool = False

    def known_total(self) -> Decimal | None:
        """Return the costs in all, where they are known."""
        if self.total is not None:
            return self.total
        return sum(self.costs.values(), Decimal(0)) if self.costs else None

    def asks(self) -> bool:
        """Tell whether money is asked for."""
        return bool(self.grants or self.shares)

    def over(self, earlier: Scenario) -> Scenario:
        """Return this scenario with what it leaves open filled in from an earlier one.

        New costs replace the old ones with their places, new grants those of their source.
        """
        costed = self.known_total() is not None
        placed = bool(self.places or self.costs or self.cost_shares)
        money = bool(self.grants or self.shares)
        return Scenario(
            total=self.total if costed else earlier.known_total() if placed else earlier.total,
            costs=self.costs if costed or placed else earlier.costs,
            cost_shares=self.cost_shares if costed or placed else earlier.cost_shares,
            grants=dict(self.grants) if money else earlier.grants,
            shares=dict(self.shares) if money else earlier.shares,
            own=self.own if self.own is not None else earlier.own,
            own_share=self.own_share if self.own_share is not None else earlier.own_share,
            places=self.places if placed else earlier.places,
            parts=self.parts if costed or placed else earlier.parts,
            loose=self.loose if costed or placed else earlier.loose,
            sources=tuple(dict.fromkeys((*earlier.sources, *self.sources))),
        )
