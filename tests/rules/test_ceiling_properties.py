"""The ceiling against a plain reading of the two regulations, on budgets drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rules.budget import Award, EarlierGrant
from assistant.rules.kinds.ceiling import Ceiling
from assistant.rules.kinds.ceiling_pools import judge, pools_of
from assistant.rules.kinds.ceiling_room import LaterRoom
from assistant.rules.kinds.ceiling_words import decimal, telling_places
from assistant.rules.model import Finding
from tests.rules.ceilings import BOOK, RULE, budget

# The same examples on every machine, however slow: a failure here is a failure everywhere.
unhurried = settings(deadline=None, derandomize=True, max_examples=150)

# Few days and round amounts, so that edges are met: ends of years, leap days, the two regimes.
EDGES = [
    date(2020, 2, 28),
    date(2020, 2, 29),
    date(2020, 3, 1),
    date(2020, 12, 31),
    date(2021, 1, 1),
    date(2021, 6, 30),
    date(2021, 7, 1),
    date(2022, 1, 1),
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 2, 29),
    date(2025, 6, 30),
    date(2027, 2, 28),
    date(2027, 3, 1),
]
days = st.sampled_from(EDGES) | st.dates(date(2019, 1, 1), date(2028, 12, 31))
amounts = st.sampled_from([1, 5_000_000, 10_000_000, 20_000_000, 30_000_000]) | st.integers(
    0, 35_000_000
)


@st.composite
def entries(draw: st.DrawFn, number: int) -> Award:
    """One new grant with what was received before it; amounts in cents."""
    day = draw(days)
    earlier = draw(st.lists(st.tuples(days, amounts), max_size=4))
    return Award(
        key=f"de_minimis.{number}",
        undertaking=draw(st.sampled_from("ABCD")),
        day=day,
        amount=Fraction(draw(amounts), 100),
        group=draw(st.sampled_from([None, None, "g", "h"])),
        road_freight=draw(st.booleans()),
        fiscal_year_start=draw(st.sampled_from([(1, 1), (1, 1), (7, 1), (3, 1)])),
        previous=tuple(EarlierGrant(d, Fraction(a, 100)) for d, a in earlier if d <= day),
    )


@st.composite
def budgets(draw: st.DrawFn) -> tuple[Award, ...]:
    """Up to five new grants."""
    return tuple(draw(entries(number)) for number in range(draw(st.integers(1, 5))))


class Told(NamedTuple):
    """What the oracle says of one new grant."""

    fits: bool
    total: Fraction
    ceiling: int


def oracle(awards: Sequence[Award]) -> dict[str, Told]:
    """Judge each new grant by walking over all pairs, with years and days as numbers."""
    told: dict[str, Told] = {}
    for cluster in clusters(awards):
        given_before = histories([awards[n] for n in cluster])
        accepted: list[tuple[date, Fraction]] = []
        for number in sorted(cluster, key=lambda n: (awards[n].day, n)):
            award = awards[number]
            total = award.amount
            for day, amount in given_before + accepted:
                if day <= award.day and counts(day, award):
                    total += amount
            old = award.day.year <= 2023
            ceiling = (100_000 if award.road_freight else 200_000) if old else 300_000
            told[award.key] = Told(total <= ceiling, total, ceiling)
            if total <= ceiling:
                accepted.append((award.day, award.amount))
    return told


def counts(day: date, award: Award) -> bool:
    if award.day.year >= 2024:
        then = award.day
        return (day.year, day.month, day.day) > (then.year - 3, then.month, then.day)
    return book_year(award.day, award) - book_year(day, award) <= 2


def book_year(day: date, award: Award) -> int:
    return day.year if (day.month, day.day) >= award.fiscal_year_start else day.year - 1


def clusters(awards: Sequence[Award]) -> list[set[int]]:
    found = [{n} for n in range(len(awards))]
    for one in awards:
        for other in awards:
            same_group = one.group is not None and one.group == other.group
            if one.undertaking == other.undertaking or same_group:
                left = next(c for c in found if awards.index(one) in c)
                right = next(c for c in found if awards.index(other) in c)
                if left is not right:
                    left |= right
                    found.remove(right)
    return found


def histories(awards: Sequence[Award]) -> list[tuple[date, Fraction]]:
    grants: list[tuple[date, Fraction]] = []
    for name in {award.undertaking for award in awards}:
        lists = [[(g.day, g.amount) for g in a.previous] for a in awards if a.undertaking == name]
        for grant in {grant for one in lists for grant in one}:
            grants += [grant] * max(one.count(grant) for one in lists)
    return grants


def check(awards: Sequence[Award]) -> Finding:
    return Ceiling().evaluate(RULE, BOOK, budget(*awards))


@given(budgets())
@unhurried
def test_every_grant_stands_as_a_plain_reading_says(awards: tuple[Award, ...]) -> None:
    expected = oracle(awards)
    finding = check(awards)
    assert [part.key for part in finding.parts] == [award.key for award in awards]
    for part in finding.parts:
        told = expected[part.key]
        assert (part.status == "pass") == told.fits
        assert (part.actual, part.limit) == (told.total, told.ceiling)
    assert finding.status == ("pass" if all(t.fits for t in expected.values()) else "fail")


@given(budgets(), st.integers(0, 4))
@unhurried
def test_the_room_told_fits_and_a_cent_more_does_not(awards: tuple[Award, ...], at: int) -> None:
    refused = [p for p in check(awards).parts if p.status == "fail"]
    if not refused:
        return
    key = refused[at % len(refused)].key
    part = refused[at % len(refused)]
    award = next(a for a in awards if a.key == key)
    assert part.actual is not None
    assert part.limit is not None
    left = max(Fraction(part.limit) - Fraction(part.actual) + award.amount, Fraction(0))
    assert part.remedy is not None
    if left == 0:
        assert part.remedy.da.startswith("Der er ikke plads til mere støtte")
        return
    assert status_with(awards, key, left) == "pass"
    assert status_with(awards, key, left + Fraction(1, 100)) == "fail"
    assert part.remedy.da.startswith("Højst ")


def status_with(awards: Sequence[Award], key: str, amount: Fraction) -> str:
    """The status of one grant if it had another amount."""
    changed = [replace(a, amount=amount) if a.key == key else a for a in awards]
    return next(p.status for p in check(changed).parts if p.key == key)


@given(entries(0))
@settings(unhurried, max_examples=50)
def test_on_the_day_told_the_grant_fits_and_never_before(award: Award) -> None:
    """Each day from the award to the day told, with the plain reading of the regulations."""
    outcomes = judge(pools_of([award])[0], RULE.parameters)
    if outcomes[0].status != "fail":
        return
    told = LaterRoom(outcomes, RULE.parameters).after(outcomes[0], award.amount)
    day = award.day
    while day < date(2030, 12, 31) and not oracle([replace(award, day=day)])[award.key].fits:
        day += timedelta(days=1)
    fits = oracle([replace(award, day=day)])[award.key]
    assert (told and told[0]) == (day if fits.fits else None)
    if told:
        assert told[1] == fits.ceiling - fits.total + award.amount


@given(budgets(), st.fractions(0, 1, max_denominator=9))
@unhurried
def test_the_last_grant_of_a_pool_never_breaks_when_lowered(
    awards: tuple[Award, ...], part: Fraction
) -> None:
    """Only the last one: an earlier one that now fits may leave less room to those after it."""
    last = max(range(len(awards)), key=lambda n: (awards[n].day, n))
    before = status_with(awards, awards[last].key, awards[last].amount)
    after = status_with(awards, awards[last].key, awards[last].amount * part)
    assert before == "fail" or after == "pass"


@given(budgets(), st.randoms(use_true_random=False))
@unhurried
def test_the_order_of_earlier_grants_never_matters(
    awards: tuple[Award, ...], random: object
) -> None:
    mixed = []
    for award in awards:
        previous = list(award.previous)
        random.shuffle(previous)  # type: ignore[attr-defined]
        mixed.append(replace(award, previous=tuple(previous)))
    assert [(p.status, p.actual) for p in check(mixed).parts] == [
        (p.status, p.actual) for p in check(awards).parts
    ]


@given(st.fractions(0, 10**9, max_denominator=10**6), st.integers(0, 10**9))
@unhurried
def test_a_rounded_amount_is_near_and_on_the_right_side(value: Fraction, limit: int) -> None:
    rounded = Fraction(decimal(value))
    assert abs(rounded - value) <= Fraction(1, 200)
    shown = Fraction(decimal(value, telling_places(value, decimal(Fraction(limit)))))
    assert (shown > limit) == (value > limit) or shown == value
