"""What a ceiling says of one new grant: its figures, reason, remedy and assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from assistant.rules.budget import CALENDAR_YEAR
from assistant.rules.kinds.ceiling_pools import Outcome
from assistant.rules.kinds.ceiling_room import LaterRoom, room
from assistant.rules.kinds.ceiling_terms import FISCAL, named
from assistant.rules.kinds.ceiling_trace import comparison, inputs
from assistant.rules.kinds.ceiling_words import (
    amount,
    decimal,
    formula,
    listing,
    tell,
    telling_places,
)
from assistant.rules.model import Bilingual, Finding, Parameter, Rule, RuleBook
from assistant.rules.trace import trace
from assistant.rules.wording import joined


def part_of(rule: Rule, book: RuleBook, outcome: Outcome, later: LaterRoom) -> Finding:
    """Return the finding for one new grant; `later` is the room of its pool."""
    award, terms = outcome.award, outcome.terms
    name = tell("part.name", name=award.undertaking, day=award.day)
    if terms is None:
        message = _out_of_force(rule.parameters, outcome)
        return Finding(rule.id, "unknown", message, key=award.key, name=name)
    ceiling, *_ = terms.parameters
    used = [*terms.parameters]
    if len(outcome.pool.names) > 1:
        used += [p for p in named(rule.parameters, "shared") if p.in_force(award.day)]
    arithmetic = formula(outcome)
    # What narrows the ceiling, and how the window is counted, stand among the inputs in words.
    shown = (replace(ceiling, where=()),)
    return Finding(
        rule.id,
        outcome.status,
        _message(outcome),
        key=award.key,
        name=name,
        actual=decimal(outcome.total, telling_places(outcome.total, terms.limit)),
        limit=terms.limit,
        formula=arithmetic,
        assumptions=_assumptions(rule.parameters, outcome),
        valid_from=ceiling.valid_from,
        valid_to=ceiling.valid_to,
        legal=tuple(dict.fromkeys(legal for p in used for legal in p.legal)),
        remedy=_remedy(outcome, later) if outcome.status == "fail" else None,
        trace=trace(
            partial(inputs, outcome), shown, arithmetic, partial(comparison, outcome), book
        ),
    )


def _message(outcome: Outcome) -> Bilingual:
    award, terms = outcome.award, outcome.terms
    assert terms is not None
    assert outcome.first is not None
    key = "depends" if outcome.status == "unknown" else outcome.status
    alone = "_alone" if key != "depends" and not outcome.counts else ""
    return tell(
        f"part.{key}{alone}",
        amount=award.amount,
        name=award.undertaking,
        day=award.day,
        first=outcome.first,
        total=amount(outcome.total, telling_places(outcome.total, terms.limit)),
        limit=Fraction(terms.limit),
    )


def _out_of_force(parameters: Sequence[Parameter], outcome: Outcome) -> Bilingual:
    """Return the text for an award on a day for which no ceiling is known."""
    award = outcome.award
    ceilings = named(parameters, "ceiling")
    first = min(p.valid_from or date.min for p in ceilings)
    last = max(p.valid_to or date.max for p in ceilings)
    key = "too_early" if award.day < first else "too_late" if award.day > last else "between"
    return tell(
        f"part.{key}",
        amount=award.amount,
        name=award.undertaking,
        day=award.day,
        first=first,
        last=last,
    )


def _remedy(outcome: Outcome, later: LaterRoom) -> Bilingual:
    """Return the room that is left, and from when there is room (again)."""
    award, left = outcome.award, room(outcome)
    again = later.after(outcome, award.amount if left else Fraction(0))
    key = "remedy.most" if left else "remedy.none"
    texts = [tell(key, room=left, name=award.undertaking, day=award.day)]
    if again:
        day, then = again
        texts.append(tell("remedy.whole" if left else "remedy.later", again=day, room=then))
    return joined(texts)


def _assumptions(parameters: Sequence[Parameter], outcome: Outcome) -> tuple[Bilingual, ...]:
    """Return what was assumed for this award only."""
    award, pool, terms = outcome.award, outcome.pool, outcome.terms
    assert terms is not None
    texts: list[Bilingual] = []
    if terms.window == FISCAL and award.fiscal_year_start == CALENDAR_YEAR:
        texts.append(tell("assumption.calendar"))
    if terms.window == FISCAL and len({a.fiscal_year_start for a in pool.awards}) > 1:
        texts.append(tell("assumption.own_year"))
    if terms.special:
        texts.append(tell("assumption.road_freight"))
    valid = [parameter for parameter in parameters if parameter.in_force(award.day)]
    for other in named(valid, "other_regime"):
        last = other.valid_to or date.max
        texts.append(tell("assumption.other_regime", day=last, act=other.legal[0].act))
    for later in named(valid, "covered_later"):
        if outcome.status == "fail":
            texts.append(tell("assumption.covered_later", act=later.legal[0].act))
    if pool.repeated:
        texts.append(tell("assumption.repeated", names=listing(pool.repeated)))
    if pool.echoed:
        texts.append(tell("assumption.echo", names=listing(pool.echoed)))
    return tuple(texts)
