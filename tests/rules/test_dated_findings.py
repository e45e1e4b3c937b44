"""What is said where the values of a rule hold on other days than that of the application."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.rules.evaluate import check
from assistant.rules.explain import explain
from assistant.rules.model import Bilingual, Legal
from tests.rules.rule_texts import load
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
