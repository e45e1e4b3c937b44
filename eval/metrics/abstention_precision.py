"""abstention_precision: of the abstentions, the share where nothing but abstaining was right.

An abstention is status `not_found`, `off_topic` or `refused`. Questions that accept both an answer
and an abstention are left out.
"""

from __future__ import annotations

from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge abstentions."""
    expect = case.question.expect
    if not case.abstained or not (expect.answerable or expect.unanswerable):
        return None
    return Judgement(expect.unanswerable, "" if expect.unanswerable else "abstained, has an answer")
