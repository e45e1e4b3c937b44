"""Who asks, where they say it: sums are no use to who can't apply."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer.sums.cues import cues
from assistant.rules.budget import Applicant, Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, RuleBook


def barred_by(text: str, book: RuleBook) -> Finding | None:
    """Return the finding that who writes can't apply: "Vi er en kommune …"; None where they may."""
    match = cues().applicant.search(text) or cues().applies.search(text)
    return _finding_of(match, book)


def gets_nothing(text: str, book: RuleBook) -> bool:
    """Tell whether a text asks for money for who can't apply: "Kan en kommune få del i puljen?"."""
    return _finding_of(cues().receives.search(text), book) is not None


def _finding_of(match: re.Match[str] | None, book: RuleBook) -> Finding | None:
    rule = book.first("membership")
    if rule is None or match is None:
        return None
    kind = cues().applicants[match["kind"].lower()]
    if kind not in book.applicants:
        return None
    applicant = Applicant(kind)
    finding = evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, applicant=applicant))
    return finding if finding.status == "fail" else None
