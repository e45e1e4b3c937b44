"""Yes, no, or it depends: decided from a fact's limit, its numbers and its yes/no phrases."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.match import Match
from assistant.answer.question import Part
from assistant.answer.wording import wording
from assistant.rules.quantities import Quantity, accounted_for, find_quantities, same_value
from assistant.types import Language, Limit, Phrase, Verdict

# How much less a phrase counts: e times for each .012 it lies behind the best one.
_TEMPERATURE = 0.012
# The nearest yes/no phrase may lie this far behind the nearest phrase of the fact.
_REACH = 0.12
_MAJORITY = 0.6
_MAJORITY_YES = 0.75
_NEAR_YES = 0.94
# From here on a phrase asks the same, and its verdict stands before the arithmetic.
_SURE = 0.95
_REACH_BACK = 6
_LANGUAGES: tuple[Language, ...] = ("da", "en")
# Kinds of quantity that a premise is tested on.
_TESTED = frozenset({"share", "amount", "date", "time", "duration", "number", "year", "identifier"})


def decide(part: Part, match: Match, stated: Sequence[Quantity]) -> Verdict | None:
    """Return the verdict on a yes/no question, or None where it can't be told safely.

    `stated` are the quantities of the fact's quotes. A number that the quotes don't hold never
    leads to "yes".
    """
    if not part.yes_no:
        return None
    asked = [q for q in part.quantities if q.kind in _TESTED]
    voted = _vote(match.near)
    if asked and _asked_like_this(asked, match):
        return voted
    if match.fact.limit is not None:
        by_limit = _by_limit(part, match.fact.limit)
        if by_limit is not None:
            return by_limit
    if asked and not all(accounted_for(q, stated) for q in asked):
        return "no" if contradicts(asked, stated) else (None if voted == "yes" else voted)
    return voted


def _asked_like_this(asked: Sequence[Quantity], match: Match) -> bool:
    """Tell whether the nearest yes/no phrase, itself near, speaks of the same numbers."""
    best = next(((p, score) for p, score in match.near if p.verdict is not None), None)
    if best is None or best[1] < _SURE:
        return False
    phrase = find_quantities(best[0].text, best[0].language)
    return all(any(same_value(q, known) for known in phrase) for q in asked)


def contradicts(asked: Sequence[Quantity], stated: Sequence[Quantity]) -> bool:
    """Tell whether a quantity was asked about of which the quotes state another value."""
    return any(
        not accounted_for(quantity, stated)
        and any(_comparable(quantity, known) for known in stated)
        for quantity in asked
        if quantity.kind in _TESTED
    )


def _comparable(asked: Quantity, known: Quantity) -> bool:
    if asked.kind == "date" and known.kind in ("date", "year"):
        return True
    return asked.kind == known.kind and (asked.unit == known.unit or asked.kind in ("amount",))


def _by_limit(part: Part, limit: Limit) -> Verdict | None:
    asked = [q for q in part.quantities if q.kind == limit.kind and _measurable(q, limit)]
    if not asked:
        return None
    text = part.search.lower()
    most, most_if = limit.most, limit.most_if or limit.most
    if any(word in text for word in limit.if_words):
        most = most_if
    elif any(word in text for word in limit.else_words):
        most_if = most
    verdicts: list[Verdict] = []
    for quantity in asked:
        value = quantity.value
        assert isinstance(value, Decimal)
        # "Mere end 40 pct." asks for what lies above: the ceiling itself is not enough.
        past = _goes_past(part.search[: quantity.start])
        if value < most or (value == most and not past):
            verdicts.append("yes")
        elif value < most_if or (value == most_if and not past):
            verdicts.append("depends")
        else:
            verdicts.append("no")
    for verdict in ("no", "depends"):
        if verdict in verdicts:
            return verdict
    return "yes"


def _measurable(quantity: Quantity, limit: Limit) -> bool:
    return limit.kind != "duration" or quantity.unit == "year"


def _goes_past(before: str) -> bool:
    words = before.lower().split()[-_REACH_BACK:]
    text = " ".join(words)
    return any(over in text for lang in _LANGUAGES for over in wording(lang).phrases["over"])


def _vote(near: Sequence[tuple[Phrase, float]]) -> Verdict | None:
    votes: dict[Verdict, float] = {}
    best = max((score for _, score in near), default=0.0)
    for phrase, score in near:
        if phrase.verdict is None or score < best - _REACH:
            continue
        weight = math.exp((score - best) / _TEMPERATURE)
        votes[phrase.verdict] = votes.get(phrase.verdict, 0.0) + weight
    if not votes:
        return None
    winner = max(votes, key=lambda verdict: votes[verdict])
    needed = _MAJORITY
    if winner == "yes":
        # A wrong yes is the worst error: the phrase must be near, and hardly any speak against.
        needed = _MAJORITY_YES
        if max(score for phrase, score in near if phrase.verdict == "yes") < _NEAR_YES:
            return None
    return winner if votes[winner] >= needed * sum(votes.values()) else None
