"""verdict: the share of questions with an expected verdict whose verdict is right.

Right is `expect.verdict` or one of `expect.verdict_accept` (null there: none given is fine too).
"""

from __future__ import annotations

from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge questions with an expected verdict."""
    expect = case.question.expect
    if expect.verdict is None:
        return None
    got = case.answer.verdict
    ok = got in expect.verdicts
    return Judgement(ok, "" if ok else f"verdict {got or 'none'}, expected {expect.verdict}")
