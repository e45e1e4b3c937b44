"""The mails with known questions: the figures that are asked for, and how they are counted."""

from __future__ import annotations

import pytest

from eval.mails import FOLDER, PRECISION, RECALL, judge, load_expected
from eval.metrics.mails import Matched, match, overlap


def test_each_mail_has_a_line_and_each_line_a_mail() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".eml", ".txt")}
    assert files == {each.file for each in load_expected()}
    assert len(files) >= 40


def test_questions_are_found_in_the_mails() -> None:
    judged = [judge(each) for each in load_expected()]
    total = sum((each.questions for each in judged), Matched())
    assert total.recall >= RECALL, total.missed
    assert total.precision >= PRECISION, total.wrong
    assert {each.expected.file: each.faults for each in judged if each.faults} == {}


def test_words_count_as_often_as_they_stand() -> None:
    assert overlap("Hvem kan søge?", "hvem kan SØGE") == 1
    assert overlap("a b", "a c") == pytest.approx(0.5)
    assert overlap("a a", "a b") == pytest.approx(0.5)
    assert overlap("", "") == 0


def test_a_question_is_matched_once() -> None:
    matched = match(["hvem kan søge", "hvad er fristen"], ["hvem kan søge", "hvem kan søge nu"])
    assert (matched.right, matched.expected, matched.found) == (1, 2, 2)
    assert matched.missed == ("hvad er fristen",)
    assert matched.wrong == ("hvem kan søge nu",)
    assert match([], []).recall == 1
