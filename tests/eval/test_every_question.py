"""Over every question in the repository: quotes are slices, numbers are accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from eval.asking import ask_all, documents
from eval.matching import quoted
from eval.metrics import numbers_accounted, quotes_verbatim
from eval.metrics.base import Case
from eval.questions import FOLDER, QuestionSet, load_sets

SETS = load_sets([path.stem for path in sorted(FOLDER.glob("*.jsonl"))])
CORPORA = {
    "service": [each for each in SETS if each.other_call is None],
    "other_service": [each for each in SETS if each.other_call is not None],
}


@pytest.fixture(scope="module", params=[name for name, sets in CORPORA.items() if sets])
def corpus(request: pytest.FixtureRequest) -> tuple[Any, Sequence[QuestionSet]]:
    """A service and the sets of questions about what it has indexed."""
    return request.getfixturevalue(request.param), CORPORA[request.param]


@pytest.fixture(scope="module")
def cases(corpus: tuple[Any, Sequence[QuestionSet]]) -> list[Case]:
    """Every question with its answer."""
    service, sets = corpus
    sources = documents(service)
    return [
        Case(answered.question, answered.answer, sources)
        for each in sets
        for answered in ask_all(service, [each], each.other_call)
    ]


def test_every_citation_is_a_slice_and_every_number_is_accounted_for(cases: list[Case]) -> None:
    wrong = []
    for case in cases:
        for judge in (quotes_verbatim.judge, numbers_accounted.judge):
            judgement = judge(case)
            if judgement and not judgement.ok:
                wrong.append(f"{case.question.id}: {judgement.why}")
    assert not wrong, "\n".join(wrong)
    # Silence has nothing that could be wrong; how many answers there should be is for the gates.
    assert any(case.quotes and not case.abstained for case in cases)


def test_every_needed_source_stands_in_its_corpus(
    corpus: tuple[Any, Sequence[QuestionSet]],
) -> None:
    service, sets = corpus
    texts = [each.text or "" for each in documents(service).values()]
    lacking = [
        f"{question.id}: {alternatives}"
        for each in sets
        for question in each.questions
        for alternatives in question.expect.quotes
        if not quoted(texts, alternatives)
    ]
    assert not lacking, "\n".join(lacking)
