"""source_recall: the share of answerable questions whose every needed source is cited.

A source is needed when `expect.quotes` names it; it is cited when one of its alternatives stands,
white space normalised, inside the quote of one citation.
"""

from __future__ import annotations

from eval.matching import quoted
from eval.metrics.base import Case, Judgement, missing_from


def judge(case: Case) -> Judgement | None:
    """Judge answerable questions that need a source."""
    expect = case.question.expect
    if not expect.answerable or not expect.quotes:
        return None
    lacking = missing_from(expect.quotes, lambda each: not quoted(case.quotes, each))
    return Judgement(not lacking, f"not cited: {lacking}" if lacking else "")
