"""Within which limits figures are, and the category over several accounting periods.

What is not known stays open: a test or a category is given only where every value of the missing
figures leads to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.rules.sme.add_up import Sum, Sums
from assistant.rules.sme.firm import FigureName
from assistant.rules.sme.limits import CATEGORIES, LEVELS, Category, Level, Limits

Years = Sequence[Sums]


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the figures of a year keep within the limits of one level; None is open."""

    headcount: bool | None
    turnover: bool | None
    balance: bool | None

    @property
    def money(self) -> bool | None:
        """One of the two amounts is enough."""
        if self.turnover or self.balance:
            return True
        return None if None in (self.turnover, self.balance) else False

    @property
    def within(self) -> bool | None:
        """The headcount must be met, and one of the amounts."""
        if self.headcount is False or self.money is False:
            return False
        return None if None in (self.headcount, self.money) else True


def fit_of(sums: Sums, level: Level, limits: Limits) -> Fit:
    """Compare with the limits of a level: fewer units than, at most the amounts (Article 2)."""

    def below(name: FigureName) -> bool | None:
        return _below(sums[name], Fraction(limits.value(name, level)), equal=name != "headcount")

    return Fit(below("headcount"), below("turnover"), below("balance"))


def _below(figure: Sum, limit: Fraction, *, equal: bool) -> bool | None:
    if figure.known > limit or (figure.known == limit and not equal):
        return False
    return None if figure.missing else True


def settle(flags: Sequence[bool | None], before: bool | None, periods: int) -> frozenset[bool]:
    """Return whether a status can be had after the years in `flags`, the earliest first.

    A status changes when `periods` years in a row differ from it (Article 4(2)). `before` is the
    status before the first year; without it the first year sets it.
    """
    states: set[tuple[bool, int]] | None = None if before is None else {(before, 0)}
    for flag in flags:
        seen = (True, False) if flag is None else (flag,)
        if states is None:
            states = {(now, 0) for now in seen}
        else:
            states = {_after(status, run, now, periods) for status, run in states for now in seen}
    return frozenset(status for status, _ in states or ())


def _after(status: bool, run: int, now: bool, periods: int) -> tuple[bool, int]:
    """Return the status and the length of the run that differs from it, one year later."""
    if now == status:
        return status, 0
    return (now, 0) if run + 1 >= periods else (status, run + 1)


def categories(years: Years, before: Category | None, limits: Limits) -> tuple[Category, ...]:
    """Return the categories that are possible after `years`, the earliest first."""
    periods = int(limits.value("periods"))
    lowest, highest = len(LEVELS), len(LEVELS)
    for rank, level in reversed(list(enumerate(LEVELS))):
        flags = [fit_of(sums, level, limits).within for sums in years]
        had = None if before is None else CATEGORIES.index(before) <= rank
        status = settle(flags, had, periods)
        lowest = rank if True in status else lowest
        highest = rank if False not in status else highest
    return CATEGORIES[lowest : highest + 1]


def missing_keys(years: Years, possible: Sequence[Category], limits: Limits) -> tuple[str, ...]:
    """Return the keys of the figures that choose between the possible categories."""
    if len(possible) == 1:
        return ()
    keys: dict[str, None] = {}
    # Between micro and medium, the limits of micro and of small decide.
    for level in (each for each in LEVELS if each in possible[:-1]):
        for sums in years:
            fit = fit_of(sums, level, limits)
            if fit.within is not None:
                continue
            for name in ("headcount", "turnover", "balance"):
                money_is_open = name == "headcount" or fit.money is None
                if getattr(fit, name) is None and money_is_open:
                    keys.update(dict.fromkeys(sums[name].missing))
    return tuple(keys)
