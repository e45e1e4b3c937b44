"""Yes, no, or it depends: decided from a fact's limit, its numbers and its yes/no phrases."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answer.match import Match
from assistant.answer.question import Part
from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.rules.quantities import Quantity, accounted_for
from assistant.types import Language, Limit, Phrase, Verdict

# How much less likely a phrase counts for each .02 it lies behind the best one.
_TEMPERATURE = 0.02
# A phrase with a negation where the question has none, or the reverse, lies this much behind.
_NEGATION_GAP = 0.04
# The nearest yes/no phrase may lie this far behind the nearest phrase of the fact.
_REACH = 0.12
_MAJORITY = 0.6
# Kinds of quantity that a premise is tested on.
_TESTED = frozenset({"share", "amount", "date", "time", "duration", "number", "year", "identifier"})


def decide(
    part: Part, match: Match, stated: Sequence[Quantity], language: Language
) -> Verdict | None:
    """Return the verdict on a yes/no question, or None where it can't be told safely.

    `stated` are the quantities of the fact's quotes. A number that the quotes don't hold never
    leads to "yes".
    """
    if not part.yes_no:
        return None
    if match.fact.limit is not None:
        by_limit = _by_limit(part, match.fact.limit)
        if by_limit is not None:
            return by_limit
    voted = _vote(part, match.near, language)
    asked = [q for q in part.quantities if q.kind in _TESTED]
    if asked and not all(accounted_for(q, stated) for q in asked):
        return "no" if contradicts(asked, stated) else (None if voted == "yes" else voted)
    return voted


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
        if value <= most:  # type: ignore[operator]
            verdicts.append("yes")
        else:
            verdicts.append("depends" if value <= most_if else "no")  # type: ignore[operator]
    for verdict in ("no", "depends"):
        if verdict in verdicts:
            return verdict
    return "yes"


def _measurable(quantity: Quantity, limit: Limit) -> bool:
    return limit.kind != "duration" or quantity.unit == "year"


def _vote(part: Part, near: Sequence[tuple[Phrase, float]], language: Language) -> Verdict | None:
    negated = _negated(part.search, language)
    votes: dict[Verdict, float] = {}
    best = max((score for _, score in near), default=0.0)
    for phrase, score in near:
        if phrase.verdict is None or score < best - _REACH:
            continue
        if _negated(phrase.text, phrase.language) != negated:
            score -= _NEGATION_GAP
        votes[phrase.verdict] = votes.get(phrase.verdict, 0.0) + math.exp(
            (score - best) / _TEMPERATURE
        )
    if not votes:
        return None
    winner = max(votes, key=lambda verdict: votes[verdict])
    return winner if votes[winner] >= _MAJORITY * sum(votes.values()) else None


def _negated(text: str, language: Language) -> bool:
    """Tell whether a negation bears on the matter: one right after the subject only asks back.

    "Er det ikke …?" and "Må man ikke …?" ask for the same as without the negation.
    """
    words = [word.lower() for word in find_words(text)]
    negations = wording(language).words["negations"]
    return any(word in negations for word in words[3:]) or any(
        word in negations and word not in ("ikke", "not") for word in words[:3]
    )
