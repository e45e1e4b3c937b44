"""abstention_recall: the share of unanswerable questions with an abstention for an answer.

Also called "unanswerable refused". Unanswerable are questions that expect nothing but `not_found`,
`off_topic` or `refused`; which of the three it was is for status_right.
"""

from __future__ import annotations

from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge unanswerable questions."""
    if not case.question.expect.unanswerable:
        return None
    return Judgement(case.abstained, "" if case.abstained else "answered, has no answer")
