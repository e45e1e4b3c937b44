"""The ceiling where golden cases don't reach: rules as data, the trace, amounts in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assistant.errors import InputError
from assistant.rules.budget import Award, EarlierGrant
from assistant.rules.kinds import RuleError
from assistant.rules.kinds.ceiling import Ceiling
from assistant.rules.model import Bilingual, Finding, Legal, Parameter, Rule
from tests.rules.ceilings import BOOK, LAW, RULE, budget

OLD, NEW = date(2014, 1, 1), date(2024, 1, 1)
ACT = (Legal("An act", "1"),)


def check(*awards: Award, rule: Rule = RULE) -> Finding:
    return Ceiling().evaluate(rule, BOOK, budget(*awards))


def award(
    day: date, euros: int | Fraction, *previous: tuple[date, int], name: str = "A", at: int = 0
) -> Award:
    earlier = tuple(EarlierGrant(when, Fraction(amount)) for when, amount in previous)
    return Award(f"de_minimis.{at}", name, day, Fraction(euros), previous=earlier)


def rule_with(*parameters: Parameter) -> Rule:
    return replace(RULE, parameters=parameters)


def ceiling(
    amount: str | Decimal = "1000",
    *,
    unit: str | None = "EUR",
    where: tuple[str, ...] = (),
    start: date | None = None,
    end: date | None = None,
) -> Parameter:
    return Parameter("ceiling", Decimal(amount), unit, where, start, end, legal=ACT)


def window(word: str = "rolling_years", start: date | None = None) -> Parameter:
    return Parameter("window", word, valid_from=start, legal=ACT)


def years(count: str = "3", end: date | None = None) -> Parameter:
    return Parameter("years", Decimal(count), "year", valid_to=end, legal=ACT)


GOOD = (ceiling(), window(), years())


def test_the_law_holds_what_the_kind_needs() -> None:
    Ceiling().check_rule(RULE, BOOK)
    assert {p.name for p in LAW.parameters} == {
        "ceiling",
        "window",
        "years",
        "shared",
        "other_regime",
        "covered_later",
    }
    assert all(p.legal and p.valid_from and p.valid_to for p in LAW.parameters)


def test_dates_of_the_two_regulations_meet() -> None:
    by_start = {p.valid_from: p for p in LAW.parameters if p.name == "ceiling" and not p.where}
    assert (by_start[OLD].value, by_start[OLD].valid_to) == (200_000, date(2023, 12, 31))
    assert (by_start[NEW].value, by_start[NEW].valid_to) == (300_000, date(2030, 12, 31))


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ((), "needs a parameter ceiling"),
        ((ceiling(), years()), "needs a parameter window"),
        ((ceiling(), window()), "needs a parameter years"),
        ((*GOOD, Parameter("share", Decimal(1), legal=ACT)), "has no parameter share"),
        ((ceiling(unit="DKK"), *GOOD[1:]), "ceiling must be a positive amount in EUR"),
        ((ceiling(where=("rail",)), *GOOD), "unknown kind of transport rail"),
        ((ceiling(), window("moon_years"), years()), "fiscal_years or rolling_years"),
        ((ceiling(), replace(window(), where=("road_freight",)), years()), "narrowed"),
        ((ceiling(), window(), replace(years(), where=("road_freight",))), "narrowed"),
        ((ceiling(), window(), years("0")), "number of years"),
        ((*GOOD, Parameter("condition", "something", legal=ACT)), "de-minimis or ceiling"),
        ((*GOOD, Parameter("shared", "something", legal=ACT)), "single_undertaking"),
        ((*GOOD, Parameter("other_regime", "something", legal=ACT)), "possible"),
        ((*GOOD, Parameter("covered_later", "something", legal=ACT)), "possible"),
        ((*GOOD, ceiling("2", start=NEW)), "one ceiling for all on 2024-01-01"),
        ((ceiling(where=("road_freight",)), *GOOD[1:]), "one ceiling for all on 0001-01-01"),
        (
            (*GOOD, ceiling(where=("road_freight",)), ceiling(where=("road_freight",), start=NEW)),
            "one ceiling for all on 2024-01-01",
        ),
        ((ceiling(), window(start=NEW), years()), "one parameter window on 0001-01-01"),
        ((ceiling(), window(), years(end=OLD)), "one parameter years on 2014-01-02"),
        ((*GOOD, years("5", end=OLD)), "one parameter years on 0001-01-01"),
    ],
)
def test_a_rule_that_leaves_a_day_open_is_refused(
    parameters: tuple[Parameter, ...], says: str
) -> None:
    with pytest.raises(RuleError, match=says):
        Ceiling().check_rule(rule_with(*parameters), BOOK)


@pytest.mark.parametrize("keys", [{"target": "partners"}, {"needs": "partners"}])
def test_a_rule_about_a_source_is_refused(keys: dict[str, str]) -> None:
    with pytest.raises(RuleError, match="no use for the key"):
        Ceiling().check_rule(replace(RULE, **keys), BOOK)


@pytest.mark.parametrize(
    "parameters",
    [
        GOOD,
        (*GOOD, ceiling("500", where=("road_freight",))),
        (*GOOD, Parameter("condition", "de-minimis", legal=ACT)),
        (*GOOD, Parameter("condition", "ceiling", legal=ACT)),
        (ceiling(end=date(2020, 1, 1)), window(), years(end=date(2020, 1, 1))),
    ],
)
def test_a_rule_for_another_call_needs_no_code(parameters: tuple[Parameter, ...]) -> None:
    Ceiling().check_rule(rule_with(*parameters), BOOK)


def test_a_ceiling_over_one_fiscal_year() -> None:
    rule = rule_with(ceiling(), window("fiscal_years"), years("1"))
    grants = ((date(2019, 12, 31), 900), (date(2020, 1, 1), 400))
    finding = check(award(date(2020, 5, 1), 600, *grants), rule=rule)
    assert (finding.status, finding.actual, finding.valid_from) == ("pass", 1000, None)
    (part,) = finding.parts
    assert "Perioden: tilskuddets regnskabsår, 1. januar 2020 til 1. maj 2020" in texts(part)


def test_a_ceiling_over_two_fiscal_years() -> None:
    rule = rule_with(ceiling(), window("fiscal_years"), years("2"))
    grants = ((date(2018, 12, 31), 900), (date(2019, 1, 1), 400))
    (part,) = check(award(date(2020, 5, 1), 600, *grants), rule=rule).parts
    assert (part.status, part.actual) == ("pass", 1000)
    assert "Perioden: tilskuddets regnskabsår og 1 år før, 1. januar 2019 til 1. maj 2020" in texts(
        part
    )


def test_a_day_between_two_regimes_is_not_decided() -> None:
    before = (ceiling(end=date(2020, 1, 1)), window(), years())
    rule = rule_with(*before, ceiling("5", start=date(2022, 1, 1)))
    finding = check(award(date(2021, 1, 1), 1), rule=rule)
    assert finding.status == "unknown"
    assert finding.message.da == (
        "Tilskuddet på 1 euro til A den 1. januar 2021 kan ikke afgøres: ingen af reglerne her "
        "gælder den dag."
    )
    assert finding.message.en == (
        "The grant of EUR 1 to A on 1 January 2021 can't be decided: none of the rules here holds "
        "on that day."
    )


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2031, 1, 1)])
def test_the_days_next_to_the_rules_are_told_apart(day: date) -> None:
    told = check(award(day, 1)).message.en
    if day < OLD:
        assert told.endswith("the rules here hold only from 1 January 2014.")
    else:
        assert told.endswith("the rules here hold only until 31 December 2030.")


def test_no_later_day_is_named_where_the_rules_end_first() -> None:
    grant = award(date(2030, 12, 31), 1, (date(2028, 1, 1), 300_000))
    finding = check(grant)
    assert finding.remedy is not None
    assert finding.remedy.en == "There is no room for more aid to A on 31 December 2030."


def test_room_that_comes_back_is_not_taken_by_grants_in_between() -> None:
    """What B receives in 2025 still counts when A's aid of 2023 has left the window."""
    first = award(date(2024, 5, 1), 100_000, (date(2023, 1, 1), 300_000))
    between = award(date(2025, 5, 1), 1, (date(2025, 1, 1), 250_000), name="B", at=1)
    grants = [replace(grant, group="g") for grant in (first, between)]
    part = check(*grants).parts[0]
    assert part.remedy is not None
    assert part.remedy.en == (
        "There is no room for more aid to A on 1 May 2024. There is room again from 1 January "
        "2026: at most EUR 50,000 if no other aid is granted before that."
    )


def test_aid_to_the_end_of_time_breaks_nothing() -> None:
    """The day on which it would leave the window is in no calendar."""
    last = award(date(9999, 12, 31), 1, (date(9998, 1, 1), 5), (date(1, 1, 1), 5), at=1)
    finding = check(award(date(2024, 5, 1), 300_001), last)
    assert [part.status for part in finding.parts] == ["fail", "unknown"]


def test_a_ceiling_that_always_held_names_the_day_too() -> None:
    rule = rule_with(*GOOD)
    finding = check(award(date(2020, 5, 1), 600, (date(2018, 3, 4), 900)), rule=rule)
    assert finding.remedy is not None
    assert finding.remedy.en == (
        "At most EUR 100 to A on 1 May 2020. There is room for the whole amount from 4 March 2021 "
        "if no other aid is granted before that."
    )


def test_less_than_a_euro_is_room_too() -> None:
    earlier = (
        EarlierGrant(date(2023, 1, 1), Fraction(9)),
        EarlierGrant(date(2024, 1, 2), Fraction(599_999, 2)),
    )
    finding = check(replace(award(date(2024, 5, 1), 5), previous=earlier))
    assert finding.remedy is not None
    assert finding.remedy.en == (
        "There is no room for more aid to A on 1 May 2024. There is room again from 1 January "
        "2026: at most EUR 0.50 if no other aid is granted before that."
    )


def test_grants_that_fail_are_named_in_the_order_of_the_budget() -> None:
    finding = check(
        award(date(2023, 6, 1), 300_000, name="B"),
        award(date(2023, 5, 1), 1, name="C", at=1),
        award(date(2023, 4, 1), 400_000, name="A", at=2),
    )
    assert finding.message == Bilingual(
        "2 af 3 nye de minimis-tilskud går over loftet: B den 1. juni 2023; A den 1. april 2023.",
        "2 of 3 new de minimis grants exceed the ceiling: B on 1 June 2023; A on 1 April 2023.",
    )
    assert finding.actual == 400_000
    assert [part.rule_id for part in (finding, *finding.parts)] == ["de-minimis"] * 4
    assert check(award(date(2000, 1, 1), 1)).parts[0].rule_id == "de-minimis"


def test_more_grants_than_a_firm_can_have_are_refused_and_named() -> None:
    many = [(date(2021, 1, 1), at) for at in range(499)]
    assert check(award(date(2023, 5, 1), 1, *many), award(date(2023, 5, 1), 1, name="B", at=1))
    with pytest.raises(InputError, match="has more than 500 grants") as raised:
        check(award(date(2023, 5, 1), 1, *many), award(date(2023, 5, 2), 1, at=1))
    assert raised.value.code == "too_many_grants"
    assert "'A'" in raised.value.message
    assert "'de_minimis.0'" in raised.value.message
    assert raised.value.hint.startswith("Give grants that were made together as one")


def test_long_lists_are_told_in_part_and_counted_whole() -> None:
    grants = [(date(2020, 1, 1), 1)] * 31 + [(date(2021, 1, 1), 2)] * 29
    (part,) = check(award(date(2023, 5, 1), 3, *grants)).parts
    assert part.formula == " + ".join(["2"] * 29 + ["3"]) + " = 61 ≤ 200000"
    assert texts(part).count("Tæller med: 2 euro til A den 1. januar 2021") == 29
    assert texts(part).count("Tæller ikke med: 1 euro til A den 1. januar 2020, før perioden") == 30
    assert "Tæller ikke med, eller kan ikke afgøres: 1 tilskud mere" in texts(part)
    assert not [text for text in texts(part) if text.startswith("Tæller med: 0")]
    (part,) = check(award(date(2023, 5, 1), 3, *[(date(2021, 1, 1), 2)] * 30)).parts
    assert not [text for text in texts(part) if text.endswith("tilskud mere")]
    (part,) = check(award(date(2023, 5, 1), 3, *[(date(2021, 1, 1), 2)] * 32)).parts
    assert part.formula == " + ".join(["2"] * 30 + ["…"]) + " = 67 ≤ 200000"
    assert texts(part).count("Tæller med: 2 euro til A den 1. januar 2021") == 30
    assert "Tæller med: 2 tilskud mere" in texts(part)


def test_the_trace_tells_every_grant_with_its_reason() -> None:
    grants = [
        award(date(2023, 6, 1), 150_000, (date(2020, 12, 31), 7), (date(2021, 1, 1), 50_000)),
        award(date(2023, 6, 2), 100_000, name="B", at=1),
        award(date(2023, 6, 3), 1, (date(2023, 6, 3), 2), name="B", at=2),
    ]
    grants = [replace(grant, group="g", road_freight=True) for grant in grants]
    grants[0] = replace(grants[0], road_freight=False, conversion="1 DKK / 2")
    first, second, third = check(*grants).parts
    assert texts(first)[:8] == [
        "Oplysninger fra budgettet",
        "Nyt tilskud: 150.000 euro til A den 1. juni 2023",
        "Omregnet til euro: 1 DKK / 2",
        "Perioden: tilskuddets regnskabsår og 2 år før, 1. januar 2021 til 1. juni 2023",
        "Et fælles loft for A og B",
        "Tæller med: 50.000 euro til A den 1. januar 2021",
        "Tæller ikke med: 7 euro til A den 31. december 2020, før perioden",
        "Tæller ikke med: 2 euro til B den 3. juni 2023, efter tilskuddet",
    ]
    assert texts(second)[3] == "Godstransport ad landevej har et særligt loft: 100.000 euro"
    assert texts(third)[5:10] == [
        "Tæller med: 50.000 euro til A den 1. januar 2021",
        "Tæller med: det nye tilskud på 150.000 euro til A den 1. juni 2023",
        "Tæller med: 2 euro til B den 3. juni 2023",
        "Tæller ikke med: 7 euro til A den 31. december 2020, før perioden",
        "Tæller ikke med: det nye tilskud på 100.000 euro til B den 2. juni 2023, fordi det gik "
        "over loftet",
    ]
    assert "Sammenligning: 200.003 euro > 100.000 euro" in texts(third)
    assert "loft: 100.000 euro; gælder fra 1. januar 2014 til 31. december 2023" in texts(third)
    assert "Beløb med ca. er afrundet; der er regnet med de præcise" not in texts(third)


def test_the_trace_says_what_is_open_and_what_is_rounded() -> None:
    grants = [award(date(2013, 5, 1), Fraction(400_000, 3)), award(date(2014, 5, 1), 90_000, at=1)]
    part = check(*grants).parts[1]
    assert part.status == "unknown"
    assert texts(part)[3:5] == [
        "Kan ikke afgøres: det nye tilskud på ca. 133.333,33 euro til A den 1. maj 2013",
        "Beløb med ca. er afrundet; der er regnet med de præcise",
    ]
    assert (
        "Sammenligning: 90.000 euro ≤ 200.000 euro, men ca. 223.333,33 euro > 200.000 euro, hvis "
        "de uafgjorte tilskud tæller med" in texts(part)
    )


def test_rolling_years_and_three_names_in_words() -> None:
    grants = [
        replace(award(date(2025, 5, 1), 1, name=name, at=at), group="g", road_freight=True)
        for at, name in enumerate("ABC")
    ]
    part = check(*grants).parts[2]
    assert texts(part)[2:5] == [
        "Perioden: 3 år regnet tilbage fra tilskuddet, 2. maj 2022 til 1. maj 2025",
        "Godstransport ad landevej har ikke noget særligt loft den dag",
        "Et fælles loft for A, B og C",
    ]
    assert "Sammenligning: 3 euro ≤ 300.000 euro" in texts(part)
    assert part.trace[0].steps[3].text.en == "One ceiling shared by A, B and C"


@pytest.mark.parametrize(
    ("amount", "actual"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(1, 8), "0.125"),
        (Fraction(7, 2), "3.5"),
        (Fraction(700, 50), "14"),
        (Fraction(2, 3), "0.67"),
        (Fraction(200_000 * 3 - 1, 3 * 10**6) * 10**6, "199999.67"),
        (Fraction(200_000) - Fraction(1, 3000), "199999.9997"),
    ],
)
def test_amounts_that_end_are_exact_and_others_to_the_cent(amount: Fraction, actual: str) -> None:
    finding = check(award(date(2020, 5, 1), amount))
    assert str(finding.actual) == actual


def test_a_single_amount_a_hair_above_shows_that_it_is() -> None:
    finding = check(award(date(2020, 5, 1), Fraction(200_000) + Fraction(1, 3000)))
    assert finding.status == "fail"
    assert finding.formula == "200000.0003 > 200000"
    assert "ca. 200.000,0003 euro" in finding.parts[0].trace[-1].text.da


def test_an_undertaking_may_be_called_what_it_likes() -> None:
    finding = check(award(date(2020, 5, 1), 1, name="{x} <b>%s"))
    assert "{x} <b>%s" in finding.message.da
    assert finding.parts[0].name is not None
    assert finding.parts[0].name.en == "{x} <b>%s on 1 May 2020"


def texts(finding: Finding) -> list[str]:
    """Return the Danish texts of the trace, from top to bottom."""
    lines: list[str] = []
    stack = list(reversed(finding.trace))
    while stack:
        step = stack.pop()
        lines.append(step.text.da)
        stack += reversed(step.steps)
    return lines
