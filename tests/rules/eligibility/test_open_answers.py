"""What is left open, and the day of a moment, in answers to "Kan vi søge?"."""

from __future__ import annotations

import itertools

import pytest

from assistant.rules.eligibility import Path_, decide, path_json


def test_unknown_is_the_same_as_no_answer(path: Path_) -> None:
    """Each question by itself, beside an answer to each other one."""
    options = {
        question["id"]: question["options"]
        for question in path_json(path)["questions"]
        if question["type"] == "choice"
    }
    assert options
    for name in options:
        for other, choices in options.items():
            for choice in choices if other != name else ():
                given = {other: choice["value"]}
                assert decide(path, {**given, name: "unknown"}) == decide(path, given)


def test_an_outcome_that_is_certain_asks_for_nothing(path: Path_) -> None:
    """Though questions may be open, and rungs that lead to the same outcome."""
    questions = path_json(path)["questions"]
    values = [[None, *(option["value"] for option in q.get("options", ()))] for q in questions]
    flags = {q["id"] for q in questions if q["type"] == "flag"}
    seen = set()
    for picked in itertools.product(
        *(
            [None, True, False] if q["id"] in flags else choices
            for q, choices in zip(questions, values, strict=True)
        )
    ):
        answers = {q["id"]: v for q, v in zip(questions, picked, strict=True) if v is not None}
        result = decide(path, answers)
        seen.add(result["outcome"])
        assert bool(result["missing_input"]) == (result["outcome"] == "unknown")
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        # Midnight between 29 and 30 May 2022 is 22:00 in UTC.
        ("2022-05-29T21:59:59Z", "open"),
        ("2022-05-29T22:00:00Z", "last_day"),
        ("2022-05-30T09:59:59Z", "last_day"),
        ("2022-05-30T12:00:01", "closed"),
    ],
)
def test_the_last_day_is_the_danish_one(path: Path_, moment: str, state: str) -> None:
    assert decide(path, {"as_of": moment})["deadline"]["state"] == state
