"""Rules whose values hold on some days only, for every kind that looks at the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.rules.budget import Applicant, Budget, Costs, Period
from assistant.rules.evaluate import check
from assistant.rules.explain import explain
from assistant.rules.model import Finding, RuleBook, Step
from assistant.rules.output import rules_json
from assistant.rules.what_if import largest_grants, smallest_own
from tests.rules.rule_texts import load, rule

DATED = "valid_from: '2024-01-01', valid_to: '2024-12-31', LAW}"
KINDS = {
    "share_cap": rule("share_cap", f"{{name: share, value: '0.5', {DATED}", ", target: fonden"),
    "requires": rule(
        "requires", f"{{name: condition, value: requires, {DATED}", ", target: fonden, needs: eget"
    ),
    "balance": rule("balance", f"{{name: condition, value: balance, {DATED}"),
    "cap": rule("cap", f"{{name: amount, value: '50', where: [fonden], {DATED}"),
    "membership": rule(
        "membership", f"{{name: designated, value: required, where: [skole], {DATED}"
    ),
    "duration": rule("duration", f"{{name: years, value: '1', {DATED}"),
}


def budget(submitted: date | None = None) -> Budget:
    return Budget(
        costs=Costs(Decimal(100), {"nord": Decimal(100)}),
        financing={"fonden": Decimal(50), "eget": Decimal(50)},
        applicant=Applicant("skole", True),
        submitted=submitted,
        period=Period(date(2025, 1, 1), date(2025, 12, 31)),
    )


def found(book: RuleBook, submitted: date | None) -> Finding:
    return check(book, budget(submitted)).findings[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_day_of_submission_decides_which_value_holds(tmp_path: Path, kind: str) -> None:
    book = load(tmp_path, KINDS[kind])
    assert found(book, date(2023, 12, 31)).status == "not_applicable"
    assert found(book, date(2024, 1, 1)).status == "pass"
    assert found(book, date(2024, 12, 31)).status == "pass"
    assert found(book, date(2025, 1, 1)).status == "not_applicable"
    unknown = found(book, None)
    assert (unknown.status, unknown.missing_input) == ("unknown", ("submitted",))
    inside = found(book, date(2024, 6, 1))
    assert (inside.valid_from, inside.valid_to) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize("kind", ["share_cap", "cap"])
def test_the_largest_grant_depends_on_the_day(tmp_path: Path, kind: str) -> None:
    book = load(tmp_path, KINDS[kind])
    costs = Costs(Decimal(100))
    assert largest_grants(book, costs, date(2024, 6, 1)) == {"fonden": Decimal(50)}
    assert smallest_own(book, costs, date(2024, 6, 1)) == Decimal(50)
    for day in (None, date(2025, 6, 1)):
        assert largest_grants(book, costs, day) == {"fonden": None}
        assert smallest_own(book, costs, day) is None


def test_without_caps_nothing_is_said_of_the_largest_grant(tmp_path: Path) -> None:
    book = load(tmp_path, rule("balance", "{name: condition, value: balance, LAW}"))
    result = check(book, budget())
    assert result.largest == {"fonden": None}
    assert result.smallest_own is None


def test_a_grant_is_never_larger_than_the_costs(tmp_path: Path) -> None:
    book = load(tmp_path, rule("cap", "{name: amount, value: '500', where: [fonden], LAW}"))
    result = check(book, budget())
    assert result.largest == {"fonden": Decimal(100)}
    assert result.smallest_own == 0


def test_a_source_that_fails_outweighs_one_that_is_not_known(tmp_path: Path) -> None:
    text = rule(
        "cap",
        f"{{name: amount, value: '60', where: [fonden], {DATED}, "
        "{name: amount, value: '49.99', where: [eget], LAW}",
    )
    finding = found(load(tmp_path, text), None)
    assert [part.status for part in finding.parts] == ["unknown", "fail"]
    assert (finding.status, finding.limit) == ("fail", Decimal("49.99"))


def test_listed_rules_are_those_in_force(tmp_path: Path) -> None:
    book = load(tmp_path, KINDS["duration"])
    assert rules_json(book, date(2023, 1, 1))["rules"] == []
    (listed,) = rules_json(book, date(2024, 1, 1))["rules"]
    (parameter,) = listed["parameters"]
    assert (parameter["value"], parameter["unit"]) == ("1", "year")
    assert (parameter["valid_from"], parameter["valid_to"]) == ("2024-01-01", "2024-12-31")
    assert parameter["legal"] == [{"act": "Lov", "article": ""}]


def test_a_period_without_its_ends(tmp_path: Path) -> None:
    book = load(tmp_path, rule("duration", "{name: years, value: '2', LAW}"))
    empty = Budget(costs=Costs(Decimal(1)), financing={}, period=Period())
    finding = check(book, empty).findings[0]
    assert finding.missing_input == ("period.start", "period.end")
    assert finding.message.da.endswith("Det må højst vare 2 år.")


def test_the_trace_tells_when_a_value_holds(tmp_path: Path) -> None:
    text = rule(
        "duration",
        "{name: years, value: '1', valid_to: '2024-12-31', legal: [{act: Lov, article: '7'}]}, "
        "{name: years, value: '2', valid_from: '2025-01-01', LAW}",
    )
    book = load(tmp_path, text)
    lines = _lines(explain(check(book, budget(date(2024, 6, 1)))))
    assert "number of years: 1 year; valid to 31 December 2024" in lines
    assert "Source: Lov, Article 7" in lines
    lines = _lines(explain(check(book, budget(date(2025, 6, 1)))))
    assert "number of years: 2 years; valid from 1 January 2025" in lines
    assert "Source: Lov" in lines
    lines = _lines(explain(check(load(tmp_path, KINDS["duration"]), budget(date(2024, 6, 1)))))
    assert "number of years: 1 year; valid from 1 January 2024 to 31 December 2024" in lines


def _lines(step: Step) -> list[str]:
    return [step.text.en, *(line for each in step.steps for line in _lines(each))]
