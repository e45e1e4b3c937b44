"""Who asks, where they say it: sums are no use to who can't apply."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.sums.cues import cues
from assistant.rules.budget import Applicant, Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, RuleBook


def barred_by(text: str, book: RuleBook) -> Finding | None:
    """Return the finding that who writes can't apply: "Vi er en kommune …"; None where they may."""
    rule = book.first("membership")
    match = cues().applicant.search(text) or cues().applies.search(text)
    if rule is None or match is None:
        return None
    kind = cues().applicants[match["kind"].lower()]
    if kind not in book.applicants:
        return None
    applicant = Applicant(kind)
    finding = evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, applicant=applicant))
    return finding if finding.status == "fail" else None
