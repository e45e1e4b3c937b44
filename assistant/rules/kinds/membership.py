"""Only some kinds of applicants can apply, some of them only if they are designated."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.rules.budget import Budget
from assistant.rules.kinds.base import (
    both,
    day_of,
    expect,
    found,
    in_force,
    is_word,
    not_in_force,
    places,
)
from assistant.rules.model import Bilingual, Finding, FindingStatus, Parameter, Rule, RuleBook
from assistant.rules.wording import listed, say

REQUIRED, NOT_REQUIRED = "required", "not_required"


class Membership:
    """The kinds in `where` can apply; `designated` says whether that alone is enough."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for `designated: required|not_required`, each for kinds that the book has."""
        kinds = places(book.applicants, "kind of applicant", required=True)
        expect(rule, {"designated": both(is_word(REQUIRED, NOT_REQUIRED), kinds)})

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Compare kind and designation of the applicant with those that can apply."""
        used = in_force(rule.parameters, day_of(budget))
        applicant = budget.applicant
        if applicant is None:
            message = say("membership.not_applicable")
            return found(rule, book, "not_applicable", message, rule.parameters)
        if not used:
            return not_in_force(rule, book, budget)
        status, outcome = _outcome(applicant.kind, applicant.designated, used)
        kind = book.applicants[applicant.kind] if applicant.kind else say("membership.nobody")
        texts = {
            "kind": kind,
            "allowed": _allowed(used, book, "inside"),
            "allowed_last": _allowed(used, book, "last"),
        }
        assumed = outcome == "pass_assumed"
        helps = status in ("fail", "unknown")
        inputs = [say("membership.input", kind=kind)]
        if applicant.designated is not None:
            inputs.append(say(f"membership.input_{'yes' if applicant.designated else 'no'}"))
        return found(
            rule,
            book,
            status,
            say(f"membership.{outcome}", **texts),
            used,
            inputs=inputs,
            assumptions=(say("membership.assumption"),) if assumed else (),
            missing_input=("applicant.kind",) if status == "unknown" else (),
            remedy=say(f"membership.{outcome}_remedy", **texts) if helps else None,
        )


def _outcome(
    kind: str | None, designated: bool | None, used: Sequence[Parameter]
) -> tuple[FindingStatus, str]:
    if kind is None:
        return "unknown", "unknown"
    parameter = next((parameter for parameter in used if kind in parameter.where), None)
    if parameter is None:
        return "fail", "fail_kind"
    if parameter.value == NOT_REQUIRED:
        return "pass", "pass"
    if designated is None:
        return "pass", "pass_assumed"
    return ("pass", "pass_designated") if designated else ("fail", "fail_designated")


def _allowed(used: Sequence[Parameter], book: RuleBook, place: str) -> Bilingual:
    """Return who can apply; a clause ends with a comma in the middle of a Danish sentence."""
    names = [
        (book.applicants[kind], parameter.value == REQUIRED)
        for parameter in used
        for kind in parameter.where
    ]
    texts = [
        say("membership.designated_inside" if required else "membership.plain", kind=name)
        for name, required in names
    ]
    name, required = names[-1]
    if required:
        texts[-1] = say(f"membership.designated_{place}", kind=name)
    return listed(texts, "or")
