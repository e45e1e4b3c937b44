"""source_any: the share of answerable questions with at least one needed source cited.

The softer sister of source_recall: the difference is what was found only in part.
"""

from __future__ import annotations

from eval.matching import quoted
from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge answerable questions that need a source."""
    expect = case.question.expect
    if not expect.answerable or not expect.quotes:
        return None
    found = any(quoted(case.quotes, alternatives) for alternatives in expect.quotes)
    return Judgement(found, "" if found else "no needed source cited")
