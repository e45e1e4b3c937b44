"""complete: the share of answerable questions answered with every key fact and nothing forbidden.

A fact is there when one of its alternatives is found in the answer's text (eval/matching.py); an
abstention is never complete.
"""

from __future__ import annotations

from eval.matching import says, says_any
from eval.metrics.base import Case, Judgement, missing_from


def judge(case: Case) -> Judgement | None:
    """Judge answerable questions."""
    expect = case.question.expect
    if not expect.answerable:
        return None
    if case.abstained:
        return Judgement(False, f"no answer ({case.answer.status})")
    text = case.said
    lacking = missing_from(expect.facts, lambda each: not says_any(text, each))
    said = ", ".join(repr(each) for each in expect.forbid if says(text, each))
    why = [f"not said: {lacking}"] * bool(lacking) + [f"forbidden: {said}"] * bool(said)
    return Judgement(not why, "; ".join(why))
