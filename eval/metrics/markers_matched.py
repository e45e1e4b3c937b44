"""markers_matched: the share of answers whose `[n]` markers and citations match one to one.

Judged for `answered` and `partial`, which also need a citation (CONTRACTS, `ask`).
"""

from __future__ import annotations

import re

from eval.metrics.base import Case, Judgement

MARKER = re.compile(r"\[(\d+)\]")


def judge(case: Case) -> Judgement | None:
    """Judge answers that aren't abstentions."""
    if case.abstained:
        return None
    in_text = sorted({int(number) for number in MARKER.findall(case.answer.answer)})
    cited = sorted(citation.marker for citation in case.answer.citations)
    ok = bool(cited) and in_text == cited
    return Judgement(ok, "" if ok else f"markers {in_text}, citations {cited}")
