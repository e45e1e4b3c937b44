"""The cases of golden/de-minimis*.yaml through the real door, against the rules of the real call.

They leave out costs and financing; `assumed` and `not_assumed` list words of an assumption that
must stand, or must not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.rules.budget_reader import read_budget
from assistant.rules.evaluate import check
from assistant.rules.output import result_json
from assistant.rules.reading import read_data
from tests.rules.call_books import real_book
from tests.rules.golden_cases import GOLDEN, Case, differences, read_cases

CASES = [case for file in sorted(GOLDEN.glob("de-minimis*.yaml")) for case in read_cases(file)]
REST = {"costs": {"hovedstaden": "1"}, "financing": {"partners": "1"}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_golden_case(case: Case) -> None:
    book = real_book()
    result = result_json(check(book, read_budget({**REST, **read_data(case.budget)}, book)))
    (found,) = (f for f in result["findings"] if f["rule_id"] == "de-minimis")
    expected = case.expected["findings"]["de-minimis"]
    assert result["status"] == {"not_applicable": "pass"}.get(found["status"], found["status"])
    wrong = [*assumption_faults(expected, found), *differences(bare(expected), found)]
    assert not wrong


def assumption_faults(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Yield the assumptions that are missing from a finding or its parts, or stand wrongly."""
    told = " ".join(found["assumptions"])
    yield from (f"lacks: {words}" for words in expected.get("assumed", ()) if words not in told)
    yield from (f"says: {words}" for words in expected.get("not_assumed", ()) if words in told)
    assert len(found["assumptions"]) == len(found["assumptions_en"])
    for part in found["parts"]:
        parts = expected.get("parts", {})
        if part["key"] in parts:
            yield from assumption_faults(parts[part["key"]], part)


def bare(expected: Any) -> Any:
    """Return what a case expects without the words of assumptions."""
    if not isinstance(expected, dict):
        return expected
    words = ("assumed", "not_assumed")
    return {key: bare(value) for key, value in expected.items() if key not in words}


def test_cases_have_names_of_their_own_and_name_every_part() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.why for case in CASES)
