"""Where answers lead, why, and on which words of the call that rests."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.rules.eligibility import Path_, decide, path_json
from assistant.rules.reading import read_data
from assistant.types import Document

Results = list[tuple[dict[str, str], dict[str, Any]]]
TABLE: dict[str, list[Any]] = read_data(Path(__file__).with_name("cases.yaml").read_bytes())


def _in_order(parts: list[str], texts: list[str]) -> bool:
    """Tell whether each part stands in a text, one after the other."""
    rest = iter(texts)
    return all(any(part in text for text in rest) for part in parts)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_cases(case: dict[str, Any], path: Path_) -> None:
    result = decide(path, case["answers"])
    danish = [reason["da"] for reason in result["reasons"]]
    assert result["outcome"] == case["outcome"]
    assert result["missing_input"] == case.get("missing", [])
    assert result["ignored"] == case.get("ignored", [])
    assert result["deadline"]["state"] == case.get("deadline", "undated")
    assert _in_order(case.get("says", []), danish), danish
    assert not [text for text in danish for part in case.get("never", []) if part in text]
    assert _in_order(case.get("cites", []), [each["quote"] for each in result["citations"]])
    if "next" in case:
        steps = [step["da"] for step in result["next"]]
        assert len(steps) == len(case["next"])
        assert _in_order(case["next"], steps), steps


@pytest.mark.parametrize("case", TABLE["errors"], ids=lambda case: case["code"] + case["key"])
def test_wrong_answers_name_the_key(case: dict[str, Any], path: Path_) -> None:
    with pytest.raises(InputError) as caught:
        decide(path, case["answers"])
    assert caught.value.code == case["code"]
    assert case["key"] in caught.value.message
    assert caught.value.hint


def test_what_is_no_mapping_is_refused(path: Path_) -> None:
    with pytest.raises(InputError) as caught:
        decide(path, ["company"])  # type: ignore[arg-type]
    assert caught.value.code == "not_a_mapping"


@pytest.fixture(scope="module")
def results(path: Path_) -> Results:
    """Return every combination of answers with its result; left out stands for "unknown" too."""
    questions = path_json(path)["questions"]
    ids = [question["id"] for question in questions]
    values = [
        ["", *(o["value"] for o in question["options"] if o["value"] != "unknown")]
        for question in questions
    ]
    rows = (
        {name: value for name, value in zip(ids, row, strict=True) if value}
        for row in itertools.product(*values)
    )
    return [(answers, decide(path, answers)) for answers in rows]


def test_every_answer_ends_in_reasons_that_quote_the_call(
    results: Results, documents: Mapping[str, Document]
) -> None:
    for answers, result in results:
        assert result["reasons"], answers
        assert result["next"], answers
        assert result["title"]["da"]
        assert bool(result["missing_input"]) == (result["outcome"] == "unknown"), answers
        used = {place for reason in result["reasons"] for place in reason["citations"]}
        assert used == set(range(len(result["citations"])))
        assert all(reason["citations"] for reason in result["reasons"])
        for each in result["citations"]:
            document = documents[each["document_id"]]
            assert document.text[each["start"] : each["end"]] == each["quote"]
            assert each["document_sha256"] == document.sha256
            assert each["link"].endswith(f"fra={each['start']}&til={each['end']}")


def test_only_a_designated_cluster_organisation_may_apply(results: Results) -> None:
    allowed = {"kind": "cluster_organisation", "designated": "yes", "wants": "apply"}
    for answers, result in results:
        expected = all(answers.get(key) == value for key, value in allowed.items())
        assert (result["outcome"] == "may_apply") == expected, answers


def test_what_is_left_open_never_changes_an_outcome(results: Results) -> None:
    """An outcome that is given while a question is open holds for each of its answers."""
    outcomes = {frozenset(answers.items()): result["outcome"] for answers, result in results}
    for answers, _ in results:
        for key in answers:
            open_ = frozenset((name, value) for name, value in answers.items() if name != key)
            if outcomes[open_] != "unknown":
                assert outcomes[frozenset(answers.items())] == outcomes[open_], (answers, key)


def test_the_missing_questions_decide_once_they_are_answered(results: Results) -> None:
    found = {frozenset(answers.items()): result for answers, result in results}
    for answers, result in results:
        for key in result["missing_input"]:
            assert key not in answers
        answered = dict(answers)
        while found[frozenset(answered.items())]["outcome"] == "unknown":
            key = found[frozenset(answered.items())]["missing_input"][0]
            answered[key] = {"kind": "entrepreneur", "wants": "apply"}.get(key, "yes")


def test_each_reason_and_each_step_is_said_to_somebody(path: Path_, results: Results) -> None:
    days = ("2022-05-20", "2022-05-30", "2022-06-01")
    apply = {"kind": "cluster_organisation", "designated": "yes", "wants": "apply"}
    told = [result for _, result in results]
    told += [decide(path, {**apply, "as_of": day}) for day in days]
    said = {each["da"] for result in told for each in (*result["reasons"], *result["next"])}
    assert said == {each.text.da for each in (*path.reasons, *path.next)}


def test_texts_are_whole_in_both_languages(path: Path_, results: Results) -> None:
    def texts(tree: Any) -> Any:
        if isinstance(tree, dict):
            if set(tree) >= {"da", "en"}:
                yield tree["da"], tree["en"]
            for value in tree.values():
                yield from texts(value)
        elif isinstance(tree, list):
            for value in tree:
                yield from texts(value)

    for danish, english in texts([path_json(path), *(result for _, result in results[::7])]):
        assert danish
        assert english
        assert danish == danish.strip()


def test_the_same_answers_give_the_same_bytes(path: Path_) -> None:
    answers = {"wants": "apply", "size": "sme", "kind": "company", "as_of": "2022-05-20"}
    turned = dict(reversed(answers.items()))
    assert json.dumps(decide(path, answers)) == json.dumps(decide(path, turned))
