"""Over every question in the repository: quotes are slices, numbers are accounted for."""

from __future__ import annotations

from typing import Any

import pytest

from eval.asking import ask_all, documents
from eval.matching import normalise
from eval.metrics import numbers_accounted, quotes_verbatim
from eval.metrics.base import Case
from eval.questions import FOLDER, Question, load_sets
from eval.report import Answered

SETS = load_sets([path.stem for path in sorted(FOLDER.glob("*.jsonl"))])
QUESTIONS = [question for each in SETS for question in each.questions]


@pytest.fixture(scope="module")
def answered(service: Any) -> list[Answered]:
    """Every question with its answer."""
    return ask_all(service, SETS)


def test_every_citation_is_a_slice_and_every_number_is_accounted_for(
    service: Any, answered: list[Answered]
) -> None:
    sources = documents(service)
    wrong = []
    for each in answered:
        case = Case(each.question, each.answer, sources)
        for judge in (quotes_verbatim.judge, numbers_accounted.judge):
            judgement = judge(case)
            if judgement and not judgement.ok:
                wrong.append(f"{each.question.id}: {judgement.why}")
    assert not wrong, "\n".join(wrong)


def test_the_questions_bring_out_citations(answered: list[Answered]) -> None:
    # Guards the test above: silence has no quotes and no numbers that could be wrong.
    with_quotes = sum(bool(each.answer.citations) for each in answered)
    assert with_quotes >= sum(question.expect.answerable for question in QUESTIONS) // 2


def test_every_expected_quote_stands_in_the_corpus(service: Any) -> None:
    texts = [normalise(each.text or "") for each in documents(service).values()]

    def lacking(question: Question) -> list[str]:
        return [
            alternative
            for alternatives in question.expect.quotes
            for alternative in alternatives
            if not any(normalise(alternative) in text for text in texts)
        ]

    assert {each.id: lacking(each) for each in QUESTIONS if lacking(each)} == {}
