"""verdict_opening: the share of answers with a verdict whose text opens with it.

"Ja", "Nej", "Det afhænger"; "Yes", "No", "It depends" (CONTRACTS, `ask`). An abstention has no
verdict at all.
"""

from __future__ import annotations

from assistant.types import Language, Verdict
from eval.metrics.base import Case, Judgement

OPENINGS: dict[tuple[Language, Verdict], str] = {
    ("da", "yes"): "Ja",
    ("da", "no"): "Nej",
    ("da", "depends"): "Det afhænger",
    ("en", "yes"): "Yes",
    ("en", "no"): "No",
    ("en", "depends"): "It depends",
}


def judge(case: Case) -> Judgement | None:
    """Judge answers that carry a verdict."""
    answer = case.answer
    if answer.verdict is None:
        return None
    if case.abstained:
        return Judgement(False, f"verdict {answer.verdict} in an abstention")
    opening = OPENINGS[answer.language, answer.verdict]
    ok = answer.answer.startswith(opening)
    return Judgement(ok, "" if ok else f"verdict {answer.verdict}, but doesn't open with {opening}")
