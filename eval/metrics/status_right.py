"""status_right: the share of questions whose status is one of the expected ones."""

from __future__ import annotations

from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement:
    """Judge any question."""
    expected, got = case.question.expect.status, case.answer.status
    return Judgement(got in expected, "" if got in expected else f"{got}, not {'/'.join(expected)}")
