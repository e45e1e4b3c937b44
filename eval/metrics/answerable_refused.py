"""answerable_refused: the share of answerable questions that got an abstention; less is better."""

from __future__ import annotations

from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge answerable questions; the wrong ones are the refused."""
    if not case.question.expect.answerable:
        return None
    return Judgement(
        not case.abstained, f"refused ({case.answer.status})" if case.abstained else ""
    )
