"""A second call needs a text and a rules.yaml, and no code: second_call/."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.rules.budget_reader import read_budget
from assistant.rules.evaluate import check
from assistant.rules.explain import explain
from assistant.rules.model import Step
from assistant.rules.output import result_json, rules_json
from assistant.rules.reading import read_data
from tests.rules.call_books import SECOND, second_book


def checked(text: str) -> dict[str, Any]:
    book = second_book()
    result = result_json(check(book, read_budget(read_data(text.encode()), book)))
    result["findings"] = {finding["rule_id"]: finding for finding in result["findings"]}
    return result


def test_rules_come_in_the_order_of_the_file() -> None:
    result = checked("{costs: {midt: 1000}, financing: {eget: 1000}}")
    assert result["call"] == SECOND
    assert list(result["findings"]) == [rule.id for rule in second_book().rules]


def test_values_are_those_of_the_day_of_submission() -> None:
    budget = "costs: {midt: 8000000}\nfinancing: {havnefonden: 2000000, eget: 6000000}\n"
    before = checked(f"submitted: 2024-12-31T23:59:59\n{budget}")["findings"]
    after = checked(f"submitted: 2025-01-01T00:00:00\n{budget}")["findings"]
    assert before["havnefondens-andel"]["limit"] == "4000000"
    assert after["havnefondens-andel"]["limit"] == "3600000"
    assert before["hoejst"]["limit"] == "2000000"
    assert after["hoejst"]["limit"] == "3000000"
    assert before["havnefondens-andel"]["valid_to"] == "2024-12-31"
    assert after["havnefondens-andel"]["valid_from"] == "2025-01-01"
    assert [quote["quote"] for quote in after["hoejst"]["citations"]] == [
        "For ansøgninger, der er indsendt fra den 1. januar 2025, er det 3 mio. euro."
    ]


def test_the_day_is_the_danish_one() -> None:
    budget = "costs: {midt: 100}\nfinancing: {eget: 100}\n"
    late_in_london = checked(f"submitted: 2024-12-31T23:30:00Z\n{budget}")
    assert late_in_london["findings"]["havnefondens-andel"]["limit"] == "45"


def test_a_value_that_changes_needs_the_day_of_submission() -> None:
    result = checked(
        "period: {start: 2025-01-01, end: 2025-12-31}\n"
        "costs: {midt: 100}\nfinancing: {havnefonden: 40, eget: 60}"
    )
    for rule in ("havnefondens-andel", "hoejst", "varighed"):
        assert result["findings"][rule]["status"] == "unknown"
        assert result["findings"][rule]["missing_input"] == ["submitted"]
        assert result["findings"][rule]["remedy"]
    assert result["status"] == "unknown"
    assert result["largest"] == {"havnefonden": None, "miljoepuljen": "12.5"}
    assert result["smallest_own"] is None


def test_several_regions_with_shares_of_their_own() -> None:
    result = checked(
        "submitted: 2025-03-01\ncosts: {oeerne: 100, nord: 1000, midt: 10}\n"
        "financing: {havnefonden: 379.5, eget: 730.5}"
    )
    share = result["findings"]["havnefondens-andel"]
    assert share["formula"] == "0.30 × 1000 + 0.45 × 10 + 0.75 × 100 = 379.5"
    assert share["status"] == "pass"
    assert len(share["citations"]) == 2
    assert result["findings"]["miljoepuljens-andel"]["formula"] == "0.125 × 1110 = 138.75"


def test_a_total_lies_between_the_lowest_and_the_highest_share() -> None:
    lines = (
        "submitted: 2025-03-01\ncosts: {{total: 1000}}\nfinancing: {{havnefonden: {}, eget: {}}}"
    )
    lowest = checked(lines.format("300", "700"))["findings"]["havnefondens-andel"]
    between = checked(lines.format("300.01", "699.99"))["findings"]["havnefondens-andel"]
    above = checked(lines.format("750.01", "249.99"))["findings"]["havnefondens-andel"]
    assert [f["status"] for f in (lowest, between, above)] == ["pass", "unknown", "fail"]
    assert between["missing_input"] == ["costs.nord", "costs.oeerne"]
    assert (between["limit"], between["limit_high"]) == ("300", "750")
    assert between["remedy"]["da"].startswith("Angiv udgifterne i Nord og øerne. ")


@pytest.mark.parametrize(
    ("applicant", "status"),
    [
        ("{kind: havn}", "pass"),
        ("{kind: kommune, designated: false}", "pass"),
        ("{kind: forening, designated: true}", "pass"),
        ("{kind: forening, designated: false}", "fail"),
        ("{kind: virksomhed}", "fail"),
        ("{}", "unknown"),
    ],
)
def test_applicants(applicant: str, status: str) -> None:
    budget = f"applicant: {applicant}\ncosts: {{midt: 1}}\nfinancing: {{eget: 1}}"
    finding = checked(budget)["findings"]["ansoeger"]
    assert finding["status"] == status
    assert not finding["assumptions"]


def test_everybody_who_can_apply_is_named() -> None:
    budget = "applicant: {kind: virksomhed}\ncosts: {midt: 1}\nfinancing: {eget: 1}"
    finding = checked(budget)["findings"]["ansoeger"]
    assert finding["message"]["da"] == (
        "Ansøgeren er en virksomhed. Kun en havn, en kommune eller en forening, der er officielt "
        "udpeget, kan søge."
    )
    assert finding["remedy"]["da"] == (
        "Ansøgningen skal i stedet komme fra en havn, en kommune eller en forening, der er "
        "officielt udpeget."
    )


def test_another_currency() -> None:
    result = checked(
        "submitted: 2025-03-01\ncosts: {midt: 100}\nfinancing: {havnefonden: 45.01, eget: 54.99}"
    )
    assert result["findings"]["havnefondens-andel"]["remedy"] == {
        "da": "Sænk tilskuddet fra Havnefonden med mindst 0,01 euro.",
        "en": "Lower the grant from the Harbour Fund by at least EUR 0.01.",
    }


def test_the_duration_is_that_of_the_day() -> None:
    lines = "period: {{start: 2026-02-01, end: 2031-01-31}}\nsubmitted: {}\n"
    rest = "costs: {midt: 1}\nfinancing: {eget: 1}"
    assert checked(lines.format("2025-07-01") + rest)["findings"]["varighed"]["status"] == "pass"
    early = checked(lines.format("2025-06-30") + rest)["findings"]["varighed"]
    assert early["status"] == "fail"
    assert early["limit_date"] == "2029-01-31"


def test_rules_in_force_on_a_day() -> None:
    listed = {rule["id"]: rule for rule in rules_json_on("2025-02-01")["rules"]}
    values = [(p["value"], p["where"]) for p in listed["havnefondens-andel"]["parameters"]]
    assert values == [("0.45", []), ("0.75", ["oeerne"]), ("0.3", ["nord"])]
    assert listed["frist"]["parameters"][0]["value"] == "2026-01-16T16:30:00+01:00"
    assert len(rules_json(second_book())["rules"][1]["parameters"]) == 4


def rules_json_on(day: str) -> dict[str, Any]:
    return rules_json(second_book(), date.fromisoformat(day))


def test_the_trace_names_inputs_values_sources_and_arithmetic() -> None:
    book = second_book()
    text = "submitted: 2025-03-01\ncosts: {midt: 100}\nfinancing: {havnefonden: 45.01, eget: 54.99}"
    tree = explain(check(book, read_budget(read_data(text.encode()), book)))
    lines = list(_lines(tree))
    assert lines[0] == "Budgettet overholder ikke reglerne."
    assert "Tilskud fra Havnefonden: 45,01 euro" in lines
    assert "højeste andel: 45 pct.; gælder fra 1. januar 2025" in lines
    source = "Kilde: Havne og havmiljø: »op til 45 pct. for ansøgninger, der er indsendt senere«"
    assert source in lines
    assert "Regnestykke: 0.45 × 100 = 45" in lines
    assert "Sammenligning: 45,01 euro > 45 euro" in lines
    assert f"Reglernes version: {book.version}" in lines


def _lines(step: Step) -> list[str]:
    return [step.text.da, *(line for each in step.steps for line in _lines(each))]
