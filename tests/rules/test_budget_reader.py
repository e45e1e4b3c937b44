"""What `assistant check` takes as a budget, and what it refuses with which key."""

from __future__ import annotations

import json
import random
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.rules.budget import Applicant, Budget, Costs, EarlierGrant, Period
from assistant.rules.budget_reader import call_of, read_budget
from assistant.rules.reading import read_data
from tests.rules.budgets import CALL, WHOLE, book, read, with_costs

unhurried = settings(deadline=None, derandomize=True, max_examples=200)
GRANT = "{undertaking: A, award_date: 2023-09-01, amount_eur: 1}"


def refused(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.hint
    return caught.value


def test_the_example_of_the_contract() -> None:
    budget = read(WHOLE)
    assert budget.call == CALL
    assert budget.applicant == Applicant("cluster_organisation", True)
    assert isinstance(budget.submitted, datetime)
    assert budget.submitted.isoformat() == "2022-05-20T09:30:00+02:00"
    assert budget.period == Period(date(2023, 2, 1), date(2025, 1, 31))
    regions = {"hovedstaden": Decimal(3000000), "sjaelland": Decimal(2000000)}
    assert budget.costs == Costs(Decimal(5000000), regions)
    assert [(name, str(value)) for name, value in budget.financing.items()] == [
        ("regionalfonden", "2400000"),
        ("decentrale_midler", "0"),
        ("partners", "2600000"),
    ]
    (award,) = budget.de_minimis or ()
    assert (award.key, award.undertaking) == ("de_minimis.0", "87654321")
    assert award.group == "optional: shares one ceiling"
    assert (award.day, award.amount) == (date(2023, 9, 1), 40000)
    assert (award.road_freight, award.fiscal_year_start) == (False, (1, 1))
    assert award.previous == (EarlierGrant(date(2021, 5, 15), Fraction(80000)),)
    assert award.conversion is None
    assert budget.notes == ()


def test_what_may_be_absent() -> None:
    least = Budget(Costs(Decimal(100)), {"partners": Decimal(100)})
    assert read(with_costs("")) == least
    nulls = "call: null\napplicant: null\nsubmitted:\nperiod: ~\nde_minimis: null\n"
    assert read(with_costs(nulls)) == least
    assert read(with_costs("de_minimis: []")) == least
    some = read("costs: {sjaelland: 1, hovedstaden: null, total: ~}\nfinancing: {partners: 0}")
    assert some.costs == Costs(Decimal(1), {"sjaelland": Decimal(1)})
    assert some.financing == {"partners": 0}
    empty = read(with_costs("applicant: {}\nperiod: {}"))
    assert (empty.applicant, empty.period) == (Applicant(), Period())


def test_amounts_as_people_write_them() -> None:
    budget = read(
        """
        costs: {nordjylland: 600.000 kr., sjaelland: "0,15 mio. kr.", hovedstaden: "0.1"}
        financing:
          regionalfonden: 250.000,00
          partners: "3999999.6"
          other_public: 010
        """
    )
    assert budget.costs.total == Decimal("750000.1")
    assert list(budget.costs.by_region or {}) == ["hovedstaden", "sjaelland", "nordjylland"]
    assert [str(value) for value in budget.financing.values()] == ["250000", "3999999.6", "10"]


def test_a_plain_number_is_a_number_and_noted() -> None:
    budget = read("costs: {total: 600.000}\nfinancing: {partners: '600.000', other_public: 1.125}")
    assert (budget.costs.total, budget.financing["partners"]) == (600, 600000)
    assert [note.da.split(" er læst ")[0] for note in budget.notes] == [
        "costs.total: 600.000",
        "financing.other_public: 1.125",
    ]
    assert json.dumps(budget.notes) == json.dumps(
        read("financing: {other_public: 1.125, partners: '600.000'}\ncosts: {total: 600.000}").notes
    )


def test_sums_are_exact_where_digits_are_many() -> None:
    costs = "hovedstaden: 999999999999999.999999999999, sjaelland: 999999999999999.000000000001"
    assert str(read(f"costs: {{{costs}}}\nfinancing: {{partners: 1}}").costs.total) == (
        "1999999999999999"
    )


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("financing: {partners: 1}", "missing_key", "'costs'"),
        ("costs: null\nfinancing: {partners: 1}", "missing_key", "'costs'"),
        ("costs: {}\nfinancing: {partners: 1}", "missing_key", "'costs'"),
        ("costs: {total: null}\nfinancing: {partners: 1}", "missing_key", "'costs'"),
        ("costs: {total: 1}", "missing_key", "'financing'"),
        ("costs: {total: 1}\nfinancing: {}", "missing_key", "'financing'"),
        ("costs: {total: 1}\nfinancing: {partners: null}", "missing_key", "'financing'"),
        ("costs: 5\nfinancing: {partners: 1}", "not_a_mapping", "costs:"),
        ("costs: [5]\nfinancing: {partners: 1}", "not_a_mapping", "costs:"),
        ("costs: {total: 0}\nfinancing: {partners: 1}", "total_zero", "costs.total:"),
        (
            "costs: {sjaelland: 0, hovedstaden: 0.0}\nfinancing: {partners: 1}",
            "total_zero",
            "costs:",
        ),
        (
            "costs: {total: 1, sjaelland: 1}\nfinancing: {partners: 1}",
            "total_and_regions",
            "costs.total:",
        ),
        (
            "costs: {total: 1, sjaelland: 0}\nfinancing: {partners: 1}",
            "total_and_regions",
            "costs.total:",
        ),
        ("costs: {total: -1}\nfinancing: {partners: 1}", "amount_negative", "costs.total:"),
        ("costs: {fyn: 1}\nfinancing: {partners: 1}", "unknown_region", "costs.fyn:"),
        ("costs: {total: 1}\nfinancing: {egne: 1}", "unknown_source", "financing.egne:"),
        ("costs: {total: 1}\nfinancing: {partners: -1}", "amount_negative", "financing.partners:"),
        ("costs: {total: NaN}\nfinancing: {partners: 1}", "amount_unreadable", "costs.total:"),
        (
            'costs: {total: "1,234,567.50"}\nfinancing: {partners: 1}',
            "amount_grouping",
            "costs.total:",
        ),
        (
            "costs: {total: 5 euro}\nfinancing: {partners: 1}",
            "amount_currency",
            "costs.total:",
        ),
    ],
)
def test_costs_and_financing_that_are_refused(text: str, code: str, key: str) -> None:
    error = refused(text)
    assert error.code == code
    assert key in error.message


@pytest.mark.parametrize(
    ("rest", "code", "key"),
    [
        ("budget: 5", "unknown_key", "'budget'"),
        ("call: another-call", "unknown_call", "call:"),
        ("call: [x]", "bad_text", "call:"),
        ("applicant: company", "not_a_mapping", "applicant:"),
        ("applicant: {kind: firma}", "unknown_applicant", "applicant.kind:"),
        ("applicant: {typ: company}", "unknown_key", "'applicant.typ'"),
        ("applicant: {designated: måske}", "bad_flag", "applicant.designated:"),
        ("submitted: i går", "moment_unreadable", "submitted:"),
        ("submitted: 2022-05-30T25:00", "moment_invalid", "submitted:"),
        ("submitted: 20220530", "moment_unreadable", "submitted:"),
        ("period: {start: 2023-02-30}", "date_invalid", "period.start:"),
        ("period: {slut: 2023-02-01}", "unknown_key", "'period.slut'"),
        ("period: {start: 2023-02-02, end: 2023-02-01}", "period_reversed", "period.end:"),
        ("de_minimis: 5", "not_a_list", "de_minimis:"),
        (f"de_minimis: {GRANT}", "not_a_list", "de_minimis:"),
        ("de_minimis: [5]", "not_a_mapping", "de_minimis.0:"),
        (f"de_minimis: [{GRANT}, {{}}]", "missing_key", "'de_minimis.1.award_date'"),
    ],
)
def test_sections_that_are_refused(rest: str, code: str, key: str) -> None:
    error = refused(with_costs(rest))
    assert error.code == code
    assert key in error.message


def test_one_day_is_a_period() -> None:
    period = read(with_costs("period: {start: 2023-02-01, end: 2023-02-01}")).period
    assert period == Period(date(2023, 2, 1), date(2023, 2, 1))


def test_submitted_without_a_time_stays_a_day() -> None:
    assert type(read(with_costs("submitted: 2022-05-30")).submitted) is date
    assert read(with_costs("submitted: 30. maj 2022")).submitted == date(2022, 5, 30)


def test_names_of_what_is_known_come_along() -> None:
    error = refused("costs: {sjælland: 1}\nfinancing: {partners: 1}")
    assert error.hint.startswith("Did you mean 'sjaelland'? Known are: hovedstaden, ")
    assert "nordjylland, total." in error.hint
    error = refused("costs: {total: 1}\nfinancing: {regionalfond: 1}")
    assert error.hint.startswith("Did you mean 'regionalfonden'?")
    assert refused(with_costs("call: x")).hint == f"Known are: {CALL}."


def award(**changes: Any) -> str:
    """Return a budget with one good grant, changed; None leaves a key out."""
    entry = {
        "undertaking": "87654321",
        "award_date": "2023-09-01",
        "amount_eur": 40000,
        **changes,
    }
    kept = {key: value for key, value in entry.items() if value is not None}
    return with_costs(yaml.safe_dump({"de_minimis": [kept]}))


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ({"undertaking": None}, "missing_key", "'de_minimis.0.undertaking'"),
        ({"undertaking": " "}, "empty_text", "de_minimis.0.undertaking:"),
        ({"undertaking": True}, "bad_text", "de_minimis.0.undertaking:"),
        ({"group": ""}, "empty_text", "de_minimis.0.group:"),
        ({"award_date": None}, "missing_key", "'de_minimis.0.award_date'"),
        ({"award_date": "2023-13-01"}, "date_invalid", "de_minimis.0.award_date:"),
        ({"amount_eur": None}, "missing_key", "'de_minimis.0.amount_eur'"),
        ({"amount_eur": None, "eur_dkk": 7}, "missing_key", "'de_minimis.0.amount_eur'"),
        ({"amount_eur": -1}, "amount_negative", "de_minimis.0.amount_eur:"),
        ({"amount_eur": "5 kr."}, "amount_currency", "de_minimis.0.amount_eur:"),
        ({"amount_dkk": 5, "eur_dkk": 7}, "amount_twice", "'de_minimis.0.amount_eur'"),
        ({"amount_eur": None, "amount_dkk": 5}, "missing_key", "'de_minimis.0.eur_dkk'"),
        (
            {"amount_eur": None, "amount_dkk": 5, "eur_dkk": 0},
            "bad_rate",
            "de_minimis.0.eur_dkk:",
        ),
        (
            {"amount_eur": None, "amount_dkk": 5, "eur_dkk": -7},
            "rate_negative",
            "de_minimis.0.eur_dkk:",
        ),
        ({"road_freight": "måske"}, "bad_flag", "de_minimis.0.road_freight:"),
        ({"fiscal_year_start": "02-29"}, "bad_month_day", "de_minimis.0.fiscal_year_start:"),
        ({"previous": {"date": "2021-05-15"}}, "not_a_list", "de_minimis.0.previous:"),
        ({"previous": [{"amount_eur": 1}]}, "missing_key", "'de_minimis.0.previous.0.date'"),
        (
            {"previous": [{"date": "2021-05-15"}]},
            "missing_key",
            "'de_minimis.0.previous.0.amount_eur'",
        ),
        (
            {
                "previous": [
                    {"date": "2023-09-01", "amount_eur": 1},
                    {"date": "2023-09-02", "amount_eur": 1},
                ]
            },
            "previous_later",
            "de_minimis.0.previous.1.date:",
        ),
        (
            {"previous": [{"date": "2021-05-15", "amount_dkk": 1}]},
            "missing_key",
            "'de_minimis.0.previous.0.eur_dkk'",
        ),
        ({"amount": 1}, "unknown_key", "'de_minimis.0.amount'"),
    ],
)
def test_grants_that_are_refused(changes: dict[str, Any], code: str, key: str) -> None:
    error = refused(award(**changes))
    assert error.code == code
    assert key in str(error)


def test_grants_in_kroner_are_converted_exactly() -> None:
    text = award(
        amount_eur=None,
        amount_dkk="300.000 kr.",
        eur_dkk="7,46",
        fiscal_year_start="07-01",
        road_freight="ja",
        previous=[{"date": "2021-05-15", "amount_dkk": 746, "eur_dkk": "7.460"}],
    )
    (found,) = read(text).de_minimis or ()
    assert found.amount == Fraction(30000000, 746)
    assert found.conversion == "300000 DKK / 7.46 ≈ 40214.48 EUR"
    assert found.previous == (EarlierGrant(date(2021, 5, 15), Fraction(100)),)
    assert (found.road_freight, found.fiscal_year_start) == (True, (7, 1))
    (even,) = read(award(amount_eur=None, amount_dkk=15, eur_dkk="7.5")).de_minimis or ()
    assert even.conversion == "15 DKK / 7.5 = 2.00 EUR"


@pytest.mark.parametrize("written", ["87654321", '"87654321"', '"87 65 43 21"', "' 8765 4321'"])
def test_one_undertaking_is_one_name(written: str) -> None:
    entry = f"{{undertaking: {written}, award_date: 2023-09-01, amount_eur: 1}}"
    (found,) = read(with_costs(f"de_minimis: [{entry}]")).de_minimis or ()
    assert found.undertaking == "87654321"


def test_a_number_as_undertaking_keeps_its_digits() -> None:
    entry = "{undertaking: 00123, group: 7, award_date: 2023-09-01, amount_eur: 1}"
    (found,) = read(with_costs(f"de_minimis: [{entry}]")).de_minimis or ()
    assert (found.undertaking, found.group) == ("00123", "7")


def test_the_call_is_read_before_the_rest() -> None:
    assert call_of(read_data(WHOLE.encode())) == CALL
    assert call_of(read_data(b"call: 2023\ncosts: x")) == "2023"
    assert call_of(read_data(b"costs: x")) is None
    with pytest.raises(InputError) as caught:
        call_of(read_data(b"cal: x"))
    assert caught.value.hint.startswith("Did you mean 'call'?")


def grants(entries: list[str]) -> str:
    return with_costs("de_minimis:\n" + "".join(f"- {{{entry}}}\n" for entry in entries))


def test_grants_that_share_a_ceiling_are_limited() -> None:
    one = "undertaking: A, award_date: 2023-09-01, amount_eur: 1"
    assert len(read(grants([one] * 100)).de_minimis or ()) == 100
    error = refused(grants([one] * 101))
    assert (error.code, error.message.split(":")[0]) == ("too_many_grants", "de_minimis")
    apart = [one.replace("A", f"A{n}") for n in range(2_800)]
    assert len(read(grants(apart)).de_minimis or ()) == 2_800
    chained = [f"{entry}, group: {n // 2}" for n, entry in enumerate(apart[:100] + apart[1:100])]
    assert refused(grants(chained)).code == "too_many_grants"
    many = ", ".join(["{date: 2021-05-15, amount_eur: 1}"] * 3_900)
    assert len((read(grants([f"{one}, previous: [{many}]"])).de_minimis or ())[0].previous) == 3_900
    few = ", ".join(["{date: 2021-05-15, amount_eur: 1}"] * 99)
    assert refused(grants([f"{one}, previous: [{few}]"] * 11)).code == "too_many_grants"


def test_names_have_a_length() -> None:
    assert (read(award(undertaking="x" * 200)).de_minimis or ())[0].undertaking == "x" * 200
    for key in ("undertaking", "group"):
        error = refused(award(**{key: "x" * 201}))
        assert error.code == "too_long"
        assert error.message.startswith(f"de_minimis.0.{key}: ")


def _shuffled(tree: Any, chance: random.Random) -> Any:
    if isinstance(tree, dict):
        pairs = [(key, _shuffled(value, chance)) for key, value in tree.items()]
        chance.shuffle(pairs)
        return dict(pairs)
    return [_shuffled(item, chance) for item in tree] if isinstance(tree, list) else tree


@unhurried
@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_never_matters(chance: random.Random) -> None:
    tree = read_data(WHOLE.encode())
    assert repr(read_budget(_shuffled(tree, chance), book())) == repr(read_budget(tree, book()))


money = st.decimals(0, 10**12, places=2)


@unhurried
@given(money, money, st.decimals("0.01", 10**9, places=6))
def test_yaml_json_and_danish_text_are_one(first: Decimal, second: Decimal, cost: Decimal) -> None:
    def tree(write: Any) -> dict[str, Any]:
        return {
            "costs": {"total": write(cost)},
            "financing": {"regionalfonden": write(first), "partners": write(second)},
        }

    as_yaml = "\n".join(
        f"{section}: {{{', '.join(f'{key}: {value}' for key, value in values.items())}}}"
        for section, values in tree(lambda value: f"{value:f}").items()
    )
    as_json = json.dumps(tree(lambda value: f"@{value:f}@")).replace('"@', "").replace('@"', "")
    danish = json.dumps(tree(lambda value: f"{value:f}".replace(".", ",")))
    found = [read(text) for text in (as_yaml, as_json, danish)]
    assert found[0].costs.total == cost
    assert found[0].financing == {"regionalfonden": first, "partners": second}
    assert repr(found[0]) == repr(found[1])
    assert (found[0].costs, found[0].financing) == (found[2].costs, found[2].financing)
