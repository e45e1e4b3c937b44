"""What the rules said of a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.sums.caps import Cap
from assistant.answer.sums.scenario import Goal
from assistant.rules.model import Finding
from assistant.types import Verdict


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out; `own` is the least that others pay, `own_low` in the kindest place.

    With `only_shares` the amounts are of a whole of a hundred, and not to be said.
    """

    goal: Goal
    verdict: Verdict | None
    caps: tuple[Cap, ...] = ()
    pools: tuple[Finding, ...] = ()
    needs: Finding | None = None
    balance: Finding | None = None
    own: Decimal | None = None
    own_low: Decimal | None = None
    only_shares: bool = False
    costs_missing: bool = False
    where_missing: bool = False

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, each rule once."""
        found = [cap.finding for cap in self.caps] + list(self.pools)
        found += [one for one in (self.needs, self.balance) if one is not None]
        return tuple({one.rule_id: one for one in reversed(found)}.values())[::-1]
