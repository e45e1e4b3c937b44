"""The cases of golden/*.yaml through the real door, against the rules of the real call."""

from __future__ import annotations

import pytest

from assistant.rules.budget_reader import read_budget
from assistant.rules.evaluate import check
from assistant.rules.output import result_json
from assistant.rules.reading import read_data
from tests.rules.call_books import real_book
from tests.rules.golden_cases import GOLDEN, Case, differences, read_cases

RULES = [
    "erdf-share",
    "decentral-share",
    "no-decentral-alone",
    "financing-balance",
    "pool-size",
    "applicant",
    "deadline",
    "period",
    "de-minimis",
]
# De minimis has cases of its own shape: test_ceiling.py.
FILES = sorted(set(GOLDEN.glob("*.yaml")) - set(GOLDEN.glob("de-minimis*.yaml")))
CASES = [case for file in FILES for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_golden_case(case: Case) -> None:
    book = real_book()
    result = result_json(check(book, read_budget(read_data(case.budget), book)))
    assert [finding["rule_id"] for finding in result["findings"]] == RULES
    assert not list(differences(case.expected, result))


def test_there_are_many_cases_and_each_says_why() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.why and case.expected.get("status") for case in CASES)
