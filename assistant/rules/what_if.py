"""What the caps would allow: the largest grants for given costs, and what others must pay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.rules.arithmetic import ZERO, down_to_oere, minus, total
from assistant.rules.budget import Costs
from assistant.rules.kinds.base import number
from assistant.rules.kinds.cap import amount_for
from assistant.rules.kinds.share_cap import cap_for
from assistant.rules.model import RuleBook


class Room(NamedTuple):
    """The largest grant that is certain, and the largest that is possible, in whole øre."""

    low: Decimal
    high: Decimal


def largest_grants(
    book: RuleBook, costs: Costs, day: date | None = None
) -> dict[str, Decimal | None]:
    """Return the largest grant from each source of `book.grants`, in whole øre.

    Caps by share and by amount count. Where only the total of the costs is known it is the amount
    that is within the cap wherever the costs lie; `rooms` tells how far it may go. None for a
    source without a cap, or whose cap depends on `day` (of submission) while that is None.
    """
    return certain(rooms(book, costs, day))


def smallest_own(book: RuleBook, costs: Costs, day: date | None = None) -> Decimal | None:
    """Return what is left for others to pay beside the largest grants, zero at least."""
    return left_to_pay(rooms(book, costs, day), costs)


def rooms(book: RuleBook, costs: Costs, day: date | None) -> dict[str, Room | None]:
    """Return the room for each source of `book.grants`, None where it isn't known."""
    return {source: _room(book, source, costs, day) for source in book.grants}


def certain(found: Mapping[str, Room | None]) -> dict[str, Decimal | None]:
    """Return the grants that are certain."""
    return {source: room.low if room else None for source, room in found.items()}


def possible(found: Mapping[str, Room | None]) -> dict[str, Decimal]:
    """Return the grants under the kindest place of the costs, where that is more."""
    return {source: room.high for source, room in found.items() if room and room.high > room.low}


def left_to_pay(found: Mapping[str, Room | None], costs: Costs) -> Decimal | None:
    """Return what the certain grants leave of the costs, None where one of them isn't known."""
    known = [room.low for room in found.values() if room is not None]
    return max(ZERO, minus(costs.total, total(known))) if len(known) == len(found) else None


def _room(book: RuleBook, source: str, costs: Costs, day: date | None) -> Room | None:
    """Return the lowest cap; the costs themselves are one, where there is any."""
    lows: list[Decimal] = []
    highs: list[Decimal] = []
    for rule in book.rules:
        if rule.kind == "share_cap" and rule.target == source:
            cap = cap_for(rule, book, costs, day)
            if cap is None and day is None:
                return None
            if cap is not None:
                lows.append(cap.low)
                highs.append(cap.high)
        elif rule.kind == "cap":
            amount = amount_for(rule, source, day)
            if amount is None:
                return None
            lows += map(number, amount)
            highs += map(number, amount)
    if not lows:
        return None
    return Room(*(down_to_oere(min(costs.total, *caps)) for caps in (lows, highs)))
