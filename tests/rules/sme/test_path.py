"""The questions of the page, and that they are the keys that the assessment reads."""

from __future__ import annotations

from typing import Any

from assistant.rules.sme import assess, path
from assistant.rules.sme import firm as firm_module


def _keys(questions: list[dict[str, Any]]) -> set[str]:
    return {
        key
        for question in questions
        for key in (
            *question.get("keys", {}).values(),
            *([] if "keys" in question else [question["id"]]),
        )
    }


def test_the_questions_are_the_keys_of_the_input() -> None:
    found = path()
    assert (found["id"], found["call"]) == ("sme", None)
    assert _keys(found["questions"]) == set(firm_module.KNOWN) - {"as_of"}
    lists = {each["id"]: each for each in found["questions"] if each["type"] == "list"}
    # Entries may also have an exchange rate of their own, which the page does not ask for.
    assert _keys(lists["partners"]["item"]) == {*firm_module._PARTNER} - {"eur_dkk"}
    assert _keys(lists["linked"]["item"]) == {*firm_module._LINKED} - {"eur_dkk"}
    assert _keys(lists["previous_years"]["item"]) == {*firm_module._YEAR} - {"eur_dkk"}
    assert lists["partners"]["most"] == lists["linked"]["most"] == firm_module.MOST_ENTERPRISES
    assert lists["previous_years"]["most"] == firm_module.MOST_YEARS


def test_every_option_is_read() -> None:
    for question in path()["questions"]:
        for option in question.get("options", []):
            assert assess({question["id"]: option["value"], "public_ownership": "30 %"})["category"]


def test_conditions_have_the_shape_of_the_docs() -> None:
    asked = {each["id"]: each["ask_when"] for each in path()["questions"]}
    assert asked["headcount"] is None
    assert asked["eur_dkk"] == {"currency": "DKK"}
    assert asked["public_exception"] == {"key": "public_ownership", "answered": True}
    assert asked["previous_years"] == {"key": "new_firm", "in": ["no", "unknown"]}
