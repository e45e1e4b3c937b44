"""Questions: the same for the same seed, marked by value, found again by their id."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.service import Assistant
from assistant.types.learn import QuizQuestion

from .conftest import ROOT


def test_the_same_seed_gives_the_same_questions_in_another_process(
    real: Assistant, tmp_path: Path
) -> None:
    here = [q.model_dump(mode="json") for q in real.learning.quiz("money", 7, "da")]
    environment = {**os.environ, "PYTHONHASHSEED": "99", "ASSISTANT_DATA_DIR": str(tmp_path)}
    program = Path(sys.executable).parent / "assistant"
    command = [program, "quiz", "--module", "money", "--seed", "7", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout) == here
    other = [q.model_dump(mode="json") for q in real.learning.quiz("money", 8, "da")]
    assert other != here
    assert sorted(q["topic"] for q in other) == sorted(q["topic"] for q in here)


def test_a_question_is_found_again_by_its_id(real: Assistant) -> None:
    for module in real.learning.modules("en"):
        for question in real.learning.quiz(module.id, 3, "en"):
            assert real.learning.question(question.id) == question
            assert real.learning.topic_question(question.topic, 3, "en") == question
            assert question.topic in real.learning.topics(module.id)
            assert question.module == module.id


def test_both_languages_ask_the_same(real: Assistant) -> None:
    for module in real.learning.modules("da"):
        pairs = zip(
            real.learning.quiz(module.id, 11, "da"),
            real.learning.quiz(module.id, 11, "en"),
            strict=True,
        )
        for danish, english in pairs:
            assert (danish.topic, danish.type) == (english.topic, english.type)
            assert place(danish) == place(english)
            assert danish.question != english.question
            assert [c.quote for c in danish.citations] == [c.quote for c in english.citations]


def test_count_limits_the_questions(real: Assistant) -> None:
    whole = real.learning.quiz("money", 5, "da")
    assert real.learning.quiz("money", 5, "da", 4) == whole[:4]
    assert len(real.learning.quiz("money", 5, "da", 50)) == len(whole)


def test_the_right_place_is_not_always_the_same(real: Assistant) -> None:
    places: dict[int, int] = {}
    for seed in range(10):
        for question in real.learning.quiz("money", seed, "da"):
            if question.type == "choice":
                found = question.options.index(str(question.correct))
                places[found] = places.get(found, 0) + 1
    total = sum(places.values())
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < total / 2


UNKNOWN = """
x|da|da:1|da:1:money|da:1:money:facts:nix|da:-1:money:facts:pool|sv:1:money:facts:pool
|da:²:money:facts:pool|da:1000000000000000000000:money:facts:pool
"""


@pytest.mark.parametrize("name", ["", *UNKNOWN.replace("\n", "").split("|")])
def test_an_unknown_question_is_an_input_error(real: Assistant, name: str) -> None:
    with pytest.raises(InputError) as caught:
        real.learning.question(name)
    assert caught.value.code in ("unknown_question", "unknown_module")


def test_amounts_are_marked_by_value(real: Assistant) -> None:
    question = next(
        q
        for seed in range(50)
        for q in [real.learning.topic_question("money:rules:erdf-share", seed, "da")]
        if q.correct == "3.000.000 kr." or seed == 49
    )
    assert question.type == "number"
    assert question.unit == "kr."
    digits = str(question.correct).removesuffix(" kr.").replace(".", "")
    millions = f"{int(digits) / 1_000_000:g}".replace(".", ",")
    right = [question.correct, digits, f"{digits} kr.", f"{millions} mio. kr.", f"{int(digits):,}"]
    for given in right:
        assert real.learning.mark(question, given).right, given
    wrong = [
        "",
        "x",
        "1",
        f"{int(digits) + 1}",
        f"{digits} euro",
        f"-{digits}",
        "9" * 5000,
        [digits],
    ]
    for given in wrong:
        marked = real.learning.mark(question, given)
        assert not marked.right
        assert marked.given == given


def test_choices_and_orders_are_marked_as_they_stand(real: Assistant) -> None:
    asked = [q for m in real.learning.modules("da") for q in real.learning.quiz(m.id, 2, "da")]
    for question in asked:
        assert real.learning.mark(question, question.correct).right
        if question.type == "order":
            assert not real.learning.mark(question, question.options).right
            assert not real.learning.mark(question, list(question.correct)[:-1]).right
        elif question.type != "number":
            wrong = [option for option in question.options if option != question.correct]
            assert not any(real.learning.mark(question, option).right for option in wrong)


def place(question: QuizQuestion) -> object:
    """Return where the right answer stands among the options, in whatever language."""
    if question.type == "number":
        return [c for c in str(question.correct) if c.isdigit()]
    if isinstance(question.correct, list):
        return [question.options.index(option) for option in question.correct]
    return question.options.index(question.correct)
