"""forbidden: the number of answers that say something `expect.forbid` rules out.

Over all questions with such a list, answerable or not: what must not be said, must not be said in
a refusal either.
"""

from __future__ import annotations

from eval.matching import says
from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge questions that forbid something."""
    forbid = case.question.expect.forbid
    if not forbid:
        return None
    said = ", ".join(repr(each) for each in forbid if says(case.said, each))
    return Judgement(not said, f"forbidden: {said}" if said else "")
