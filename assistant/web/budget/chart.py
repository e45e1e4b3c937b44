"""The financing against the costs and the caps, as numbers to draw and to list.

All lengths are per cent of the longest bar, as decimal text: the page draws them with SVG, which
takes its colours and its text size from the page; the report draws them once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

# Exact for whatever a budget may hold; the lengths are rounded once, at the end.
_EXACT = Context(prec=60)
_PLACES = Decimal("0.001")
_SHARE_PLACES = Decimal("0.0001")
# Below that many per cent a number does not fit into its segment.
_ROOM_FOR_NUMBER = Decimal(5)


@dataclass(frozen=True, slots=True)
class Segment:
    """What one source pays: its number (the colour and the sign go by it), place and length."""

    number: int
    source: str
    amount: Decimal
    share: Decimal
    start: Decimal
    length: Decimal

    @property
    def has_room(self) -> bool:
        """Whether its number can stand in it."""
        return self.length >= _ROOM_FOR_NUMBER


@dataclass(frozen=True, slots=True)
class Cap:
    """A capped source: what is applied for and the most that may be, both from the left edge.

    `high` is more than `limit` where the costs don't decide how much it is.
    """

    number: int
    source: str
    amount: Decimal
    length: Decimal
    limit: Decimal
    limit_length: Decimal
    high: Decimal | None = None
    high_length: Decimal | None = None

    @property
    def is_over(self) -> bool:
        """Whether more is applied for than may be, however the costs lie."""
        return self.amount > (self.limit if self.high is None else self.high)


@dataclass(frozen=True, slots=True)
class Chart:
    """Amounts in the currency of the budget."""

    costs: Decimal
    costs_length: Decimal
    financing: Decimal
    segments: tuple[Segment, ...]
    caps: tuple[Cap, ...]

    @property
    def gap(self) -> Decimal:
        """What the financing lacks; negative where there is too much."""
        return _EXACT.subtract(self.costs, self.financing)

    def cap_of(self, source: str) -> Cap | None:
        """Return the cap of a source, if it has one."""
        return next((cap for cap in self.caps if cap.source == source), None)


def make_chart(
    amounts: Mapping[str, Any], result: Mapping[str, Any], sources: Iterable[str]
) -> Chart:
    """Return the chart of the amounts of a budget (`budget_amounts`) and what its check found.

    Those of `sources` that pay, or have a cap, stand in their order, each with a number.
    """
    costs = Decimal(amounts["total"])
    written = amounts["financing"]
    paid = {
        source: Decimal(written.get(source, 0))
        for source in sources
        if source in written or source in result["largest"]
    }
    financing = Decimal(0)
    for amount in paid.values():
        financing = _EXACT.add(financing, amount)
    limits = _decimals(result["largest"])
    highs = _decimals(result.get("largest_high", {}))
    longest = max([costs, financing, *limits.values(), *highs.values()])
    numbers = {source: number for number, source in enumerate(paid, 1)}
    segments, start = [], Decimal(0)
    for source, amount in paid.items():
        share = _part(amount, costs, _SHARE_PLACES)
        place, length = _percent(start, longest), _percent(amount, longest)
        segments.append(Segment(numbers[source], source, amount, share, place, length))
        start = _EXACT.add(start, amount)
    caps = []
    for source, limit in limits.items():
        amount, high = paid[source], highs.get(source)
        length, most = _percent(amount, longest), _percent(limit, longest)
        high_length = None if high is None else _percent(high, longest)
        caps.append(Cap(numbers[source], source, amount, length, limit, most, high, high_length))
    return Chart(costs, _percent(costs, longest), financing, tuple(segments), tuple(caps))


def _decimals(texts: Mapping[str, str | None]) -> dict[str, Decimal]:
    return {source: Decimal(text) for source, text in texts.items() if text is not None}


def _percent(amount: Decimal, whole: Decimal) -> Decimal:
    return _part(_EXACT.multiply(amount, Decimal(100)), whole, _PLACES)


def _part(amount: Decimal, whole: Decimal, places: Decimal) -> Decimal:
    return _EXACT.divide(amount, whole).quantize(places, ROUND_HALF_EVEN, _EXACT)
