"""`modules` and `quiz` as processes: without an index, with the shapes of the contract."""

from __future__ import annotations

import pytest

from tests.doors.conftest import Run
from tests.doors.shapes import check_error

KEYS = {"id", "type", "question", "options", "correct", "explanation", "citations"}


def test_modules_lists_the_ids(bare: Run) -> None:
    done = bare("modules", "--json")
    assert (done.code, done.err) == (0, "")
    modules = done.json()["modules"]
    assert len(modules) >= 8
    assert [module["number"] for module in modules] == list(range(1, len(modules) + 1))
    lines = bare("modules").out.decode().splitlines()
    assert [line.split("\t")[0] for line in lines] == [module["id"] for module in modules]
    english = bare("modules", "--lang", "en", "--json").json()["modules"]
    assert [module["id"] for module in english] == [module["id"] for module in modules]
    assert english != modules


def test_quiz_has_the_shape_of_the_contract(bare: Run) -> None:
    done = bare("quiz", "--module", "money", "--seed", "4", "--json")
    assert (done.code, done.err) == (0, "")
    questions = done.json()
    assert len(questions) >= 10
    for question in questions:
        assert question.keys() >= KEYS
        assert question["type"] in ("choice", "number", "order", "true_false")
        for citation in question["citations"]:
            assert citation["end"] - citation["start"] == len(citation["quote"])
    again = bare("quiz", "--module", "money", "--seed", "4", "--json")
    assert again.out == done.out
    few = bare("quiz", "--module", "money", "--seed", "4", "--count", "3", "--json").json()
    assert few == questions[:3]


def test_quiz_is_read_by_people(bare: Run) -> None:
    asked = bare("quiz", "--module", "money", "--seed", "4", "--json", "--lang", "en").json()
    text = bare("quiz", "--module", "money", "--seed", "4", "--lang", "en").out.decode()
    questions, _, answers = text.partition("\nAnswers\n")
    for question in asked:
        assert question["question"] in questions
        assert all(option in questions for option in question["options"])
        assert question["explanation"] in answers


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("quiz", "--module", "nix", "--json"), "unknown_module"),
        (("quiz", "--module", "money", "--lang", "sv", "--json"), "bad_value"),
        (("modules", "--call", "nix", "--json"), "unknown_call"),
    ],
)
def test_wrong_input_is_said(bare: Run, arguments: tuple[str, ...], code: str) -> None:
    done = bare(*arguments)
    assert done.code == 2
    check_error(done.json(), code)


def test_wrong_usage_is_said(bare: Run) -> None:
    for arguments in (("quiz",), ("quiz", "--module", "money", "--seed", "-1")):
        done = bare(*arguments)
        assert done.code == 2
        assert "Traceback" not in done.err
