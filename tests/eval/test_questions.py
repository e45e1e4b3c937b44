"""The loader refuses what it can't measure, and says where."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from eval.questions import FOLDER, load_set, load_sets

WriteFile = Callable[..., Path]
GOOD: dict[str, Any] = {
    "id": "a-1",
    "category": "who",
    "question": "Hvem?",
    "lang": "da",
    "expect": {"status": "answered", "quotes": [["x"]]},
}


def line(**changes: Any) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


def test_a_good_line_becomes_a_question(question_file: WriteFile) -> None:
    history = [{"question": "Hvad?", "answer": "Det."}]
    path = question_file(line(history=history, tags=["short"]), "", line(id="a-2"))
    first, second = load_set(path).questions
    assert first.as_of == date(2026, 11, 23)
    ask = first.to_ask()
    assert (ask.id, ask.lang, ask.history[0].answer) == ("a-1", None, "Det.")
    assert second.expect.answerable
    assert not second.expect.unanswerable


def test_answerable_and_unanswerable_exclude_what_accepts_both(question_file: WriteFile) -> None:
    both = line(expect={"status": ["partial", "not_found"]})
    refusal = line(id="a-2", expect={"status": ["off_topic", "refused"]})
    first, second = (each.expect for each in load_set(question_file(both, refusal)).questions)
    assert (first.answerable, first.unanswerable) == (False, False)
    assert (second.answerable, second.unanswerable) == (False, True)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (line(qestion="Hvem?"), "qestion"),
        (line(id=" "), "id"),
        (line(lang="de"), "lang"),
        (line(as_of="soon"), "as_of"),
        (line(expect={"status": "answered"}), "needs quotes or facts"),
        (line(expect={"status": "maybe", "quotes": [["x"]]}), "expect.status"),
        (line(expect={"status": [], "quotes": [["x"]]}), "expect.status"),
        (line(expect={"status": "answered", "quotes": ["x"]}), "expect.quotes.0"),
        (line(expect={"status": "answered", "quotes": [[]]}), "expect.quotes.0"),
        (line(expect={"status": "answered", "facts": [["re:("]]}), "not a regular expression"),
        (line(expect={"status": "not_found", "forbid": ["re:["]}), "not a regular expression"),
        (line(expect={"status": "answered", "quotes": [["x"]], "verdict": "maybe"}), "verdict"),
        ("{", "JSON"),
        ("[]", "object"),
    ],
)
def test_a_wrong_line_is_named(question_file: WriteFile, wrong: str, says: str) -> None:
    path = question_file(line(), wrong)
    with pytest.raises(InputError) as caught:
        load_set(path)
    assert caught.value.message.startswith("dev-x.jsonl, line 2: ")
    assert says in caught.value.message


def test_every_wrong_line_is_named(question_file: WriteFile) -> None:
    with pytest.raises(InputError, match=r"line 1: .*line 3: "):
        load_set(question_file("{", line(), "{"))


def test_an_empty_file_is_refused(question_file: WriteFile) -> None:
    with pytest.raises(InputError, match="holds no question"):
        load_set(question_file(""))


def test_an_id_stands_once_in_all_sets(question_file: WriteFile) -> None:
    question_file(line(), name="dev-a.jsonl")
    folder = question_file(line(), name="dev-b.jsonl").parent
    with pytest.raises(InputError, match=r"'a-1' stands in dev-b.jsonl and before that in dev-a"):
        load_sets(folder=folder)


def test_an_unknown_set_is_named_with_the_known_ones(question_file: WriteFile) -> None:
    folder = question_file(line()).parent
    with pytest.raises(InputError, match=r"no question set 'dev-y'.*dev-x"):
        load_sets(["dev-y"], folder)


def test_the_held_out_set_is_loaded_only_when_named(question_file: WriteFile) -> None:
    question_file(line(id="h-1"), name="heldout.jsonl")
    folder = question_file(line()).parent
    assert [each.name for each in load_sets(folder=folder)] == ["dev-x"]
    assert [each.name for each in load_sets(["heldout"], folder)] == ["heldout"]


def test_a_set_named_twice_is_loaded_once(question_file: WriteFile) -> None:
    path = question_file(line())
    assert len(load_sets(["dev-x", str(path)], path.parent)) == 1


def test_the_sets_of_the_repository_load_together() -> None:
    sets = load_sets([path.stem for path in sorted(FOLDER.glob("*.jsonl"))])
    questions = [question for each in sets for question in each.questions]
    assert sum(question.lang == "da" for question in questions) >= 80
    assert sum(question.lang == "en" for question in questions) >= 25
    assert sum(question.expect.unanswerable for question in questions) >= 30
