"""From answered questions to a report: scores overall and by category, gates, failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from assistant.types import Answer, SourceView, Status, Verdict
from eval.gates import GateResult, hold
from eval.metrics import METRICS
from eval.metrics.base import Case, Judgement, Score, score
from eval.metrics.timings import Spread, spreads
from eval.questions import Question

# Said already by another metric of the same case.
ECHOES = frozenset({"source_any", "abstention_precision"})


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of a set and the answer it got."""

    set_name: str
    question: Question
    answer: Answer


class QuestionReport(BaseModel):
    """How one question went: `judgements` by metric where it applies, `why` what is wrong."""

    id: str
    set_name: str
    category: str
    question: str
    expected: tuple[Status, ...]
    expected_verdict: Verdict | None
    got: Status
    got_verdict: Verdict | None
    answer: str
    total_ms: float
    judgements: dict[str, bool]
    why: list[str]


class Report(BaseModel):
    """A whole run. `figures` are the values by metric, with `median_ms` and `p95_ms`."""

    figures: dict[str, float | None]
    scores: dict[str, Score]
    categories: dict[str, dict[str, Score]]
    category_sizes: dict[str, int]
    timings: dict[str, Spread]
    gates: list[GateResult]
    questions: list[QuestionReport]

    @property
    def failures(self) -> list[QuestionReport]:
        """The questions with anything wrong."""
        return [question for question in self.questions if question.why]

    @property
    def gates_held(self) -> bool:
        """Whether every gate is held."""
        return all(gate.held for gate in self.gates)


Judged = dict[str, Judgement | None]


def make_report(answered: Sequence[Answered], sources: Mapping[str, SourceView]) -> Report:
    """Judge every answer by every metric and sum up. Raises ValueError when there is none."""
    judged = [_judge(Case(each.question, each.answer, sources)) for each in answered]
    scores = _scores(judged)
    timings = spreads([each.answer for each in answered])
    figures = {name: each.value for name, each in scores.items()}
    figures |= {"median_ms": timings["total"].median, "p95_ms": timings["total"].p95}
    rows: dict[str, list[Judged]] = {}
    for each, judgements in zip(answered, judged, strict=True):
        rows.setdefault(each.question.category, []).append(judgements)
    return Report(
        figures=figures,
        scores=scores,
        categories={name: _scores(rows[name]) for name in sorted(rows)},
        category_sizes={name: len(rows[name]) for name in sorted(rows)},
        timings=timings,
        gates=hold(figures),
        questions=[_question(*pair) for pair in zip(answered, judged, strict=True)],
    )


def _judge(case: Case) -> Judged:
    return {metric.name: metric.judge(case) for metric in METRICS}


def _scores(judged: Sequence[Judged]) -> dict[str, Score]:
    return {
        metric.name: score(metric, [each[metric.name] for each in judged]) for metric in METRICS
    }


def _question(each: Answered, judged: Judged) -> QuestionReport:
    given = {name: judgement for name, judgement in judged.items() if judgement is not None}
    wrong = [item for name, item in given.items() if not item.ok and name not in ECHOES]
    return QuestionReport(
        id=each.question.id,
        set_name=each.set_name,
        category=each.question.category,
        question=each.question.question,
        expected=each.question.expect.status,
        expected_verdict=each.question.expect.verdict,
        got=each.answer.status,
        got_verdict=each.answer.verdict,
        answer=each.answer.answer,
        total_ms=each.answer.timings_ms["total"],
        judgements={name: judgement.ok for name, judgement in given.items()},
        why=list(dict.fromkeys(item.why for item in wrong)),
    )
