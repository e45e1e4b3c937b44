"""What each role adds to a scenario: amounts and shares taken one by one, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.answer.sums.marks import Mark, Marked
from assistant.answer.sums.near import following, place_of, several_places
from assistant.answer.sums.scenario import Regions

# `listed` is a cost that no word names as one, `each` a grant from every source.
Role = Literal["cost", "listed", "grant", "each", "own", "part"]
_OF = re.compile(r"\b(?:af|of)(?: de| the| our| vores)? $", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """A scenario in the making."""

    total: Decimal | None = None
    costs: dict[Regions, Decimal] = field(default_factory=dict)
    cost_shares: dict[Regions, Decimal] = field(default_factory=dict)
    grants: dict[str, Decimal] = field(default_factory=dict)
    shares: dict[str, Decimal] = field(default_factory=dict)
    own: Decimal | None = None
    own_share: Decimal | None = None
    listed: int = 0
    unplaced: Decimal = Decimal(0)
    used: set[int] = field(default_factory=set)


def take(one: Mark, role: Role | None, source: str, marked: Marked, reading: Reading) -> None:
    """Add what one amount or share says to the reading."""
    assert one.value is not None
    if one.kind == "share":
        _take_share(one, role, source, marked, reading)
    elif role in ("cost", "listed", "part"):
        _take_cost(one, role, marked, reading)
    elif role == "grant":
        reading.grants[source] = reading.grants.get(source, Decimal(0)) + one.value
    elif role == "own":
        reading.own = (reading.own or Decimal(0)) + one.value


def _take_cost(one: Mark, role: Role, marked: Marked, reading: Reading) -> None:
    """Take an amount as costs: of a place, of no place known, or as the whole."""
    assert one.value is not None
    spot = place_of(one, marked)
    whole = _OF.search(marked.text[: one.start]) is not None
    split = role == "part" or several_places(marked) or (role == "listed" and reading.listed > 1)
    if spot is not None and split and not whole:
        reading.costs[spot.regions] = reading.costs.get(spot.regions, Decimal(0)) + one.value
        reading.used.add(spot.start)
    elif role == "listed" and reading.costs and not whole:
        reading.unplaced += one.value
    elif role != "part":
        reading.total = one.value


def _take_share(
    one: Mark, role: Role | None, source: str, marked: Marked, reading: Reading
) -> None:
    assert one.value is not None
    if role == "part":
        after = following(one, marked)
        spot = place_of(one, marked) or (place_of(after, marked) if after else None)
        if spot is not None:
            reading.cost_shares[spot.regions] = one.value
            reading.used.add(spot.start)
    elif role == "own":
        reading.own_share = one.value
    elif role == "grant" or (role is None and only_source(marked)):
        reading.shares[source or only_source(marked)] = one.value


def take_rest(marked: Marked, reading: Reading) -> None:
    """Take "søger resten fra Regionalfonden" as what the own money leaves of the costs."""
    rest = next((m for m in marked.marks if m.kind == "rest"), None)
    if rest is None or reading.total is None or reading.own is None or reading.grants:
        return
    source = next(
        (m for m in marked.marks if m.kind == "source" and marked.same_clause(rest, m)), None
    )
    if source is not None and reading.own <= reading.total:
        reading.grants[source.name] = reading.total - reading.own


def only_source(marked: Marked) -> str:
    """Return the one source that a text names, or nothing."""
    names = {m.name for m in marked.marks if m.kind == "source"}
    return names.pop() if len(names) == 1 else ""
