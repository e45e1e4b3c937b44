"""wrong_yes: the number of answers that say yes where yes isn't accepted; the worst error.

An answer says yes by its verdict or by opening with "Ja" or "Yes" whatever its verdict. Over all
questions: one that isn't a yes/no question, or has no answer in the sources, accepts no yes.
"""

from __future__ import annotations

import re

from eval.metrics.base import Case, Judgement

OPENS_WITH_YES = re.compile(r"\W*(ja|yes)\b", re.IGNORECASE)


def judge(case: Case) -> Judgement:
    """Judge any question."""
    said_yes = case.answer.verdict == "yes" or bool(OPENS_WITH_YES.match(case.answer.answer))
    ok = not said_yes or "yes" in case.question.expect.verdicts
    return Judgement(ok, "" if ok else f"WRONG YES, expected {case.question.expect.verdict}")
