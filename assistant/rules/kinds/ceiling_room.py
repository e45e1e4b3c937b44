"""How much room a new grant has under its ceiling, and when there is more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import MAXYEAR, date
from fractions import Fraction
from itertools import accumulate

from assistant.rules.kinds.ceiling_pools import Outcome
from assistant.rules.kinds.ceiling_terms import Terms, terms_of
from assistant.rules.model import Parameter


def room(outcome: Outcome) -> Fraction:
    """Return how much the new grant could be, in whole cents; zero where nothing is left."""
    assert outcome.terms is not None
    return _cents(Fraction(outcome.terms.limit) - (outcome.high - outcome.award.amount))


class LaterRoom:
    """The room under the ceiling of a pool after its grants, day by day.

    What `outcomes` (all of the pool) don't refuse counts on its day; nothing else is added. Room
    comes back when a grant leaves the window or another regime begins.
    """

    def __init__(self, outcomes: Sequence[Outcome], parameters: Sequence[Parameter]) -> None:
        given = (outcome.award for outcome in outcomes if outcome.status != "fail")
        grants = [
            *((grant.day, grant.amount) for grant in outcomes[0].pool.history),
            *((award.day, award.amount) for award in given),
        ]
        grants.sort(key=lambda grant: grant[0])
        self._days = [day for day, _ in grants]
        self._sums = [Fraction(0), *accumulate(amount for _, amount in grants)]
        self._parameters = parameters
        self._terms: dict[tuple[date, bool], Terms | None] = {}
        self._turns: dict[tuple[tuple[int, int], bool], list[date]] = {}

    def after(self, outcome: Outcome, amount: Fraction) -> tuple[date, Fraction] | None:
        """Return the first day after the award with room for `amount`, and how much there is.

        None where no known regime ever has that much, or any at all.
        """
        award = outcome.award
        turns = self._turning(award.fiscal_year_start, award.road_freight)
        for day in turns[bisect_right(turns, award.day) :]:
            left = self._left(day, award.fiscal_year_start, award.road_freight)
            if left and left >= amount:
                return day, left
        return None

    def _left(self, day: date, fiscal_year_start: tuple[int, int], road_freight: bool) -> Fraction:
        terms = self._on(day, road_freight)
        if terms is None:
            return Fraction(0)
        first = terms.first_day(day, fiscal_year_start)
        before, within = bisect_left(self._days, first), bisect_right(self._days, day)
        return _cents(Fraction(terms.limit) - (self._sums[within] - self._sums[before]))

    def _turning(self, fiscal_year_start: tuple[int, int], road_freight: bool) -> list[date]:
        """Return the days on which room may grow, in order."""
        key = (fiscal_year_start, road_freight)
        if key not in self._turns:
            starts = {p.valid_from or date.min for p in self._parameters}
            regimes = {terms for day in starts if (terms := self._on(day, road_freight))}
            self._turns[key] = sorted(
                starts
                | {
                    terms.leaves(day, fiscal_year_start)
                    for terms in regimes
                    for day in set(self._days)
                    if day.year + terms.years < MAXYEAR
                }
            )
        return self._turns[key]

    def _on(self, day: date, road_freight: bool) -> Terms | None:
        key = (day, road_freight)
        if key not in self._terms:
            self._terms[key] = terms_of(self._parameters, day, road_freight)
        return self._terms[key]


def _cents(amount: Fraction) -> Fraction:
    """Return the amount rounded down to whole cents, so that it surely fits; zero if negative."""
    return max(Fraction(amount * 100 // 1, 100), Fraction(0))
