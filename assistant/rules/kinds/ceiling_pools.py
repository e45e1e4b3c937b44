"""Who shares a ceiling, what they received before, and which of their new grants fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from assistant.errors import InputError
from assistant.rules.budget import Award
from assistant.rules.kinds.ceiling_terms import Terms, terms_of
from assistant.rules.model import Parameter

Reason = Literal["before", "after", "refused", "undecided"]
Status = Literal["pass", "fail", "unknown"]

# Far more than an undertaking has in three years, and few enough to be compared with each other.
MOST_GRANTS = 500


@dataclass(frozen=True, slots=True)
class Grant:
    """Aid to an undertaking on a day, in EUR; `new` where the budget asks for it."""

    day: date
    amount: Fraction
    undertaking: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """New grants that share one ceiling, by day, and all that was received before, by day.

    `names` are the undertakings, in the order of their first new grant. `repeated` are those that
    give the same earlier grant in several entries, `echoed` those that give a new grant as an
    earlier one too.
    """

    awards: tuple[Award, ...]
    history: tuple[Grant, ...]
    names: tuple[str, ...]
    repeated: tuple[str, ...]
    echoed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one new grant stands: what counts beside it, what doesn't and why.

    `total` is what counts with the new grant itself, `high` what it would be with the grants that
    can't be decided. Without `terms` no ceiling is known for its day, and nothing is counted.
    """

    award: Award
    pool: Pool
    status: Status
    total: Fraction
    high: Fraction
    terms: Terms | None = None
    first: date | None = None
    counts: tuple[Grant, ...] = ()
    left_out: tuple[tuple[Grant, Reason], ...] = ()


def pools_of(awards: Sequence[Award]) -> list[Pool]:
    """Return the pools, in the order of their first entry.

    Entries belong together when they have the same undertaking or the same group, also by way of
    other entries. Raises InputError `too_many_grants` for a pool that no firm can have.
    """
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(name: tuple[str, str]) -> tuple[str, str]:
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    for award in awards:
        own = ("undertaking", award.undertaking)
        parent.setdefault(own, own)
        if award.group is not None:
            group = ("group", award.group)
            parent.setdefault(group, group)
            parent[root(group)] = root(own)
    members: dict[tuple[str, str], list[Award]] = {}
    for award in awards:
        members.setdefault(root(("undertaking", award.undertaking)), []).append(award)
    return [_pool(sorted(entries, key=lambda award: award.day)) for entries in members.values()]


def _pool(awards: list[Award]) -> Pool:
    """Return the pool of `awards`, with equal earlier grants of one undertaking counted once.

    An entry that repeats the history of its undertaking adds nothing: each grant counts as often
    as it stands in the entry that has it most often.
    """
    if len(awards) + sum(len(award.previous) for award in awards) > MOST_GRANTS:
        raise _too_many(awards[0])
    most: dict[str, Counter[tuple[date, Fraction]]] = {}
    repeated: dict[str, None] = {}
    for award in awards:
        own = Counter((grant.day, grant.amount) for grant in award.previous)
        known = most.setdefault(award.undertaking, Counter())
        if known & own:
            repeated[award.undertaking] = None
        most[award.undertaking] = known | own
    history = [
        Grant(day, amount, undertaking)
        for undertaking, grants in most.items()
        for day, amount in grants.elements()
    ]
    history.sort(key=lambda grant: grant.day)
    echoed = [a.undertaking for a in awards if (a.day, a.amount) in most[a.undertaking]]
    return Pool(
        tuple(awards), tuple(history), tuple(most), tuple(repeated), tuple(dict.fromkeys(echoed))
    )


def _too_many(award: Award) -> InputError:
    return InputError(
        "too_many_grants",
        f"The ceiling of {award.undertaking!r} has more than {MOST_GRANTS} grants: {award.key!r}.",
        "Give grants that were made together as one, and leave out those before the window.",
    )


def judge(pool: Pool, parameters: Sequence[Parameter]) -> list[Outcome]:
    """Return how each new grant of the pool stands, in their order.

    A grant that passes the ceiling is refused whole and counts for none of the later ones. One
    that can't be decided makes a later one undecided too where that depends on it.
    """
    outcomes: list[Outcome] = []
    grants: list[tuple[Grant, Reason | None]] = [(grant, None) for grant in pool.history]
    for award in pool.awards:
        outcome = _outcome(award, pool, parameters, grants)
        outcomes.append(outcome)
        given = Grant(award.day, award.amount, award.undertaking, new=True)
        grants.append((given, _FATES[outcome.status]))
    return outcomes


def _outcome(
    award: Award,
    pool: Pool,
    parameters: Sequence[Parameter],
    grants: Sequence[tuple[Grant, Reason | None]],
) -> Outcome:
    terms = terms_of(parameters, award.day, award.road_freight)
    if terms is None:
        return Outcome(award, pool, "unknown", award.amount, award.amount)
    first = terms.first_day(award.day, award.fiscal_year_start)
    told = [(grant, _reason(grant, fate, first, award.day)) for grant, fate in grants]
    counts = sorted((g for g, reason in told if reason is None), key=lambda grant: grant.day)
    left_out = tuple((grant, reason) for grant, reason in told if reason is not None)
    total = sum((grant.amount for grant in counts), award.amount)
    high = sum((grant.amount for grant, reason in left_out if reason == "undecided"), total)
    status: Status = "fail" if total > terms.limit else "unknown" if high > terms.limit else "pass"
    return Outcome(award, pool, status, total, high, terms, first, tuple(counts), left_out)


_FATES: dict[Status, Reason | None] = {"pass": None, "fail": "refused", "unknown": "undecided"}


def _reason(grant: Grant, fate: Reason | None, first: date, last: date) -> Reason | None:
    """Return why `grant` doesn't count in the window from `first` to `last`; None if it does."""
    if grant.day < first:
        return "before"
    if grant.day > last:
        return "after"
    return fate
