"""A ceiling on what an undertaking receives in some years, as for de minimis aid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from assistant.rules.budget import Budget
from assistant.rules.kinds import ceiling_terms as regime
from assistant.rules.kinds.base import (
    RuleError,
    both,
    everywhere,
    expect,
    found,
    is_amount,
    is_word,
    is_years,
    places,
)
from assistant.rules.kinds.ceiling_part import part_of
from assistant.rules.kinds.ceiling_pools import judge, pools_of
from assistant.rules.kinds.ceiling_room import LaterRoom
from assistant.rules.kinds.ceiling_words import CURRENCY, tell
from assistant.rules.model import Finding, Parameter, Rule, RuleBook
from assistant.rules.wording import joined

_SEVERITY = {"pass": 0, "unknown": 1, "fail": 2}
_OPTIONAL = {
    "shared": is_word("single_undertaking"),
    "other_regime": is_word("possible"),
    "covered_later": is_word("possible"),
}


class Ceiling:
    """The aid in a window of years may not pass a ceiling; a grant that would is refused whole.

    Parameters, each with the days it is valid on: `ceiling` (EUR, `where: [road_freight]` for a
    lower one), `window` (`fiscal_years`: the fiscal year of the award and those before it;
    `rolling_years`: award - years < day <= award), `years`. Optional: `condition` (a word, for the
    quote that the rule rests on), `shared` (the source for groups having one ceiling),
    `other_regime` and `covered_later` (acts that could be used besides, or afterwards).
    """

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Raise RuleError unless every ceiling has one window and one number of years."""
        names = {parameter.name for parameter in rule.parameters}
        known = {
            "ceiling": both(
                is_amount(CURRENCY), places((regime.ROAD_FREIGHT,), "kind of transport")
            ),
            "window": both(is_word(regime.FISCAL, regime.ROLLING), everywhere),
            "years": both(is_years, everywhere),
            "condition": is_word(rule.id, rule.kind),
            **_OPTIONAL,
        }
        needed = ("ceiling", "window", "years", *names)
        expect(rule, {name: test for name, test in known.items() if name in needed})
        for day in _edges(rule.parameters):
            _check_day(rule, day)

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Return one part for each new grant, in the order of the budget, and their worst.

        Raises InputError `too_many_grants`.
        """
        conditions = regime.named(rule.parameters, "condition")
        if not budget.de_minimis:
            return found(rule, book, "not_applicable", tell("finding.none"), conditions)
        parts: dict[str, Finding] = {}
        for pool in pools_of(budget.de_minimis):
            outcomes = judge(pool, rule.parameters)
            later = LaterRoom(outcomes, rule.parameters)
            for outcome in outcomes:
                parts[outcome.award.key] = part_of(rule, book, outcome, later)
        return _whole(
            rule, book, conditions, tuple(parts[award.key] for award in budget.de_minimis)
        )


def _edges(parameters: Sequence[Parameter]) -> list[date]:
    """Return the days on which what is in force may differ from the day before."""
    days = {p.valid_from or date.min for p in parameters}
    days |= {p.valid_to + timedelta(days=1) for p in parameters if p.valid_to}
    return sorted(days)


def _check_day(rule: Rule, day: date) -> None:
    valid = [parameter for parameter in rule.parameters if parameter.in_force(day)]
    ceilings = regime.named(valid, "ceiling")
    plain = [p for p in ceilings if not p.where]
    special = len(ceilings) - len(plain)
    if len(plain) > 1 or special > 1 or (special and not plain):
        raise RuleError(f"the kind {rule.kind} needs one ceiling for all on {day}")
    for name in ("window", "years"):
        if plain and len(regime.named(valid, name)) != 1:
            raise RuleError(f"the kind {rule.kind} needs one parameter {name} on {day}")


def _whole(
    rule: Rule, book: RuleBook, conditions: Sequence[Parameter], parts: tuple[Finding, ...]
) -> Finding:
    """Return the finding over all parts, with the figures of the one that has the least room."""
    worst = min(parts, key=_standing)
    same = [part for part in parts if part.status == worst.status]
    message = worst.message
    if len(parts) > 1:
        which = joined([part.name for part in same if part.name], "; ")
        message = tell(f"finding.{worst.status}", number=len(same), count=len(parts), which=which)
    remedies = [part.remedy for part in same if part.remedy]
    finding = found(
        rule,
        book,
        worst.status,
        message,
        conditions,
        assumptions=tuple(dict.fromkeys(text for part in parts for text in part.assumptions)),
        actual=worst.actual,
        limit=worst.limit,
        formula=worst.formula,
        parts=parts,
        remedy=joined(remedies) if remedies else None,
    )
    return replace(
        finding,
        valid_from=worst.valid_from,
        valid_to=worst.valid_to,
        legal=tuple(dict.fromkeys(act for part in parts for act in part.legal)),
    )


def _standing(part: Finding) -> tuple[int, Fraction]:
    """Return what orders parts from the worst: the status, then the room under the ceiling."""
    if part.limit is None or part.actual is None:
        return -_SEVERITY[part.status], Fraction(0)
    return -_SEVERITY[part.status], Fraction(part.limit) - Fraction(part.actual)
