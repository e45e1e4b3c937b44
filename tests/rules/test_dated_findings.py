"""What is said where the values of a rule hold on other days than that of the application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.rules.budget import Costs
from assistant.rules.evaluate import check
from assistant.rules.explain import explain
from assistant.rules.model import Bilingual, Legal, Parameter, Rule
from assistant.rules.what_if import largest_grants
from tests.rules.rule_texts import load, rule
from tests.rules.test_dated_rules import KINDS, budget, found


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_for_other_days_is_named_with_its_source(tmp_path: Path, kind: str) -> None:
    book = load(tmp_path, KINDS[kind])
    finding = found(book, date(2025, 1, 1))
    assert finding.message == Bilingual(
        "Reglen gælder ikke for den dag, ansøgningen er indsendt.",
        "The rule does not hold on the day the application was submitted.",
    )
    assert (finding.legal, finding.assumptions) == ((Legal("Lov"),), ())
    assert finding.valid_to == date(2024, 12, 31)
    told = [step.text.da for step in explain(check(book, budget(date(2025, 1, 1)))).steps[0].steps]
    assert told[1] == "Reglens tal og ord"


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_that_is_missing_is_asked_for(tmp_path: Path, kind: str) -> None:
    book = load(tmp_path, KINDS[kind])
    finding = found(book, None)
    assert finding.message.da.startswith("Reglens tal afhænger af, hvornår ansøgningen er indsendt")
    assert finding.remedy is not None
    assert finding.remedy.da == "Angiv, hvornår ansøgningen er indsendt."
    assert (finding.parts or (finding,))[0].legal == (Legal("Lov"),)
    assert finding.missing_input == ("submitted",)


def test_a_check_says_the_largest_grant_of_its_day(tmp_path: Path) -> None:
    book = load(tmp_path, KINDS["share_cap"])
    assert check(book, budget(date(2024, 6, 1))).largest == {"fonden": Decimal(50)}
    assert check(book, budget(date(2025, 6, 1))).largest == {"fonden": None}


def test_a_cap_that_holds_on_other_days_leaves_the_others(tmp_path: Path) -> None:
    book = load(tmp_path, KINDS["share_cap"])
    (share,) = book.rules
    amount = Parameter("amount", Decimal(40), "DKK", where=("fonden",), legal=(Legal("Lov"),))
    book = replace(book, rules=(share, Rule("cap", "cap", share.name, (amount,))))
    costs = Costs(Decimal(100))
    assert largest_grants(book, costs, date(2024, 6, 1)) == {"fonden": Decimal(40)}
    assert largest_grants(book, costs, date(2025, 6, 1)) == {"fonden": Decimal(40)}
    assert largest_grants(book, costs, None) == {"fonden": None}


def test_a_source_that_is_not_known_outweighs_one_that_passes(tmp_path: Path) -> None:
    dated = "valid_from: '2024-01-01', legal: [{act: Lov}]}"
    text = rule(
        "cap",
        "{name: amount, value: '60', where: [eget], LAW}, "
        f"{{name: amount, value: '60', where: [fonden], {dated}",
    )
    finding = found(load(tmp_path, text), None)
    assert finding.status == "unknown"
    assert [(part.key, part.name, part.status) for part in finding.parts] == [
        ("fonden", Bilingual("Fonden", "the Fund"), "unknown"),
        ("eget", Bilingual("os selv", "us"), "pass"),
    ]
    assert finding.missing_input == ("submitted",)


def test_how_an_ambiguous_number_was_read_stands_in_the_result(tmp_path: Path) -> None:
    note = Bilingual("1.500 er læst som 1500.", "1.500 was read as 1500.")
    result = check(load(tmp_path, KINDS["balance"]), replace(budget(), notes=(note,)))
    assert result.notes == (note,)


def test_days_without_any_cap_say_nothing(tmp_path: Path) -> None:
    book = load(tmp_path, KINDS["cap"])
    assert found(book, date(2025, 6, 1)).parts == ()
    assert check(book, budget(date(2024, 6, 1))).findings[0].parts[0].key == "fonden"
