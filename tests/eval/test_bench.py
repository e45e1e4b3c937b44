"""The parts of the benchmarks that decide: what counts as a failure, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from eval.bench.common import finish, some_questions
from eval.bench.crowd import outcome
from eval.bench.reindex_under_load import Load
from eval.bench.texts import TREES, made_up_call
from eval.metrics.base import Case
from eval.questions import load_sets

MakeCase = Callable[..., Case]


def test_made_up_calls_are_repeatable_and_differ() -> None:
    calls = [made_up_call(number, paragraphs=3, seed=1) for number in range(len(TREES))]
    assert calls[4] == made_up_call(4, paragraphs=3, seed=1)
    assert calls[4].text != made_up_call(4, paragraphs=3, seed=2).text
    assert len({call.id for call in calls}) == len({call.question for call in calls}) == len(TREES)
    assert all(call.sentence in call.text for call in calls)


def test_a_made_up_call_has_a_folder_of_its_own(tmp_path: Path) -> None:
    call = made_up_call(0, paragraphs=1, seed=1)
    assert call.save(tmp_path).read_text(encoding="utf-8") == call.text
    assert [path.name for path in tmp_path.iterdir()] == [call.id]


def test_questions_go_round_and_round() -> None:
    number = sum(len(each.questions) for each in load_sets())
    questions = some_questions([], number + 2)
    assert questions[:2] == questions[number:]


@pytest.mark.parametrize(
    ("status", "body", "failures", "empty"),
    [
        (200, {}, 0, 0),
        (200, {"citations": []}, 0, 1),
        (200, {"citations": [], "status": "not_found"}, 0, 0),
        (200, {"citations": [{"quote": " \n"}]}, 0, 1),
        (503, {}, 1, 0),
    ],
)
def test_load_notes_failures_and_empty_quotes(
    status: int, body: dict[str, Any], failures: int, empty: int, make_case: MakeCase
) -> None:
    case, load = make_case(), Load()
    answer = case.answer.model_dump(mode="json") | body
    load.note(case.question, httpx.Response(status, json=answer))
    assert (load.asked, len(load.failures), len(load.empty_quotes)) == (1, failures, empty)


@pytest.mark.parametrize(
    ("status", "body", "headers", "expected"),
    [
        (200, {"answer": "Ja."}, {}, "answer"),
        (503, {"error": {"code": "busy"}}, {"Retry-After": "2"}, "busy"),
    ],
)
def test_a_crowd_counts_answers_and_honest_refusals(
    status: int, body: dict[str, Any], headers: dict[str, str], expected: str
) -> None:
    assert outcome(httpx.Response(status, json=body, headers=headers)) == expected


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, {"answer": ""}, {}),
        (503, {"error": {"code": "busy"}}, {}),
        (503, {"error": {"code": "no_index"}}, {"Retry-After": "2"}),
        (429, {"error": {"code": "too_many"}}, {"Retry-After": "2"}),
        (500, {}, {}),
    ],
)
def test_anything_else_in_a_crowd_is_an_error(
    status: int, body: dict[str, Any], headers: dict[str, str]
) -> None:
    found = outcome(httpx.Response(status, json=body, headers=headers))
    assert found.startswith(f"HTTP {status}")


def test_a_benchmark_ends_with_json_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    finish({"seconds": 1.5}, "took 1.5 s", ok=True)
    written = capsys.readouterr()
    assert json.loads(written.out) == {"seconds": 1.5, "ok": True}
    assert written.err == "ok: took 1.5 s\n"
    with pytest.raises(SystemExit) as caught:
        finish({}, "took 9 s", ok=False)
    assert caught.value.code == 1
    assert capsys.readouterr().err.startswith("MISSED")
