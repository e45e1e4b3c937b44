"""How much aid an undertaking may still receive under a ceiling over some years."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from assistant.learn.quiz.made import Made, amount_asked
from assistant.learn.quiz.wording import both, say, with_legal
from assistant.rules.budget import Award, Budget, Costs, EarlierGrant
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Bilingual, Finding, Parameter, Rule, RuleBook
from assistant.rules.wording import listed, money, when

_FISCAL = "fiscal_years"
_STEP = 5000


def ask_ceiling(rule: Rule, book: RuleBook, rng: random.Random) -> Made | None:
    """Ask for the room left; verified by the rule: it passes, a euro more fails."""
    terms = _terms(rule, rng)
    if terms is None:
        return None
    ceiling, window, award = terms
    earlier = sorted(_earlier(award, rng), key=lambda grant: grant.day)
    euro = Fraction(1)
    counted = [g for g in earlier if _total(rule, book, award, [g], euro) > euro]
    limit = Fraction(Decimal(str(ceiling.value)))
    spent = sum((grant.amount for grant in counted), Fraction(0))
    room = limit - spent
    if room <= 0 or _total(rule, book, award, earlier, euro) != spent + euro:
        return None
    finding = _part(rule, book, award, earlier, room)
    more = _part(rule, book, award, earlier, room + euro)
    if finding is None or more is None or (finding.status, more.status) != ("pass", "fail"):
        return None
    whole = evaluate_rule(rule, book, _budget(award, earlier, room))
    unit = ceiling.unit or book.currency
    key = "ceiling.fiscal" if window == _FISCAL else "ceiling.rolling"
    question = say(key, rng, grants=_told(earlier, unit), day=when(award))
    explanation = _explained(limit, counted, earlier, room, unit)
    explanation = with_legal(explanation, finding.legal)
    return amount_asked(question, _decimal(room), unit, explanation, whole)


def _terms(rule: Rule, rng: random.Random) -> tuple[Parameter, str, date] | None:
    """Return a ceiling for everybody, how its years are counted, and a day on which it is sure."""
    ceilings = [p for p in rule.parameters if p.name == "ceiling" and not p.where]
    if not ceilings:
        return None
    ceiling = rng.choice(ceilings)
    first, last = ceiling.valid_from, ceiling.valid_to
    # A ceiling that took another's place is asked for as a new one, the other at its end.
    new = first is not None and any(p.valid_to and p.valid_to < first for p in ceilings)
    begin = first if new and first else date((last or date(2030, 12, 31)).year, 1, 1)
    day = begin + timedelta(days=rng.randrange(60, 700 if new else 360))
    if last and day > last:
        return None
    unsure = [p for p in rule.parameters if p.name == "other_regime" and p.in_force(day)]
    windows = [p for p in rule.parameters if p.name == "window" and p.in_force(day)]
    if unsure or len(windows) != 1:
        return None
    return ceiling, str(windows[0].value), day


def _earlier(award: date, rng: random.Random) -> list[EarlierGrant]:
    """Return one to three grants of the five years before, each on another day."""
    days = rng.sample(range(40, 5 * 365), rng.choice((1, 2, 2, 3)))
    return [
        EarlierGrant(award - timedelta(days=back), Fraction(rng.randrange(20_000, 100_001, _STEP)))
        for back in days
    ]


def _budget(award: date, earlier: Sequence[EarlierGrant], amount: Fraction) -> Budget:
    new = Award("de_minimis.0", "12345678", award, amount, previous=tuple(earlier))
    return Budget(Costs(Decimal(1)), {}, de_minimis=(new,))


def _part(
    rule: Rule, book: RuleBook, award: date, earlier: Sequence[EarlierGrant], amount: Fraction
) -> Finding | None:
    finding = evaluate_rule(rule, book, _budget(award, earlier, amount))
    return finding.parts[0] if finding.parts else None


def _total(
    rule: Rule, book: RuleBook, award: date, earlier: Sequence[EarlierGrant], amount: Fraction
) -> Fraction:
    """Return what counts against the ceiling with a new grant of `amount`."""
    part = _part(rule, book, award, earlier, amount)
    return Fraction(part.actual) if part and part.actual is not None else Fraction(0)


def _told(grants: Sequence[EarlierGrant], unit: str) -> Bilingual:
    return listed(
        [
            say("ceiling.before", amount=money(_decimal(g.amount), unit), day=when(g.day))
            for g in grants
        ],
        "and",
    )


def _explained(
    limit: Fraction,
    counted: Sequence[EarlierGrant],
    earlier: Sequence[EarlierGrant],
    room: Fraction,
    unit: str,
) -> Bilingual:
    most = money(_decimal(limit), unit)
    if not counted:
        return say("ceiling.worked_none", limit=most)
    some = say("ceiling.counts_some", grants=_told(counted, unit))
    amounts = [money(_decimal(grant.amount), unit) for grant in counted]
    return say(
        "ceiling.worked",
        limit=most,
        counted=say("ceiling.counts_all") if len(counted) == len(earlier) else some,
        sum=both(amounts, " − "),
        room=money(_decimal(room), unit),
    )


def _decimal(amount: Fraction) -> Decimal:
    return Decimal(amount.numerator) / Decimal(amount.denominator)
